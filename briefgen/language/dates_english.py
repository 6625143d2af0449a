"""Dates in English text. Pure.

``dates_forms`` finds what may be a date; here each form is read: which day, week, month, quarter or year it is.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from briefgen.language import dates_relative as relative
from briefgen.language.dates_calendar import (
    Found,
    day_near,
    day_of,
    day_of_month_near,
    month_near,
    month_value,
    shift_months,
)
from briefgen.language.dates_forms import PLACE, forms
from briefgen.language.dates_spot import Spot, way

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_LEADS_TO_YEAR = re.compile(
    r"\b(?:in|since|of|by|from|until|through|to|during|for|early|late|mid|and|ended|ending|before|after|fiscal|than)[\s-]\Z",
    re.IGNORECASE,
)
#: Words before a bare month that is no verb and nobody's name.
_LEADS_TO_MONTH = re.compile(
    r"\b(?:in|since|until|by|from|to|of|for|through|during|before|after|late|early|mid|and|between|till|s)[\s-]\Z",
    re.IGNORECASE,
)
_LEADS_TO_DAY = re.compile(r"\b(?:on|until|by|before|after|since|from|to|till)\s\Z", re.IGNORECASE)
#: "a June agreement": no verb of the clause says when.
_ARTICLE = re.compile(r"\b(?:an?|the|his|her|its|their)\s\Z", re.IGNORECASE)

#: Forms of which a part is no date either: "31 February 2022".
_WHOLE = frozenset(("iso", "y0", "m1", "y1", "d2", "d2to", "y2"))


def english(text: str, written: date) -> Iterator[Found]:
    """Yield start, end, ISO value and precision of each date, in order."""
    patterns, place, last = forms(), 0, None
    for word in PLACE.finditer(text):
        if word.start() < place or (pattern := patterns.get(word[0].lower())) is None:
            continue
        if (found := pattern.match(text, word.start())) and found.lastgroup:
            if found.lastgroup in _WHOLE:
                place = found.end()
            for one in _READINGS[found.lastgroup](Spot(found, written, last)):
                yield one
                place, last = one[1], one


def _iso(spot: Spot) -> Iterator[Found]:
    year, month, day = map(int, spot["iso"].split("-"))
    yield from spot.is_(day_of(year, month, day))


def _in_figures(spot: Spot) -> Iterator[Found]:
    """``14.01.2022``; with slashes only what cannot be read in two ways: America puts the month first."""
    first, second, year = int(spot["a0"]), int(spot["b0"]), int(spot["y0"])
    european, american = day_of(year, second, first), day_of(year, first, second)
    if spot["between"] == "." or european == american:
        yield from spot.is_(european)
    elif not (european and american):
        yield from spot.is_(european or american)


def _day_and_month(spot: Spot) -> Iterator[Found]:
    yield from _days(spot, "1")


def _month_and_day(spot: Spot) -> Iterator[Found]:
    yield from _days(spot, "2")


def _days(spot: Spot, form: str) -> Iterator[Found]:
    """A day of a month, or the first and the last of several."""
    name, first, last, year = spot.found["m" + form], int(spot["d" + form]), spot[f"d{form}to"], spot["y" + form]
    if name[0] == "m" and name in ("may", "march"):
        return
    month = _month(name)
    there = day_of(int(year), month, first) if year else day_near(spot.written, month, first, spot.side())
    ending = day_of(there.year, month, int(last)) if there and last else None
    if there is None or ending is None or ending <= there:
        yield from spot.is_(there)
    else:
        yield spot.found.start(), spot.found.end("d" + form), there.isoformat(), "day"
        yield spot.found.start(f"d{form}to"), spot.found.end(), ending.isoformat(), "day"


def _month_and_year(spot: Spot) -> Iterator[Found]:
    yield from spot.is_(month_value(int(spot["y3"]), _month(spot["m3"])), "month")


def _month_of_which_year(spot: Spot) -> Iterator[Found]:
    """``July last year``."""
    yield from spot.is_(_valid(spot.written.year + way(spot["which14"]), _month(spot["m14"])), "month")


def _which_month(spot: Spot) -> Iterator[Found]:
    """``last May``. Last March, in April, is that of the year before: this year's would be "last month"."""
    which, written = spot["which4"], spot.written
    ahead = (_month(spot["m4"]) - written.month) % 12
    if which == "this":
        ahead = _month(spot["m4"]) - written.month
    elif way(which) > 0:
        ahead = ahead or 12
    else:
        ahead -= 24 if ahead == 11 and written.month > 1 else 12  # noqa: PLR2004  eleven months ahead: one back
    there = shift_months(written.replace(day=1), ahead)
    yield from spot.is_(there and month_value(there.year, there.month), "month")


