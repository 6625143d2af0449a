"""Subscriptions ↔ rows, each change with its consent in the same transaction."""

from collections.abc import Collection
from datetime import datetime

from briefgen.model.reader import Subscriber, Subscription
from briefgen.store.transactions import Transactions


class Subscriptions:
    """Who gets what. All that changes something is idempotent: done twice, it is done once."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def ask(self, wanted: Collection[Subscription], source: str, now: datetime, detail: str = "") -> list[Subscription]:
        """Store subscriptions that their reader has still to confirm; return those that wait for it now.

        One that is confirmed stays so, and takes neither format nor days: whoever asks may be a stranger.
        """
        raise NotImplementedError

    def confirm(
        self, subscriber: int, briefings: Collection[str], source: str, now: datetime, detail: str = ""
    ) -> list[str]:
        """Confirm what the reader was asked about; return the briefings that were not confirmed before.

        One that was ended in the meantime is confirmed again only if it was asked for again.
        """
        raise NotImplementedError

    def change(self, changed: Subscription, source: str, now: datetime) -> bool:
        """Set format, days and hour of a subscription that is not ended; False if it is, or nothing changes."""
        raise NotImplementedError

    def end(self, subscriber: int, briefing: str, source: str, now: datetime, detail: str = "") -> list[str]:
        """End a reader's subscription to a briefing, or all where that is empty; return the briefings that this ended.

        What was planned and not sent yet is withdrawn when a sender comes to it.
        """
        raise NotImplementedError

    def of(self, subscriber: int) -> list[Subscription]:
        """Return all of a reader, by briefing, the ended ones too."""
        raise NotImplementedError

    def page(
        self, *, after: tuple[int, str] = (0, ""), most: int = 1_000, briefing: str = ""
    ) -> list[tuple[Subscriber, Subscription]]:
        """Return readers with each of their subscriptions, by (id, briefing), those after a pair; for an export."""
        raise NotImplementedError

    def counts(self) -> dict[str, dict[str, int]]:
        """Return, by briefing and status, how many there are."""
        raise NotImplementedError
