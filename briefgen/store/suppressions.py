"""Addresses that get nothing ↔ rows that know them by a keyed hash."""

from datetime import datetime

from briefgen.model.reader import Suppression, SuppressionReason
from briefgen.store.transactions import Transactions


class Suppressions:
    """Who is never written to. An address is known by its mark, a keyed hash, which outlives its reader."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def add(self, email: str, reason: SuppressionReason, source: str, now: datetime, detail: str = "") -> bool:
        """Suppress an address, whether a reader has it or not; False if it was already. Noted among the consents."""
        raise NotImplementedError

    def lift(self, email: str, source: str, now: datetime) -> bool:
        """Let an address get mail again; False if it was not suppressed."""
        raise NotImplementedError

    def find(self, email: str) -> Suppression | None:
        """Return why an address gets nothing; None if it gets mail."""
        raise NotImplementedError

    def page(self, *, after: str = "", most: int = 1_000) -> list[tuple[str, Suppression]]:
        """Return suppressions by their mark, which is shown in hexadecimal; those after a mark."""
        raise NotImplementedError
