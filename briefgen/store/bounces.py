"""Messages that came back ↔ rows; what comes of them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from briefgen.model.delivery import SOFT_LIMIT, Bounce, bounce_weight
from briefgen.model.reader import Suppression
from briefgen.store import tables
from briefgen.store.reader_rows import of
from briefgen.store.suppressions import suppress
from briefgen.store.transactions import Transactions
from briefgen.store.upsert import inserted

_b, _d = tables.bounce.c, tables.delivery.c


class Bounces:
    """What came back from readers."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def note(self, bounce: Bounce, now: datetime) -> Suppression | None:
        """Count a bounce once; return the suppression it leads to, None if it leads to none or the reader is unknown.

        A hard one suppresses the address. Soft ones count 1 each and decay (``bounce_weight``); at ``SOFT_LIMIT`` they
        suppress it. Several of one edition and kind count once, as do all the soft ones of a day: who reads ten
        publications has one mailbox, and it is full once. What was blocked is kept, and counts nothing. The delivery
        that came back is ``bounced`` from now on, whether its sender had heard that it was taken over or not.
        """

        def work(connection: Connection) -> Suppression | None:
            reader = of(connection, bounce.subscriber)
            # Servers repeat the address in their words: of a reader who was erased, none are kept.
            _mark_delivery(connection, bounce if reader else replace(bounce, words=""), now)
            if reader is None or not _count(connection, bounce):
                return None
            if bounce.kind == "blocked":
                return None
            made = Suppression(reason="hard bounce", at=now, email=reader.email, detail=bounce.words)
            if bounce.kind == "soft":
                soft = {one.at.date(): one.at for one in _of(connection, bounce.subscriber) if one.kind == "soft"}
                if bounce_weight(list(soft.values()), now) < SOFT_LIMIT:
                    return None
                made = replace(made, reason="soft bounces")
            return made if suppress(connection, made, "bounce") else None

        return self._transactions.write(work)

    def of(self, subscriber: int) -> list[Bounce]:
        """Return the bounces of a reader, the oldest first."""
        return self._transactions.read(lambda connection: _of(connection, subscriber))

    def counts(self, since: datetime) -> dict[str, int]:
        """Return how many of each kind there were since a moment."""
        asked = select(_b.kind, func.count()).where(_b.at >= since).group_by(_b.kind).order_by(_b.kind)
        return self._transactions.read(lambda connection: {row[0]: row[1] for row in connection.execute(asked)})


def _count(connection: Connection, bounce: Bounce) -> bool:
    """Write the bounce; False if it was counted already."""
    if bounce.edition:
        same = select(_b.id).where(
            _b.subscriber == bounce.subscriber, _b.edition == bounce.edition, _b.kind == bounce.kind
        )
        if connection.scalar(same) is not None:
            return False
    row = {
        "subscriber": bounce.subscriber,
        "edition": bounce.edition,
        "kind": bounce.kind,
        "at": bounce.at,
        "words": bounce.words,
    }
    return inserted(connection, tables.bounce, row)


def _mark_delivery(connection: Connection, bounce: Bounce, now: datetime) -> None:
    number = select(tables.mailing.c.number).where(tables.mailing.c.edition == bounce.edition).scalar_subquery()
    which = update(tables.delivery).where(
        _d.mailing == number, _d.subscriber == bounce.subscriber, _d.state.in_(["sent", "doubtful", "claimed"])
    )
    connection.execute(which.values(state="bounced", settled_at=now, words=bounce.words))


def _of(connection: Connection, subscriber: int) -> list[Bounce]:
    asked = select(_b.subscriber, _b.edition, _b.kind, _b.at, _b.words).where(_b.subscriber == subscriber)
    return [
        Bounce(subscriber=row.subscriber, edition=row.edition, kind=row.kind, at=row.at, words=row.words)
        for row in connection.execute(asked.order_by(_b.at, _b.id))
    ]
