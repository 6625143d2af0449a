"""Letters → a mail server, over many connections at once; what became of each → the ledger. Edge: SMTP.

The rule that keeps "exactly once": a row is claimed, and that is committed, before the first byte of its message; what
the server said of it is committed together with the next claim. Each open connection has at most one message that is
claimed and not answered, so that a SIGKILL leaves at most as many in doubt as there are connections.

With ``ahead`` a message's MAIL, RCPT and DATA go out with the end of the one before, and its row is claimed when the
server waits for it. Without, or once another sender turns out to claim from the same edition, rows are claimed first.
"""

from collections.abc import Callable
from datetime import datetime

from briefgen.deliver.carriage import Ahead, Carried, Step, Way
from briefgen.deliver.letters import Letter
from briefgen.deliver.rounds import Round
from briefgen.model.delivery import Claimed


def carry(  # noqa: PLR0913  one thing each, all named
    way: Way,
    edition: str,
    step: Step,
    letter: Callable[[Claimed], Letter | str],
    *,
    now: Callable[[], datetime],
    ahead: Ahead | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Carried:
    """Hand in what an edition's ledger gives, until it gives nothing that is due.

    ``letter`` makes the message of a delivery, or says in words why there can be none (that reader is ``refused``).
    ``now`` gives the moment from which a deferred one's next try is counted. Once ``stop`` is true nothing new is
    claimed, what is on the wire is finished and settled, and it returns. What could not be handed in, for the server
    is away, was given back (``pending``), and ``trouble`` says why: ask again later. Whether there is more to come, a
    deferred one say, ``Ledger.next_due`` tells. A BriefgenError of ``step`` is raised once what is on the wire is
    answered, and settled if that can be; whatever else is raised, at once.
    """
    return Round(way, edition, step, letter, now=now, ahead=ahead, stop=stop).run()
