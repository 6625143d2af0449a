"""How feeds are doing, from what is remembered of them."""

from datetime import timedelta

import pytest

from briefgen.health import Health, health_of
from briefgen.model.feed import FeedState
from briefgen.store import FeedActivity
from tests.factories import NOON, a_feed

DAY = timedelta(days=1)


def health(state: FeedState | None = None, activity: FeedActivity | None = None) -> Health:
    """Return the health of one feed at noon."""
    states = {} if state is None else {state.feed: state}
    activities = {} if activity is None else {activity.feed: activity}
    (found,) = health_of([a_feed()], states, activities, NOON)
    return found


def a_state(**given: object) -> FeedState:
    """Return the state of a feed that was read just now."""
    return FeedState(**{"feed": "harbour-post", "succeeded": NOON, **given})  # type: ignore[arg-type]


def an_activity(**given: object) -> FeedActivity:
    """Return the activity of a feed with an article an hour ago."""
    return FeedActivity(**{"feed": "harbour-post", "newest": NOON - DAY / 24, **given})  # type: ignore[arg-type]


def test_a_feed_that_nobody_read_has_no_remarks() -> None:
    """Nothing is known of it."""
    assert (health().remarks, health().articles_a_day) == ((), None)


@pytest.mark.parametrize(
    ("silence", "gap", "silent"),
    [
        (6 * DAY, DAY, True),
        (4 * DAY, DAY, False),
        (2 * DAY, DAY / 24, False),
        (4 * DAY, DAY / 24, True),
        (30 * DAY, None, False),
    ],
)
def test_a_feed_is_silent_after_five_gaps_and_three_days(
    silence: timedelta,
    gap: timedelta | None,
    silent: bool,  # noqa: FBT001  a column of the table
) -> None:
    """A weekly may be quiet for a week, an hourly one for a weekend."""
    found = health(a_state(), an_activity(newest=NOON - silence, gap=gap))
    assert found.silent_since == (NOON - silence if silent else None)
    assert found.remarks == ((f"silent since {NOON - silence:%Y-%m-%d}",) if silent else ())


def test_a_feed_that_was_not_read_is_not_called_silent() -> None:
    """The silence may be ours."""
    state = a_state(succeeded=NOON - 9 * DAY)
    assert health(state, an_activity(newest=NOON - 10 * DAY, gap=DAY)).silent_since is None


@pytest.mark.parametrize(("failures", "days", "failing"), [(3, 2, True), (2, 9, False), (9, 1, False)])
def test_only_failures_that_last_are_told(failures: int, days: int, failing: bool) -> None:  # noqa: FBT001  likewise
    """More than a day, and at least three tries."""
    found = health(a_state(failures=failures, failing_since=NOON - days * DAY, error="timed out"))
    assert found.failing is failing
    assert bool(found.remarks) is failing


def test_what_was_learned_at_another_address_is_forgotten() -> None:
    """An editor has mended feeds.toml since."""
    state = a_state(failures=9, failing_since=NOON - 9 * DAY, configured="https://elsewhere.example/", retired=NOON)
    assert health(state).remarks == ()


@pytest.mark.parametrize(("articles", "repeated", "told"), [(20, 18, True), (20, 17, False), (9, 9, False)])
def test_a_feed_only_repeats_when_nearly_all_of_enough_is_repeated(
    articles: int,
    repeated: int,
    told: bool,  # noqa: FBT001  likewise
) -> None:
    """Nine in ten, of ten or more."""
    found = health(a_state(), an_activity(articles=articles, repeated=repeated, oldest=NOON - DAY))
    assert found.only_repeats is told
    assert ("only repeats others" in found.remarks) is told


@pytest.mark.parametrize(("days", "rate"), [(10, 2.0), (0.1, 20.0)])
def test_articles_a_day_count_from_the_first_of_them(days: float, rate: float) -> None:
    """Within the first day they count as a day's."""
    assert health(a_state(), an_activity(articles=20, oldest=NOON - days * DAY)).articles_a_day == rate


def test_a_feed_without_recent_articles_brings_none_a_day() -> None:
    """Not unknown, but none."""
    assert health(a_state(), an_activity()).articles_a_day == 0


def test_a_feed_that_has_gone_or_moved_is_told_at_once() -> None:
    """The server has said so itself: an editor can mend feeds.toml."""
    assert health(a_state(retired=NOON)).remarks == ("gone for good since 2021-12-27",)
    moved = health(a_state(adopted="https://new.example/rss"))
    assert moved.remarks == ("moved for good to https://new.example/rss",)
