"""Subscriptions ↔ rows, each change with its consent in the same transaction."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, tuple_, update

from briefgen.model.reader import Consent, Subscriber, Subscription, SubscriptionStatus
from briefgen.store import consents, lapsing, tables
from briefgen.store.reader_rows import COLUMNS, reader_of
from briefgen.store.transactions import Transactions
from briefgen.store.upsert import upsert
from briefgen.store.weekdays import bits_of, days_of

_n = tables.subscription.c


class Subscriptions:
    """Who gets what. All that changes something is idempotent: done twice, it is done once."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def ask(self, wanted: Collection[Subscription], source: str, now: datetime, detail: str = "") -> list[Subscription]:
        """Store subscriptions that their reader has still to confirm; return those that wait for it now.

        One that is confirmed stays so, and takes neither format nor days: whoever asks may be a stranger.
        """

        def work(connection: Connection) -> list[Subscription]:
            asked = []
            for one in wanted:
                before = _find(connection, one.subscriber, one.briefing)
                if before is not None and before.status == "confirmed":
                    continue
                now_asked = replace(one, status="asked", since=now)
                if before is None or replace(before, since=now) != now_asked:
                    save(connection, [now_asked])
                    told = Consent(act="asked", at=now, source=source, briefing=one.briefing, detail=detail)
                    consents.note(connection, [replace(told, subscriber=one.subscriber)])
                asked.append(now_asked)
            return asked

        return self._transactions.write(work)

    def confirm(
        self, subscriber: int, briefings: Collection[str], source: str, now: datetime, detail: str = ""
    ) -> list[str]:
        """Confirm what the reader was asked about; return the briefings that were not confirmed before.

        One that was ended in the meantime is confirmed again only if it was asked for again.
        """
        told = Consent(act="confirmed", at=now, source=source, subscriber=subscriber, detail=detail)
        waiting = _n.briefing.in_([*briefings]) & (_n.status == "asked")
        return self._transactions.write(lambda connection: _turn(connection, waiting, "confirmed", told))

    def change(self, changed: Subscription, source: str, now: datetime) -> bool:
        """Set format, days and hour of a subscription that is not ended; False if it is, or nothing changes."""

        def work(connection: Connection) -> bool:
            before = _find(connection, changed.subscriber, changed.briefing)
            if before is None or before.status == "ended":
                return False
            after = replace(before, format=changed.format, days=changed.days, hour=changed.hour)
            names = [name for name in ("format", "days", "hour") if getattr(before, name) != getattr(after, name)]
            if not names:
                return False
            save(connection, [after])
            detail = ", ".join(f"{name}: {_shown(getattr(after, name))}" for name in names)
            told = Consent(act="changed", at=now, source=source, briefing=after.briefing, detail=detail)
            consents.note(connection, [replace(told, subscriber=after.subscriber)])
            return True

        return self._transactions.write(work)

    def end(self, subscriber: int, briefing: str, source: str, now: datetime, detail: str = "") -> list[str]:
        """End a reader's subscription to a briefing, or all where that is empty; return the briefings this ended.

        What was planned and not sent yet is withdrawn when a sender comes to it.
        """
        told = Consent(act="ended", at=now, source=source, subscriber=subscriber, detail=detail)
        open_ones: ColumnElement[bool] = _n.status.in_(["asked", "confirmed"])
        if briefing:
            open_ones &= _n.briefing == briefing
        return self._transactions.write(lambda connection: _turn(connection, open_ones, "ended", told))

    def lapse(self, asked_before: datetime, now: datetime) -> tuple[int, int]:
        """End the sign-ups that nobody confirmed since before a moment, and erase readers who have nothing else.

        Returns how many sign-ups and how many readers; see ``lapsing``. One transaction for each batch.
        """
        ended = erased = 0
        while True:
            batch = self._transactions.write(lambda connection: lapsing.lapse(connection, asked_before, now))
            ended, erased = ended + batch[0], erased + batch[1]
            if batch[0] < lapsing.BATCH:
                return ended, erased

    def of(self, subscriber: int) -> list[Subscription]:
        """Return all of a reader, by briefing, the ended ones too."""
        return self._transactions.read(lambda connection: subscriptions_of(connection, [subscriber]))

    def page(
        self, *, after: tuple[int, str] = (0, ""), most: int = 1_000, briefing: str = ""
    ) -> list[tuple[Subscriber, Subscription]]:
        """Return readers with each of their subscriptions, by (id, briefing), those after a pair; for an export."""
        asked = (
            select(*COLUMNS, *_labelled())
            .join(tables.subscription, _n.subscriber == tables.subscriber.c.id)
            .where(tuple_(_n.subscriber, _n.briefing) > tuple_(*after))
            .order_by(_n.subscriber, _n.briefing)
            .limit(most)
        )
        if briefing:
            asked = asked.where(_n.briefing == briefing)
        return self._transactions.read(
            lambda connection: [(reader_of(row), subscription_of(row)) for row in connection.execute(asked)]
        )

    def counts(self) -> dict[str, dict[SubscriptionStatus, int]]:
        """Return, by briefing and status, how many there are."""
        asked = select(_n.briefing, _n.status, func.count()).group_by(_n.briefing, _n.status)
        found: dict[str, dict[SubscriptionStatus, int]] = {}
        rows = self._transactions.read(lambda connection: connection.execute(asked.order_by(_n.briefing)).all())
        for briefing, status, count in rows:
            found.setdefault(briefing, {"asked": 0, "confirmed": 0, "ended": 0})[status] = count
        return found


