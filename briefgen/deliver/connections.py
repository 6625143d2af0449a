"""Connections that are opened beside the work, in threads of their own, and what is on each. Edge: sockets, threads."""

import selectors
import socket
import ssl
import threading
from collections import deque
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


def watch(selector: selectors.BaseSelector, line: Line) -> None:
    """Let the selector tell what can be done with a line now."""
    wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if line.dialogue.outgoing else 0)
    if selector.get_key(line.wire).events != wanted:
        selector.modify(line.wire, wanted, line)
