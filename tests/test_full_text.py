"""The pages of articles, from a poll to an edition, against a server on loopback."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefgen import full_text, pipeline
from briefgen.checking import check_feeds
from briefgen.config import Config, load
from briefgen.fetch import Limits
from briefgen.match import Finder
from briefgen.model.article import Article
from briefgen.model.feed import FeedState
from briefgen.model.page import FetchedPage, Page, PageError, WantedPage
from briefgen.model.rendition import FORMATS
from briefgen.parsing_pool import Pool
from briefgen.store import Store, address_of
from tests.factories import NOON, a_briefing, a_feed, a_watchlist, an_actor, an_article
from tests.newsroom import PRESENT, Outlet, a_newsroom, an_outlet, item, rss
from tests.parse.pages import REPORT, a_page

QUICK = Limits(spacing=0.0, jitter=0.0, deadline=5.0, seed=1)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LINE = "The Russian foreign minister is in the city."

#: An outlet's own line on every page, which no rule knows.
SLOGAN = "Harbour Post: the harbour sees it first"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Start workers once for all polls of this module: each takes a second until it can read a page."""
    with Pool() as opened:
        yield opened


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


def a_report(outlet: Outlet, path: str, *lines: str, **given: Any) -> str:
    """Publish a page at a path; return the item of a feed that leads there."""
    outlet.publish(path, a_page(*(lines or REPORT), **given), kind="text/html; charset=utf-8")
    return item(f"Lavrov in Vienna {path}", LINE, link=outlet.address + path)


def a_desk(folder: Path, outlet: Outlet, *items: str, others: dict[str, bytes] | None = None) -> Config:
    """Return a workspace whose feed of the items has ``full_text``."""
    address = outlet.publish("/rss", rss(*items))
    a_newsroom(folder, others or {}, addresses={"harbour-post": address})
    feeds = folder / "feeds" / "feeds.toml"
    told = feeds.read_text(encoding="utf-8")
    feeds.write_text(told.replace("allow_private_network = true", "allow_private_network = true\nfull_text = true"))
    return load(folder)


def polled(config: Config, store: Store, pool: Pool, now: datetime = PRESENT, **given: Any) -> dict[str, int]:
    """Poll; return the pages that were read, by feed."""
    done = pipeline.poll(config, store, now=now, pool=pool, **{"limits": QUICK, **given})
    return {one.feed: one.pages for one in done}


def pages(outlet: Outlet) -> list[str]:
    """Return the pages that were asked for, in whatever order."""
    return sorted(path for path in outlet.asked if path not in {"/rss", "/robots.txt"})


def texts(store: Store) -> dict[str, str]:
    """Return the text of each article, by the last part of its address."""
    return {"/" + a.url.rpartition("/")[2]: a.text for a in store.articles(PRESENT - 30 * DAY, PRESENT)}


# from a poll to the store -----------------------------------------------------------------------------------------


def test_only_the_pages_of_articles_that_concern_a_briefing_are_read(
    tmp_path: Path, outlet: Outlet, store: Store, pool: Pool
) -> None:
    """Who names nobody watched, or is too old for the next edition, keeps the line of the feed."""
    concert = item("Orchestra on tour", "The orchestra plays in the harbour.", link=outlet.address + "/concert")
    old = item("Lavrov in May", LINE, PRESENT - 40 * DAY, link=outlet.address + "/old")
    config = a_desk(tmp_path, outlet, a_report(outlet, "/talks"), concert, old)
    heard: list[str] = []
    assert polled(config, store, pool, on_page=heard.append) == {"harbour-post": 1}
    assert pages(outlet) == ["/talks"]
    assert heard == ["harbour-post"]
    assert texts(store) == {"/talks": "\n\n".join(REPORT), "/concert": "The orchestra plays in the harbour."}


def test_a_second_poll_asks_nothing_again(tmp_path: Path, outlet: Outlet, store: Store, pool: Pool) -> None:
    """Neither the page, nor the rules of its site, nor a page that is gone."""
    gone = item("Lavrov leaves", LINE, link=outlet.address + "/gone")
    config = a_desk(tmp_path, outlet, a_report(outlet, "/talks"), gone)
    polled(config, store, pool)
    assert outlet.asked.count("/robots.txt") == 1
    assert pages(outlet) == ["/gone", "/talks"]
    polled(config, store, pool, PRESENT + 12 * HOUR, force=True)
    assert outlet.asked.count("/robots.txt") == 1
    assert pages(outlet) == ["/gone", "/talks"]


