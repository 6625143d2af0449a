"""When a feed is asked again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.fetch.polling import address_of, after, body_hash, current, is_due, is_persistent
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchError, Hints, Unchanged
from tests.factories import NOON, a_feed
from tests.fetch.asking import a_state

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def a_fetched(feed: Feed, body: bytes = b"<rss/>", **given: object) -> FetchedFeed:
    """Return a document just fetched."""
    return FetchedFeed(**{"feed": feed, "body": body, "content_type": "", "url": feed.address, **given})  # type: ignore[arg-type]  # a test's own keywords


def test_a_feed_that_was_never_asked_is_due() -> None:
    """There is no next check yet."""
    assert is_due(a_feed(), a_state(), NOON)


def test_a_feed_is_due_at_its_next_check_and_not_before() -> None:
    """The stored instant decides, so a restart changes nothing."""
    state = a_state(next_check=NOON)
    assert is_due(a_feed(), state, NOON)
    assert not is_due(a_feed(), state, NOON - timedelta(seconds=1))


def test_a_saved_document_is_always_due() -> None:
    """Reading a file disturbs nobody."""
    assert is_due(a_feed(path=PurePath("a.xml")), a_state(next_check=NOON + HOUR), NOON)


def test_a_clock_that_was_set_back_does_not_silence_a_feed() -> None:
    """A next check further ahead than any rule puts it was made by a wrong clock."""
    assert is_due(a_feed(), a_state(next_check=NOON + 8 * DAY), NOON)
    assert not is_due(a_feed(poll_minutes=20 * 24 * 60), a_state(next_check=NOON + 8 * DAY), NOON)
    assert is_due(a_feed(), a_state(checked=NOON + DAY, next_check=NOON + DAY + HOUR), NOON)
    a_little_ahead = NOON + timedelta(minutes=2)  # another machine's clock
    assert not is_due(a_feed(), a_state(checked=a_little_ahead, next_check=NOON + HOUR), NOON)


def test_a_fetched_document_is_remembered() -> None:
    """Validators, hash and ttl are kept, failures forgotten."""
    feed = a_feed()
    failing = a_state(failures=3, failing_since=NOON - DAY, error="HTTP 500", etag="old")
    result = a_fetched(feed, etag='"new"', last_modified="yesterday")
    assert after(feed, failing, result, NOON, hints=Hints(ttl=60)) == FeedState(
        feed="harbour-post",
        etag='"new"',
        last_modified="yesterday",
        body_hash=body_hash(b"<rss/>"),
        checked=NOON,
        succeeded=NOON,
        next_check=NOON + timedelta(minutes=30),
        ttl=60,
        configured=feed.address,
    )


def test_validators_are_stored_when_nothing_changed() -> None:
    """A 304 may carry new ones; the hash of the body stays (newsboat#3340)."""
    feed, state = a_feed(), a_state(etag='"1"', body_hash="abc", ttl=7200)
    told = after(feed, state, Unchanged(feed=feed, etag='"2"', last_modified="today"), NOON)
    assert (told.etag, told.last_modified, told.body_hash, told.ttl) == ('"2"', "today", "abc", 7200)


@pytest.mark.parametrize(
    ("poll_minutes", "max_age", "ttl", "expected"),
    [
        (30, None, None, timedelta(minutes=30)),
        (30, 60, 120, timedelta(minutes=30)),
        (30, 7200, 3600, 2 * HOUR),
        (30, 3600, 7200, 2 * HOUR),
        (30, 7 * 86_400, None, DAY),
        (2 * 24 * 60, 7 * 86_400, None, 2 * DAY),
    ],
    ids=["ours", "hints below ours", "max-age", "ttl", "hints end at a day", "ours may be longer"],
)
def test_the_longest_wish_decides(poll_minutes: int, max_age: int | None, ttl: int | None, expected: timedelta) -> None:
    """The next check is the latest of interval, max-age and ttl; hints count up to a day."""
    feed = a_feed(poll_minutes=poll_minutes)
    assert (
        after(feed, a_state(), a_fetched(feed, max_age=max_age), NOON, hints=Hints(ttl=ttl)).next_check
        == NOON + expected
    )


def test_the_documents_ttl_holds_through_304s() -> None:
    """A 304 has no document; the ttl of the last one goes on."""
    feed = a_feed()
    state = after(feed, a_state(), a_fetched(feed), NOON, hints=Hints(ttl=7200))
    assert after(feed, state, Unchanged(feed=feed), NOON + 2 * HOUR).next_check == NOON + 4 * HOUR


def test_failures_are_asked_again_ever_more_rarely() -> None:
    """The interval, then twice, four times …, at most a day."""
    feed, state = a_feed(), a_state()
    pauses = []
    for _ in range(9):
        state = after(feed, state, FetchError(feed=feed, reason="HTTP 500"), NOON)
        assert state.next_check is not None
        pauses.append((state.next_check - NOON) / timedelta(minutes=1))
    assert pauses == [30, 60, 120, 240, 480, 960, 1440, 1440, 1440]


def test_a_row_of_failures_has_one_beginning() -> None:
    """failing_since is set at the first failure, kept, and cleared by a success."""
    feed, refused = a_feed(), FetchError(feed=a_feed(), reason="connection refused")
    once = after(feed, a_state(etag='"1"', succeeded=NOON - DAY), refused, NOON)
    twice = after(feed, once, replace(refused, reason="HTTP 500"), NOON + HOUR)
    assert (twice.failing_since, twice.failures, twice.error) == (NOON, 2, "HTTP 500")
    assert (twice.checked, twice.succeeded, twice.etag) == (NOON + HOUR, NOON - DAY, '"1"')
    well = after(feed, twice, Unchanged(feed=feed), NOON + DAY)
    assert (well.failing_since, well.failures, well.error) == (None, 0, None)


def test_retry_after_is_honoured_beyond_our_own_pause() -> None:
    """The longer of both, and up to a week."""
    feed = a_feed()

    def pause(seconds: int) -> timedelta:
        result = FetchError(feed=feed, reason="HTTP 429", retry_after=seconds)
        next_check = after(feed, a_state(), result, NOON).next_check
        assert next_check is not None
        return next_check - NOON

    assert [pause(5), pause(3 * 3600), pause(10**9)] == [timedelta(minutes=30), 3 * HOUR, 7 * DAY]


def test_a_feed_that_was_not_asked_has_not_failed() -> None:
    """Its host rests: it is only asked later."""
    feed, state = a_feed(), a_state(checked=NOON - HOUR, failures=1, failing_since=NOON - HOUR, error="HTTP 500")
    result = FetchError(feed=feed, reason="not asked", retry_after=7200, asked=False)
    assert after(feed, state, result, NOON) == replace(state, next_check=NOON + 2 * HOUR)


def test_a_feed_that_is_gone_is_retired_until_its_address_changes() -> None:
    """It is never due again, but everything about it is forgotten with its old address."""
    feed = a_feed()
    gone = FetchError(feed=feed, reason="gone for good (HTTP 410)", status=410, gone=True)
    state = after(feed, a_state(), gone, NOON)
    assert (state.retired, state.error) == (NOON, "gone for good (HTTP 410)")
    assert not is_due(feed, state, NOON + 400 * DAY)
    assert is_due(replace(feed, url="https://harbour-post.example/atom.xml"), state, NOON)


def test_a_temporary_target_that_is_gone_retires_nothing() -> None:
    """Only the feed's own address can say so."""
    feed = a_feed()
    gone = FetchError(feed=feed, reason="gone for good (HTTP 410)", status=410)
    assert after(feed, a_state(), gone, NOON).retired is None


def test_a_new_address_in_the_configuration_begins_anew() -> None:
    """Validators and hash of another document mean nothing."""
    feed = a_feed()
    state = after(feed, a_state(), a_fetched(feed, etag='"1"'), NOON)
    assert current(feed, state) == state
    assert current(replace(feed, url="https://other.example/"), state) == a_state()


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "failing"])
def test_an_adopted_address_that_fails_is_given_up_for_the_configured_one(*, gone: bool) -> None:
    """At once where it is gone, else at the third failure; the feed is not retired for it."""
    feed = a_feed()
    state = a_state(adopted="https://new.example/rss.xml", configured=feed.address)
    result = FetchError(feed=feed, reason="HTTP 4xx", gone=gone)
    for _ in range(1 if gone else 3):
        assert address_of(feed, state) == "https://new.example/rss.xml"
        state = after(feed, state, result, NOON)
    assert (address_of(feed, state), state.retired) == (feed.address, None)


