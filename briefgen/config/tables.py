"""The wire models: the tables of the workspace's files as TOML has them, and the nouns they become.

Every key that must be there carries an example, which the message about its absence shows.
"""

from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from briefgen.config.values import (
    ClockTime,
    Country,
    HitCount,
    Homepage,
    Language,
    Line,
    Mailbox,
    MinuteCount,
    Names,
    PollMinutes,
    ReviewMinutes,
    SavedPath,
    SentenceCount,
    Share,
    Slug,
    Spellings,
    StoryCount,
    TemplateName,
    WebAddress,
    Weight,
    Words,
    ZoneName,
    clock_time,
)
from briefgen.model.briefing import EVERYTHING, PARTS, Briefing, Kind, Lead, ModelUse, Part, SectionRule, Tier, Weekday
from briefgen.model.feed import Feed, Ownership
from briefgen.model.moment import Cadence
from briefgen.model.watch import Actor, ActorKind, Role, Topic


def _some_days(days: list[Weekday]) -> list[Weekday]:
    if not days:
        message = 'is an empty list; name at least one day such as "mon", or leave the key out'
        raise ValueError(message)
    return days


def _each_once(parts: list[Part]) -> list[Part]:
    twice = next((part for part in parts if parts.count(part) > 1), None)
    if twice:
        message = f'names "{twice}" twice'
        raise ValueError(message)
    return parts


def _some_terms(terms: dict[str, list[str]]) -> dict[str, list[str]]:
    if not terms:
        message = 'is empty; give the terms of at least one language, such as en = ["nuclear talks"]'
        raise ValueError(message)
    return terms


class Table(BaseModel):
    """A table whose keys are all known. ``noun`` names it in messages."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    noun: ClassVar[str] = "this file"


class FeedTable(Table):
    """One ``[[feed]]``."""

    noun: ClassVar[str] = "a feed"
    id: Slug = Field(examples=["tass"])
    title: Words = Field(examples=["TASS"])
    url: WebAddress | None = None
    path: SavedPath | None = None
    homepage: Homepage = ""
    language: Language = "en"
    country: Country = ""
    ownership: Ownership = "independent"
    weight: Weight = 1.0
    full_text: bool = False
    poll_minutes: PollMinutes = 30
    allow_private_network: bool = False

    def to_feed(self) -> Feed:
        """Return the frozen feed."""
        path = None if self.path is None else PurePosixPath(self.path)
        return Feed(**{**dict(self), "path": path})


class RoleTable(Table):
    """One of an actor's ``roles``."""

    noun: ClassVar[str] = "a role"
    title: Words = Field(examples=["Foreign Minister"])
    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")

    def to_role(self) -> Role:
        """Return the frozen role."""
        return Role(title=self.title, start=self.start, end=self.end)


class ActorTable(Table):
    """One ``[[actor]]``."""

    noun: ClassVar[str] = "an actor"
    id: Slug = Field(examples=["lavrov"])
    name: Words = Field(examples=["Sergey Lavrov"])
    kind: ActorKind = Field(examples=["person"])
    side: Line = ""
    weight: Weight = 1.0
    roles: list[RoleTable] = []
    context: list[Words] = []
    ambiguous: list[Words] = []
    unless: list[Words] = []
    aliases: dict[Language, Spellings] = {}

    def to_actor(self) -> Actor:
        """Return the frozen actor."""
        frozen = {
            "roles": tuple(role.to_role() for role in self.roles),
            "context": tuple(self.context),
            "ambiguous": tuple(self.ambiguous),
            "unless": tuple(self.unless),
            "aliases": _tuples(self.aliases),
        }
        return Actor(**{**dict(self), **frozen})


class TopicTable(Table):
    """One ``[[topic]]``."""

    noun: ClassVar[str] = "a topic"
    id: Slug = Field(examples=["iran-nuclear"])
    title: Words = Field(examples=["Iran nuclear file"])
    weight: Weight = 1.0
    terms: Annotated[dict[Language, Spellings], AfterValidator(_some_terms)] = Field(
        examples=[{"en": ["nuclear talks"]}]
    )
    unless: dict[Language, Spellings] = {}
    sections: list[Words] = []
    general: bool = False

    def to_topic(self) -> Topic:
        """Return the frozen topic."""
        spelled = {"terms": _tuples(self.terms), "unless": _tuples(self.unless)}
        return Topic(**{**dict(self), **spelled, "sections": tuple(self.sections)})


