"""The dated history of consents ↔ rows, which are only ever added."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from briefgen.model.reader import Consent
from briefgen.store import tables
from briefgen.store.transactions import Transactions

_C = tables.consent.c
_COLUMNS = (_C.subscriber, _C.briefing, _C.act, _C.at, _C.source, _C.detail)


class Consents:
    """What was agreed to, when, and by which way."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def of(self, subscriber: int) -> list[Consent]:
        """Return the history of a reader, the oldest first."""
        return self._transactions.read(lambda connection: history(connection, subscriber))

    def note(self, consent: Consent) -> None:
        """Add a line that belongs to no other change in the store."""
        self._transactions.write(lambda connection: note(connection, [consent]))

    def since(self, moment: datetime, *, after: int = 0, most: int = 1_000) -> list[tuple[int, Consent]]:
        """Return what was agreed to since a moment, in order, each with its number; those after a number."""
        asked = select(_C.id, *_COLUMNS).where(_C.at >= moment, _C.id > after).order_by(_C.id).limit(most)
        return self._transactions.read(
            lambda connection: [(row.id, _consent(row)) for row in connection.execute(asked)]
        )


def note(connection: Connection, consents: Sequence[Consent], mark: bytes | None = None) -> None:
    """Add lines to the history; ``mark`` is that of an address which no reader has."""
    if not consents:
        return
    rows = [
        {
            "subscriber": consent.subscriber or None,
            "mark": mark,
            "briefing": consent.briefing,
            "act": consent.act,
            "at": consent.at,
            "source": consent.source,
            "detail": consent.detail,
        }
        for consent in consents
    ]
    connection.execute(insert(tables.consent), rows)


def history(connection: Connection, subscriber: int) -> list[Consent]:
    """Return what a reader agreed to, the oldest first."""
    asked = select(*_COLUMNS).where(_C.subscriber == subscriber).order_by(_C.at, _C.id)
    return [_consent(row) for row in connection.execute(asked)]


def _consent(row: Row[*tuple[Any, ...]]) -> Consent:
    return Consent(
        subscriber=row.subscriber or 0,
        briefing=row.briefing,
        act=row.act,
        at=row.at,
        source=row.source,
        detail=row.detail,
    )
