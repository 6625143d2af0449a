"""One edition for each briefing and local date."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from briefgen.store import Store
from briefgen.store.runs import LEASE
from tests.factories import NOON
from tests.store.audience import DAY, HOUR, MINUTE, SECOND


def test_a_round_is_claimed_once_and_done_once(store: Store) -> None:
    """Whoever asks."""
    one, two = store.runs.start("scheduler", NOON), store.runs.start("scheduler", NOON)
    taken = store.due.claim("israel", DAY, NOON, one, NOON + SECOND)
    assert taken is not None
    assert (taken.state, taken.due, taken.attempts, taken.claimed_by) == ("claimed", NOON, 1, one.id)
    assert store.due.claim("israel", DAY, NOON, two, NOON + MINUTE) is None
    assert store.due.claim("israel", DAY, NOON, one, NOON + MINUTE) is None
    assert store.due.claim("gulf", DAY, NOON, two, NOON + MINUTE) is not None
    assert store.due.claim("israel", DAY + timedelta(days=1), NOON, two, NOON + MINUTE) is not None
    assert store.due.done(taken, "israel/2021-12-28", NOON + HOUR)
    assert not store.due.done(taken, "israel/2021-12-28", NOON + HOUR)
    assert store.due.claim("israel", DAY, NOON, two, NOON + HOUR) is None
    done = store.due.find("israel", DAY)
    assert done is not None
    assert (done.state, done.edition, done.finished) == ("done", "israel/2021-12-28", NOON + HOUR)


def test_a_failed_round_may_be_taken_again_at_its_time(store: Store) -> None:
    """Until it is given up."""
    run = store.runs.start("scheduler", NOON)
    taken = store.due.claim("israel", DAY, NOON, run, NOON)
    assert taken is not None
    assert store.due.failed(taken, "no disk", NOON + HOUR, NOON + MINUTE)
    assert store.due.claim("israel", DAY, NOON, run, NOON + MINUTE) is None
    assert store.due.again(NOON + MINUTE) == []
    (waiting,) = store.due.again(NOON + HOUR)
    assert (waiting.state, waiting.words, waiting.next_try) == ("failed", "no disk", NOON + HOUR)
    again = store.due.claim("israel", DAY, NOON, run, NOON + HOUR)
    assert again is not None
    assert (again.attempts, again.next_try) == (2, None)
    assert not store.due.failed(taken, "late news of the first try", None, NOON + HOUR)
    assert store.due.failed(again, "no disk", None, NOON + HOUR)
    assert store.due.claim("israel", DAY, NOON, run, NOON + 24 * HOUR) is None
    assert store.due.again(NOON + 24 * HOUR) == []


def test_a_missed_round_is_skipped_for_good(store: Store) -> None:
    """Unless somebody has it."""
    run = store.runs.start("scheduler", NOON)
    assert store.due.skip("israel", DAY, NOON, "the machine was off", NOON + HOUR)
    assert not store.due.skip("israel", DAY, NOON, "the machine was off", NOON + HOUR)
    assert store.due.claim("israel", DAY, NOON, run, NOON + HOUR) is None
    assert store.due.claim("gulf", DAY, NOON, run, NOON + HOUR) is not None
    assert not store.due.skip("gulf", DAY, NOON, "too late", NOON + HOUR)
    assert [(r.briefing, r.state, r.words) for r in store.due.latest()] == [
        ("gulf", "claimed", ""),
        ("israel", "skipped", "the machine was off"),
    ]
    assert [r.briefing for r in store.due.latest("israel")] == ["israel"]


def test_the_round_of_a_dead_scheduler_is_taken_over(store: Store) -> None:
    """After its lease; what the dead one says later counts for nothing."""
    dead = store.runs.start("scheduler", NOON)
    taken = store.due.claim("israel", DAY, NOON, dead, NOON)
    assert taken is not None
    heir = store.runs.start("scheduler", NOON + LEASE)
    assert store.due.claim("israel", DAY, NOON, heir, NOON + LEASE) is None
    later = NOON + LEASE + SECOND
    assert [r.briefing for r in store.due.again(later)] == ["israel"]
    again = store.due.claim("israel", DAY, NOON, heir, later)
    assert again is not None
    assert (again.attempts, again.claimed_by) == (2, heir.id)
    assert not store.due.done(taken, "israel/2021-12-28", later)
    assert store.due.done(again, "israel/2021-12-28", later)


def test_what_a_made_edition_lacks_is_tried_again(store: Store) -> None:
    """It stays made: nobody claims it; a round that failed is another matter."""
    run = store.runs.start("scheduler", NOON)
    for briefing, more in (("gulf", NOON + MINUTE), ("israel", None)):
        taken = store.due.claim(briefing, DAY, NOON, run, NOON)
        assert taken is not None
        assert store.due.done(taken, f"{briefing}/2021-12-28", NOON, more)
    assert store.due.incomplete(NOON) == []
    (one,) = store.due.incomplete(NOON + MINUTE)
    assert (one.briefing, one.state, one.attempts, one.words) == ("gulf", "done", 1, "")
    assert store.due.again(NOON + MINUTE) == []
    store.due.lacks("gulf/2021-12-28", "pdf: too slow", NOON + HOUR)
    assert store.due.incomplete(NOON + MINUTE) == []
    assert [one.attempts for one in store.due.incomplete(NOON + HOUR)] == [2]
    store.due.lacks("gulf/2021-12-28", "", None)
    assert store.due.incomplete(NOON + 24 * HOUR) == []


def test_of_many_that_ask_at_once_one_gets_it(store: Store) -> None:
    """Threads here; two schedulers are two processes."""
    runs = [store.runs.start("scheduler", NOON) for _ in range(4)]
    for day in range(5):
        date = DAY + timedelta(days=day)
        with ThreadPoolExecutor(4) as pool:
            taken = [*pool.map(lambda run: store.due.claim("israel", date, NOON, run, NOON), runs)]  # noqa: B023  run at once
        assert sum(one is not None for one in taken) == 1
