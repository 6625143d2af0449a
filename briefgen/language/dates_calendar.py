"""Days, weeks, months and years around a day. Pure arithmetic; ISO 8601 in and out."""

import calendar
import re
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "week", "month", "quarter", "year"]

#: Start and end in the text, ISO value, precision.
Found = tuple[int, int, str, Precision]

#: Where a partial date lies from the day it was written on. "" where the words do not say.
Side = Literal["past", "future", ""]

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-W(?P<week>\d\d)|-Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?\Z")
_DECEMBER = 12


#: Days within which a date without its year is the nearer one, whatever the verb.
CLOSE_BY = 61


#: News tells what was, and what is to come with a word that says so: without one, what lies ahead must be so much
#: nearer.
BACKWARD = 3


def day_of(year: int, month: int, day: int) -> date | None:
    """Return that day, or nothing where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, days: int) -> date | None:
    """So many days on; nothing beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> date | None:
    """So many months on: the same day of the month, or its last one; nothing beyond the calendar."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= date.max.year:
        return None
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_value(year: int, month: int) -> str:
    """``2021-12``."""
    return f"{year:04}-{month:02}"


def unit_of(day: date, precision: Precision) -> str:
    """Return the day, or the ISO week, month, quarter or year that it lies in."""
    if precision == "week":
        return week_value(day)
    if precision == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return {"day": day.isoformat(), "month": day.isoformat()[:7], "year": day.isoformat()[:4]}[precision]


def week_value(day: date) -> str:
    """The ISO week of a day, ``2021-W52``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def bounds(value: str) -> tuple[date, date] | None:
    """An ISO day, week, month, quarter or year → its first and last day; nothing for what is none of these."""
    found = _PERIOD.match(value)
    try:
        return _bounds(found) if found else None
    except (ValueError, OverflowError):
        return None


def _bounds(found: re.Match[str]) -> tuple[date, date]:
    year = int(found["year"])
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        return monday, monday + timedelta(days=6)
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    first, last = 1, _DECEMBER
    if found["quarter"]:
        last = int(found["quarter"]) * 3
        first = last - 2
    elif found["month"]:
        first = last = int(found["month"])
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def weekday_near(written: date, weekday: int, side: Side) -> date | None:
    """A bare weekday (0 is Monday): today or in the six days ahead if the words look ahead, else today or before.

    News is about what was: without a word on it, Friday is the last one.
    """
    ahead = (weekday - written.weekday()) % 7
    return shift_days(written, ahead if side == "future" or not ahead else ahead - 7)


def day_near(written: date, month: int, day: int, side: Side) -> date | None:
    """A day of a month without its year: one close by, else on the side that the words take.

    Where they take none: the last one, unless the next is far nearer. A year is left out only where
    none can err: nobody writes "Nov. 20" in early November of a day a year ago.
    """
    days = [day_of(written.year + years, month, day) for years in (-4, -3, -2, -1, 0, 1, 2, 3, 4)]
    nearest = _near(written, days, "")
    if nearest and abs((nearest - written).days) <= CLOSE_BY:
        return nearest
    if not side and (last := _near(written, days, "past")) and (following := _near(written, days, "future")):
        behind, ahead = (written - last).days, (following - written).days
        return last if behind < BACKWARD * ahead else following
    return _near(written, days, side)


def day_of_month_near(written: date, day: int, side: Side) -> date | None:
    """``the 5th``: likewise, of this month, the last or the next."""
    months = [shift_months(written.replace(day=1), months) for months in (-2, -1, 0, 1, 2)]
    return _near(written, [day_of(m.year, m.month, day) if m else None for m in months], side)


def month_near(written: date, month: int, side: Side) -> str:
    """A month without its year → ``2021-12``: on the side that the words take, else the last one unless it is far.

    The month itself counts for both sides.
    """
    ahead = (month - written.month) % 12
    if side == "past" or (not side and BACKWARD * ahead > 12 - ahead):
        ahead -= 12 if ahead else 0
    count = written.year * 12 + written.month - 1 + ahead
    return month_value(count // 12, count % 12 + 1)


def _near(written: date, days: list[date | None], side: Side) -> date | None:
    known = [day for day in days if day]
    if side == "past":
        known = [day for day in known if day <= written]
    elif side == "future":
        known = [day for day in known if day >= written]
    return min(known, key=lambda d: abs((d - written).days), default=None)
