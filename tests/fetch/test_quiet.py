"""The hours and days in which a document asks not to be polled."""

from datetime import timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from briefgen.fetch.quiet import WEEK, is_quiet, next_loud
from tests.factories import NOON
from tests.fetch.asking import a_state

some_hours = st.sets(st.integers(0, 23)).map(lambda found: tuple(sorted(found)))
some_days = st.sets(st.integers(0, 6)).map(lambda found: tuple(sorted(found)))


def test_quiet_time_ends_on_the_hour() -> None:
    """Noon on a Monday, quiet until three."""
    state = a_state(skip_hours=(12, 13, 14))
    assert is_quiet(state, NOON + timedelta(minutes=59))
    assert next_loud(state, NOON + timedelta(minutes=59)) == NOON + timedelta(hours=3)


def test_hours_and_days_are_those_of_gmt() -> None:
    """Whatever zone the moment is given in."""
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    assert is_quiet(a_state(skip_hours=(12,)), tokyo)
    assert not is_quiet(a_state(skip_hours=(21,)), tokyo)


def test_a_quiet_weekend_ends_on_monday() -> None:
    """At midnight, GMT."""
    friday = NOON + timedelta(days=4)
    state = a_state(skip_days=(5, 6))
    assert next_loud(state, friday) == friday
    assert next_loud(state, friday + timedelta(days=1)) == friday + timedelta(days=2, hours=12)


@given(hours=some_hours, days=some_days, minutes=st.integers(0, 20_000))
def test_a_loud_moment_is_always_found_within_a_week(
    hours: tuple[int, ...], days: tuple[int, ...], minutes: int
) -> None:
    """It is never before the moment asked about, and it is that moment where that is loud."""
    state, moment = a_state(skip_hours=hours, skip_days=days), NOON + timedelta(minutes=minutes)
    found = next_loud(state, moment)
    assert not is_quiet(state, found)
    assert moment <= found <= moment + WEEK
    assert (found == moment) == (not is_quiet(state, moment))
