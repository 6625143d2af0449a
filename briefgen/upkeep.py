"""What is done for the store once a day."""

from datetime import datetime, timedelta

from briefgen.store import Store

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
