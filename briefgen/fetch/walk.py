"""One address over HTTP → what is read there, whoever asks: turns, redirects, rests, deadline and ceiling."""

import asyncio
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Protocol, TypeVar

import aiohttp
from aiohttp import hdrs
from yarl import URL

from briefgen.fetch.decoding import Body, BodyTooLargeError
from briefgen.fetch.faults import EXPECTED, explain, http_status
from briefgen.fetch.headers import retry_after
from briefgen.fetch.limits import Limits
from briefgen.fetch.turns import Hosts, Rest

T_co = TypeVar("T_co", covariant=True)

_REDIRECTS = frozenset(
    {
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.SEE_OTHER,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    }
)

#: Of these, the ones that mean it for good.
_PERMANENT = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})

#: A host that answers so wants to be left alone, not only at this address (FreshRSS#7880, #8925).
_SENT_AWAY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


class NothingError(Exception):
    """There is nothing to read this time: the data of a FetchError or PageError."""

    def __init__(  # noqa: PLR0913  their fields
        self,
        reason: str,
        *,
        status: int | None = None,
        retry_after: int | None = None,
        asked: bool = True,
        gone: bool = False,
        sent_away_by: str | None = None,
        sent_away_times: int = 0,
    ) -> None:
        self.reason, self.status, self.retry_after, self.asked = reason, status, retry_after, asked
        self.gone, self.sent_away_by, self.sent_away_times = gone, sent_away_by, sent_away_times
        super().__init__(reason)


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """How far redirects have led."""

    start: URL
    url: URL  #: to be asked now
    settled: URL  #: the last that was reached by permanent redirects alone

    def on(self, target: URL, status: int) -> "Way":
        """Return the way after a redirect to ``target``."""
        lasting = status in _PERMANENT and self.settled == self.url
        return Way(start=self.start, url=target, settled=target if lasting else self.settled)

    @property
    def moved_to(self) -> str | None:
        """The address that may be adopted: never one that gives up TLS, nor one without the password that is needed."""
        if self.settled == self.start or (self.start.scheme, self.settled.scheme) == ("https", "http"):
            return None
        return None if self.start.user or self.settled.user else str(self.settled)


@functools.lru_cache(maxsize=16_384)  # each feed's is asked for three times in a round; 1 KB each
def web_address(text: str, base: URL | None = None) -> URL:
    """Return an http or https address without fragment, relative to ``base`` if given. Raises ValueError in words."""
    try:
        url = URL(text) if base is None else base.join(URL(text))
        usable = url.scheme in {"http", "https"} and bool(url.raw_host) and url.port != 0 and bool(str(url.origin()))
    except ValueError as error:
        message = f"{_shown(text)!r} is not a valid address"
        raise ValueError(message) from error
    if not usable:
        message = f"{_shown(text)!r} is not an http or https address"
        raise ValueError(message)
    return url.with_fragment(None)


def _shown(address: str) -> str:
    """Return an address for a message: shortened, and without a password."""
    return re.sub(r"//[^/@]*@", "//", address)[:200]


def host_of(address: str) -> str:
    """Return the host of an address, in the form by which turns are taken; empty for one that cannot be asked."""
    try:
        return web_address(address).raw_host or ""
    except ValueError:
        return ""


class Errand(Protocol[T_co]):
    """What somebody wants at an address."""

    @property
    def anywhere(self) -> bool:
        """Tell whether private addresses may be asked."""

    async def before(self, url: URL) -> None:
        """Raise NothingError if ``url`` must not be asked; called for each hop, before our turn."""

    def headers(self, way: Way) -> dict[str, str]:
        """Return the headers of the request."""

    async def read(self, response: aiohttp.ClientResponse, way: Way) -> T_co | None:
        """Take what was wanted from an answer that is no redirect; None if this answer is a refusal."""


