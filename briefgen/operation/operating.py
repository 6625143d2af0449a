"""What the parts of a scheduler share: the files, the store, the clock, who this process is, and when to stop. Edge."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from briefgen.config import Config
from briefgen.config.settings import Settings
from briefgen.model.delivery import Run
from briefgen.model.errors import BriefgenError
from briefgen.operation.alerting import Alerts
from briefgen.operation.reloading import Reloading
from briefgen.operation.room import LEAST_SPACE, free_space
from briefgen.store import Store

log = logging.getLogger(__name__)

#: The present, aware; the clock itself is read in ``scheduler`` only.
Clock = Callable[[], datetime]

#: Takes a piece of work and sees to it that it is done, on a thread or at once.
Submit = Callable[[Callable[[], None]], None]


def at_once(work: Callable[[], None]) -> None:
    """Do a piece of work here and now."""
    work()


class Operation:
    """One scheduler at work. Its methods may be called from any thread."""

    def __init__(self, reloading: Reloading, store: Store, clock: Clock, *, least: int = LEAST_SPACE) -> None:
        """Say in the store that a scheduler lives; ``least`` bytes should be free on the disk."""
        self._reloading, self.store, self.clock, self._least = reloading, store, clock, least
        self.alerts = Alerts(lambda: self.settings)
        self.stopping = threading.Event()
        self.began = clock()
        self._database = reloading.settings.database_url
        self._lock = threading.Lock()
        self._run = store.runs.start("scheduler", self.began)
        self._in_hand: set[str] = set()

    @property
    def config(self) -> Config:
        """The last good configuration."""
        return self._reloading.config

    @property
    def settings(self) -> Settings:
        """The last good settings."""
        return self._reloading.settings

    @property
    def run(self) -> Run:
        """This process in the store. Another one, once it was taken for dead."""
        return self._run

    def beat(self, *, sure: bool = True) -> None:
        """Say that this scheduler lives and, if the clock is ``sure``, bury the dead."""
        now = self.clock()
        try:
            if not self.store.runs.beat(self._run, now):
                log.warning("this scheduler was silent for too long and taken for dead; it goes on as another")
                self._run = self.store.runs.start("scheduler", now)
            if sure:
                self._bury(now)
        except BriefgenError as error:
            self.alerts.begin("store", "The store cannot be used", str(error), now)
        else:
            self.alerts.over("store", "The store can be used again", now)

    def _bury(self, now: datetime) -> None:
        """Bury the dead, and tell of each process once, whatever it had begun."""
        dead = {(run.host, run.process): run for run in sorted(self.store.runs.bury(now), key=_by_kind)}
        for run in dead.values():
            words = f"process {run.process} on {run.host} ended without a word, last seen {run.seen:%H:%M:%S} UTC"
            self.alerts.tell(f"A {run.kind} died", words, now)

    def leads(self) -> bool:
        """Tell whether this is the oldest scheduler that lives: it alone polls and sends, so that others stand by."""
        alive = self.store.runs.alive(self.clock(), "scheduler")
        return not alive or alive[0].id == self._run.id

    def look(self) -> None:
        """Take over what was changed in the files; tell of mistakes, and of a disk that fills up."""
        now, looked = self.clock(), self._reloading.look()
        if looked.what == "broken":
            subject = "The configuration has mistakes; the last good one goes on"
            self.alerts.begin("configuration", subject, looked.problem, now)
        elif looked.what == "mended":
            self.alerts.over("configuration", "The configuration is right again, and in force", now)
        elif looked.what == "changed":
            log.info("the configuration was changed and is in force")
        if self.settings.database_url != self._database:
            self.alerts.begin("database", "Another database counts only after a restart", self.store.name, now)
        out = self.config.workspace / "out"
        if (free := free_space(out)) < self._least:
            self.alerts.begin("disk", "The disk is nearly full", f"{free / 1e6:.0f} MB are left for {out}", now)
        else:
            self.alerts.over("disk", "The disk has room again", now)

    def take(self, what: str) -> bool:
        """Take a piece of work in hand; False if this process has it already, or is to stop."""
        with self._lock:
            if what in self._in_hand or self.stopping.is_set():
                return False
            self._in_hand.add(what)
            return True

    def leave(self, what: str) -> None:
        """Have done with a piece of work."""
        with self._lock:
            self._in_hand.discard(what)

    def in_hand(self) -> tuple[str, ...]:
        """Return what is being done."""
        with self._lock:
            return tuple(sorted(self._in_hand))

    def end(self) -> None:
        """Say that this scheduler is over. Call it when nothing is in hand."""
        now = self.clock()
        try:
            self.store.runs.end(self._run, now)
        except BriefgenError as error:
            log.warning("%s", error)


def _by_kind(run: Run) -> bool:
    """Order what a process had begun: the scheduler, which began the rest, comes last."""
    return run.kind == "scheduler"


def lateness(due: datetime, now: datetime) -> str:
    """Return how late something is, as people say it: ``on time``, ``12 min late``. Pure."""
    late = now - due
    if late < timedelta(minutes=1):
        return "on time"
    minutes = int(late / timedelta(minutes=1))
    return f"{minutes} min late" if minutes < 120 else f"{minutes // 60} h late"  # noqa: PLR2004  two hours
