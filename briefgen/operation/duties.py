"""What the publications owe at some moment: which editions are to be made now, and for which it is too late. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from briefgen import clock
from briefgen.config import DatedMemo
from briefgen.model.briefing import Briefing
from briefgen.model.delivery import Round

#: Dates further back are of no concern: neither made, nor listed as skipped.
HORIZON = timedelta(days=35)

#: A memo goes out if it is dated no longer ago: one of yesterday that was saved this morning does.
MEMO_PATIENCE = timedelta(days=2)

#: The first pause before a failed edition is tried again, and the longest.
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """One edition that is to be made."""

    round: (
        str  #: what it is called in the store: the briefing's id; of a memo with its slug, for a day may have several
    )
    briefing: Briefing
    day: date
    due: datetime  #: when it goes out
    until: datetime  #: after this it is too late
    text: Path | None = None  #: of a memo

    @property
    def edition(self) -> str:
        """The id of its edition."""
        _, _, slug = self.round.partition("/")
        return f"{self.briefing.id}/{self.day}" + (f"-{slug}" if slug else "")

    @property
    def starts(self) -> datetime:
        """When it is to be made: at its hour, or by the review earlier."""
        return self.due - timedelta(minutes=self.briefing.review_minutes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Duties:
    """What is to be done at a moment."""

    make: tuple[Duty, ...]  #: the longest overdue first
    missed: tuple[Duty, ...]  #: of which no edition will be made


def owed(
    briefings: Iterable[Briefing],
    now: datetime,
    *,
    since: Mapping[str, datetime],
    handled: Mapping[str, Collection[date]],
    catch_up: timedelta,
) -> Duties:
    """Return what the publications but memos owe.

    ``since`` says from when on each is scheduled, ``handled`` the dates for which the store has a round; both by
    briefing. ``catch_up`` is how late a daily may be.
    """
    make, missed = [], []
    for briefing in briefings:
        if briefing.kind == "memo":
            continue
        lead = timedelta(minutes=briefing.review_minutes)
        limit = clock.patience(briefing, catch_up)
        begun = max(since[briefing.id], now - HORIZON)
        done = handled.get(briefing.id, ())
        due = clock.due(briefing, now + lead, since=begun, handled=done, catch_up=limit + lead)
        make += [of_day(briefing, day, catch_up) for day in (due.run,) if day is not None]
        missed += [of_day(briefing, day, catch_up) for day in due.skipped]
    return Duties(make=tuple(sorted(make, key=_by_due)), missed=tuple(sorted(missed, key=_by_due)))


def of_day(briefing: Briefing, day: date, catch_up: timedelta) -> Duty:
    """Return the duty of a briefing's date."""
    due = clock.instant(briefing, day)
    if due is None:
        message = f"{briefing.id} has no {day}: its clock skips that day"
        raise ValueError(message)
    return Duty(round=briefing.id, briefing=briefing, day=day, due=due, until=due + clock.patience(briefing, catch_up))


def owed_memos(
    briefing: Briefing,
    files: Iterable[DatedMemo],
    now: datetime,
    *,
    since: datetime,
    handled: Mapping[str, Collection[date]],
) -> tuple[Duty, ...]:
    """Return the memos that are to go out: dated up to now, not long ago, and not before the scheduler's first start.

    A date without an hour is its day's midnight, so what counts of ``since`` is its local day.
    """
    found = []
    first = datetime.combine(since.astimezone(briefing.timezone).date(), time.min, tzinfo=briefing.timezone)
    for file in files:
        if file.written is None or not max(first, now - MEMO_PATIENCE) <= file.written <= now:
            continue
        duty = of_memo(briefing, file)
        if duty.day not in handled.get(duty.round, ()):
            found.append(duty)
    return tuple(sorted(found, key=_by_due))


def of_memo(briefing: Briefing, file: DatedMemo) -> Duty:
    """Return the duty of a memo's file."""
    if file.written is None:
        raise ValueError(file.problem)
    return Duty(
        round=f"{briefing.id}/{file.slug}",
        briefing=briefing,
        day=file.written.astimezone(briefing.timezone).date(),
        due=file.written,
        until=file.written + MEMO_PATIENCE,
        text=file.path,
    )


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: 1, 2, 4 … 30 minutes."""
    return min(_FIRST_PAUSE * (1 << min(attempts - 1, 10)), _LONGEST_PAUSE)


def next_try(attempts: int, now: datetime, until: datetime) -> datetime | None:
    """Return when an edition that failed is tried again; None if it would be too late by then."""
    at = now + pause(attempts)
    return at if at <= until else None


def briefing_of(taken: Round) -> str:
    """Return the id of the briefing of a round, which of a memo has a slug behind it."""
    return taken.briefing.partition("/")[0]


def _by_due(duty: Duty) -> tuple[datetime, str]:
    return duty.due, duty.round
