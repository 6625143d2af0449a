"""Bodies and queries → what a reader wants. Pure; what is not understood counts as not said."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import parse_qsl

from briefgen.model.address import address_key
from briefgen.model.briefing import Weekday
from briefgen.model.reader import MAIL_FORMATS, MailFormat, check_timezone

#: Fields that a form of ours has at most.
_MOST_FIELDS = 400

_DAYS: tuple[Weekday, ...] = get_args(Weekday)
_HOURS = range(24)

Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """How a briefing is wanted."""

    format: MailFormat = "html"
    days: tuple[Weekday, ...] = ()
    hour: int | None = None


def form_of(body: bytes) -> Form:
    """Read ``application/x-www-form-urlencoded``; what is none has no fields."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:  # no UTF-8, or too many fields
        return {}
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def one(form: Form, name: str) -> str:
    """Return the first value of a field, trimmed; empty where there is none."""
    values = form.get(name, ())
    return values[0].strip() if values else ""


def address(form: Form) -> str:
    """Return the reader's address as given; empty for what is none."""
    given = one(form, "email")
    try:
        address_key(given)
    except ValueError:
        return ""
    return given


def ticked(form: Form, offered: Collection[str]) -> tuple[str, ...]:
    """Return the briefings that are ticked, of those that are offered, in their order."""
    wanted = set(form.get("briefing", ()))
    return tuple(name for name in offered if name in wanted)


def choice(form: Form, briefing: str = "") -> Choice:
    """Return how a briefing is wanted; its fields end with its id, those of all briefings stand alone."""
    suffix = f".{briefing}" if briefing else ""
    wanted, at = one(form, f"format{suffix}"), one(form, f"hour{suffix}")
    days = tuple(day for day in _DAYS if day in form.get(f"day{suffix}", ()))
    hour = int(at) if at.isascii() and at.isdigit() and len(at) <= len("23") and int(at) in _HOURS else None
    return Choice(
        format=next((name for name in MAIL_FORMATS if name == wanted), "html"),
        days=days if len(days) < len(_DAYS) else (),
        hour=hour,
    )


def zone(form: Form) -> str:
    """Return the time zone that is chosen; empty for none, and for one that there is not."""
    given = one(form, "timezone")
    try:
        check_timezone(given)
    except ValueError:
        return ""
    return given