class SectionTable(Table):
    """One ``[[section]]`` of a briefing."""

    noun: ClassVar[str] = "a section"
    title: Words = Field(examples=["Diplomacy"])
    topics: list[str] = []
    actors: list[str] = []
    max_stories: StoryCount | None = None

    def to_section(self) -> SectionRule:
        """Return the frozen section."""
        return SectionRule(**{**dict(self), "topics": tuple(self.topics), "actors": tuple(self.actors)})


class RankingTable(Table):
    """``[ranking]`` of a briefing: the shares of a score by part; ``compose.ranking`` says what each measures."""

    noun: ClassVar[str] = "the ranking"
    outlets: Share | None = None
    gravity: Share | None = None
    actors: Share | None = None
    topics: Share | None = None
    focus: Share | None = None
    novelty: Share | None = None
    trust: Share | None = None
    recency: Share | None = None
    days: Share | None = None
    background: Share | None = None

    def to_shares(self) -> dict[str, float]:
        """Return the shares that are given."""
        return {part: float(share) for part, share in self if share is not None}


class BriefingTable(Table):
    """The whole of ``briefings/ID.toml``."""

    noun: ClassVar[str] = "a briefing"
    id: Slug = Field(examples=["israel"])
    title: Words = Field(examples=["Israel Briefing"])
    cadence: Cadence = Field(examples=["daily"])
    timezone: ZoneName = Field(examples=["Asia/Jerusalem"])
    tagline: Line = ""
    days: Annotated[list[Weekday], AfterValidator(_some_days)] | None = None
    send_at: ClockTime = "06:00"
    tier: Tier = "free"
    actors: list[str] = [EVERYTHING]
    topics: list[str] = [EVERYTHING]
    feeds: Names = [EVERYTHING]
    exclude: list[str] = []
    require: list[str] = []
    max_stories: StoryCount = 12
    quick_hits: HitCount | None = None
    review_minutes: ReviewMinutes = 0
    editors: list[Mailbox] = []
    counts: bool = False
    reader_hours: bool = False
    language: Language = "en"
    model: ModelUse = "off"
    kind: Kind = "edition"
    template: TemplateName = ""
    sentences: SentenceCount = 4
    parts: Annotated[list[Part], AfterValidator(_each_once)] = list(PARTS)
    max_minutes: MinuteCount | None = None
    lead: Lead = "rank"
    about: str = ""
    ranking: RankingTable = RankingTable()
    section: list[SectionTable] = []

    def to_briefing(self) -> Briefing:
        """Return the frozen briefing."""
        frozen = {
            "timezone": ZoneInfo(self.timezone),
            "send_at": clock_time(self.send_at),
            "days": tuple(self.days or ()),
            "actors": tuple(self.actors),
            "topics": tuple(self.topics),
            "feeds": tuple(self.feeds),
            "editors": tuple(self.editors),
            "exclude": tuple(self.exclude),
            "require": tuple(self.require),
            "parts": tuple(self.parts),
            "ranking": self.ranking.to_shares(),
            "sections": tuple(section.to_section() for section in self.section),
        }
        return Briefing(**{key: value for key, value in dict(self).items() if key != "section"} | frozen)


class FeedsFile(Table):
    """The whole of ``feeds.toml``."""

    feed: list[FeedTable] = []  #: none yet: `briefgen feeds add` writes the first

    def to_feeds(self) -> tuple[Feed, ...]:
        """Return the feeds in the order of the file."""
        return tuple(table.to_feed() for table in self.feed)


class ActorsFile(Table):
    """The whole of ``actors.toml``."""

    actor: list[ActorTable] = []

    def to_actors(self) -> dict[str, Actor]:
        """Return the actors by id, in the order of the file."""
        return {table.id: table.to_actor() for table in self.actor}


class TopicsFile(Table):
    """The whole of ``topics.toml``."""

    topic: list[TopicTable] = []

    def to_topics(self) -> dict[str, Topic]:
        """Return the topics by id, in the order of the file."""
        return {table.id: table.to_topic() for table in self.topic}


def _tuples(by_language: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(spellings) for language, spellings in by_language.items()}
