"""One round of polling: all due feeds → their results, as they come. Saved documents are read in between."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from briefgen.fetch.limits import POLITE, Limits
from briefgen.fetch.network import INTERNET, Network
from briefgen.fetch.polling import address_of, current
from briefgen.fetch.running import Ask, Plan, Round, Sessions
from briefgen.fetch.saved import read_saved
from briefgen.fetch.transport import Asking, fetch
from briefgen.fetch.turns import Hosts, Rest, Turn
from briefgen.fetch.walk import Walker, host_of
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchError, FetchResult
from briefgen.model.moment import utc

_Known = tuple[Feed, FeedState]

_NOBODY: Mapping[str, Rest] = MappingProxyType({})


def fetch_all(  # noqa: PLR0913  what a caller may choose
    due: Sequence[tuple[Feed, FeedState]],
    *,
    documents: Path,
    now: datetime,
    limits: Limits = POLITE,
    network: Network = INTERNET,
    resting: Mapping[str, Rest] = _NOBODY,
) -> Iterator[FetchResult]:
    """Do as ``fetch_steadily`` does, without its pauses."""
    results = fetch_steadily(due, documents=documents, now=now, limits=limits, network=network, resting=resting)
    with closing(results):
        yield from (result for result in results if result is not None)


def fetch_steadily(  # noqa: PLR0913  what a caller may choose
    due: Sequence[tuple[Feed, FeedState]],
    *,
    documents: Path,
    now: datetime,
    limits: Limits = POLITE,
    network: Network = INTERNET,
    resting: Mapping[str, Rest] = _NOBODY,
) -> Generator[FetchResult | None, None, None]:
    """Ask every feed for its document and yield exactly one result for each, in the order in which they come.

    Args:
        due: the feeds to ask, each with its state.
        documents: the folder that ``Feed.path`` is relative to, the workspace's ``feeds/``.
        now: the present, aware; dates in headers count from it where the server gives no date of its own.
        limits: how fast, how long, how much.
        network: what requests go out through.
        resting: the hosts that want to be left alone since an earlier round, by ``due.resting``; no feed asks them.

    In between comes None, every second of the round: whoever waits for a result has time for what is done by then.
    A feed that fails yields a FetchError and stops no other. Closing the iterator early ends all requests.
    """
    moment = utc(now)
    known = [(feed, current(feed, state)) for feed, state in due]
    online = [(host_of(address_of(feed, state)), (feed, state)) for feed, state in known if feed.path is None]

    def asking(sessions: Sessions, hosts: Hosts) -> Ask[_Known, FetchResult | None]:
        walker = Walker(sessions, hosts, limits, moment)

        async def ask(turn: Turn[_Known]) -> list[FetchResult | None]:
            feed, state = turn.of
            return [await fetch(walker, Asking(feed=feed, state=state, last=turn.last))]

        return ask

    plan: Plan[_Known, FetchResult | None] = Plan(
        waiting=online, asking=asking, failed=_failed, size=_size, meanwhile=(None,)
    )
    with Round(plan, limits, network, resting) as results:
        for feed, state in known:
            if feed.path is not None:
                yield read_saved(feed, state, documents, limits.max_body)
        yield from results


def _failed(known: _Known, reason: str) -> FetchResult | None:
    return FetchError(feed=known[0], reason=reason)


def _size(result: FetchResult | None) -> int:
    return len(result.body) if isinstance(result, FetchedFeed) else 0
