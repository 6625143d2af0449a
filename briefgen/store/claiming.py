"""What came back, and what goes out next: the statements of ``Ledger.step``, inside its transaction.

They run a thousand times a second, so each is built once, and none reads more than it needs: a row that may be claimed
stands in an index of such rows only, by lane, moment and subscriber.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from briefgen.model.delivery import Claimed, Outcome, Wanted
from briefgen.store import tables
from briefgen.store.columns import storable
from briefgen.store.prepared import Prepared, moment

#: A step withdraws at most about so many deliveries, so that it does not hold the database for long.
_MOST_WITHDRAWN = 5_000

_d, _s = tables.delivery.c, tables.subscriber.c
_wish, _ban, _taken = tables.subscription.c, tables.suppression.c, tables.run_mailing.c

_SETTLE = Prepared(
    update(tables.delivery)
    .where(
        _d.mailing == bindparam("in_mailing"),
        _d.subscriber == bindparam("to_subscriber"),
        _d.claimed_by == bindparam("by_run"),
        # Others may have taken the run for dead, and even have released the row: that it was sent is news then too.
        (_d.state == "claimed") | (_d.state == "doubtful") | (_d.state == bindparam("or_state")),
    )
    .values(
        state=bindparam("now_state"),
        attempts=_d.attempts - bindparam("untried"),
        due=bindparam("next_due"),
        settled_at=bindparam("at"),
        words=bindparam("last_words"),
    )
)

_WITH_READER = (
    select(
        _d.subscriber,
        _d.format,
        _d.attempts,
        _s.email,
        _s.domain,
        _s.name,
        _s.timezone,
        _wish.status,
        _ban.reason,
    )
    .select_from(
        tables.delivery.outerjoin(tables.subscriber, _s.id == _d.subscriber)
        .outerjoin(
            tables.subscription, (_wish.subscriber == _d.subscriber) & (_wish.briefing == bindparam("of_briefing"))
        )
        .outerjoin(tables.suppression, _ban.mark == _s.mark)
    )
    .where(_d.mailing == bindparam("in_mailing"), _d.due <= bindparam("at"))
)
_IN_LANE = _WITH_READER.where(_d.lane == bindparam("in_lane")).order_by(_d.due, _d.subscriber).limit(bindparam("most"))
_ASKED = _IN_LANE.with_for_update(of=tables.delivery, skip_locked=True)  # PostgreSQL only: SQLite has one writer
_AHEAD = _IN_LANE.where(
    _s.domain.not_in(bindparam("passed_over", expanding=True)),
    _d.subscriber.not_in(bindparam("besides", expanding=True)),
    _wish.status == "confirmed",
    _ban.reason.is_(None),
)
#: A reader who is gone has no domain: his delivery is to be withdrawn, whatever is passed over.
_CANDIDATES = Prepared(_ASKED)
_ELSEWHERE = _ASKED.where(_s.domain.is_(None) | _s.domain.not_in(bindparam("passed_over", expanding=True)))

_TAKE = Prepared(
    update(tables.delivery)
    .where(_d.mailing == bindparam("in_mailing"), _d.subscriber == bindparam("to_subscriber"))
    .values(
        state="claimed",
        attempts=_d.attempts + 1,
        due=None,
        claimed_at=bindparam("at"),
        claimed_by=bindparam("by_run"),
        settled_at=None,
    )
)
_WITHDRAW = (
    update(tables.delivery)
    .where(_d.mailing == bindparam("in_mailing"), _d.subscriber == bindparam("to_subscriber"))
    .values(state="withdrawn", due=None, settled_at=bindparam("at"), words=bindparam("why"))
)

_IN_HAND = (
    select(_d.mailing, _d.subscriber, _d.format, _d.attempts, _s.email, _s.domain, _s.name, _s.timezone)
    .select_from(tables.delivery.join(tables.subscriber, _s.id == _d.subscriber))
    .where(
        _d.mailing.in_(select(_taken.mailing).where(_taken.run == bindparam("by_run"))),
        _d.claimed_by == bindparam("by_run"),
        _d.state == "claimed",
    )
)


@lru_cache(maxsize=64)
def _these(count: int) -> Prepared:
    """Return the statement for so many subscribers; seldom more than there are connections."""
    places: list[Any] = [bindparam(f"these_{place}") for place in range(count)]
    return Prepared(_WITH_READER.where(_d.subscriber.in_(places)).with_for_update(of=tables.delivery, skip_locked=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """What a claim needs of a mailing, which never changes."""

    number: int
    briefing: str
    lanes: tuple[str, ...]  #: that of all small domains, named by the empty string, first


def settle(connection: Connection, run: int, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Write what became of deliveries; nothing for those that the run has not in hand."""
    if outcomes:
        at = moment(connection, now)
        _SETTLE.run(connection, [_settled(connection, outcome, run, at) for outcome in outcomes])


def _settled(connection: Connection, outcome: Outcome, run: int, at: Any) -> dict[str, Any]:
    released = outcome.state == "pending"
    return {
        "in_mailing": outcome.mailing,
        "to_subscriber": outcome.subscriber,
        "by_run": run,
        "or_state": "pending" if outcome.state in {"sent", "refused"} else "claimed",
        "now_state": outcome.state,
        "untried": int(released),
        "next_due": at if released else outcome.next_try and moment(connection, outcome.next_try),
        "at": None if released else at,
        "last_words": storable(outcome.words),
    }


