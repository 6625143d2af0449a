"""Letters → a mail server, over many connections at once; what became of each → the ledger. Edge: SMTP.

The rule that keeps "exactly once": a row is claimed, and that is committed, before the first byte of its message; what
the server said of it is committed together with the next claim. Each open connection has at most one message that is
claimed and not answered, so that a SIGKILL leaves at most as many in doubt as there are connections.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from ssl import SSLContext
from typing import Protocol

from briefgen.deliver.letters import Letter
from briefgen.deliver.pacing import Limits
from briefgen.deliver.smtp import MailServer
from briefgen.model.delivery import Claimed, Outcome, Wanted


class Step(Protocol):
    """``Ledger.step`` with its run and its clock filled in."""

    def __call__(self, settled: Sequence[Outcome], wanted: Wanted | None) -> Sequence[Claimed]:
        """Settle what came back and claim what goes out next, in one transaction."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """What came of a round: how many deliveries went which way."""

    sent: int = 0
    refused: int = 0
    deferred: int = 0
    doubtful: int = 0
    released: int = 0  #: given back untouched, as when the sender was stopped
    connections: int = 0  #: how many were opened in all
    trouble: str = ""  #: why nothing more could be handed in (the server is away, refuses us), in one line


def carry(  # noqa: PLR0913  one thing each, all named
    edition: str,
    step: Step,
    letter: Callable[[Claimed], Letter | str],
    *,
    server: MailServer,
    now: Callable[[], datetime],
    limits: Limits | None = None,
    stop: Callable[[], bool] = lambda: False,
    trust: SSLContext | None = None,
) -> Carried:
    """Hand in what an edition's ledger gives, until it gives nothing that is due.

    ``letter`` makes the message of a delivery, or says in words why there can be none (that reader is ``refused``).
    ``now`` gives the moment from which a deferred one's next try is counted. Once ``stop`` is true nothing new is
    claimed, what is on the wire is finished and settled, and it returns. What could not be handed in, for the server
    is away, was given back (``pending``), and ``trouble`` says why: ask again later. Whether there is more to come, a
    deferred one say, ``Ledger.next_due`` tells. Raises what ``step`` and ``letter`` raise, after closing everything.
    """
    raise NotImplementedError
