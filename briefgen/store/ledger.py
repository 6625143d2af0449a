"""The ledger: one row for each delivery of each edition, and who has it in hand."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, text, update

from briefgen.model.delivery import (
    DELIVERY_STATES,
    Claimed,
    Delivery,
    DeliveryState,
    Forecast,
    Mailing,
    Outcome,
    Passage,
    Plan,
    Planned,
    Run,
    Wanted,
)
from briefgen.model.errors import RunOverError, StoreError
from briefgen.model.reader import MailFormat
from briefgen.store import claiming, planning, runs, tables
from briefgen.store.claiming import Claiming, Route, in_hand, settle
from briefgen.store.transactions import Transactions
from briefgen.store.upsert import inserted

_m, _d, _s = tables.mailing.c, tables.delivery.c, tables.subscriber.c

#: A lane that gave nothing is not asked again for so long, unless nothing else gives anything either.
_IDLE = timedelta(seconds=1)

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


class Ledger:
    """What goes to whom, exactly once.

    The rule is kept by ``step``: a row is claimed, and that is committed, before its message's first byte of DATA.
    """

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions
        # What follows makes steps fast, or survives a lost answer; which rows a step may claim, the database decides.
        self._routes: dict[str, Route] = {}
        self._turns: dict[int, int] = {}  # by mailing: which lane comes first
        self._idle: dict[tuple[int, str], datetime] = {}
        self._beats: dict[int, datetime] = {}  # by run: when it last said that it lives
        self._begun: set[tuple[int, int]] = set()  # runs and the mailings that the store knows they claim from
        self._hands: dict[int, set[tuple[int, int]]] = {}  # by run: what its last steps left in hand
        self._unsure: set[int] = set()  # runs whose last step failed, perhaps after its commit

    def plan(self, plan: Plan, now: datetime) -> Planned:
        """Write a pending delivery for each reader the edition is for, one statement for all of them; idempotent.

        That is whoever has a confirmed subscription to the briefing, for this weekday, is not suppressed and, for a
        briefing of the pro tier, has that tier or a seat in a team that has it.
        """
        return self._transactions.write(lambda connection: planning.plan(connection, plan, now))

    def forecast(self, plan: Plan, now: datetime) -> Forecast:
        """Return what ``plan`` would give, and write nothing."""
        return self._transactions.read(lambda connection: planning.forecast(connection, plan, now))

    def hours(self, briefing: str) -> list[tuple[str, int]]:
        """Return each (time zone, hour) that confirmed readers of a briefing asked for, for ``Plan.opens``.

        The zone is empty for those who named none: theirs is the briefing's.
        """
        return self._transactions.read(lambda connection: planning.hours(connection, briefing))

    def step(self, run: Run, settled: Sequence[Outcome], wanted: Wanted | None, now: datetime) -> list[Claimed]:
        """Settle what came back and claim what goes out next, in one transaction.

        Who left or was suppressed since the planning is withdrawn here. No two runs ever get the same row. Nothing
        claimed means that nothing may be claimed just now: ``next_due`` says whether, and when, there will be. Settling
        what the run has not in hand changes nothing. Keeps the run alive. Raises RunOverError, once what came back is
        settled, if others took the run for dead: the sender must stop.

        A run steps through one store, in one thread.
        """
        hand = self._hands.get(run.id, set()) - {(outcome.mailing, outcome.subscriber) for outcome in settled}
        beats = now - self._beats.get(run.id, run.seen) >= runs.BEAT

        def work(connection: Connection, again: bool) -> list[Claimed] | None:  # noqa: FBT001  as Transactions calls it
            settle(connection, run.id, settled, now)
            again = again or run.id in self._unsure
            if (beats or again) and not runs.beat(connection, run, now):
                return None
            if again:
                # The first try may have been committed: what it claimed is ours, and no answer of ours says so.
                lost = [row for row in in_hand(connection, run.id) if (row.mailing, row.subscriber) not in hand]
                if lost:
                    return lost
            return self._claim(connection, run, wanted, now) if wanted and wanted.most > 0 else []

        try:
            claimed = self._transactions.write_knowing(work)
        except StoreError:
            self._unsure.add(run.id)
            raise
        self._unsure.discard(run.id)
        if beats:
            self._beats[run.id] = now
        if claimed is None:
            message = (
                f"{self._transactions.name}: this sender was silent for too long and taken for dead: start it again"
            )
            raise RunOverError(message)
        self._begun.update((run.id, row.mailing) for row in claimed[:1])
        self._hands[run.id] = hand | {(row.mailing, row.subscriber) for row in claimed}
        return claimed

    def ahead(
        self, edition: str, most: int, besides: frozenset[int], passed_over: frozenset[str], now: datetime
    ) -> list[Claimed]:
        """Return deliveries that a step would claim, without claiming them; about ``most``, of all lanes alike.

        Not those of the subscribers ``besides``, nor to domains ``passed_over``. What goes out is claimed all the same,
        by ``Wanted.these``: until then others may take it, or its reader may leave.
        """

        def work(connection: Connection) -> list[Claimed]:
            route = self._route(connection, edition)
            return claiming.ahead(connection, route, most, besides, passed_over, now) if route else []

        return self._transactions.read(work)

    def next_due(self, edition: str) -> datetime | None:
        """Return when the next delivery may be claimed, which may be past; None if nothing is left to claim."""

        def work(connection: Connection) -> datetime | None:
            route = self._route(connection, edition)
            return _next_due(connection, route) if route else None

        return self._transactions.read(work)

    def counts(self, edition: str) -> dict[DeliveryState, int]:
        """Return how many deliveries of an edition are in each state; every state is there."""
        number = select(_m.number).where(_m.edition == edition).scalar_subquery()
        asked = select(_d.state, func.count()).where(_d.mailing == number).group_by(_d.state)
        found = self._transactions.read(lambda connection: {row[0]: row[1] for row in connection.execute(asked)})
        return {state: found.get(state, 0) for state in DELIVERY_STATES}

    def passage(self, edition: str) -> Passage:
        """Return how many deliveries of an edition are in each state, and when its first and last went out."""
        number = select(_m.number).where(_m.edition == edition).scalar_subquery()
        asked = (
            select(_d.state, func.count(), func.min(_d.settled_at), func.max(_d.settled_at))
            .where(_d.mailing == number)
            .group_by(_d.state)
        )
        rows = self._transactions.read(lambda connection: [*connection.execute(asked)])
        counts = {row[0]: row[1] for row in rows}
        sent = [row for row in rows if row[0] in {"sent", "bounced"}]
        return Passage(
            counts={state: counts.get(state, 0) for state in DELIVERY_STATES},
            first_sent=min((row[2] for row in sent if row[2]), default=None),
            last_sent=max((row[3] for row in sent if row[3]), default=None),
        )

    def formats(self, edition: str) -> list[MailFormat]:
        """Return the formats in which an edition is still to go out."""
        number = select(_m.number).where(_m.edition == edition).scalar_subquery()
        asked = select(_d.format).where(_d.mailing == number, _d.due.is_not(None)).distinct().order_by(_d.format)
        return self._transactions.read(lambda connection: [*connection.execute(asked).scalars()])

    def page(
        self, edition: str, *, state: DeliveryState | None = None, after: int = 0, most: int = 1_000
    ) -> list[Delivery]:
        """Return deliveries of an edition by subscriber, those after one; with ``state`` only these."""
        number = select(_m.number).where(_m.edition == edition).scalar_subquery()
        asked = _ROWS.where(_d.mailing == number, _d.subscriber > after).order_by(_d.subscriber).limit(most)
        if state is not None:
            asked = asked.where(_d.state == state)
        return self._deliveries(asked)

    def doubtful(self, *, after: tuple[int, int] = (0, 0), most: int = 1_000) -> list[Delivery]:
        """Return what may have been sent or not, of all editions, by (mailing, subscriber), those after a pair."""
        number, subscriber = after
        later = (_d.mailing > number) | ((_d.mailing == number) & (_d.subscriber > subscriber))
        asked = _ROWS.where(text("delivery.state = 'doubtful'"), later)
        return self._deliveries(asked.order_by(_d.mailing, _d.subscriber).limit(most))

    def resolve(self, known: Sequence[Outcome], now: datetime) -> int:
        """Settle doubtful deliveries: ``sent``, or ``pending`` to send them again; return how many still were."""

        def work(connection: Connection) -> int:
            done = 0
            for outcome in known:
                released = outcome.state == "pending"
                row = update(tables.delivery).where(
                    _d.mailing == outcome.mailing, _d.subscriber == outcome.subscriber, _d.state == "doubtful"
                )
                values = {"state": outcome.state, "words": outcome.words}
                moments = {"due": now, "settled_at": None} if released else {"due": None, "settled_at": now}
                done += connection.execute(row.values(**values, **moments)).rowcount
            return done

        return self._transactions.write(work)

    def withdraw(self, edition: str, words: str, now: datetime) -> int:
        """Let nothing more of an edition go out, and say why; return how many deliveries that stops."""
        number = select(_m.number).where(_m.edition == edition).scalar_subquery()
        rest = update(tables.delivery).where(_d.mailing == number, _d.due.is_not(None))
        stopped = rest.values(state="withdrawn", due=None, settled_at=now, words=words)
        return self._transactions.write(lambda connection: int(connection.execute(stopped).rowcount))

    def find(self, edition: str, subscriber: int) -> Delivery | None:
        """Return one delivery."""
        return next(iter(self._deliveries(_ROWS.where(_m.edition == edition, _d.subscriber == subscriber))), None)

    def mailing(self, edition: str) -> Mailing | None:
        """Return the mailing of an edition, None if it was never planned."""
        asked = select(tables.mailing).where(_m.edition == edition)
        row = self._transactions.read(lambda connection: connection.execute(asked).one_or_none())
        return _mailing(row) if row else None

    def edition_of(self, mailing: int) -> str | None:
        """Return the edition of a mailing's number, which return paths carry."""
        asked = select(_m.edition).where(_m.number == mailing)
        return self._transactions.read(lambda connection: connection.scalar(asked))

    def mailings(self, briefing: str | None = None, most: int = 20) -> list[Mailing]:
        """Return the last mailings, the newest first."""
        asked = select(tables.mailing).order_by(_m.number.desc()).limit(most)
        if briefing is not None:
            asked = asked.where(_m.briefing == briefing)
        return self._transactions.read(lambda connection: [_mailing(row) for row in connection.execute(asked)])

    def unfinished(self) -> list[tuple[Mailing, datetime]]:
        """Return mailings with something left to claim, each with when it may be, the earliest first."""

        def work(connection: Connection) -> list[tuple[Mailing, datetime]]:
            found = []
            for number in _open_numbers(connection):
                row = connection.execute(select(tables.mailing).where(_m.number == number)).one()
                moment = _next_due(connection, _route(row))
                if moment is not None:
                    found.append((_mailing(row), moment))
            return sorted(found, key=lambda pair: (pair[1], pair[0].number))

        return self._transactions.read(work)

    def _claim(self, connection: Connection, run: Run, wanted: Wanted, now: datetime) -> list[Claimed]:
        route = self._route(connection, wanted.edition)
        if route is None:
            return []
        if (run.id, route.number) not in self._begun:
            inserted(connection, tables.run_mailing, {"run": run.id, "mailing": route.number})
        turn = self._turns[route.number] = (self._turns.get(route.number, -1) + 1) % len(route.lanes)
        lanes = route.lanes[turn:] + route.lanes[:turn]
        found = Claiming(connection, run.id, route, wanted, now)
        if wanted.these:
            found.take_these(wanted.these)
        resting = [lane for lane in lanes if self._idle.get((route.number, lane), now) > now]
        for lane in [lane for lane in lanes if lane not in resting]:
            if found.goes_on() and not found.take(lane):
                self._idle[route.number, lane] = now + _IDLE
        for lane in resting:
            if not found.claimed:
                found.take(lane)
        return found.claimed

    def _route(self, connection: Connection, edition: str) -> Route | None:
        if edition not in self._routes:
            row = connection.execute(_ROUTE, {"of_edition": edition}).one_or_none()
            if row is None:
                return None
            self._routes[edition] = _route(row)
        return self._routes[edition]

    def _deliveries(self, asked: Any) -> list[Delivery]:
        return self._transactions.read(
            lambda connection: [Delivery(**row._mapping) for row in connection.execute(asked)]  # noqa: SLF001  public
        )


def _open_numbers(connection: Connection) -> Iterator[int]:
    """Yield the mailings that have something left to claim, by number; a seek for each."""
    number: int | None = 0
    while True:
        number = connection.scalar(select(func.min(_d.mailing)).where(_d.mailing > number, _d.due.is_not(None)))
        if number is None:
            return
        yield number


def _next_due(connection: Connection, route: Route) -> datetime | None:
    asked = ({"in_mailing": route.number, "in_lane": lane} for lane in route.lanes)
    moments = [connection.scalar(_NEXT_DUE, lane) for lane in asked]
    return min((moment for moment in moments if moment is not None), default=None)


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