def test_a_page_that_fails_is_tried_a_few_times_then_never(
    tmp_path: Path, outlet: Outlet, store: Store, pool: Pool
) -> None:
    """With longer pauses each time; the article keeps the line of its feed."""
    address = outlet.publish("/talks", b"no", kind="text/html", status=500)
    config = a_desk(tmp_path, outlet, item("Lavrov in Vienna", LINE, PRESENT - HOUR, link=address))
    hours: dict[int, int] = {}
    for hour in range(60):
        polled(config, store, pool, PRESENT + hour * HOUR)
        hours.setdefault(len(pages(outlet)), hour)
    assert hours == {1: 0, 2: 1, 3: 3, 4: 7}
    assert texts(store) == {"/talks": LINE}


def test_a_host_that_sends_a_page_away_is_asked_for_no_feed_either(
    tmp_path: Path, outlet: Outlet, store: Store, pool: Pool
) -> None:
    """A rest is the host's; after it all are asked again."""
    address = outlet.publish("/talks", b"later", kind="text/html", status=429)
    config = a_desk(tmp_path, outlet, item("Lavrov in Vienna", LINE, PRESENT - HOUR, link=address))
    polled(config, store, pool)
    later = PRESENT + full_text.REST / 2
    (one,) = pipeline.poll(config, store, now=later, pool=pool, limits=QUICK, force=True)
    assert (one.status, one.error) == (
        "resting",
        "not asked: 127.0.0.1 has sent us away; it is left alone until 2021-12-28 04:30 UTC",
    )
    (checked,) = check_feeds(config, now=later, rests=store.page_rests(later), limits=QUICK)
    assert not checked.asked
    assert outlet.asked.count("/rss") == 1
    polled(config, store, pool, PRESENT + full_text.REST)
    assert outlet.asked.count("/rss") == 2


def test_of_a_host_at_rest_for_two_reasons_the_longer_rest_counts() -> None:
    """And how often it has sent us away is not forgotten."""
    state = FeedState(
        feed="a", sent_away_by="a.example", sent_away_until=NOON + HOUR, sent_away_times=2, checked=NOON - HOUR
    )
    for minutes, seconds in ((30, 3600), (90, 5400)):
        pages = {"a.example": NOON + timedelta(minutes=minutes), "b.example": NOON + HOUR}
        rests = full_text.hosts_at_rest([state], pages, NOON)
        assert {host: (rest.retry_after, rest.times) for host, rest in rests.items()} == {
            "a.example": (seconds, 2),
            "b.example": (3600, 0),
        }


def test_what_a_site_disallows_is_left_to_it(tmp_path: Path, outlet: Outlet, store: Store, pool: Pool) -> None:
    """robots.txt, as RFC 9309 has it."""
    outlet.publish("/robots.txt", b"User-agent: *\nDisallow: /inside/", kind="text/plain")
    config = a_desk(tmp_path, outlet, a_report(outlet, "/inside/1"), a_report(outlet, "/2"))
    assert polled(config, store, pool) == {"harbour-post": 1}
    assert pages(outlet) == ["/2"]


def test_documents_and_videos_are_left_alone(tmp_path: Path, outlet: Outlet, store: Store, pool: Pool) -> None:
    """By name they are not asked for; by type they are not read, nor asked for again."""
    outlet.publish("/speech", b"%PDF-1.7", kind="application/pdf")
    items = [
        item(f"Lavrov speaks {path}", LINE, link=outlet.address + path) for path in ("/a.pdf", "/b.mp4", "/speech")
    ]
    config = a_desk(tmp_path, outlet, *items)
    for hour in (0, 12, 24):
        assert polled(config, store, pool, PRESENT + hour * HOUR) == {"harbour-post": 0}
    assert pages(outlet) == ["/speech"]


def test_a_feed_without_full_text_and_a_saved_one_have_no_pages_read(
    tmp_path: Path, outlet: Outlet, store: Store, pool: Pool
) -> None:
    """Nothing but the feed is asked for."""
    report = a_report(outlet, "/talks")
    config = a_desk(tmp_path, outlet, report, others={"saved": rss(report)})
    feeds = tuple(replace(feed, full_text=feed.path is not None) for feed in config.feeds)
    assert polled(replace(config, feeds=feeds), store, pool) == {"harbour-post": 0, "saved": 0}
    assert outlet.asked == ["/rss"]


def test_the_first_pages_of_a_host_in_a_round_are_the_newest(
    tmp_path: Path, outlet: Outlet, store: Store, pool: Pool
) -> None:
    """The others come in the next rounds."""
    for n in range(5):
        a_report(outlet, f"/{n}")
    items = [item(f"Lavrov {n}", LINE, PRESENT - n * HOUR, link=f"{outlet.address}/{n}") for n in range(5)]
    config = a_desk(tmp_path, outlet, *items)
    limits = replace(QUICK, pages_per_host=2)
    seen = []
    for _ in range(3):
        polled(config, store, pool, limits=limits, force=True)
        seen.append(pages(outlet))
    assert seen == [["/0", "/1"], ["/0", "/1", "/2", "/3"], ["/0", "/1", "/2", "/3", "/4"]]


