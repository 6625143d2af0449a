"""The time zones that a reader chooses among, as his language names them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from briefgen.render.moments import locale_of

_PLACES = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@dataclass(frozen=True, kw_only=True, slots=True)
class Zone:
    """One time zone."""

    id: str
    told: str  #: ``Jerusalem, Israel (+02:00)``
    region: str


def zones(language: str, now: datetime) -> Sequence[Zone]:
    """Return them by continent and name."""
    return _zones(language, now.replace(minute=0, second=0, microsecond=0))


@lru_cache(maxsize=12)
def _zones(language: str, now: datetime) -> tuple[Zone, ...]:
    locale = locale_of(language)
    found = []
    for name in sorted(available_timezones()):
        if not name.startswith(_PLACES):
            continue
        city = get_timezone_location(name, locale=locale, return_city=True)
        offset = now.astimezone(ZoneInfo(name)).strftime("%z")
        found.append(Zone(id=name, told=f"{city} ({offset[:3]}:{offset[3:]})", region=name.partition("/")[0]))
    seen: dict[tuple[str, str], Zone] = {}
    for zone in found:  # old spellings of one place
        seen.setdefault((zone.region, zone.told), zone)
    return tuple(sorted(seen.values(), key=lambda zone: (zone.region, zone.told)))
