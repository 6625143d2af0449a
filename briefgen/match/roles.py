"""Dated roles: "the Russian foreign minister" on a date → the person who held the office. Pure.

An office counts where its state or organization stands beside it, as the grammar of the language has it. On a date
with two holders, or with none, it is nobody; so is a former office, a deputy's, or one with another name behind it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.match.offices import tenures, words_for
from briefgen.match.spellings import Spelling
from briefgen.model.watch import Watchlist

#: What stands between a body and an office behind it, in languages that have them so: "Russia's foreign minister".
_BODY_FIRST = {"en": re.compile(r"(?:'s?)? "), "ru": re.compile(r" "), "tr": re.compile(r"(?:'\w{1,4})? ")}
#: What stands between an office and a body behind it: "foreign minister of Russia".
_OFFICE_FIRST = {
    "en": re.compile(r" of (?:the )?"),
    "ru": re.compile(r" "),
    "ar": re.compile(r" (?:ال|في )?"),
    "he": re.compile(r" (?:של )?ה?"),
    "fa": re.compile(r" "),
}

#: No more characters stand between the two.
_WIDEST = 9

#: Directly before it, the office is not held, or by another.
_NOT_THE_HOLDER = re.compile(
    r"\b(?:former|ex|then|late|deputy|vice|next|future|would be|shadow|deposed|ousted|exiled|first|assistant|previous"
    r"|бывш\w+|экс|заместител\w+|зам|вице|тогдашн\w+|eski|سابق|نايب|مساعد|معاون|קודם|סגן) $"
)
#: Directly behind it.
_NO_LONGER = re.compile(
    r"(?:'s (?:office|residence|bureau)| office\b| (?:elect|designate|candidate|hopeful)\b"
    r"| (?:ال)?سابق| (?:ال)?اسبق| לשעבר| پيشين| yardimcisi)"
)
#: What goes on after an office in a headline In Capitals, and is no name.
_GOES_ON = re.compile(
    r" (?:says?|said|to|in|on|at|and|for|will|warns?|meets?|visits?|calls?|arrives?|tells?|urges?|vows?|slams?"
    r"|accuses?|holds?|resigns?|speaks?|discusses?|condemns?|hails?|rejects?|denies|welcomes?|threatens?|over|with"
    r"|after|as|is|has|was)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A hit of the finder, as far as roles are concerned: places are of the folded text."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Held:
    """An office and its body in a text → who held it."""

    holder: str  #: an actor's id, "" for nobody
    start: int
    end: int


class Roles:
    """Who held which office of whom, and when."""

    def __init__(self, watchlist: Watchlist) -> None:
        """Collect the roles of the catalogue."""
        self._holders: dict[tuple[str, str], list[tuple[str, date | None, date | None]]] = {}
        self._held: dict[str, set[str]] = {}
        for one in tenures(watchlist):
            self._holders.setdefault((one.office, one.body), []).append((one.holder, one.role.start, one.role.end))
            self._held.setdefault(one.holder, set()).add(one.office)
        self._known = {office for office, _ in self._holders}

    def spellings(self) -> Iterator[tuple[str, Spelling]]:
        """Yield the words for the offices that somebody of the catalogue holds or held."""
        for office in sorted(self._known):
            for language, words in words_for(office).items():
                for word in words:
                    acronym = "" if word.isupper() else None
                    yield word, Spelling("office", f"{language}:{office}", person=True, acronym=acronym)

    def holder(self, office: str, body: str, on: date) -> str:
        """Return who held an office on a date; "" where nobody or more than one is known to have."""
        holders = {
            holder
            for holder, start, end in self._holders.get((office, body), ())
            if (start is None or start <= on) and (end is None or on < end)
        }
        return holders.pop() if len(holders) == 1 else ""

    def has_held(self, actor: str, office: str) -> bool:
        """Tell whether somebody holds or held such an office."""
        return office in self._held.get(actor, ())

    def find(self, folded: str, offices: Sequence[Place], bodies: Sequence[Place], on: date) -> Iterator[Held]:
        """Yield the offices that stand beside a body which has them, in order, each once; the longest of several."""
        beginning, ending = {body.start: body for body in bodies}, {body.end: body for body in bodies}
        taken = -1
        for office in sorted(offices, key=lambda one: (one.start, -one.end)):
            if office.start < taken:
                continue
            found = next(self._beside(folded, office, beginning, ending, on), None)
            if found is not None:
                taken = office.end
                yield found

    def _beside(
        self, folded: str, office: Place, beginning: Mapping[int, Place], ending: Mapping[int, Place], on: date
    ) -> Iterator[Held]:
        language, _, name = office.id.partition(":")
        for start, end, body in _pairs(folded, office, language, beginning, ending):
            if (name, body) in self._holders and not is_another(folded, start, end):
                yield Held(self.holder(name, body, on), start, end)


def is_another(folded: str, start: int, end: int) -> bool:
    """Tell whether the office at a place of a folded text is a former one, a deputy's, or the rooms of one."""
    return bool(_NOT_THE_HOLDER.search(folded, max(0, start - 30), start) or _NO_LONGER.match(folded, end))


def names_somebody(text: str, end: int) -> bool:
    """Tell whether a name seems to stand behind the end of an office, in a text as written."""
    behind = re.compile(r" ([^\W\d_])").match(text, end)
    return bool(behind and behind[1].isupper() and not _GOES_ON.match(text, end))


def _pairs(
    folded: str, office: Place, language: str, beginning: Mapping[int, Place], ending: Mapping[int, Place]
) -> Iterator[tuple[int, int, str]]:
    """Yield the bodies beside an office: where the two begin and end together, and the body."""
    if language in _BODY_FIRST:
        for length in range(1, _WIDEST):
            body = ending.get(office.start - length)
            if body and _BODY_FIRST[language].fullmatch(folded, body.end, office.start):
                yield body.start, office.end, body.id
    if language in _OFFICE_FIRST:
        for length in range(1, _WIDEST):
            body = beginning.get(office.end + length)
            if body and _OFFICE_FIRST[language].fullmatch(folded, office.end, body.start):
                yield office.start, body.end, body.id
