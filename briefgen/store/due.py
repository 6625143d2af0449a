"""Which edition is due, and who makes it: one for each briefing and local date."""

from datetime import date, datetime

from briefgen.model.delivery import Round, Run
from briefgen.store.transactions import Transactions


class Due:
    """The rounds of the standing publications. A briefing and date has one, which one run at a time has in hand."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def claim(self, briefing: str, day: date, due: datetime, run: Run, now: datetime) -> Round | None:
        """Take a round in hand; None if another has it, it is done, skipped, given up, or failed and not due again.

        A round that a dead run had in hand is taken over.
        """
        raise NotImplementedError

    def done(self, taken: Round, edition: str, now: datetime) -> bool:
        """Note what was made; False, and nothing noted, if the round was taken over in the meantime."""
        raise NotImplementedError

    def failed(self, taken: Round, words: str, next_try: datetime | None, now: datetime) -> bool:
        """Note why nothing was made and when to try again, None for never; False as ``done``."""
        raise NotImplementedError

    def skip(self, briefing: str, day: date, due: datetime, words: str, now: datetime) -> bool:
        """Note that a round was missed for good, and why; False if it was taken before."""
        raise NotImplementedError

    def find(self, briefing: str, day: date) -> Round | None:
        """Return a round."""
        raise NotImplementedError

    def again(self, now: datetime) -> list[Round]:
        """Return what may be claimed once more: failed rounds whose time has come, and those that dead runs had."""
        raise NotImplementedError

    def latest(self, briefing: str | None = None, most: int = 20) -> list[Round]:
        """Return the last rounds, the latest date first."""
        raise NotImplementedError
