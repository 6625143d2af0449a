"""Claiming and settling, one case at a time; ``test_ledger_machine`` has the interleavings."""

from collections.abc import Callable

import pytest

from briefgen.model.delivery import DELIVERY_STATES, Claimed, Outcome
from briefgen.model.errors import RunOverError, StoreError
from briefgen.store import Store
from briefgen.store.runs import BEAT, LEASE
from tests.factories import NOON
from tests.store.audience import (
    DAY,
    EDITION,
    HOUR,
    MINUTE,
    SECOND,
    a_plan,
    a_reader,
    a_subscription,
    an_audience,
    outcome,
    wanted,
)
from tests.store.conftest import PostgresServer


def counted(store: Store) -> dict[str, int]:
    """Return how many deliveries of the edition are in each state that has any."""
    return {state: count for state, count in store.ledger.counts(EDITION).items() if count}


def test_a_claimed_row_carries_all_that_a_sender_needs(store: Store) -> None:
    """The address as it was given, its domain in ASCII."""
    reader = a_reader(store, "Jané@Bücher.example", name="Jané", timezone="Asia/Tokyo")
    a_subscription(store, reader, format="pdf")
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    mailing = store.ledger.mailing(EDITION)
    assert mailing is not None
    assert store.ledger.step(run, [], wanted(), NOON) == [
        Claimed(
            mailing=mailing.number,
            subscriber=reader.id,
            format="pdf",
            email="Jané@Bücher.example",
            domain="xn--bcher-kva.example",
            name="Jané",
            timezone="Asia/Tokyo",
            attempts=1,
        )
    ]
    assert (mailing.edition, mailing.briefing, mailing.date, mailing.planned) == (EDITION, "israel", DAY, NOON)


def test_a_step_settles_what_came_back_and_claims_what_goes_out_next(store: Store) -> None:
    """In the order of readers, until nothing is left."""
    ids = an_audience(store, 5)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    first = store.ledger.step(run, [], wanted(2), NOON)
    second = store.ledger.step(run, [outcome(row, words="250 queued") for row in first], wanted(2), NOON + SECOND)
    assert [row.subscriber for row in first + second] == ids[:4]
    assert counted(store) == {"sent": 2, "claimed": 2, "pending": 1}
    third = store.ledger.step(run, [outcome(row) for row in second], wanted(2), NOON + SECOND)
    assert store.ledger.step(run, [outcome(row) for row in third], wanted(2), NOON + 2 * SECOND) == []
    assert counted(store) == {"sent": 5}
    assert list(store.ledger.counts(EDITION)) == list(DELIVERY_STATES)
    sent = store.ledger.find(EDITION, ids[0])
    assert sent is not None
    assert (sent.state, sent.words, sent.attempts) == ("sent", "250 queued", 1)
    assert (sent.claimed_at, sent.settled_at, sent.claimed_by) == (NOON, NOON + SECOND, run.id)


def test_what_is_deferred_is_due_again_at_its_time(store: Store) -> None:
    """Its attempts are counted; what was released, since not a byte of it was sent, was no attempt."""
    an_audience(store, 2)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    late, free = store.ledger.step(run, [], wanted(), NOON)
    settled = [outcome(late, "deferred", words="450 busy", next_try=NOON + HOUR), outcome(free, "pending")]
    (again,) = store.ledger.step(run, settled, wanted(), NOON + SECOND)
    assert (again.subscriber, again.attempts) == (free.subscriber, 1)
    store.ledger.step(run, [outcome(again)], wanted(), NOON + MINUTE)
    assert counted(store) == {"deferred": 1, "sent": 1}
    assert store.ledger.next_due(EDITION) == NOON + HOUR
    assert [(m.edition, due) for m, due in store.ledger.unfinished()] == [(EDITION, NOON + HOUR)]
    (retried,) = store.ledger.step(run, [], wanted(), NOON + HOUR)
    assert (retried.subscriber, retried.attempts) == (late.subscriber, 2)
    store.ledger.step(run, [outcome(retried, "refused", words="550 no")], None, NOON + HOUR)
    assert counted(store) == {"refused": 1, "sent": 1}
    assert store.ledger.unfinished() == []


