"""What a report on one actor or topic counts and shows beside its stories. Every number is of stored articles.

Days are complete UTC days, as in the tallies: ``since`` is the first that ``counts`` show.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

SubjectKind = Literal["person", "organization", "state", "topic"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """Whom or what the report is about."""

    id: str
    name: str
    kind: SubjectKind
    role: str = ""  #: a person's office at the end of the period


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One report, as far as a line about it needs."""

    url: str
    title: str
    publisher: str
    language: str
    published: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlet:
    """How many reports on the subject one outlet had; a republished copy counts as its origin, so not here."""

    name: str
    country: str  #: ISO 3166-1; empty if unknown
    ownership: str
    reports: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Companion:
    """An actor in stories on the subject: how many of a day, and how many in as many days before."""

    id: str
    name: str
    stories: int
    previous: int
    expected: float = 0.0  #: by the days before, if the subject's stories had only grown or shrunk; 0 without history


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """Who spoke, and how often the reports on the subject have it."""

    name: str
    role: str
    side: str  #: name of the state or camp that is spoken for; empty if none
    statements: int
    own: bool  #: the subject itself, or one who speaks for it


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """A notable statement, as its report has it."""

    name: str
    role: str
    text: str
    verbatim: bool
    own: bool  #: by the subject, or one who speaks for it; else about it
    source: Source


@dataclass(frozen=True, kw_only=True, slots=True)
class StorylineDay:
    """What one day added to an affair."""

    date: date
    text: str
    url: str
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Storyline:
    """An affair of the period: its weight, day by day, and its course."""

    id: str
    headline: str
    language: str
    stories: int
    reports: int
    outlets: int
    counts: tuple[int, ...]  #: reports a day
    days: tuple[StorylineDay, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Focus:
    """The subject's period in numbers, voices and affairs."""

    subject: Subject
    since: date  #: the first day shown: of the period, or of what is stored
    begins: date  #: the first day of the period; later than this ``since`` owns up to missing history
    counts: tuple[int, ...]  #: stories on the subject a day
    everything: tuple[int, ...]  #: stories on any tracked actor a day
    reports: tuple[int, ...]  #: reports on the subject a day
    before: tuple[int, ...] = ()  #: stories on the subject on each of as many days before; empty without history
    everything_before: int = 0  #: stories on any tracked actor in these days
    first: Source | None = None
    last: Source | None = None
    outlets: tuple[Outlet, ...] = ()  #: the most reports first
    silent: int = 0  #: outlets that were read and had none
    countries: Mapping[str, int] = field(default_factory=dict)  #: reports by ISO 3166-1; of unknown ones, none
    owners: Mapping[str, int] = field(default_factory=dict)  #: reports by ownership
    companions: tuple[Companion, ...] = ()
    voices: tuple[Voice, ...] = ()
    quotes: tuple[Quote, ...] = ()
    storylines: tuple[Storyline, ...] = ()
    stories: int = 0  #: distinct stories of the whole period
    outside: int = 0  #: of them, those that are told in no storyline of several days
