"""What the sites of a round allow us: robots.txt, asked for once for each site, minded at every hop."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from http import HTTPStatus

import aiohttp
from aiohttp import hdrs
from yarl import URL

from briefgen.fetch import robots
from briefgen.fetch.decoding import ACCEPTED
from briefgen.fetch.limits import Limits
from briefgen.fetch.walk import NothingError, Walker, Way, body_of
from briefgen.model.page import RobotsRules


class Gate:
    """What the sites of this round allow us. A site's robots.txt is asked for once, by whoever comes first."""

    def __init__(self, walker: Walker, known: Iterable[RobotsRules]) -> None:
        self._walker = walker
        self._rules = {one.site: one for one in known if one.expires > walker.now}
        self._compiled: dict[str, Callable[[URL], bool]] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._learned: list[RobotsRules] = []
        self._silent: dict[str, str] = {}

    async def closed_until(self, url: URL, *, anywhere: bool) -> datetime | None:
        """Return None if a site lets us ask for ``url``, else when its rules are to be read anew."""
        site = str(url.origin())
        async with self._locks.setdefault(site, asyncio.Lock()):
            if site not in self._rules:
                self._rules[site] = await self._asked(url, anywhere=anywhere)
                self._learned.append(self._rules[site])
            if site not in self._compiled:
                self._compiled[site] = robots.reader(self._rules[site])
        return None if self._compiled[site](url) else self._rules[site].expires

    def silent(self, url: URL) -> str:
        """Return why nobody at a site answered when its rules were asked for; empty if somebody did."""
        return self._silent.get(str(url.origin()), "")

    def learned(self) -> list[RobotsRules]:
        """Return the rules that were read since the last call."""
        learned, self._learned = self._learned, []
        return learned

    async def _asked(self, url: URL, *, anywhere: bool) -> RobotsRules:
        errand = _RobotsErrand(self._walker, anywhere=anywhere)
        try:
            body = await self._walker.walk(str(robots.address(url)), errand)
        except NothingError as nothing:
            if not nothing.asked:
                raise  # the host rests: that says nothing of its rules
            if nothing.status is None:
                self._silent[str(url.origin())] = nothing.reason
            return robots.rules(url, nothing.status, b"", self._walker.now)
        return robots.rules(url, HTTPStatus.OK, body, self._walker.now)


class _RobotsErrand:
    """The errand: the rules of a site."""

    def __init__(self, walker: Walker, *, anywhere: bool) -> None:
        self._walker, self._anywhere = walker, anywhere

    @property
    def anywhere(self) -> bool:
        return self._anywhere

    async def before(self, url: URL) -> None:
        """A robots.txt may always be asked for (RFC 9309, 2.2.2)."""

    def headers(self, way: Way) -> dict[str, str]:  # noqa: ARG002  of no consequence here
        return request_headers(self._walker.limits, "text/plain, */*;q=0.1", last=False)

    async def read(self, response: aiohttp.ClientResponse, way: Way) -> bytes | None:  # noqa: ARG002  as above
        if response.status != HTTPStatus.OK:
            return None
        return await body_of(response, self._walker.limits.max_body)


def request_headers(limits: Limits, accept: str, *, last: bool) -> dict[str, str]:
    """Return the headers of a request; the ``last`` of its host lets the connection go."""
    headers: dict[str, str] = {hdrs.USER_AGENT: limits.user_agent, hdrs.ACCEPT: accept, hdrs.ACCEPT_ENCODING: ACCEPTED}
    if last:
        headers[hdrs.CONNECTION] = "close"
    return headers
