"""Announced events → those of one date together, as calendars have them. Pure."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefgen.model.edition import WeekAheadEntry

#: What is known to the day stands before what may be any day of the week or month that begins on it.
_EXACTNESS = ("day", "week", "month", "year")


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """What is announced for one date, known as exactly as ``precision`` says."""

    date: date
    precision: str
    events: tuple[WeekAheadEntry, ...]


def by_date(events: Iterable[WeekAheadEntry]) -> tuple[Coming, ...]:
    """Return the events by their dates; those of one date stay in their order."""

    def when(event: WeekAheadEntry) -> tuple[date, int]:
        return event.date, _EXACTNESS.index(event.precision)

    grouped = itertools.groupby(sorted(events, key=when), key=lambda event: (event.date, event.precision))
    return tuple(Coming(date=day, precision=precision, events=tuple(group)) for (day, precision), group in grouped)
