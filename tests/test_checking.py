"""Reading feeds without storing anything."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.checking import check_feeds
from briefgen.config import load
from briefgen.fetch import Limits
from briefgen.model.feed import FeedState
from briefgen.store import Store, address_of
from tests.newsroom import PRESENT, Outlet, a_newsroom, an_outlet, news

QUICK = Limits(spacing=0.0, jitter=0.0, deadline=5.0)
DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open an empty store."""
    with Store.open(address_of(tmp_path / "out" / "briefgen.db")) as opened:
        yield opened


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    """Serve on loopback."""
    with an_outlet() as opened:
        yield opened


def test_checking_feeds_stores_nothing(tmp_path: Path, store: Store) -> None:
    """It says what they hold at this moment, in the order of their names."""
    config = load(a_newsroom(tmp_path, {"orontes": news()["orontes"], "page": b"<html>"}))
    good, bad = check_feeds(config, now=PRESENT, limits=QUICK)
    assert (good.feed.id, good.articles, good.newest, good.error) == (
        "orontes",
        1,
        datetime(2021, 12, 27, 15, tzinfo=UTC),
        None,
    )
    assert (bad.feed.id, bad.articles) == ("page", 0)
    assert bad.error
    assert store.feed_states() == {}


def test_checking_asks_where_a_feed_has_moved_to_for_the_whole_document(
    tmp_path: Path, store: Store, outlet: Outlet
) -> None:
    """As a poll would, but unconditionally."""
    new = outlet.publish("/new", news()["orontes"])
    config = load(a_newsroom(tmp_path, {}, addresses={"moved": outlet.address + "/old"}))
    state = FeedState(feed="moved", configured=outlet.address + "/old", adopted=new, etag="1", body_hash="2")
    (found,) = check_feeds(config, states={"moved": state}, now=PRESENT, limits=QUICK)
    assert (found.articles, found.error, outlet.asked) == (1, None, ["/new"])
    assert store.feed_states() == {}


def test_checking_leaves_a_host_alone_that_has_sent_us_away(tmp_path: Path, outlet: Outlet) -> None:
    """And says until when; that is no fault of the feed."""
    config = load(a_newsroom(tmp_path, {}, addresses={"busy": outlet.address + "/rss"}))
    away = FeedState(feed="other", sent_away_by="127.0.0.1", sent_away_until=PRESENT + DAY / 24)
    (found,) = check_feeds(config, states={"other": away}, now=PRESENT, limits=QUICK)
    assert not found.asked
    assert "left alone until 2021-12-28 05:00 UTC" in (found.error or "")
    assert outlet.asked == []
