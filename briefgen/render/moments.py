"""Dates and times as the edition's readers write them: its language, its time zone. Pure, by babel (CLDR)."""

import functools
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_interval, format_skeleton, get_timezone_name
from jinja2 import pass_context
from jinja2.runtime import Context

from briefgen.model.edition import Edition


@functools.cache
def locale_of(language: str) -> Locale:
    """Return babel's locale for a BCP 47 tag; English for one that it does not know."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@functools.cache
def zone_of(name: str) -> tzinfo:
    """Return the time zone of that name; UTC for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


@pass_context
def long_date(context: Context, moment: date) -> str:
    """Return ``Tuesday, December 28, 2021`` for a date or an instant."""
    return format_date(_day(context, moment), "full", locale=_locale(context))


@pass_context
def dated(context: Context, edition: Edition) -> str:
    """Return the date of a daily edition, the days that a weekly one covers: ``Dec 21 – 28, 2021``."""
    if edition.briefing.cadence == "daily":
        return long_date(context, edition.date)
    first, last = _day(context, edition.period.start), _day(context, edition.period.end)
    return format_interval(first, last, "yMMMd", locale=_locale(context))


@pass_context
def short_date(context: Context, moment: date) -> str:
    """Return ``Dec 28`` for a date or an instant of the edition's year, ``Dec 28, 2020`` of another."""
    day = _day(context, moment)
    skeleton = "MMMd" if day.year == _edition(context).date.year else "yMMMd"
    return format_skeleton(skeleton, day, locale=_locale(context))


@pass_context
def loosely(context: Context, day: date, precision: str) -> str:
    """Return a date as exactly as it is known: a day, a month or a year; of a week, its Monday to Sunday."""
    locale = _locale(context)
    if precision == "year":
        return format_skeleton("y", day, locale=locale)
    if precision == "month":
        return format_skeleton("yMMMM", day, locale=locale)
    if precision == "week":
        monday = day - timedelta(days=day.weekday())
        return format_interval(monday, monday + timedelta(days=6), "MMMd", locale=locale)
    return format_skeleton("MMMEd", day, locale=locale)


@pass_context
def clock(context: Context, moment: datetime) -> str:
    """Return ``06:00``, the time of an instant on the edition's clock."""
    return format_datetime(_local(context, moment), "HH:mm", locale=_locale(context))


@pass_context
def zone(context: Context, moment: datetime) -> str:
    """Return the name of the edition's clock at an instant: ``Israel Standard Time``."""
    return get_timezone_name(_local(context, moment), width="long", locale=_locale(context))


def iso(moment: date) -> str:
    """Return what ``<time datetime>`` wants: ``2021-12-28`` or ``2021-12-28T04:00:00Z``."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def _edition(context: Context) -> Edition:
    edition: Edition = context["edition"]
    return edition


def _locale(context: Context) -> Locale:
    return locale_of(_edition(context).briefing.language)


def _local(context: Context, moment: datetime) -> datetime:
    return moment.astimezone(zone_of(_edition(context).briefing.timezone))


def _day(context: Context, moment: date) -> date:
    return _local(context, moment).date() if isinstance(moment, datetime) else moment
