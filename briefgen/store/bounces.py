"""Messages that came back ↔ rows; what comes of them."""

from datetime import datetime

from briefgen.model.delivery import Bounce
from briefgen.model.reader import Suppression
from briefgen.store.transactions import Transactions


class Bounces:
    """What came back from readers."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def note(self, bounce: Bounce, now: datetime) -> Suppression | None:
        """Count a bounce once; return the suppression it leads to, None if it leads to none or the reader is unknown.

        A hard one suppresses the address. Soft ones count 1 each and decay (``bounce_weight``); at ``SOFT_LIMIT`` they
        suppress it. Several of one edition count once. The delivery that came back is ``bounced`` from now on, whether
        the server took it over (``sent``) or nobody knew (``doubtful``).
        """
        raise NotImplementedError

    def of(self, subscriber: int) -> list[Bounce]:
        """Return the bounces of a reader, the oldest first."""
        raise NotImplementedError

    def counts(self, since: datetime) -> dict[str, int]:
        """Return how many of each kind there were since a moment."""
        raise NotImplementedError
