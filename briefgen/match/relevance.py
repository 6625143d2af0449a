"""Match × Briefing → how much an article concerns the briefing. Pure."""

import functools
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from briefgen.model.article import Article
from briefgen.model.briefing import EVERYTHING, Briefing
from briefgen.model.watch import Match, Mention

#: A mention counts by its place. "In the title, or three mentions" tells best whom a text is about (F .856 for places,
#: .727 for people; reference ``language.md``): a title alone suffices, and so do three mentions further down.
#: The opening of a news item is its second title, and often all that a feed gives.
TITLE, OPENING, FURTHER = 1.0, 0.7, 0.34
OPENING_LENGTH = 250  #: characters
#: What is named only for having reported the news: no number of such mentions makes the article about it.
SOURCE, SOURCES = 0.1, 0.3

#: An article is about what reaches this.
ABOUT = 0.7


@dataclass(frozen=True, kw_only=True, slots=True)
class Relevance:
    """How much one article concerns a briefing: 0 not at all; from ``ABOUT`` on it is about it."""

    strengths: Mapping[str, float]  #: of every actor and topic named, 0 to 1
    own: tuple[str, ...]  #: the briefing's own actors and topics that are named at all
    claims: tuple[str, ...]  #: the briefing's own actors and topics that the article is about
    excluded: tuple[str, ...] = ()  #: topics that keep it out
    lacks: tuple[str, ...] = ()  #: topics of which the briefing requires one, if the article is about none of them

    @property
    def concerns(self) -> bool:
        """Tell whether the article belongs to the briefing's field."""
        return bool(self.claims) and not self.excluded and not self.lacks

    @property
    def touches(self) -> bool:
        """Tell whether it names anybody or anything of the briefing's, and nothing keeps it out."""
        return bool(self.own) and not self.excluded


#: Of an article that names nobody and nothing.
NOTHING = Relevance(strengths={}, own=(), claims=())


def relevance(article: Article, match: Match, briefing: Briefing) -> Relevance:
    """Weigh the mentions by place; the briefing's actors and topics claim what they are strong in.

    A general topic counts where the briefing names it, and only beside an actor or another topic.
    """
    if not match.actors and not match.topics:
        return NOTHING
    found = strengths(match, _wanted(briefing) if match.general else frozenset())
    actors = {m.id for m in match.actors}
    excluded = tuple(t for t in briefing.exclude if found.get(t, 0.0) >= ABOUT)
    reads = EVERYTHING in briefing.feeds or article.feed in briefing.feeds
    of_actors, of_topics = _members(briefing.actors), _members(briefing.topics)
    general = {m.id for m in match.general}
    own = tuple(
        name
        for name in sorted(found)
        if reads
        and name not in briefing.exclude
        and not (of_actors if name in actors else of_topics).isdisjoint(
            {name} if name in general else {EVERYTHING, name}
        )
    )
    claims = tuple(name for name in own if found[name] >= ABOUT)
    lacks = () if any(found.get(t, 0.0) >= ABOUT for t in briefing.require) else briefing.require
    return Relevance(strengths=found, own=own, claims=claims, excluded=excluded, lacks=lacks)


def strengths(match: Match, general: Collection[str] = ()) -> dict[str, float]:
    """Return how strongly an article is about each actor and topic it names, 0 to 1; ``general`` topics among them."""
    found: dict[str, float] = {}
    sources: dict[str, float] = {}
    for mention in (*match.actors, *match.topics, *(m for m in match.general if m.id in general)):
        if mention.source:
            sources[mention.id] = min(SOURCES, sources.get(mention.id, 0.0) + SOURCE)
        else:
            found[mention.id] = min(1.0, found.get(mention.id, 0.0) + _weight(mention))
    return {name: max(found.get(name, 0.0), sources.get(name, 0.0)) for name in dict.fromkeys((*found, *sources))}


def _weight(mention: Mention) -> float:
    if mention.place in {"title", "section"}:
        return TITLE
    return OPENING if mention.start < OPENING_LENGTH else FURTHER


@functools.lru_cache(maxsize=64)
def _named(lists: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(name for names in lists for name in names)


def _wanted(briefing: Briefing) -> frozenset[str]:
    """The topics that a briefing names anywhere."""
    return _named((briefing.topics, briefing.require, *(section.topics for section in briefing.sections)))


@functools.lru_cache(maxsize=64)
def _members(watched: tuple[str, ...]) -> frozenset[str]:
    return frozenset(watched)
