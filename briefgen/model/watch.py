"""Whom and what a newsroom watches, and where it was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

ActorKind = Literal["person", "organization", "state"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """An office that a person held, with its dates. ``None`` is open-ended."""

    title: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """A tracked person, organization or state."""

    id: str
    name: str
    kind: ActorKind
    side: str = ""  #: the id of the actor (a state or camp) that this one speaks for
    weight: float = 1.0
    roles: tuple[Role, ...] = ()
    context: tuple[str, ...] = ()  #: words of which one must stand near a bare, ambiguous alias
    ambiguous: tuple[str, ...] = ()  #: which one-word aliases need the context; empty: all of them
    unless: tuple[str, ...] = ()  #: names of others that hold one of this actor's: "East Palestine"
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: by language


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A tracked subject: terms that claim an article, and terms that veto it."""

    id: str
    title: str
    weight: float = 1.0
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: by language
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: by language
    sections: tuple[str, ...] = ()  #: outlets' sections (categories, parts of addresses) that claim an article
    general: bool = False  #: its words name no country: it counts only where a briefing names it, and beside others


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Watchlist:
    """The catalogue: every tracked actor and topic, by id. One is equal to itself only, so that it can be a key."""

    actors: Mapping[str, Actor]
    topics: Mapping[str, Topic]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """One place where an actor or topic is named. Offsets count characters of the title or text (of a section: 0)."""

    id: str  #: of the actor or topic
    words: str  #: as written there
    place: Literal["title", "text", "section"]
    start: int
    end: int
    source: bool = False  #: named only for having reported it: "…, the agency said"


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """Who and what one article is about."""

    article: str  #: its id
    actors: tuple[Mention, ...] = ()
    topics: tuple[Mention, ...] = ()
    general: tuple[Mention, ...] = ()  #: of general topics, which are apart: to most briefings they say nothing
    refused: tuple[str, ...] = ()  #: why a name that stands there was not counted, for ``explain``
