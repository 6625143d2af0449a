"""What a poll learns from the outcome of each feed: its state, what to remember of its items, what to tell. Pure."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from briefgen.fetch import after
from briefgen.model.feed import FeedState, FetchError, FetchResult, Unchanged
from briefgen.parse import ParsedFeed
from briefgen.parsers import Outcome, remembered
from briefgen.store import PollCounts

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Polled:
    """What polling one feed gave."""

    feed: str
    status: Literal["read", "unchanged", "failed", "resting"]
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    error: str | None = None
    pages: int = 0  #: of its articles, of this round and earlier ones, that were read now


def learned(result: FetchResult, parsed: ParsedFeed | None, known: Mapping[str, FeedState], now: datetime) -> FeedState:
    """Return the state of a feed after its result; ``known`` are those before."""
    feed = result.feed
    if parsed is None:
        return after(feed, known[feed.id], result, now)
    log.debug("2/9 parse: %s: %d articles, %d items unchanged", feed.id, len(parsed.articles), parsed.unchanged)
    state = after(feed, known[feed.id], result, now, hints=parsed.hints)
    if parsed.held_back:  # the same document will hold more later on: then it must not pass for unchanged
        state = replace(state, etag=None, last_modified=None, body_hash=None)
    return state


def to_remember(batch: Iterable[Outcome], before: Mapping[str, str]) -> dict[str, str]:
    """Return what is known of the items of each feed that was read, where that differs from before.

    Nothing, if it was read in a way that is not to be repeated: what is stored of its items may be another version.
    """
    found = {result.feed.id: remembered(result.feed, parsed) for result, parsed in batch if parsed}
    return {feed: items for feed, items in found.items() if items != before.get(feed)}


def relied_on(batch: Iterable[Outcome], before: Mapping[str, str]) -> dict[str, str]:
    """Return what was known of each feed of which items were left unread."""
    return {result.feed.id: before[result.feed.id] for result, parsed in batch if parsed and parsed.unchanged}


def polled(result: FetchResult, counts: PollCounts, unchanged: int) -> Polled:
    """Return what is told of a stored result; ``unchanged`` are the items that were not even read."""
    feed = result.feed.id
    if isinstance(result, FetchError):
        return Polled(feed=feed, status="failed" if result.asked else "resting", error=result.reason)
    status: Literal["read", "unchanged"] = "unchanged" if isinstance(result, Unchanged) else "read"
    return Polled(
        feed=feed, status=status, new=counts.new, updated=counts.updated, unchanged=counts.unchanged + unchanged
    )
