"""Letters → a mail server, over many connections at once; what became of each → the ledger. Edge: SMTP.

The rule that keeps "exactly once": a row is claimed, and that is committed, before the first byte of its message; what
the server said of it is committed together with the next claim. Each open connection has at most one message that is
claimed and not answered, so that a SIGKILL leaves at most as many in doubt as there are connections.

With ``ahead`` a message's MAIL, RCPT and DATA go out with the end of the one before, and its row is claimed when the
server waits for it. Without, or once another sender turns out to claim from the same edition, rows are claimed first.
"""

import selectors
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from briefgen.deliver import verdicts
from briefgen.deliver.carriage import Ahead, Carried, Step, Way
from briefgen.deliver.connections import Dialling, Line, watch
from briefgen.deliver.dialogue import Answered, Declined, Dialogue, Ended, Event, Ready
from briefgen.deliver.letters import Letter
from briefgen.deliver.pacing import Pace
from briefgen.deliver.replies import CLOSING
from briefgen.deliver.supply import Supply
from briefgen.deliver.wire import Wire
from briefgen.model.delivery import Claimed, Outcome, Wanted
from briefgen.model.errors import BriefgenError, RunOverError

#: Seconds after which the ledger hears of us at the latest, and after which ``stop`` is asked again.
_BEAT, _BLINK = 5.0, 0.2
#: So many refusals in a row, and nothing taken before: it is not the readers who are at fault.
_ALL_REFUSED = 20
#: A ledger that fails is asked so often to note what is already done.
_TRIES = 5


