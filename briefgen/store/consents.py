"""The dated history of consents ↔ rows, which are only ever added."""

from datetime import datetime

from briefgen.model.reader import Consent
from briefgen.store.transactions import Transactions


class Consents:
    """What was agreed to, when, and by which way."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def of(self, subscriber: int) -> list[Consent]:
        """Return the history of a reader, the oldest first."""
        raise NotImplementedError

    def note(self, consent: Consent) -> None:
        """Add a line that belongs to no other change in the store."""
        raise NotImplementedError

    def since(self, moment: datetime, *, after: int = 0, most: int = 1_000) -> list[tuple[int, Consent]]:
        """Return what was agreed to since a moment, in order, each with its number; those after a number."""
        raise NotImplementedError
