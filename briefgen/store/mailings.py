"""Mailings and their deliveries as they stand: for the scheduler, for people, for who settles what is in doubt."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, Select, bindparam, func, select, text, update

from briefgen.model.delivery import DELIVERY_STATES, Delivery, DeliveryState, Mailing, Outcome, Passage
from briefgen.model.reader import MailFormat
from briefgen.store import tables
from briefgen.store.claiming import Route
from briefgen.store.columns import Moment

_m, _d, _s = tables.mailing.c, tables.delivery.c, tables.subscriber.c

_ROWS = (
    select(
        _m.edition,
        _d.mailing,
        _d.subscriber,
        _d.format,
        _d.state,
        func.coalesce(_s.email, "").label("email"),
        _d.attempts,
        _d.due.label("next_try"),
        _d.claimed_at,
        _d.claimed_by,
        _d.settled_at,
        _d.words,
    )
    .select_from(tables.delivery.join(tables.mailing, _m.number == _d.mailing))
    .outerjoin(tables.subscriber, _s.id == _d.subscriber)
)
_ROUTE = select(_m.number, _m.briefing, _m.lanes).where(_m.edition == bindparam("of_edition"))
_NEXT_DUE = select(func.min(_d.due)).where(
    _d.mailing == bindparam("in_mailing"), _d.lane == bindparam("in_lane"), _d.due.is_not(None)
)


def route(connection: Connection, edition: str) -> Route | None:
    """Return what claims need of an edition's mailing; None if it was never planned."""
    row = connection.execute(_ROUTE, {"of_edition": edition}).one_or_none()
    return _route(row) if row else None


def next_due(connection: Connection, route: Route) -> datetime | None:
    """Return when the next delivery may be claimed; None if nothing is left."""
    asked = ({"in_mailing": route.number, "in_lane": lane} for lane in route.lanes)
    moments = [connection.scalar(_NEXT_DUE, lane) for lane in asked]
    return min((moment for moment in moments if moment is not None), default=None)


def unfinished(connection: Connection) -> list[tuple[Mailing, datetime]]:
    """Return mailings with something left to claim, each with when it may be, the earliest first."""
    found = []
    for number in _open_numbers(connection):
        row = connection.execute(select(tables.mailing).where(_m.number == number)).one()
        moment = next_due(connection, _route(row))
        if moment is not None:
            found.append((_mailing(row), moment))
    return sorted(found, key=lambda pair: (pair[1], pair[0].number))


def of_edition(connection: Connection, edition: str) -> Mailing | None:
    """Return the mailing of an edition, None if it was never planned."""
    row = connection.execute(select(tables.mailing).where(_m.edition == edition)).one_or_none()
    return _mailing(row) if row else None


def latest(connection: Connection, briefing: str | None, most: int) -> list[Mailing]:
    """Return the last mailings, the newest first; with a briefing only those of it."""
    asked = select(tables.mailing).order_by(_m.number.desc()).limit(most)
    if briefing is not None:
        asked = asked.where(_m.briefing == briefing)
    return [_mailing(row) for row in connection.execute(asked)]


def passage(connection: Connection, edition: str) -> Passage:
    """Return how many deliveries of an edition are in each state, and when its first and last went out."""
    asked = (
        select(_d.state, func.count(), func.min(_d.settled_at), func.max(_d.settled_at))
        .where(_d.mailing == _number(edition))
        .group_by(_d.state)
    )
    rows = [*connection.execute(asked)]
    counts = {row[0]: row[1] for row in rows}
    sent = [row for row in rows if row[0] in {"sent", "bounced"}]
    return Passage(
        counts={state: counts.get(state, 0) for state in DELIVERY_STATES},
        first_sent=min((row[2] for row in sent if row[2]), default=None),
        last_sent=max((row[3] for row in sent if row[3]), default=None),
    )


