"""Which stories, in which order. Pure.

The score of a story is a sum of parts, each between 0 and its share; the shares add up to 1:

============  =====  =============================================================================================
part          share  how it is measured, and why
============  =====  =============================================================================================
outlets       .50    ``log2(1 + outlets) / log2(1 + MANY)``: what many newsrooms report on their own is what
                     happened; the logarithm, because the tenth report says less than the second. A
                     republished copy counts as its origin
actors        .15    the three weightiest of the briefing's actors that its reports are about: weight × how strongly
topics        .10    the two weightiest of its topics, likewise
focus         .15    the share of the reports that concern the briefing: a story that only brushes it stands back
trust         .05    the mean editorial weight of the feeds
recency       .05    how late in the period its newest report came
============  =====  =============================================================================================

``briefgen explain`` prints the parts.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefgen.compose.origins import copies
from briefgen.model.article import Article
from briefgen.model.feed import Feed
from briefgen.model.moment import Period
from briefgen.model.story import Story
from briefgen.model.watch import Watchlist

SHARES: Mapping[str, float] = {
    "outlets": 0.50,
    "actors": 0.15,
    "topics": 0.10,
    "focus": 0.15,
    "trust": 0.05,
    "recency": 0.05,
}

#: So many outlets on one story are as many as can be.
MANY = 15

#: A weight of 1.5 fills the part "actors" or "topics" by itself.
FULL_WEIGHT = 1.5

#: The smallest share of a story's reports that must concern the briefing.
LEAST_FOCUS = 0.34


#: So strongly, on the mean of its reports, a story is about what gives it its section.
FOREMOST = 0.7


@dataclass(frozen=True, kw_only=True, slots=True)
class Concern:
    """What the match step says of one article for one briefing."""

    concerns: bool
    strengths: Mapping[str, float]  #: of actors and topics, 0 to 1
    claims: Collection[str]  #: those of the briefing's own that it is about


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One part of a score, with what was measured, in words."""

    name: str
    value: float
    because: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """A story with its place in the order."""

    story: Story
    score: float
    parts: tuple[Part, ...]
    actors: tuple[str, ...]  #: that it is about, the strongest first
    topics: tuple[str, ...]
    foremost: frozenset[str] = frozenset()  #: those of both that it is about throughout
    copies: frozenset[str] = frozenset()  #: ids of the articles that republish another


def rank(  # noqa: PLR0913  what an editor looks at
    stories: Sequence[Story],
    *,
    concerns: Mapping[str, Concern],
    watchlist: Watchlist,
    feeds: Mapping[str, Feed],
    period: Period,
    late: Collection[str] = (),
) -> tuple[Ranked, ...]:
    """Return the stories with something new that concern the briefing, the best first.

    New is what was published in the period, and the articles in ``late`` (ids), which came too late for the edition
    before.
    """
    ranked = []
    for story in stories:
        if not any(a.published in period or a.id in late for a in story.articles):
            continue
        focus = sum(concerns[a.id].concerns for a in story.articles) / len(story.articles)
        if focus < LEAST_FOCUS:
            continue
        ranked.append(_ranked(story, focus, concerns=concerns, watchlist=watchlist, feeds=feeds, period=period))
    return tuple(sorted(ranked, key=lambda r: (-r.score, r.story.articles[0].published, r.story.id)))


def readable_first(ranked: Sequence[Ranked], language: str) -> tuple[Ranked, ...]:
    """Keep the order, but set stories that no report tells in ``language`` after those that one does."""
    return tuple(sorted(ranked, key=lambda r: all(a.language != language for a in r.story.articles)))


def outlet(article: Article) -> str:
    """The outlet of an article: the host of its address, because one outlet may have many feeds."""
    return (urlsplit(article.url).hostname or article.feed).removeprefix("www.")


def _ranked(  # noqa: PLR0913  all that a score is made of
    story: Story,
    focus: float,
    *,
    concerns: Mapping[str, Concern],
    watchlist: Watchlist,
    feeds: Mapping[str, Feed],
    period: Period,
) -> Ranked:
    strengths = _strengths(story, concerns)
    claimed = {name for a in story.articles for name in concerns[a.id].claims}
    actors = _strongest(strengths, {i: a.weight for i, a in watchlist.actors.items()})
    topics = _strongest(strengths, {i: t.weight for i, t in watchlist.topics.items()})
    republished = copies(story.articles, feeds)
    outlets = max(1, len({outlet(a) for a in story.articles if a.id not in republished}))  # copies alone: their origin
    newest = max(a.published for a in story.articles)
    trust = sum(feeds[a.feed].weight for a in story.articles) / len(story.articles)
    late = (newest - period.start) / (period.end - period.start)
    own_actors = [a for a in actors if a in claimed]
    own_topics = [t for t in topics if t in claimed]
    measured = {
        "outlets": (math.log2(1 + outlets) / math.log2(1 + MANY), f"{outlets} outlet{'s' if outlets > 1 else ''}"),
        "actors": (
            _fill([watchlist.actors[i].weight * strengths[i] for i in own_actors[:3]]),
            ", ".join(own_actors[:3]) or "none of the briefing's",
        ),
        "topics": (
            _fill([watchlist.topics[i].weight * strengths[i] for i in own_topics[:2]]),
            ", ".join(own_topics[:2]) or "none of the briefing's",
        ),
        "focus": (focus, f"{focus:.0%} of its reports concern the briefing"),
        "trust": (trust / 2, f"mean feed weight {trust:.2f}"),
        "recency": (min(1.0, max(0.0, late)), f"newest report {newest:%Y-%m-%d %H:%M} UTC"),
    }
    parts = tuple(
        Part(name=name, value=round(SHARES[name] * min(1.0, value), 4), because=because)
        for name, (value, because) in measured.items()
    )
    return Ranked(
        story=story,
        score=round(sum(part.value for part in parts), 4),
        parts=parts,
        actors=tuple(actors),
        topics=tuple(topics),
        copies=republished,
        foremost=frozenset(name for name, strength in strengths.items() if strength >= FOREMOST),
    )


def _strengths(story: Story, concerns: Mapping[str, Concern]) -> dict[str, float]:
    """The mean over the reports: a name that one report of ten drops is not what the story is about."""
    total: dict[str, float] = {}
    for article in story.articles:
        for name, strength in concerns[article.id].strengths.items():
            total[name] = total.get(name, 0.0) + strength
    return {name: strength / len(story.articles) for name, strength in total.items()}


def _strongest(strengths: Mapping[str, float], weights: Mapping[str, float]) -> list[str]:
    return sorted(
        (name for name, strength in strengths.items() if name in weights and strength >= LEAST_FOCUS),
        key=lambda name: (-strengths[name] * weights[name], name),
    )


def _fill(weights: Sequence[float]) -> float:
    """1 − Π(1 − w / FULL_WEIGHT): each further one adds less."""
    empty = 1.0
    for weight in weights:
        empty *= 1.0 - min(1.0, weight / FULL_WEIGHT)
    return 1.0 - empty
