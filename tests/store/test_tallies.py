"""How many stories a day had on whom, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

from briefgen.model.feed import FeedState
from briefgen.model.moment import Period
from briefgen.model.tally import DayTally
from briefgen.store import Store
from tests.factories import NOON, an_article

DAY = date(2021, 12, 27)


def a_tally(day: date = DAY, **actors: int) -> DayTally:
    """Return a day of these actors, with one pair."""
    return DayTally(day=day, articles=40, stories=12, actors=actors, pairs={("lapid", "lavrov"): 2})


def test_a_tally_comes_back_as_it_was(store: Store) -> None:
    """With its pairs."""
    store.save_tally("w1", a_tally(lapid=3, lavrov=5))
    assert store.tallies("w1", DAY, DAY) == [a_tally(lapid=3, lavrov=5)]


def test_a_day_is_counted_under_one_watchlist(store: Store) -> None:
    """Another one takes its place."""
    store.save_tally("w1", a_tally(lapid=3, lavrov=5))
    store.save_tally("w2", a_tally(bennett=1))
    assert store.tallies("w1", DAY, DAY) == []
    assert store.tallies("w2", DAY, DAY) == [a_tally(bennett=1)]


def test_the_days_come_in_order(store: Store) -> None:
    """Only those that are asked for; one without a story is there too."""
    for ago in (0, 2, 1, 9):
        store.save_tally("w", DayTally(day=DAY - timedelta(days=ago), articles=0, stories=0))
    found = store.tallies("w", DAY - timedelta(days=2), DAY)
    assert [(DAY - one.day).days for one in found] == [2, 1, 0]


def test_the_articles_of_a_day_are_counted(store: Store) -> None:
    """After its midnight, up to the next."""
    midnight = datetime(2021, 12, 28, tzinfo=UTC)
    moments = (midnight - timedelta(days=1), NOON, midnight, midnight + timedelta(seconds=1))
    articles = [an_article(id=f"a-{n}", title=f"t{n}", published=at) for n, at in enumerate(moments)]
    store.save_poll(FeedState(feed="harbour-post"), articles, NOON)
    whole = Period(start=midnight - timedelta(days=1), end=midnight)
    assert store.article_counts({DAY: whole}) == {DAY: 2}


def test_two_may_count_the_same_day_at_once(store: Store) -> None:
    """Several publications are due at the same hour; one count stays, whole."""
    with ThreadPoolExecutor(4) as threads:
        counts = [a_tally(lapid=number + 1, lavrov=5) for number in range(12)]
        for done in [threads.submit(store.save_tally, "w", tally) for tally in counts]:
            done.result()
    (left,) = store.tallies("w", DAY, DAY)
    assert left in counts
