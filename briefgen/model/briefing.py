"""A standing publication."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from briefgen.model.moment import Cadence

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Tier = Literal["free", "pro"]
#: What a language model may do with a story: nothing, choose among sentences of the reports, or word them anew.
ModelUse = Literal["off", "select", "rewrite"]

#: What a publication is: news of a period; a report on one actor or topic; an editor's text.
Kind = Literal["edition", "report", "memo"]
#: What may stand beside the sentences of an edition, under its stories and after them.
Part = Literal["changes", "statements", "figures", "timeline", "week-ahead", "trends"]
#: What makes the lead: its score; or, among the best, that two sides tell it.
Lead = Literal["rank", "accounts"]

#: All parts, in the order in which a reader meets them.
PARTS: tuple[Part, ...] = get_args(Part)

#: In ``actors``, ``topics`` and ``feeds``: all there are.
EVERYTHING = "*"


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionRule:
    """A section of the briefing. A story goes to the first section that claims it."""

    title: str
    topics: tuple[str, ...] = ()  #: claims a story of any of these topics
    actors: tuple[str, ...] = ()  #: or of any of these actors; with neither, it claims every story
    max_stories: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Briefing:
    """A standing publication: what it covers, how much, how often."""

    id: str
    title: str
    cadence: Cadence
    timezone: ZoneInfo
    tagline: str = ""
    days: tuple[Weekday, ...] = ()
    send_at: time = time(6)
    tier: Tier = "free"
    actors: tuple[str, ...] = (EVERYTHING,)
    topics: tuple[str, ...] = (EVERYTHING,)
    feeds: tuple[str, ...] = (EVERYTHING,)
    exclude: tuple[str, ...] = ()  #: topics whose articles stay out, such as sport
    require: tuple[str, ...] = ()  #: topics of which an article must be about one as well, such as business
    max_stories: int = 12
    review_minutes: int = 0
    editors: tuple[str, ...] = ()  #: who reviews it, ``Name <address>``; empty: those of ``BRIEFGEN_EDITORS``
    reader_hours: bool = False  #: readers may choose the hour of their own day at which it comes
    counts: bool = False  #: its mails count how often they are opened and links are followed, in all; they say so
    language: str = "en"
    sections: tuple[SectionRule, ...] = ()
    quick_hits: int | None = None  #: at most so many of ``max_stories`` are told in a line; None: one in four
    ranking: Mapping[str, float] = field(default_factory=dict)  #: shares of a score by part, in place of the usual ones
    model: ModelUse = "off"
    kind: Kind = "edition"
    template: str = ""  #: a folder of ``templates/briefings/``; empty: that of the id, where there is one
    sentences: int = 4  #: a full story is told in so many at most
    parts: tuple[Part, ...] = PARTS
    max_minutes: int | None = None  #: an edition takes no longer to read
    lead: Lead = "rank"
    about: str = ""  #: of a report: the actor or topic that it is on
