"""What is pruned, and what stays, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from briefgen.model.edition import Section
from briefgen.model.errors import StoreError
from briefgen.model.feed import FeedState
from briefgen.store import Store, retention
from tests.factories import NOON, a_report, an_article, an_edition, an_edition_story

STATE = FeedState(feed="harbour-post")
OLD = NOON - timedelta(days=100)
LIMIT = NOON - timedelta(days=90)


def kept(store: Store) -> set[str]:
    """Return the titles that are still there."""
    return {article.title for article in store.articles(OLD - timedelta(days=900), NOON + timedelta(days=1))}


def test_articles_older_than_the_limit_go_and_younger_ones_stay(store: Store) -> None:
    """The limit itself is not older than the limit."""
    store.save_poll(
        STATE,
        [an_article(title="Old", published=OLD), an_article(title="Edge", published=LIMIT), an_article(title="Young")],
        OLD,
    )
    assert store.prune(LIMIT) == 1
    assert kept(store) == {"Edge", "Young"}
    assert store.prune(LIMIT) == 0


def test_a_dry_run_counts_what_would_go_and_leaves_it(store: Store) -> None:
    """Over several batches too."""
    articles = [an_article(title=f"Report {n}", published=OLD) for n in range(retention.BATCH + 7)]
    store.save_poll(STATE, articles, OLD)
    assert store.prune(LIMIT, dry_run=True) == len(articles)
    assert len(kept(store)) == len(articles)
    assert store.prune(LIMIT) == len(articles)


def test_what_an_edition_cites_stays_however_old(store: Store) -> None:
    """A reader may ask in a year what a sentence was taken from."""
    cited, other = an_article(title="Cited", published=OLD), an_article(title="Other", published=OLD)
    store.save_poll(STATE, [cited, other], OLD)
    story = an_edition_story(articles=(a_report(1, url=cited.url), a_report(2)))
    store.save_edition(an_edition(Section(title="Top", stories=(story,))), NOON)
    assert store.prune(LIMIT) == 1
    assert kept(store) == {"Cited"}


def test_old_titles_go_with_their_article(store: Store) -> None:
    """A headline of nothing would be left for ever."""
    article = an_article(title="As it was", published=OLD)
    store.save_poll(STATE, [article], OLD)
    store.save_poll(STATE, [replace(article, title="As it is", content_hash="2")], OLD)
    assert len(store.earlier_headlines(article.id)) == 1
    assert store.prune(LIMIT) == 1
    assert store.earlier_headlines(article.id) == []


def test_an_old_item_that_was_read_lately_stays(store: Store) -> None:
    """It still stands in its feed: the next poll would only bring it back as new."""
    store.save_poll(STATE, [an_article(title="From the archive", published=OLD)], NOON)
    assert store.prune(LIMIT) == 0


def test_the_latest_undated_articles_of_a_feed_stay(store: Store) -> None:
    """Forgotten and read again they would be dated now and become news."""
    many = [
        an_article(title=f"Undated {n}", dated=False, published=OLD + timedelta(minutes=n))
        for n in range(retention.UNDATED_KEPT)
    ]
    store.save_poll(STATE, [an_article(title="The first", dated=False, published=OLD)], OLD - timedelta(days=1))
    store.save_poll(STATE, many, OLD)
    assert store.prune(LIMIT) == 1
    assert "The first" not in kept(store)


def test_many_batches_leave_nothing_and_take_nothing_that_is_cited(store: Store) -> None:
    """Also where all dates are equal, so that only the ids tell the batches apart."""
    articles = [an_article(title=f"Report {n}", published=OLD) for n in range(2 * retention.BATCH + 7)]
    store.save_poll(STATE, articles, OLD)
    story = an_edition_story(articles=(a_report(1, url=articles[3].url), a_report(2, url=articles[-1].url)))
    store.save_edition(an_edition(Section(title="Top", stories=(story,))), NOON)
    assert store.prune(LIMIT) == len(articles) - 2
    assert kept(store) == {articles[3].title, articles[-1].title}


def test_an_edition_that_cannot_be_read_stops_pruning(store: Store, url: str) -> None:
    """It may cite any article: better nothing goes."""
    store.save_poll(STATE, [an_article(published=OLD)], OLD)
    store.save_edition(an_edition(), NOON)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE edition SET document = :broken"), {"broken": b"{"})
    engine.dispose()
    with pytest.raises(StoreError, match="nothing was pruned: the stored edition israel/2021-12-28"):
        store.prune(LIMIT)
    assert len(kept(store)) == 1


def test_an_empty_store_prunes_nothing(store: Store) -> None:
    """As on the first day."""
    assert store.prune(NOON) == 0
