"""Stories as the steps before composing leave them, for its tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from briefgen.compose import Concern, Ranked, rank
from briefgen.model.feed import Feed
from briefgen.model.moment import Period
from briefgen.model.story import CitedSentence, Story, Summary
from briefgen.model.watch import Watchlist
from tests.factories import a_briefing, a_feed, a_topic, a_watchlist, an_actor, an_article

END = datetime(2021, 12, 28, 4, tzinfo=UTC)
PERIOD = Period(start=END - timedelta(days=1), end=END)

WATCHED = a_watchlist(
    an_actor(),
    an_actor(id="lapid", name="Yair Lapid", side="israel"),
    a_topic(),
    a_topic(id="syria-strikes", title="Strikes in Syria"),
)


def a_told_story(name: str, outlets: int = 1, *, hours: int = 6, **given: Any) -> Story:
    """Return a story of so many outlets, ``hours`` before the end of the period, an hour apart."""
    articles = tuple(
        an_article(
            **{
                "id": f"a-{name}-{n}",
                "feed": f"outlet-{n}",
                "url": f"https://outlet-{n}.example/{name}",
                "title": f"Report {n} on {name}",
                "published": END - timedelta(hours=hours) + timedelta(minutes=n),
                **given,
            }
        )
        for n in range(outlets)
    )
    return Story(id=f"s-{name}-0", articles=articles)


def feeds_of(*stories: Story) -> dict[str, Feed]:
    """Return the feeds of the stories."""
    return {a.feed: a_feed(id=a.feed) for story in stories for a in story.articles}


def a_concern(*about: str, strength: float = 1.0) -> Concern:
    """Return the concern of an article that is about these actors and topics of the briefing, or about none."""
    return Concern(concerns=bool(about), strengths=dict.fromkeys(about, strength), claims=about)


def ranking(
    *stories: tuple[Story, Concern],
    watchlist: Watchlist = WATCHED,
    feeds: dict[str, Feed] | None = None,
    **given: Any,
) -> tuple[Ranked, ...]:
    """Rank stories, each with the concern of all its articles."""
    return rank(
        [story for story, _ in stories],
        concerns={a.id: concern for story, concern in stories for a in story.articles},
        watchlist=watchlist,
        feeds=feeds or feeds_of(*(story for story, _ in stories)),
        period=PERIOD,
        **{"briefing": a_briefing(), **given},
    )


def a_summary(story: Story) -> Summary:
    """Return a summary of one sentence that all reports of the story hold."""
    ids = tuple(reversed([a.id for a in story.articles]))
    text = story.articles[0].text.split(". ", maxsplit=1)[0] + "."
    return Summary(
        headline=story.articles[0].title,
        language="en",
        sentences=(CitedSentence(text=text, articles=ids, start=0, end=len(text)),),
    )
