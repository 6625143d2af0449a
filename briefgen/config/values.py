"""What a single value may be: annotated types for the tables. What they refuse, they refuse in words for people.

The rules of several keys together (url or path, dates in order, names of other files) are in ``rules``.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import time
from functools import cache
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator

from briefgen.model.address import address_key

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_LONGEST_ID = 60  # it names files and folders


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest known name, or nothing."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    near = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return f"; did you mean {by_lower[near[0]]!r}?" if near else ""


def slug_of(text: str) -> str:
    """Return the id that ``text`` would make: lower-case letters, digits, hyphens; may be empty."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:_LONGEST_ID].rstrip("-")


def _slug(text: str) -> str:
    if len(text) <= _LONGEST_ID and _SLUG.fullmatch(text):
        return text
    proposal = slug_of(text) or "al-jazeera"
    length = f", at most {_LONGEST_ID}" if len(text) > _LONGEST_ID else ""
    return _refuse(f"must be lower-case letters, digits and hyphens{length}, such as {proposal!r}, not {text!r}")


def _template_name(text: str) -> str:
    return _slug(text) if text else text


def _line(text: str) -> str:
    if any(unicodedata.category(character) == "Cc" for character in text):
        return _refuse("must be one line of text without control characters")
    return text.strip()


def _mailbox(text: str) -> str:
    found = re.fullmatch(r"(?:[^<>\r\n]*<)?([^<>\s]+)>?", text.strip())
    try:
        address_key(found[1] if found else text)
    except ValueError as error:
        message = f"must be an address such as Dana Lev <dana@example.org>, not {text!r}"
        raise ValueError(message) from error
    return text.strip()


def _words(text: str) -> str:
    return _line(text) or _refuse("is empty; write at least one word")


def _saved_path(text: str) -> str:
    if _words(text) != text:  # what is stripped later could be checked as one path and read as another
        return _refuse(f"has a space at its end or beginning: {text!r}")
    return text


def _language(text: str) -> str:
    if _LANGUAGE.fullmatch(text):
        return text
    right = text.replace("_", "-")
    proposal = repr(right) if _LANGUAGE.fullmatch(right) else "en, ar or pt-BR"
    return _refuse(f"must be a language code such as {proposal}, not {text!r}")


def _country(text: str) -> str:
    if text == "" or re.fullmatch(r"[A-Z]{2}", text):
        return text
    proposal = repr(text.upper()) if re.fullmatch(r"[A-Za-z]{2}", text) else "'RU' or 'IL'"
    return _refuse(f"must be the two capitals of ISO 3166-1, such as {proposal}, not {text!r}")


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return _refuse(f"is not an address: {error}")
    if parts.scheme not in {"http", "https"} or not host:
        return _refuse(f"must begin with http:// or https:// and a host, not {text!r}")
    if re.search(r"[\s\x00-\x1f\x7f<>\"\\]", text):
        return _refuse(f"holds a space or another character that no address has: {text!r}")
    return text


def _web_address_or_nothing(text: str) -> str:
    return _web_address(text) if text else text


@cache
def _zone_names() -> list[str]:
    return sorted(available_timezones())


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a folder; a path outside the database; unknown
        return None


def _timezone(text: str) -> str:
    if _zone(text):
        return text
    hint = did_you_mean(text, _zone_names()) or " such as 'Asia/Jerusalem'"
    return _refuse(f"must be a time zone of the tz database, not {text!r}{hint}")


def _clock(text: str) -> str:
    if _CLOCK.fullmatch(text):
        return text
    return _refuse(f'must be a time from "00:00" to "23:59", such as "06:00", not {text!r}')


def clock_time(text: str) -> time:
    """Return ``"06:00"`` as a time."""
    return time.fromisoformat(text)


def _between(low: float, high: float) -> Callable[[float], float]:
    def check(number: float) -> float:
        if low <= number <= high:  # a nan is not
            return number
        given = number if isinstance(number, int) else f"{number:g}"
        message = f"must lie between {low} and {high}, not {str(given)[:20]}"
        raise ValueError(message)

    return check


def _some(members: list[str]) -> list[str]:
    if not members:
        message = "is an empty list; name at least one, or leave the key out"
        raise ValueError(message)
    return members


def _refuse(problem: str) -> str:
    raise ValueError(problem)


Slug = Annotated[str, AfterValidator(_slug)]
Line = Annotated[str, AfterValidator(_line)]  #: may be empty
Words = Annotated[str, AfterValidator(_words)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
SavedPath = Annotated[str, AfterValidator(_saved_path)]
Language = Annotated[str, AfterValidator(_language)]
Country = Annotated[str, AfterValidator(_country)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Homepage = Annotated[str, AfterValidator(_web_address_or_nothing)]
ZoneName = Annotated[str, AfterValidator(_timezone)]
ClockTime = Annotated[str, AfterValidator(_clock)]
Weight = Annotated[float, AfterValidator(_between(0, 2))]
StoryCount = Annotated[int, AfterValidator(_between(1, 100))]
SentenceCount = Annotated[int, AfterValidator(_between(1, 12))]
MinuteCount = Annotated[int, AfterValidator(_between(1, 120))]
TemplateName = Annotated[str, AfterValidator(_template_name)]  #: may be empty
HitCount = Annotated[int, AfterValidator(_between(0, 99))]
Share = Annotated[float, AfterValidator(_between(0, 1))]
PollMinutes = Annotated[int, AfterValidator(_between(1, 30 * 24 * 60))]
ReviewMinutes = Annotated[int, AfterValidator(_between(0, 7 * 24 * 60))]
Spellings = Annotated[list[Words], AfterValidator(_some)]
Names = Annotated[list[str], AfterValidator(_some)]  #: of actors, topics or feeds: ``rules`` looks them up