def save(connection: Connection, subscriptions: Collection[Subscription]) -> None:
    """Write subscriptions, in place of those of the same reader and briefing."""
    rows = [
        {
            "subscriber": one.subscriber,
            "briefing": one.briefing,
            "format": one.format,
            "days": bits_of(one.days),
            "hour": one.hour,
            "status": one.status,
            "since": one.since,
        }
        for one in subscriptions
    ]
    upsert(connection, tables.subscription, rows)


def subscriptions_of(connection: Connection, subscribers: Collection[int]) -> list[Subscription]:
    """Return all subscriptions of these readers, by reader and briefing."""
    asked = select(*_labelled()).where(_n.subscriber.in_([*subscribers])).order_by(_n.subscriber, _n.briefing)
    return [subscription_of(row) for row in connection.execute(asked)]


def subscription_of(row: Row[*tuple[Any, ...]]) -> Subscription:
    """Return the subscription of a row that has the columns of ``subscription`` under names of their own."""
    return Subscription(
        subscriber=row.of_subscriber,
        briefing=row.of_briefing,
        since=row.of_since,
        format=row.of_format,
        days=days_of(row.of_days),
        hour=row.of_hour,
        status=row.of_status,
    )


def _labelled() -> list[ColumnElement[Any]]:
    return [column.label(f"of_{column.name}") for column in _n]


def _find(connection: Connection, subscriber: int, briefing: str) -> Subscription | None:
    """Return a subscription, locked until the transaction ends."""
    asked = select(*_labelled()).where(_n.subscriber == subscriber, _n.briefing == briefing).with_for_update()
    row = connection.execute(asked).one_or_none()
    return subscription_of(row) if row else None


def _turn(connection: Connection, which: ColumnElement[bool], status: SubscriptionStatus, told: Consent) -> list[str]:
    """Give some of a reader's subscriptions another status; note it and return their briefings."""
    mine = update(tables.subscription).where(_n.subscriber == told.subscriber, which)
    turned = connection.execute(mine.values(status=status, since=told.at).returning(_n.briefing)).scalars()
    briefings = sorted(turned)
    consents.note(connection, [replace(told, briefing=briefing) for briefing in briefings])
    return briefings


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(value) or "every day"
    return "with the edition" if value is None else str(value)