class Claiming:
    """One step's claims, lane by lane. Collects them in ``claimed``."""

    def __init__(self, connection: Connection, run: int, route: Route, wanted: Wanted, now: datetime) -> None:
        """Begin with nothing claimed."""
        self.claimed: list[Claimed] = []
        self._connection, self._run, self._route, self._now = connection, run, route, now
        self._at = moment(connection, now)
        self._most = wanted.most
        self._left = dict(wanted.of)  # for each domain with a bound, what is left of it
        self._withdrawn = 0

    def goes_on(self) -> bool:
        """Tell whether more may be claimed."""
        return len(self.claimed) < self._most and self._withdrawn < _MOST_WITHDRAWN

    def take_these(self, these: Sequence[int]) -> None:
        """Claim these subscribers' deliveries, as far as they are due and theirs still."""
        asked: dict[str, Any] = {"of_briefing": self._route.briefing, "in_mailing": self._route.number, "at": self._at}
        asked |= {f"these_{place}": subscriber for place, subscriber in enumerate(these)}
        rows = _these(len(these)).run(self._connection, [asked]).all()
        self._withdraw([row for row in rows if _why_not(row)])
        self._claim([row for row in rows if not _why_not(row)])
        self._most -= len(these) - len(self.claimed)  # nobody else takes the place of those

    def take(self, lane: str) -> bool:
        """Claim what the lane gives, up to what is wanted; False if nothing more in it is due."""
        while self.goes_on():
            most = min(self._most - len(self.claimed), self._left.get(lane, self._most)) if lane else self._room()
            if most <= 0:
                return True  # there may be more, which must wait
            rows = self._candidates(lane, most)
            unwanted = [row for row in rows if _why_not(row)]
            self._withdraw(unwanted)
            self._claim(self._within_bounds([row for row in rows if row not in unwanted] if unwanted else rows))
            if len(rows) < most:
                return any(left <= 0 for left in self._left.values())  # what was passed over may be due
        return True

    def _room(self) -> int:
        return self._most - len(self.claimed)

    def _candidates(self, lane: str, most: int) -> Sequence[Row[*tuple[Any, ...]]]:
        asked = {
            "of_briefing": self._route.briefing,
            "in_mailing": self._route.number,
            "in_lane": lane,
            "at": self._now,
            "most": most,
        }
        spent = [domain for domain, left in self._left.items() if left <= 0 and domain != lane]
        if not spent:
            return _CANDIDATES.run(self._connection, [asked | {"at": self._at}]).all()
        return self._connection.execute(_ELSEWHERE, asked | {"passed_over": spent}).all()

    def _within_bounds(self, rows: Sequence[Row[*tuple[Any, ...]]]) -> Sequence[Row[*tuple[Any, ...]]]:
        return [*self._allowed(rows)] if self._left else rows

    def _allowed(self, rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[Row[*tuple[Any, ...]]]:
        for row in rows:
            if row.domain in self._left:
                if self._left[row.domain] <= 0:
                    continue
                self._left[row.domain] -= 1
            yield row

    def _claim(self, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
        if not rows:
            return
        taken = {"in_mailing": self._route.number, "at": self._at, "by_run": self._run}
        _TAKE.run(self._connection, [{**taken, "to_subscriber": row.subscriber} for row in rows])
        self.claimed += [_claimed(self._route.number, row, row.attempts + 1) for row in rows]

    def _withdraw(self, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
        if not rows:
            return
        number, now = self._route.number, self._now
        self._connection.execute(
            _WITHDRAW,
            [{"in_mailing": number, "to_subscriber": row.subscriber, "at": now, "why": _why_not(row)} for row in rows],
        )
        self._withdrawn += len(rows)


def ahead(  # noqa: PLR0913, PLR0917  as ``Ledger.ahead``
    connection: Connection, route: Route, most: int, besides: frozenset[int], passed_over: frozenset[str], now: datetime
) -> list[Claimed]:
    """Return what claims would give, lane by lane, as if it was claimed: not these subscribers, nor those domains."""
    asked = {"of_briefing": route.briefing, "in_mailing": route.number, "at": now}
    asked |= {"besides": list(besides), "passed_over": list(passed_over)}
    share = max(1, most // len(route.lanes))
    found: list[Claimed] = []
    for lane in route.lanes:
        if lane not in passed_over or not lane:
            rows = connection.execute(_AHEAD, asked | {"in_lane": lane, "most": share})
            found += [_claimed(route.number, row, row.attempts + 1) for row in rows]
    return found


def in_hand(connection: Connection, run: int) -> list[Claimed]:
    """Return all that the run has claimed and not settled."""
    rows = connection.execute(_IN_HAND, {"by_run": run})
    return [_claimed(row.mailing, row, row.attempts) for row in rows]


def _why_not(row: Row[*tuple[Any, ...]]) -> str:
    """Return why a delivery that was planned is not to go out; empty if it is."""
    if row.email is None:
        return "the reader is gone"
    if row.reason is not None:
        return f"the address is suppressed: {row.reason}"
    return "" if row.status == "confirmed" else "the reader has ended the subscription"


def _claimed(mailing: int, row: Row[*tuple[Any, ...]], attempts: int) -> Claimed:
    return Claimed(
        mailing=mailing,
        subscriber=row.subscriber,
        format=row.format,
        email=row.email,
        domain=row.domain,
        name=row.name,
        timezone=row.timezone,
        attempts=attempts,
    )
