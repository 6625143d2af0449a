"""A story: the reports of several outlets on one happening, and what is told of it."""

from dataclasses import dataclass

from briefgen.model.article import Article
from briefgen.model.edition import Account, Change, Figure, Statement, TimelineEntry


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """Articles on one happening, the earliest first. ``id`` is that of the earliest article."""

    id: str
    articles: tuple[Article, ...]

    def __post_init__(self) -> None:
        """A story has at least one report."""
        if not self.articles:
            message = f"story {self.id!r} has no article"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedSentence:
    """A sentence of a report, unaltered: ``article.text[start:end]`` (or its title), and who else has it.

    Where ``rewritten``, a language model worded it after sentences of these articles, and it stands in none of them.
    """

    text: str
    articles: tuple[str, ...]  #: ids of the articles that hold it, the quoted one first
    start: int = 0
    end: int = 0
    rewritten: bool = False
    language: str = ""  #: of the text, where it is not that of the summary


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What an edition tells of a story."""

    headline: str
    language: str  #: of headline and sentences
    sentences: tuple[CitedSentence, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Continued:
    """How a story goes on from the briefing's earlier editions."""

    id: str  #: that it had there; its own if no edition told it
    earlier: tuple[tuple[str, str], ...] = ()  #: (edition, story) that told of it, the newest first
    merged: tuple[str, ...] = ()  #: ids of further earlier stories that go on in this one
    split_from: str = ""  #: id of the earlier story of which it was a part, and which another one goes on with
    storyline: str = ""  #: that it had there


@dataclass(frozen=True, kw_only=True, slots=True)
class Treatment:
    """Everything an edition tells of one story. Cites are places among ``story.articles``, from 1."""

    summary: Summary
    storyline: str = ""
    continued: Continued | None = None  #: None where nobody looked for it in earlier editions
    changes: tuple[Change, ...] = ()
    statements: tuple[Statement, ...] = ()
    accounts: tuple[Account, ...] = ()
    figures: tuple[Figure, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
