"""Documents are read by processes that may die, hang or swell without harm to the others."""

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from briefgen.model.feed import FetchedFeed, FetchError, FetchResult, Unchanged
from briefgen.parse import ParsedFeed, parse_feed
from briefgen.parsers import Outcome, parse_all, parse_batches, remembered
from briefgen.parsing_pool import Bounds, Pool
from tests.factories import a_feed
from tests.parse.documents import NOW, rss

#: Everything goes to workers.
AFAR = Bounds(here=0)
#: And to such as every system has: each a process that loads everything by itself.
SPAWNED = Bounds(here=0, forking=False)
TASKS = Path("/proc/self/task")
needs_proc = pytest.mark.skipif(
    not list(TASKS.glob("*/children")), reason="this system does not list a process's children"
)


def descent(process: str) -> list[int]:
    """Return the processes that any thread of a process has started."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


#: What tests of other files have started in this process and not ended: printers, a resource tracker.
ELSEWHERE: set[int] = set()


@pytest.fixture(autouse=True)
def _not_ours() -> None:
    """Note what runs before the test does."""
    ELSEWHERE.clear()
    ELSEWHERE.update(descent("self"))


def children() -> list[int]:
    """Return the processes that this test has started."""
    return [child for child in descent("self") if child not in ELSEWHERE]


def workers() -> list[int]:
    """Return the processes that read documents: children that load everything by themselves, or theirs."""
    return [worker for child in children() for worker in descent(str(child)) or [child]]


def fetched(name: str, document: str | None = None) -> FetchedFeed:
    """Return the document of a feed, of one item if none is given."""
    body = document or rss(f"<title>News of {name}</title><link>https://{name}.example/1</link>")
    return FetchedFeed(feed=a_feed(id=name), body=body.encode(), content_type="", url=f"https://{name}.example/rss")


def large(name: str, items: int = 20_000) -> FetchedFeed:
    """Return a document that takes seconds to read."""
    return fetched(name, rss(*(f"<title>Item {n}</title><link>https://a.example/{n}</link>" for n in range(items))))


def recalling(document: FetchedFeed, known: dict[str, str], bounds: Bounds) -> list[Outcome]:
    """Read one document of whose items some are known."""
    with Pool(bounds) as pool:
        return list(chain.from_iterable(parse_batches([document], NOW, pool=pool, known=known, size=40)))


def reasons(results: Sequence[FetchResult], bounds: Bounds) -> dict[str, str]:
    """Read documents; return by feed why it could not be read, or nothing."""
    outcomes = list(parse_all(results, NOW, bounds=bounds))
    assert len(outcomes) == len(results)
    return {r.feed.id: r.reason if isinstance(r, FetchError) else "" for r, _ in outcomes}


@pytest.mark.parametrize("bounds", [AFAR, SPAWNED, Bounds()], ids=["in workers", "spawned", "in this process"])
def test_a_document_gives_the_same_wherever_it_is_read(bounds: Bounds) -> None:
    """Every field of every article comes back over the border."""
    item = (
        "<title>Talks</title><guid>g</guid><pubDate>Mon, 27 Dec 2021 10:00:00 GMT</pubDate><category>World</category>"
    )
    results = [
        fetched("one", rss(item + "<author>Ann</author>", head="<ttl>60</ttl>")),
        fetched("two"),
        fetched("x", "{}"),
    ]
    whole = {one.feed.id: parse_feed(one, NOW) for one in results}
    for result, parsed in parse_all(results, NOW, bounds=bounds):
        assert (parsed or result) == whole[result.feed.id]
    assert isinstance(whole["one"], ParsedFeed)
    assert isinstance(whole["x"], FetchError)


def test_what_is_no_document_passes_through() -> None:
    """An unchanged feed and a failed one have nothing to read."""
    results: list[FetchResult] = [Unchanged(feed=a_feed(id="same")), FetchError(feed=a_feed(id="gone"), reason="404")]
    assert list(parse_all(results, NOW, bounds=AFAR)) == [(one, None) for one in results]


def test_a_document_over_its_time_fails_alone() -> None:
    """Its worker is killed and replaced, the other feeds go on."""
    results = [fetched("a"), large("slow"), *(fetched(f"b{n}") for n in range(6))]
    found = reasons(results, Bounds(here=0, seconds=0.5))
    assert found.pop("slow") == "took longer than 0.5 s to parse"
    assert set(found.values()) == {""}


def test_a_document_over_the_memory_fails_alone() -> None:
    """Whether Python notices or the process dies."""
    swelling = fetched("fat", rss(f"<title>T</title><description>{'&lt;b>x&lt;/b> ' * 3_000_000}</description>"))
    found = reasons([swelling, fetched("a"), fetched("b"), fetched("c")], Bounds(here=0, memory=400, workers=1))
    assert "400 MiB" in found["fat"] or "died" in found["fat"]
    assert found["a"] == found["b"] == found["c"] == ""


def test_without_memory_for_any_document_every_feed_says_so() -> None:
    """And the poll ends."""
    found = reasons([large("a", 3_000), large("b", 3_000)], Bounds(here=0, memory=8))
    assert all(found.values())


@needs_proc
@pytest.mark.parametrize("forking", [True, False], ids=["forked", "spawned"])
def test_a_worker_that_crashes_costs_the_feed_that_it_was_reading(*, forking: bool) -> None:
    """As a segmentation fault in a library would."""

    def results() -> Iterator[FetchResult]:
        yield fetched("first")
        yield large("unlucky")
        yield Unchanged(feed=a_feed(id="bell"))
        yield fetched("last")

    outcomes = parse_all(results(), NOW, bounds=Bounds(here=0, workers=1, forking=forking))
    found = {}
    for result, _ in outcomes:
        found[result.feed.id] = result
        if result.feed.id == "first":
            (worker,) = workers()
            os.kill(worker, signal.SIGSEGV)
    assert isinstance(found["last"], FetchedFeed)
    if isinstance(unlucky := found["unlucky"], FetchError):  # else the worker was replaced before it got it
        assert unlucky.reason == "the process that parsed it died (SIGSEGV)"


@needs_proc
@pytest.mark.parametrize("bounds", [AFAR, SPAWNED], ids=["forked", "spawned"])
def test_closing_early_ends_the_workers(bounds: Bounds) -> None:
    """Nobody waits for what nobody wants."""
    outcomes = parse_all([fetched("a"), large("b"), large("c"), large("d")], NOW, bounds=bounds)
    next(outcomes)
    started = workers()
    assert started
    outcomes.close()  # type: ignore[attr-defined]  # it is a generator
    assert children() == []
    assert not any(Path(f"/proc/{worker}").exists() for worker in started)


@needs_proc
def test_workers_are_born_again_when_what_they_are_forked_from_dies() -> None:
    """It reads no document, but a machine short of memory may choose it."""
    with Pool(Bounds(here=0, workers=1)) as pool:
        assert isinstance(pool.submit(fetched("a"), NOW).result()[1], ParsedFeed)
        for process in (*workers(), *children()):
            os.kill(process, signal.SIGKILL)
        found = [pool.submit(fetched(name), NOW).result()[0] for name in ("b", "c", "d")]
    assert isinstance(found[-1], FetchedFeed)
    assert children() == []


@needs_proc
def test_a_forked_worker_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of some service has no business where hostile documents are read."""
    monkeypatch.setenv("BRIEFGEN_SECRET", "of-ours" * 5)
    with Pool(Bounds(here=0, workers=1)) as pool:
        pool.submit(fetched("a"), NOW).result()
        (worker,) = workers()
        environments = [Path(f"/proc/{one}/environ").read_bytes() for one in (worker, *children())]
        assert not any(b"of-ours" in environment for environment in environments)
        assert len(list(Path(f"/proc/{worker}/fd").iterdir())) <= len(("in", "out", "err", "jobs", "answers"))