def carry(  # noqa: PLR0913  one thing each, all named
    way: Way,
    edition: str,
    step: Step,
    letter: Callable[[Claimed], Letter | str],
    *,
    now: Callable[[], datetime],
    ahead: Ahead | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Carried:
    """Hand in what an edition's ledger gives, until it gives nothing that is due.

    ``letter`` makes the message of a delivery, or says in words why there can be none (that reader is ``refused``).
    ``now`` gives the moment from which a deferred one's next try is counted. Once ``stop`` is true nothing new is
    claimed, what is on the wire is finished and settled, and it returns. What could not be handed in, for the server
    is away, was given back (``pending``), and ``trouble`` says why: ask again later. Whether there is more to come, a
    deferred one say, ``Ledger.next_due`` tells. A BriefgenError of ``step`` is raised once what is on the wire is
    answered, and settled if that can be; whatever else is raised, at once.
    """
    return _Round(way, edition, step, letter, now=now, ahead=ahead, stop=stop).run()


@dataclass(slots=True)
class _Item:
    """One delivery under way."""

    row: Claimed
    letter: Letter
    claimed: bool
    asked: bool = False  #: the server waits for its body
    signature: bytes = b""
    verdict: Outcome | None = None  #: of one that must be claimed before that can be noted

    @property
    def signed(self) -> bool:
        return bool(self.signature) or not self.letter.to_sign


class _Round:
    """The loop: what is heard is noted in the ledger with what is claimed, then more is said."""

    def __init__(  # noqa: PLR0913  as ``carry``
        self,
        way: Way,
        edition: str,
        step: Step,
        letter: Callable[[Claimed], Letter | str],
        *,
        now: Callable[[], datetime],
        ahead: Ahead | None,
        stop: Callable[[], bool],
    ) -> None:
        self._way, self._limits, self._edition = way, way.limits, edition
        self._step, self._letter, self._now, self._stop = step, letter, now, stop
        self._pace = Pace(way.limits)
        self._supply = Supply(ahead, self._pace)
        self._dialling = Dialling(way.server, way.trust)
        self._selector = selectors.DefaultSelector()
        self._lines: list[Line] = []
        self._most = way.limits.connections
        self._items: dict[int, _Item] = {}
        self._settled: list[Outcome] = []
        self._count = Carried()
        self._at = self._stepped = time.monotonic()
        self._trouble = ""
        self._failure: BriefgenError | None = None
        self._failures = 0
        self._refused_in_a_row = 0

    def run(self) -> Carried:
        self._selector.register(self._dialling.bell, selectors.EVENT_READ, None)
        for fileno in self._way.signer.filenos() if self._way.signer else ():
            self._selector.register(fileno, selectors.EVENT_READ, None)
        try:
            while not self._finished():
                self._at = time.monotonic()
                self._dial()
                self._offer_all()
                self._hear()
                self._note()
                self._give_all()
        finally:
            for line in self._lines:
                line.leave()
            self._dialling.close()
            self._selector.close()
        if self._failure is not None:
            raise self._failure
        return replace(self._count, trouble=self._trouble)

    @property
    def _ending(self) -> bool:
        return bool(self._trouble) or self._failure is not None or self._stop()

    def _finished(self) -> bool:
        """Tell whether nothing is under way, nothing left to note, and nothing more to come."""
        if any(line.given for line in self._lines):
            return False
        if self._failures >= _TRIES:
            return True
        if self._settled:
            return False
        if self._ending:
            why = self._trouble or "the sender was stopped"
            for row in self._supply.claimed_rows():
                self._settle(verdicts.outcome(row, "pending", why))
            for line in [*self._lines]:
                self._lose(line, why)
            return not self._settled
        return not self._items and self._supply.dry and not self._supply.waiting(self._at)

    def _dial(self) -> None:
        """Take the connections that are there, and open as many as there is work for."""
        for found in self._dialling.ready():
            if isinstance(found, Wire):
                line = Line(wire=found, dialogue=Dialogue(grouped=found.grouped))
                self._lines.append(line)
                self._selector.register(line.wire, selectors.EVENT_READ, line)
                self._count = replace(self._count, connections=self._count.connections + 1)
            elif self._lines:
                self._most = len(self._lines)  # it lets no more in
            else:
                self._pace.failed(self._at)
                if not self._count.connections or self._pace.hopeless:
                    self._trouble = self._trouble or str(found)
        if self._ending or self._pace.room(self._at) == 0:
            return
        unused = sum(line.idle for line in self._lines) + self._dialling.pending
        room = self._most - len(self._lines) - self._dialling.pending
        for _ in range(min(room, self._supply.known(self._at, self._busy()) - unused)):
            self._dialling.dial()

    def _busy(self) -> frozenset[int]:
        return frozenset(self._items)

    def _offer_all(self) -> None:
        for line in [line for line in self._lines if line.idle]:
            if line.count >= self._limits.messages:
                self._drop(line)
            else:
                self._offer(line)
            line.flush()

    def _offer(self, line: Line) -> None:
        """Begin the next message on a line, if there is one."""
        while not self._ending and line.count < self._limits.messages and not line.offered:
            found = self._supply.next(self._at, self._busy())
            if found is None:
                return
            row, claimed = found
            made = self._letter(row)
            if isinstance(made, Letter) and made.wide and not line.wire.wide:
                made = "the address is not ASCII, and the mail server does not offer SMTPUTF8"
            if isinstance(made, str):
                self._unsendable(row, made, claimed=claimed)
                continue
            self._items[row.subscriber] = _Item(row=row, letter=made, claimed=claimed)
            if made.to_sign:
                if self._way.signer is None:
                    message = "letters that are to be signed need a signer"
                    raise ValueError(message)
                self._way.signer.sign(row.subscriber, made.to_sign)
            parameters = ["BODY=8BITMIME SMTPUTF8"] if made.wide else []
            parameters += [f"SIZE={made.size}"] if line.wire.sized else []
            line.dialogue.offer(row.subscriber, made.sender, made.reader, " ".join(parameters))
            line.offered, line.count = row.subscriber, line.count + 1
            line.until = self._at + self._limits.silence

    def _unsendable(self, row: Claimed, why: str, *, claimed: bool) -> None:
        refused = verdicts.outcome(row, "refused", why)
        if claimed:
            self._settle(refused)
        else:
            letter = Letter(claimed=row, sender="", reader="", pieces=())
            self._items[row.subscriber] = _Item(row=row, letter=letter, claimed=False, verdict=refused)

    def _hear(self) -> None:
        """Wait until something can be done, and take what was said."""
        for line in self._lines:
            watch(self._selector, line)
        for key, mask in self._selector.select(self._patience()):
            if isinstance(line := key.data, Line):
                if mask & selectors.EVENT_WRITE:
                    line.flush()
                if mask & selectors.EVENT_READ:
                    self._read(line)
        self._at = time.monotonic()
        for subscriber, signature in self._way.signer.signed() if self._way.signer else ():
            if item := self._items.get(subscriber):
                item.signature = signature
        for line in [line for line in self._lines if line.dialogue.awaits and line.until < self._at]:
            words = f"the server said nothing for {self._limits.silence:.0f} s"
            self._failed(words)
            self._lose(line, words)

    def _patience(self) -> float:
        if self._failure is not None:
            return _BLINK
        noted = any(item.verdict is not None for item in self._items.values()) and not self._ending
        if self._settled or noted:
            return 0.0
        wait = self._supply.waiting(self._at)
        return min(_BLINK, wait) if wait else _BLINK

    def _read(self, line: Line) -> None:
        heard = line.wire.receive()
        if heard is None:
            return
        line.until = self._at + self._limits.silence
        for event in line.dialogue.receive(heard):
            self._heard(line, event)

    def _heard(self, line: Line, event: Event) -> None:
        if isinstance(event, Ended):
            if line.count <= 1 or line.given:  # else it has had enough messages, which is its right
                self._failed(event.words)
            self._lose(line, event.words)
            return
        item = self._items[event.key]
        if isinstance(event, Ready):
            item.asked = True
            return
        line.given.discard(event.key)
        if line.offered == event.key:
            line.offered = 0
        found = verdicts.verdict(item.row, event, self._now())
        self._learn(item, event, found)
        if item.claimed:
            del self._items[event.key]
            self._settle(found)
        elif found.state == "pending":
            del self._items[event.key]
            self._supply.put_back(item.row)
        else:
            item.verdict, item.asked = found, False

    def _learn(self, item: _Item, event: Answered | Declined, found: Outcome) -> None:
        """Draw conclusions for the messages to come."""
        if found.state == "sent":
            self._pace.welcomed(item.row.domain)
            self._refused_in_a_row = 0
        elif verdicts.ends_all(event):
            self._trouble = self._trouble or f"the mail server refuses us as sender: {event.reply.words}"
        elif verdicts.about_us(event):
            if event.reply.code != CLOSING:
                self._failed(event.reply.words)
        elif found.state == "deferred":
            self._pace.put_off(item.row.domain, self._at)
        elif found.state == "refused":
            self._refused_in_a_row += 1
            if self._refused_in_a_row >= _ALL_REFUSED and not self._count.sent:
                self._trouble = self._trouble or f"the mail server refuses every message: {event.reply.words}"

    def _failed(self, words: str) -> None:
        """The server is in trouble: let it rest, give it up if that was often in vain."""
        self._pace.failed(self._at)
        if self._pace.hopeless:
            self._trouble = self._trouble or f"the mail server takes nothing: {words}"

    def _lose(self, line: Line, words: str) -> None:
        """Give up a connection; what was on it is doubtful, or as if nothing had been."""
        for subscriber, gone in line.dialogue.lost():
            item = self._items.pop(subscriber)
            if item.claimed:
                self._settle(verdicts.fate(item.row, gone, words, self._now()))
            else:
                self._supply.put_back(item.row)
        self._drop(line)

    def _drop(self, line: Line) -> None:
        self._lines.remove(line)
        self._selector.unregister(line.wire)
        line.leave()

    def _settle(self, found: Outcome) -> None:
        self._settled.append(found)
        if found.state == "pending":
            self._supply.released()
        name = "released" if found.state == "pending" else found.state
        self._count = replace(self._count, **{name: getattr(self._count, name) + 1})

    def _note(self) -> None:
        """Write down what became of messages and claim those that come next, in one step; then send these."""
        if self._failure is not None and self._at - self._stepped < _BLINK:
            return
        wanted = self._wanted()
        if not self._settled and wanted is None and self._at - self._stepped < _BEAT:
            return
        settled, self._settled = self._settled, []
        self._stepped = self._at
        try:
            rows = self._step(settled, wanted)
        except BriefgenError as error:
            self._failure = error
            self._failures += 1
            if not isinstance(error, RunOverError):
                self._settled = settled
            return
        if wanted is not None:
            self._claimed(wanted, {row.subscriber: row for row in rows})

    def _wanted(self) -> Wanted | None:
        if self._ending:
            return None
        these = tuple(
            subscriber
            for subscriber, item in self._items.items()
            if not item.claimed and (item.verdict or (item.asked and item.signed))
        )
        idle = [line for line in self._lines if line.idle and line.count < self._limits.messages]
        begun = any(not item.claimed for item in self._items.values())
        more = self._supply.wants(len(idle) if self._lines else 1, self._at, begun=begun)
        if not these and not more:
            return None
        bounds = self._pace.bounds(self._at)
        return Wanted(edition=self._edition, most=len(these) + more, these=these, of=bounds)

    def _claimed(self, wanted: Wanted, rows: dict[int, Claimed]) -> None:
        for subscriber in wanted.these:
            item, row = self._items[subscriber], rows.pop(subscriber, None)
            if row is None or row.email != item.row.email or row.format != item.row.format:
                if row is not None:
                    self._settle(verdicts.outcome(row, "pending", "the reader changed in between"))
                self._supply.contended()
                self._abandon(subscriber)
            elif item.verdict is not None:
                del self._items[subscriber]
                self._settle(item.verdict)
            else:
                item.claimed = True
        self._supply.claimed(rows.values(), wanted.most - len(wanted.these), self._at)

    def _give_all(self) -> None:
        """Send the bodies that are claimed, signed and waited for."""
        for line in self._lines:
            item = self._items.get(line.offered) if line.offered else None
            if item and item.asked and item.claimed and item.signed:
                self._give(line, item)

    def _give(self, line: Line, item: _Item) -> None:
        """Send a body and, where commands may stand in a group, begin the next message behind it."""
        subscriber = item.row.subscriber
        line.dialogue.give(subscriber, item.letter.body(item.signature))
        line.offered = 0
        line.given.add(subscriber)
        line.until = self._at + self._limits.silence
        if line.wire.grouped and self._supply.speculative:
            self._offer(line)
        line.flush()

    def _abandon(self, subscriber: int) -> None:
        """Somebody else has the row: close the connection that waits for its body, which is all that can be done."""
        del self._items[subscriber]
        for line in [line for line in self._lines if line.offered == subscriber]:
            line.dialogue.forget(subscriber)
            self._lose(line, "another sender has this delivery in hand")