class Walker:
    """Asks through two sessions: one that reaches public addresses only, one for intranets."""

    def __init__(
        self, sessions: Mapping[bool, aiohttp.ClientSession], hosts: Hosts, limits: Limits, now: datetime
    ) -> None:
        """``sessions`` by ``allow_private_network``; ``now`` is what dates in headers count from without a Date."""
        self._sessions = sessions
        self._hosts = hosts
        self.limits = limits
        self.now = now

    async def walk(self, address: str, errand: Errand[T_co]) -> T_co:
        """Follow redirects by hand: at most so many, each hop checked like the first. Raises NothingError only."""
        start = _checked(address)
        way, visited, left = Way(start=start, url=start, settled=start), set[URL](), self.limits.deadline
        while True:
            visited.add(way.url)
            answer, spent = await self._hop(errand, way, left)
            if not isinstance(answer, Way):
                return answer
            if answer.url in visited:
                reason = "redirects in a circle"
                raise NothingError(reason)
            if len(visited) > self.limits.max_redirects:
                reason = f"more than {self.limits.max_redirects} redirects"
                raise NothingError(reason)
            way, left = answer, left - spent

    async def _hop(self, errand: Errand[T_co], way: Way, left: float) -> tuple[T_co | Way, float]:
        """Take a turn at the host and ask once, for at most ``left`` seconds; return answer and seconds spent."""
        host = way.url.raw_host or ""
        clock = asyncio.get_running_loop().time
        self._mind_rest(host)
        await errand.before(way.url)
        async with self._hosts.turn(host):
            self._mind_rest(host)
            begun = clock()
            try:
                async with asyncio.timeout(left):
                    answer = await self._ask(errand, way)
            except EXPECTED as error:
                limits = self.limits
                reason = explain(error, host=host, deadline=limits.deadline, max_body=limits.max_body)
                raise NothingError(reason) from error
            finally:
                self._hosts.took(host, clock() - begun)
        self._hosts.let_in(host)
        return answer, clock() - begun

    def _mind_rest(self, host: str) -> None:
        if rest := self._hosts.resting(host):
            reason = f"not asked: {rest.reason}"
            raise NothingError(reason, status=rest.status, retry_after=rest.retry_after, asked=False)

    async def _ask(self, errand: Errand[T_co], way: Way) -> T_co | Way:
        session = self._sessions[errand.anywhere]
        async with session.get(way.url, headers=errand.headers(way), allow_redirects=False) as response:
            target = response.headers.get(hdrs.LOCATION)
            if response.status in _REDIRECTS and target is not None:
                return way.on(_checked(target, way.url), response.status)
            found = await errand.read(response, way)
            if found is None:
                raise self._refusal(way, response)
            return found

    def _refusal(self, way: Way, response: aiohttp.ClientResponse) -> NothingError:
        wait = retry_after(response.headers, self.now)
        host, times = None, 0
        if response.status in _SENT_AWAY:
            host = way.url.raw_host or ""
            told = f"{host} has just answered HTTP {response.status} to another request"
            times = self._hosts.send_away(host, Rest(reason=told, status=response.status, retry_after=wait))
        return NothingError(
            http_status(response.status),
            status=response.status,
            retry_after=wait,
            gone=response.status == HTTPStatus.GONE and way.url == way.settled,
            sent_away_by=host,
            sent_away_times=times,
        )


async def body_of(response: aiohttp.ClientResponse, ceiling: int) -> bytes:
    """Return the decoded body. Raises BodyTooLargeError above ``ceiling`` bytes."""
    if (response.content_length or 0) > ceiling:
        raise BodyTooLargeError
    body = Body(",".join(response.headers.getall(hdrs.CONTENT_ENCODING, ())), ceiling)
    async for chunk in response.content.iter_any():
        body.add(chunk)
    return body.whole()


def _checked(text: str, base: URL | None = None) -> URL:
    try:
        return web_address(text, base)
    except ValueError as error:
        reason = str(error) if base is None else f"redirects to {error}"
        raise NothingError(reason) from error
