"""What an edition reads, and what it says of its sources."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from briefgen.config import load
from briefgen.model.edition import Sources
from briefgen.model.feed import FeedState
from briefgen.model.moment import Period
from briefgen.reading import each_once, sources_of
from tests.factories import an_article
from tests.newsroom import PRESENT, a_newsroom

DAY = timedelta(days=1)


def failing(feed: str, since: datetime, failures: int = 3, **given: object) -> FeedState:
    """Return the state of a feed that could not be read since a moment."""
    error = {"error": "timed out", **given}
    return FeedState(feed=feed, checked=PRESENT, failing_since=since, failures=failures, **error)  # type: ignore[arg-type]


def sources(folder: Path, *states: FeedState, end: datetime = PRESENT) -> Sources:
    """Return what an edition that ends at a moment says, of the newsroom's feeds."""
    config = load(a_newsroom(folder))
    period = Period(start=end - DAY, end=end)
    return sources_of(config, config.briefings["morning"], {state.feed: state for state in states}, period)


def well(*feeds: str) -> list[FeedState]:
    """Return the states of feeds that were read."""
    return [FeedState(feed=feed, checked=PRESENT, succeeded=PRESENT) for feed in feeds]


def down(found: Sources) -> list[str]:
    """Return the feeds that are told."""
    return [one.feed for one in found.down]


def test_only_failures_that_last_are_told(tmp_path: Path) -> None:
    """Two days and three times; an hour is a hiccup, twice is an accident."""
    found = sources(
        tmp_path,
        failing("orontes", PRESENT - 2 * DAY),
        failing("levant-wire", PRESENT - DAY / 24, failures=9),
        failing("forgotten", PRESENT - 9 * DAY),
        *well("harbour-post"),
    )
    assert found.polled == 3
    (one,) = found.down
    assert (one.feed, one.title, one.since, one.reason) == ("orontes", "Orontes", PRESENT - 2 * DAY, "timed out")


def test_a_feed_that_is_gone_for_good_is_told_at_once(tmp_path: Path) -> None:
    """It will not come back by itself."""
    gone = failing("orontes", PRESENT, failures=1, retired=PRESENT)
    assert down(sources(tmp_path, gone, *well("harbour-post"))) == ["orontes"]


def test_an_edition_of_an_earlier_hour_judges_by_that_hour(tmp_path: Path) -> None:
    """What fell, or was given up, after its end it does not know."""
    states = [failing("orontes", PRESENT - 2 * DAY), failing("levant-wire", PRESENT, retired=PRESENT)]
    states += well("harbour-post")
    assert down(sources(tmp_path, *states)) == ["levant-wire", "orontes"]
    assert down(sources(tmp_path, *states, end=PRESENT - DAY / 2)) == ["orontes"]
    assert down(sources(tmp_path, *states, end=PRESENT - DAY)) == []


def test_where_nothing_can_be_read_every_feed_is_told(tmp_path: Path) -> None:
    """However short it is: a network that is down must not pass for a quiet day."""
    found = sources(tmp_path, failing("orontes", PRESENT, failures=1), failing("levant-wire", PRESENT - 2 * DAY))
    assert down(found) == ["levant-wire", "orontes"]
    assert found.blind
    assert not sources(tmp_path).blind


def test_what_was_learned_at_another_address_is_not_told(tmp_path: Path) -> None:
    """An editor has mended feeds.toml since."""
    mended = failing("orontes", PRESENT - 9 * DAY, configured="https://elsewhere.example/rss")
    assert sources(tmp_path, mended, *well("harbour-post")) == Sources(polled=1)


def test_an_article_under_two_addresses_is_read_once() -> None:
    """Its pages name one address and it has one title; the longer text is the one that is read."""
    short = an_article(id="a-1", url="https://outlet.example/1?from=feed", canonical="https://outlet.example/1")
    long = replace(short, id="a-2", url="https://outlet.example/live/1", text=short.text * 2)
    assert each_once([short, long]) == [long]
    assert each_once([long, short]) == [long]


def test_a_template_that_gives_all_pages_one_address_joins_nothing() -> None:
    """The titles tell them apart."""
    one = an_article(id="a-1", url="https://outlet.example/1", title="One", canonical="https://outlet.example/news")
    two = replace(one, id="a-2", url="https://outlet.example/2", title="Two")
    assert each_once([one, two]) == [one, two]


def test_a_copy_stays_beside_its_original() -> None:
    """It is listed, as a copy."""
    original = an_article(id="a-1", url="https://wire.example/1", canonical="https://wire.example/1")
    copy = replace(original, id="a-2", url="https://outlet.example/1", is_copy=True)
    assert each_once([original, copy]) == [original, copy]
