"""The ledger: one row for each delivery of each edition, and who has it in hand."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from briefgen.model.delivery import (
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
from briefgen.store import claiming, mailings, planning, runs, tables
from briefgen.store.claiming import Claiming, Route, in_hand, settle
from briefgen.store.transactions import Transactions
from briefgen.store.upsert import inserted

#: A lane that gave nothing is not asked again for so long, unless nothing else gives anything either.
_IDLE = timedelta(seconds=1)


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
            return mailings.next_due(connection, route) if route else None

        return self._transactions.read(work)

    def counts(self, edition: str) -> dict[DeliveryState, int]:
        """Return how many deliveries of an edition are in each state; every state is there."""
        return self._transactions.read(lambda connection: mailings.counts(connection, edition))

    def passage(self, edition: str) -> Passage:
        """Return how many deliveries of an edition are in each state, and when its first and last went out."""
        return self._transactions.read(lambda connection: mailings.passage(connection, edition))

    def formats(self, edition: str) -> list[MailFormat]:
        """Return the formats in which an edition is still to go out."""
        return self._transactions.read(lambda connection: mailings.formats(connection, edition))

    def page(
        self, edition: str, *, state: DeliveryState | None = None, after: int = 0, most: int = 1_000
    ) -> list[Delivery]:
        """Return deliveries of an edition by subscriber, those after one; with ``state`` only these."""
        return self._transactions.read(lambda connection: mailings.page(connection, edition, state, after, most))

    def doubtful(self, *, after: tuple[int, int] = (0, 0), most: int = 1_000) -> list[Delivery]:
        """Return what may have been sent or not, of all editions, by (mailing, subscriber), those after a pair."""
        return self._transactions.read(lambda connection: mailings.doubtful(connection, after, most))

    def resolve(self, known: Sequence[Outcome], now: datetime, *, anew: bool = False) -> int:
        """Settle doubtful deliveries: ``sent``, or ``pending`` to send them again; return how many still were.

        Those are due since they were claimed, and may be too late; ``anew``: since now.
        """

        def work(connection: Connection) -> int:
            done = mailings.resolve(connection, known, now, anew=anew)
            for number in {outcome.mailing for outcome in known if outcome.state == "sent"}:
                edition = connection.scalar(select(tables.mailing.c.edition).where(tables.mailing.c.number == number))
                planning.plan_corrections(connection, str(edition), now)
            return done

        return self._transactions.write(work)

    def plan_corrections(self, edition: str, now: datetime) -> int:
        """Plan an edition's corrections for whoever has received it since; return how many deliveries that adds."""
        return self._transactions.write(lambda connection: planning.plan_corrections(connection, edition, now))

    def is_corrected(self, edition: str, run: Run) -> bool:
        """Tell whether an edition was corrected since a run began, which may be sending what was wrong then."""
        c = tables.mailing.c
        asked = select(c.number).where(c.correction_of == edition, c.after_run >= run.id).limit(1)
        return self._transactions.read(lambda connection: connection.scalar(asked)) is not None

    def withdraw(self, edition: str, words: str, now: datetime, *, due_by: datetime | None = None) -> int:
        """Let nothing more of an edition go out, and say why; return how many deliveries that stops.

        With ``due_by`` only what was due by then.
        """
        return self._transactions.write(lambda connection: mailings.withdraw(connection, edition, words, now, due_by))

    def find(self, edition: str, subscriber: int) -> Delivery | None:
        """Return one delivery."""
        return self._transactions.read(lambda connection: mailings.find(connection, edition, subscriber))

    def mailing(self, edition: str) -> Mailing | None:
        """Return the mailing of an edition, None if it was never planned."""
        return self._transactions.read(lambda connection: mailings.of_edition(connection, edition))

    def edition_of(self, mailing: int) -> str | None:
        """Return the edition of a mailing's number, which return paths carry."""
        asked = select(tables.mailing.c.edition).where(tables.mailing.c.number == mailing)
        return self._transactions.read(lambda connection: connection.scalar(asked))

    def mailings(self, briefing: str | None = None, most: int = 20) -> list[Mailing]:
        """Return the last mailings, the newest first."""
        return self._transactions.read(lambda connection: mailings.latest(connection, briefing, most))

    def unfinished(self) -> list[tuple[Mailing, datetime]]:
        """Return mailings with something left to claim, each with when it may be, the earliest first."""
        return self._transactions.read(mailings.unfinished)

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
            found = mailings.route(connection, edition)
            if found is None:
                return None
            self._routes[edition] = found
        return self._routes[edition]
