"""What the store knows of how much and how regularly feeds bring, on both databases."""

from datetime import timedelta

from briefgen.model.article import Article
from briefgen.model.feed import FeedState
from briefgen.store import FeedActivity, Store
from tests.factories import NOON, an_article

SINCE = NOON - timedelta(days=30)
LONG = "Negotiators met again in Vienna on Monday, and the talks are to go on for two weeks or longer."


def save(store: Store, *articles: Article) -> None:
    """Store articles of any feeds."""
    for article in articles:
        store.save_poll(FeedState(feed=article.feed), [article], NOON)


def told(n: int, **given: object) -> Article:
    """Return an article that resembles no other."""
    unlike = f"Report number {n} from the harbour of the {n}th town"
    hours = timedelta(hours=6 * n)
    return an_article(**{"title": unlike, "text": f"{unlike}. {LONG}", "published": NOON - hours, **given})


def test_articles_are_counted_with_the_newest_and_the_usual_gap(store: Store) -> None:
    """Four a day: six hours between two."""
    save(store, *(told(n) for n in range(9)))
    assert store.feed_activity(SINCE) == {
        "harbour-post": FeedActivity(
            feed="harbour-post",
            newest=NOON,
            articles=9,
            oldest=NOON - timedelta(hours=48),
            gap=timedelta(hours=6),
        )
    }


def test_a_feed_silent_since_before_the_window_still_has_its_gap(store: Store) -> None:
    """Otherwise a feed would be called silent only while it is not."""
    save(store, *(told(n, published=SINCE - timedelta(days=7 * n)) for n in range(1, 6)))
    found = store.feed_activity(SINCE)["harbour-post"]
    assert (found.articles, found.oldest, found.newest) == (0, None, SINCE - timedelta(days=7))
    assert found.gap == timedelta(days=7)


def test_two_articles_make_no_usual_gap(store: Store) -> None:
    """One interval is an accident."""
    save(store, told(0), told(1))
    assert store.feed_activity(SINCE)["harbour-post"].gap is None


def test_what_another_feed_had_before_is_repeated(store: Store) -> None:
    """By title or by text; letters' case and spaces are no difference."""
    first = told(1, id="a-1")
    by_title = told(2, id="a-2", feed="copy", title=first.title.upper(), published=NOON)
    by_text = told(3, id="a-3", feed="copy", text=first.text.replace(" ", "\n"), published=NOON)
    own = told(4, id="a-4", feed="copy")
    save(store, first, by_title, by_text, own)
    found = store.feed_activity(SINCE)
    assert (found["copy"].articles, found["copy"].repeated) == (3, 2)
    assert found["harbour-post"].repeated == 0


def test_short_titles_and_a_feeds_own_repetitions_are_no_copies(store: Store) -> None:
    """The words "Live updates" stand everywhere."""
    live = told(1, id="a-1", title="Live updates", text="Short.")
    elsewhere = told(2, id="a-2", feed="other", title="Live updates", text="Short.")
    again = told(3, id="a-3"), told(3, id="a-4")
    save(store, live, elsewhere, *again)
    assert [one.repeated for one in store.feed_activity(SINCE).values()] == [0, 0]


def test_an_empty_store_knows_no_feed(store: Store) -> None:
    """As on the first day."""
    assert store.feed_activity(SINCE) == {}
