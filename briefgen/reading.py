"""What an edition reads: its period, its articles, those that came late, and which sources were down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefgen.config import Config
from briefgen.fetch import current, is_persistent
from briefgen.model.article import Article
from briefgen.model.briefing import EVERYTHING, Briefing
from briefgen.model.edition import DownFeed, Edition, Sources
from briefgen.model.feed import Feed, FeedState
from briefgen.model.moment import LENGTH, Period
from briefgen.model.watch import Watchlist
from briefgen.store import Store

#: An edition also reads what was published so long before its period, to tell a story that goes on from a new one.
LOOK_BACK = timedelta(days=3)

#: So many days back a briefing remembers what its editions told.
REMEMBERED = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What a briefing is made with: the publication itself, whom it watches and whom it reads."""

    briefing: Briefing
    watchlist: Watchlist
    feeds: Mapping[str, Feed]


def period_of(briefing: Briefing, at: datetime, previous: Edition | None) -> Period:
    """Return what the edition of ``at`` covers: since the previous one if that is recent, else one cadence. Pure."""
    length = LENGTH[briefing.cadence]
    if previous is not None and timedelta(0) < at - previous.period.end <= 1.5 * length:
        return Period(start=previous.period.end, end=at)
    return Period(start=at - length, end=at)


def late_for(store: Store, briefing: Briefing, period: Period, previous: Edition | None) -> frozenset[str]:
    """Return the ids of articles of the cadence before the period that came after the edition before was made.

    Feeds are always some minutes late, and what they bring must not fall between two editions.
    """
    made = {row.date: row.built for row in store.editions(briefing.id) if not row.slug}
    if previous is None or previous.period.end != period.start or previous.date not in made:
        return frozenset()
    before = Period(start=period.start - LENGTH[briefing.cadence], end=period.start)
    return store.late_arrivals(made[previous.date], before)


def read_for(store: Store, desk: Desk, period: Period) -> list[Article]:
    """Return the articles that an edition of the period reads, each address once."""
    feeds = None if desk.briefing.feeds == (EVERYTHING,) else desk.briefing.feeds
    articles = [a for a in store.articles(period.start - LOOK_BACK, period.end, feeds=feeds) if a.feed in desk.feeds]
    return each_once(articles)


def each_once(articles: Iterable[Article]) -> list[Article]:
    """Articles → one of each address: the one with the longest text, of equals the first. Pure.

    One address is also what pages say it is, where the title is the same; a template may give all pages the same one.
    A copy stays beside its original: it is listed as such.
    """
    best: dict[str, Article] = {}
    known: dict[tuple[str, str], str] = {}  # canonical address and title → address
    for article in articles:
        name = article.url
        if article.canonical and not article.is_copy:
            name = known.setdefault((article.canonical, article.title.casefold()), name)
        if name not in best or len(article.text) > len(best[name].text):
            best[name] = article
    return list(best.values())


def sources_of(config: Config, briefing: Briefing, states: Mapping[str, FeedState], period: Period) -> Sources:
    """Return how many of the briefing's feeds were polled, and which were down at the end of the period. Pure.

    A failure is told when it lasts (``fetch.is_persistent``). But where not one feed can be read at the moment, all are
    told, however short it is: then silence does not mean a quiet day.
    """
    read = [f for f in config.feeds if EVERYTHING in briefing.feeds or f.id in briefing.feeds]
    states = {feed.id: current(feed, states[feed.id]) for feed in read if feed.id in states}
    known = [(feed, states[feed.id]) for feed in read if feed.id in states and states[feed.id].checked]
    failing = [(feed, state, since) for feed, state in known if (since := _down_since(state)) and since <= period.end]
    lasting = [one for one in failing if is_persistent(one[1], period.end)]
    down = tuple(
        DownFeed(feed=feed.id, title=feed.title, since=since, reason=state.error or "unknown")
        for feed, state, since in (failing if len(failing) == len(known) else lasting)
    )
    return Sources(polled=len(known), down=down)


def _down_since(state: FeedState) -> datetime | None:
    return state.failing_since or state.retired
