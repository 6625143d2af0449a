"""Envelopes and bodies → what is said to a mail server; what it answers → what became of each message. Pure.

One connection that is set up (greeted, encrypted, signed in). Where the server takes commands in groups (RFC 2920), the
end of a body and the next message's MAIL, RCPT and DATA go out together, so that a message takes one round trip::

    offer ─▶ MAIL RCPT DATA ─▶ Ready ─▶ give ─▶ body . ─▶ Answered
                    └────────▶ Declined                └▶ (offer, before the answer is there)
"""

import re
from collections import deque
from dataclasses import dataclass
from typing import Literal

from briefgen.deliver.replies import CLOSING, Replies, Reply
from briefgen.model.errors import DeliveryError

Stage = Literal["mail", "rcpt", "data"]
#: How much of a body left us before the connection was lost. ``whole``: the server may have taken it over.
Gone = Literal["nothing", "part", "whole"]

_END = b".\r\n"
_ENDS = re.compile(rb"\n\.\r")  # a third faster than ``in``, and more is found
#: Before this many octets of a body's end have left, no server takes the message for complete.
_TELLING = len(b"\r\n" + _END)
_GO_AHEAD = 354
_UNSAID = re.compile(r"[\x00-\x20\x7f-\x9f<>]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ready:
    """The server waits for the body."""

    key: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Declined:
    """The server does not want the message; nothing of its body was sent."""

    key: int
    stage: Stage
    reply: Reply


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What the server said of the whole message."""

    key: int
    reply: Reply


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """The connection is of no use any more: close it, and ask ``lost`` what was on it."""

    words: str


Event = Ready | Declined | Answered | Ended


@dataclass(slots=True)
class _Turn:
    key: int
    mail: bytes
    rcpt: bytes
    declined: Declined | None = None
    ends: int = -1  # where its body ends, in octets of the connection


class Dialogue:
    """What is said on one connection. ``outgoing`` is to be sent, ``sent`` tells how much of it was."""

    def __init__(self, *, grouped: bool) -> None:
        """Begin after the set-up. ``grouped``: the server offers PIPELINING."""
        self._chunks: list[bytes] = []
        self.over = False
        self._grouped = grouped
        self._replies = Replies()
        self._awaited: deque[tuple[str, _Turn | None]] = deque()
        self._turns: dict[int, _Turn] = {}
        self._ready: _Turn | None = None
        self._open = False  # a transaction is left over, which RSET ends
        self._queued = self._gone = 0

    @property
    def awaits(self) -> bool:
        """Tell whether the server owes an answer."""
        return bool(self._awaited)

    @property
    def outgoing(self) -> bytes:
        """What is to be sent now."""
        if len(self._chunks) > 1:
            self._chunks = [b"".join(self._chunks)]
        return self._chunks[0] if self._chunks else b""

    def offer(self, key: int, sender: str, reader: str, parameters: str = "") -> None:
        """Begin a message, right after the one before it. Raises ValueError for what cannot stand in a command."""
        if _UNSAID.search(sender) or _UNSAID.search(reader) or not reader:
            message = f"no such address is said to a mail server: {sender!r}, {reader!r}"
            raise ValueError(message)
        turn = _Turn(
            key=key,
            mail=f"MAIL FROM:<{sender}>{parameters and ' '}{parameters}\r\n".encode(),
            rcpt=f"RCPT TO:<{reader}>\r\n".encode(),
        )
        self._turns[key] = turn
        if self._open:
            self._say("rset", b"RSET\r\n", None)
            self._open = False
        self._say("mail", turn.mail, turn)
        if self._grouped:
            self._say("rcpt", turn.rcpt, turn)
            self._say("data", b"DATA\r\n", turn)

    def give(self, key: int, body: bytes) -> None:
        """Send the body of the message that the server is ready for: dots stuffed, CRLF at its end."""
        if self._ready is None or self._ready.key != key:
            message = "the server is not ready for this message"
            raise ValueError(message)
        if not body.endswith(b"\r\n") or body.startswith(b".\r\n") or _ENDS.search(body):
            message = "a body ends where it ends, and nowhere before"
            raise ValueError(message)
        turn, self._ready = self._ready, None
        self._chunks.append(body)
        self._queued += len(body)
        self._say("body", _END, turn)
        turn.ends = self._queued

    def receive(self, data: bytes) -> list[Event]:
        """Take what the server said; ``b""`` is its end. After ``Ended`` nothing more comes."""
        if self.over:
            return []
        if not data:
            return [self._end("the connection was lost")]
        try:
            replies = self._replies.feed(data)
        except DeliveryError as error:
            return [self._end(str(error))]
        events: list[Event] = []
        for reply in replies:
            if not self._awaited:
                events.append(self._end(reply.words))
            else:
                self._take(reply, *self._awaited.popleft(), events)
            if events and isinstance(events[-1], Ended):
                break
        return events

    def sent(self, octets: int) -> None:
        """So much of ``outgoing`` was sent."""
        self._gone += octets
        rest = self.outgoing[octets:]
        self._chunks = [rest] if rest else []

    def lost(self) -> list[tuple[int, Gone]]:
        """Return the messages that were under way when the connection ended, and how much of each had left."""
        self.over = True
        left = [(turn.key, self._fate(turn)) for turn in self._turns.values()]
        self._turns.clear()
        return left

    def forget(self, key: int) -> None:
        """Count a message as not begun, whose body was not given: the connection is about to be closed."""
        self._turns.pop(key, None)

    def farewell(self) -> None:
        """Take leave. Nothing may be offered after it."""
        self._say("quit", b"QUIT\r\n", None)

    def _fate(self, turn: _Turn) -> Gone:
        if turn.ends < 0:
            return "nothing"
        return "whole" if self._gone > turn.ends - _TELLING else "part"

    def _say(self, what: str, words: bytes, turn: _Turn | None) -> None:
        self._chunks.append(words)
        self._queued += len(words)
        self._awaited.append((what, turn))

    def _end(self, words: str) -> Ended:
        self.over = True
        return Ended(words=words)

    def _take(self, reply: Reply, what: str, turn: _Turn | None, events: list[Event]) -> None:
        if turn is None:
            if not reply.good and what == "rset":
                events.append(self._end(reply.words))
        elif what == "body":
            del self._turns[turn.key]
            events.append(Answered(key=turn.key, reply=reply))
        elif what == "data":
            self._data(reply, turn, events)
        elif what == "empty":
            pass
        else:
            self._command(reply, "mail" if what == "mail" else "rcpt", turn, events)
        if reply.code == CLOSING and not self.over:
            if turn is not None and turn.declined is not None and turn.key in self._turns:
                self._decline(turn, events)
            events.append(self._end(reply.words))

    def _command(self, reply: Reply, stage: Stage, turn: _Turn, events: list[Event]) -> None:
        if not reply.good:
            turn.declined = turn.declined or Declined(key=turn.key, stage=stage, reply=reply)
            if not self._grouped:
                self._open = stage != "mail"
                self._decline(turn, events)
        elif not self._grouped:
            if stage == "mail":
                self._say("rcpt", turn.rcpt, turn)
            else:
                self._say("data", b"DATA\r\n", turn)

    def _data(self, reply: Reply, turn: _Turn, events: list[Event]) -> None:
        """Its answer comes last in a group, whatever the others were."""
        if reply.code == _GO_AHEAD:
            if turn.declined is None:
                self._ready = turn
                events.append(Ready(key=turn.key))
            else:  # RFC 2920, 3.1: a server may wait for the body of a message that it wants for nobody
                self._say("empty", _END, turn)
                self._decline(turn, events)
        elif turn.declined is not None:
            self._open = turn.declined.stage != "mail"
            self._decline(turn, events)
        elif reply.good:
            events.append(self._end(f"answers DATA with {reply.words}"))
        else:
            turn.declined = Declined(key=turn.key, stage="data", reply=reply)
            self._open = True
            self._decline(turn, events)

    def _decline(self, turn: _Turn, events: list[Event]) -> None:
        if turn.declined is not None:
            del self._turns[turn.key]
            events.append(turn.declined)
