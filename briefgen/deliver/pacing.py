"""How fast, how many at once, and when again: limits and back-off, for the server and for each domain. Pure.

Moments are seconds of a clock that only goes forward; the caller has it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

#: After which try the next one comes when; a message that was tried for ``GIVE_UP`` is refused (RFC 5321, 4.5.4.1).
DEFERRALS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 480))
GIVE_UP = timedelta(days=2)

#: A domain rests once so many of its answers in a row were "not now"; first so long, then twice as long, at most this.
_STRIKES, _REST, _LONGEST_REST = 3, 15.0, 900.0
#: A server that is away is asked again after so long, then twice as long, at most this; so often in a row.
_PAUSE, _LONGEST_PAUSE, PATIENCE = 1.0, 60.0, 6
_KEPT = 10_000  # domains whose pace is remembered

_EVERY_OTHER = "*"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What the mail server, and those behind it, put up with."""

    connections: int = 8  #: open at once
    messages: int = 500  #: over one connection, before it is closed and another one opened
    rate: float = 0.0  #: messages a second in all; 0: no bound
    #: Messages a second to these domains (ASCII, lower case); ``*``: to each other one. Without it: no bound.
    rates: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    silence: float = 300.0  #: seconds that the server may take for an answer (RFC 5321, 4.5.3.2)

    def __post_init__(self) -> None:
        """Refuse limits within which nothing could be sent."""
        if self.connections < 1 or self.messages < 1 or self.rate < 0 or any(r <= 0 for r in self.rates.values()):
            message = f"nothing can be sent within these limits: {self}"
            raise ValueError(message)


def next_try(attempts: int, now: datetime) -> datetime | None:
    """Return when to try again after so many attempts, the last one now; None: it was tried for two days, give up."""
    past = sum((_pause(attempt) for attempt in range(1, attempts)), timedelta())
    return now + _pause(attempts) if past + _pause(attempts) <= GIVE_UP else None


def _pause(attempt: int) -> timedelta:
    return DEFERRALS[min(max(attempt, 1), len(DEFERRALS)) - 1]


@dataclass(slots=True)
class _Bucket:
    """So many a second, and what was left over of the last one."""

    rate: float
    at: float
    full: float = field(init=False)
    left: float = field(init=False)

    def __post_init__(self) -> None:
        self.full = self.left = max(1.0, self.rate)

    def room(self, at: float) -> int:
        self.left = min(self.full, self.left + max(0.0, at - self.at) * self.rate)
        self.at = max(self.at, at)
        return int(self.left + 1e-9)

    def wait(self, at: float) -> float:
        return 0.0 if self.room(at) else (1.0 - self.left) / self.rate


@dataclass(slots=True)
class _Strikes:
    """How often in a row it was "not now", and until when there is rest."""

    count: int = 0
    until: float = float("-inf")


class Pace:
    """What may go out now. Told what goes out and what is answered."""

    def __init__(self, limits: Limits) -> None:
        """Begin rested."""
        self._limits = limits
        self._whole: _Bucket | None = None
        self._buckets: dict[str, _Bucket] = {}
        self._strikes: dict[str, _Strikes] = {}
        self._server = _Strikes()

    def may(self, domain: str, at: float) -> bool:
        """Tell whether a message to a domain may go out."""
        return self.wait(domain, at) <= 0

    def free(self, at: float) -> bool:
        """Tell whether everything may go out anywhere."""
        bounded = self._limits.rate or self._limits.rates or self._strikes
        return not bounded and self._server.until <= at

    def wait(self, domain: str, at: float) -> float:
        """Return the seconds until one may."""
        if self.free(at):
            return 0.0
        waits = [self._server.until - at, self._whole_bucket(at).wait(at) if self._limits.rate else 0.0]
        if bucket := self._bucket(domain, at):
            waits.append(bucket.wait(at))
        if strikes := self._strikes.get(domain):
            waits.append(strikes.until - at)
        return max(0.0, *waits)

    def goes(self, domain: str, at: float) -> None:
        """A message to the domain is on its way."""
        for bucket in (self._bucket(domain, at), self._whole_bucket(at) if self._limits.rate else None):
            if bucket:
                bucket.room(at)
                bucket.left -= 1

    def back(self, domain: str, at: float) -> None:
        """One that was on its way did not go after all."""
        for bucket in (self._bucket(domain, at), self._whole if self._limits.rate else None):
            if bucket:
                bucket.left = min(bucket.full, bucket.left + 1)

    def room(self, at: float) -> int | None:
        """Return how many may go out in all, None for no bound."""
        if self._server.until > at:
            return 0
        return self._whole_bucket(at).room(at) if self._limits.rate else None

    def bounds(self, at: float) -> dict[str, int]:
        """Return the domains that have a bound now, each with how many may go there."""
        found = {domain: bucket.room(at) for domain, bucket in self._known(at).items()}
        return found | {domain: 0 for domain, strikes in self._strikes.items() if strikes.until > at}

    def held(self, at: float) -> frozenset[str]:
        """Return the domains to which nothing may go now."""
        return frozenset(domain for domain, room in self.bounds(at).items() if room <= 0)

    def release(self, at: float) -> float:
        """Return the seconds until something that is held may go; 0 if nothing is."""
        waits = [wait for domain in self.held(at) if (wait := self.wait(domain, at)) > 0]
        whole = [self._whole.wait(at)] if self._whole and not self._whole.room(at) else []
        return min([*waits, *whole], default=max(0.0, self._server.until - at))

    def welcomed(self, domain: str) -> None:
        """The server took a message to the domain: what was slow recovers."""
        self._server = _Strikes()
        if strikes := self._strikes.get(domain):
            strikes.count //= 2
            if not strikes.count:
                del self._strikes[domain]

    def put_off(self, domain: str, at: float) -> None:
        """The server said "not now" of a message to the domain (450, 451, 452)."""
        strikes = self._strikes.setdefault(domain, _Strikes())
        if at >= strikes.until:
            strikes.count += 1
            if strikes.count >= _STRIKES:
                strikes.until = at + min(_REST * 2 ** (strikes.count - _STRIKES), _LONGEST_REST)

    def failed(self, at: float) -> None:
        """The server is away, or closes (421): it rests as a whole."""
        if at >= self._server.until:
            self._server.count += 1
            self._server.until = at + min(_PAUSE * 2 ** (self._server.count - 1), _LONGEST_PAUSE)

    @property
    def hopeless(self) -> bool:
        """Tell whether the server was away too often in a row."""
        return self._server.count >= PATIENCE

    def _whole_bucket(self, at: float) -> _Bucket:
        self._whole = self._whole or _Bucket(self._limits.rate, at)
        return self._whole

    def _bucket(self, domain: str, at: float) -> _Bucket | None:
        rate = self._limits.rates.get(domain) or self._limits.rates.get(_EVERY_OTHER)
        if rate is None:
            return None
        if domain not in self._buckets:
            if len(self._buckets) >= _KEPT:
                self._buckets = {name: each for name, each in self._buckets.items() if each.room(at) < int(each.full)}
            self._buckets[domain] = _Bucket(rate, at)
        return self._buckets[domain]

    def _known(self, at: float) -> dict[str, _Bucket]:
        for domain in self._limits.rates:
            if domain != _EVERY_OTHER:
                self._bucket(domain, at)
        return self._buckets
