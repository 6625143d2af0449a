"""Stored articles → how much each feed brings, how regularly, and how much of it others had before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from sqlalchemy import Connection, Row, func, select

from briefgen.store import tables

#: A shorter title ("Live updates") or text says nothing about who copied whom. Characters.
_TELLING_TITLE, _TELLING_TEXT = 24, 80

#: Texts are compared by so many of their first characters: feeds cut them at different lengths.
_COMPARED = 200

#: With fewer gaps than this the usual one is measured on the feed's last articles, however old.
_FEW_GAPS, _LAST = 3, 20


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedActivity:
    """What one feed brought since a moment."""

    feed: str
    newest: datetime  #: of all its articles, also those from before that moment
    articles: int = 0
    oldest: datetime | None = None  #: the first of these articles; None if there is none
    repeated: int = 0  #: of these articles, those whose title or text another feed had before
    gap: timedelta | None = None  #: the usual time between two of its articles, a median; None if that is not known


@dataclass(slots=True)
class _Tally:
    published: list[datetime] = field(default_factory=list)
    repeated: int = 0


def activity(connection: Connection, since: datetime) -> dict[str, FeedActivity]:
    """Return the activity since a moment of every feed that has articles, by feed."""
    c = tables.article.c
    newest: dict[str, datetime] = dict(connection.execute(select(c.feed, func.max(c.published)).group_by(c.feed)).all())
    asked = (
        select(c.feed, c.published, c.title, func.substr(c.text, 1, _COMPARED))
        .where(c.published > since)
        .order_by(c.published, c.first_seen, c.id)
    )
    tallies = _tally(connection.execute(asked.execution_options(yield_per=1_000)))
    few = sorted(feed for feed in newest if feed not in tallies or len(set(tallies[feed].published)) <= _FEW_GAPS)
    last = _last(connection) if few else {}
    return {
        feed: FeedActivity(
            feed=feed,
            newest=moment,
            articles=len(tally.published),
            oldest=tally.published[0] if tally.published else None,
            repeated=tally.repeated,
            gap=_usual_gap(last.get(feed, ()) if feed in few else tally.published),
        )
        for feed, moment in sorted(newest.items())
        for tally in (tallies.get(feed, _Tally()),)
    }


def _tally(rows: Iterable[Row[str, datetime, str, str]]) -> dict[str, _Tally]:
    """Rows of feed, moment, title and opening, the earliest first → what each feed has. Pure."""
    first: dict[int, str] = {}
    tallies: dict[str, _Tally] = {}
    for feed, published, title, opening in rows:
        tally = tallies.setdefault(feed, _Tally())
        tally.published.append(published)
        originals = [first.setdefault(mark, feed) for mark in _marks(title, opening)]
        tally.repeated += any(original != feed for original in originals)
    return tallies


def _marks(title: str, opening: str) -> Iterator[int]:
    """Yield numbers that an article shares with its copies. Pure; 64 bits, of this process only."""
    for kind, text, enough in (("title", title, _TELLING_TITLE), ("text", opening, _TELLING_TEXT)):
        folded = " ".join(text.casefold().split())
        if len(folded) >= enough:
            yield hash((kind, folded))


def _usual_gap(published: Sequence[datetime]) -> timedelta | None:
    """Return the median time between two moments; None for fewer than three different ones. Pure."""
    moments = sorted(set(published))
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
    return timedelta(seconds=median(gaps)) if len(gaps) > 1 else None


def _last(connection: Connection) -> dict[str, list[datetime]]:
    c = tables.article.c
    place = func.row_number().over(partition_by=c.feed, order_by=(c.published.desc(), c.id)).label("place")
    ranked = select(c.feed, c.published, place).subquery()
    found: dict[str, list[datetime]] = {}
    for feed, published in connection.execute(select(ranked.c.feed, ranked.c.published).where(ranked.c.place <= _LAST)):
        found.setdefault(feed, []).append(published)
    return found
