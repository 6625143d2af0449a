"""Header values as served → what they ask of us. Pure.

A value that cannot be read counts as absent: a malformed header never drops a feed.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: No header keeps us away for longer than this, whatever it says: a misprint must not silence a feed for years.
LONGEST = int(timedelta(days=7).total_seconds())

_DIGITS = re.compile(r"[0-9]{1,18}")
_MAX_AGE = re.compile(r'(?:^|[\s,])max-age\s*=\s*"?([0-9]{1,18})\b', re.IGNORECASE)
_NO_CACHE = re.compile(r"(?:^|[\s,])no-(?:cache|store)(?:[\s,]|$)", re.IGNORECASE)


def retry_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """Return the seconds that Retry-After asks us to wait (RFC 9110, 10.2.3), as a number or a date; at most a week.

    A date counts from the answer's own Date, so that a server whose clock is wrong is understood; else from ``now``.
    """
    value = headers.get("Retry-After", "").strip()
    if _DIGITS.fullmatch(value):
        return min(int(value), LONGEST)
    until = _moment(value)
    if until is None:
        return None
    return _seconds(until - (_moment(headers.get("Date", "")) or now))


def max_age(headers: Mapping[str, str], now: datetime) -> int | None:
    """Return the seconds for which the answer stays fresh (RFC 9111, 4.2): max-age less Age, else Expires.

    At most a week. None where nothing is said, or where the publisher wants to be asked each time.
    """
    control = headers.get("Cache-Control", "")
    if _NO_CACHE.search(control):
        return None
    if found := _MAX_AGE.search(control):
        age = headers.get("Age", "").strip()
        spent = int(age) if _DIGITS.fullmatch(age) else 0
        return min(max(int(found[1]) - spent, 0), LONGEST)
    expires = _moment(headers.get("Expires", ""))
    if expires is None:
        return None
    return _seconds(expires - (_moment(headers.get("Date", "")) or now))


def validator(raw: bytes | None) -> str | None:
    """Return ETag or Last-Modified as it must be echoed, byte for byte; never parsed (FreshRSS#6056).

    None for bytes that are not UTF-8: aiohttp could not send them back as they are, and none may be invented.
    """
    if not raw:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _seconds(span: timedelta) -> int:
    return int(min(max(span.total_seconds(), 0), LONGEST))
