"""An edition → its readers: plan → claim → carry → settle, and on from wherever the last sender stopped. Edge.

Whatever ends a sender, ``send`` goes on: what was settled stays, what was never claimed is pending, and what the dead
run had in hand is settled by the mail server's log, or by the setting (``settling``).
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from datetime import time as hour_of_day
from zoneinfo import ZoneInfo

from briefgen.clock import instant
from briefgen.config.settings import ALL, Settings, rates_of
from briefgen.deliver.carriage import Carried, Way
from briefgen.deliver.carrying import carry
from briefgen.deliver.pacing import Limits
from briefgen.deliver.smtp import mail_server
from briefgen.deliver.status_codes import refusal
from briefgen.lettering import Lettering, check, letters
from briefgen.model.briefing import Briefing
from briefgen.model.delivery import (
    Bounce,
    BounceKind,
    Claimed,
    DeliveryState,
    Forecast,
    Outcome,
    Plan,
    Planned,
    Run,
    Wanted,
)
from briefgen.model.edition import Edition
from briefgen.model.errors import DeliveryError, RunOverError, StoreError
from briefgen.settling import Settled, settle
from briefgen.store import Store

log = logging.getLogger(__name__)

#: Seconds for which a store that fails is asked again, well within a run's lease, and the pause between.
_STORE_PATIENCE, _STORE_PAUSE = 60.0, 0.25
#: Seconds between two looks at whether what is being sent was corrected.
_LOOK = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What came of one ``send``."""

    edition: str
    planned: Planned
    carried: Carried = field(default_factory=Carried)  #: of this call
    settled: Settled = field(default_factory=Settled)  #: of what was in doubt, of all editions
    counts: Mapping[DeliveryState, int]  #: of the edition, now
    next_try: datetime | None = None  #: when more may go out; None: never
    suppressed: int = 0  #: addresses that turned out not to exist
    stopped: bool = False  #: before all was done
    lacking: str = ""  #: why its PDF is attached to no message; empty: it is, or nobody wants it
    unsettled: str = ""  #: why what is in doubt could not be settled

    @property
    def good(self) -> bool:
        """Tell whether nobody need look: a reader who is refused is business as usual, unless it is everybody."""
        all_refused = bool(self.carried.refused) and not self.carried.sent
        return not (self.carried.trouble or self.unsettled or self.counts["doubtful"] or all_refused)


def plan_of(edition: Edition, briefing: Briefing, store: Store) -> Plan:
    """Return whom an edition is for; where readers choose their hour, with the moment of each."""
    opens = {}
    for zone, hour in store.ledger.hours(briefing.id) if briefing.reader_hours else ():
        there = replace(briefing, timezone=ZoneInfo(zone) if zone else briefing.timezone, send_at=hour_of_day(hour))
        if (moment := instant(there, edition.date)) is not None:
            opens[zone, hour] = moment
    return Plan(
        edition=edition.id,
        briefing=briefing.id,
        date=edition.date,
        tier=briefing.tier,
        opens=opens,
        correction_of=edition.correction_of,
    )


def forecast(edition: Edition, briefing: Briefing, store: Store, now: datetime) -> Forecast:
    """Return who would be planned, by format, and who is left out; writes nothing."""
    return store.ledger.forecast(plan_of(edition, briefing, store), now)