def test_only_what_lasts_is_worth_a_report() -> None:
    """More than a day and three failures, or gone for good."""
    failing = a_state(failing_since=NOON - DAY, failures=3, error="HTTP 500")
    assert not is_persistent(a_state(), NOON)
    assert not is_persistent(failing, NOON)
    assert is_persistent(failing, NOON + HOUR)
    assert not is_persistent(replace(failing, failures=2), NOON + HOUR)
    assert is_persistent(a_state(retired=NOON, failing_since=NOON, failures=1), NOON)


def test_an_earlier_moment_does_not_know_what_came_later() -> None:
    """An edition is built for its cut-off, though the feed is gone by now."""
    gone = a_state(retired=NOON, failing_since=NOON - 3 * DAY, failures=9)
    assert is_persistent(gone, NOON - DAY)
    assert not is_persistent(gone, NOON - 2 * DAY)


def test_a_hosts_rest_is_that_of_the_host_whichever_feed_is_asked() -> None:
    """Half an hour, then twice, four times …, at most a day; neither interval nor failures of the feed count."""

    def rest(times: int, **known: object) -> timedelta:
        feed = a_feed(poll_minutes=5)
        result = FetchError(feed=feed, reason="HTTP 429", sent_away_by="one.example", sent_away_times=times)
        state = after(feed, a_state(**known), result, NOON)
        assert state.sent_away_until is not None
        assert state.sent_away_times == times
        return state.sent_away_until - NOON

    assert [rest(times) for times in (1, 2, 3, 9, 2000)] == [HOUR / 2, HOUR, 2 * HOUR, DAY, DAY]
    assert rest(1, failures=7) == HOUR / 2


@settings(deadline=None)
@given(
    poll_minutes=st.integers(1, 100_000),
    failures=st.integers(0, 10_000),
    retry_after=st.none() | st.integers(0, 10**15),
)
def test_no_failure_puts_a_feed_out_of_reach(poll_minutes: int, failures: int, retry_after: int | None) -> None:
    """The next check is after the interval and never further than the rules allow."""
    feed = a_feed(poll_minutes=poll_minutes)
    result = FetchError(feed=feed, reason="HTTP 503", retry_after=retry_after)
    next_check = after(feed, a_state(failures=failures), result, NOON).next_check
    assert next_check is not None
    interval = timedelta(minutes=poll_minutes)
    assert interval <= next_check - NOON <= max(interval, 7 * DAY)
    assert not is_due(feed, a_state(next_check=next_check), NOON)
