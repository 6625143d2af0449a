"""Processes that send or schedule ↔ rows with their last sign of life."""

from datetime import datetime, timedelta

from briefgen.model.delivery import Run, RunKind
from briefgen.store.transactions import Transactions

#: A run that gave no sign of life for so long is dead.
LEASE = timedelta(seconds=90)
#: How often a run says that it lives.
BEAT = timedelta(seconds=15)


class Runs:
    """Who is at work. A run is dead without a word if its process is gone from this machine, or its lease has run out.

    No lock is held: a run says that it lives by ``beat`` (``Ledger.step`` does so by itself), and others read it.
    The clocks of machines that share a store must agree within a small part of ``LEASE``.
    """

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def start(self, kind: RunKind, now: datetime) -> Run:
        """Note that this process begins to send or schedule."""
        raise NotImplementedError

    def beat(self, run: Run, now: datetime) -> bool:
        """Note that the run lives; False if others took it for dead: then it must stop, as another goes on."""
        raise NotImplementedError

    def end(self, run: Run, now: datetime) -> None:
        """Note that the run is over. What it had claimed and not settled becomes doubtful."""
        raise NotImplementedError

    def bury(self, now: datetime) -> list[Run]:
        """Find the runs that died without a word, end them, and make doubtful what they had claimed; return them."""
        raise NotImplementedError

    def alive(self, now: datetime, kind: RunKind | None = None) -> list[Run]:
        """Return the runs that live, the oldest first."""
        raise NotImplementedError

    def latest(self, most: int = 20) -> list[Run]:
        """Return the last runs, the newest first, for a status page."""
        raise NotImplementedError
