"""One round of ``carry``: the loop over its connections. Edge: SMTP."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from briefgen.deliver import verdicts
from briefgen.deliver.carriage import Ahead, Carried, Step, Way
from briefgen.deliver.connections import Line, Lines
from briefgen.deliver.dialogue import Ended, Event, Ready
from briefgen.deliver.lessons import Lessons
from briefgen.deliver.letters import Letter
from briefgen.deliver.pacing import Pace
from briefgen.deliver.supply import Supply
from briefgen.deliver.underway import Item
from briefgen.model.delivery import Claimed, Outcome, Wanted
from briefgen.model.errors import BriefgenError, RunOverError

#: Seconds after which the ledger hears of us at the latest, and after which ``stop`` is asked again.
_BEAT, _BLINK = 5.0, 0.2
#: A ledger that fails is asked so often to note what is already done.
_TRIES = 5


class Round:
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
        self._lines = Lines(way.server, way.trust, way.signer.filenos() if way.signer else ())
        self._lessons = Lessons(self._pace)
        self._most = way.limits.connections
        self._items: dict[int, Item] = {}
        self._settled: list[Outcome] = []
        self._count = Carried()
        self._at = self._stepped = time.monotonic()
        self._failure: BriefgenError | None = None
        self._failures = 0
        # By number and not by reader: a letter that is made anew must not get the signature of the one before.
        self._unsigned: dict[int, Item] = {}
        self._signatures = 0

    def run(self) -> Carried:
        """Go on until there is nothing left that may go out now."""
        try:
            while not self._finished():
                self._at = time.monotonic()
                self._dial()
                self._offer_all()
                self._hear()
                self._note()
                self._give_all()
        finally:
            self._lines.close()
        if self._failure is not None:
            raise self._failure
        return replace(self._count, trouble=self._lessons.trouble)

    @property
    def _ending(self) -> bool:
        return bool(self._lessons.trouble) or self._failure is not None or self._stop()

    def _finished(self) -> bool:
        """Tell whether nothing is under way, nothing left to note, and nothing more to come."""
        if any(line.given for line in self._lines):
            return False
        if self._failures >= _TRIES:
            return True
        if self._settled:
            return False
        if self._ending:
            why = self._lessons.trouble or "the sender was stopped"
            for row in self._supply.claimed_rows():
                self._settle(verdicts.outcome(row, "pending", why))
            for line in self._lines:
                self._lose(line, why)
            return not self._settled
        return not self._items and self._supply.dry and not self._supply.waiting(self._at)

    def _dial(self) -> None:
        """Take the connections that are there, and open as many as there is work for."""
        for found in [*self._lines.arrived()]:
            if isinstance(found, Line):
                self._count = replace(self._count, connections=self._count.connections + 1)
            elif others := len(self._lines) + self._lines.pending:
                self._most = others  # it lets no more in
            else:
                self._lessons.unreachable(str(found), self._at, before=self._count.connections > 0)
        if self._ending or self._pace.room(self._at) == 0:
            return
        unused = sum(line.idle for line in self._lines) + self._lines.pending
        room = self._most - len(self._lines) - self._lines.pending
        for _ in range(min(room, self._supply.known(self._at, self._busy()) - unused)):
            self._lines.dial()

    def _busy(self) -> frozenset[int]:
        return frozenset(self._items)

    def _offer_all(self) -> None:
        for line in [line for line in self._lines if line.idle]:
            if line.count >= self._limits.messages:
                self._lines.drop(line)
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
            self._items[row.subscriber] = Item(row=row, letter=made, claimed=claimed)
            if made.to_sign:
                if self._way.signer is None:
                    message = "letters that are to be signed need a signer"
                    raise ValueError(message)
                self._signatures += 1
                self._unsigned[self._signatures] = self._items[row.subscriber]
                self._way.signer.sign(self._signatures, made.to_sign)
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
            self._items[row.subscriber] = Item(row=row, letter=letter, claimed=False, verdict=refused)

    def _hear(self) -> None:
        """Wait until something can be done, and take what was said."""
        for line in self._lines.wait(self._patience()):
            self._read(line)
        self._at = time.monotonic()
        for number, signature in self._way.signer.signed() if self._way.signer else ():
            self._unsigned.pop(number).signature = signature
        for line in [line for line in self._lines if line.dialogue.awaits and line.until < self._at]:
            words = f"the server said nothing for {self._limits.silence:.0f} s"
            self._lessons.failed(words, self._at)
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
                self._lessons.failed(event.words, self._at)
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
        self._lessons.learn(item.row, event, found, self._at)
        if item.claimed:
            del self._items[event.key]
            self._settle(found)
        elif found.state == "pending":
            del self._items[event.key]
            self._supply.put_back(item.row)
        else:
            item.verdict, item.asked = found, False

    def _lose(self, line: Line, words: str) -> None:
        """Give up a connection; what was on it is doubtful, or as if nothing had been."""
        for subscriber, gone in line.dialogue.lost():
            item = self._items.pop(subscriber)
            if item.claimed:
                self._settle(verdicts.fate(item.row, gone, words, self._now()))
            else:
                self._supply.put_back(item.row)
        self._lines.drop(line)

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
        more = self._supply.wants(len(idle) if len(self._lines) else 1, self._at, begun=begun)
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

    def _give(self, line: Line, item: Item) -> None:
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
