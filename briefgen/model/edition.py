"""One dated publication: the frozen object of which every format is a pure function.

The field names are the keys of ``edition.json`` (contract ``edition.md``); ``model.wire`` reads and writes it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from briefgen.model.briefing import Tier
from briefgen.model.focus import Focus
from briefgen.model.memo import Memo
from briefgen.model.moment import Cadence, Period, utc

Status = Literal["new", "developing", "quiet"]
ChangeKind = Literal["new", "confirmed", "revised", "denied", "dropped"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Masthead:
    """What the edition needs of its briefing."""

    id: str
    title: str
    cadence: Cadence
    language: str
    tagline: str = ""
    timezone: str = "UTC"
    tier: Tier = "free"
    template: str = ""  #: a folder of ``templates/briefings/``; empty: that of the id, where there is one
    counts: bool = False  #: how often its links are followed and its mails are opened is counted, in all


@dataclass(frozen=True, kw_only=True, slots=True)
class EditorsNote:
    """What an editor adds to a story or to the edition."""

    markdown: str  #: without HTML
    author: str  #: the editor's name, or empty
    written: datetime

    def __post_init__(self) -> None:
        """Refuse a naive moment."""
        utc(self.written)


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """What an edition said, and what is right."""

    story: str  #: its id
    headline: str  #: under which readers know it
    old: str  #: as it stood; empty: nothing that stood there is changed, the note says what is to be known
    new: str  #: as it stands now; empty: it is withdrawn
    note: EditorsNote | None = None
    at: datetime

    def __post_init__(self) -> None:
        """Refuse a naive moment."""
        utc(self.at)


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """One article of a story. ``n`` is its number inside the story, from 1."""

    n: int
    url: str
    title: str
    publisher: str
    feed: str
    language: str
    published: datetime
    origin: bool = True  #: False for a republished copy


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """One sentence with the numbers of the reports that hold it, as it stands there unless a model rewrote it."""

    text: str
    cites: tuple[int, ...]
    language: str = ""  #: of the text, where it is not that of the story
    rewritten: bool = False  #: by a language model, in words that no report holds
    corrected: bool = False  #: by an editor, after it went out

    def __post_init__(self) -> None:
        """A sentence without a cite cannot exist."""
        if not self.cites:
            message = f"no report is cited for {self.text!r}"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What is new in a story since the briefing's last edition: a sentence of a report, or a number, old → new."""

    kind: ChangeKind
    text: str
    cites: tuple[int, ...]
    what: str = ""  #: of which number ``text`` gives the old and the new value, as ``Figure.what``; else empty


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What one side says, attributed."""

    speaker: str
    side: str
    name: str
    role: str
    channel: str
    text: str
    verbatim: bool
    cite: int
    span: tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """What one side tells of an event that another side tells too."""

    side: str  #: the id of an actor: a state or camp
    name: str
    statements: tuple[int, ...]  #: places in the story's ``statements``, from 0
    only: tuple[Sentence, ...] = ()  #: what no other side mentions


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureValue:
    """One report's number."""

    value: str
    cite: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A number that is reported of a story, by whom, and whether the reports agree."""

    what: str
    values: tuple[FigureValue, ...]
    agree: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineEntry:
    """An earlier event of the same affair."""

    date: date
    text: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionStory:
    """A story as the edition tells it."""

    id: str
    rank: int  #: over the whole edition, 1 first
    score: float  #: 0 to 1
    headline: str
    language: str
    storyline: str = ""  #: id that the story shares with those of earlier days on the same affair
    status: Status
    first_reported: datetime
    summary: tuple[Sentence, ...]
    articles: tuple[Report, ...]
    previous_editions: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()  #: ids of further stories of earlier editions that go on in this one
    split_from: str = ""  #: id of the story of an earlier edition of which it was a part, and which goes on by itself
    changes: tuple[Change, ...] = ()
    statements: tuple[Statement, ...] = ()
    accounts: tuple[Account, ...] = ()  #: of two sides and more, or none
    figures: tuple[Figure, ...] = ()
    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    headline_by: Literal["report", "editor"] = "report"  #: whose words the headline is
    note: EditorsNote | None = None

    def __post_init__(self) -> None:
        """Every cite must be the number of one of the story's reports."""
        known = {report.n for report in self.articles}
        for sentence in self.summary:
            if not known.issuperset(sentence.cites):
                message = f"story {self.id!r} cites {sentence.cites}, but has reports {sorted(known)}"
                raise ValueError(message)

    @property
    def publishers(self) -> tuple[str, ...]:
        """The outlets of the story, each once, in the order of their reports."""
        return tuple(dict.fromkeys(report.publisher for report in self.articles))


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Stories under one title, the most important first."""

    title: str
    stories: tuple[EditionStory, ...]
    brief: bool = False  #: quick hits: a headline and at most one sentence each


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekAheadEntry:
    """An announced event."""

    date: date  #: the first day of the week or month, where no more is known
    precision: Literal["day", "week", "month", "year"]
    text: str
    url: str
    publisher: str
    language: str = ""  #: of the text, where it is not that of the edition


@dataclass(frozen=True, kw_only=True, slots=True)
class ActorTrend:
    """How often an actor was in the news: stories a day, and the sum of the period before."""

    id: str
    name: str
    counts: tuple[int, ...]
    previous: int
    expected: float = 0.0  #: stories in as many days, by the four weeks before
    rise: float = 1.0  #: stories to those expected, smoothed: 2 is twice as many


@dataclass(frozen=True, kw_only=True, slots=True)
class PairTrend:
    """Two actors in the same stories."""

    a: str
    b: str
    stories: int
    previous: int
    expected: float = 0.0
    rise: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Trends:
    """Who rises and falls, the steepest rise first."""

    since: date | None = None  #: the first of the days (UTC) that ``counts`` show, None without trends
    actors: tuple[ActorTrend, ...] = ()
    pairs: tuple[PairTrend, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """Where the edition's reports come from, and who is absent."""

    countries: Mapping[str, int] = field(default_factory=dict)
    state_owned: float = 0.0
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DownFeed:
    """A feed that could not be read before the cut-off."""

    feed: str
    title: str
    since: datetime
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """How many feeds were polled, and which of them were down."""

    polled: int = 0
    down: tuple[DownFeed, ...] = ()

    @property
    def blind(self) -> bool:
        """Tell whether not one of the feeds could be read: then silence does not mean a quiet day."""
        return 0 < self.polled <= len(self.down)


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One dated publication."""

    schema: int = 1
    id: str  #: ``israel/2021-12-28``: the briefing and the local date of the period's end; then the slug, if any
    title: str  #: the headline of the lead story; the briefing's title on a day without stories
    date: date
    briefing: Masthead
    period: Period
    cutoff: datetime  #: nothing published later was seen
    sections: tuple[Section, ...]
    names: Mapping[str, str] = field(default_factory=dict)  #: of the actors and topics that stories name
    week_ahead: tuple[WeekAheadEntry, ...] = ()
    trends: Trends = field(default_factory=Trends)
    balance: Balance = field(default_factory=Balance)
    sources: Sources = field(default_factory=Sources)
    slug: str = ""  #: tells editions of one briefing and date apart; empty: the standing one, that later ones follow
    focus: Focus | None = None  #: of a report on one actor or topic
    memo: Memo | None = None  #: of an editor's text
    note: EditorsNote | None = None  #: of an editor, on the whole
    corrections: tuple[Correction, ...] = ()  #: the latest first
    correction_of: str = ""  #: id of the edition that this one corrects; then it goes to whoever received that one
    model: str = ""  #: the language model that ordered or rewrote sentences; empty where none was used
    word_count: int = 0
    reading_minutes: int = 1

    @property
    def stories(self) -> tuple[EditionStory, ...]:
        """All stories, the most important first."""
        return tuple(sorted(self._in_order(), key=lambda story: story.rank))

    def _in_order(self) -> Iterator[EditionStory]:
        for section in self.sections:
            yield from section.stories
