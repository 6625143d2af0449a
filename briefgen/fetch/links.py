"""One round over links → what answers there. Nothing is read but the status; robots.txt is minded as for pages."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from http import HTTPStatus
from types import MappingProxyType

import aiohttp
from yarl import URL

from briefgen.fetch.gate import Gate, request_headers
from briefgen.fetch.limits import POLITE, Limits
from briefgen.fetch.network import INTERNET, Network
from briefgen.fetch.running import Ask, Plan, Round, Sessions
from briefgen.fetch.turns import Hosts, Turn
from briefgen.fetch.walk import NothingError, Walker, Way, host_of
from briefgen.model.link import LinkAnswer
from briefgen.model.moment import utc

_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"


def fetch_links(
    urls: Sequence[str], *, now: datetime, limits: Limits = POLITE, network: Network = INTERNET
) -> Iterator[LinkAnswer]:
    """Ask at every address, each once; yield exactly one answer for each, in the order in which they come.

    Private addresses are never asked. A host is asked as seldom as ``limits`` say, and not for longer than its
    ``host_seconds``; what is left then comes back as not asked.
    """

    def asking(sessions: Sessions, hosts: Hosts) -> Ask[str, LinkAnswer]:
        hosts.begin_at(asyncio.get_running_loop().time())
        walker = Walker(sessions, hosts, limits, utc(now))
        gate = Gate(walker, ())

        async def ask(turn: Turn[str]) -> list[LinkAnswer]:
            return [await _ask(walker, gate, turn)]

        return ask

    waiting = [(host_of(url), url) for url in dict.fromkeys(urls)]
    plan: Plan[str, LinkAnswer] = Plan(waiting=waiting, asking=asking, failed=_failed, size=_size)
    with Round(plan, limits, network, MappingProxyType({})) as answers:
        yield from answers


async def _ask(walker: Walker, gate: Gate, turn: Turn[str]) -> LinkAnswer:
    try:
        return await walker.walk(turn.of, _LinkErrand(walker, gate, turn))
    except NothingError as nothing:
        return LinkAnswer(url=turn.of, status=nothing.status, reason=nothing.reason, asked=nothing.asked)


def _failed(url: str, reason: str) -> LinkAnswer:
    return LinkAnswer(url=url, reason=reason, asked=False)


def _size(_answer: LinkAnswer) -> int:
    return 0


class _LinkErrand:
    """The errand: is somebody there?"""

    def __init__(self, walker: Walker, gate: Gate, turn: Turn[str]) -> None:
        self._walker, self._gate, self._turn = walker, gate, turn

    @property
    def anywhere(self) -> bool:
        return False

    async def before(self, url: URL) -> None:
        if await self._gate.closed_until(url, anywhere=False) is not None:
            if silence := self._gate.silent(url):
                raise NothingError(silence)
            reason = f"robots.txt of {url.raw_host} does not allow it"
            raise NothingError(reason, asked=False)

    def headers(self, way: Way) -> dict[str, str]:  # noqa: ARG002  of no consequence here
        return request_headers(self._walker.limits, _ACCEPT, last=self._turn.last)

    async def read(self, response: aiohttp.ClientResponse, way: Way) -> LinkAnswer | None:
        response.close()  # what it sends is not wanted
        if response.status >= HTTPStatus.BAD_REQUEST:
            return None
        elsewhere = way.url.with_fragment(None) != way.start.with_fragment(None)
        return LinkAnswer(
            url=self._turn.of,
            status=response.status,
            leads_to=str(way.url.with_user(None)) if elsewhere else "",
            moved=elsewhere and way.settled == way.url,
        )