def send(  # noqa: PLR0913  what a caller may choose
    edition: Edition,
    briefing: Briefing,
    store: Store,
    settings: Settings,
    *,
    clock: Callable[[], datetime],
    stop: Callable[[], bool] = lambda: False,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
    late: bool = True,
) -> Report:
    """Send what may go out of an edition now; return what came of it.

    ``late``: those who have subscribed since it was planned get it too. What is deferred, or has its hour later, is
    left for the next call: ``Report.next_try``. Once ``stop`` is true nothing new goes out and what is in hand is
    finished and settled.
    Whoever corrects or withdraws the edition meanwhile is heard within a second: the rest get it as it is then.
    Raises UsageError for settings that are missing, StoreError once the store has failed for a minute, RunOverError.
    """
    check(settings)
    store.runs.bury(clock())
    settled, unsettled = _settle(store, settings, clock, stop)
    mailing = store.ledger.mailing(edition.id)
    if mailing is None or late or edition.correction_of:  # of whom a correction is for, more may be known by now
        planned = store.ledger.plan(plan_of(edition, briefing, store), clock())
    else:
        planned = Planned(added=0, total=sum(store.ledger.counts(edition.id).values()))
    report = Report(edition=edition.id, planned=planned, settled=settled, counts={}, unsettled=unsettled)
    due = _next_due(edition.id, store, clock)
    while due is not None and due <= clock() and not stop():
        sender = _Sender(edition, briefing, store, settings, clock, stop, on_outcome)
        report = sender.send(report)
        due = _next_due(edition.id, store, clock)
        if not sender.is_outdated():
            break
    return replace(report, counts=store.ledger.counts(edition.id), next_try=due, stopped=stop() and due is not None)


def _settle(
    store: Store, settings: Settings, clock: Callable[[], datetime], stop: Callable[[], bool]
) -> tuple[Settled, str]:
    """Settle what is in doubt; return what cannot be, in words: a few messages keep nobody else waiting."""
    try:
        return settle(store, settings, clock, stop=stop), ""
    except DeliveryError as error:
        log.warning("what is in doubt could not be settled: %s", error)
        return Settled(), str(error)


def _next_due(edition: str, store: Store, clock: Callable[[], datetime]) -> datetime | None:
    """Return when more may go out; never, where an editor has withdrawn the edition, whatever a sender gave back."""
    review = store.reviews.find(edition)
    if review is not None and review.state == "withdrawn":
        store.ledger.withdraw(edition, "withdrawn by an editor", clock())
    return store.ledger.next_due(edition)


def limits_of(settings: Settings) -> Limits:
    """Return what the newsroom says that its mail server, and those behind it, put up with."""
    rates = rates_of(settings)
    whole = rates.pop(ALL, 0.0)
    return Limits(connections=settings.smtp_connections, messages=settings.smtp_messages, rate=whole, rates=rates)


