"""Deliveries in doubt → sent, or pending again: by the mail server's log, else by the setting. Edge: store, disk.

In doubt is what a dead run had in hand, and what was whole on the wire when a connection was lost.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from briefgen.config.settings import Settings
from briefgen.deliver.mail_log import lines_since
from briefgen.deliver.postfix_log import Fate, read_log
from briefgen.lettering import identity, kin
from briefgen.model.delivery import Delivery, Outcome
from briefgen.store import Store

log = logging.getLogger(__name__)

#: How long a log is waited for that does not know yet what becomes of a message, and how often it is read, in seconds.
PATIENCE, _PAUSE = 20.0, 0.25
#: Sessions end and logs are written within so long: what is in doubt for longer is not waited for.
_FRESH = timedelta(minutes=10)
_PAGE = 1_000

_SENT = "taken over, as the mail server's log says"
_NEVER = "never taken over, as the mail server's log says"
_AGAIN = "in doubt, sent again as BRIEFGEN_IN_DOUBT says"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """What became of deliveries in doubt."""

    sent: int = 0
    released: int = 0  #: pending again
    held: int = 0  #: still in doubt


def settle(
    store: Store,
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    stop: Callable[[], bool] = lambda: False,
    patience: float = PATIENCE,
) -> Settled:
    """Settle what is in doubt, of all editions. Waits for the log for a while, if there is one.

    Raises DeliveryError for a log that cannot be read, StoreError.
    """
    sent = released = 0
    until = time.monotonic() + patience
    while doubtful := [*in_doubt(store)]:
        known = [*_by_log(store, doubtful, Path(settings.mail_log), clock())] if settings.mail_log else []
        told = {(one.mailing, one.subscriber) for one in known}
        rest = [row for row in doubtful if (row.mailing, row.subscriber) not in told]
        fresh = any(clock() - (row.settled_at or clock()) < _FRESH for row in rest)
        waits = bool(settings.mail_log) and fresh and time.monotonic() < until and not stop()
        if settings.in_doubt == "send" and not waits:
            known += [_outcome(row, "never", _AGAIN) for row in rest]
        if known:
            store.ledger.resolve(known, clock())
        sent += sum(one.state == "sent" for one in known)
        released += sum(one.state == "pending" for one in known)
        if not waits:
            return Settled(sent=sent, released=released, held=len(doubtful) - len(known))
        time.sleep(_PAUSE)
    return Settled(sent=sent, released=released)


def in_doubt(store: Store, edition: str | None = None) -> Iterator[Delivery]:
    """Yield what is in doubt, of one edition or of all."""
    after = 0, 0
    while page := store.ledger.doubtful(after=after, most=_PAGE):
        yield from (row for row in page if edition is None or row.edition == edition)
        after = page[-1].mailing, page[-1].subscriber


def by_hand(store: Store, rows: Iterable[Delivery], *, again: bool, who: str, now: datetime) -> int:
    """Settle deliveries as an operator says; return how many were in doubt."""
    words = f"{'to be sent again' if again else 'sent'}, said {who}"
    outcomes = [_outcome(row, "never" if again else "queued", words) for row in rows]
    return store.ledger.resolve(outcomes, now, anew=True)


def _by_log(store: Store, doubtful: Sequence[Delivery], path: Path, now: datetime) -> Iterator[Outcome]:
    """Yield what the log says of deliveries, where it says anything for certain."""
    zone = now.astimezone().tzinfo or now.tzinfo  # syslog's dates are those of the machine
    if zone is None:  # pragma: no cover  ``now`` is aware
        return
    rows = [(row, identity(row.edition, row.subscriber, row.format)) for row in doubtful]
    earliest = min(row.claimed_at or now for row in doubtful)
    found = read_log(
        lines_since(path, earliest, zone=zone, now=now),
        {name for _, name in rows},
        kin={kin(row.edition) for row in doubtful},
        zone=zone,
        now=now,
    )
    # A log in which nothing of an edition was queued that went out is another server's.
    ours = found.kin or not any(store.ledger.counts(edition)["sent"] for edition in {row.edition for row in doubtful})
    for row, name in rows:
        fate = found.fate(name, claimed=row.claimed_at or now, dead=row.settled_at or now)
        if fate == "queued" or (fate == "never" and ours):
            yield _outcome(row, fate, _SENT if fate == "queued" else _NEVER)
    log.info("9/9 deliver: the log settles what %d deliveries were in doubt about", len(rows))


def _outcome(row: Delivery, fate: Fate, words: str) -> Outcome:
    return Outcome(
        mailing=row.mailing,
        subscriber=row.subscriber,
        state="sent" if fate == "queued" else "pending",
        words=words,
    )
