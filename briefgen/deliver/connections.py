"""Connections that are opened beside the work, in threads of their own, and what is on each. Edge: sockets, threads."""

import selectors
import socket
import ssl
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from briefgen.deliver.dialogue import Dialogue
from briefgen.deliver.smtp import MailServer, set_up
from briefgen.deliver.wire import Wire
from briefgen.model.errors import DeliveryError


@dataclass(slots=True, eq=False)
class Line:
    """One connection and what is on it."""

    wire: Wire
    dialogue: Dialogue
    offered: int = 0  #: whom a message was offered for, whose body has not left; 0: nobody
    given: set[int] = field(default_factory=set)  #: whose body was given and is not answered: one at most
    count: int = 0  #: messages that were offered over it
    until: float = 0.0  #: when its silence is too long

    @property
    def idle(self) -> bool:
        """Tell whether nothing is on it."""
        return not self.offered and not self.given and not self.dialogue.outgoing

    def flush(self) -> None:
        """Send what can be sent now; a loss shows when it is read from."""
        try:
            while self.dialogue.outgoing and (octets := self.wire.send(self.dialogue.outgoing)):
                self.dialogue.sent(octets)
        except OSError:
            return

    def leave(self) -> None:
        """Say goodbye, as far as that can be said at once, and close."""
        if not self.dialogue.over:
            self.dialogue.farewell()
            self.flush()
        self.wire.close()


class Dialling:
    """Sets connections up, some at once, while others are used."""

    def __init__(self, server: MailServer, trust: ssl.SSLContext | None) -> None:
        """Begin with none. ``bell`` can be read from when one is there, or failed."""
        self._server = server
        self._trust = trust or ssl.create_default_context()
        self._done: deque[Wire | DeliveryError] = deque()
        self.bell, self._ring = socket.socketpair()
        self.bell.setblocking(False)
        self._ring.setblocking(False)
        self._lock = threading.Lock()
        self._closed = False
        self.pending = 0

    def dial(self) -> None:
        """Open one more."""
        self.pending += 1
        threading.Thread(target=self._open, name="briefgen mail", daemon=True).start()

    def ready(self) -> list[Wire | DeliveryError]:
        """Return those that are there, or why not."""
        with suppress(BlockingIOError):
            while self.bell.recv(1_024):
                pass
        found = []
        while self._done:
            found.append(self._done.popleft())
        self.pending -= len(found)
        return found

    def close(self) -> None:
        """Nothing more is wanted; what comes later is closed at once."""
        with self._lock:
            self._closed = True
            for wire in self._done:
                if isinstance(wire, Wire):
                    wire.close()
            self.bell.close()
            self._ring.close()

    def _open(self) -> None:
        try:
            wire: Wire | DeliveryError = Wire(set_up(self._server, trust=self._trust))
        except DeliveryError as error:
            wire = error
        except OSError as error:
            wire = DeliveryError(f"{self._server.host}:{self._server.port}: {error.strerror or error}")
        with self._lock:
            if not self._closed:
                self._done.append(wire)
                with suppress(BlockingIOError):
                    self._ring.send(b"!")
            elif isinstance(wire, Wire):
                wire.close()


class Lines:
    """The connections of a round, and what is heard on them."""

    def __init__(self, server: MailServer, trust: ssl.SSLContext | None, also: Sequence[int] = ()) -> None:
        """Begin with none. ``also`` are file numbers of others that are to end a wait when they can be read from."""
        self._dialling = Dialling(server, trust)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._dialling.bell, selectors.EVENT_READ, None)
        for fileno in also:
            self._selector.register(fileno, selectors.EVENT_READ, None)
        self._lines: list[Line] = []

    def __iter__(self) -> Iterator[Line]:
        """Yield those that are open; some may be dropped meanwhile."""
        return iter([*self._lines])

    def __len__(self) -> int:
        """Return how many are open."""
        return len(self._lines)

    @property
    def pending(self) -> int:
        """Return how many are being opened."""
        return self._dialling.pending

    def dial(self) -> None:
        """Open one more."""
        self._dialling.dial()

    def arrived(self) -> Iterator[Line | DeliveryError]:
        """Yield the new ones, or why they could not be opened."""
        for found in self._dialling.ready():
            if isinstance(found, DeliveryError):
                yield found
                continue
            line = Line(wire=found, dialogue=Dialogue(grouped=found.grouped))
            self._lines.append(line)
            self._selector.register(line.wire, selectors.EVENT_READ, line)
            yield line

    def wait(self, seconds: float) -> list[Line]:
        """Send what can be sent and wait until something can be done; return the lines that can be read from."""
        for line in self._lines:
            wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if line.dialogue.outgoing else 0)
            if self._selector.get_key(line.wire).events != wanted:
                self._selector.modify(line.wire, wanted, line)
        readable = []
        for key, mask in self._selector.select(seconds):
            if isinstance(line := key.data, Line):
                if mask & selectors.EVENT_WRITE:
                    line.flush()
                if mask & selectors.EVENT_READ:
                    readable.append(line)
        return readable

    def drop(self, line: Line) -> None:
        """Close one."""
        self._lines.remove(line)
        self._selector.unregister(line.wire)
        line.leave()

    def close(self) -> None:
        """Close all."""
        for line in self._lines:
            line.leave()
        self._dialling.close()
        self._selector.close()
