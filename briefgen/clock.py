"""When a briefing goes out: its days and hour in its time zone → instants. Pure; zoneinfo knows the changes of clocks.

APScheduler's own triggers lose a day where the clock jumps over midnight and run twice in a repeated hour (reference
``reliability.md``); so instants are computed here, and the scheduler only asks what is due.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from briefgen.model.briefing import Briefing, Weekday
from briefgen.model.moment import Cadence

_DAY = timedelta(days=1)

_WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: A weekly that names no day comes out at the end of the working week.
_WEEKLY: tuple[Weekday, ...] = ("fri",)

#: How much longer than a daily an edition of a cadence is still worth sending: a day, three days.
_PATIENCE: dict[Cadence, int] = {"daily": 1, "weekly": 4, "monthly": 12}

#: An edition that is made no later than this says that it knows the news up to its hour sharp.
SHARP = timedelta(minutes=5)

#: Clocks have changed at full minutes since 1972.
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """What a briefing owes at some moment: the dates that are past and were neither made nor passed over."""

    run: date | None = None  #: the latest, if it is not too late for it
    skipped: tuple[date, ...] = ()  #: the others, earliest first


def appears_on(briefing: Briefing, day: date) -> bool:
    """Tell whether the briefing has an edition of that local date.

    A daily on its days, or every day; a weekly on its days, or on Friday; a monthly on the first of its days in the
    month, or on the 1st.
    """
    weekday = _WEEKDAYS[day.weekday()]
    if briefing.cadence == "monthly":
        return weekday in briefing.days and day.day <= len(_WEEKDAYS) if briefing.days else day.day == 1
    if briefing.cadence == "weekly":
        return weekday in (briefing.days or _WEEKLY)
    return weekday in (briefing.days or _WEEKDAYS)


def sent_at(briefing: Briefing, day: date) -> datetime | None:
    """Return the instant (UTC) at which the edition of a local date goes out; None on a date without one.

    An hour that the clock jumps over gives the first instant after the jump, an hour that comes twice the first of the
    two. None also for a date that the zone skipped altogether.
    """
    if not appears_on(briefing, day):
        return None
    return instant(briefing, day)


def instant(briefing: Briefing, day: date) -> datetime | None:
    """Return the instant (UTC) of the briefing's hour on any date; None if the date does not exist in its zone.

    An edition is dated by the local date of this instant, so it must lie on it: where the clock jumps over the end of
    the day, it is the last minute before the jump.
    """
    local = datetime.combine(day, briefing.send_at, tzinfo=briefing.timezone)
    found = local.astimezone(UTC)
    if found.astimezone(briefing.timezone).replace(tzinfo=None) != local.replace(tzinfo=None):
        found = _after_gap(briefing, local)
        if found.astimezone(briefing.timezone).date() != day:  # the jump ends the day
            found -= _MINUTE
    return found if found.astimezone(briefing.timezone).date() == day else None


def _after_gap(briefing: Briefing, local: datetime) -> datetime:
    """Return the first instant after the jump of the clock in which a local time lies.

    With ``fold=1`` a time in the gap is read with the offset after the jump, which gives an instant before it.
    """
    before, after = local.replace(fold=1).astimezone(UTC), local.astimezone(UTC)
    offset = before.astimezone(briefing.timezone).utcoffset()
    while before < after:
        middle = before + (after - before) / 2 // _MINUTE * _MINUTE
        if middle == before:
            break
        if middle.astimezone(briefing.timezone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def next_after(briefing: Briefing, now: datetime) -> tuple[date, datetime] | None:
    """Return date and instant of the briefing's next edition after ``now``; None if it has none within 400 days."""
    today = now.astimezone(briefing.timezone).date()
    for day in (today + number * _DAY for number in range(-1, 400)):
        at = sent_at(briefing, day)
        if at is not None and at > now:
            return day, at
    return None


def passed(briefing: Briefing, since: datetime, now: datetime) -> Iterator[date]:
    """Yield the dates whose editions went out, or should have, after ``since`` and up to ``now``; earliest first."""
    day = since.astimezone(briefing.timezone).date() - _DAY
    last = now.astimezone(briefing.timezone).date() + _DAY
    while day <= last:
        at = sent_at(briefing, day)
        if at is not None and since < at <= now:
            yield day
        day += _DAY


def due(briefing: Briefing, now: datetime, *, since: datetime, handled: Collection[date], catch_up: timedelta) -> Due:
    """Return what is to be made at ``now``: the latest date that is past, if it is no older than ``catch_up``.

    ``since`` is when the briefing began to be scheduled, ``handled`` are dates that were made, are in the making or
    were passed over. Whatever else is past is passed over: nobody wants three mornings' mail at once.
    """
    open_dates = [day for day in passed(briefing, since, now) if day not in handled]
    if not open_dates:
        return Due()
    *older, latest = open_dates
    at = sent_at(briefing, latest)
    if at is not None and now - at <= catch_up:
        return Due(run=latest, skipped=tuple(older))
    return Due(skipped=tuple(open_dates))


def patience(briefing: Briefing, catch_up: timedelta) -> timedelta:
    """Return how late an edition of the briefing may be; ``catch_up`` is that of a daily."""
    return catch_up * _PATIENCE[briefing.cadence]


def cutoff(briefing: Briefing, day: date, now: datetime) -> datetime:
    """Return the end of the period of the edition of a date that is made ``now``, always an instant of that date.

    That is when it should be made, its hour less the review, if it is nearly that; else now: who made up for a morning
    wants the news of the forenoon too. A review may begin, and catching up end, on the other side of midnight; the
    edition is dated all the same by its own day.
    """
    sent = instant(briefing, day)
    made = sent - timedelta(minutes=briefing.review_minutes) if sent else now
    first, last = _bounds(briefing, day)
    return min(max(made if timedelta() <= now - made <= SHARP else now, first), last)


def _bounds(briefing: Briefing, day: date) -> tuple[datetime, datetime]:
    """Return the first and the last minute of a local date."""
    midnight = replace(briefing, send_at=time.min)
    first = instant(midnight, day)
    after = next((found for ahead in (1, 2) if (found := instant(midnight, day + ahead * _DAY)) is not None), None)
    if first is None or after is None:
        message = f"{day} does not exist in {briefing.timezone}"
        raise ValueError(message)
    return first, after - _MINUTE
