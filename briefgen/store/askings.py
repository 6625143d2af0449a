"""When readers were asked to confirm ↔ rows: so that no mailbox is flooded, and none is forgotten.

In the store, so that a restart and a second process count too. Whoever writes ``+1``, ``+2`` … behind a name means one
mailbox, and is counted as one.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from briefgen.model.address import address_key
from briefgen.store import tables
from briefgen.store.pseudonyms import mark, secret
from briefgen.store.reader_rows import of
from briefgen.store.transactions import Transactions
from briefgen.store.upsert import upsert

_a = tables.asking.c

#: After a message to a mailbox so long none.
COOLDOWN = timedelta(minutes=10)

#: After each further one four times as long, at most a day, which the fifth is over.
_GROWS, _LONGEST, _FIFTH = 4, timedelta(days=1), 4

#: After so long without one, a mailbox begins anew.
_FORGOTTEN = timedelta(days=7)


class Askings:
    """Who was asked to confirm, and when."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def take(self, subscriber: int, now: datetime) -> bool:
        """Take the right to write to a reader now; False where his mailbox was written to too lately."""

        def work(connection: Connection) -> bool:
            mailbox = _mailbox_of(connection, subscriber)
            if mailbox is None:
                return False
            lately = select(func.sum(_a.times), func.max(_a.last)).where(
                _a.mailbox == mailbox, _a.last > now - _FORGOTTEN
            )
            times, last = connection.execute(lately).one()
            if times and now < last + pause(times):
                return False
            _note(connection, subscriber, mailbox, now)
            return True

        return self._transactions.write(work)

    def note(self, subscriber: int, now: datetime) -> None:
        """Remember that a reader was written to, whenever that was done before."""

        def work(connection: Connection) -> None:
            mailbox = _mailbox_of(connection, subscriber)
            if mailbox is not None:
                _note(connection, subscriber, mailbox, now)

        self._transactions.write(work)

    def give_back(self, subscriber: int) -> None:
        """Forget the latest time of a reader: nothing could be sent."""

        def work(connection: Connection) -> None:
            his = _a.subscriber == subscriber
            connection.execute(delete(tables.asking).where(his, _a.times <= 1))
            connection.execute(update(tables.asking).where(his).values(times=_a.times - 1))

        self._transactions.write(work)

    def never(self, subscribers: Collection[int]) -> set[int]:
        """Return those of some readers, hundreds at a time, who were never written to."""
        asked = select(_a.subscriber).where(_a.subscriber.in_([*subscribers]))
        return {*subscribers} - self._transactions.read(lambda connection: {*connection.scalars(asked)})


def pause(times: int) -> timedelta:
    """Return how long a mailbox is left alone after so many messages within days. Pure."""
    grown: int = _GROWS ** min(times - 1, _FIFTH)
    return min(COOLDOWN * grown, _LONGEST)


def _mailbox_of(connection: Connection, subscriber: int) -> bytes | None:
    reader = of(connection, subscriber)
    if reader is None:
        return None
    local, _, domain = address_key(reader.email).rpartition("@")
    return mark(f"{local.partition('+')[0] or local}@{domain}", secret(connection))


def _note(connection: Connection, subscriber: int, mailbox: bytes, now: datetime) -> None:
    before = connection.execute(select(_a.times, _a.last).where(_a.subscriber == subscriber)).one_or_none()
    times = before.times if before and before.last > now - _FORGOTTEN else 0
    row = {"subscriber": subscriber, "mailbox": mailbox, "last": now, "times": times + 1}
    upsert(connection, tables.asking, [row])
