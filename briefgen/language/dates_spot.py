"""A place of English text that may be a date: what the readings of its forms need. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefgen.language.dates_calendar import Found, Precision, Side
from briefgen.language.dates_tense import side


@dataclass(frozen=True, slots=True)
class Spot:
    """A match, the day it was written on, and the date before it in the text."""

    found: re.Match[str]
    written: date
    last: Found | None

    def __getitem__(self, group: str) -> str:
        """What a group holds, in lower case with single spaces; empty where it took no part."""
        return " ".join((self.found[group] or "").lower().split())

    def side(self) -> Side:
        """Whether the clause looks ahead or back."""
        return side(self.found.string, *self.found.span())

    def behind(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether a pattern, which ends where text ends, stands straight before."""
        start = self.found.start()
        return pattern.search(self.found.string[max(0, start - 10) : start]) is not None

    def is_(self, value: str | date | None, precision: Precision = "day", group: str | int = 0) -> Iterator[Found]:
        """Yield the date, unless the calendar has none. It spans what ``group`` does."""
        if value:
            text = value if isinstance(value, str) else value.isoformat()
            yield *self.found.span(group), text, precision


def way(which: str) -> int:
    """``this coming`` → 1, ``last`` → -1."""
    return {"last": -1, "previous": -1, "past": -1, "this": 0, "same": -1}.get(which.rsplit(maxsplit=1)[-1], 1)
