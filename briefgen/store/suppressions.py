"""Addresses that get nothing ↔ rows that know them by a keyed hash."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from briefgen.model.reader import Consent, Suppression, SuppressionReason
from briefgen.store import consents, tables
from briefgen.store.pseudonyms import mark, secret
from briefgen.store.transactions import Transactions
from briefgen.store.upsert import inserted

_C = tables.suppression.c


class Suppressions:
    """Who is never written to. An address is known by its mark, a keyed hash, which outlives its reader."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def add(self, email: str, reason: SuppressionReason, source: str, now: datetime, detail: str = "") -> bool:
        """Suppress an address, whether a reader has it or not; False if it was already. Noted among the consents.

        ValueError for what is no address.
        """
        made = Suppression(reason=reason, at=now, email=email.strip(), detail=detail)
        return self._transactions.write(lambda connection: suppress(connection, made, source))

    def lift(self, email: str, source: str, now: datetime) -> bool:
        """Let an address get mail again; False if it was not suppressed."""

        def work(connection: Connection) -> bool:
            marked = mark(email, secret(connection))
            if not connection.execute(delete(tables.suppression).where(_C.mark == marked)).rowcount:
                return False
            _note(connection, marked, Consent(act="unsuppressed", at=now, source=source))
            return True

        return self._transactions.write(work)

    def hide(self, email: str) -> bool:
        """Keep of a suppressed address its mark alone (GDPR, article 17); False if it is not suppressed, or none."""

        def work(connection: Connection) -> bool:
            try:
                marked = mark(email, secret(connection))
            except ValueError:
                return False
            connection.execute(delete(tables.consent).where(tables.consent.c.mark == marked))
            hidden = update(tables.suppression).where(_C.mark == marked).values(email="", detail="")
            return bool(connection.execute(hidden).rowcount)

        return self._transactions.write(work)

    def find(self, email: str) -> Suppression | None:
        """Return why an address gets nothing; None if it gets mail."""
        return self._transactions.read(lambda connection: find(connection, mark(email, secret(connection))))

    def page(self, *, after: str = "", most: int = 1_000) -> list[tuple[str, Suppression]]:
        """Return suppressions by their mark, which is shown in hexadecimal; those after a mark."""
        asked = select(_C.mark, _C.reason, _C.at, _C.email, _C.detail).where(_C.mark > bytes.fromhex(after))
        return self._transactions.read(
            lambda connection: [
                (row.mark.hex(), _suppression(row)) for row in connection.execute(asked.order_by(_C.mark).limit(most))
            ]
        )


def suppress(connection: Connection, made: Suppression, source: str) -> bool:
    """Write a suppression and its line in the history; False if the address was suppressed already."""
    marked = mark(made.email, secret(connection))
    row = {"mark": marked, "email": made.email, "reason": made.reason, "at": made.at, "detail": made.detail}
    if not inserted(connection, tables.suppression, row):
        return False
    detail = f"{made.reason}: {made.detail}" if made.detail else made.reason
    _note(connection, marked, Consent(act="suppressed", at=made.at, source=source, detail=detail))
    return True


def find(connection: Connection, marked: bytes) -> Suppression | None:
    """Return the suppression of a mark."""
    asked = select(_C.reason, _C.at, _C.email, _C.detail).where(_C.mark == marked)
    row = connection.execute(asked).one_or_none()
    return _suppression(row) if row else None


def _note(connection: Connection, marked: bytes, consent: Consent) -> None:
    s = tables.subscriber.c
    reader = connection.scalar(select(s.id).where(s.mark == marked))
    if reader is None:
        consents.note(connection, [consent], marked)
    else:
        told = Consent(act=consent.act, at=consent.at, source=consent.source, detail=consent.detail, subscriber=reader)
        consents.note(connection, [told])


def _suppression(row: Row[*tuple[Any, ...]]) -> Suppression:
    return Suppression(reason=row.reason, at=row.at, email=row.email, detail=row.detail)
