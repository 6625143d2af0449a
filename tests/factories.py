"""Nouns for tests: a test states only what it is about, everything else is plausible."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.edition import DownFeed, Edition, EditionStory, Masthead, Report, Section, Sentence, Sources
from briefgen.model.feed import Feed
from briefgen.model.moment import Period
from briefgen.model.story import Story
from briefgen.model.watch import Actor, Topic, Watchlist

NOON = datetime(2021, 12, 27, 12, tzinfo=UTC)


def a_feed(**given: Any) -> Feed:
    """Return a feed at an address of its own."""
    name = given.get("id", "harbour-post")
    if "path" not in given:
        given.setdefault("url", f"https://{name}.example/rss.xml")
    return Feed(**{"id": name, "title": name.replace("-", " ").title(), **given})


def an_article(**given: Any) -> Article:
    """Return an article on a meeting in Vienna, published at noon of 27 December 2021."""
    title = given.get("title", "Second round of talks opens in Vienna")
    slug = "-".join(title.lower().split())
    plausible: dict[str, Any] = {
        "id": f"a-{slug}",
        "feed": "harbour-post",
        "url": f"https://harbour-post.example/{slug}",
        "title": title,
        "text": "Negotiators met again in Vienna on Monday. The talks are to go on for two weeks.",
        "language": "en",
        "published": NOON,
    }
    return Article(**{**plausible, **given})


def a_story(*articles: Article, **given: Any) -> Story:
    """Return a story of the given articles, or of one."""
    reports = articles or (an_article(),)
    return Story(**{"id": "s-" + reports[0].id[2:], "articles": reports, **given})


def an_actor(**given: Any) -> Actor:
    """Return the Russian foreign minister, or whoever is given."""
    plausible: dict[str, Any] = {
        "id": "lavrov",
        "name": "Sergey Lavrov",
        "kind": "person",
        "side": "russia",
        "aliases": {"en": ("Lavrov",), "ru": ("Лавров",)},
    }
    return Actor(**{**plausible, **given})


def a_topic(**given: Any) -> Topic:
    """Return the Iran nuclear file, or whatever is given."""
    plausible: dict[str, Any] = {
        "id": "iran-nuclear",
        "title": "Iran nuclear file",
        "terms": {"en": ("nuclear talks", "uranium enrichment")},
    }
    return Topic(**{**plausible, **given})


def a_watchlist(*watched: Actor | Topic) -> Watchlist:
    """Return a watchlist of the given actors and topics, or of one of each."""
    everything = watched or (an_actor(), a_topic())
    return Watchlist(
        actors={x.id: x for x in everything if isinstance(x, Actor)},
        topics={x.id: x for x in everything if isinstance(x, Topic)},
    )


def a_briefing(**given: Any) -> Briefing:
    """Return the daily Israel Briefing."""
    plausible: dict[str, Any] = {
        "id": "israel",
        "title": "Israel Briefing",
        "cadence": "daily",
        "timezone": ZoneInfo("Asia/Jerusalem"),
    }
    return Briefing(**{**plausible, **given})


def a_report(n: int = 1, **given: Any) -> Report:
    """Return report number ``n`` of a story."""
    plausible: dict[str, Any] = {
        "url": f"https://harbour-post.example/report-{n}?a=1&b=2",
        "title": f"Report {n} on the talks",
        "publisher": "Harbour Post",
        "feed": "harbour-post",
        "language": "en",
        "published": NOON,
    }
    return Report(n=n, **{**plausible, **given})


def an_edition_story(rank: int = 1, **given: Any) -> EditionStory:
    """Return a story of two reports and two sentences."""
    plausible: dict[str, Any] = {
        "id": f"s-{rank:04d}",
        "score": round(1 / rank, 4),
        "headline": f"Ministers speak by phone as talks resume ({rank})",
        "language": "en",
        "status": "new",
        "first_reported": NOON,
        "summary": (
            Sentence(text="The two ministers spoke by phone on Monday.", cites=(1, 2)),
            Sentence(text="They agreed to meet <soon> & in person.", cites=(2,)),
        ),
        "articles": (a_report(1), a_report(2, publisher="Levant Wire", feed="levant-wire")),
        "actors": ("lavrov",),
        "topics": ("iran-nuclear",),
    }
    return EditionStory(rank=rank, **{**plausible, **given})


def an_edition(*sections: Section, **given: Any) -> Edition:
    """Return the Israel Briefing of 28 December 2021 with a top story and three more."""
    laid_out = sections or (
        Section(title="Top story", stories=(an_edition_story(1),)),
        Section(title="Diplomacy", stories=(an_edition_story(2), an_edition_story(3))),
        Section(title="Security", stories=(an_edition_story(4),)),
    )
    end = datetime(2021, 12, 28, 4, tzinfo=UTC)
    down = DownFeed(feed="gulf-dispatch", title="Gulf Dispatch", since=NOON, reason="connection refused")
    plausible: dict[str, Any] = {
        "id": "israel/2021-12-28",
        "title": laid_out[0].stories[0].headline if laid_out[0].stories else "Israel Briefing",
        "date": date(2021, 12, 28),
        "briefing": Masthead(
            id="israel",
            title="Israel Briefing",
            cadence="daily",
            language="en",
            tagline="Diplomacy, security and politics, every weekday",
            timezone="Asia/Jerusalem",
        ),
        "period": Period(start=end - timedelta(days=1), end=end),
        "cutoff": end,
        "names": {"lavrov": "Sergey Lavrov", "iran-nuclear": "Iran nuclear file"},
        "sources": Sources(polled=9, down=(down,)),
        "word_count": 420,
        "reading_minutes": 2,
    }
    return Edition(sections=laid_out, **{**plausible, **given})
