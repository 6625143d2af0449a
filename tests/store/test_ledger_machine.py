"""No delivery is lost and none goes out twice, whatever the order of steps, crashes, departures and settlements."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from briefgen.model.delivery import Claimed, Outcome, Run
from briefgen.model.errors import RunOverError
from briefgen.store import Store
from briefgen.store.runs import LEASE
from briefgen.store.tables import metadata
from tests.factories import NOON
from tests.store.audience import EDITION, MINUTE, SECOND, a_plan, an_audience, outcome, wanted

_READERS = 6
_DOMAINS = ("example.org", "example.net")


class Sending(RuleBasedStateMachine):
    """Two senders, a server that knows what it took over, readers who leave, and an operator."""

    url: str

    def __init__(self) -> None:
        super().__init__()
        self.store = Store.open(self.url)
        self.now = NOON
        self.runs: dict[int, tuple[Run, list[Claimed]]] = {}
        self.sleeping: dict[int, tuple[Run, list[Claimed]]] = {}  # taken for dead, to wake up later
        self.received: dict[int, int] = {}  # by reader: how often the server took over a message
        self.unsettled: dict[int, list[tuple[Claimed, str]]] = {}  # by run: what it knows and has not said yet
        self.gone: dict[int, str] = {}  # readers who left, and how

    def teardown(self) -> None:
        """Send the rest, then count."""
        with self.store:
            if hasattr(self, "ids"):
                self._finish()

    def _finish(self) -> None:
        for run_id in [*self.runs]:
            self._stop(run_id)
        for run_id in [*self.sleeping]:
            self._wake(run_id)
        self._ask_the_log()
        self.now += 1_000 * MINUTE
        run = self.store.runs.start("sender", self.now)
        while claimed := self.store.ledger.step(run, [], wanted(3), self.now):
            for row in claimed:
                self._take_over(row)
            self.store.ledger.step(run, [outcome(row) for row in claimed], None, self.now)
        counts = self.store.ledger.counts(EDITION)
        assert sum(counts.values()) == _READERS
        assert counts["sent"] + counts["refused"] + counts["withdrawn"] == _READERS
        for delivery in self.store.ledger.page(EDITION):
            if self.gone.get(delivery.subscriber) != "erase":  # of whom nobody is to know
                assert self.received.get(delivery.subscriber, 0) == (delivery.state == "sent")

    @initialize()
    def plan(self) -> None:
        """Twice, as two schedulers would."""
        with self.store._engine.begin() as connection:  # noqa: SLF001  one database for many examples
            for table in reversed(metadata.sorted_tables):
                if table.name != "store_key":
                    connection.execute(table.delete())
        self.ids = an_audience(self.store, _READERS, _DOMAINS)
        for _ in range(2):
            self.store.ledger.plan(a_plan(), self.now)

    @precondition(lambda self: len(self.runs) < 2)
    @rule()
    def start(self) -> None:
        """A sender begins."""
        run = self.store.runs.start("sender", self.now)
        self.runs[run.id], self.unsettled[run.id] = (run, []), []

    @precondition(lambda self: self.runs)
    @rule(data=st.data(), most=st.integers(0, 3), passed_over=st.booleans())
    def step(self, data: st.DataObject, most: int, *, passed_over: bool) -> None:
        """A sender says what it knows, and claims."""
        run_id = data.draw(st.sampled_from(sorted(self.runs)))
        run, hand = self.runs[run_id]
        said = self._outcomes(run_id)
        claimed = self.store.ledger.step(
            run, said, wanted(most, **({"example_org": 0} if passed_over else {})), self.now
        )
        others = {row.subscriber for other, (_, rows) in self.runs.items() if other != run_id for row in rows}
        assert not others & {row.subscriber for row in claimed}
        assert not passed_over or "example.org" not in {row.domain for row in claimed}
        assert not {row.subscriber for row in claimed} & set(self.gone)
        hand.extend(claimed)

    @precondition(lambda self: any(hand for _, hand in self.runs.values()))
    @rule(data=st.data(), answer=st.sampled_from(["sent", "sent", "refused", "deferred", "pending", "doubtful"]))
    def talk(self, data: st.DataObject, answer: str) -> None:
        """A message of a sender goes to the server, or not; the sender keeps the answer until its next step."""
        run_id = data.draw(st.sampled_from(sorted(n for n, (_, hand) in self.runs.items() if hand)))
        row = self.runs[run_id][1].pop(0)
        if answer == "sent" or (answer == "doubtful" and data.draw(st.booleans())):
            self._take_over(row)
        self.unsettled[run_id].append((row, answer))

    @precondition(lambda self: self.runs)
    @rule(data=st.data())
    def crash(self, data: st.DataObject) -> None:
        """A sender dies, perhaps with messages taken over of which it has not heard."""
        run_id = data.draw(st.sampled_from(sorted(self.runs)))
        _, hand = self.runs.pop(run_id)
        for row in hand:
            if data.draw(st.booleans()):
                self._take_over(row)
        del self.unsettled[run_id]
        self._later()

    @precondition(lambda self: self.runs)
    @rule(data=st.data())
    def sleep(self, data: st.DataObject) -> None:
        """A sender stands still for so long that it is taken for dead; it holds nothing that it has not begun."""
        run_id = data.draw(st.sampled_from(sorted(self.runs)))
        self.sleeping[run_id] = self.runs.pop(run_id)
        self._later()

    @precondition(lambda self: self.sleeping)
    @rule(data=st.data())
    def wake(self, data: st.DataObject) -> None:
        """It says what it knows, learns that it is over, and stops."""
        self._wake(data.draw(st.sampled_from(sorted(self.sleeping))))

    @precondition(lambda self: len(self.gone) < _READERS)
    @rule(data=st.data(), way=st.sampled_from(["end", "suppress", "erase"]))
    def leave(self, data: st.DataObject, way: str) -> None:
        """A reader leaves; nothing is claimed for him from now on."""
        reader = data.draw(st.sampled_from([n for n in self.ids if n not in self.gone]))
        if way == "end":
            self.store.subscriptions.end(reader, "israel", "one-click", self.now)
        elif way == "suppress":
            self.store.suppressions.add(
                f"r{self.ids.index(reader)}@{_DOMAINS[self.ids.index(reader) % 2]}", "asked", "web", self.now
            )
        else:
            self.store.readers.erase(reader, "web", self.now)
        self.gone[reader] = way

    @rule()
    def ask_the_log(self) -> None:
        """The operator settles what is doubtful by what the server took over, as its log says."""
        self._ask_the_log()

    @rule()
    def plan_again(self) -> None:
        """Nothing comes of it."""
        assert self.store.ledger.plan(a_plan(), self.now).added == 0

    @invariant()
    def nobody_got_it_twice(self) -> None:
        """The server would know."""
        assert set(self.received.values()) <= {1}

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every delivery is in one state."""
        if hasattr(self, "ids"):
            assert sum(self.store.ledger.counts(EDITION).values()) == _READERS

    def _take_over(self, row: Claimed) -> None:
        self.received[row.subscriber] = self.received.get(row.subscriber, 0) + 1

    def _outcomes(self, run_id: int) -> list[Outcome]:
        known, self.unsettled[run_id] = self.unsettled[run_id], []
        return [
            outcome(row, answer, next_try=self.now + MINUTE if answer == "deferred" else None) for row, answer in known
        ]

    def _later(self) -> None:
        """Let the lease of whoever gives no sign of life run out."""
        self.now += LEASE + SECOND
        for run, _ in self.runs.values():
            assert self.store.runs.beat(run, self.now)
        self.store.runs.bury(self.now)

    def _stop(self, run_id: int) -> None:
        run, hand = self.runs.pop(run_id)
        released = [outcome(row, "pending") for row in hand]
        self.store.ledger.step(run, [*self._outcomes(run_id), *released], None, self.now)
        self.store.runs.end(run, self.now)

    def _wake(self, run_id: int) -> None:
        run, _ = self.sleeping.pop(run_id)
        with pytest.raises(RunOverError):
            self.store.ledger.step(run, self._outcomes(run_id), wanted(3), self.now)

    def _ask_the_log(self) -> None:
        doubtful = self.store.ledger.doubtful()
        known = [
            Outcome(
                mailing=row.mailing,
                subscriber=row.subscriber,
                state="sent" if row.subscriber in self.received else "pending",
            )
            for row in doubtful
        ]
        assert self.store.ledger.resolve(known, self.now) == len(doubtful)


@pytest.mark.slow
def test_no_delivery_is_lost_or_sent_twice(url: str) -> None:
    """Under any interleaving that hypothesis finds."""

    class OnThisStore(Sending):
        pass

    OnThisStore.url = url
    run_state_machine_as_test(
        OnThisStore,
        settings=settings(
            max_examples=50 if url.startswith("sqlite") else 10,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[*HealthCheck],
            database=None,
        ),
    )
