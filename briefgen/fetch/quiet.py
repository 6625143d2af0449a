"""The hours and days in which a document asks not to be polled (RSS 2.0, ``skipHours`` and ``skipDays``). Pure.

Both are meant in GMT. A document that leaves no hour or no day to ask it in is misprinted: that list counts as absent.
"""

from datetime import UTC, datetime, timedelta

from briefgen.model.feed import FeedState

#: No quiet time is longer, for one day of the week is free.
WEEK = timedelta(days=7)

_HOURS, _DAYS = frozenset(range(24)), frozenset(range(7))


def is_quiet(state: FeedState, moment: datetime) -> bool:
    """Tell whether the feed's document asks not to be polled at ``moment``."""
    hours, days = _quiet(state)
    at = moment.astimezone(UTC)
    return at.hour in hours or at.weekday() in days


def next_loud(state: FeedState, moment: datetime) -> datetime:
    """Return ``moment``, or the end of the quiet time that it falls into."""
    hours, days = _quiet(state)
    at = moment.astimezone(UTC)
    while at.hour in hours or at.weekday() in days:
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment if at == moment else at


def _quiet(state: FeedState) -> tuple[frozenset[int], frozenset[int]]:
    hours, days = frozenset(state.skip_hours) & _HOURS, frozenset(state.skip_days) & _DAYS
    return (frozenset() if hours == _HOURS else hours), (frozenset() if days == _DAYS else days)
