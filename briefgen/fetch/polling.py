"""Which feeds are due, and what a result does to a feed's state. Pure.

Rules 2, 4, 5, 7 and 8 of polite polling: validators of every 200 and 304 are kept, the next check is the latest that
the configuration, the HTTP headers and the document ask for, failures are asked again ever more rarely, an address that
was given up for another is followed, one that is gone for good is left.
"""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from briefgen.fetch.headers import LONGEST
from briefgen.fetch.quiet import WEEK, is_quiet, next_loud
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchError, FetchResult, Hints, Unchanged

#: The longest pause for a publisher's hint or our own back-off; ``poll_minutes`` may be longer.
DAY = timedelta(days=1)

#: A permanent redirect is believed when so many polls in a row were sent to the same place and found a feed there.
SIGHTINGS = 3

#: An adopted address that fails so often in a row is given up for the configured one.
PATIENCE = 3

#: So far the clocks of machines that share a store may be apart. A feed that was asked later than that from now: ours
#: has been set back.
_APART = timedelta(minutes=5)

#: Without Retry-After, a host that sent us away rests so long, whichever of its feeds was asked; then twice as long …
_REST = timedelta(minutes=30)

#: Doubling beyond this is past a day for every interval of a minute and more.
_MAX_DOUBLINGS = 11

_NO_HINTS = Hints()


def current(feed: Feed, state: FeedState) -> FeedState:
    """Return what is known of ``feed`` as it is configured now: nothing, if the state was learned elsewhere."""
    if state.configured in {None, feed.address}:
        return state
    return FeedState(feed=feed.id)


def address_of(feed: Feed, state: FeedState) -> str:
    """Return where ``feed`` is asked: the address it has moved to for good, else the configured one."""
    return current(feed, state).adopted or feed.address


def is_due(feed: Feed, state: FeedState, now: datetime) -> bool:
    """Tell whether ``feed`` is to be asked at ``now``, as far as its own state says; ``due_now`` minds its host too.

    A saved document always is: reading it disturbs nobody and costs nothing while unchanged. So is a feed that was
    asked in the future, or whose next check lies further ahead than any rule puts it: then the clock has been set back
    since. One that is gone for good never is, until its address in the configuration changes.
    """
    state = current(feed, state)
    if feed.path is not None:
        return True
    if state.retired is not None:
        return False
    if is_quiet(state, now) and not _neglected(state, now):
        return False
    if state.next_check is None or state.next_check <= now:
        return True
    if state.checked is not None and state.checked > now + _APART:
        return True
    furthest = now + max(_interval(feed), timedelta(seconds=LONGEST))
    return state.next_check > next_loud(state, furthest)


def is_persistent(state: FeedState, now: datetime) -> bool:
    """Tell whether a failure is worth a report: for more than a day and three times at least, or for good.

    What one request did not bring the next one does, most of the time (rss2email#195). At an earlier ``now`` than that
    of the last poll, what began after it has not happened yet; how often it had failed by then is not remembered.
    """
    if state.retired is not None and state.retired <= now:
        return True
    return state.failing_since is not None and now - state.failing_since > DAY and state.failures >= PATIENCE


def after(feed: Feed, state: FeedState, result: FetchResult, now: datetime, *, hints: Hints = _NO_HINTS) -> FeedState:
    """Return the state of ``feed`` once ``result`` came back at ``now``.

    Args:
        feed: what was asked.
        state: what was known before.
        result: what came back. If a fetched document turned out to be no feed, give a FetchError in its place: then
            its validators are not kept, the next answer is a document again and not a 304, no redirect to it counts.
        now: when the result came back.
        hints: how the fetched document itself asks to be polled. An unchanged feed keeps those from before.
    """
    state = current(feed, state)
    match result:
        case FetchedFeed():
            seen = replace(
                state,
                body_hash=body_hash(result.body),
                ttl=hints.ttl,
                skip_hours=hints.skip_hours,
                skip_days=hints.skip_days,
            )
            return _succeeded(feed, seen, result, now)
        case Unchanged():
            return _succeeded(feed, state, result, now)
        case FetchError():
            return _failed(feed, state, result, now)
    assert_never(result)


def body_hash(body: bytes) -> str:
    """Return what tells one body from another: its SHA-256 in hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


def _succeeded(feed: Feed, state: FeedState, result: FetchedFeed | Unchanged, now: datetime) -> FeedState:
    wish = timedelta(seconds=max(result.max_age or 0, state.ttl or 0))
    return replace(
        _followed(feed, state, result.moved_to),
        configured=feed.address,
        etag=result.etag,
        last_modified=result.last_modified,
        checked=now,
        succeeded=now,
        failing_since=None,
        failures=0,
        error=None,
        retired=None,
        sent_away_by=None,
        sent_away_until=None,
        sent_away_times=0,
        next_check=next_loud(state, now + max(_interval(feed), min(wish, DAY))),
    )


def _followed(feed: Feed, state: FeedState, moved_to: str | None) -> FeedState:
    """Count a permanent redirect that led to a feed; adopt its target at the third poll in a row (Vienna#1546)."""
    if moved_to is None:
        return replace(state, moved_to=None, moved_seen=0)
    seen = state.moved_seen + 1 if moved_to == state.moved_to else 1
    if seen < SIGHTINGS:
        return replace(state, moved_to=moved_to, moved_seen=seen)
    return replace(state, moved_to=None, moved_seen=0, adopted=None if moved_to == feed.address else moved_to)


def _failed(feed: Feed, state: FeedState, result: FetchError, now: datetime) -> FeedState:
    asked_to_wait = timedelta(seconds=min(result.retry_after or 0, LONGEST))
    if not result.asked:
        return replace(state, next_check=next_loud(state, now + asked_to_wait))  # due as soon as its host may be asked
    failures = state.failures + 1
    rest = asked_to_wait if result.retry_after is not None else _doubled(_REST, result.sent_away_times)
    believed = state.adopted is None
    lost = not believed and (result.gone or failures % PATIENCE == 0)
    return replace(
        state,
        configured=feed.address,
        checked=now,
        failing_since=state.failing_since or now,
        failures=failures,
        error=result.reason,
        retired=now if result.gone and believed else state.retired,
        adopted=None if lost else state.adopted,
        sent_away_by=result.sent_away_by,
        sent_away_until=now + rest if result.sent_away_by else None,
        sent_away_times=result.sent_away_times,
        next_check=next_loud(state, now + max(_back_off(feed, failures), asked_to_wait)),
    )


def _back_off(feed: Feed, failures: int) -> timedelta:
    """Return the pause after so many failures in a row: the interval, then twice, four times …, at most a day."""
    return max(_interval(feed), _doubled(_interval(feed), failures))


def _doubled(pause: timedelta, times: int) -> timedelta:
    doubled: timedelta = pause * 2 ** min(max(times - 1, 0), _MAX_DOUBLINGS)
    return min(doubled, DAY)


def _neglected(state: FeedState, now: datetime) -> bool:
    """Whoever runs us only at hours that a publisher wants quiet still reads it once a week."""
    return state.checked is not None and now - state.checked > WEEK


def _interval(feed: Feed) -> timedelta:
    return timedelta(minutes=feed.poll_minutes)
