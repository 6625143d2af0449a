"""Announced events → those of one date together, as calendars have them. Pure."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefgen.model.edition import WeekAheadEntry


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """What is announced for one date, known as exactly as ``precision`` says."""

    date: date
    precision: str
    events: tuple[WeekAheadEntry, ...]


def by_date(events: Iterable[WeekAheadEntry]) -> tuple[Coming, ...]:
    """Return the events in their order, neighbours of one date and precision joined."""
    grouped = itertools.groupby(events, key=lambda event: (event.date, event.precision))
    return tuple(Coming(date=day, precision=precision, events=tuple(group)) for (day, precision), group in grouped)
