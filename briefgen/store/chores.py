"""When what is done from time to time was done last."""

from datetime import datetime

from sqlalchemy import Connection, select

from briefgen.store import tables
from briefgen.store.upsert import upsert


def last_done(connection: Connection, name: str) -> datetime | None:
    """Return when the chore was done last, None if never."""
    c = tables.chore.c
    return connection.scalar(select(c.done).where(c.name == name))


def note_done(connection: Connection, name: str, now: datetime) -> None:
    """Remember that the chore has been done at ``now``."""
    upsert(connection, tables.chore, [{"name": name, "done": now}])
