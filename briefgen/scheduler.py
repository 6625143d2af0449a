"""The clock: ticks → what is due is polled, made and sent, until a signal. The only home of APScheduler.

APScheduler gives ticks and nothing else: when an edition is due is computed from the zone (``clock``), and that it is
made once is the store's uniqueness (``store.due``). Its own triggers lose days and run twice.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor as Threads
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from briefgen.model.errors import BriefgenError, StoreError
from briefgen.operation.collecting import Collecting
from briefgen.operation.dispatching import Dispatching, HandOver, Release, at_its_hour
from briefgen.operation.gathering import Gathering
from briefgen.operation.making import Making
from briefgen.operation.operating import Operation, Submit
from briefgen.operation.reloading import Reloading
from briefgen.operation.stopping import keep_signals, signalled
from briefgen.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """How often things are looked at, in seconds, and how much is done at once."""

    tick: float = 30.0  #: what is due, and what has changed
    beat: float = 15.0  #: the sign of life
    look: float = 1.0  #: at the clock, whether it was changed
    makers: int = 2  #: editions that are made at once
    senders: int = 4  #: editions that are sent at once


USUAL = Pace()

#: After the clock was put forward by more than a moment nothing is made for so long: it may be put back.
_LEAP, _REST = timedelta(minutes=30), timedelta(minutes=2)


def present() -> datetime:
    """Return the present, aware."""
    return datetime.now(UTC)  # noqa: TID251  one of the two places that read the clock


class Timekeeper:
    """Compares the clock with one that nobody can set."""

    def __init__(self, clock: Callable[[], datetime], steady: Callable[[], float]) -> None:
        """``steady`` counts seconds, whatever the clock shows."""
        self._clock, self._steady = clock, steady
        self._seen = clock(), steady()
        self._rests_until: float | None = None

    def moved(self) -> timedelta:
        """Return by how much the clock was put forward, or back, since the last look."""
        now, steady = self._clock(), self._steady()
        by = now - self._seen[0] - timedelta(seconds=steady - self._seen[1])
        self._seen = now, steady
        if by > _LEAP:
            self._rests_until = steady + _REST.total_seconds()
        elif by < -_LEAP:
            self._rests_until = None
        return by

    def is_doubtful(self) -> bool:
        """Tell whether the clock was put far forward just now."""
        return self._rests_until is not None and self._steady() < self._rests_until


class _Sharp(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Every so many seconds, at full ones: an edition that is due at six is not looked at half a minute later."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Return the next moment of the kind."""
        return datetime.fromtimestamp((now.timestamp() // self._seconds + 1) * self._seconds, UTC)


class Scheduler:
    """An operation, ticking."""

    def __init__(
        self, operation: Operation, *, hand_over: HandOver | None, release: Release = at_its_hour, pace: Pace = USUAL
    ) -> None:
        """Start no thread yet. Without ``hand_over`` editions are made and not sent."""
        self._operation, self._pace = operation, pace
        self._makers = ThreadPoolExecutor(pace.makers, thread_name_prefix="make")
        self._senders = ThreadPoolExecutor(pace.senders, thread_name_prefix="send")
        self._making = Making(operation, submit=_on(self._makers), on_made=self._dispatch)
        self._gathering = Gathering(operation)
        self._collecting = Collecting(operation)
        self._dispatching = (
            Dispatching(operation, hand_over, release=release, submit=_on(self._senders)) if hand_over else None
        )
        self._keeper = Timekeeper(operation.clock, time.monotonic)
        self._ticks = BackgroundScheduler(
            executors={"default": Threads(6)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # that a tick waits for the one before it is meant

    def start(self) -> None:
        """Begin to tick, at once."""
        tick = self._pace.tick
        beat = self._pace.beat
        jobs = {self._beat: beat, self._tell: beat, self._tick: tick, self._gather: tick, self._collect: tick}
        for job, seconds in jobs.items():
            self._ticks.add_job(job, _Sharp(seconds), next_run_time=present())
        self._ticks.start()

    def watch(self) -> None:
        """Tick at once if the clock was changed: APScheduler would wait for the hour it had in mind."""
        by = self._keeper.moved()
        if abs(by) > timedelta(seconds=self._pace.tick):
            log.warning("the clock was put %s by %s", "forward" if by > timedelta() else "back", abs(by))
            for job in self._ticks.get_jobs():
                job.modify(next_run_time=present())

    def stop(self) -> None:
        """Begin nothing more; go on saying that we live, or another would take over what is in hand."""
        self._operation.stopping.set()
        for job in self._ticks.get_jobs():
            if job.func not in {self._beat, self._tell}:
                job.remove()

    def close(self) -> None:
        """Finish what is in hand, end all threads and processes, and say in the store that it is over."""
        self._makers.shutdown(wait=True)
        self._senders.shutdown(wait=True)
        self._ticks.shutdown(wait=True)
        self._gathering.close()
        self._operation.alerts.deliver()
        self._operation.end()

    def _beat(self) -> None:
        self._guarded(self._live)

    def _tell(self) -> None:
        self._operation.alerts.deliver()  # not with the beat: a slow mail server must not make us pass for dead

    def _live(self) -> None:
        self._operation.beat(sure=not self._keeper.is_doubtful())

    def _tick(self) -> None:
        self._guarded(self._operation.look)
        if self._keeper.is_doubtful():
            return
        self._guarded(self._making.tick)
        self._dispatch()

    def _dispatch(self) -> None:
        if self._dispatching is not None:
            self._guarded(self._dispatching.tick)

    def _gather(self) -> None:
        if self._keeper.is_doubtful():
            return  # what is asked and stored now would be of the future
        self._guarded(self._poll)

    def _poll(self) -> None:
        if self._gathering.tick() and not self._making.fresh:
            self._making.fresh = True
            self._guarded(self._making.tick)

    def _collect(self) -> None:
        self._guarded(self._collecting.tick)

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do a tick's work; whatever it runs into, the next tick comes."""
        alerts, trouble = self._operation.alerts, f"tick {work.__qualname__}"
        try:
            work()
        except StoreError as error:
            alerts.begin("store", "The store cannot be used", str(error), present())  # over with the next beat
        except BriefgenError as error:
            alerts.begin(trouble, "The scheduler met an error", str(error), present())
        except Exception as error:
            log.exception("a tick failed")
            words = f"a fault of briefgen's own: {type(error).__name__}: {error}"
            alerts.begin(trouble, "The scheduler met an error", words, present())
        else:
            alerts.over(trouble, "The scheduler goes on without that error", present())


def run(  # noqa: PLR0913  what a caller may choose
    reloading: Reloading,
    store: Store,
    *,
    hand_over: HandOver | None = None,
    release: Release = at_its_hour,
    pace: Pace = USUAL,
    on_ready: Callable[[], None] = lambda: None,
    on_stop: Callable[[int], None] = lambda _: None,
) -> None:
    """Poll, make and send what is due until SIGTERM or SIGINT; then finish what is in hand. A second one ends at once.

    To be called in the main thread, after ``stopping.keep_signals``. ``on_ready`` is told when it begins, ``on_stop``
    with how much is in hand.
    """
    keep_signals()
    operation = Operation(reloading, store, present)
    scheduler = Scheduler(operation, hand_over=hand_over, release=release, pace=pace)
    scheduler.start()
    on_ready()
    while not signalled(pace.look):
        scheduler.watch()
    scheduler.stop()
    on_stop(len(operation.in_hand()))
    closing = threading.Thread(target=scheduler.close, name="close", daemon=True)
    closing.start()
    while closing.is_alive():
        if again := signalled(0.1):
            os._exit(128 + again)


def _on(threads: ThreadPoolExecutor) -> Submit:
    def told(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:
            log.exception("a piece of work failed")  # a pool keeps that to itself

    def submit(work: Callable[[], None]) -> None:
        threads.submit(told, work)

    return submit
