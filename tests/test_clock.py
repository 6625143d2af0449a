"""When a briefing goes out, whatever clocks do."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.clock import Due, cutoff, due, instant, next_after, passed, sent_at
from tests.factories import a_briefing

TRANSITIONS = Path(__file__).parents[2] / "shared/corpora/hostile/tz-transitions-2025-2028.json"
DAY = timedelta(days=1)


def the_instant(zone: str, day: date, hour: time) -> datetime | None:
    """Return when a daily of this zone and hour goes out."""
    return sent_at(a_briefing(timezone=ZoneInfo(zone), send_at=hour), day)


CHANGES: dict[str, tuple[str, date, time, datetime]] = {
    "an ordinary morning": (
        "Asia/Jerusalem",
        date(2021, 12, 28),
        time(6),
        datetime(2021, 12, 28, 4, tzinfo=UTC),
    ),
    "the clock jumps from 02:00 to 03:00": (
        "Europe/Berlin",
        date(2026, 3, 29),
        time(2, 30),
        datetime(2026, 3, 29, 1, tzinfo=UTC),
    ),
    "the hour comes twice": (
        "Europe/Berlin",
        date(2026, 10, 25),
        time(2, 30),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    ),
    "the clock jumps over midnight": (
        "Africa/Cairo",
        date(2026, 4, 24),
        time(0),
        datetime(2026, 4, 23, 22, tzinfo=UTC),
    ),
    "the clock jumps over the end of the day": (
        "America/Nuuk",
        date(2026, 3, 28),
        time(23, 30),
        datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
    ),
    "half an hour": (
        "Australia/Lord_Howe",
        date(2026, 10, 4),
        time(2, 10),
        datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_an_edition_goes_out_once_whatever_the_clock_does(case: str) -> None:
    """A skipped hour gives the first instant after it on that date, a repeated one the first of the two."""
    zone, day, hour, expected = CHANGES[case]
    assert the_instant(zone, day, hour) == expected


def test_a_date_that_a_zone_skipped_has_no_edition() -> None:
    """Samoa went from 29 to 31 December 2011."""
    assert the_instant("Pacific/Apia", date(2011, 12, 30), time(6)) is None
    assert the_instant("Pacific/Apia", date(2011, 12, 31), time(6)) is not None


@pytest.mark.skipif(not TRANSITIONS.exists(), reason="the shared corpora are not here")
def test_every_change_of_every_clock_leaves_one_edition_a_date() -> None:
    """At the hours around the change, on the days around it: one instant for each date, each later than the last."""
    for change in json.loads(TRANSITIONS.read_text(encoding="utf-8")):
        zone = ZoneInfo(change["zone"])
        before, after = (datetime.fromisoformat(change[key]) for key in ("local_before", "local_after"))
        for local in (before, after, before + (after - before) / 2, min(before, after) - timedelta(minutes=1)):
            briefing = a_briefing(timezone=zone, send_at=local.time().replace(second=0))
            days = [local.date() + number * DAY for number in (-1, 0, 1)]
            found = [(day, instant(briefing, day)) for day in days]
            at = [moment for _, moment in found if moment is not None]
            assert len(at) == len(days), (change, local)
            assert at == sorted(set(at)), (change, local)
            assert [moment.astimezone(zone).date() for moment in at] == days
            start = datetime.combine(days[0], time(), tzinfo=UTC) - DAY
            assert [*passed(briefing, start, start + 5 * DAY)][1:4] != []


@pytest.mark.skipif(not TRANSITIONS.exists(), reason="the shared corpora are not here")
def test_ticks_over_every_change_of_every_clock_make_each_date_once() -> None:
    """In the middle of what is skipped or repeated, looked at every half hour: on time, once, and dated by its day."""
    step = timedelta(minutes=30)
    for change in json.loads(TRANSITIONS.read_text(encoding="utf-8")):
        zone, moment = ZoneInfo(change["zone"]), datetime.fromisoformat(change["utc"])
        before, after = (datetime.fromisoformat(change[key]) for key in ("local_before", "local_after"))
        middle = min(before, after) + abs(after - before) / 2
        briefing = a_briefing(timezone=zone, send_at=middle.time().replace(second=0))
        made: dict[date, datetime] = {}
        for now in (moment + number * step for number in range(-8, 9)):
            owes = due(briefing, now, since=moment - 8 * step, handled=[*made], catch_up=timedelta(hours=6))
            assert owes.skipped == ()
            if owes.run is not None:
                made[owes.run] = now
                assert cutoff(briefing, owes.run, now).astimezone(zone).date() == owes.run, change
        assert [*made] == [middle.date()], change
        hour = sent_at(briefing, middle.date())
        assert hour is not None
        assert hour <= made[middle.date()] < hour + step, change


CADENCES: dict[str, tuple[dict[str, Any], list[int]]] = {
    "every day": ({"cadence": "daily"}, [1, 2, 3, 4, 5, 6, 7, 8]),
    "on weekdays": ({"cadence": "daily", "days": ("mon", "tue", "wed", "thu", "fri")}, [1, 2, 3, 6, 7, 8]),
    "weekly, without a day": ({"cadence": "weekly"}, [3]),
    "weekly on Sundays": ({"cadence": "weekly", "days": ("sun",)}, [5]),
    "monthly": ({"cadence": "monthly"}, [1]),
    "on the first Monday of the month": ({"cadence": "monthly", "days": ("mon",)}, [6]),
}


@pytest.mark.parametrize("case", CADENCES)
def test_a_briefing_appears_on_its_days(case: str) -> None:
    """1 January 2020 was a Wednesday; the first eight days are looked at."""
    character, expected = CADENCES[case]
    briefing = a_briefing(**{"days": (), **character})
    found = [*passed(briefing, datetime(2019, 12, 31, 12, tzinfo=UTC), datetime(2020, 1, 8, 12, tzinfo=UTC))]
    assert [day.day for day in found] == expected


MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)
UTC_DAILY: dict[str, Any] = {"timezone": ZoneInfo("UTC"), "send_at": time(6)}


def owed(now: datetime, *handled: date, since: datetime = MONDAY - 5 * DAY, hours: int = 6) -> Due:
    """Return what a daily of 06:00 UTC owes."""
    return due(a_briefing(**UTC_DAILY), now, since=since, handled=handled, catch_up=timedelta(hours=hours))


def test_after_downtime_the_latest_edition_is_made_and_older_ones_are_passed_over() -> None:
    """Nobody wants three mornings' mail at once."""
    handled = [date(2026, 11, 19), date(2026, 11, 20)]
    assert owed(MONDAY, *handled) == Due(run=date(2026, 11, 23), skipped=(date(2026, 11, 21), date(2026, 11, 22)))