class _Sender:
    """One run: claims, carries and settles until nothing is due."""

    def __init__(  # noqa: PLR0913, PLR0917  as ``send``
        self,
        edition: Edition,
        briefing: Briefing,
        store: Store,
        settings: Settings,
        clock: Callable[[], datetime],
        stop: Callable[[], bool],
        on_outcome: Callable[[Outcome], None],
    ) -> None:
        self._given, self._edition, self._briefing = edition, edition.id, briefing
        self._store, self._settings = store, settings
        self._clock, self._stop, self._on_outcome = clock, stop, on_outcome
        self._run: Run | None = None
        self._suppressed = 0
        self._patience = _STORE_PATIENCE
        self._looked, self._outdated = time.monotonic(), False

    def send(self, report: Report) -> Report:
        run = self._run = self._store.runs.start("sender", self._clock())
        lacking = list[str]()
        try:
            # Read after the run began: who corrects it later knows by that whom to tell (``store.planning``).
            edition = self._store.edition(self._edition) or self._given
            # Who chose his hour finds it among the messages of that hour; else each try of a message is the same.
            mailing = None if self._briefing.reader_hours else self._store.ledger.mailing(self._edition)
            dated = mailing.planned if mailing else self._clock()
            forms, pro = self._store.ledger.formats(self._edition), self._briefing.tier == "pro"
            with letters(edition, self._settings, dated, forms, pro=pro, on_lack=lacking.append) as (lettering, signer):
                way = Way(server=mail_server(self._settings.smtp_url), limits=limits_of(self._settings), signer=signer)
                self._wake(run)
                report = self._carry(way, lettering, report)
        finally:
            with suppress(StoreError):  # then the run is found dead, since its process is gone
                self._store.runs.end(self._of_run(), self._clock())
                self._store.ledger.plan_corrections(self._edition, self._clock())
        return replace(report, suppressed=report.suppressed + self._suppressed, lacking="".join(lacking))

    def is_outdated(self) -> bool:
        """Tell whether the edition is another now, by a correction or for good; looks once a second."""
        if not self._outdated and time.monotonic() - self._looked >= _LOOK:
            self._looked = time.monotonic()
            with suppress(StoreError):
                self._outdated = self._store.ledger.is_corrected(self._edition, self._of_run())
        return self._outdated

    def _wake(self, run: Run) -> None:
        """Go on as another run, where rendering took so long that ours passed for dead; but not with what is old."""
        if not self._store.runs.beat(run, self._clock()):
            self._run = self._store.runs.start("sender", self._clock())
            self._outdated = self._store.ledger.is_corrected(self._edition, run)

    def _carry(self, way: Way, lettering: Lettering, report: Report) -> Report:
        total, settled = report.carried, report.settled
        while True:
            carried = carry(
                way, self._edition, self._step, lettering, now=self._clock, ahead=self._ahead, stop=self._stops
            )
            total = _sum(total, carried)
            if carried.doubtful:
                then, unsettled = _settle(self._store, self._settings, self._clock, self._stop)
                settled, report = _after(settled, then), replace(report, unsettled=unsettled)
            due = _next_due(self._edition, self._store, self._clock)
            moved = carried.sent or carried.refused or carried.deferred or carried.doubtful
            if not moved or carried.trouble or self._stops() or due is None or due > self._clock():
                return replace(report, carried=total, settled=settled)

    def _stops(self) -> bool:
        return self._stop() or self.is_outdated()

    def _step(self, settled: Sequence[Outcome], wanted: Wanted | None) -> Sequence[Claimed]:
        """``Ledger.step``, and what follows from what it was told."""
        run = self._of_run()
        claimed = self._patiently(lambda: self._store.ledger.step(run, settled, wanted, self._clock()))
        for outcome in settled:
            self._on_outcome(outcome)
            if outcome.state == "refused" and (kind := refusal(outcome.words)):
                self._count(outcome, kind)
        return claimed

    def _ahead(self, most: int, besides: frozenset[int], passed_over: frozenset[str]) -> Sequence[Claimed]:
        """``Ledger.ahead``, likewise."""
        return self._patiently(
            lambda: self._store.ledger.ahead(self._edition, most, besides, passed_over, self._clock())
        )

    def _patiently(self, work: Callable[[], Sequence[Claimed]]) -> Sequence[Claimed]:
        """Ask the store again while it is away, a minute in all: a database that restarts is no reason to stop."""
        until = time.monotonic() + self._patience
        while True:
            try:
                return work()
            except RunOverError:
                raise
            except StoreError as error:
                if time.monotonic() >= until:
                    self._patience = 0.0  # ``carry`` asks again, to settle what it can
                    raise
                log.warning("%s; trying again", error)
                time.sleep(_STORE_PAUSE)

    def _of_run(self) -> Run:
        if self._run is None:  # pragma: no cover  ``send`` has started it
            raise RuntimeError
        return self._run

    def _count(self, outcome: Outcome, kind: BounceKind) -> None:
        """Count a refusal as a bounce: nothing goes to a dead address. What fails here comes with the next edition."""
        now = self._clock()
        bounce = Bounce(subscriber=outcome.subscriber, kind=kind, at=now, edition=self._edition, words=outcome.words)
        with suppress(StoreError):
            self._suppressed += self._store.bounces.note(bounce, now) is not None


def _sum(one: Carried, other: Carried) -> Carried:
    counted = Counter({f.name: getattr(one, f.name) for f in fields(one) if f.name != "trouble"})
    counted.update({f.name: getattr(other, f.name) for f in fields(other) if f.name != "trouble"})
    return Carried(**counted, trouble=other.trouble)


def _after(first: Settled, then: Settled) -> Settled:
    return Settled(sent=first.sent + then.sent, released=first.released + then.released, held=then.held)
