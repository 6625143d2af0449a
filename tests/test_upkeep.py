"""What is done for the store once a day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.model.feed import FeedState
from briefgen.model.reader import Subscription
from briefgen.store import Store, address_of
from briefgen.upkeep import UNCONFIRMED_KEPT, forget_daily, prune_daily
from tests.factories import NOON, an_article
from tests.store.audience import a_reader

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OLD = NOON - 500 * DAY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a store with an old and a young article."""
    with Store.open(address_of(tmp_path / "briefgen.db")) as opened:
        opened.save_poll(FeedState(feed="harbour-post"), [an_article(title="Old", published=OLD)], OLD)
        opened.save_poll(FeedState(feed="harbour-post"), [an_article(title="Young")], NOON)
        yield opened


def test_the_first_time_nothing_goes_and_then_once_a_day(store: Store) -> None:
    """Polling every half hour costs one look at the store each time."""
    assert prune_daily(store, 400, NOON) == 0
    assert [prune_daily(store, 400, NOON + n * HOUR) for n in (1, 22)] == [None, None]
    assert prune_daily(store, 400, NOON + DAY) == 1
    assert [article.title for article in store.articles(OLD - DAY, NOON)] == ["Young"]
    assert prune_daily(store, 400, NOON + DAY + HOUR) is None
    assert prune_daily(store, 400, NOON + 2 * DAY) == 0


def test_zero_keeps_everything(store: Store) -> None:
    """For ever."""
    assert [prune_daily(store, 0, NOON + n * DAY) for n in range(3)] == [None, None, None]
    assert store.last_done("prune") is None


def test_a_clock_that_was_set_back_does_not_stop_the_pruning(store: Store) -> None:
    """What was done in the future counts as long ago."""
    store.note_done("prune", NOON + 1000 * DAY)
    assert prune_daily(store, 400, NOON) == 1


def test_sign_ups_that_nobody_confirmed_go_once_a_day(store: Store) -> None:
    """After a month; the reader with them."""
    reader = a_reader(store)
    store.subscriptions.ask([Subscription(subscriber=reader.id, briefing="israel", since=NOON)], "web", NOON)
    assert [forget_daily(store, NOON + n * DAY) for n in (0, 29)] == [0, 0]
    late = NOON + UNCONFIRMED_KEPT + HOUR
    assert [forget_daily(store, late), forget_daily(store, late + HOUR)] == [1, None]
    assert store.readers.count() == 0
