"""Editions ↔ rows that hold their ``edition.json``."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from briefgen.model import wire
from briefgen.model.edition import Edition
from briefgen.model.errors import StoreError
from briefgen.model.moment import Period
from briefgen.store import tables
from briefgen.store.listing import EditionRow
from briefgen.store.upsert import upsert

#: An edition's id: the briefing, the date, and a slug where there is one.
_ID = re.compile(r"(?P<briefing>[^/]+)/(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:-(?P<slug>.+))?")


def save(connection: Connection, edition: Edition, now: datetime) -> None:
    """Write the edition in place of the one of the same briefing, date and slug."""
    row = {
        "briefing": edition.briefing.id,
        "date": edition.date,
        "slug": edition.slug,
        "period_start": edition.period.start,
        "period_end": edition.period.end,
        "built": now,
        "stories": len(edition.stories),
        "document": wire.encode(edition),
    }
    upsert(connection, tables.edition, [row])


def before(connection: Connection, briefing: str, day: date, days: int) -> list[Edition]:
    """Return the briefing's standing editions of the days before ``day``, the latest first.

    Those with a slug, made beside them, are none that others follow. StoreError if one cannot be read.
    """
    c = tables.edition.c
    asked = select(c.document, c.date).where(
        c.briefing == briefing, c.slug == "", c.date < day, c.date >= day - timedelta(days=days)
    )
    return [
        _decoded(row.document, f"{briefing}/{row.date}") for row in connection.execute(asked.order_by(c.date.desc()))
    ]


def named(connection: Connection, name: str) -> Edition | None:
    """Return the edition of that id, None if there is none; StoreError if it cannot be read."""
    found = _ID.fullmatch(name)
    if found is None:
        return None
    try:
        day = date.fromisoformat(found["date"])
    except ValueError:  # 31 February
        return None
    c = tables.edition.c
    asked = select(c.document).where(c.briefing == found["briefing"], c.date == day, c.slug == (found["slug"] or ""))
    document = connection.scalar(asked)
    return None if document is None else _decoded(document, name)


def between(connection: Connection, first: date, last: date, holding: str = "") -> Iterator[Edition]:
    """Yield the editions of all briefings of these days, the latest first; only those whose JSON has ``holding``.

    StoreError if one cannot be read.
    """
    c = tables.edition.c
    asked = select(c.document, c.briefing, c.date).where(c.date >= first, c.date <= last)
    for row in connection.execute(asked.order_by(c.date.desc(), c.briefing, c.slug)):
        if holding.encode() in row.document:
            yield _decoded(row.document, f"{row.briefing}/{row.date}")


def _decoded(document: bytes, name: str) -> Edition:
    try:
        return wire.decode(document)
    except ValueError as error:
        message = f"the stored edition {name} cannot be read: {error}"
        raise StoreError(message) from error


def rows(connection: Connection, briefing: str | None) -> list[EditionRow]:
    """Return the editions of one briefing or of all, by briefing, the latest first."""
    c = tables.edition.c
    asked = select(c.briefing, c.date, c.period_start, c.period_end, c.built, c.stories, c.slug)
    if briefing is not None:
        asked = asked.where(c.briefing == briefing)
    return [
        EditionRow(
            briefing=row.briefing,
            date=row.date,
            period=Period(start=row.period_start, end=row.period_end),
            built=row.built,
            stories=row.stories,
            slug=row.slug,
        )
        for row in connection.execute(asked.order_by(c.briefing, c.date.desc(), c.slug))
    ]
