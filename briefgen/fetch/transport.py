"""One feed over HTTP → FetchedFeed | Unchanged | FetchError. Never raises for what a server or a network does."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import aiohttp
from aiohttp import hdrs
from yarl import URL

from briefgen.fetch.decoding import ACCEPTED
from briefgen.fetch.headers import max_age, validator
from briefgen.fetch.limits import Limits
from briefgen.fetch.polling import address_of, body_hash
from briefgen.fetch.walk import NothingError, Walker, Way, body_of
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchError, FetchResult, Unchanged

#: Feeds first; other types are taken too, for many feeds are served as something else.
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.3"
)

_WITH_BODY = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """A feed whose turn has come."""

    feed: Feed
    state: FeedState
    last: bool = False  #: no other feed of this host waits, the connection need not be kept


async def fetch(walker: Walker, asking: Asking) -> FetchResult:
    """Ask for one feed."""
    errand = _Document(asking, walker.limits, walker.now)
    try:
        return await walker.walk(address_of(asking.feed, asking.state), errand)
    except NothingError as nothing:
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


class _Document:
    """The errand: a feed's document, if it is another one than last time."""

    def __init__(self, asking: Asking, limits: Limits, now: datetime) -> None:
        self._asking, self._limits, self._now = asking, limits, now

    @property
    def anywhere(self) -> bool:
        return self._asking.feed.allow_private_network

    async def before(self, url: URL) -> None:
        """No address is refused: robots.txt is for those that follow links, a feed is there to be polled."""

    def headers(self, way: Way) -> dict[str, str]:
        return _request_headers(self._asking, way, self._limits)

    async def read(self, response: aiohttp.ClientResponse, way: Way) -> FetchResult | None:
        if response.status == HTTPStatus.NOT_MODIFIED:
            return self._not_modified(self._asking, response, way)
        if response.status not in _WITH_BODY:
            return None
        body = await body_of(response, self._limits.max_body)
        return self._document(self._asking, response, way, body)

    def _document(self, asking: Asking, response: aiohttp.ClientResponse, way: Way, body: bytes) -> FetchResult:
        if not body:
            reason = "the answer is empty"
            raise NothingError(reason, status=response.status)
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

    def _not_modified(self, asking: Asking, response: aiohttp.ClientResponse, way: Way) -> Unchanged:
        """Read a 304. It need not repeat the validators; those that it leaves out stay (RFC 9111, 3.2)."""
        state = asking.state
        if not (state.etag or state.last_modified) or not _conditional(way, state):
            reason = "HTTP 304, though we hold no earlier copy"
            raise NothingError(reason, status=response.status)
        etag, last_modified = _validators(response)
        return Unchanged(
            feed=asking.feed,
            etag=etag or state.etag,
            last_modified=last_modified or state.last_modified,
            max_age=max_age(response.headers, self._now),
            moved_to=way.moved_to,
        )


def _conditional(way: Way, state: FeedState) -> bool:
    """Tell whether the validators may be sent: a new address must show its document before it may say 304."""
    return way.moved_to in {None, state.moved_to}


def _request_headers(asking: Asking, way: Way, limits: Limits) -> dict[str, str]:
    headers: dict[str, str] = {hdrs.USER_AGENT: limits.user_agent, hdrs.ACCEPT: _ACCEPT, hdrs.ACCEPT_ENCODING: ACCEPTED}
    conditional = _conditional(way, asking.state)
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
