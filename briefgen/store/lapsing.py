"""Sign-ups that nobody confirmed → forgotten: who never agreed to anything is not kept (GDPR, article 5, 1 c)."""

from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, select, update

from briefgen.model.reader import Consent
from briefgen.store import consents, forgetting, tables

_a, _c, _n, _s = tables.asking.c, tables.consent.c, tables.subscription.c, tables.subscriber.c

#: So many sign-ups are looked at in one transaction.
BATCH = 500

#: Who ended them, in the history.
SOURCE = "never confirmed"


def lapse(connection: Connection, asked_before: datetime, now: datetime) -> tuple[int, int]:
    """End a batch of the sign-ups that wait since before a moment; return how many, and how many readers were erased.

    The history says so. One whose reader had ended that subscription before asking anew is ended again, so that no list
    brings it back; the others go. Who then has no subscription at all, not even an ended one, no team and no paid tier,
    is erased as if he had asked for it (``forgetting.erase``).
    """
    lately = exists().where(_a.subscriber == _n.subscriber, _a.last >= asked_before)  # he has a link that works
    waiting = select(_n.subscriber, _n.briefing).where(_n.status == "asked", _n.since < asked_before, ~lately)
    rows = connection.execute(waiting.order_by(_n.subscriber, _n.briefing).limit(BATCH).with_for_update()).all()
    readers = dict.fromkeys(subscriber for subscriber, _ in rows)
    for subscriber, briefing in rows:
        this = (_n.subscriber == subscriber) & (_n.briefing == briefing)
        left = _left(connection, subscriber, briefing)
        if left is None:
            connection.execute(delete(tables.subscription).where(this))
        else:
            connection.execute(update(tables.subscription).where(this).values(status="ended", since=left))
        told = Consent(subscriber=subscriber, briefing=briefing, act="ended", at=now, source=SOURCE)
        consents.note(connection, [told])
    erased = sum(
        forgetting.erase(connection, subscriber, SOURCE, now)
        for subscriber in readers
        if _is_nobody(connection, subscriber)
    )
    return len(rows), erased


def _left(connection: Connection, subscriber: int, briefing: str) -> datetime | None:
    """Return when the reader ended a subscription himself, None if he never did."""
    ended = select(func.max(_c.at)).where(
        _c.subscriber == subscriber, _c.act == "ended", _c.briefing == briefing, _c.source != SOURCE
    )
    found: datetime | None = connection.scalar(ended)
    return found


def _is_nobody(connection: Connection, subscriber: int) -> bool:
    without = select(_s.id).where(
        _s.id == subscriber, _s.team.is_(None), _s.tier == "free", ~exists().where(_n.subscriber == _s.id)
    )
    return connection.scalar(without) is not None
