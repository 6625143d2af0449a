"""Subscribers and teams ↔ rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from briefgen.model.address import address_key
from briefgen.model.reader import Consent, ImportedLine, ReaderLine, Subscriber, Team
from briefgen.store import consents, forgetting, importing, tables
from briefgen.store.planning import seated
from briefgen.store.pseudonyms import secret
from briefgen.store.reader_rows import COLUMNS, FIELDS, at, of, reader_of, row_of
from briefgen.store.transactions import Transactions
from briefgen.store.upsert import upsert

_s = tables.subscriber.c


class Readers:
    """The people, by id and by address."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def add(self, subscriber: Subscriber) -> Subscriber | None:
        """Store a new reader; return him with his id, None if another one has an address of the same key.

        ValueError for a team that does not exist.
        """

        def work(connection: Connection, again: bool) -> Subscriber | None:  # noqa: FBT001  as Transactions calls it
            there = at(connection, subscriber.key)
            if there is not None:
                same = (there.email, there.created) == (subscriber.email, subscriber.created)
                return there if again and same else None  # our own, of which the commit's answer was lost
            _check_team(connection, subscriber.team)
            joined = replace(subscriber, team_since=subscriber.created if subscriber.team else None)
            row = row_of(joined, secret(connection)) | {"created": subscriber.created}
            number = connection.execute(insert(tables.subscriber).values(row).returning(_s.id)).scalar_one()
            return replace(joined, id=number)

        return self._transactions.write_knowing(work)

    def find(self, email: str) -> Subscriber | None:
        """Return the reader with this address, compared by ``address_key``; None also for what is no address."""
        try:
            key = address_key(email)
        except ValueError:
            return None
        return self._transactions.read(lambda connection: at(connection, key))

    def get(self, subscriber: int) -> Subscriber | None:
        """Return the reader of this id."""
        return self._transactions.read(lambda connection: of(connection, subscriber))

    def change(self, subscriber: Subscriber, source: str, now: datetime) -> bool:
        """Store a reader anew, all but id and ``created``, with a consent that says what changed.

        False, and nothing done, if he is unknown or another reader has the address. ValueError for an unknown team.
        """

        def work(connection: Connection) -> bool:
            before = of(connection, subscriber.id)
            holder = at(connection, subscriber.key)
            if before is None or (holder is not None and holder.id != subscriber.id):
                return False
            _check_team(connection, subscriber.team)
            since = before.team_since if subscriber.team == before.team else now
            after = replace(subscriber, created=before.created, team_since=since if subscriber.team else None)
            changed = [name for name in FIELDS if getattr(after, name) != getattr(before, name)]
            if changed:
                row = row_of(after, secret(connection))
                connection.execute(update(tables.subscriber).where(_s.id == after.id).values(row))
                detail = ", ".join(name for name in changed if name != "team_since")
                told = Consent(subscriber=after.id, act="changed", at=now, source=source, detail=detail)
                consents.note(connection, [told])
            return True

        return self._transactions.write(work)

    def has_pro(self, subscriber: int) -> bool:
        """Tell whether a reader may have what is pro: by his own tier, or by a seat of a team that has it."""
        pro = select(_s.id).where(_s.id == subscriber, (_s.tier == "pro") | _s.id.in_(seated()))
        return self._transactions.read(lambda connection: connection.scalar(pro) is not None)

    def page(self, *, after: int = 0, most: int = 1_000, briefing: str = "") -> list[Subscriber]:
        """Return readers by id, those after an id; with ``briefing`` only those who have it, or were asked."""
        asked = select(*COLUMNS).where(_s.id > after).order_by(_s.id).limit(most)
        if briefing:
            c = tables.subscription.c
            asked = asked.where(
                _s.id.in_(select(c.subscriber).where(c.briefing == briefing, c.status.in_(["asked", "confirmed"])))
            )
        return self._transactions.read(lambda connection: [reader_of(row) for row in connection.execute(asked)])

    def count(self) -> int:
        """Return how many there are."""
        return self._transactions.read(lambda connection: int(connection.scalar(select(func.count(_s.id))) or 0))

    def import_lines(self, lines: Sequence[ReaderLine], source: str, now: datetime) -> list[ImportedLine]:
        """Store readers, subscriptions and consents of these lines, all or nothing; return what became of each.

        Give it some hundreds at a time. A reader who is there keeps his name, time zone and tier where the line says
        nothing of them; a subscription that was confirmed stays so; one that its reader ended is never begun anew by a
        list. A line that is not ``confirmed`` asks: its reader has to confirm.
        """
        return self._transactions.write(lambda connection: importing.store(connection, lines, source, now))

    def save_team(self, team: Team) -> None:
        """Store a team, in place of the one with its id."""
        row = {"id": team.id, "name": team.name, "seats": team.seats, "tier": team.tier}
        self._transactions.write(lambda connection: upsert(connection, tables.team, [row]))

    def teams(self) -> list[tuple[Team, int]]:
        """Return all teams by id, with the number of their members."""
        t = tables.team.c
        members = select(func.count()).where(_s.team == t.id).scalar_subquery()
        asked = select(t.id, t.name, t.seats, t.tier, members.label("members")).order_by(t.id)
        return self._transactions.read(
            lambda connection: [
                (Team(id=row.id, name=row.name, seats=row.seats, tier=row.tier), row.members)
                for row in connection.execute(asked)
            ]
        )

    def remove_team(self, team: str) -> bool:
        """Delete a team; its members stay as readers without one. False if there is none."""

        def work(connection: Connection) -> bool:
            leave = update(tables.subscriber).where(_s.team == team).values(team=None, team_since=None)
            connection.execute(leave)
            return bool(connection.execute(delete(tables.team).where(tables.team.c.id == team)).rowcount)

        return self._transactions.write(work)

    def export(self, subscriber: int) -> dict[str, Any] | None:
        """Return all that is stored about a reader, for JSON; None if he is unknown (GDPR, articles 15 and 20)."""
        return self._transactions.read(lambda connection: forgetting.export(connection, subscriber))

    def erase(self, subscriber: int, source: str, now: datetime) -> bool:
        """Forget a reader; False if he is unknown (GDPR, article 17).

        Gone: address, name, subscriptions, consents, bounces, what servers said of his deliveries. Left: that a reader
        of this number was erased, when and by whom; his deliveries, as rows with that number, so that the counts of
        past editions stay true (what was not sent yet is withdrawn); and, if his address was suppressed, its keyed
        hash, so that it stays so.
        """
        erased = self._transactions.write(lambda connection: forgetting.erase(connection, subscriber, source, now))
        self._transactions.empty_log()
        return erased


def _check_team(connection: Connection, team: str) -> None:
    if team and connection.scalar(select(tables.team.c.id).where(tables.team.c.id == team)) is None:
        message = f"there is no team {team!r}"
        raise ValueError(message)
