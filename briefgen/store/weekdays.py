"""Days of the week ↔ a number with one bit for each, Monday the lowest, so that a query can ask for one. Pure."""

from collections.abc import Collection
from datetime import date
from typing import get_args

from briefgen.model.briefing import Weekday

_WEEK: tuple[Weekday, ...] = get_args(Weekday)


def bits_of(days: Collection[Weekday]) -> int:
    """Return the number of these days; 0 for none, which means every edition."""
    return sum(1 << place for place, day in enumerate(_WEEK) if day in days)


def days_of(bits: int) -> tuple[Weekday, ...]:
    """Return the days of a number, Monday first."""
    return tuple(day for place, day in enumerate(_WEEK) if bits >> place & 1)


def bit_of(day: date) -> int:
    """Return the number of the weekday that a date is."""
    return 1 << day.weekday()
