"""The loop of a round keeps the promises of asyncio's own, where uvloop does not."""

import asyncio
import socket
from collections.abc import Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from briefgen.fetch.loop import new_loop

T = TypeVar("T")


def spin(work: Coroutine[None, None, T]) -> T:
    """Run to its end what a round would run."""
    with asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(work)


def test_a_timer_is_never_early() -> None:
    """A pause of a few milliseconds is kept as well as one of a second."""

    async def shortest() -> float:
        clock, spans = asyncio.get_running_loop().time, []
        for _ in range(50):
            begun = clock()
            await asyncio.sleep(0.0034)
            spans.append(clock() - begun)
        return min(spans)

    assert spin(shortest()) >= 0.0034


class Counting(ThreadPoolExecutor):
    """An executor that counts what it is given."""

    given = 0

    def submit(self, *work: Any, **named: Any) -> "Future[Any]":
        """Take a piece of work."""
        self.given += 1
        return super().submit(*work, **named)


def test_names_are_looked_up_in_the_executor_that_the_round_has_chosen() -> None:
    """A name server that does not answer keeps one of its threads, not one of four that all loops share."""

    async def look_up() -> tuple[str, str, int]:
        loop, executor = asyncio.get_running_loop(), Counting(1)
        loop.set_default_executor(executor)
        found = await loop.getaddrinfo("localhost", 80, family=socket.AF_INET, type=socket.SOCK_STREAM)
        name, _ = await loop.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST)
        return str(found[0][4][0]), name, executor.given

    assert spin(look_up()) == ("127.0.0.1", "127.0.0.1", 2)


def test_a_numeric_host_is_looked_up_nowhere() -> None:
    """Every connection asks for the address that it was given: that must not wait for a thread."""

    async def look_up() -> tuple[str, int]:
        loop, executor = asyncio.get_running_loop(), Counting(1)
        loop.set_default_executor(executor)
        found = await loop.getaddrinfo("127.0.0.7", 80, type=socket.SOCK_STREAM)
        return str(found[0][4][0]), executor.given

    address, given = spin(look_up())
    assert address == "127.0.0.7"
    assert given == (0 if new_loop is not asyncio.new_event_loop else 1)
