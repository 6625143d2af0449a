"""Dates of English text that are told from another day: weekdays, "next month", "two weeks ago". Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from briefgen.language.dates_calendar import (
    Found,
    Precision,
    bounds,
    month_value,
    shift_days,
    shift_months,
    unit_of,
    weekday_near,
)
from briefgen.language.dates_spot import Spot, way

#: Characters within which "the following month" is told from the date before it.
FROM_THERE = 200

_WEEKDAYS = {name: number for number, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "a": 1, "an": 1, "couple of": 2, "a couple of": 2,
    "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_FIXED = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
    "last night": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2,
}  # fmt: skip
#: Days, months, and what of them may be trusted.
_UNITS: Mapping[str, tuple[int, int, Precision]] = {
    "day": (1, 0, "day"),
    "week": (7, 0, "week"),
    "weekend": (7, 0, "week"),
    "fortnight": (14, 0, "week"),
    "month": (0, 1, "month"),
    "quarter": (0, 3, "quarter"),
    "year": (0, 12, "year"),
    "decade": (0, 120, "year"),
}
_DECEMBER = 12

#: "every Friday", "Good Friday": no day, or another one's name.
_NOT_A_DAY = re.compile(
    r"\b(?:every|each|good|black|bloody|super|ash|easter|palm|holy|cyber|any|per)\s\Z", re.IGNORECASE
)
#: Of the West, of Israel and Arab countries, of Iran.
_WORKING_WEEK = re.compile(
    r"\b(?:monday\s?(?:to|through|-|–)\s?friday|sunday\s?(?:to|through|-|–)\s?thursday"
    r"|saturday\s?(?:to|through|-|–)\s?wednesday)\b",
    re.IGNORECASE,
)
#: "in two days" counts on from now; "over two days" does not, nor does "the next month" behind these.
_LASTS = re.compile(r"\b(?:over|during|for|within|in|of)\s\Z", re.IGNORECASE)


def named(spot: Spot) -> Iterator[Found]:
    """``yesterday``, ``tonight``."""
    yield from spot.is_(shift_days(spot.written, _FIXED[spot["day"].removeprefix("the ")]))


def weekday_of_week(spot: Spot) -> Iterator[Found]:
    """``Monday of next week``."""
    days = 7 * way(spot["week5"]) - spot.written.weekday() + _WEEKDAYS[spot["ofweek"][:3]]
    yield from spot.is_(shift_days(spot.written, days))


def weekday(spot: Spot) -> Iterator[Found]:
    """``Friday``, ``last Friday``, ``next Monday``, ``Monday's meeting``."""
    weekday, which, written = _WEEKDAYS[spot["weekday"][:3]], spot["which5"], spot.written
    if spot.behind(_NOT_A_DAY) or which == "following" or _in_office_hours(spot):
        return
    if which == "earlier":
        yield from spot.is_(weekday_near(written, weekday, "past"))
    elif which in ("", "later", "early", "late"):
        yield from spot.is_(weekday_near(written, weekday, spot.side()))
    elif which == "this":
        yield from spot.is_(weekday_near(written, weekday, spot.side() or "future"))
    else:
        sign = way(which)
        beginning = shift_days(written, sign)
        yield from spot.is_(beginning and weekday_near(beginning, weekday, "future" if sign > 0 else "past"))


def _in_office_hours(spot: Spot) -> bool:
    """Tell whether a weekday is the first or last of a working week: "open Monday to Friday"."""
    start, end = spot.found.span()
    return _WORKING_WEEK.search(spot.found.string[max(0, start - 20) : end + 20]) is not None


def which_unit(spot: Spot) -> Iterator[Found]:
    """``last week``, ``this month``, ``next year``."""
    yield from _shifted(spot, spot["unit6"], way(spot["which6"]))


def this_unit(spot: Spot) -> Iterator[Found]:
    """``later in the week``."""
    yield from _shifted(spot, spot["unit7"], 0)


def _shifted(spot: Spot, unit: str, many: int) -> Iterator[Found]:
    day, precision = _count(spot.written, unit, many)
    yield from spot.is_(day and unit_of(day, precision), precision)


def ending(spot: Spot) -> Iterator[Found]:
    """``year-end``, ``the end of the month``: the last day, as exact as a month; since year-end: the last one."""
    year, month = spot.written.year, spot.written.month
    if spot["end8"] == "year":
        year, month = year - (spot.side() == "past"), _DECEMBER
    last = bounds(month_value(year, month)) if year else None
    yield from spot.is_(last and last[1], "month")


def counted(spot: Spot) -> Iterator[Found]:
    """``two weeks ago``, ``a week from now``: the day that is counted to, as exact as the unit."""
    day, precision = _count(spot.written, spot["unit9"], _many(spot["n9"]) * (-1 if spot["way9"] == "ago" else 1))
    yield from spot.is_(day, precision)


def earlier(spot: Spot) -> Iterator[Found]:
    """``a year earlier``, which figures are compared with: than now."""
    yield from spot.is_(*_count(spot.written, spot["unit9b"], -1))


def within(spot: Spot) -> Iterator[Found]:
    """``in two weeks``, if the words look ahead: what was done in two weeks took so long."""
    if spot["time10"] or spot.side() == "future":
        yield from spot.is_(*_count(spot.written, spot["unit10"], _many(spot["n10"])))


def from_there(spot: Spot) -> Iterator[Found]:
    """``the following month``, ``two days later``: counted from the date before it, if that is near and as exact."""
    found, last = spot.found, spot.last
    if last is None or found.start() - last[1] > FROM_THERE or "\n\n" in found.string[last[1] : found.start()]:
        return
    there = bounds(last[2])
    unit = spot["unit15"] or spot["unit15b"]
    ranks = ("day", "week", "month", "quarter", "year")
    if there is None or unit not in ranks or ranks.index(last[3]) > ranks.index(unit) or spot.behind(_LASTS):
        return
    if spot["way15"]:
        many = _many(spot["n15"]) * (1 if spot["way15"] == "later" else -1)
    else:
        many = 0 if spot["which15"] == "same" else way(spot["which15"])
    day, precision = _count(there[0], unit, many)
    yield from spot.is_(day and unit_of(day, precision), precision)


def _many(words: str) -> int:
    return int(words) if words.isdecimal() else _NUMBERS[words]


def _count(day: date, unit: str, many: int) -> tuple[date | None, Precision]:
    """So many units from a day, and what of that may be trusted."""
    days, months, precision = _UNITS[unit]
    return (shift_months(day, many * months) if months else shift_days(day, many * days)), precision
