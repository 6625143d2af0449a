"""One reader ↔ one row."""

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, select

from briefgen.model.reader import Subscriber
from briefgen.store import tables
from briefgen.store.pseudonyms import mark

_s = tables.subscriber.c
FIELDS = tuple(f.name for f in fields(Subscriber))
COLUMNS = tuple(_s[name] for name in FIELDS)


def row_of(subscriber: Subscriber, key: bytes) -> dict[str, Any]:
    """Return what may change of a reader, as columns; ``key`` is the store's secret."""
    return {
        "email": subscriber.email,
        "key": subscriber.key,
        "mark": mark(subscriber.email, key),
        "domain": subscriber.domain,
        "name": subscriber.name,
        "timezone": subscriber.timezone,
        "tier": subscriber.tier,
        "team": subscriber.team or None,
        "team_since": subscriber.team_since,
    }


def reader_of(row: Row[*tuple[Any, ...]]) -> Subscriber:
    """Return the reader of a row that begins with ``COLUMNS``."""
    values = dict(zip(FIELDS, row, strict=False))
    return Subscriber(**values | {"team": values["team"] or ""})


def at(connection: Connection, key: str) -> Subscriber | None:
    """Return the reader whose address has this key."""
    row = connection.execute(select(*COLUMNS).where(_s.key == key)).one_or_none()
    return reader_of(row) if row else None


def of(connection: Connection, subscriber: int) -> Subscriber | None:
    """Return the reader of this id."""
    row = connection.execute(select(*COLUMNS).where(_s.id == subscriber)).one_or_none()
    return reader_of(row) if row else None
