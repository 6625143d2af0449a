"""Stored articles that may enter an edition → their own pages, read and stored. Edge.

Only feeds with ``full_text`` have their pages asked for, and of these only what concerns a briefing that reads them and
is young enough for its next edition: the newest first, so many of one host in a round, the others in the next.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil
from urllib.parse import urlsplit

from briefgen.config import Config
from briefgen.fetch import Limits, Network, Rest, fetch_pages, resting
from briefgen.match import Finder, relevance
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.feed import Feed, FeedState
from briefgen.model.moment import LENGTH
from briefgen.model.page import FetchedPage, Page, PageError, RobotsRules, StoredPage, WantedPage
from briefgen.parse.outlet import same_outlet
from briefgen.parse.page_recurring import MOST_PAGES, folded, learned
from briefgen.parsers import parse_pages
from briefgen.parsing_pool import Pool
from briefgen.reading import LOOK_BACK
from briefgen.store import Store

log = logging.getLogger(__name__)

#: So many articles are looked at in a round, the newest of those without a page.
MOST_ARTICLES = 10_000

#: A page is asked for so often in vain, then never again. The pause doubles from one try to the next.
MOST_TRIES = 4
PAUSE = timedelta(hours=1)

#: For a host that sent us away without saying for how long.
REST = timedelta(minutes=30)

#: Of a page's text so many characters are kept; the longest reports have a third of it.
LONGEST = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class PageCounts:
    """What asking for the pages of a round brought."""

    read: Mapping[str, int] = field(default_factory=dict)  #: pages with a text, by feed
    failed: Mapping[str, int] = field(default_factory=dict)  #: pages without, likewise


def read_pages(  # noqa: PLR0913  what a caller may choose
    config: Config,
    store: Store,
    finder: Callable[[], Finder],
    *,
    feeds: Iterable[Feed],
    now: datetime,
    limits: Limits,
    pool: Pool,
    network: Network | None = None,
    on_page: Callable[[str], None] = lambda _: None,
) -> PageCounts:
    """Stored articles of ``feeds`` → their pages, read by ``pool`` → store.

    ``finder`` gives the compiled watchlist, if it is needed.

    ``on_page`` hears the feed of each page that was asked for. A page that gives nothing stops no other, and is tried
    a few times in later rounds. What was read when the round is broken off is stored all the same.
    """
    full = {feed.id: feed for feed in feeds if feed.full_text and feed.path is None}
    briefings = tuple(one for one in config.briefings.values() if one.kind != "memo")
    if not full or not briefings:
        return PageCounts()
    since = now - max(map(_reach, briefings))
    found = store.unread_pages(full, since=since, now=now, most=MOST_ARTICLES)
    wanted = wanted_pages(found, full, briefings, finder(), now=now, limits=limits) if found else []
    if not wanted:
        return PageCounts()
    log.info("1/9 fetch: %d pages of %d articles without one", len(wanted), len(found))
    results = fetch_pages(
        wanted,
        now=now,
        rules=store.robots_rules(now),
        limits=limits,
        network=network or Network(),
        resting=hosts_at_rest(store.feed_states().values(), store.page_rests(now), now),
    )
    read: list[tuple[FetchedPage, Page]] = []
    failed: list[PageError] = []
    rules: list[RobotsRules] = []
    try:
        for result, page in parse_pages(results, now, pool=pool):
            if isinstance(result, RobotsRules):
                rules.append(result)
                continue
            on_page(result.wanted.feed.id)
            if isinstance(result, PageError):
                log.debug("2/9 parse: %s: %s", result.wanted.url, result.reason)
                failed.append(result)
            elif page is not None:
                read.append((result, page))
    finally:
        _store(store, read, failed, rules, now)
    log.info("3/9 store: %d pages read, %d without a text", len(read), len(failed))
    return PageCounts(
        read=Counter(fetched.wanted.feed.id for fetched, _ in read),
        failed=Counter(error.wanted.feed.id for error in failed),
    )


def wanted_pages(  # noqa: PLR0913  all that the choice depends on
    found: Sequence[tuple[Article, int]],
    feeds: Mapping[str, Feed],
    briefings: Sequence[Briefing],
    finder: Finder,
    *,
    now: datetime,
    limits: Limits,
) -> list[WantedPage]:
    """Articles, newest first, with the tries made in vain → the pages to ask for in this round, in order. Pure."""
    wanted: list[WantedPage] = []
    addresses: set[str] = set()
    of_host: Counter[str] = Counter()
    for article, tries in found:
        host = _host(article.url)
        if article.url in addresses or of_host[host] >= limits.pages_per_host or "#item-" in article.url:
            continue
        match = finder.find(article)
        near = (one for one in briefings if article.published > now - _reach(one))
        if not any(relevance(article, match, one).touches for one in near):
            continue
        addresses.add(article.url)
        of_host[host] += 1
        feed, told = feeds[article.feed], article.content_hash
        wanted.append(WantedPage(article=article.id, url=article.url, feed=feed, content_hash=told, tries=tries))
        if len(wanted) == limits.pages:
            break
    return wanted


def after_failure(error: PageError, now: datetime) -> StoredPage:
    """Return what is remembered of a page that gave nothing: how often, why, and when it may be asked again. Pure."""
    wanted = error.wanted
    tries = wanted.tries + error.asked
    told = None if error.retry_after is None else timedelta(seconds=error.retry_after)
    if error.hopeless or tries >= MOST_TRIES:
        again = None
    elif not error.asked:
        again = now + (told or timedelta())
    elif error.sent_away_by:
        again = now + (REST if told is None else told)
    else:
        again = now + max(told or timedelta(), PAUSE * 2 ** (tries - 1))
    return StoredPage(
        article=wanted.article,
        url=wanted.url,
        asked=now,
        content_hash=wanted.content_hash,
        tries=tries,
        problem=error.reason,
        again=again,
        sent_away_by=error.sent_away_by if again else None,
    )


def after_success(fetched: FetchedPage, page: Page, recurring: frozenset[str], now: datetime) -> StoredPage:
    """Return what is kept of a page that was read; ``recurring`` are lines of its outlet's, folded. Pure."""
    own = tuple(line for line in page.paragraphs if folded(line) not in recurring)
    dropped = tuple(line for line in page.paragraphs if folded(line) in recurring)
    if not own:
        own, dropped = page.paragraphs, ()
    wanted = fetched.wanted
    return StoredPage(
        article=wanted.article,
        url=wanted.url,
        asked=now,
        content_hash=wanted.content_hash,
        page=replace(page, paragraphs=own),
        host=_host(fetched.url),
        recurring=dropped,
        is_copy=not same_outlet(_host(fetched.url), _host(page.url)),
    )


