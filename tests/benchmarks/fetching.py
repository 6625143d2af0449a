"""Fetching alone, beside ``curl`` that asks the same nginx for the same feeds, as many at once."""

import gc
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from briefgen.fetch import after, fetch_all
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchResult, Unchanged
from tests.benchmarks.curl import ask, curl, write_orders
from tests.benchmarks.measuring import Row
from tests.benchmarks.outlets import Outlets

RUNS = 5

_NOW = datetime(2026, 1, 7, 12, tzinfo=UTC)
_NOWHERE = Path("/nonexistent")

_Known = list[tuple[Feed, FeedState]]


def rows(outlets: Outlets, count: int) -> Iterator[Row]:
    """Yield a row for documents that are sent and one for 304; curl and we take turns: a busy moment hits both."""
    program = curl()
    if program is None:
        yield Row(what="(fetching is not measured: there is no curl that asks in parallel)", measured="")
        return
    addresses = outlets.addresses(count, validators=True)
    feeds = [Feed(id=str(n), title=str(n), url=url, allow_private_network=True) for n, url in enumerate(addresses)]
    fresh = [(feed, FeedState(feed=feed.id)) for feed in feeds]
    _, documents = _fetch(fresh, FetchedFeed)
    states = {r.feed.id: after(r.feed, FeedState(feed=r.feed.id), r, _NOW) for r in documents}
    size = sum(len(r.body) for r in documents if isinstance(r, FetchedFeed)) / count / 1_000
    documents = []
    known = [(feed, states[feed.id]) for feed in feeds]
    etags = {feed.address: state.etag or "" for feed, state in known}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold = write_orders(folder / "cold", addresses, {}, folder)
        again = write_orders(folder / "again", addresses, etags, folder)
        sent, not_modified = [], []
        for _ in range(RUNS):
            sent.append((_fetch(fresh, FetchedFeed)[0], ask(program, cold, 200, count)))
            not_modified.append((_fetch(known, Unchanged)[0], ask(program, again, 304, count)))
    what = f"fetch {count:,} feeds of {count:,} hosts"
    yield _row(f"{what}, {size:.0f} KB each", count, sent, limit="of curl")
    yield _row(f"{what}, 304", count, not_modified, limit="of curl, at least 0.35", least=0.35)


def _fetch(known: _Known, expected: type) -> tuple[float, Sequence[FetchResult]]:
    """Ask for all of them; seconds, and what came. RuntimeError if one gave something else than ``expected``."""
    gc.collect()
    begun = time.perf_counter()
    results = list(fetch_all(known, documents=_NOWHERE, now=_NOW))
    seconds = time.perf_counter() - begun
    if odd := [r for r in results if not isinstance(r, expected)]:
        message = f"{len(odd)} of {len(known)} feeds gave no {expected.__name__}, the first: {odd[0]}"
        raise RuntimeError(message)
    return seconds, results


def _row(what: str, count: int, pairs: Sequence[tuple[float, float]], limit: str, least: float = 0) -> Row:
    ours, theirs = (median(pair[n] for pair in pairs) for n in (0, 1))
    return Row(
        what=what,
        measured=f"{count / ours:,.0f} /s",
        peer=f"curl -Z {count / theirs:,.0f} /s",
        ratio=theirs / ours,
        limit=limit,
        missed=theirs / ours < least,
    )
