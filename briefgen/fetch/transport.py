"""One feed over HTTP → FetchedFeed | Unchanged | FetchError. Never raises for what a server or a network does."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import aiohttp
from aiohttp import hdrs
from yarl import URL

from briefgen.fetch.decoding import ACCEPTED, Body, BodyTooLargeError
from briefgen.fetch.faults import EXPECTED, explain, http_status
from briefgen.fetch.headers import max_age, retry_after, validator
from briefgen.fetch.limits import Limits
from briefgen.fetch.polling import address_of, body_hash
from briefgen.fetch.turns import Hosts, Rest
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchError, FetchResult, Unchanged

#: Feeds first; other types are taken too, for many feeds are served as something else.
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.3"
)

_WITH_BODY = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """A feed whose turn has come."""

    feed: Feed
    state: FeedState
    last: bool = False  #: no other feed of this host waits, the connection need not be kept


class _NothingError(Exception):
    """The feed gives nothing this time: the data of a FetchError."""

    def __init__(  # noqa: PLR0913  the fields of a FetchError
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
class _Way:
    """How far the redirects of one feed have led."""

    start: URL
    url: URL  #: to be asked now
    settled: URL  #: the last that was reached by permanent redirects alone

    def on(self, target: URL, status: int) -> "_Way":
        """Return the way after a redirect to ``target``."""
        lasting = status in _PERMANENT and self.settled == self.url
        return _Way(start=self.start, url=target, settled=target if lasting else self.settled)

    @property
    def moved_to(self) -> str | None:
        """The address that may be adopted: never one that gives up TLS, nor one without the password that is needed."""
        if self.settled == self.start or (self.start.scheme, self.settled.scheme) == ("https", "http"):
            return None
        return None if self.start.user or self.settled.user else str(self.settled)

    def conditional(self, state: FeedState) -> bool:
        """Tell whether the validators may be sent: a new address must show its document before it may say 304."""
        return self.moved_to in {None, state.moved_to}


def web_address(text: str, base: URL | None = None) -> URL:
    """Return an http or https address without fragment, relative to ``base`` if given. Raises ValueError in words."""
    try:
        url = URL(text) if base is None else base.join(URL(text))
        usable = url.scheme in {"http", "https"} and bool(url.raw_host) and url.port != 0
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


class Transport:
    """Asks for feeds through two sessions: one that reaches public addresses only, one for intranet feeds."""

    def __init__(
        self, sessions: Mapping[bool, aiohttp.ClientSession], hosts: Hosts, limits: Limits, now: datetime
    ) -> None:
        """``sessions`` by ``allow_private_network``; ``now`` is what dates in headers count from without a Date."""
        self._sessions = sessions
        self._hosts = hosts
        self._limits = limits
        self._now = now

    async def fetch(self, asking: Asking) -> FetchResult:
        """Ask for one feed, following redirects by hand: at most so many, each hop checked like the first."""
        try:
            return await self._follow(asking)
        except _NothingError as nothing:
            return FetchError(
                feed=asking.feed,
                reason=nothing.reason,
                retry_after=nothing.retry_after,
                status=nothing.status,
                asked=nothing.asked,
                gone=nothing.gone,
                sent_away_by=nothing.sent_away_by,
                sent_away_times=nothing.sent_away_times,
            )

    async def _follow(self, asking: Asking) -> FetchResult:
        start = _checked(address_of(asking.feed, asking.state))
        way, visited, left = _Way(start=start, url=start, settled=start), set[URL](), self._limits.deadline
        while True:
            visited.add(way.url)
            answer, spent = await self._hop(asking, way, left)
            if not isinstance(answer, _Way):
                return answer
            if answer.url in visited:
                reason = "redirects in a circle"
                raise _NothingError(reason)
            if len(visited) > self._limits.max_redirects:
                reason = f"more than {self._limits.max_redirects} redirects"
                raise _NothingError(reason)
            way, left = answer, left - spent

    async def _hop(self, asking: Asking, way: _Way, left: float) -> tuple[FetchResult | _Way, float]:
        """Take a turn at the host and ask once, for at most ``left`` seconds; return answer and seconds spent."""
        host = way.url.raw_host or ""
        clock = asyncio.get_running_loop().time
        self._mind_rest(host)
        async with self._hosts.turn(host):
            self._mind_rest(host)
            begun = clock()
            try:
                async with asyncio.timeout(left):
                    answer = await self._ask(asking, way)
            except EXPECTED as error:
                limits = self._limits
                reason = explain(error, host=host, deadline=limits.deadline, max_body=limits.max_body)
                raise _NothingError(reason) from error
            finally:
                self._hosts.took(host, clock() - begun)
        self._hosts.let_in(host)
        return answer, clock() - begun

    def _mind_rest(self, host: str) -> None:
        if rest := self._hosts.resting(host):
            reason = f"not asked: {rest.reason}"
            raise _NothingError(reason, status=rest.status, retry_after=rest.retry_after, asked=False)

    async def _ask(self, asking: Asking, way: _Way) -> FetchResult | _Way:
        session = self._sessions[asking.feed.allow_private_network]
        headers = _request_headers(asking, way, self._limits)
        async with session.get(way.url, headers=headers, allow_redirects=False) as response:
            target = response.headers.get(hdrs.LOCATION)
            if response.status in _REDIRECTS and target is not None:
                return way.on(_checked(target, way.url), response.status)
            if response.status == HTTPStatus.NOT_MODIFIED:
                return self._not_modified(asking, response, way)
            if response.status not in _WITH_BODY:
                raise self._refusal(way, response)
            return self._document(asking, response, way, await self._body(response))

    def _refusal(self, way: _Way, response: aiohttp.ClientResponse) -> _NothingError:
        wait = retry_after(response.headers, self._now)
        host, times = None, 0
        if response.status in _SENT_AWAY:
            host = way.url.raw_host or ""
            told = f"{host} has just answered HTTP {response.status} to another feed"
            times = self._hosts.send_away(host, Rest(reason=told, status=response.status, retry_after=wait))
        return _NothingError(
            http_status(response.status),
            status=response.status,
            retry_after=wait,
            gone=response.status == HTTPStatus.GONE and way.url == way.settled,
            sent_away_by=host,
            sent_away_times=times,
        )

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        if (response.content_length or 0) > self._limits.max_body:
            raise BodyTooLargeError
        body = Body(",".join(response.headers.getall(hdrs.CONTENT_ENCODING, ())), self._limits.max_body)
        async for chunk in response.content.iter_any():
            body.add(chunk)
        return body.whole()

    def _document(self, asking: Asking, response: aiohttp.ClientResponse, way: _Way, body: bytes) -> FetchResult:
        if not body:
            reason = "the answer is empty"
            raise _NothingError(reason, status=response.status)
        etag, last_modified = _validators(response)
        fresh = max_age(response.headers, self._now)
        if body_hash(body) == asking.state.body_hash:
            return Unchanged(
                feed=asking.feed, etag=etag, last_modified=last_modified, max_age=fresh, moved_to=way.moved_to
            )
        return FetchedFeed(
            feed=asking.feed,
            body=body,
            content_type=response.headers.get(hdrs.CONTENT_TYPE, ""),
            url=str(way.url.with_user(None)),
            etag=etag,
            last_modified=last_modified,
            max_age=fresh,
            moved_to=way.moved_to,
        )

    def _not_modified(self, asking: Asking, response: aiohttp.ClientResponse, way: _Way) -> Unchanged:
        """Read a 304. It need not repeat the validators; those that it leaves out stay (RFC 9111, 3.2)."""
        state = asking.state
        if not (state.etag or state.last_modified) or not way.conditional(state):
            reason = "HTTP 304, though we hold no earlier copy"
            raise _NothingError(reason, status=response.status)
        etag, last_modified = _validators(response)
        return Unchanged(
            feed=asking.feed,
            etag=etag or state.etag,
            last_modified=last_modified or state.last_modified,
            max_age=max_age(response.headers, self._now),
            moved_to=way.moved_to,
        )


def _checked(text: str, base: URL | None = None) -> URL:
    try:
        return web_address(text, base)
    except ValueError as error:
        reason = str(error) if base is None else f"redirects to {error}"
        raise _NothingError(reason) from error


def _request_headers(asking: Asking, way: _Way, limits: Limits) -> dict[str, str]:
    headers: dict[str, str] = {hdrs.USER_AGENT: limits.user_agent, hdrs.ACCEPT: _ACCEPT, hdrs.ACCEPT_ENCODING: ACCEPTED}
    conditional = way.conditional(asking.state)
    if conditional and asking.state.etag:
        headers[hdrs.IF_NONE_MATCH] = asking.state.etag
    if conditional and asking.state.last_modified:
        headers[hdrs.IF_MODIFIED_SINCE] = asking.state.last_modified
    if asking.last:
        headers[hdrs.CONNECTION] = "close"
    return headers


def _validators(response: aiohttp.ClientResponse) -> tuple[str | None, str | None]:
    """Return ETag and Last-Modified from the bytes as served; the decoded headers may have lost some."""
    served = {name.lower(): value for name, value in reversed(response.raw_headers)}
    return validator(served.get(b"etag")), validator(served.get(b"last-modified"))
