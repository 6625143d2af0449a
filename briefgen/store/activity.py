"""Stored articles → how much each feed brings, how regularly, and how much of it others had before.

No text is read: an article's copies are found by its ``marks``, which stand in one index with its feed and moments.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from sqlalchemy import Connection, DateTime, Row, select, type_coerce

from briefgen.store import tables

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


#: As the driver gives it: a ``Moment`` of each of very many rows would take twice as long as reading them.
_published = type_coerce(tables.article.c.published, DateTime(timezone=True))


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@dataclass(slots=True)
class _Tally:
    published: list[datetime] = field(default_factory=list)
    repeated: int = 0


def activity(connection: Connection, since: datetime) -> dict[str, FeedActivity]:
    """Return the activity since a moment of every feed that has articles, by feed."""
    c = tables.article.c
    asked = (
        select(c.feed, _published, c.title_mark, c.text_mark)
        .where(c.published > since)
        .order_by(c.published, c.first_seen, c.feed)
    )
    tallies = _tally(connection.execute(asked.execution_options(yield_per=5_000)))
    feeds = connection.execute(select(tables.feed_state.c.feed)).scalars()
    found = {}
    for feed in sorted({*feeds, *tallies}):
        tally = tallies.get(feed, _Tally())
        moments = tally.published
        if len(set(moments)) <= _FEW_GAPS:
            moments = _last(connection, feed)
        if moments:
            found[feed] = FeedActivity(
                feed=feed,
                newest=_aware(moments[-1]),
                articles=len(tally.published),
                oldest=_aware(tally.published[0]) if tally.published else None,
                repeated=tally.repeated,
                gap=_usual_gap(moments),
            )
    return found


def _tally(rows: Iterable[Row[str, datetime, int | None, int | None]]) -> dict[str, _Tally]:
    """Rows of feed, moment and marks, the earliest first → what each feed has. Pure."""
    titles: dict[int, str] = {}
    texts: dict[int, str] = {}
    tallies: dict[str, _Tally] = {}
    for feed, published, title, text in rows:
        tally = tallies.get(feed)
        if tally is None:
            tally = tallies[feed] = _Tally()
        tally.published.append(published)
        by_title = title is not None and titles.setdefault(title, feed) != feed
        by_text = text is not None and texts.setdefault(text, feed) != feed
        tally.repeated += by_title or by_text
    return tallies


def _usual_gap(published: Sequence[datetime]) -> timedelta | None:
    """Return the median time between two of the ordered moments; None for fewer than three different ones. Pure."""
    gaps = [later - earlier for earlier, later in pairwise(published) if later != earlier]
    return median(gaps) if len(gaps) > 1 else None  # type: ignore[type-var]  # they can be added and halved


def _last(connection: Connection, feed: str) -> list[datetime]:
    """Return the moments of a feed's last articles, the newest at the end."""
    c = tables.article.c
    asked = select(_published).where(c.feed == feed).order_by(c.published.desc()).limit(_LAST)
    return [*connection.execute(asked).scalars()][::-1]
