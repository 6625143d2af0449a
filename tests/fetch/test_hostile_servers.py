"""Servers that keep us waiting in every way there is, and bodies that swell: others are polled meanwhile."""

import asyncio
import gzip
import socket
import threading
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from time import monotonic

import brotli  # type: ignore[import-untyped]  # it has no types
import pytest
from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver

from briefgen.fetch import Network, fetch_all
from briefgen.model.feed import FetchedFeed, FetchError
from tests.factories import NOON, a_feed
from tests.fetch.asking import NOWHERE, QUICK, AllHere, Names, a_state, an_intranet_feed, fetch_one, reason
from tests.fetch.conftest import Opening, Request, reply
from tests.hostile.asking_alone import asked

FEED = b"<rss/>"
HASTY = replace(QUICK, deadline=0.4)


@pytest.fixture
def silent() -> Iterator[int]:
    """Listen on a port where connections are taken and nothing is ever said."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_says_nothing_ends_at_the_deadline(silent: int, scheme: str) -> None:
    """Neither to our request nor to our greeting of TLS."""
    begun = monotonic()
    told = reason(fetch_one(an_intranet_feed(f"{scheme}://127.0.0.1:{silent}/"), limits=HASTY))
    assert told == "timed out after 0.4 s"
    assert monotonic() - begun < 1.4


def test_a_greeting_of_tls_that_drips_ends_at_the_deadline(servers_loop: asyncio.AbstractEventLoop) -> None:
    """A byte now and then of a record that never ends."""

    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for byte in b"\x16\x03\x03\x3f\xff" + bytes(60):
            writer.write(bytes([byte]))
            await asyncio.sleep(0.05)
        writer.close()

    async def listen() -> asyncio.Server:
        return await asyncio.start_server(drip, "127.0.0.1", 0)

    server = asyncio.run_coroutine_threadsafe(listen(), servers_loop).result(5)
    port = server.sockets[0].getsockname()[1]
    begun = monotonic()
    told = reason(fetch_one(an_intranet_feed(f"https://127.0.0.1:{port}/"), limits=HASTY))
    spent = monotonic() - begun
    servers_loop.call_soon_threadsafe(server.close)
    assert told.startswith(("timed out after 0.4 s", "no secure connection"))
    assert spent < 1.4


class Never(Names):
    """A name server that does not answer."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Wait for ever for one name; know all others."""
        if host == "slow.example":
            await asyncio.Event().wait()
        return await AllHere().resolve(host, port, family)


def test_a_name_server_that_does_not_answer_ends_at_the_deadline(outlet: Opening) -> None:
    """And the other feeds are read meanwhile."""
    server = outlet(reply(body=FEED))
    feeds = [a_feed(id="slow", url="http://slow.example/"), a_feed(id="quick", url=server.url(host="quick.example"))]
    network = Network(permits=lambda address: address == "127.0.0.1", resolver=Never)
    begun = monotonic()
    results = list(
        fetch_all([(f, a_state()) for f in feeds], documents=NOWHERE, now=NOON, limits=HASTY, network=network)
    )
    assert [type(one) for one in results] == [FetchedFeed, FetchError]
    assert reason(results[1]) == "timed out after 0.4 s"
    assert monotonic() - begun < 1.4


class Stuck(ThreadedResolver):
    """A look-up of the operating system that hangs, as it does without a name server: it cannot be called off."""

    free = threading.Event()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Hang in a thread of the loop, as ``getaddrinfo`` would."""
        await asyncio.get_running_loop().run_in_executor(None, self.free.wait, 5)
        return await AllHere().resolve(host, port, family)


def test_a_look_up_that_hangs_in_the_system_delays_no_result() -> None:
    """The feed has failed at the deadline, though its thread goes on until the system gives up."""
    network = Network(permits=lambda _: True, resolver=Stuck)
    begun = monotonic()
    results = fetch_all(
        [(a_feed(url="http://stuck.example/"), a_state())], documents=NOWHERE, now=NOON, limits=HASTY, network=network
    )
    assert reason(next(results)) == "timed out after 0.4 s"
    assert monotonic() - begun < 1.4
    Stuck.free.set()
    assert list(results) == []


@pytest.mark.parametrize("where", ["the status", "a header", "the body", "a chunk", "a redirect"])
def test_drops_of_bytes_stop_no_other_feed(outlet: Opening, where: str) -> None:
    """Ten dripping hosts and one that works, in one round: all is done at the deadline and a second."""
    heads = {
        "the status": b"HTTP/1.1 200 ",
        "a header": b"HTTP/1.1 200 OK\r\nx-long: ",
        "the body": b"HTTP/1.1 200 OK\r\n\r\n",
        "a chunk": b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffff\r\n",
        "a redirect": b"HTTP/1.1 302 Found\r\nlocation: /",
    }

    async def drip(_: Request) -> AsyncIterator[bytes]:
        yield heads[where]
        for _n in range(100):
            yield b"0"
            await asyncio.sleep(0.05)

    slow, quick = outlet(drip), outlet(reply(body=FEED))
    feeds = [an_intranet_feed(slow.url(host=f"h{n}.example"), id=f"slow-{n}") for n in range(10)]
    feeds.append(an_intranet_feed(quick.url(host="quick.example"), id="quick"))
    network = Network(resolver=AllHere)
    begun = monotonic()
    results = {
        one.feed.id: one
        for one in fetch_all(
            [(f, a_state()) for f in feeds], documents=NOWHERE, now=NOON, limits=HASTY, network=network
        )
    }
    assert monotonic() - begun < 1.4
    assert isinstance(results.pop("quick"), FetchedFeed)
    assert {reason(one) for one in results.values()} == {"timed out after 0.4 s"}


def _deflate(body: bytes) -> bytes:
    return zlib.compress(body, 1)


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 1)


def _brotli(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, quality=1)
    return packed


PACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": _gzip, "deflate": _deflate, "br": _brotli}


@pytest.mark.parametrize("coding", PACKERS)
@pytest.mark.parametrize("kind", ["feeds", "pages"])
def test_a_bomb_does_not_swell_the_process(outlet: Opening, coding: str, kind: str) -> None:
    """Three hundred megabytes packed into some hundred kilobytes; measured in a process that does nothing else."""
    bomb = PACKERS[coding](bytes(300_000_000))

    def answer(request: Request) -> bytes:
        if request.path == "/robots.txt":
            return reply("404 Not Found")
        if request.path == "/small":
            return reply(body=FEED, content_type="text/html")
        return reply(body=bomb, content_encoding=coding, content_type="text/html")

    server = outlet(answer)
    usual = asked(kind, [server.url("/small")], private=True)
    told = asked(kind, [server.url("/bomb")], private=True)
    assert usual["reasons"] == [""]
    assert told["reasons"] == ["body larger than 5 MB"]
    assert told["grown"] - usual["grown"] < 12_000
