"""A round over many feeds: polite, bounded, and no feed stops another."""

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path, PurePath

import pytest

from briefgen.fetch import Limits, fetch_all
from briefgen.model.feed import Feed, FetchedFeed, FetchError, FetchResult
from tests.factories import NOON, a_feed
from tests.fetch.asking import NOWHERE, QUICK, a_state, an_intranet_feed, loopback_as_internet
from tests.fetch.conftest import Opening, Request, reply

FEED = b"<rss/>"


def fetch(feeds: list[Feed], limits: Limits = QUICK, documents: Path = NOWHERE) -> list[FetchResult]:
    """Return the results of a round in which every name leads to loopback."""
    due = [(feed, a_state(feed=feed.id)) for feed in feeds]
    return list(fetch_all(due, documents=documents, now=NOON, limits=limits, network=loopback_as_internet()))


def test_nothing_due_is_nothing_done() -> None:
    """No thread, no loop, no result."""
    assert fetch([]) == []


def test_one_dead_feed_does_not_stop_the_others(outlet: Opening, tmp_path: Path) -> None:
    """Every feed has exactly one result, whatever happened to its neighbours."""
    (tmp_path / "saved.xml").write_bytes(FEED)
    answers = {
        "/ok": reply(body=FEED),
        "/closed": b"",
        "/broken": b"\0\1\2\r\n\r\n",
        "/missing": reply("404 Not Found"),
    }
    server = outlet(lambda request: answers[request.path])
    feeds = [a_feed(id=path[1:], url=server.url(path, host=f"{path[1:]}.example")) for path in answers]
    feeds += [
        a_feed(id="saved", path=PurePath("saved.xml")),
        a_feed(id="lost", path=PurePath("lost.xml")),
        a_feed(id="nonsense", url="http://["),
        a_feed(id="private", url="http://127.0.0.9/"),
    ]
    results = {result.feed.id: result for result in fetch(feeds, documents=tmp_path)}
    assert len(results) == len(feeds)
    assert {name for name, result in results.items() if isinstance(result, FetchedFeed)} == {"ok", "saved"}


def test_a_host_is_asked_once_at_a_time_in_order_and_spaced(outlet: Opening) -> None:
    """Hundreds of feeds of one host keep their order and their distance, jitter on top."""
    server = outlet(reply(body=FEED))
    feeds = [an_intranet_feed(server.url(f"/{n}"), id=f"f{n}") for n in range(200)]
    spaced = replace(QUICK, spacing=0.004, jitter=0.5)
    assert [result.feed.id for result in fetch(feeds, spaced)] == [feed.id for feed in feeds]
    assert server.paths == [f"/{n}" for n in range(200)]
    assert min(b.at - a.at for a, b in pairwise(server.requests)) >= 0.004


def test_the_jitter_comes_from_the_seed(outlet: Opening) -> None:
    """Distances differ from each other, but not from round to round with one seed."""
    server = outlet(reply(body=FEED))
    feeds = [an_intranet_feed(server.url(f"/{n}"), id=f"f{n}") for n in range(4)]
    fetch(feeds, replace(QUICK, spacing=0.05, jitter=1, seed=3))
    first, second, third = (b.at - a.at for a, b in pairwise(server.requests))
    assert min(first, second, third) >= 0.05
    assert max(first, second, third) - min(first, second, third) > 0.003


def test_a_redirect_waits_for_its_turn_at_the_new_host(outlet: Opening) -> None:
    """Two hosts that move to a third do not ask it at once."""

    async def answer(request: Request) -> AsyncIterator[bytes]:
        if request.path == "/moved":
            yield reply("302 Found", location=f"//new.example:{server.port}/{request.headers['host'].decode()[:1]}")
        else:
            await asyncio.sleep(0.02)
            yield reply(body=FEED)

    server = outlet(answer)
    feeds = [a_feed(id=name, url=server.url("/moved", host=f"{name}.example")) for name in ("a", "b", "c")]
    results = fetch(feeds, replace(QUICK, spacing=0.05, jitter=0))
    assert all(isinstance(result, FetchedFeed) for result in results), results
    arrivals = [request.at for request in server.requests if request.path != "/moved"]
    assert len(arrivals) == 3
    assert min(b - a for a, b in pairwise(arrivals)) >= 0.065


