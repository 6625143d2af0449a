"""One reader: all that is stored about him, and its erasure (GDPR, articles 15, 17 and 20)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update

from briefgen.model.reader import Consent
from briefgen.store import consents, tables
from briefgen.store.weekdays import days_of

_d, _s = tables.delivery.c, tables.subscriber.c

#: What says nothing to a reader: numbers of the store's own, and the hash of his own address.
_OURS = {"key", "mark", "lane", "mailing", "subscriber", "claimed_by"}


def export(connection: Connection, subscriber: int) -> dict[str, Any] | None:
    """Return all that is stored about a reader, for JSON; None if he is unknown."""
    mark = connection.scalar(select(_s.mark).where(_s.id == subscriber))
    if mark is None:
        return None
    suppression, subscription, bounce = tables.suppression, tables.subscription, tables.bounce
    deliveries = select(tables.mailing.c.edition, tables.delivery).join(
        tables.mailing, tables.mailing.c.number == _d.mailing
    )
    parts = {
        "subscriptions": select(subscription).where(subscription.c.subscriber == subscriber).order_by("briefing"),
        "consents": select(tables.consent).where(_consents_of(subscriber, mark)).order_by("id"),
        "asked": select(tables.asking.c.last, tables.asking.c.times).where(tables.asking.c.subscriber == subscriber),
        "suppressed": select(suppression).where(suppression.c.mark == mark),
        "bounces": select(bounce).where(bounce.c.subscriber == subscriber).order_by("id"),
        "deliveries": deliveries.where(_his_deliveries(subscriber)).order_by("mailing"),
    }
    reader = next(_rows(connection, select(tables.subscriber).where(_s.id == subscriber)))
    return {"reader": reader} | {name: [*_rows(connection, asked)] for name, asked in parts.items()}


def erase(connection: Connection, subscriber: int, source: str, now: datetime) -> bool:
    """Forget a reader; False if he is unknown. See ``Readers.erase`` for what is left."""
    mark = connection.scalar(select(_s.mark).where(_s.id == subscriber).with_for_update())
    if mark is None:
        return False
    his = update(tables.delivery).where(_his_deliveries(subscriber))
    # Servers repeat the address in their words, and a domain may be a family's name.
    connection.execute(his.values(words=""))
    # Whoever has one in hand must not write such words either: it is nobody's from now on, and nobody knows of it.
    in_hand = his.where(_d.state == "claimed")
    connection.execute(in_hand.values(state="doubtful", claimed_by=None, settled_at=now, words="the reader is gone"))
    unsent = his.where(_d.due.is_not(None))
    connection.execute(unsent.values(state="withdrawn", due=None, settled_at=now, words="the reader is gone"))
    connection.execute(delete(tables.consent).where(_consents_of(subscriber, mark)))
    hidden = update(tables.suppression).where(tables.suppression.c.mark == mark)
    connection.execute(hidden.values(email="", detail=""))
    # Subscriptions, askings and bounces go with the row.
    connection.execute(delete(tables.subscriber).where(_s.id == subscriber))
    consents.note(connection, [Consent(subscriber=subscriber, act="erased", at=now, source=source)])
    return True


def _his_deliveries(subscriber: int) -> ColumnElement[bool]:
    """Select by the ledger's key, a seek for each mailing: an index by reader would cost more than all it serves."""
    return _d.mailing.in_(select(tables.mailing.c.number)) & (_d.subscriber == subscriber)


def _consents_of(subscriber: int, mark: bytes) -> ColumnElement[bool]:
    return (tables.consent.c.subscriber == subscriber) | (tables.consent.c.mark == mark)


def _rows(connection: Connection, asked: Any) -> Iterator[dict[str, Any]]:
    for row in connection.execute(asked):
        told = {name: _plain(value) for name, value in row._mapping.items() if name not in _OURS}  # noqa: SLF001  public
        yield told | ({"days": list(days_of(told["days"]))} if "days" in told else {})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
