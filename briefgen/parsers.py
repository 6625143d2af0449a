"""Documents → articles, pages → texts: small ones here, the others in worker processes. Edge.

Two processes read 1.9 times as fast as one; two threads do not (reference ``feeds.md``). And a document that never
ends, takes all memory or kills its reader costs its own feed a FetchError, nothing else: the worker is replaced.
"""

import functools
import hashlib
import importlib.metadata
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import briefgen
from briefgen.model.feed import Feed, FetchedFeed, FetchResult
from briefgen.model.page import FetchedPage, Page, PageError, RobotsRules
from briefgen.parse import ParsedFeed
from briefgen.parsing_pool import USUAL, Bounds, Pool, read

#: Documents that wait or are being read, for each worker: so many bodies are in memory.
_QUEUED = 3

#: Seconds to wait for one of the last documents before those that are ready are handed on.
_PATIENCE = 1.0

#: A result, with its articles if it is a document that could be read.
Outcome = tuple[FetchResult, ParsedFeed | None]

#: Likewise of a page: with what it says, if that could be read.
PageOutcome = tuple[FetchedPage | PageError | RobotsRules, Page | None]


def parse_all(results: Iterable[FetchResult], now: datetime, *, bounds: Bounds = USUAL) -> Iterator[Outcome]:
    """Read whole the documents among the results. Yield one outcome for each, in the order in which they are ready.

    ``now`` is that of ``parse_feed``. A document that cannot be read, or not within the bounds, comes out
    as its feed's FetchError; all other results pass through. Closing the iterator early ends the workers.
    """
    with Pool(bounds) as pool, closing(parse_batches(results, now, pool=pool, size=1)) as batches:
        for batch in batches:
            yield from batch


def parse_batches(  # noqa: PLR0913  what a caller may choose
    results: Iterable[FetchResult | None],
    now: datetime,
    *,
    pool: Pool,
    size: int,
    until: datetime | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
) -> Generator[list[Outcome], None, None]:
    """Do as ``parse_all`` does, in batches of that size or more; smaller ones at every None among the results.

    ``known`` says, by feed, what was remembered of its items: what ``remembered`` gave for its last outcome.
    """
    left = pool.bounds.here
    ready: list[Outcome] = []
    pending: set[Future[Any]] = set()
    try:
        for result in results:
            if isinstance(result, FetchedFeed):
                of_feed = _recalled(result.feed, known.get(result.feed.id, ""))
                if len(result.body) <= left:
                    left -= len(result.body)
                    ready.append(read(result, now, until=until, known=of_feed))
                else:
                    left = 0
                    pending.add(pool.submit(result, now, until, of_feed))
            elif result is not None:
                ready.append((result, None))
            patience = 0 if len(pending) < _QUEUED * pool.bounds.workers else None
            ready += _done(pending, patience)
            if len(ready) >= size or (ready and result is None):
                yield ready
                ready = []
        while pending:
            ready += _done(pending, _PATIENCE)
            if ready:
                yield ready
                ready = []
        if ready:
            yield ready
    finally:
        _call_off(pending)


def _done(pending: set[Future[Any]], patience: float | None) -> list[Outcome]:
    """Take out what is done by now; wait for the first if there is patience, in seconds or (None) without end."""
    if patience != 0 and pending:
        wait(pending, timeout=patience, return_when=FIRST_COMPLETED)
    done = [future for future in pending if future.done()]
    pending.difference_update(done)
    return [future.result() for future in done]


def _call_off(pending: Iterable[Future[Any]]) -> None:
    for future in pending:
        future.cancel()


def remembered(feed: Feed, parsed: ParsedFeed) -> str:
    """Return what to keep of a document for the next poll of the feed: ``known`` of ``parse_batches``.

    It counts for as long as the feed is configured in the same way and our rules are the same.
    """
    return f"{_conditions(feed)} {parsed.known}" if parsed.known else ""


def _recalled(feed: Feed, kept: str) -> str:
    conditions, _, known = kept.partition(" ")
    return known if conditions == _conditions(feed) else ""


def _conditions(feed: Feed) -> str:
    """Of what the articles of a document depend besides its text. No part of it can hold a line break."""
    said = f"{_rules()}\n{feed.address}\n{feed.homepage}\n{feed.language}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


@functools.cache
def _rules() -> str:
    """Return what tells these rules of parsing from others: a digest of their source and of the libraries' versions.

    A number that somebody has to raise is forgotten some day, and then old readings of articles stay for ever. What
    this costs is that all documents are read whole once after an update.
    """
    versions = (f"{name} {importlib.metadata.version(name)}" for name in ("feedparser", "lxml", "nh3", "py3langid"))
    digest = hashlib.sha256(" ".join((briefgen.__version__, *versions)).encode())
    for folder in ("parse", "language", "model"):
        for module in sorted((Path(briefgen.__file__).parent / folder).glob("*.py")):
            digest.update(module.read_bytes())
    return digest.hexdigest()


def parse_pages(
    results: Iterable[FetchedPage | PageError | RobotsRules], now: datetime, *, pool: Pool
) -> Iterator[PageOutcome]:
    """Read the pages among the results, always in workers. Yield one outcome for each result, as they are ready.

    A page that cannot be read, not within the bounds, or without a text comes out as its PageError; all other results
    pass through.
    """
    pending: set[Future[Any]] = set()
    try:
        for result in results:
            if not isinstance(result, FetchedPage):
                yield result, None
                continue
            pending.add(pool.submit(result, now))
            patience = 0 if len(pending) < _QUEUED * pool.bounds.workers else None
            done, pending = wait(pending, timeout=patience, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        _call_off(pending)
