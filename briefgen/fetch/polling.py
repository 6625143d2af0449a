"""Which feeds are due, and what a result does to a feed's state. Pure.

Rules 2, 4 and 5 of polite polling: validators of every 200 and 304 are kept, the next check is the latest that the
configuration, the HTTP headers and the document ask for, and failures are asked again ever more rarely.
"""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import assert_never

from briefgen.fetch.headers import LONGEST
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchError, FetchResult, Unchanged

#: The longest pause for a publisher's hint or our own back-off; ``poll_minutes`` may be longer.
DAY = timedelta(days=1)

#: Doubling beyond this is past a day for every interval of a minute and more.
_MAX_DOUBLINGS = 11


def is_due(feed: Feed, state: FeedState, now: datetime) -> bool:
    """Tell whether ``feed`` is to be asked at ``now``.

    A saved document always is: reading it disturbs nobody and costs nothing while it is unchanged. So is a feed whose
    next check lies further ahead than any rule puts it: then the clock has been set back since.
    """
    if feed.path is not None or state.next_check is None or state.next_check <= now:
        return True
    furthest = max(_interval(feed), timedelta(seconds=LONGEST))
    return state.next_check - now > furthest


def after(feed: Feed, state: FeedState, result: FetchResult, now: datetime, *, ttl: int | None = None) -> FeedState:
    """Return the state of ``feed`` once ``result`` came back at ``now``.

    Args:
        feed: what was asked.
        state: what was known before.
        result: what came back. If a fetched document turned out to be no feed, give a FetchError in its place: then
            its validators are not kept, and the next answer is a document again and not a 304.
        now: when the result came back.
        ttl: seconds that the fetched document itself asks to be left alone (RSS ``ttl``, ``sy:updatePeriod``), if any.
            An unchanged feed keeps the one from before.
    """
    match result:
        case FetchedFeed():
            seen = replace(state, body_hash=body_hash(result.body), ttl=ttl)
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
    hints = timedelta(seconds=max(result.max_age or 0, state.ttl or 0))
    return replace(
        state,
        etag=result.etag,
        last_modified=result.last_modified,
        checked=now,
        succeeded=now,
        failing_since=None,
        failures=0,
        error=None,
        next_check=now + max(_interval(feed), min(hints, DAY)),
    )


def _failed(feed: Feed, state: FeedState, result: FetchError, now: datetime) -> FeedState:
    asked_to_wait = timedelta(seconds=min(result.retry_after or 0, LONGEST))
    if not result.asked:
        return replace(state, next_check=now + max(_interval(feed), asked_to_wait))
    failures = state.failures + 1
    return replace(
        state,
        checked=now,
        failing_since=state.failing_since or now,
        failures=failures,
        error=result.reason,
        next_check=now + max(_back_off(feed, failures, result.status), asked_to_wait),
    )


def _back_off(feed: Feed, failures: int, status: int | None) -> timedelta:
    """Return the pause after so many failures in a row: the interval, then twice, four times …, at most a day."""
    if status == HTTPStatus.GONE:
        return max(_interval(feed), DAY)
    doubled: timedelta = _interval(feed) * 2 ** min(failures - 1, _MAX_DOUBLINGS)
    return max(_interval(feed), min(doubled, DAY))


def _interval(feed: Feed) -> timedelta:
    return timedelta(minutes=feed.poll_minutes)
