"""What came back to the return path → the store: suppressed, counted, or let be. Edge: the store.

The same message twice counts once. Only what we signed (``deliver.verp``, the unsubscribe link) can suppress a reader:
everybody can write a message that says somebody's mailbox is gone.
"""

import logging
import re
import ssl
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from briefgen.config.settings import Settings
from briefgen.deliver.mailboxes import from_place
from briefgen.deliver.reports import Report, ReportKind, read_report
from briefgen.deliver.tokens import Tokens
from briefgen.model.delivery import Bounce, BounceKind
from briefgen.model.reader import Subscriber
from briefgen.store import Store

log = logging.getLogger(__name__)

#: What a Message-ID of ours says: the reader stands before the format.
_OURS = re.compile(r"\.(\d{1,18})\.(?:html|text|pdf)@")
_READER = re.compile(r"(\d{1,18})(?:,.*)?")

#: How many messages are taken back in one call by a schedule.
MOST_AT_ONCE = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Returns:
    """What a lot of messages came to."""

    kinds: Counter[ReportKind] = field(default_factory=Counter)
    suppressed: int = 0  #: addresses that get nothing from now on, and did before
    unsigned: int = 0  #: bounces and complaints of which nothing that we signed says whom they are about: let be
    unknown: int = 0  #: about readers that there are not
    blocked: str = ""  #: what a server says to which we, or our message, are not welcome


def collect(
    settings: Settings, store: Store, now: datetime, *, most: int = MOST_AT_ONCE, trust: ssl.SSLContext | None = None
) -> Returns | None:
    """Take back what waits in the mailbox of ``BRIEFGEN_BOUNCES``; None where none, or no secret, is set.

    For a schedule: at most ``most`` messages of an IMAP mailbox or a Maildir, the others are there next time. Takes
    seconds to minutes, nearly all of it waiting for an IMAP server. ``trust`` is whose certificates are believed; the
    system's by default. Raises DeliveryError for a server that is away or refuses, UsageError for a place that is no
    mailbox, StoreError.
    """
    if not settings.bounces or not settings.secret:
        return None
    waiting = from_place(settings.bounces, base=settings.workspace, most=most, trust=trust)
    return take_back(waiting, store, Tokens(settings.secret), now)


def take_back(  # noqa: PLR0913  what a caller may choose
    messages: Iterable[bytes],
    store: Store,
    tokens: Tokens | None,
    now: datetime,
    *,
    recipient: str = "",
    unsigned: bool = False,
) -> Returns:
    """Messages → store. A hard bounce and a complaint suppress, soft ones are counted, all else is let be.

    ``recipient`` is the address that a message of a pipe came to. ``unsigned`` believes, where we signed nothing, the
    addresses and Message-IDs that a report names: for a mailbox into which nobody but providers can write.
    """
    kinds: Counter[ReportKind] = Counter()
    counts: Counter[str] = Counter()
    blocked = ""
    for raw in messages:
        report = read_report(raw, tokens, recipient=recipient)
        kinds[report.kind] += 1
        if report.kind not in {"hard", "soft", "blocked", "complaint"}:
            continue
        if not report.signed and not unsigned:
            counts["unsigned"] += 1
            log.info("%s, and nothing of ours signs it: %s", report.kind, report.words)
            continue
        if report.kind == "blocked":
            blocked = report.words
        reader = _reader(store, report)
        if reader is None:
            counts["unknown"] += 1
            _mark(store, report, now)
            continue
        counts["suppressed"] += _settle(store, report, reader, now)
    return Returns(
        kinds=kinds,
        suppressed=counts["suppressed"],
        unsigned=counts["unsigned"],
        unknown=counts["unknown"],
        blocked=blocked,
    )


def _settle(store: Store, report: Report, reader: Subscriber, now: datetime) -> bool:
    """Write down what one report says; True if its reader is suppressed by it."""
    if report.kind == "complaint":
        if report.at and any(
            line.act == "unsuppressed" and line.at > report.at for line in store.consents.of(reader.id)
        ):
            return False  # an mbox is read again and again; what was forgiven since is forgiven
        return store.suppressions.add(reader.email, "complaint", "complaint", now, report.words)
    if report.returned is not None and report.returned.mailing == 0:  # a test copy, which is in no ledger
        return False
    return store.bounces.note(_bounce(store, report, reader.id, now), now) is not None


def _mark(store: Store, report: Report, now: datetime) -> None:
    """Note the bounce of a reader who was erased in the ledger, which outlives him."""
    if report.kind != "complaint" and report.returned is not None and report.returned.mailing:
        store.bounces.note(_bounce(store, report, report.returned.subscriber, now), now)


def _bounce(store: Store, report: Report, subscriber: int, now: datetime) -> Bounce:
    mailing = report.returned.mailing if report.returned else 0
    edition = store.ledger.edition_of(mailing) if mailing else None
    # One without a date counts once a day. What was read years late counts what it counts then: nothing.
    at = min(report.at or now.replace(hour=0, minute=0, second=0, microsecond=0), now)
    kind = cast("BounceKind", report.kind)
    return Bounce(subscriber=subscriber, kind=kind, at=at, edition=edition or "", words=report.words)


def _reader(store: Store, report: Report) -> Subscriber | None:
    """Return whom a report is about: by what we signed; else by what it says, what is hardest to guess first."""
    if report.returned is not None:
        return store.readers.get(report.returned.subscriber)
    signed = _READER.fullmatch(report.unsubscribe)
    if signed is not None:
        return store.readers.get(int(signed[1]))
    for message_id in report.message_ids:
        named = _OURS.search(message_id)
        if named is not None and (reader := store.readers.get(int(named[1]))) is not None:
            return reader
    for address in report.addresses:
        try:
            reader = store.readers.find(address)
        except ValueError:
            continue
        if reader is not None:
            return reader
    return None
