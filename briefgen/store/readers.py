"""Subscribers and teams ↔ rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from briefgen.model.reader import ImportedLine, ReaderLine, Subscriber, Team
from briefgen.store.transactions import Transactions


class Readers:
    """The people, by id and by address."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def add(self, subscriber: Subscriber) -> Subscriber | None:
        """Store a new reader; return him with his id, None if another one has an address of the same key."""
        raise NotImplementedError

    def find(self, email: str) -> Subscriber | None:
        """Return the reader with this address, compared by ``address_key``; None also for what is no address."""
        raise NotImplementedError

    def get(self, subscriber: int) -> Subscriber | None:
        """Return the reader of this id."""
        raise NotImplementedError

    def change(self, subscriber: Subscriber, source: str, now: datetime) -> bool:
        """Store a reader anew, all but id and ``created``, with a consent that says what changed.

        False, and nothing done, if he is unknown or another reader has the address.
        """
        raise NotImplementedError

    def page(self, *, after: int = 0, most: int = 1_000, briefing: str = "") -> list[Subscriber]:
        """Return readers by id, those after an id; with ``briefing`` only those who have it, or were asked."""
        raise NotImplementedError

    def count(self) -> int:
        """Return how many there are."""
        raise NotImplementedError

    def import_lines(self, lines: Sequence[ReaderLine], source: str, now: datetime) -> list[ImportedLine]:
        """Store readers, subscriptions and consents of these lines, all or nothing; return what became of each.

        Give it some hundreds at a time. A reader who is there keeps his name, time zone and tier where the line says
        nothing of them; a subscription that was confirmed stays so; one that its reader ended is not begun anew unless
        the line is ``confirmed``. A line that is not ``confirmed`` asks: its reader has to confirm.
        """
        raise NotImplementedError

    def save_team(self, team: Team) -> None:
        """Store a team, in place of the one with its id."""
        raise NotImplementedError

    def teams(self) -> list[tuple[Team, int]]:
        """Return all teams by id, with the number of their members."""
        raise NotImplementedError

    def remove_team(self, team: str) -> bool:
        """Delete a team; its members stay as readers without one. False if there is none."""
        raise NotImplementedError

    def export(self, subscriber: int) -> dict[str, Any] | None:
        """Return all that is stored about a reader, for JSON; None if he is unknown (GDPR, articles 15 and 20)."""
        raise NotImplementedError

    def erase(self, subscriber: int, source: str, now: datetime) -> bool:
        """Forget a reader; False if he is unknown (GDPR, article 17).

        Gone: address, name, subscriptions, consents, bounces, what servers said of his deliveries. Left: that a reader
        of this number was erased, when and by whom; his deliveries, as rows with that number, so that the counts of
        past editions stay true (what was not sent yet is withdrawn); and, if his address was suppressed, its keyed
        hash, so that it stays so.
        """
        raise NotImplementedError
