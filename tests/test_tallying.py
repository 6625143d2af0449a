"""The history of trends: counted once and kept."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.match import Finder
from briefgen.model.feed import FeedState
from briefgen.model.moment import Period
from briefgen.store import Store
from briefgen.tallying import fingerprint, history
from tests.factories import a_watchlist, an_actor, an_article

END = datetime(2021, 12, 28, 4, tzinfo=UTC)
PERIOD = Period(start=END - timedelta(days=1), end=END)
WATCHED = a_watchlist(an_actor())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store."""
    with Store.open(f"sqlite:///{tmp_path / 'briefgen.db'}") as opened:
        yield opened


def published(store: Store, *ages: int, start: int = 0) -> None:
    """Store an article on Lavrov of each age in days."""
    articles = [
        an_article(
            id=f"a-{start + n}",
            url=f"https://outlet.example/{start + n}",
            title=f"Lavrov opens talks number {start + n}",
            published=END - timedelta(days=age, hours=12),
        )
        for n, age in enumerate(ages)
    ]
    store.save_poll(FeedState(feed="harbour-post"), articles, END)


def counted(store: Store, **given: int) -> dict[date, int]:
    """Return the stories on Lavrov by day, of days that have any."""
    found = history(store, WATCHED, Finder(WATCHED), PERIOD, **given)
    return {one.day: one.actors["lavrov"] for one in found if one.actors}


def test_days_are_counted_and_kept(store: Store) -> None:
    """The second time nothing is read: what the store holds is what was counted."""
    published(store, 0, 3)
    first = counted(store)
    assert first == {date(2021, 12, 27): 1, date(2021, 12, 24): 1}
    assert len(store.tallies(fingerprint(WATCHED), date(2021, 1, 1), date(2022, 1, 1))) == 35
    assert counted(store, most=0) == first


def test_what_came_late_is_counted_anew(store: Store) -> None:
    """A replay of the past fills days that were empty."""
    counted(store)
    published(store, 5)
    assert counted(store) == {date(2021, 12, 22): 1}


def test_a_call_counts_no_more_days_than_it_may(store: Store) -> None:
    """The latest first, the rest at the next build."""
    published(store, 0, 1, 2)
    assert list(counted(store, most=2)) == [date(2021, 12, 26), date(2021, 12, 27)]
    assert len(counted(store, most=2)) == 3


def test_another_watchlist_counts_anew() -> None:
    """One spelling more may find more stories; one object more of the same is the same."""
    same = a_watchlist(an_actor())
    more = a_watchlist(an_actor(aliases={"en": ("Lavrov", "Lavroff")}))
    assert fingerprint(WATCHED) == fingerprint(same)
    assert fingerprint(WATCHED) != fingerprint(more)