def test_no_more_requests_are_in_flight_than_allowed(outlet: Opening) -> None:
    """The bound is over all hosts, and it is used."""

    async def slow(_: Request) -> AsyncIterator[bytes]:
        await asyncio.sleep(0.02)
        yield reply(body=FEED)

    server = outlet(slow)
    feeds = [a_feed(id=f"f{n}", url=server.url(host=f"h{n}.example")) for n in range(60)]
    assert len(fetch(feeds, replace(QUICK, in_flight=7))) == 60
    assert 1 < max(request.present for request in server.requests) <= 7


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_host_that_sends_us_away_is_left_alone(outlet: Opening, status: str) -> None:
    """One feed is answered, the others of the host are told so and not asked; other hosts go on."""
    server = outlet(
        lambda request: (
            reply(status, retry_after="120") if request.headers["host"].startswith(b"busy") else reply(body=FEED)
        )
    )
    busy = [a_feed(id=f"b{n}", url=server.url(f"/{n}", host="busy.example")) for n in range(5)]
    free = [a_feed(id=f"f{n}", url=server.url(f"/{n}", host="free.example")) for n in range(3)]
    results = fetch([*busy, *free])
    refused = {result.feed.id: result for result in results if isinstance(result, FetchError)}
    assert {name: (r.asked, r.retry_after) for name, r in refused.items()} == {f"b{n}": (n == 0, 120) for n in range(5)}
    code = status[:3]
    assert refused["b4"].reason == f"not asked: busy.example has just answered HTTP {code} to another request"
    assert sum(request.headers["host"].startswith(b"busy") for request in server.requests) == 1
    assert sum(isinstance(result, FetchedFeed) for result in results) == 3


def test_a_redirect_does_not_disturb_a_resting_host(outlet: Opening) -> None:
    """Also when the request would come by another host's door."""

    def answer(request: Request) -> bytes:
        if request.path == "/moved":
            return reply("302 Found", location=f"//busy.example:{server.port}/rss")
        return reply("429 Too Many Requests")

    server = outlet(answer)
    feeds = [a_feed(id=name, url=server.url("/moved", host=f"{name}.example")) for name in ("a", "b")]
    results = fetch(feeds)
    assert sorted(result.asked for result in results if isinstance(result, FetchError)) == [False, True]
    assert server.paths.count("/rss") == 1


def test_a_slow_reader_of_results_makes_no_feed_time_out(outlet: Opening) -> None:
    """Requests go on in a thread of their own while the caller works on a result."""
    released = threading.Event()

    async def answer(request: Request) -> AsyncIterator[bytes]:
        if request.path == "/late":
            await asyncio.sleep(0.1)
            released.set()
        yield reply(body=FEED)

    server = outlet(answer)
    feeds = [a_feed(id=path[1:], url=server.url(path, host=f"{path[1:]}.example")) for path in ("/early", "/late")]
    due = [(feed, a_state()) for feed in feeds]
    limits = replace(QUICK, deadline=1)
    results = fetch_all(due, documents=NOWHERE, now=NOON, limits=limits, network=loopback_as_internet())
    assert next(results).feed.id == "early"
    assert released.wait(5)
    assert isinstance(next(results), FetchedFeed)


def test_results_that_wait_for_the_caller_are_bounded(outlet: Opening) -> None:
    """Above the bound no new request is begun, and everything comes in the end."""
    server = outlet(reply(body=bytes(1000)))
    feeds = [a_feed(id=f"f{n}", url=server.url(host=f"h{n}.example")) for n in range(40)]
    due = [(feed, a_state()) for feed in feeds]
    limits = replace(QUICK, in_flight=2, max_waiting=3000)
    results = fetch_all(due, documents=NOWHERE, now=NOON, limits=limits, network=loopback_as_internet())
    first = next(results)
    asyncio.run_coroutine_threadsafe(asyncio.sleep(0.2), server.loop).result()
    asked = len(server.requests)
    assert asked < 12
    assert len({first.feed.id, *(result.feed.id for result in results)}) == 40


def test_closing_the_iterator_ends_the_round(outlet: Opening) -> None:
    """What is in flight is given up at once, not at its deadline."""

    async def never(request: Request) -> AsyncIterator[bytes]:
        if request.path == "/never":
            await asyncio.sleep(60)
        yield reply(body=FEED)

    server = outlet(never)
    feeds = [a_feed(id=path[1:], url=server.url(path, host=f"{path[1:]}.example")) for path in ("/never", "/ok")]
    due = [(feed, a_state()) for feed in feeds]
    limits = replace(QUICK, deadline=60)
    begun = server.loop.time()
    results = fetch_all(due, documents=NOWHERE, now=NOON, limits=limits, network=loopback_as_internet())
    assert next(results).feed.id == "ok"
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert server.loop.time() - begun < 5
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("fetch", "lookup"))]


def test_a_naive_present_is_refused() -> None:
    """Every moment is aware."""
    naive = datetime(2021, 12, 27)  # noqa: DTZ001  what is refused here
    with pytest.raises(ValueError, match="has no time zone"):
        list(fetch_all([], documents=NOWHERE, now=naive))
