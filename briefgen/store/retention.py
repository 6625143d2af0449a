"""What is old and what no edition cites → deleted, batch by batch.

A batch is one transaction, so that polling never waits for long. Before each, the editions built since are read too:
what an edition cites stays, whenever that edition was built.
"""

from datetime import datetime

from sqlalchemy import Column, Connection, delete, func, select, tuple_

from briefgen.model import wire
from briefgen.model.errors import StoreError
from briefgen.model.focus import Focus
from briefgen.store import tables

#: So many articles are looked at in one transaction: some 10 ms.
BATCH = 500

#: So many of the latest undated articles of each feed stay. They may still stand in the feed's document, and an undated
#: item that is read for the first time is dated now: forgetting it would make it news again.
UNDATED_KEPT = 200


class Retention:
    """One pruning: how far it has come, and what it must not touch."""

    def __init__(self, older_than: datetime, *, dry_run: bool = False) -> None:
        """Prune what was both published and first seen before ``older_than``; ``dry_run`` only counts."""
        self.deleted = 0
        self._dry_run = dry_run
        self._older_than = older_than
        self._position: tuple[datetime, str] | None = None
        self._cited: set[str] = set()
        self._read: set[tuple[object, ...]] = set()
        self._undated: frozenset[str] | None = None

    def prune(self, connection: Connection) -> tuple[int, tuple[datetime, str] | None]:
        """Delete of the next batch what may go; return how many, and where the batch ends (None at the last).

        Changes nothing in this object but what is known of editions, so that a failed transaction can be repeated.
        """
        self._read_editions(connection)
        if self._undated is None:
            self._undated = _latest_undated(connection)
        c = tables.article.c
        asked = select(c.id, c.url, c.published).where(c.published < self._older_than, c.first_seen < self._older_than)
        if self._position is not None:
            asked = asked.where(tuple_(c.published, c.id) > tuple_(*self._position))
        rows = connection.execute(asked.order_by(c.published, c.id).limit(BATCH)).all()
        going = [row.id for row in rows if row.url not in self._cited and row.id not in self._undated]
        if going and not self._dry_run:
            for column in _references():
                connection.execute(delete(column.table).where(column.in_(going)))
            connection.execute(delete(tables.article).where(c.id.in_(going)))
        return len(going), (rows[-1].published, rows[-1].id) if len(rows) == BATCH else None

    def goes_on(self, done: tuple[int, tuple[datetime, str] | None]) -> bool:
        """Take the result of a batch that is committed; tell whether there is another one."""
        deleted, self._position = done
        self.deleted += deleted
        return self._position is not None

    def _read_editions(self, connection: Connection) -> None:
        c = tables.edition.c
        stamps = {tuple(row) for row in connection.execute(select(c.briefing, c.date, c.slug, c.built))}
        for briefing, date, slug, built in sorted(stamps - self._read):
            asked = select(c.document).where(c.briefing == briefing, c.date == date, c.slug == slug)
            document = connection.scalar(asked)
            if document is not None:
                self._cited |= _cited(document, f"{briefing}/{date}")
            self._read.add((briefing, date, slug, built))


def _references() -> list[Column[str]]:
    """Return the columns of other tables that name an article: what they say of it goes first."""
    return [
        key.parent
        for table in tables.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is tables.article.c.id
    ]


def _cited(document: bytes, name: str) -> set[str]:
    """Return every address that the edition refers to; StoreError if it cannot be read, for then nothing may go."""
    try:
        edition = wire.decode(document)
    except ValueError as error:
        message = f"nothing was pruned: the stored edition {name} cannot be read: {error}"
        raise StoreError(message) from error
    reports = {report.url for story in edition.stories for report in story.articles}
    timelines = {entry.url for story in edition.stories for entry in story.timeline}
    return reports | timelines | (_shown(edition.focus) if edition.focus else set())


def _shown(focus: Focus) -> set[str]:
    """Return what a report on one subject refers to beside its stories."""
    ends = {source.url for source in (focus.first, focus.last) if source}
    said = {quote.source.url for quote in focus.quotes}
    return ends | said | {day.url for storyline in focus.storylines for day in storyline.days}


def _latest_undated(connection: Connection) -> frozenset[str]:
    c = tables.article.c
    place = func.row_number().over(partition_by=c.feed, order_by=(c.first_seen.desc(), c.id)).label("place")
    ranked = select(c.id, place).where(c.dated.is_(False)).subquery()
    return frozenset(connection.execute(select(ranked.c.id).where(ranked.c.place <= UNDATED_KEPT)).scalars())
