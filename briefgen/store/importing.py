"""Lines of a list of readers → readers, subscriptions and consents, a batch in one transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from briefgen.model.address import address_key
from briefgen.model.reader import Consent, ConsentAct, ImportedLine, ReaderLine, Subscriber, Subscription
from briefgen.store import consents, tables
from briefgen.store.pseudonyms import mark, secret
from briefgen.store.reader_rows import COLUMNS, reader_of, row_of
from briefgen.store.subscriptions import save, subscriptions_of

_s = tables.subscriber.c


def store(connection: Connection, lines: Sequence[ReaderLine], source: str, now: datetime) -> list[ImportedLine]:
    """Write what these lines say; return what became of each, in order."""
    key = secret(connection)
    suppressed = _suppressed(connection, lines, key)
    welcome = [line for line in lines if address_key(line.email) not in suppressed]
    readers = _readers(connection, welcome, key, now)
    ids = {reader.id for reader in readers.values()}
    there = {(one.subscriber, one.briefing): one for one in subscriptions_of(connection, ids)}
    written: dict[tuple[int, str], Subscription] = {}
    told, became = [], []
    for line in lines:
        reader = readers.get(address_key(line.email))
        if reader is None:
            became.append(ImportedLine(line=line.line, subscriber=0, outcome="suppressed"))
            continue
        before = there.get((reader.id, line.briefing))
        after, outcome = _decided(line, reader.id, before, now)
        if outcome.outcome in {"added", "changed"}:
            written[reader.id, line.briefing] = there[reader.id, line.briefing] = after
            told.append(_told(line, after, before, source, now))
        became.append(outcome)
    save(connection, written.values())
    consents.note(connection, told)
    return became


def _decided(
    line: ReaderLine, subscriber: int, before: Subscription | None, now: datetime
) -> tuple[Subscription, ImportedLine]:
    """Return the subscription as it is to be, and what to tell of the line. Pure."""
    listed = Subscription(
        subscriber=subscriber,
        briefing=line.briefing,
        since=now,
        format=line.format or "html",
        days=line.days,
        hour=line.hour,
        status="confirmed" if line.confirmed else "asked",
    )
    told = ImportedLine(line=line.line, subscriber=subscriber, outcome="added", status=listed.status)
    if before is None:
        return listed, told
    if before.status == "ended":
        return before, replace(told, outcome="ended", status="ended")
    after = replace(
        before,
        format=line.format or before.format,
        days=line.days or before.days,
        hour=before.hour if line.hour is None else line.hour,
    )
    if line.confirmed and before.status == "asked":
        after = replace(after, status="confirmed", since=now)
    return after, replace(told, outcome="unchanged" if after == before else "changed", status=after.status)


def _told(line: ReaderLine, after: Subscription, before: Subscription | None, source: str, now: datetime) -> Consent:
    confirms = line.confirmed and (before is None or before.status == "asked")
    act: ConsentAct = "imported" if confirms else "asked" if before is None else "changed"
    return Consent(
        subscriber=after.subscriber,
        act=act,
        at=now,
        source=source,
        briefing=line.briefing,
        detail=f"line {line.line}, format: {after.format}",
    )


def _suppressed(connection: Connection, lines: Sequence[ReaderLine], key: bytes) -> set[str]:
    """Return the keys of the addresses that get nothing."""
    marks = {mark(line.email, key): address_key(line.email) for line in lines}
    c = tables.suppression.c
    return {marks[bytes(found)] for found in connection.execute(select(c.mark).where(c.mark.in_(marks))).scalars()}


def _readers(connection: Connection, lines: Sequence[ReaderLine], key: bytes, now: datetime) -> dict[str, Subscriber]:
    """Return the readers of these lines by the key of their address, new and changed ones written."""
    listed: dict[str, Subscriber] = {}
    for line in lines:
        first = listed.setdefault(address_key(line.email), Subscriber(email=line.email.strip(), created=now))
        listed[first.key] = _with(first, line)
    rows = connection.execute(select(*COLUMNS).where(_s.key.in_(listed)))
    there = {reader.key: reader for reader in map(reader_of, rows)}
    known = dict(there)
    for line in lines:
        if (reader := known.get(address_key(line.email))) is not None:
            known[reader.key] = _with(reader, line)
    for address, reader in known.items():
        if reader != there[address]:
            connection.execute(update(tables.subscriber).where(_s.id == reader.id).values(row_of(reader, key)))
    new = [reader for address, reader in listed.items() if address not in known]
    if new:
        made = insert(tables.subscriber).returning(_s.key, _s.id)
        added = connection.execute(made, [row_of(reader, key) | {"created": now} for reader in new])
        numbers = {row.key: row.id for row in added}
        known |= {reader.key: replace(reader, id=numbers[reader.key]) for reader in new}
    return known


def _with(reader: Subscriber, line: ReaderLine) -> Subscriber:
    """Return the reader with what the line says of him."""
    return replace(
        reader,
        name=line.name or reader.name,
        timezone=line.timezone or reader.timezone,
        tier=line.tier or reader.tier,
    )
