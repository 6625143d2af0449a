"""The ledger: one row for each delivery of each edition, and who has it in hand."""

from collections.abc import Sequence
from datetime import datetime

from briefgen.model.delivery import Claimed, Delivery, DeliveryState, Mailing, Outcome, Plan, Planned, Run, Wanted
from briefgen.store.transactions import Transactions


class Ledger:
    """What goes to whom, exactly once.

    The rule is kept by ``step``: a row is claimed, and that is committed, before its message's first byte of DATA.
    """

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def plan(self, plan: Plan, now: datetime) -> Planned:
        """Write a pending delivery for each reader the edition is for, one statement for all of them; idempotent.

        That is whoever has a confirmed subscription to the briefing, for this weekday, is not suppressed and, for a
        briefing of the pro tier, has that tier or a seat in a team that has it.
        """
        raise NotImplementedError

    def hours(self, briefing: str) -> list[tuple[str, int]]:
        """Return each (time zone, hour) that confirmed readers of a briefing asked for, for ``Plan.opens``."""
        raise NotImplementedError

    def step(self, run: Run, settled: Sequence[Outcome], wanted: Wanted | None, now: datetime) -> list[Claimed]:
        """Settle what came back and claim what goes out next, in one transaction.

        Who left or was suppressed since the planning is withdrawn here. No two runs ever get the same row. Nothing
        claimed means that nothing may be claimed just now: ``next_due`` says whether, and when, there will be. Settling
        what the run has not in hand changes nothing. Keeps the run alive. Raises RunOverError, once what came back is
        settled, if others took the run for dead: the sender must stop.
        """
        raise NotImplementedError

    def next_due(self, edition: str) -> datetime | None:
        """Return when the next delivery may be claimed, which may be past; None if nothing is left to claim."""
        raise NotImplementedError

    def counts(self, edition: str) -> dict[DeliveryState, int]:
        """Return how many deliveries of an edition are in each state; every state is there."""
        raise NotImplementedError

    def page(
        self, edition: str, *, state: DeliveryState | None = None, after: int = 0, most: int = 1_000
    ) -> list[Delivery]:
        """Return deliveries of an edition by subscriber, those after one; with ``state`` only these."""
        raise NotImplementedError

    def doubtful(self, *, after: tuple[int, int] = (0, 0), most: int = 1_000) -> list[Delivery]:
        """Return what may have been sent or not, of all editions, by (mailing, subscriber), those after a pair."""
        raise NotImplementedError

    def resolve(self, known: Sequence[Outcome], now: datetime) -> int:
        """Settle doubtful deliveries: ``sent``, or ``pending`` to send them again; return how many still were."""
        raise NotImplementedError

    def find(self, edition: str, subscriber: int) -> Delivery | None:
        """Return one delivery."""
        raise NotImplementedError

    def mailing(self, edition: str) -> Mailing | None:
        """Return the mailing of an edition, None if it was never planned."""
        raise NotImplementedError

    def unfinished(self) -> list[tuple[Mailing, datetime]]:
        """Return mailings with something left to claim, each with when it may be, the earliest first."""
        raise NotImplementedError
