"""An editor's text: as the file has it, and as an edition carries it."""

from dataclasses import dataclass
from datetime import datetime

from briefgen.model.moment import utc


@dataclass(frozen=True, kw_only=True, slots=True)
class Memo:
    """What an edition holds of an editor's text; its title is the edition's."""

    author: str
    written: datetime
    markdown: str  #: the text, Markdown without HTML; the only text of an edition that has lines
    standfirst: str = ""  #: what it comes to, in a sentence or two
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a naive moment."""
        utc(self.written)


@dataclass(frozen=True, kw_only=True, slots=True)
class MemoFile:
    """A file of ``feeds/memos/``, read: a memo, what it is called, and the stories that it wants beside it."""

    file: str  #: for messages
    slug: str
    title: str
    language: str
    memo: Memo
    stories: tuple[tuple[str, int], ...] = ()  #: ``EDITION#STORY`` or a report's address, each with its line
    line: int = 1  #: of the date, for messages
