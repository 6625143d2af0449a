"""A mail server on loopback that does as each test wants, and a ledger in memory that keeps the rule."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from briefgen.deliver.letters import Letter
from briefgen.model.delivery import Claimed, Outcome, Wanted

BODY = b"Subject: a day\r\n\r\nTalks resume.\r\n"


@dataclass
class Script:
    """What a server does. Replies by reader's local part, else the usual ones; ``DROP`` closes without a word.

    ``first`` is what the first session answers to a verb, ``GREETING`` and ``END`` among them; ``MUTE`` says nothing.
    """

    port: int = 0
    offers: tuple[str, ...] = ("PIPELINING",)
    rcpt: Mapping[str, str] = field(default_factory=dict)
    end: Mapping[str, str] = field(default_factory=dict)
    mail: str = "250 ok"
    greeting: str = "220 test"
    most: int = 0  #: messages on a connection, then 421; 0: any number
    first: Mapping[str, str] = field(default_factory=dict)
    drop_in_body: frozenset[str] = frozenset()
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    sessions: int = 0


DROP, MUTE = "", "mute"


@contextmanager
def a_mail_server(script: Script) -> Iterator[Script]:
    """Run a server on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        script.port = listening.getsockname()[1]
        closing = threading.Event()
        threading.Thread(target=_accept, args=(listening, script, closing), daemon=True).start()
        yield script
        closing.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)


def _accept(listening: socket.socket, script: Script, closing: threading.Event) -> None:
    with suppress(OSError):
        while not closing.is_set():
            connection, _ = listening.accept()
            script.sessions += 1
            first = script.first if script.sessions == 1 else {}
            threading.Thread(target=_session, args=(connection, script, first), daemon=True).start()


def _session(connection: socket.socket, script: Script, first: Mapping[str, str]) -> None:
    with suppress(OSError), connection, connection.makefile("rb") as lines:
        _Session(connection, lines, script, first).run()
        connection.shutdown(socket.SHUT_WR)
        while lines.readline():  # else what was said last may be lost with what was not read
            pass


class _Session:
    def __init__(self, connection: socket.socket, lines: BinaryIO, script: Script, first: Mapping[str, str]) -> None:
        self._connection, self._lines, self._script, self._first = connection, lines, script, first
        self._reader, self._count = "", 0

    def run(self) -> None:
        goes_on = self._say(self._first.get("GREETING", self._script.greeting))
        while goes_on and (line := self._lines.readline()):
            words = line.decode().strip()
            answer = self._first.get(words.partition(" ")[0].upper()) if self._first else None
            answer = self._answer(words) if answer is None else answer
            goes_on = self._say(answer) and not answer.startswith("221")
            if goes_on and answer.startswith("354"):
                goes_on = self._body()

    def _say(self, words: str) -> bool:
        if words == MUTE:
            while self._lines.readline():
                pass
            return False
        if words != DROP:
            self._connection.sendall(words.encode() + b"\r\n")
        return words != DROP and not words.startswith("421")

    def _answer(self, words: str) -> str:
        verb = words.partition(" ")[0].upper()
        if verb == "MAIL":
            self._reader, self._count = "", self._count + 1
            return "421 enough" if self._script.most and self._count > self._script.most else self._script.mail
        if verb == "RCPT":
            local = words.partition("<")[2].partition("@")[0]
            answer = self._script.rcpt.get(local, "250 ok")
            self._reader = local if answer.startswith("250") else ""
            return answer
        return {
            "EHLO": "\r\n".join(["250-test", *(f"250-{offer}" for offer in self._script.offers), "250 HELP"]),
            "DATA": "354 go" if self._reader else "503 nobody",
            "QUIT": "221 bye",
        }.get(verb, "250 ok")

    def _body(self) -> bool:
        body = b""
        while (part := self._lines.readline()) not in {b".\r\n", b""}:
            body += part
            if self._reader in self._script.drop_in_body:
                return False
        if not part:
            return False
        answer = self._first.get("END", self._script.end.get(self._reader, "250 2.0.0 queued"))
        if answer.startswith("250"):
            self._script.taken.append((self._reader, body))
        return self._say(answer)


@dataclass
class Ledger:
    """Deliveries of one edition to readers 1 to n at ``domain``; claims and settles as the store's does."""

    readers: int
    domain: str = "example.org"
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    most_claimed: int = 0
    gone: set[int] = field(default_factory=set)  #: what others have claimed
    on_step: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        """All are due."""
        self.pending = {number: self.row(number) for number in range(1, self.readers + 1)}
        self.claimed: dict[int, Claimed] = {}

    def row(self, number: int) -> Claimed:
        """Return a reader's delivery."""
        return Claimed(
            mailing=1, subscriber=number, format="html", email=f"r{number}@{self.domain}", domain=self.domain,
            name="", timezone="", attempts=1,
        )  # fmt: skip

    def step(self, settled: Sequence[Outcome], wanted: Wanted | None) -> list[Claimed]:
        """Settle and claim."""
        self.on_step()
        for outcome in settled:
            row = self.claimed.pop(outcome.subscriber)
            if outcome.state == "pending":
                self.pending[row.subscriber] = row
            else:
                self.outcomes[row.subscriber] = outcome
        if wanted is None:
            return []
        for number in self.gone:
            self.pending.pop(number, None)
        these = [number for number in wanted.these if number in self.pending]
        room = wanted.most - len(wanted.these)
        bound = wanted.of.get(self.domain, room)
        others = [number for number in self.pending if number not in wanted.these][: min(room, bound)]
        for number in [*these, *others]:
            self.claimed[number] = self.pending.pop(number)
        self.most_claimed = max(self.most_claimed, len(self.claimed))
        return [self.claimed[number] for number in [*these, *others]]

    def ahead(self, most: int, besides: frozenset[int], passed_over: frozenset[str]) -> list[Claimed]:
        """Show what may be claimed."""
        if self.domain in passed_over:
            return []
        return [row for number, row in self.pending.items() if number not in besides][:most]

    def states(self) -> dict[str, int]:
        """Return how many outcomes there are of each state."""
        states = [outcome.state for outcome in self.outcomes.values()]
        return {state: states.count(state) for state in sorted(set(states))}


def a_letter(row: Claimed) -> Letter:
    """Return a short message."""
    return Letter(claimed=row, sender="desk@example.org", reader=row.email, pieces=(BODY,))