@needs_proc
def test_a_small_document_starts_no_process() -> None:
    """`poll --feed` of one usual feed is as quick as it was."""
    for _ in parse_all([fetched("a"), fetched("b")], NOW):
        assert children() == []


@pytest.mark.parametrize("bounds", [AFAR, Bounds()], ids=["in workers", "in this process"])
def test_what_is_remembered_of_a_feed_is_not_read_again(bounds: Bounds) -> None:
    """Unless the feed is configured in another way."""
    first, second = large("a", 3), large("a", 4)
    before = parse_feed(first, NOW)
    assert isinstance(before, ParsedFeed)
    known = {"a": remembered(first.feed, before)}
    ((_, parsed),) = recalling(second, known, bounds)
    assert parsed is not None
    assert ([article.title for article in parsed.articles], parsed.unchanged) == (["Item 3"], 3)
    elsewhere = replace(second, feed=replace(second.feed, language="ru"))
    ((_, whole),) = recalling(elsewhere, known, bounds)
    assert whole is not None
    assert (len(whole.articles), whole.unchanged) == (4, 0)
    assert remembered(elsewhere.feed, whole) != remembered(second.feed, parsed)


def test_nothing_is_remembered_of_what_has_to_be_read_whole() -> None:
    """Not even that."""
    parsed = parse_feed(fetched("a"), NOW)
    assert isinstance(parsed, ParsedFeed)
    assert remembered(a_feed(), parsed) == ""


def test_what_is_ready_waits_for_a_pause_at_most() -> None:
    """Batches are full, or as large as they are when nothing comes."""
    bell, far = Unchanged(feed=a_feed(id="bell")), fetched("far")
    given: list[FetchResult | None] = [bell, bell, bell, None, bell, None, None, bell, far]
    with Pool() as pool:
        batches = list(parse_batches(given, NOW, pool=pool, size=2))
    assert [len(batch) for batch in batches] == [2, 1, 1, 2]


def test_a_document_that_was_read_does_not_wait_for_the_next_result() -> None:
    """It comes out at the first pause after it is done, while the network is still silent."""
    seen: list[str] = []

    def results() -> Iterator[FetchResult | None]:
        yield fetched("first")
        while not seen:
            yield None
        yield fetched("last")

    with Pool(AFAR) as pool:
        for batch in parse_batches(results(), NOW, pool=pool, size=40):
            seen += [result.feed.id for result, _ in batch]
    assert seen == ["first", "last"]


@needs_proc
def test_workers_that_are_shared_outlive_who_asked_them() -> None:
    """What was read for one who left early does not reach the next, and no process is started anew."""
    with Pool(Bounds(here=0, workers=1)) as pool:
        first = parse_batches([fetched("a"), large("b", 2_000), large("c")], NOW, pool=pool, size=1)
        next(first)
        before = children()
        first.close()
        ((result, _),) = chain.from_iterable(parse_batches([fetched("d")], NOW, pool=pool, size=1))
        assert result.feed.id == "d"
        assert children() == before
    assert children() == []
