"""One round of polling: all due feeds → their results, as they come.

The event loop runs in a thread of its own, so that a caller who takes long over one result does not make the others
time out. Results wait in between up to a sum of bytes; above it no new request is begun.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from types import MappingProxyType

from briefgen.fetch.limits import POLITE, Limits
from briefgen.fetch.network import INTERNET, Network
from briefgen.fetch.polling import address_of, current
from briefgen.fetch.saved import read_saved
from briefgen.fetch.transport import Transport, host_of
from briefgen.fetch.turns import Hosts, Queue, Rest
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchError, FetchResult
from briefgen.model.moment import utc

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
    """Ask every feed for its document and yield exactly one result for each, in the order in which they come.

    Args:
        due: the feeds to ask, each with its state.
        documents: the folder that ``Feed.path`` is relative to, the workspace's ``feeds/``.
        now: the present, aware; dates in headers count from it where the server gives no date of its own.
        limits: how fast, how long, how much.
        network: what requests go out through.
        resting: the hosts that want to be left alone since an earlier round, by ``due.resting``; no feed asks them.

    A feed that fails yields a FetchError and stops no other. Closing the iterator early ends all requests.
    """
    moment = utc(now)
    known = [(feed, current(feed, state)) for feed, state in due]
    online = [(feed, state) for feed, state in known if feed.path is None]
    with _Round(online, moment, limits, network, resting) as results:
        for feed, state in known:
            if feed.path is not None:
                yield read_saved(feed, state, documents, limits.max_body)
        yield from results


class _Round:
    """The thread of the event loop, and the way back from it."""

    def __init__(
        self,
        online: Sequence[tuple[Feed, FeedState]],
        now: datetime,
        limits: Limits,
        network: Network,
        resting: Mapping[str, Rest],
    ) -> None:
        self._queue = Queue((host_of(address_of(feed, state)), feed, state) for feed, state in online)
        self._workers = min(limits.in_flight, len(online))
        self._now, self._limits, self._network, self._resting = now, limits, network, resting
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="fetch")
        self._results: SimpleQueue[FetchResult | Future[None]] = SimpleQueue()
        self._begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = Future()
        self._waiting = 0  # bytes; touched in the loop's thread only
        self._room = asyncio.Event()

    def __enter__(self) -> Iterator[FetchResult]:
        if not self._workers:
            return iter(())
        self._room.set()
        self._thread.submit(lambda: asyncio.run(self._run())).add_done_callback(self._results.put)
        return self._taken()

    def __exit__(self, *_: object) -> None:
        if self._workers:
            loop, task = self._begun.result()
            with suppress(RuntimeError):  # the loop is closed already: nothing is left to end
                loop.call_soon_threadsafe(task.cancel)
        self._thread.shutdown()

    def _taken(self) -> Iterator[FetchResult]:
        loop, _ = self._begun.result()
        while not isinstance(result := self._results.get(), Future):
            with suppress(RuntimeError):  # the loop is closed already: nobody waits for room
                loop.call_soon_threadsafe(self._make_room, _size(result))
            yield result
        result.result()  # a fault of ours in the loop is raised here

    def _make_room(self, size: int) -> None:
        self._waiting -= size
        if self._waiting <= self._limits.max_waiting:
            self._room.set()

    async def _run(self) -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        if task is None:
            raise AssertionError
        loop.set_default_executor(ThreadPoolExecutor(self._limits.lookups, thread_name_prefix="lookup"))
        self._begun.set_result((loop, task))
        hosts = Hosts(self._limits, self._resting)
        async with (
            self._network.session(self._limits, anywhere=False) as public,
            self._network.session(self._limits, anywhere=True) as intranet,
            asyncio.TaskGroup() as workers,
        ):
            transport = Transport({False: public, True: intranet}, hosts, self._limits, self._now)
            for _ in range(self._workers):
                workers.create_task(self._work(transport, hosts))

    async def _work(self, transport: Transport, hosts: Hosts) -> None:
        while asking := self._queue.take():
            try:
                result = await transport.fetch(asking)
            except Exception as fault:  # noqa: BLE001  a fault of ours in one feed must not stop the others
                result = FetchError(feed=asking.feed, reason=f"fault in briefgen: {fault!r}"[:200])
            self._queue.give_back(asking.host, hosts.free_at(asking.host))
            await self._put(result)

    async def _put(self, result: FetchResult) -> None:
        while self._waiting > self._limits.max_waiting:
            self._room.clear()
            await self._room.wait()
        self._waiting += _size(result)
        self._results.put(result)


def _size(result: FetchResult) -> int:
    return len(result.body) if isinstance(result, FetchedFeed) else 0
