"""What is remembered of chores, on both databases."""

from datetime import timedelta

from briefgen.store import Store
from tests.factories import NOON


def test_the_last_time_counts(store: Store) -> None:
    """Each chore has its own."""
    assert store.last_done("prune") is None
    store.note_done("prune", NOON)
    store.note_done("prune", NOON + timedelta(days=1))
    store.note_done("other", NOON)
    assert store.last_done("prune") == NOON + timedelta(days=1)
    assert store.last_done("other") == NOON