def _store(
    store: Store,
    read: Sequence[tuple[FetchedPage, Page]],
    failed: Sequence[PageError],
    rules: Sequence[RobotsRules],
    now: datetime,
) -> None:
    pages = [after_failure(error, now) for error in failed]
    of_host: dict[str, list[tuple[FetchedPage, Page]]] = {}
    for fetched, page in read:
        of_host.setdefault(_host(fetched.url), []).append((fetched, _shortened(page)))
    for host, some in sorted(of_host.items()):
        lines = learned([*store.page_texts(host, MOST_PAGES), *(page.text for _, page in some)])
        pages += [after_success(fetched, page, lines, now) for fetched, page in some]
    store.save_pages(pages, rules, now)


def _shortened(page: Page) -> Page:
    return replace(page, paragraphs=tuple(_first(page.paragraphs)))


def _first(paragraphs: Iterable[str]) -> Iterator[str]:
    left = LONGEST
    for paragraph in paragraphs:
        yield paragraph[:left]
        left -= len(paragraph)
        if left <= 0:
            return


def _reach(briefing: Briefing) -> timedelta:
    """How old an article may be that the briefing's next edition reads.

    A report reads a month: its pages are asked for while they are news, not when it is made.
    """
    return LENGTH["daily" if briefing.kind == "report" else briefing.cadence] + LOOK_BACK


def hosts_at_rest(states: Iterable[FeedState], pages: Mapping[str, datetime], now: datetime) -> dict[str, Rest]:
    """Return the hosts that want to be left alone, because of a feed or of a page: whichever lasts longer. Pure.

    ``pages`` says until when those do that sent away who asked for a page (``Store.page_rests``).
    """
    rests = resting(states, now)
    for host, until in pages.items():
        seconds, known = ceil((until - now).total_seconds()), rests.get(host)
        if known is None or (known.retry_after or 0) < seconds:
            reason = f"{host} has sent us away; it is left alone until {until:%Y-%m-%d %H:%M} UTC"
            rests[host] = Rest(reason=reason, retry_after=seconds, times=known.times if known else 0)
    return rests


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
