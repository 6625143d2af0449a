"""What editors do with an edition between its making and its readers: edits, and the review they happen in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from briefgen.model.moment import utc

#: What is done to the text. ``undo`` takes back the edit whose number is in ``place``.
EditAct = Literal["drop", "place", "pin", "headline", "note", "correct", "undo"]
#: What is done to the edition as a whole; in the same history.
ReviewAct = Literal["opened", "held", "resumed", "released", "withdrawn"]
#: ``open``: it goes out by itself at its moment; ``held``: only when an editor lets it; the last two are final.
ReviewState = Literal["open", "held", "released", "withdrawn"]

EDIT_ACTS: tuple[EditAct, ...] = get_args(EditAct)

#: Characters of a headline or a note that anybody needs.
MOST_TEXT = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """One line of an edition's history: who did what, and when. The frozen edition stays as it was made."""

    edition: str
    act: EditAct | ReviewAct
    who: str  #: ``Name <address>`` or an address; ``briefgen`` where nobody did it
    at: datetime
    id: int = 0  #: given by the store; edits apply in its order
    story: str = ""  #: id of a story; of a note: empty for the whole edition
    place: int = 0  #: of ``place``: which it is to be in its section, from 1; of ``undo``: the number of an edit
    text: str = ""  #: the headline, the Markdown of a note, or the right wording; empty removes a note
    old: str = ""  #: of ``correct``: the wording that was wrong
    note: str = ""  #: of ``correct``: Markdown that explains it

    def __post_init__(self) -> None:
        """Refuse a naive moment, and a headline without words."""
        utc(self.at)
        if self.act == "headline" and not self.text.strip():
            message = "a headline needs words"
            raise ValueError(message)
        if max(len(self.text), len(self.note), len(self.old)) > MOST_TEXT:
            message = f"no headline and no note has more than {MOST_TEXT} characters"
            raise ValueError(message)

    @property
    def author(self) -> str:
        """What readers may know of the editor: the name that stands before the address, or nothing."""
        name, found, _ = self.who.partition("<")
        return name.strip().strip('"').strip() if found else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """The time in which editors may look at an edition before it goes out."""

    edition: str
    briefing: str
    state: ReviewState
    opened: datetime
    releases: datetime  #: when it goes out by itself, if nobody holds it
    settled: datetime | None = None  #: when it was released or withdrawn
    published: bool = False  #: what readers see has been made again since it was released

    def __post_init__(self) -> None:
        """Refuse naive moments."""
        utc(self.opened)
        utc(self.releases)

    @property
    def is_kept(self) -> bool:
        """Tell whether it only keeps what was corrected, and nobody has reviewed it before."""
        return self.state == "released" and self.releases == self.opened

    @property
    def pending(self) -> bool:
        """Tell whether editors may still change it."""
        return self.state in {"open", "held"}
