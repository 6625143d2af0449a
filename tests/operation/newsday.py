"""A scheduler whose clock a test sets: ``with at_work(workspace, url, NOW) as desk``, then ``desk.until(LATER)``."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefgen.model.delivery import Plan, Round
from briefgen.model.rendition import Format
from briefgen.operation.alerting import Alert
from briefgen.operation.dispatching import Dispatching, Release
from briefgen.operation.making import Making
from briefgen.operation.operating import Operation
from briefgen.operation.reloading import Reloading
from briefgen.store import Store
from tests.newsroom import a_newsroom

#: What editions are made in: a PDF takes a second.
QUICK: tuple[Format, ...] = ("json", "text")

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

BERLIN = """\
id = "morning"
title = "Morning Briefing"
cadence = "daily"
timezone = "Europe/Berlin"
send_at = "06:00"
"""

FRIDAY = """\
id = "sunday"
title = "Week in Review"
cadence = "weekly"
timezone = "Europe/London"
send_at = "14:00"
"""


class SetClock:
    """A clock that shows what a test wants."""

    def __init__(self, now: datetime) -> None:
        """Begin at a moment."""
        self.now = now

    def __call__(self) -> datetime:
        """Return the present."""
        return self.now


class Sent:
    """Sends nothing: plans each edition, and remembers when it was to go out, by what clock."""

    def __init__(self, desk: "Desk") -> None:
        """Take the clock of a desk."""
        self._desk = desk
        self.at: dict[str, list[datetime]] = {}
        self.problem: Exception | None = None
        self.to_know = ""

    def __call__(self, edition: str, *, stopping: object) -> str:  # noqa: ARG002  as sending is called
        """Note that an edition is handed over."""
        self.at.setdefault(edition, []).append(self._desk.clock())
        if self.problem is not None:
            raise self.problem
        briefing, day = edition.split("/")
        plan = Plan(edition=edition, briefing=briefing, date=datetime.fromisoformat(day[:10]).date())
        self._desk.operation.store.ledger.plan(plan, self._desk.clock())
        return self.to_know


@dataclass(slots=True)
class Desk:
    """An operation and its parts, one thread, a clock that is set."""

    clock: SetClock
    operation: Operation
    making: Making
    dispatching: Dispatching | None = None
    hand_over: "Sent | None" = None

    def tick(self) -> None:
        """Do what a scheduler does every half minute, but for polling."""
        self.operation.beat()
        self.operation.look()
        self.making.tick()
        if self.dispatching is not None:
            self.dispatching.tick()

    def until(self, end: datetime, step: timedelta = 5 * MINUTE) -> None:
        """Tick until a moment, that included."""
        while self.clock.now < end:
            self.clock.now = min(self.clock.now + step, end)
            self.tick()

    def jump(self, to: datetime) -> None:
        """Set the clock, and tick."""
        self.clock.now = to
        self.tick()

    def rounds(self) -> list[Round]:
        """Return all rounds, the earliest first."""
        return self.operation.store.due.since(datetime(1990, 1, 1, tzinfo=UTC).date())

    def sender(self) -> "Sent":
        """Return what editions are handed over to."""
        assert self.hand_over is not None
        return self.hand_over

    def sent(self) -> dict[str, list[datetime]]:
        """Return the editions that were handed over, each with when."""
        return self.sender().at

    def review(self, release: Release) -> None:
        """Let editions out as ``release`` says, not at their hour."""
        self.dispatching = Dispatching(self.operation, self.sender(), release=release)

    def told(self) -> list[Alert]:
        """Return what waits to be told to the operator."""
        return self.operation.alerts.waiting()


@contextmanager
def at_work(  # noqa: PLR0913  what a test may want otherwise
    workspace: Path,
    url: str,
    now: datetime,
    *,
    settings: Mapping[str, str] | None = None,
    fresh: bool = True,
    sends: bool = False,
    formats: tuple[Format, ...] = QUICK,
) -> Iterator[Desk]:
    """Start a scheduler on a workspace and a store; it makes what is due on this thread. ``fresh``: has polled."""
    environ = {"BRIEFGEN_DATABASE_URL": url, "BRIEFGEN_OPERATOR": "https://nobody.invalid/", **(settings or {})}
    if sends:
        environ |= {"BRIEFGEN_SMTP_URL": "smtp://127.0.0.1:9", "BRIEFGEN_SENDER": "desk@example.org"}
    clock = SetClock(now)
    with Store.open(url) as store:
        operation = Operation(Reloading(workspace, environ), store, clock)
        desk = Desk(clock, operation, Making(operation, formats=formats))
        desk.making.fresh = fresh
        if sends:
            desk.hand_over = Sent(desk)
            desk.dispatching = Dispatching(operation, desk.hand_over)
        desk.tick()
        yield desk
        operation.end()


def a_desk(folder: Path, daily: str = BERLIN, weekly: str = FRIDAY) -> Path:
    """Write a workspace whose daily goes out at 06:00 in Berlin and whose weekly on Fridays at 14:00 in London."""
    folder.mkdir(exist_ok=True)
    return a_newsroom(folder, daily=daily, weekly=weekly)
