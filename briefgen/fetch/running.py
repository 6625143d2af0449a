"""One round of requests: what waits, by host → its results, as they come.

The event loop runs in a thread of its own, so that a caller who takes long over one result does not make the others
time out. Results wait in between up to a sum of bytes; above it no new request is begun.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from types import TracebackType
from typing import Generic, TypeVar

import aiohttp

from briefgen.fetch.limits import Limits
from briefgen.fetch.loop import new_loop
from briefgen.fetch.network import Network
from briefgen.fetch.turns import Hosts, Queue, Rest, Turn

T = TypeVar("T")
R = TypeVar("R")

#: Between two beats of ``Plan.meanwhile``.
_SECOND = 1.0

#: Open sessions, by whether they may reach private addresses.
Sessions = Mapping[bool, aiohttp.ClientSession]

#: Asks for one; gives its results, never raises for what a server or a network does.
Ask = Callable[[Turn[T]], Awaitable[Iterable[R]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan(Generic[T, R]):
    """What a round is about."""

    waiting: list[tuple[str, T]]  #: each with its host, in the order in which they are to be asked
    asking: Callable[[Sessions, Hosts], Ask[T, R]]  #: called once, inside the loop
    failed: Callable[[T, str], R]  #: for a fault of ours
    size: Callable[[R], int]  #: bytes that a result keeps in memory
    meanwhile: tuple[R, ...] = ()  #: what the caller gets every second besides, so that it never waits for longer


class Round(Generic[T, R]):
    """The thread of the event loop, and the way back from it. A context manager that gives the results."""

    def __init__(self, plan: Plan[T, R], limits: Limits, network: Network, resting: Mapping[str, Rest]) -> None:
        """Plan a round; it begins with the context."""
        self._plan = plan
        self._queue = Queue(plan.waiting)
        self._workers = min(limits.in_flight, len(plan.waiting))
        self._limits, self._network, self._resting = limits, network, resting
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="fetch")
        self._results: SimpleQueue[tuple[R, ...] | Future[None]] = SimpleQueue()
        self._begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = Future()
        self._waiting = 0  # bytes; touched in the loop's thread only
        self._room = asyncio.Event()

    def __enter__(self) -> Iterator[R]:
        if not self._workers:
            return iter(())
        self._room.set()
        self._thread.submit(self._spin).add_done_callback(self._results.put)
        return self._taken()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._workers:
            loop, task = self._begun.result()
            with suppress(RuntimeError):  # the loop is closed already: nothing is left to end
                loop.call_soon_threadsafe(task.cancel)
        self._thread.shutdown()

    def _taken(self) -> Iterator[R]:
        loop, _ = self._begun.result()
        while not isinstance(found := self._results.get(), Future):
            if size := 0 if found is self._plan.meanwhile else sum(map(self._plan.size, found)):
                with suppress(RuntimeError):  # the loop is closed already: nobody waits for room
                    loop.call_soon_threadsafe(self._make_room, size)
            yield from found
        found.result()  # a fault of ours in the loop is raised here

    def _make_room(self, size: int) -> None:
        self._waiting -= size
        if self._waiting <= self._limits.max_waiting:
            self._room.set()

    def _spin(self) -> None:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            runner.run(self._run())

    async def _run(self) -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        if task is None:
            raise AssertionError
        loop.set_default_executor(ThreadPoolExecutor(self._limits.lookups, thread_name_prefix="lookup"))
        self._begun.set_result((loop, task))
        hosts = Hosts(self._limits, self._resting)
        if self._plan.meanwhile:
            self._beat(loop)
        async with (
            self._network.session(self._limits, anywhere=False) as public,
            self._network.session(self._limits, anywhere=True) as intranet,
            asyncio.TaskGroup() as workers,
        ):
            ask = self._plan.asking({False: public, True: intranet}, hosts)
            for _ in range(self._workers):
                workers.create_task(self._work(ask, hosts))

    def _beat(self, loop: asyncio.AbstractEventLoop) -> None:
        self._results.put(self._plan.meanwhile)
        loop.call_later(_SECOND, self._beat, loop)

    async def _work(self, ask: Ask[T, R], hosts: Hosts) -> None:
        while turn := self._queue.take():
            try:
                results = await ask(turn)
            except Exception as fault:  # noqa: BLE001  a fault of ours in one must not stop the others
                results = [self._plan.failed(turn.of, f"fault in briefgen: {fault!r}"[:200])]
            self._queue.give_back(turn.host, hosts.free_at(turn.host))
            for result in results:
                await self._put(result)

    async def _put(self, result: R) -> None:
        while self._waiting > self._limits.max_waiting:
            self._room.clear()
            await self._room.wait()
        self._waiting += self._plan.size(result)
        self._results.put((result,))
