"""What the store tells beside the nouns of ``model``."""

from dataclasses import dataclass
from datetime import date, datetime

from briefgen.model.moment import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class PollCounts:
    """What one poll of one feed brought."""

    new: int = 0
    updated: int = 0  #: known, but the outlet changed it
    unchanged: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """A title that an article no longer has."""

    title: str
    replaced: datetime  #: when the poll found another one in its place


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionRow:
    """An edition in a list: everything but its contents."""

    briefing: str
    date: date
    period: Period
    built: datetime
    stories: int
    slug: str = ""  #: tells editions of one briefing and date apart; empty: the standing one

    @property
    def id(self) -> str:
        """The edition's id, which is also its folder: ``israel/2021-12-28``, ``memo/2021-12-28-two-readouts``."""
        return f"{self.briefing}/{self.date}{'-' if self.slug else ''}{self.slug}"
