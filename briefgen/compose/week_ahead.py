"""Stories → the events that their reports announce for the days ahead. Pure.

Verbatim: a sentence that stands alone, or a headline, each with its source. One entry an event, told in the edition's
language where a report has it so; an event that a later report calls off is not told.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from types import MappingProxyType
from typing import Literal

from briefgen.compose.announcements import announces, is_called_off
from briefgen.language.dates import DatedSpan, dates
from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.model.edition import WeekAheadEntry
from briefgen.model.feed import Feed
from briefgen.model.moment import Period
from briefgen.model.story import Story

#: So many days ahead for what has a day or a week, and for what has no more than a month.
DAYS, DAYS_OF_MONTH = 10, 35

#: An edition of the early morning tells what comes later on its own day.
NOON = 12

#: Two announcements of one day are of one event if the shorter shares so much of its words with the other; within one
#: story so much less.
SAME_EVENT, SAME_IN_STORY = 0.5, 0.25
#: A later report calls an event of its story off if it shares so much with it.
CALLED_OFF = 0.3
#: Actors and topics that two stories in different languages have in common if they announce one event of a day.
KNOWN_AGAIN = 2
#: Days by which two announcements of one event may differ, as outlets of several time zones do.
APART = 1
#: Words of a sentence that a reader takes in at a glance; a longer one gives way to a headline.
GLANCE = 40

#: An article → what of it can be told alone, word for word: its headline first, then sentences.
Tellings = Callable[[Article], Iterable[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """What a report says of an event, without its dates."""

    article: Article
    story: int  #: its rank
    about: frozenset[str]  #: actors and topics of the story
    text: str
    stems: frozenset[str]
    is_headline: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Announcement(_Told):
    """The same of one that is to come."""

    first: date
    last: date
    precision: Literal["day", "week", "month"]


def week_ahead(  # noqa: PLR0913  what an editor looks at
    stories: Sequence[Story],
    *,
    period: Period,
    language: str,
    feeds: Mapping[str, Feed],
    concerned: Collection[str],
    timezone: tzinfo,
    tellings: Tellings,
    about: Mapping[str, Collection[str]] = MappingProxyType({}),
    most: int = 8,
) -> tuple[WeekAheadEntry, ...]:
    """Return what is announced for the days after the period, at most ``most`` events.

    ``stories`` come with the most important first; only reports in ``concerned`` (ids) are read, up to the period's
    end. Events that many outlets announce are taken first, then those of important stories; what can be told in
    ``language`` stands before the rest, each part in the order of its dates. ``about`` names the actors and topics of
    stories (ids): by them an event is known again in another language.
    """
    today = _first_day(period.end.astimezone(timezone))
    told = [
        one
        for rank, story in enumerate(stories)
        for ids in (frozenset(about.get(story.id, ())),)
        for article in story.articles
        if article.id in concerned and article.published <= period.end
        for one in _read(article, rank, about=ids, today=today, timezone=timezone, tellings=tellings)
    ]
    off: dict[int, list[_Told]] = {}
    for one in told:
        if not isinstance(one, _Announcement):
            off.setdefault(one.story, []).append(one)
    found = [
        one
        for one in told
        if isinstance(one, _Announcement) and not any(_calls_off(other, one) for other in off.get(one.story, ()))
    ]
    events = sorted(_events(found), key=lambda event: (-len({one.article.feed for one in event}), event[0].story))
    chosen = [_best(event, language) for event in events[:most]]
    chosen.sort(key=lambda one: (one.article.language != language, one.first, one.story, one.article.id, one.text))
    return tuple(
        WeekAheadEntry(
            date=one.first,
            precision=one.precision,
            text=one.text,
            url=one.article.url,
            publisher=feeds[one.article.feed].title,
            language="" if one.article.language == language else one.article.language,
        )
        for one in chosen
    )


def _first_day(end: datetime) -> date:
    """The first day whose events lie ahead of the end of a period, by its local time."""
    return end.date() if end.hour < NOON else end.date() + timedelta(days=1)


def _read(  # noqa: PLR0913  what an announcement is made of
    article: Article, story: int, *, about: frozenset[str], today: date, timezone: tzinfo, tellings: Tellings
) -> Iterator[_Told]:
    """Yield what an article announces, and what it calls off."""
    written = article.published.astimezone(timezone).date()
    for place, text in enumerate(tellings(article)):
        spans = dates(text, written, article.language)
        ahead = [(span, days) for span in spans if (days := _ahead(span, today)) and days[0] > written]
        is_off = is_called_off(text, article.language)
        if not (ahead or is_off):
            continue
        stems = frozenset(words(_without(text, spans), article.language))
        told = _Told(article=article, story=story, about=about, text=text, stems=stems, is_headline=not place)
        if found := next(
            (one for one in ahead if announces(text, one[0], article.language, is_headline=not place)), None
        ):
            (_, (first, last, precision)) = found
            yield _Announcement(
                article=article, story=story, about=about, text=text, stems=stems, is_headline=not place,
                first=first, last=last, precision=precision,
            )  # fmt: skip
        elif is_off:
            yield told


def _without(text: str, spans: Sequence[DatedSpan]) -> str:
    """The text without its dates: by them any two events of a day would be alike."""
    starts = [0, *(span.end for span in spans)]
    ends = [*(span.start for span in spans), len(text)]
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _ahead(span: DatedSpan, today: date) -> tuple[date, date, Literal["day", "week", "month"]] | None:
    """The day under which a date is told, the last day it may mean, and how exact it is; if it lies ahead and near."""
    if span.precision == "quarter" or span.precision == "year":  # noqa: PLR1714  mypy narrows by each
        return None
    is_counted = len(span.value) == len("2021-12-27")
    first = date.fromisoformat(span.value) if is_counted else span.first
    farthest = today + timedelta(days=DAYS_OF_MONTH if span.precision == "month" else DAYS)
    return (first, span.last, span.precision) if today <= first <= farthest else None


def _calls_off(off: _Told, one: _Announcement) -> bool:
    """Tell whether a report says of an event that it will not be, after another had announced it."""
    if off.article.language != one.article.language:
        return False
    return off.article.published >= one.article.published and _shared(off.stems, one.stems) >= CALLED_OFF


def _events(found: Sequence[_Announcement]) -> list[list[_Announcement]]:
    """Announcements → events. Each is held against the first of an event only: chains join nothing."""
    events: list[list[_Announcement]] = []
    for one in sorted(found, key=lambda one: (one.story, one.article.published, one.article.id, one.first)):
        event = next((event for event in events if _same(one, event[0])), None)
        if event is None:
            events.append([one])
        else:
            event.append(one)
    return events


def _same(one: _Announcement, other: _Announcement) -> bool:
    """Tell whether two announcements are of one event."""
    if one.precision == other.precision == "day":
        if abs((one.first - other.first).days) > APART:
            return False
    elif one.first > other.last or other.first > one.last:
        return False
    if one.story != other.story and one.article.language != other.article.language:
        return one.first == other.first and len(one.about & other.about) >= KNOWN_AGAIN
    shared = _shared(one.stems, other.stems)
    if one.story == other.story and (one.first == other.first or one.precision != other.precision):
        return shared >= SAME_IN_STORY or one.article.language != other.article.language
    return shared >= SAME_EVENT


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _best(event: Sequence[_Announcement], language: str) -> _Announcement:
    """The announcement that tells an event best: readable, exact, a sentence that is not too long, the latest."""
    return min(
        event,
        key=lambda one: (
            one.article.language != language,
            ("day", "week", "month").index(one.precision),
            len(one.text.split()) > GLANCE,
            one.is_headline,
            -one.article.published.timestamp(),
            one.article.id,
            one.text,
        ),
    )