def test_hostile_html_yields_plain_text(tmp_path: Path, outlet: Outlet, store: Store, pool: Pool) -> None:
    """No script, no handler, no markup, and the names of its head are lines."""
    hostile = (
        '<script>alert(1)</script><img src=x onerror="alert(2)"><svg onload=alert(3)></svg>'
        '<a href="jav\tascript:alert(4)">link</a><iframe src="javascript:alert(5)"></iframe>'
    )
    paragraphs = "".join(f"<p>{hostile}{line}</p>" for line in REPORT)
    head = "<meta name=author content='&lt;script&gt;alert(6)&lt;/script&gt;Mara'><base href='file:///etc/'>"
    body = f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>"
    outlet.publish("/talks", body.encode(), kind="text/html")
    config = a_desk(tmp_path, outlet, item("Lavrov in Vienna", LINE, link=outlet.address + "/talks"))
    assert polled(config, store, pool) == {"harbour-post": 1}
    (article,) = store.articles(PRESENT - DAY, PRESENT)
    assert REPORT[1] in article.text
    assert not any(mark in article.text + "".join(article.authors) for mark in ("<", "alert", "script", "onerror"))


def test_a_page_without_a_text_is_no_reason_to_lose_the_line_of_the_feed(
    tmp_path: Path, outlet: Outlet, store: Store, pool: Pool
) -> None:
    """Broken, empty or all buttons."""
    outlet.publish("/talks", b"<html><body><nav>Menu</nav></body></html>", kind="text/html")
    config = a_desk(tmp_path, outlet, item("Lavrov in Vienna", LINE, link=outlet.address + "/talks"))
    assert polled(config, store, pool) == {"harbour-post": 0}
    assert texts(store) == {"/talks": LINE}


def test_lines_that_recur_on_the_pages_of_an_outlet_are_dropped(
    tmp_path: Path, outlet: Outlet, store: Store, pool: Pool
) -> None:
    """In the round in which they are learned and in later ones, although they no longer stand in the stored texts."""

    def report(n: int) -> str:
        words = ("bridge", "harbour", "treaty", "budget", "railway", "canal", "election", "airport")[n]
        lines = [f"{line[:-1]}, with the {words} as point number {words} of the day's list." for line in REPORT]
        return a_report(outlet, f"/{n}", *lines, SLOGAN)

    config = a_desk(tmp_path, outlet, *(report(n) for n in range(4)))
    polled(config, store, pool)
    for n in range(4, 8):
        outlet.publish("/rss", rss(report(n)))
        polled(config, store, pool, PRESENT + n * HOUR, force=True)
    found = texts(store)
    assert len(found) == 8
    assert not any(SLOGAN in text for text in found.values())
    assert all("railway" in text or path != "/4" for path, text in found.items())


# to the edition ---------------------------------------------------------------------------------------------------


def the_edition(config: Config, store: Store, folder: Path) -> Any:
    """Build the morning's edition; return its edition.json."""
    briefing, formats = config.briefings["morning"], FORMATS[-1:]
    made = pipeline.build(config, store, briefing, at=PRESENT, now=PRESENT, out=folder, formats=formats, sender="")
    return json.loads(made.files[0].read_bytes())


def test_a_page_that_names_another_outlets_as_the_original_is_no_origin(
    tmp_path: Path, outlet: Outlet, store: Store, pool: Pool
) -> None:
    """The edition says so, and tells the story from the whole text; building asks nobody."""
    head = '<link rel="canonical" href="https://levant-wire.example/2021/lavrov-vienna">'
    config = a_desk(tmp_path, outlet, a_report(outlet, "/talks", head=head))
    polled(config, store, pool)
    before = list(outlet.asked)
    document = the_edition(config, store, tmp_path / "made")
    assert outlet.asked == before
    (story,) = [story for section in document["sections"] for story in section["stories"]]
    assert [report["origin"] for report in story["articles"]] == [False]
    assert story["articles"][0]["url"] == outlet.address + "/talks"
    assert any("inspection" in sentence["text"] or "Vienna" in sentence["text"] for sentence in story["summary"])


def test_one_article_under_two_addresses_is_one_report(
    tmp_path: Path, outlet: Outlet, store: Store, pool: Pool
) -> None:
    """Its page says which address it wants to be known by."""
    head = '<link rel="canonical" href="/talks">'
    for path in ("/talks", "/live"):
        outlet.publish(path, a_page(head=head), kind="text/html")
    items = [item("Lavrov in Vienna", LINE, link=outlet.address + path) for path in ("/talks", "/live")]
    config = a_desk(tmp_path, outlet, *items)
    assert polled(config, store, pool) == {"harbour-post": 2}
    document = the_edition(config, store, tmp_path / "made")
    (story,) = [story for section in document["sections"] for story in section["stories"]]
    assert len(story["articles"]) == 1


