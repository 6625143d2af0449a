"""A network with a delay: ``python -m tests.benchmarks.delaying LISTEN TARGET SECONDS``, ports of loopback.

Whatever comes is handed on so many seconds later, in both directions; half a round trip each. A server hears of a
connection three halves after it was asked for, as with TCP's handshake. What is on its way stays in the kernel
(``splice``): the network takes little of the cores from those who are measured over it. Linux only.
"""

import os
import select
import socket
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from fcntl import F_SETPIPE_SZ, fcntl

#: Octets that may be on their way in one direction of a connection: as many as a pipe may hold.
_ROOM = 1 << 20


@dataclass(slots=True, eq=False)
class Direction:
    """One direction of a connection; what was taken from its source stands in a pipe until it is due."""

    source: socket.socket
    target: socket.socket
    due: deque[tuple[float, int]] = field(default_factory=deque)  #: when, and how many octets; 0 for the end
    way_in: int = field(init=False)
    way_out: int = field(init=False)
    ended: bool = False  #: nothing more comes from the source
    full: bool = False  #: no more may be on its way just now
    stuck: bool = False  #: the target takes nothing more just now

    def __post_init__(self) -> None:
        """Open the pipe."""
        self.way_out, self.way_in = os.pipe()
        for number in (self.way_out, self.way_in):
            os.set_blocking(number, False)
        fcntl(self.way_in, F_SETPIPE_SZ, _ROOM)

    def take(self, when: float) -> None:
        """Take what is there; it is due ``when``."""
        try:
            octets = os.splice(self.source.fileno(), self.way_in, _ROOM)
        except BlockingIOError:
            self.full = True
            return
        except OSError:
            octets = 0
        self.ended = octets == 0
        self.due.append((when, octets))

    def hand_on(self, now: float) -> None:
        """Hand on what is due."""
        self.full = self.stuck = False
        while self.due and self.due[0][0] <= now:
            when, octets = self.due.popleft()
            try:
                gone = os.splice(self.way_out, self.target.fileno(), octets) if octets else self._finish()
            except BlockingIOError:
                gone, self.stuck = 0, True
            except OSError:  # the target is gone, and its source will hear of that
                self._finish()
                self.ended = True
                self.due.clear()
                return
            if gone < octets:
                self.due.appendleft((when, octets - gone))
            if self.stuck:
                return

    def _finish(self) -> int:
        with suppress(OSError):
            self.target.shutdown(socket.SHUT_WR)
        return 0

    @property
    def over(self) -> bool:
        """Tell whether nothing more is to come."""
        return self.ended and not self.due


def main(listen: int, target: int, delay: float) -> None:
    """Pass connections on until it is ended."""
    with socket.create_server(("127.0.0.1", listen), backlog=128) as server:
        asked: deque[tuple[float, socket.socket]] = deque()
        pairs: list[tuple[Direction, Direction]] = []
        while True:
            ways = [way for pair in pairs for way in pair]
            sources = {way.source: way for way in ways if not way.ended and not way.full}
            firsts = [way.due[0][0] for way in ways if way.due and not way.stuck] + [when for when, _ in asked][:1]
            patience = max(0.0, min(firsts) - time.monotonic()) if firsts else None
            # Not epoll: its waits are whole milliseconds.
            readable, _, _ = select.select([server, *sources], [way.target for way in ways if way.stuck], [], patience)
            now = time.monotonic()
            for one in readable:
                if one is server:
                    asked.append((now + 3 * delay, server.accept()[0]))
                else:
                    sources[one].take(now + delay)
            for way in ways:
                if way.due:
                    way.hand_on(now)
            while asked and asked[0][0] <= now:
                pairs.append(_joined(asked.popleft()[1], target))
            pairs = [pair for pair in pairs if not _closed(pair)]


def _joined(here: socket.socket, target: int) -> tuple[Direction, Direction]:
    there = socket.create_connection(("127.0.0.1", target))
    for one in (here, there):
        one.setblocking(False)
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Direction(here, there), Direction(there, here)


def _closed(pair: tuple[Direction, Direction]) -> bool:
    if not all(way.over for way in pair):
        return False
    for way in pair:
        way.source.close()
        os.close(way.way_in)
        os.close(way.way_out)
    return True


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