def counts(connection: Connection, edition: str) -> dict[DeliveryState, int]:
    """Return how many deliveries of an edition are in each state; every state is there."""
    asked = select(_d.state, func.count()).where(_d.mailing == _number(edition)).group_by(_d.state)
    found = {row[0]: row[1] for row in connection.execute(asked)}
    return {state: found.get(state, 0) for state in DELIVERY_STATES}


def formats(connection: Connection, edition: str) -> list[MailFormat]:
    """Return the formats in which an edition is still to go out."""
    asked = select(_d.format).where(_d.mailing == _number(edition), _d.due.is_not(None)).distinct().order_by(_d.format)
    return [*connection.execute(asked).scalars()]


def page(connection: Connection, edition: str, state: DeliveryState | None, after: int, most: int) -> list[Delivery]:
    """Return deliveries of an edition by subscriber, those after one; with ``state`` only these."""
    asked = _ROWS.where(_d.mailing == _number(edition), _d.subscriber > after).order_by(_d.subscriber).limit(most)
    return _deliveries(connection, asked if state is None else asked.where(_d.state == state))


def find(connection: Connection, edition: str, subscriber: int) -> Delivery | None:
    """Return one delivery."""
    found = _deliveries(connection, _ROWS.where(_m.edition == edition, _d.subscriber == subscriber))
    return next(iter(found), None)


def doubtful(connection: Connection, after: tuple[int, int], most: int) -> list[Delivery]:
    """Return what may have been sent or not, of all editions, by (mailing, subscriber), those after a pair."""
    number, subscriber = after
    later = (_d.mailing > number) | ((_d.mailing == number) & (_d.subscriber > subscriber))
    asked = _ROWS.where(text("delivery.state = 'doubtful'"), later)
    return _deliveries(connection, asked.order_by(_d.mailing, _d.subscriber).limit(most))


def resolve(connection: Connection, known: Sequence[Outcome], now: datetime, *, anew: bool) -> int:
    """Settle doubtful deliveries; return how many still were."""
    done = 0
    for outcome in known:
        released = outcome.state == "pending"
        row = update(tables.delivery).where(
            _d.mailing == outcome.mailing, _d.subscriber == outcome.subscriber, _d.state == "doubtful"
        )
        due: Any = now if anew else func.coalesce(_d.claimed_at, now, type_=Moment())
        moments = {"due": due, "settled_at": None} if released else {"due": None, "settled_at": now}
        done += connection.execute(row.values(state=outcome.state, words=outcome.words, **moments)).rowcount
    return done


def withdraw(connection: Connection, edition: str, words: str, now: datetime, due_by: datetime | None) -> int:
    """Let nothing more of an edition go out, or of what was due by a moment; return how many deliveries that stops."""
    rest = update(tables.delivery).where(_d.mailing == _number(edition), _d.due.is_not(None))
    if due_by is not None:
        rest = rest.where(_d.due <= due_by)
    return connection.execute(rest.values(state="withdrawn", due=None, settled_at=now, words=words)).rowcount


def _number(edition: str) -> ScalarSelect[int]:
    return select(_m.number).where(_m.edition == edition).scalar_subquery()


def _open_numbers(connection: Connection) -> Iterator[int]:
    """Yield the mailings that have something left to claim, by number; a seek for each."""
    number: int | None = 0
    while True:
        number = connection.scalar(select(func.min(_d.mailing)).where(_d.mailing > number, _d.due.is_not(None)))
        if number is None:
            return
        yield number


def _deliveries(connection: Connection, asked: Select[*tuple[Any, ...]]) -> list[Delivery]:
    return [Delivery(**row._mapping) for row in connection.execute(asked)]  # noqa: SLF001  public


def _route(row: Row[*tuple[Any, ...]]) -> Route:
    return Route(number=row.number, briefing=row.briefing, lanes=("", *row.lanes))


def _mailing(row: Row[*tuple[Any, ...]]) -> Mailing:
    return Mailing(
        edition=row.edition,
        number=row.number,
        briefing=row.briefing,
        date=row.date,
        planned=row.planned,
        correction_of=row.correction_of,
    )
