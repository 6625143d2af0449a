"""What is done for the store once a day."""

import logging
from datetime import datetime, timedelta

from briefgen.store import Store

log = logging.getLogger(__name__)

#: How long a sign-up that nobody confirms is kept: its link works for a week; after a month nobody means it any more.
UNCONFIRMED_KEPT = timedelta(days=30)

#: How long between two prunings; a little less than a day, so that a daily poll need not be later each day.
_EVERY = timedelta(hours=23)


def oldest_kept(keep_days: int, now: datetime) -> datetime:
    """Return the moment before which articles are pruned. Pure."""
    return now - timedelta(days=keep_days)


def prune_daily(store: Store, keep_days: int, now: datetime) -> int | None:
    """Prune the store if that was not done for a day; return how many articles were deleted, None if it was not due.

    ``keep_days`` of 0 keeps everything. The first time only begins to count: a store that has just been filled, by a
    replay of the past perhaps, loses nothing at once.
    """
    if keep_days == 0:
        return None
    last = store.last_done("prune")
    if last is not None and timedelta() <= now - last < _EVERY:
        return None
    deleted = 0 if last is None else store.prune(oldest_kept(keep_days, now))
    store.note_done("prune", now)
    return deleted


def forget_daily(store: Store, now: datetime) -> int | None:
    """Forget sign-ups that nobody confirmed, if it was not done for a day; return how many, None if it was not due."""
    last = store.last_done("forget")
    if last is not None and timedelta() <= now - last < _EVERY:
        return None
    ended, erased = store.subscriptions.lapse(now - UNCONFIRMED_KEPT, now)
    store.note_done("forget", now)
    if ended:
        log.info("%d sign-ups were never confirmed: ended, and %d readers with nothing else forgotten", ended, erased)
    return ended
