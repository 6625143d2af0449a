"""Which feeds are asked; and reading them without storing anything."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from briefgen.config import Config
from briefgen.fetch import Limits, due_now, fetch_all
from briefgen.full_text import hosts_at_rest
from briefgen.model.errors import UsageError
from briefgen.model.feed import Feed, FeedState, FetchError, FetchResult
from briefgen.parsers import parse_all


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What a feed holds at this moment."""

    feed: Feed
    articles: int = 0
    newest: datetime | None = None
    error: str | None = None
    asked: bool = True  #: False where its host wants to be left alone; ``error`` says until when


def check_feeds(  # noqa: PLR0913  what a caller may choose
    config: Config,
    *,
    now: datetime,
    states: Mapping[str, FeedState] = MappingProxyType({}),
    rests: Mapping[str, datetime] = MappingProxyType({}),
    only: Collection[str] = (),
    limits: Limits | None = None,
    on_result: Callable[[str], None] = lambda _: None,
) -> tuple[Checked, ...]:
    """Read feeds without storing anything; say of each what it holds, or why it cannot be read.

    Each is asked where ``states`` say that it has moved to, for its whole document. A host that rests is left alone,
    because of a feed (``states``) or of a page (``rests``: until when, by host).
    """
    bounds = limits or Limits()
    due = due_now(chosen(config.feeds, only), states, now, limits=bounds, force=True)
    asked = [(feed, replace(state, etag=None, last_modified=None, body_hash=None)) for feed, state in due]
    checked = []
    at_rest = hosts_at_rest(states.values(), rests, now)
    results = fetch_all(asked, documents=config.workspace / "feeds", now=now, limits=bounds, resting=at_rest)
    for result, parsed in parse_all(heard(results, on_result), now):
        if parsed:
            newest = max((a.published for a in parsed.articles if a.dated), default=None)
            checked.append(Checked(feed=result.feed, articles=len(parsed.articles), newest=newest))
        elif isinstance(result, FetchError):
            checked.append(Checked(feed=result.feed, error=result.reason, asked=result.asked))
    return tuple(sorted(checked, key=lambda one: one.feed.id))


def chosen(feeds: Sequence[Feed], only: Collection[str]) -> list[Feed]:
    """Return the feeds in ``only``, all if it is empty. UsageError for an unknown one, and where there is none."""
    if not feeds:
        message = "feeds/feeds.toml has no feed yet; `briefgen feeds add URL` writes the first"
        raise UsageError(message)
    unknown = sorted(set(only) - {feed.id for feed in feeds})
    if unknown:
        message = f"there is no feed {unknown[0]!r}; `briefgen feeds list` shows them"
        raise UsageError(message)
    return [feed for feed in feeds if not only or feed.id in only]


_R = TypeVar("_R", FetchResult, FetchResult | None)


def heard(results: Iterable[_R], on_feed: Callable[[str], None]) -> Iterator[_R]:
    """Yield the results, and tell ``on_feed`` of each feed that has answered."""
    for result in results:
        if result is not None:
            on_feed(result.feed.id)
        yield result
