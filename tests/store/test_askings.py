"""How often a mailbox is asked to confirm, over processes and restarts."""

from datetime import timedelta

from briefgen.store import Store
from tests.factories import NOON
from tests.store.audience import HOUR, MINUTE, a_reader

DAY = timedelta(days=1)


def test_a_mailbox_is_left_alone_ever_longer(store: Store, url: str) -> None:
    """Five messages on the first day, one a day from then on; another process counts them too."""
    jane = a_reader(store)
    sent = []
    with Store.open(url) as other:
        for step in range(2 * 24 * 60 // 5):
            now = NOON + step * 5 * MINUTE
            if (store, other)[step % 2].askings.take(jane.id, now):
                sent.append(now - NOON)
    assert sent == [0 * MINUTE, 10 * MINUTE, 50 * MINUTE, 210 * MINUTE, 850 * MINUTE, 850 * MINUTE + DAY]


def test_what_follows_a_plus_is_the_same_mailbox(store: Store) -> None:
    """However many names of it are entered."""
    taken = [
        store.askings.take(a_reader(store, f"{name}@example.org").id, NOON)
        for name in ("jane+1", "JANE", "jane+2", "joe")
    ]
    assert taken == [True, False, False, True]


def test_after_a_week_of_silence_a_mailbox_begins_anew(store: Store) -> None:
    """A reader who comes back after months need not wait for hours."""
    jane = a_reader(store)
    for hours in range(0, 48, 3):
        store.askings.take(jane.id, NOON + hours * HOUR)
    later = NOON + 10 * DAY
    assert store.askings.take(jane.id, later)
    assert not store.askings.take(jane.id, later + 9 * MINUTE)
    assert store.askings.take(jane.id, later + 11 * MINUTE)


def test_what_could_not_be_sent_does_not_count(store: Store) -> None:
    """And its reader is one who was never asked."""
    jane = a_reader(store)
    assert store.askings.take(jane.id, NOON)
    assert store.askings.never([jane.id]) == set()
    store.askings.give_back(jane.id)
    assert store.askings.never([jane.id]) == {jane.id}
    assert store.askings.take(jane.id, NOON)
    store.askings.note(jane.id, NOON + 10 * MINUTE)
    store.askings.give_back(jane.id)
    assert store.askings.never([jane.id]) == set()


def test_nobody_asks_a_reader_who_was_erased(store: Store) -> None:
    """Nothing is remembered of him, and nothing noted any more."""
    jane = a_reader(store)
    store.askings.take(jane.id, NOON)
    told = store.readers.export(jane.id)
    assert told is not None
    assert told["asked"] == [{"last": NOON.isoformat(), "times": 1}]
    store.readers.erase(jane.id, "editor", NOON)
    store.askings.note(jane.id, NOON)
    assert not store.askings.take(jane.id, NOON + DAY)
    assert a_reader(store).id in store.askings.never([jane.id, jane.id + 1])
