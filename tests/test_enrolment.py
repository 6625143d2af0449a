"""From an address to a feed, against a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.config import Config, load
from briefgen.enrolment import Added, add_feed
from briefgen.fetch import Limits
from briefgen.model.errors import NothingReadError, UsageError
from briefgen.pipeline import poll
from briefgen.store import Store
from tests.factories import NOON
from tests.newsroom import Outlet, a_newsroom, an_outlet, item, rss

AT_ONCE = Limits(spacing=0.0)
RUSSIAN = item("Паром снова ходит через фьорд", "Паром снова ходит через фьорд после ремонта, сообщили власти города.")


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    """Serve a site of which nothing is there yet."""
    with an_outlet() as site:
        yield site


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Return a workspace's configuration."""
    return load(a_newsroom(tmp_path / "newsroom"))


def add(config: Config, url: str) -> Added:
    """Add what is at an address on loopback, without pauses."""
    return add_feed(config, url, now=NOON, private=True, limits=AT_ONCE)


def test_a_page_that_declares_nothing_is_asked_in_the_usual_places(outlet: Outlet, config: Config) -> None:
    """The language is that of the articles where the feed does not name it; the page is its home."""
    page = outlet.publish("/", b"<html><body>Fjord</body></html>", kind="text/html")
    feed = outlet.publish("/atom.xml", rss(RUSSIAN).replace(b"<language>en</language>", b""))
    added = add(config, page).feed
    assert (added.url, added.homepage, added.language) == (feed, page, "ru")
    assert load(config.workspace).feeds[-1] == added


def test_a_page_without_a_feed_is_told(outlet: Outlet, config: Config) -> None:
    """And nothing is written."""
    page = outlet.publish("/", b"<html><body>Fjord</body></html>", kind="text/html")
    with pytest.raises(NothingReadError, match="not a feed but an HTML page, and no feed was found"):
        add(config, page)
    assert load(config.workspace).feeds == config.feeds


def test_a_page_cannot_lead_to_another_host_of_our_network(outlet: Outlet, config: Config) -> None:
    """The permission is for the site that was named, not for what it links to."""
    with an_outlet() as inner:
        secret = inner.publish("/rss", rss(RUSSIAN))
        link = f'<link rel="alternate" type="application/rss+xml" href="{secret}">'
        page = outlet.publish("/", f"<html>{link}</html>".encode(), kind="text/html")
        with pytest.raises(NothingReadError):
            add(config, page)
        assert inner.asked == []


def test_a_workspace_begins_with_no_feed_and_its_first_is_added(outlet: Outlet, tmp_path: Path) -> None:
    """An empty ``feeds.toml`` is where everybody starts; polling it says what to do."""
    workspace = a_newsroom(tmp_path / "newsroom")
    (workspace / "feeds" / "feeds.toml").write_text("", encoding="utf-8")
    config = load(workspace)
    with Store.open("sqlite://") as store, pytest.raises(UsageError, match="`briefgen feeds add URL` writes the first"):
        poll(config, store, now=NOON)
    added = add(config, outlet.publish("/rss.xml", rss(RUSSIAN)))
    assert [feed.id for feed in load(workspace).feeds] == [added.feed.id]
