"""Polled articles × what is stored → what is new, updated, unchanged; and its writing."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from briefgen.model.article import Article
from briefgen.model.feed import FeedState
from briefgen.store import tables
from briefgen.store.articles import ARTICLE_FIELDS, COLUMNS, read_as_fed
from briefgen.store.columns import storable
from briefgen.store.listing import PollCounts
from briefgen.store.marks import MARKS, marks_of
from briefgen.store.upsert import upsert

#: What polling one feed brought.
Poll = tuple[FeedState, Sequence[Article]]

#: At most so many values in one ``IN``; SQLite takes 32,766, long lists are slow to prepare.
_CHUNK = 1_000

_STATE_FIELDS = tuple(f.name for f in fields(FeedState))

#: With this a feed's document is fetched and read, however little has changed.
_WHOLE: dict[str, Any] = {"etag": None, "last_modified": None, "body_hash": None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """Enough of a stored article to tell whether it changed."""

    feed: str
    content_hash: str
    language: str
    dated: bool

    def is_superseded_by(self, article: Article) -> bool:
        """Tell whether the same feed now says something else, in another language, or when it was published.

        A date that moves is no news: many outlets raise it with every comma.
        """
        if self.feed != article.feed:
            return False
        return (
            self.content_hash != article.content_hash
            or self.language != storable(article.language)
            or (article.dated and not self.dated)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What becomes of the articles of a batch."""

    new: tuple[Article, ...]
    updated: tuple[Article, ...]
    counts: tuple[PollCounts, ...]  #: one for each poll, in their order


def decide(polls: Sequence[Poll], stored: Mapping[str, Stamp]) -> Decision:
    """Sort the polled articles into new, updated and unchanged; ``stored`` has those known, by id. Pure.

    An article belongs to the feed that brought it first: another feed with the same id changes nothing, and of
    repetitions in one batch the first counts. Otherwise two feeds, or two entries, that take turns would rewrite it
    at every poll.
    """
    new: dict[str, Article] = {}
    updated: dict[str, Article] = {}
    counts = []
    for _, articles in polls:
        fresh = changed = 0
        for article in articles:
            stamp = stored.get(article.id)
            if article.id in new or article.id in updated:
                continue
            if stamp is None:
                new[article.id] = article
                fresh += 1
            elif stamp.is_superseded_by(article):
                updated[article.id] = article
                changed += 1
        counts.append(PollCounts(new=fresh, updated=changed, unchanged=len(articles) - fresh - changed))
    return Decision(new=tuple(new.values()), updated=tuple(updated.values()), counts=tuple(counts))


def revise(stored: Article, polled: Article) -> Article:
    """Return the polled article, where an undated one keeps its place in time. Pure."""
    if polled.dated:
        return polled
    return replace(polled, published=stored.published, dated=stored.dated)


def save(
    connection: Connection, polls: Sequence[Poll], now: datetime, known: Mapping[str, str], relied_on: Mapping[str, str]
) -> tuple[PollCounts, ...]:
    """Write all that was polled within the connection's transaction; return the counts of each poll."""
    decision = decide(polls, _stamps(connection, {a.id for a in chain.from_iterable(x for _, x in polls)}))
    _insert(connection, decision.new, now)
    _update(connection, decision.updated, now)
    overtaken = _overtaken(connection, known.keys() & relied_on.keys(), relied_on)
    # Rows are written in the order of their keys, so that two writers on PostgreSQL cannot block each other.
    states = [replace(s, **_WHOLE) if s.feed in overtaken else s for s, _ in sorted(polls, key=lambda x: x[0].feed)]
    upsert(connection, tables.feed_state, [_row(state, _STATE_FIELDS) for state in states])
    lines = [{"feed": feed, "items": "" if feed in overtaken else known[feed]} for feed in sorted(known)]
    upsert(connection, tables.known_items, lines)
    return decision.counts


def _overtaken(connection: Connection, feeds: Collection[str], relied_on: Mapping[str, str]) -> set[str]:
    """Return the feeds that another poll has written since this one began.

    Of the items that this one left unread, that one may have stored other versions: the document is to be read whole.
    """
    c = tables.known_items.c
    found = set()
    for some in _chunks(sorted(feeds)):
        asked = select(c.feed, c["items"]).where(c.feed.in_(some)).order_by(c.feed).with_for_update()
        found |= {feed for feed, items in connection.execute(asked) if items != relied_on[feed]}
    return found


def known_items(connection: Connection, feeds: Collection[str]) -> dict[str, str]:
    """Return what was saved as known of each of the feeds."""
    c = tables.known_items.c
    asked = (select(c.feed, c["items"]).where(c.feed.in_(some)) for some in _chunks(sorted(feeds)))
    return {feed: items for one in asked for feed, items in connection.execute(one)}


def feed_states(connection: Connection) -> dict[str, FeedState]:
    """Return what is remembered of each feed, by its id."""
    columns = [tables.feed_state.c[name] for name in _STATE_FIELDS]
    rows = connection.execute(select(*columns).order_by(tables.feed_state.c.feed))
    return {row[0]: FeedState(**dict(zip(_STATE_FIELDS, row, strict=True))) for row in rows}


def _stamps(connection: Connection, ids: Iterable[str]) -> dict[str, Stamp]:
    c = tables.article.c
    found = {}
    for some in _chunks(sorted(ids)):
        asked = select(c.id, c.feed, c.content_hash, c.language, c.dated).where(c.id.in_(some))
        for id_, feed, content_hash, language, dated in connection.execute(asked):
            found[id_] = Stamp(feed=feed, content_hash=content_hash, language=language, dated=dated)
    return found


def _insert(connection: Connection, articles: Iterable[Article], now: datetime) -> None:
    ordered = sorted(articles, key=lambda a: a.id)
    rows = [{**_row(a, ARTICLE_FIELDS), **marks_of(a), "first_seen": now} for a in ordered]
    upsert(connection, tables.article, rows, replace=False)


def _update(connection: Connection, articles: Iterable[Article], now: datetime) -> None:
    polled = {article.id: article for article in articles}
    rows, headlines = [], []
    for some in _chunks(sorted(polled)):
        # Locked where the database locks rows: nobody else may replace the title that is kept here.
        asked = select(*COLUMNS).where(tables.article.c.id.in_(some)).order_by(tables.article.c.id).with_for_update()
        for stored in read_as_fed(connection, asked):
            found = polled[stored.id]
            row = {**_row(revise(stored, found), ARTICLE_FIELDS), **marks_of(found)}
            rows.append({f"new_{name}": value for name, value in row.items()})
            if stored.title != found.title:
                headlines.append({"article": stored.id, "title": stored.title, "replaced": now})
    if rows:
        names = (*ARTICLE_FIELDS, *MARKS)
        columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names if name != "id"}
        connection.execute(
            update(tables.article).where(tables.article.c.id == bindparam("new_id")).values(columns), rows
        )
    upsert(connection, tables.headline, headlines, replace=False)


def _row(noun: Article | FeedState, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in names}


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