def test_what_is_too_late_is_passed_over() -> None:
    """A morning's mail in the evening is none."""
    late = owed(MONDAY + timedelta(hours=7), since=MONDAY - timedelta(hours=1))
    assert late == Due(skipped=(date(2026, 11, 23),))


def test_what_is_handled_is_owed_no_more() -> None:
    """Nor is what was due before the briefing was scheduled at all."""
    assert owed(MONDAY, date(2026, 11, 23), since=MONDAY - timedelta(hours=1)) == Due()
    assert owed(MONDAY, since=MONDAY) == Due()


def test_nothing_is_due_a_second_before_its_hour() -> None:
    """And at its hour it is."""
    since = MONDAY - timedelta(hours=1)
    assert owed(MONDAY - timedelta(seconds=1), since=since) == Due()
    assert owed(MONDAY, since=since) == Due(run=date(2026, 11, 23))


@given(
    st.sampled_from(sorted(available_timezones())),
    st.times(),
    st.datetimes(datetime(1975, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001  hypothesis takes naive bounds
)
def test_the_next_edition_is_later_and_of_the_hour(zone: str, hour: time, moment: datetime) -> None:
    """In any zone, at any time, at any hour of the day."""
    now = moment.replace(tzinfo=UTC)
    briefing = a_briefing(timezone=ZoneInfo(zone), send_at=hour.replace(second=0, microsecond=0, fold=0))
    found = next_after(briefing, now)
    assert found is not None
    day, at = found
    assert now < at <= now + timedelta(days=3)
    assert sent_at(briefing, day) == at
    assert day not in [*passed(briefing, now - 2 * DAY, now)]