def _bare_month(spot: Spot) -> Iterator[Found]:
    """``August``, ``early November``; not the verbs ``may`` and ``march``, nor the names ``Jan`` and ``April May``."""
    name, text, end = spot.found["m11"], spot.found.string, spot.found.end()
    if not name[0].isupper() or (name.isupper() and len(name) <= 3):  # noqa: PLR2004  "MAR", "MAY"
        return
    part = len(name) < len(spot.found[0])
    short = name not in ("May", "June", "July") and len(name) <= 4 and not name.endswith(".")  # noqa: PLR2004  "Sept"
    led = part or spot.behind(_LEADS_TO_MONTH)
    if (short and not part) or (not led and (name == "May" or re.match(r"\s[A-Z]", text[end : end + 2]))):
        return
    adjective = spot.behind(_ARTICLE) and text[end : end + 2].strip().islower()
    yield from spot.is_(month_near(spot.written, _month(name), "" if adjective else spot.side()), "month")


def _quarter(spot: Spot) -> Iterator[Found]:
    """``the third quarter``: of the year in which it lies where the words look, else the last one that began."""
    quarter, year, now = _QUARTERS[spot["q12"]], int(spot["y12"] or spot.written.year), (spot.written.month + 2) // 3
    if not spot["y12"]:
        looks_ahead = spot.side() == "future"
        year += (looks_ahead and quarter < now) - (not looks_ahead and quarter > now)
    yield from spot.is_(f"{year:04}-Q{quarter}" if year else None, "quarter")


def _nth(spot: Spot) -> Iterator[Found]:
    """``on the 5th``."""
    day, which = int(spot["d13"]), spot["which13"]
    if which:
        month = shift_months(spot.written.replace(day=1), way(which))
        yield from spot.is_(month and day_of(month.year, month.month, day))
    elif spot.behind(_LEADS_TO_DAY):
        yield from spot.is_(day_of_month_near(spot.written, day, spot.side() or "past"))


def _year(spot: Spot) -> Iterator[Found]:
    """A year behind a word that leads to one; other numbers of four digits count something."""
    if spot.behind(_LEADS_TO_YEAR):
        yield from spot.is_(spot["year"], "year")


#: By the last group of a form, how it is read.
_READINGS: Mapping[str, Callable[[Spot], Iterator[Found]]] = {
    "iso": _iso,
    "y0": _in_figures,
    **dict.fromkeys(("m1", "y1"), _day_and_month),
    **dict.fromkeys(("d2", "d2to", "y2"), _month_and_day),
    "y3": _month_and_year,
    "m4": _which_month,
    "week5": relative.weekday_of_week,
    "weekday": relative.weekday,
    "unit6": relative.which_unit,
    "unit7": relative.this_unit,
    "end8": relative.ending,
    "day": relative.named,
    "way9": relative.counted,
    "way9b": relative.earlier,
    **dict.fromkeys(("unit10", "time10"), relative.within),
    "m11": _bare_month,
    **dict.fromkeys(("q12", "y12"), _quarter),
    **dict.fromkeys(("d13", "which13"), _nth),
    "which14": _month_of_which_year,
    **dict.fromkeys(("unit15", "way15"), relative.from_there),
    "year": _year,
}


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()[:3]) // 4 + 1


def _valid(year: int, month: int) -> str | None:
    return month_value(year, month) if 1 <= year <= date.max.year else None
