"""Whose turn it is. One request at a time per host, spaced with jitter; a host that sent us away is left alone.

The order: each feed stands in its host's queue, and the host that may be asked soonest comes first. So a host with
hundreds of feeds is asked as steadily as its spacing allows, without keeping others waiting.
"""

import asyncio
import heapq
from collections import deque
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Generic, TypeVar

from briefgen.fetch.limits import Limits

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn(Generic[T]):
    """A feed, or a page, whose turn has come."""

    host: str
    of: T
    last: bool  #: no other one of this host waits, the connection need not be kept


class Queue(Generic[T]):
    """The feeds or pages that wait, by host, in the order given. Whoever takes one gives its host back afterwards.

    A worker that finds nothing to take may go: every host that still has some is in the hands of another worker, who
    will take the next one.
    """

    def __init__(self, waiting: Iterable[tuple[str, T]]) -> None:
        """Line them up, each with its host."""
        self._waiting: dict[str, deque[T]] = {}
        for host, one in waiting:
            self._waiting.setdefault(host, deque()).append(one)
        self._hosts = [(0.0, place, host) for place, host in enumerate(self._waiting)]
        self._places = len(self._hosts)

    def take(self) -> Turn[T] | None:
        """Return the next one of the host that may be asked soonest, or None."""
        if not self._hosts:
            return None
        _, _, host = heapq.heappop(self._hosts)
        one = self._waiting[host].popleft()
        return Turn(host=host, of=one, last=not self._waiting[host])

    def give_back(self, host: str, free_at: float) -> None:
        """Say that ``host`` may be asked again at ``free_at``, in seconds of the loop's clock."""
        if self._waiting[host]:
            heapq.heappush(self._hosts, (free_at, self._places, host))
            self._places += 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Rest:
    """Why a host is left alone for the rest of this round, or was until before it."""

    reason: str
    status: int | None = None  #: 429 or 503, if it has sent us away in this round
    retry_after: int | None = None  #: seconds from now
    over: bool = False  #: it may be asked again, but has not let us in since
    times: int = 0  #: in a row that it has sent us away


@dataclass(slots=True)
class _Door:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    taken: float = 0.0  #: seconds, by the requests of this round
    rest: Rest | None = None
    sent_away: int = 0  #: times in a row, in earlier rounds too


class Hosts:
    """What this round knows of each host."""

    def __init__(self, limits: Limits, resting: Mapping[str, Rest]) -> None:
        """Begin with hosts that may all be asked, but for those whose rest since an earlier round is not over."""
        self._limits = limits
        self._begin = 0.0
        self._chance = Random(limits.seed)  # noqa: S311  jitter is no secret
        self._doors = {
            host: _Door(rest=None if rest.over else rest, sent_away=rest.times) for host, rest in resting.items()
        }

    def begin_at(self, moment: float) -> None:
        """Ask no host before ``moment``, in seconds of the loop's clock: another round has just asked some of them."""
        self._begin = moment
        for door in self._doors.values():
            door.free_at = moment

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until ``host`` may be asked, and keep others from asking it meanwhile."""
        door = self._door(host)
        clock = asyncio.get_running_loop().time
        async with door.lock:
            wait = door.free_at - clock()
            if wait > 0 and door.rest is None:
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                pause = self._limits.spacing * (1 + self._limits.jitter * self._chance.random())
                door.free_at = clock() + pause

    def free_at(self, host: str) -> float:
        """Return when ``host`` may be asked again, in seconds of the loop's clock; at once if it is resting."""
        door = self._door(host)
        return 0.0 if door.rest else door.free_at

    def took(self, host: str, seconds: float) -> None:
        """Count the time of a request; a host that is too slow for all its feeds leaves some for the next round."""
        door = self._door(host)
        door.taken += seconds
        if door.taken > self._limits.host_seconds and door.rest is None:
            door.rest = Rest(reason=f"{host} is slow, and this feed's turn comes in the next round")

    def let_in(self, host: str) -> None:
        """Remember that ``host`` has answered: should it send us away again, its rests begin anew."""
        self._door(host).sent_away = 0

    def send_away(self, host: str, rest: Rest) -> int:
        """Remember that ``host`` wants no further request in this round; return how many times in a row by now."""
        door = self._door(host)
        door.rest = rest
        door.sent_away += 1
        return door.sent_away

    def resting(self, host: str) -> Rest | None:
        """Return why ``host`` is left alone, if it is."""
        return self._door(host).rest

    def _door(self, host: str) -> _Door:
        return self._doors.setdefault(host, _Door(free_at=self._begin))
