"""Which stories, in which order. Pure.

The score of a story is a sum of parts, each between 0 and its share; the shares add up to 1. The last part takes away.
Outlets, gravity, days and background are of the reports that are new to the edition: yesterday's raid is not today's
lead because one more report came.

==========  =====  ======  =========================================================================================
part        daily  weekly  how it is measured, and why
==========  =====  ======  =========================================================================================
outlets      .35    .35    ``log2(1 + outlets) / log2(1 + MANY)``: what many newsrooms report on their own is what
                           happened; the logarithm, because the tenth report says less than the second. A
                           republished copy counts as its origin
gravity      .25    .25    hard news first (``gravity``): outlets alone put a record profit before a raid
actors       .10    .10    the three weightiest of the briefing's actors that its reports are about: weight × how
                           strongly
topics       .05    .05    the two weightiest of its topics, likewise
focus        .10    .10    the share of the reports that concern the briefing: a story that only brushes it stands
                           back
novelty      .05    .05    the share of its reports' headline words that the editions before did not have in it
trust        .05    .05    the mean editorial weight of the feeds
recency      .05    0      how late in the period its newest report came: yesterday evening's news is this morning's
days         0      .05    on how many days of the period its reports came: what went on is the week's; when the last
                           report came says nothing of a week
background   −.20   −.20   as far as more than half of the reports explain, comment or entertain: about news, not news
==========  =====  ======  =========================================================================================

A briefing's file may weigh them otherwise (``[ranking]``); what it gives stands beside the other shares as they are
here, and all are divided by their sum. ``briefgen explain`` prints the parts.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from urllib.parse import urlsplit

from briefgen.compose.gravity import Gravity, gravity
from briefgen.compose.origins import copies
from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition
from briefgen.model.feed import Feed
from briefgen.model.moment import Cadence, Period
from briefgen.model.story import Story
from briefgen.model.watch import Actor, Topic, Watchlist

_USUAL = {
    "outlets": 0.35,
    "gravity": 0.25,
    "actors": 0.10,
    "topics": 0.05,
    "focus": 0.10,
    "novelty": 0.05,
    "trust": 0.05,
}
_OF_DAYS = {**_USUAL, "recency": 0.0, "days": 0.05}

SHARES: Mapping[Cadence, Mapping[str, float]] = {
    "daily": {**_USUAL, "recency": 0.05, "days": 0.0},
    "weekly": _OF_DAYS,
    "monthly": _OF_DAYS,
}

#: What is taken from a story whose reports are all background.
BACKGROUND = 0.20

#: So many days of reports are as many as can be.
MANY_DAYS = 3

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
    gravity: float = 0.0  #: of what it tells, 0 to 1
    background: float = 0.0  #: the share of its reports that are background or soft


def rank(  # noqa: PLR0913  what an editor looks at
    stories: Sequence[Story],
    *,
    concerns: Mapping[str, Concern],
    watchlist: Watchlist,
    feeds: Mapping[str, Feed],
    period: Period,
    briefing: Briefing,
    late: Collection[str] = (),
    earlier: Sequence[Edition] = (),
) -> tuple[Ranked, ...]:
    """Return the stories with something new that concern the briefing, the best first.

    New is what was published in the period, and the articles in ``late`` (ids), which came too late for the edition
    before. ``earlier`` are the briefing's editions before.
    """
    desk = _Desk(
        concerns=concerns, watchlist=watchlist, feeds=feeds, period=period, late=late, shares=shares_of(briefing),
        zone=briefing.timezone, told=told_words(earlier),
    )  # fmt: skip
    ranked = []
    for story in stories:
        fresh = [a for a in story.articles if a.published in period or a.id in late]
        focus = sum(concerns[a.id].concerns for a in story.articles) / len(story.articles)
        if fresh and focus >= LEAST_FOCUS:
            ranked.append(_ranked(story, fresh, focus, desk))
    return tuple(sorted(ranked, key=lambda r: (-r.score, r.story.articles[0].published, r.story.id)))


def shares_of(briefing: Briefing) -> dict[str, float]:
    """Return the shares that count for a briefing: its own beside the usual ones, brought to a sum of 1.

    What background takes away is a share of its own and is not among the sum.
    """
    shares = {**SHARES[briefing.cadence], **{k: v for k, v in briefing.ranking.items() if k != "background"}}
    total = sum(shares.values()) or 1.0
    return {part: share / total for part, share in shares.items()} | {
        "background": briefing.ranking.get("background", BACKGROUND)
    }


def told_words(earlier: Sequence[Edition]) -> dict[str, frozenset[str]]:
    """Editions before → by the address of each report that they cite, the stems of what they told of its story."""
    told: dict[str, frozenset[str]] = {}
    for edition in earlier:
        for story in edition.stories:
            texts = [(story.headline, story.language), *((s.text, s.language or story.language) for s in story.summary)]
            texts += [(report.title, report.language) for report in story.articles]
            stems = frozenset(stem for text, language in texts for stem in words(text, language))
            for report in story.articles:
                told[report.url] = told.get(report.url, frozenset()) | stems
    return told


def readable_first(ranked: Sequence[Ranked], language: str) -> tuple[Ranked, ...]:
    """Keep the order, but set stories that no report tells in ``language`` after those that one does."""
    return tuple(sorted(ranked, key=lambda r: all(a.language != language for a in r.story.articles)))


def outlet(article: Article) -> str:
    """The outlet of an article: the host of its address, because one outlet may have many feeds."""
    return (urlsplit(article.url).hostname or article.feed).removeprefix("www.")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Desk:
    """What all stories are measured by."""

    concerns: Mapping[str, Concern]
    watchlist: Watchlist
    feeds: Mapping[str, Feed]
    period: Period
    late: Collection[str]
    shares: Mapping[str, float]
    zone: tzinfo
    told: Mapping[str, frozenset[str]]


def _ranked(story: Story, fresh: Sequence[Article], focus: float, desk: _Desk) -> Ranked:
    strengths = _strengths(story, desk.concerns)
    actors = _strongest(strengths, {i: a.weight for i, a in desk.watchlist.actors.items()})
    topics = _strongest(strengths, {i: t.weight for i, t in desk.watchlist.topics.items()})
    republished = copies(story.articles, desk.feeds)
    original = [a for a in fresh if a.id not in republished]
    grave = gravity(original or fresh)
    measured = {
        **_told_by(original, story, desk),
        "gravity": (grave.value, _in_words(grave)),
        **_about(story, actors, topics, strengths, desk),
        "focus": (focus, f"{focus:.0%} of its reports concern the briefing"),
        "novelty": _novelty(story, fresh, desk.told),
        **_when(fresh, desk),
        "background": (
            -max(0.0, 2 * grave.background - 1),
            f"{grave.background:.0%} of its reports are background or soft",
        ),
    }
    parts = tuple(
        Part(name=name, value=round(share * max(-1.0, min(1.0, measured[name][0])), 4) + 0.0, because=measured[name][1])
        for name, share in desk.shares.items()
        if share
    )
    return Ranked(
        story=story,
        score=round(max(0.0, sum(part.value for part in parts)), 4),
        parts=parts,
        actors=tuple(actors),
        topics=tuple(topics),
        copies=republished,
        foremost=frozenset(name for name, strength in strengths.items() if strength >= FOREMOST),
        gravity=round(grave.value, 4),
        background=round(grave.background, 4),
    )


_Measure = tuple[float, str]  #: 0 to 1 (background: −1 to 0), and what was measured, in words


def _told_by(original: Sequence[Article], story: Story, desk: _Desk) -> dict[str, _Measure]:
    outlets = max(1, len({outlet(a) for a in original}))  # copies alone: their origin
    trust = sum(desk.feeds[a.feed].weight for a in story.articles) / len(story.articles)
    return {
        "outlets": (math.log2(1 + outlets) / math.log2(1 + MANY), f"{outlets} outlet{'s' if outlets > 1 else ''}"),
        "trust": (trust / 2, f"mean feed weight {trust:.2f}"),
    }


def _about(
    story: Story, actors: Sequence[str], topics: Sequence[str], strengths: Mapping[str, float], desk: _Desk
) -> dict[str, _Measure]:
    claimed = {name for a in story.articles for name in desk.concerns[a.id].claims}
    own_actors = [name for name in actors if name in claimed][:3]
    own_topics = [name for name in topics if name in claimed][:2]
    watched: list[Actor | Topic] = [*desk.watchlist.actors.values(), *desk.watchlist.topics.values()]
    weights = {one.id: one.weight for one in watched}
    return {
        part: (_fill([weights[i] * strengths[i] for i in own]), ", ".join(own) or "none of the briefing's")
        for part, own in (("actors", own_actors), ("topics", own_topics))
    }


def _when(fresh: Sequence[Article], desk: _Desk) -> dict[str, _Measure]:
    newest = max(a.published for a in fresh)
    late = (newest - desk.period.start) / (desk.period.end - desk.period.start)
    days = len({a.published.astimezone(desk.zone).date() for a in fresh})
    return {
        "recency": (min(1.0, max(0.0, late)), f"newest report {newest:%Y-%m-%d %H:%M} UTC"),
        "days": ((days - 1) / (MANY_DAYS - 1), f"reported on {days} day{'s' if days > 1 else ''}"),
    }


def _novelty(story: Story, fresh: Sequence[Article], told: Mapping[str, frozenset[str]]) -> _Measure:
    known: frozenset[str] = frozenset().union(*(told.get(a.url, frozenset()) for a in story.articles))
    if not known:
        return 1.0, "in no edition before"
    heads = [stem for a in fresh if a.url not in told for stem in words(a.title, a.language)]
    new = sum(stem not in known for stem in heads) / len(heads) if heads else 0.0
    return new, f"{new:.0%} of its new headlines' words were not in an edition before"


def _in_words(grave: Gravity) -> str:
    if grave.kind is None:
        return "no kind of event that its words show"
    return f"mostly {grave.kind}" + (f", up to {grave.toll}" if grave.toll > 1 else "")


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