# the decisions ----------------------------------------------------------------------------------------------------


def chosen(articles: Sequence[Article], **given: Any) -> list[str]:
    """Return the titles whose pages are wanted."""
    settings: dict[str, Any] = {"now": NOON + HOUR, "limits": QUICK, **given}
    briefings = settings.pop("briefings", (a_briefing(),))
    found = [(article, 0) for article in articles]
    feeds = {"harbour-post": a_feed(full_text=True)}
    wanted = full_text.wanted_pages(found, feeds, briefings, Finder(a_watchlist(an_actor())), **settings)
    titles = {article.id: article.title for article in articles}
    return [titles[one.article] for one in wanted]


def test_a_briefing_wants_pages_of_its_own_feeds_actors_and_days() -> None:
    """A weekly one looks further back."""
    near, far = an_article(title="Lavrov near"), an_article(title="Lavrov far", published=NOON - 6 * DAY)
    assert chosen([near, far]) == ["Lavrov near"]
    assert chosen([near, far], briefings=(a_briefing(cadence="weekly"),)) == ["Lavrov near", "Lavrov far"]
    assert chosen([near], briefings=(a_briefing(feeds=("orontes",)),)) == []
    assert chosen([near], briefings=(a_briefing(actors=("lapid",), topics=()),)) == []


def test_an_address_is_wanted_once_and_an_invented_one_never() -> None:
    """An item without a link has none of its own."""
    one, two = (
        an_article(title="Lavrov one"),
        an_article(title="Lavrov two", url="https://harbour-post.example/#item-1"),
    )
    assert chosen([one, replace(one, id="a-2", title="Lavrov again"), two]) == ["Lavrov one"]


def test_a_round_has_an_end() -> None:
    """So many pages in all, so many of one host."""
    many = [an_article(title=f"Lavrov {n}", url=f"https://h{n % 3}.example/{n}") for n in range(9)]
    assert len(chosen(many, limits=replace(QUICK, pages=4))) == 4
    assert chosen(many, limits=replace(QUICK, pages_per_host=1)) == ["Lavrov 0", "Lavrov 1", "Lavrov 2"]


A_PAGE = Page(url="https://harbour-post.example/1", title="T", paragraphs=(*REPORT, SLOGAN), language="en")


def a_wanted(**given: Any) -> WantedPage:
    """Return a page to ask for."""
    return WantedPage(**{"article": "a-1", "url": "https://harbour-post.example/1", "feed": a_feed(), **given})


@pytest.mark.parametrize(
    ("given", "tries", "hours"),
    [
        ({}, 1, 1),
        ({"wanted": a_wanted(tries=2)}, 3, 4),
        ({"wanted": a_wanted(tries=3)}, 4, None),
        ({"retry_after": 7200}, 1, 2),
        ({"hopeless": True}, 1, None),
        ({"asked": False}, 0, 0),
        ({"asked": False, "retry_after": 86_400}, 0, 24),
        ({"asked": False, "hopeless": True}, 0, None),
        ({"sent_away_by": "h.example"}, 1, 0.5),
        ({"sent_away_by": "h.example", "retry_after": 7200}, 1, 2),
    ],
)
def test_what_is_remembered_of_a_failure(given: dict[str, Any], tries: int, hours: float | None) -> None:
    """How often, and when it may be asked again."""
    error = PageError(**{"wanted": a_wanted(), "reason": "HTTP 500", **given})
    kept = full_text.after_failure(error, NOON)
    assert (kept.tries, kept.problem) == (tries, "HTTP 500")
    assert kept.again == (None if hours is None else NOON + hours * HOUR)


def test_a_text_is_never_left_empty_by_what_recurs() -> None:
    """Then it is the text that recurs."""
    fetched = FetchedPage(wanted=a_wanted(), body=b"", content_type="", url="https://www.harbour-post.example/1")
    kept = full_text.after_success(fetched, A_PAGE, frozenset({SLOGAN.casefold()}), NOON)
    assert kept.page is not None
    assert (kept.page.paragraphs, kept.recurring, kept.is_copy) == (REPORT, (SLOGAN,), False)
    lone = replace(A_PAGE, paragraphs=(SLOGAN,))
    whole = full_text.after_success(fetched, lone, frozenset({SLOGAN.casefold()}), NOON)
    assert (whole.page, whole.recurring) == (lone, ())
