"""Which delivery comes next: those that are claimed, then those that may be claimed."""

from collections import deque
from collections.abc import Iterable

from briefgen.deliver.carriage import Ahead
from briefgen.deliver.pacing import Pace
from briefgen.model.delivery import Claimed

#: How many are looked up at a time.
_AHEAD = 200
#: After so many that were not to be had rows are claimed first, for the rest of the round.
_CONTENDED = 5


class Supply:
    """Deliveries to come, within the bounds of a pace."""

    def __init__(self, ahead: Ahead | None, pace: Pace) -> None:
        """Begin with none. Without ``ahead`` rows are claimed before anything is said of them."""
        self._ahead, self._pace = ahead, pace
        self._claimed: deque[Claimed] = deque()
        self._seen: deque[Claimed] = deque()
        self.dry = False  #: the ledger gave nothing more the last time it was asked
        self._again = 0.0  # when a dry ledger is asked again, for something was held
        self._held = False
        self._missed = 0
        self._sweeps = False  # nothing was seen ahead
        self._flows = False  # the last claim gave something

    @property
    def speculative(self) -> bool:
        """Tell whether messages are begun before they are claimed."""
        return self._ahead is not None

    def next(self, at: float, busy: frozenset[int]) -> tuple[Claimed, bool] | None:
        """Return the next delivery, and whether it is claimed; None for none just now."""
        if self._claimed:
            return self._claimed.popleft(), True
        if self._pace.room(at) == 0:
            return None
        found = self._first(at)
        if found is None and self._look(at, busy):
            found = self._first(at)
        return (found, False) if found else None

    def known(self, at: float, busy: frozenset[int]) -> int:
        """Return how many are known that could go out at once; 1 if that is yet to be asked."""
        if self._ahead is None:
            return len(self._claimed) + int(self._flows)
        room = self._pace.room(at)
        if room == 0:
            return 0
        if not any(self._pace.may(row.domain, at) for row in self._seen):
            self._look(at, busy)
        known = len(self._seen)
        if not self._pace.free(at):
            known = sum(self._pace.may(row.domain, at) for row in self._seen)
        return len(self._claimed) + (known if room is None else min(known, room))

    def wants(self, idle: int, at: float, *, begun: bool) -> int:
        """Return how many rows to claim first, for connections that have nothing to do.

        Also where nothing is seen ahead: a claim finds what is to be withdrawn, and says whether there is nothing left.
        Not while a message has ``begun`` whose row is not claimed: the claim might take it.
        """
        if begun or (self._ahead is not None and not self._sweeps):
            return 0
        if self.dry and (not self._held or at < self._again):
            return 0
        room = self._pace.room(at)
        most = idle - len(self._claimed)
        return max(0, most if room is None else min(most, room))

    def claimed(self, rows: Iterable[Claimed], asked: int, at: float) -> None:
        """Take rows that were claimed, of so many that were asked for."""
        rows = list(rows)
        for row in rows:
            self._pace.goes(row.domain, at)
        self._claimed += rows
        if ours := {row.subscriber for row in rows}:
            self._seen = deque(row for row in self._seen if row.subscriber not in ours)
        if asked:
            self._flows, self._sweeps = bool(rows), False
            self._emptied(at, dry=not rows)

    def claimed_rows(self) -> list[Claimed]:
        """Take out what is claimed and was not offered."""
        rows = [*self._claimed]
        self._claimed.clear()
        return rows

    def put_back(self, row: Claimed) -> None:
        """One that was offered comes first again."""
        self._seen.appendleft(row)

    def contended(self) -> None:
        """A row that we had begun was not to be had: its reader left, or, if that happens often, others send too."""
        self._missed += 1
        if self._missed >= _CONTENDED:
            self._ahead = None
            self._seen.clear()
            self.dry = False

    def released(self) -> None:
        """Something was given back to the ledger: it has something again."""
        self.dry = False

    def waiting(self, at: float) -> float:
        """Return the seconds until something that is held may go, 0 if nothing is held."""
        if self._seen:
            if self._pace.free(at):
                return 0.001
            return max(0.001, min(self._pace.wait(row.domain, at) for row in self._seen))
        return max(0.001, self._again - at) if self.dry and self._held else 0.0

    def _first(self, at: float) -> Claimed | None:
        for place, row in enumerate(self._seen):
            if self._pace.may(row.domain, at):
                del self._seen[place]
                self._pace.goes(row.domain, at)
                return row
        return None

    def _look(self, at: float, busy: frozenset[int]) -> bool:
        if self._ahead is None or self._sweeps or (self.dry and (not self._held or at < self._again)):
            return False
        held = self._pace.held(at)
        besides = busy | {row.subscriber for row in self._seen}
        rows = self._ahead(_AHEAD, besides, held)
        self._seen += rows
        self._sweeps = not rows
        return bool(rows)

    def _emptied(self, at: float, *, dry: bool) -> None:
        self.dry = dry
        wait = self._pace.release(at)
        self._held = dry and wait > 0
        self._again = at + wait
