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
from datetime import datetime, timedelta
from datetime import time as hour_of_day
from zoneinfo import ZoneInfo

from briefgen.clock import instant, next_after, patience
from briefgen.config import Config
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
from briefgen.model.errors import DeliveryError, RunOverError, StoreError, UsageError
from briefgen.settling import Settled, settle
from briefgen.store import Store

log = logging.getLogger(__name__)

#: Seconds for which a store that fails is asked again, well within a run's lease, and the pause between.
_STORE_PATIENCE, _STORE_PAUSE = 60.0, 0.25


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

    @property
    def good(self) -> bool:
        """Tell whether nobody need look: a reader who is refused is business as usual, unless it is everybody."""
        all_refused = bool(self.carried.refused) and not self.carried.sent
        return not (self.carried.trouble or self.counts["doubtful"] or all_refused)


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
    Raises UsageError for settings that are missing, DeliveryError for a log that cannot be read, StoreError once the
    store has failed for a minute, RunOverError.
    """
    check(settings)
    store.runs.bury(clock())
    settled = settle(store, settings, clock, stop=stop)
    mailing = store.ledger.mailing(edition.id)
    if mailing is None or late or edition.correction_of:  # of whom a correction is for, more may be known by now
        planned = store.ledger.plan(plan_of(edition, briefing, store), clock())
    else:
        planned = Planned(added=0, total=sum(store.ledger.counts(edition.id).values()))
    due = store.ledger.next_due(edition.id)
    report = Report(edition=edition.id, planned=planned, settled=settled, counts={})
    if due is not None and due <= clock() and not stop():
        # Who chose his hour finds it among the messages of that hour; else each try of a message is the same.
        mailing = None if briefing.reader_hours else store.ledger.mailing(edition.id)
        dated = mailing.planned if mailing else clock()
        forms = store.ledger.formats(edition.id)
        lacking: list[str] = []
        pro = briefing.tier == "pro"
        with letters(edition, settings, dated, forms, pro=pro, on_lack=lacking.append) as (lettering, signer):
            way = Way(server=mail_server(settings.smtp_url), limits=limits_of(settings), signer=signer)
            report = _Sender(edition.id, store, settings, way, clock, stop, on_outcome).send(lettering, report)
        report = replace(report, lacking="".join(lacking))
    due = store.ledger.next_due(edition.id)
    return replace(report, counts=store.ledger.counts(edition.id), next_try=due, stopped=stop() and due is not None)


def limits_of(settings: Settings) -> Limits:
    """Return what the newsroom says that its mail server, and those behind it, put up with."""
    rates = rates_of(settings)
    whole = rates.pop(ALL, 0.0)
    return Limits(connections=settings.smtp_connections, messages=settings.smtp_messages, rate=whole, rates=rates)


class HandOver:
    """Sends editions for whoever knows when: the scheduler."""

    def __init__(
        self,
        store: Store,
        config: Callable[[], Config],
        settings: Callable[[], Settings],
        clock: Callable[[], datetime],
    ) -> None:
        """``config`` and ``settings`` give what is in force at the moment."""
        self._store, self._config, self._settings, self._clock = store, config, settings, clock

    def __call__(self, edition: str, *, stopping: Callable[[], bool]) -> str:
        """Send what may go out of an edition now; return what the operator should know.

        Raises DeliveryError for a server that is in trouble.
        """
        found = self._store.edition(edition)
        briefing = self._config().briefings.get(edition.partition("/")[0])
        if found is None or briefing is None:
            message = f"there is no edition {edition}" if found is None else f"{edition} is of no briefing that we have"
            raise UsageError(message)
        if self._too_late(found, briefing):
            stopped = self._store.ledger.withdraw(edition, "too late: the next edition's hour has come", self._clock())
            log.warning("9/9 deliver: %s: %d are not sent any more, the next edition's hour has come", edition, stopped)
            return f"{stopped} readers did not get it, and will not: it was too late, the next edition's hour had come"
        # Once it is on its way, whoever subscribes gets the next one: not this one after that, with what is retried.
        report = send(found, briefing, self._store, self._settings(), clock=self._clock, stop=stopping, late=False)
        log.info("9/9 deliver: %s: %d sent, %d in doubt", edition, report.carried.sent, report.counts["doubtful"])
        if report.carried.trouble:
            raise DeliveryError(report.carried.trouble)
        return to_know(report)

    def _too_late(self, edition: Edition, briefing: Briefing) -> bool:
        """Tell whether what is left of an edition was let lie for so long that nobody wants it any more.

        Mail server or scheduler were away: then several mornings would come at once. What a server asked patience for
        was not let lie, and is tried again as ever.
        """
        due, now = self._store.ledger.next_due(edition.id), self._clock()
        if due is None or edition.id != f"{briefing.id}/{edition.date}":
            return False
        after = next_after(briefing, max(instant(briefing, edition.date) or due, edition.cutoff))
        late = patience(briefing, timedelta(hours=self._settings().catch_up))
        return after is not None and after[1] <= now and now - due > late


def to_know(report: Report) -> str:
    """Return what an operator should know of a report, in words; empty if nothing. Pure."""
    found = []
    if report.lacking:
        found.append(f"Its PDF could not be made; who wants it gets the mail without: {report.lacking}")
    if report.counts["refused"] and not report.counts["sent"] and not report.counts["bounced"]:
        day = report.edition.replace("/", " ", 1)
        found.append(f"The mail server refused everybody: `briefgen deliveries {day} --state refused` has its words")
    return "\n".join(found)


class _Sender:
    """One run: claims, carries and settles until nothing is due."""

    def __init__(  # noqa: PLR0913, PLR0917  as ``send``
        self,
        edition: str,
        store: Store,
        settings: Settings,
        way: Way,
        clock: Callable[[], datetime],
        stop: Callable[[], bool],
        on_outcome: Callable[[Outcome], None],
    ) -> None:
        self._edition, self._store, self._settings = edition, store, settings
        self._way, self._clock, self._stop, self._on_outcome = way, clock, stop, on_outcome
        self._run: Run | None = None
        self._suppressed = 0
        self._patience = _STORE_PATIENCE

    def send(self, lettering: Lettering, report: Report) -> Report:
        total, settled = report.carried, report.settled
        self._run = run = self._store.runs.start("sender", self._clock())
        try:
            while True:
                carried = carry(
                    self._way, self._edition, self._step, lettering, now=self._clock, ahead=self._ahead, stop=self._stop
                )
                total = _sum(total, carried)
                if carried.doubtful:
                    settled = _after(settled, settle(self._store, self._settings, self._clock, stop=self._stop))
                due = self._store.ledger.next_due(self._edition)
                moved = carried.sent or carried.refused or carried.deferred or carried.doubtful
                if not moved or carried.trouble or self._stop() or due is None or due > self._clock():
                    break
        finally:
            with suppress(StoreError):  # then the run is found dead, since its process is gone
                self._store.runs.end(run, self._clock())
        return replace(report, carried=total, settled=settled, suppressed=self._suppressed)

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
