"""How often somebody may do something: token buckets, in memory. Pure but for what they remember.

For visitors, by the address of their network. In memory, not in the store: what is counted is a matter of minutes, and
no list of who visited us is kept anywhere. What a mailbox gets is counted in the store (``store.askings``). *Not* the
library ``limits``: it reads the clock itself, and this is twenty lines.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta

#: Who was seen last is remembered; a bucket that is forgotten counts as full.
_MOST = 100_000


class Buckets:
    """A bucket for each key: ``size`` at once, and one more each ``every``. Safe to share between threads."""

    def __init__(self, size: int, every: timedelta) -> None:
        """Make them; each is full at first."""
        self._size, self._every = size, every.total_seconds()
        self._levels: OrderedDict[Hashable, tuple[float, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: Hashable, now: datetime) -> bool:
        """Take one out of a key's bucket; False if there is none."""
        with self._lock:
            level, seen = self._levels.pop(key, (float(self._size), now))
            level = min(self._size, level + max(0.0, (now - seen).total_seconds()) / self._every)
            allowed = level >= 1
            self._levels[key] = (level - allowed, now)
            if len(self._levels) > _MOST:
                self._levels.popitem(last=False)
        return allowed
