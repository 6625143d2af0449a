"""How often a briefing comes and when it comes next, in the reader's language and, where we know it, time. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Literal, get_args

from babel import Locale
from babel.dates import format_datetime, format_skeleton, format_time, format_timedelta, get_day_names
from babel.lists import format_list

from briefgen.clock import next_after
from briefgen.model.briefing import Briefing, Weekday
from briefgen.render.moments import locale_of

_WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: How often a briefing comes, from the most often to "when an editor has written one".
Rhythm = Literal["daily", "several", "weekly", "monthly", "written"]
RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)

#: Days in a row that are told as "from … to".
_RANGE = 3

#: Of a greater unit there must be so many before it is used: 25 hours are not "1 day".
_UNITS = 1.9


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """The next edition of a briefing."""

    at: datetime
    day: str  #: ``Mon, Nov 23``
    time: str  #: ``06:00``
    zone: str  #: ``Israel Time``; empty on the reader's own clock
    away: str  #: ``in 13 hours``


def rhythm(briefing: Briefing) -> Rhythm:
    """Return how often a briefing comes. A weekly of several days is no weekly to who reads it."""
    if briefing.kind == "memo":
        return "written"
    return "several" if briefing.cadence == "weekly" and len(briefing.days) > 1 else briefing.cadence


def often(briefing: Briefing, words: Mapping[str, Any], language: str) -> str:
    """Return ``Daily · Monday – Friday``, or of several days a week only which."""
    named, locale = rhythm(briefing), locale_of(language)
    told = str(words["site"]["often"][named])
    days = briefing.days or (("fri",) if named == "weekly" else ())
    if named == "written":
        return told
    if named == "several":
        return _days(days, locale)
    if named == "monthly":
        first = _days(briefing.days[:1], locale) if briefing.days else ""
        on = words["site"]["first_weekday"].replace("{day}", first) if first else words["site"]["first_day"]
        return f"{told} · {on}"
    return f"{told} · {_days(days, locale)}" if days and len(days) < len(_WEEK) else told


def hour(briefing: Briefing, language: str, now: datetime) -> str:
    """Return the hour of the briefing with its clock: ``06:00, Israel Time``."""
    return f"{format_time(briefing.send_at, 'HH:mm', locale=locale_of(language))}, {_zone(briefing, language, now)}"


def coming(briefing: Briefing, language: str, now: datetime, zone: tzinfo | None = None) -> Coming | None:
    """Return when the next edition goes out: on the reader's clock, or on the briefing's. None if there is none."""
    found = next_after(briefing, now)
    if found is None:
        return None
    _, at = found
    locale, local = locale_of(language), at.astimezone(zone or briefing.timezone)
    return Coming(
        at=at,
        day=format_skeleton("MMMEd", local, locale=locale),
        time=format_datetime(local, "HH:mm", locale=locale),
        zone="" if zone else _zone(briefing, language, at),
        away=format_timedelta(_rounded(at - now), threshold=_UNITS, add_direction=True, locale=locale),
    )


def weekdays(language: str) -> list[tuple[Weekday, str]]:
    """Return the days as the language abbreviates them."""
    names = get_day_names("abbreviated", context="stand-alone", locale=locale_of(language))
    return [(day, names[number]) for number, day in enumerate(_WEEK)]


def day_told(day: date, language: str) -> str:
    """Return ``Monday, November 23, 2026`` as short as the language writes it."""
    return str(format_skeleton("yMMMEd", day, locale=locale_of(language)))


def _zone(briefing: Briefing, language: str, at: datetime) -> str:
    return str(format_datetime(at.astimezone(briefing.timezone), "VVVV", locale=locale_of(language)))


def _days(days: tuple[Weekday, ...], locale: Locale) -> str:
    """Return ``Sunday – Thursday``, or ``Monday and Thursday``."""
    names = get_day_names("wide", context="stand-alone", locale=locale)
    numbers = sorted(_WEEK.index(day) for day in days)
    for turn in range(len(numbers)):
        turned = numbers[turn:] + [number + len(_WEEK) for number in numbers[:turn]]
        if len(turned) >= _RANGE and turned[-1] - turned[0] == len(turned) - 1:
            return f"{names[turned[0] % 7]} – {names[turned[-1] % 7]}"
    return str(format_list([names[number] for number in numbers], locale=locale))


def _rounded(away: timedelta) -> timedelta:
    """Return the time to full minutes, so that "in 1 second" is never read."""
    return max(timedelta(minutes=1), away // timedelta(minutes=1) * timedelta(minutes=1))