def test_who_left_after_the_planning_is_withdrawn_at_claiming(store: Store) -> None:
    """Ended, suppressed or erased; the step goes on to those who are left."""
    ids = an_audience(store, 5)
    store.ledger.plan(a_plan(), NOON)
    store.subscriptions.end(ids[0], "israel", "one-click", NOON)
    store.suppressions.add("r1@example.org", "complaint", "mailbox", NOON)
    store.readers.erase(ids[2], "editor", NOON)
    run = store.runs.start("sender", NOON)
    assert [row.subscriber for row in store.ledger.step(run, [], wanted(1), NOON)] == [ids[3]]
    assert counted(store) == {"withdrawn": 3, "claimed": 1, "pending": 1}
    words = {row.subscriber: row.words for row in store.ledger.page(EDITION, state="withdrawn")}
    assert words == {
        ids[0]: "the reader has ended the subscription",
        ids[1]: "the address is suppressed: complaint",
        ids[2]: "the reader is gone",
    }


def test_domains_are_passed_over_and_bounded(store: Store) -> None:
    """Whether they have a lane of their own or not."""
    an_audience(store, 1_100, ["gmail.com", "yahoo.com"])
    an_audience(store, 30, ["gmail.com", "yahoo.com", "small.example", "tiny.example", "other.example"])
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)

    def claimed(most: int, **of: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for row in store.ledger.step(run, [], wanted(most, **of), NOON):
            found[row.domain] = found.get(row.domain, 0) + 1
        return found

    assert claimed(20, gmail_com=0, yahoo_com=0, small_example=0, tiny_example=2) == {
        "tiny.example": 2,
        "other.example": 6,
    }
    assert claimed(20, gmail_com=3, yahoo_com=0, small_example=1) == {
        "tiny.example": 4,
        "small.example": 1,
        "gmail.com": 3,
    }
    assert claimed(20, gmail_com=0, yahoo_com=0, small_example=0) == {}
    assert store.ledger.next_due(EDITION) == NOON
    assert sum(claimed(2_000).values()) == store.readers.count() - 16


def test_an_outcome_of_what_is_not_in_hand_changes_nothing(store: Store) -> None:
    """Neither another run's row, nor one that is settled."""
    an_audience(store, 2)
    store.ledger.plan(a_plan(), NOON)
    one, two = (store.runs.start("sender", NOON) for _ in range(2))
    (mine,) = store.ledger.step(one, [], wanted(1), NOON)
    (other,) = store.ledger.step(two, [], wanted(1), NOON)
    assert mine.subscriber != other.subscriber
    store.ledger.step(one, [outcome(mine), outcome(other)], None, NOON)
    store.ledger.step(one, [outcome(mine, "refused")], None, NOON)
    assert counted(store) == {"sent": 1, "claimed": 1}


def test_what_a_run_leaves_in_hand_is_doubtful(store: Store) -> None:
    """Listed until somebody knows; then sent, or sent again."""
    an_audience(store, 3)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    sent, lost, open_one = store.ledger.step(run, [], wanted(), NOON)
    store.ledger.step(run, [outcome(open_one)], None, NOON)
    store.runs.end(run, NOON + MINUTE)
    listed = store.ledger.doubtful()
    assert [(row.subscriber, row.email, row.state) for row in listed] == [
        (sent.subscriber, "r0@example.org", "doubtful"),
        (lost.subscriber, "r1@example.org", "doubtful"),
    ]
    assert "process" in listed[0].words
    last = (listed[0].mailing, listed[0].subscriber)
    assert [row.subscriber for row in store.ledger.doubtful(after=last)] == [lost.subscriber]
    known = [outcome(sent, words="in the log"), outcome(lost, "pending", words="never seen"), outcome(open_one)]
    assert store.ledger.resolve(known, NOON + HOUR) == 2
    assert counted(store) == {"sent": 2, "pending": 1}
    again = store.runs.start("sender", NOON + HOUR)
    assert [row.subscriber for row in store.ledger.step(again, [], wanted(), NOON + HOUR)] == [lost.subscriber]


def test_a_run_that_was_taken_for_dead_must_stop(store: Store) -> None:
    """What it knows is still taken in, also of a row that was released meanwhile."""
    an_audience(store, 4)
    store.ledger.plan(a_plan(), NOON)
    sleeper = store.runs.start("sender", NOON)
    one, two, three = store.ledger.step(sleeper, [], wanted(3), NOON)
    later = NOON + LEASE + SECOND
    assert [run.id for run in store.runs.bury(later)] == [sleeper.id]
    assert counted(store) == {"doubtful": 3, "pending": 1}
    store.ledger.resolve([outcome(two, "pending")], later)
    with pytest.raises(
        RunOverError, match=r"^[^\n]+: this sender was silent for too long and taken for dead: start it"
    ):
        store.ledger.step(sleeper, [outcome(one), outcome(two)], wanted(), later + SECOND)
    assert counted(store) == {"sent": 2, "doubtful": 1, "pending": 1}
    assert store.ledger.doubtful()[0].subscriber == three.subscriber


def test_steps_keep_a_run_alive(store: Store) -> None:
    """Without one of them writing more than it must."""
    an_audience(store, 1)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    for seconds in range(0, 600, 10):
        store.ledger.step(run, [], None, NOON + seconds * SECOND)
    now = NOON + 600 * SECOND
    assert store.runs.bury(now) == []
    (alive,) = store.runs.alive(now)
    assert now - alive.seen <= BEAT + 10 * SECOND


def test_deliveries_are_listed_page_by_page(store: Store) -> None:
    """All, or those in one state."""
    ids = an_audience(store, 5)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    store.ledger.step(run, [], wanted(2), NOON)
    assert [row.subscriber for row in store.ledger.page(EDITION, most=2)] == ids[:2]
    assert [row.subscriber for row in store.ledger.page(EDITION, after=ids[1], most=2)] == ids[2:4]
    assert [row.subscriber for row in store.ledger.page(EDITION, state="pending")] == ids[2:]
    assert store.ledger.page("israel/2020-01-01") == []
    assert store.ledger.find(EDITION, 999) is None


def test_what_was_never_planned_has_nothing(store: Store) -> None:
    """No rows, no moment, nothing to claim."""
    run = store.runs.start("sender", NOON)
    assert store.ledger.step(run, [], wanted(), NOON) == []
    assert store.ledger.next_due(EDITION) is None
    assert store.ledger.mailing(EDITION) is None
    assert set(store.ledger.counts(EDITION).values()) == {0}


def test_an_edition_can_be_called_back(store: Store) -> None:
    """What is in hand or sent cannot; the rest goes nowhere."""
    an_audience(store, 3)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    store.ledger.step(run, [], wanted(1), NOON)
    assert store.ledger.withdraw(EDITION, "wrong item", NOON) == 2
    assert counted(store) == {"claimed": 1, "withdrawn": 2}
    assert [mailing.edition for mailing in store.ledger.mailings("israel")] == [EDITION]


class CuttingOutcomes(list[Outcome]):
    """Outcomes that, when they are looked at, end every connection to the database, once."""

    def __init__(self, outcomes: list[Outcome], cut: Callable[[], None]) -> None:
        super().__init__(outcomes)
        self.cuts = [cut]

    def __bool__(self) -> bool:
        while self.cuts:
            self.cuts.pop()()
        return True


def test_a_step_that_the_server_ends_is_done_again(postgres: PostgresServer) -> None:
    """Settled once, claimed once."""
    postgres.execute("CREATE DATABASE stepping")
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'stepping'"
    with Store.open(postgres.url("stepping")) as store:
        an_audience(store, 4)
        store.ledger.plan(a_plan(), NOON)
        run = store.runs.start("sender", NOON)
        first = store.ledger.step(run, [], wanted(2), NOON)
        cutting = CuttingOutcomes([outcome(row) for row in first], lambda: postgres.execute(cut))
        second = store.ledger.step(run, cutting, wanted(1), NOON)
        assert cutting.cuts == []
        assert len(second) == 1
        assert counted(store) == {"sent": 2, "claimed": 1, "pending": 1}


def test_claims_whose_commit_went_unanswered_are_found_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is lost after the commit: the next step returns what the lost one had claimed, nothing new."""
    an_audience(store, 4)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    (in_hand,) = store.ledger.step(run, [], wanted(1), NOON)
    transactions = store.ledger._transactions  # noqa: SLF001  the place where an answer can be lost
    answered = transactions.write_knowing

    def unanswered(work: object) -> None:
        answered(work)  # type: ignore[arg-type]
        message = "the server has gone away"
        raise StoreError(message)

    with monkeypatch.context() as patched:
        patched.setattr(transactions, "write_knowing", unanswered)
        with pytest.raises(StoreError):
            store.ledger.step(run, [], wanted(2), NOON)
    assert counted(store) == {"claimed": 3, "pending": 1}
    found = store.ledger.step(run, [outcome(in_hand)], wanted(2), NOON)
    assert len(found) == 2
    assert counted(store) == {"sent": 1, "claimed": 2, "pending": 1}
    assert len(store.ledger.step(run, [outcome(row) for row in found], wanted(2), NOON)) == 1


def test_an_outcome_says_when_to_try_again_if_it_is_deferred() -> None:
    """And never else."""
    with pytest.raises(ValueError, match="a next try belongs to what is deferred"):
        Outcome(mailing=1, subscriber=1, state="deferred")
    with pytest.raises(ValueError, match="a next try belongs"):
        Outcome(mailing=1, subscriber=1, state="sent", next_try=NOON + HOUR)
