"""How fast, how many at once, and when again: limits and back-off, for the server and for each domain. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

#: After which try the next one comes when; a message that was tried for ``GIVE_UP`` is refused (RFC 5321, 4.5.4.1).
DEFERRALS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 480))
GIVE_UP = timedelta(days=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What the mail server, and those behind it, put up with."""

    connections: int = 8  #: open at once
    messages: int = 500  #: over one connection, before it is closed and another one opened
    rate: float = 0.0  #: messages a second in all; 0: no bound
    #: Messages a second to these domains (ASCII, lower case); ``*``: to each other one. Without it: no bound.
    rates: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


def next_try(attempts: int, now: datetime) -> datetime | None:
    """Return when to try again after so many attempts, the last one now; None: it was tried for two days, give up."""
    past = sum((_pause(attempt) for attempt in range(1, attempts)), timedelta())
    return now + _pause(attempts) if past + _pause(attempts) <= GIVE_UP else None


def _pause(attempt: int) -> timedelta:
    return DEFERRALS[min(attempt, len(DEFERRALS)) - 1]
