"""One round over the pages of articles → their bodies as served. Everything that holds for feeds holds here.

And more: robots.txt is minded at every hop, once for each site, and nothing but HTML is read. What is no page by its
name, a PDF or a video, is not asked for at all.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from math import ceil
from types import MappingProxyType

import aiohttp
from aiohttp import hdrs
from yarl import URL

from briefgen.fetch.gate import Gate, request_headers
from briefgen.fetch.limits import POLITE, Limits
from briefgen.fetch.network import INTERNET, Network
from briefgen.fetch.running import Ask, Plan, Round, Sessions
from briefgen.fetch.turns import Hosts, Rest, Turn
from briefgen.fetch.walk import NothingError, Walker, Way, body_of, host_of
from briefgen.model.moment import utc
from briefgen.model.page import FetchedPage, PageError, RobotsRules, WantedPage

#: What comes of asking: one of the first two for each page, and rules that were read anew.
PageResult = FetchedPage | PageError | RobotsRules

_ACCEPT = "text/html, application/xhtml+xml;q=0.9"
_HTML = frozenset({"", "text/html", "application/xhtml+xml"})
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS})

#: Names of files that are no pages.
_OTHER_NAMES = (
    "7z aac apk avi avif bmp csv doc docx epub exe flac gif gz heic ics jpeg jpg json m3u8 m4a m4v mid mkv mov mp3 "
    "mp4 mpeg mpg odp ods odt ogg ogv opus pdf png ppt pptx rar rtf svg tar tgz tif tiff torrent wav webm webp wma "
    "wmv xls xlsx xml zip"
)
_OTHER_FILES = frozenset(_OTHER_NAMES.split())

_NO_RESTS: Mapping[str, Rest] = MappingProxyType({})


def is_other_file(url: str) -> bool:
    """Tell whether an address names a document, picture, sound or video. Pure."""
    name = url.partition("#")[0].partition("?")[0].rpartition("/")[2].lower()
    return "." in name and name.rpartition(".")[2] in _OTHER_FILES


def fetch_pages(  # noqa: PLR0913  what a caller may choose
    wanted: Sequence[WantedPage],
    *,
    now: datetime,
    rules: Iterable[RobotsRules] = (),
    limits: Limits = POLITE,
    network: Network = INTERNET,
    resting: Mapping[str, Rest] = _NO_RESTS,
) -> Iterator[PageResult]:
    """Ask for every page; yield exactly one result for each, in the order in which they come, and rules read anew.

    Args:
        wanted: the pages to ask for.
        now: the present, aware.
        rules: of robots.txt, from earlier rounds; those that have expired count for nothing.
        limits: how fast, how long, how much; ``deadline`` is for one page, and for one robots.txt.
        network: what requests go out through.
        resting: the hosts that want to be left alone since an earlier round.

    A page that gives nothing yields a PageError and stops no other. Closing the iterator early ends all requests.
    """
    moment = utc(now)

    def asking(sessions: Sessions, hosts: Hosts) -> Ask[WantedPage, PageResult]:
        hosts.begin_at(asyncio.get_running_loop().time() + limits.spacing)  # feeds were asked a moment ago
        walker = Walker(sessions, hosts, limits, moment)
        gate = Gate(walker, rules)

        async def ask(turn: Turn[WantedPage]) -> list[PageResult]:
            result = await _fetch(walker, gate, turn)
            return [*gate.learned(), result]

        return ask

    others = [one for one in wanted if is_other_file(one.url)]
    waiting = [(host_of(one.url), one) for one in wanted if not is_other_file(one.url)]
    plan: Plan[WantedPage, PageResult] = Plan(waiting=waiting, asking=asking, failed=_failed, size=_size)
    for one in others:
        yield PageError(wanted=one, reason="a document, picture, sound or video", asked=False, hopeless=True)
    with Round(plan, limits, network, resting) as results:
        yield from results


async def _fetch(walker: Walker, gate: Gate, turn: Turn[WantedPage]) -> PageResult:
    wanted = turn.of
    try:
        return await walker.walk(wanted.url, _PageErrand(walker, gate, wanted, last=turn.last))
    except NothingError as nothing:
        return PageError(
            wanted=wanted,
            reason=nothing.reason,
            status=nothing.status,
            retry_after=nothing.retry_after,
            asked=nothing.asked,
            hopeless=nothing.gone or nothing.status in _GONE,
            sent_away_by=nothing.sent_away_by,
        )


def _failed(wanted: WantedPage, reason: str) -> PageResult:
    return PageError(wanted=wanted, reason=reason)


def _size(result: PageResult) -> int:
    return len(result.body) if isinstance(result, FetchedPage) else 0


class _PageErrand:
    """The errand: an article's page, where robots.txt lets us."""

    def __init__(self, walker: Walker, gate: Gate, wanted: WantedPage, *, last: bool) -> None:
        self._walker, self._gate, self._wanted, self._last = walker, gate, wanted, last

    @property
    def anywhere(self) -> bool:
        return self._wanted.feed.allow_private_network

    async def before(self, url: URL) -> None:
        if is_other_file(str(url)):
            reason = "leads to a document, picture, sound or video"
            raise NothingError(reason, gone=True, asked=False)
        closed_until = await self._gate.closed_until(url, anywhere=self.anywhere)
        if closed_until is not None:
            reason = f"robots.txt of {url.raw_host} does not allow it"
            wait = ceil((closed_until - self._walker.now).total_seconds())
            raise NothingError(reason, asked=False, retry_after=wait)

    def headers(self, way: Way) -> dict[str, str]:  # noqa: ARG002  of no consequence for a page
        return request_headers(self._walker.limits, _ACCEPT, last=self._last)

    async def read(self, response: aiohttp.ClientResponse, way: Way) -> FetchedPage | None:
        if response.status != HTTPStatus.OK:
            return None
        content_type = response.headers.get(hdrs.CONTENT_TYPE, "")
        kind = content_type.partition(";")[0].strip().lower()
        if kind not in _HTML:
            reason = f"no page: {kind[:60]}"
            raise NothingError(reason, gone=True, status=response.status)
        body = await body_of(response, self._walker.limits.max_body)
        return FetchedPage(wanted=self._wanted, body=body, content_type=content_type, url=str(way.url.with_user(None)))
