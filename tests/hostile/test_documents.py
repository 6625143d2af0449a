"""Documents made to open files, to grow, to hang or to kill their reader: each costs its own feed, and little time."""

from collections.abc import Mapping
from pathlib import Path
from time import monotonic, process_time

import pytest

from briefgen import pipeline
from briefgen.config import load
from briefgen.enrolment import add_feed, import_feeds
from briefgen.fetch import Limits
from briefgen.model.errors import NothingReadError, UsageError
from briefgen.model.feed import FetchedFeed, FetchError
from briefgen.parse import ParsedFeed
from briefgen.parse.discovery import find_places
from briefgen.parse.opml import parse_opml
from briefgen.parse.page import read_page
from briefgen.parsers import parse_all
from briefgen.parsing_pool import HERE, Bounds
from briefgen.store import Store, address_of
from tests.factories import NOON, a_feed
from tests.hostile.payloads import CORPORA
from tests.newsroom import PRESENT, a_newsroom, an_outlet, item
from tests.newsroom import rss as whole
from tests.parse.documents import NOW, parsed, rss

AT_ONCE = Limits(spacing=0.0, deadline=5.0)
SECRET = "the harbour master's password"  # noqa: S105  invented, to be found where it must not be
BOMB = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
GOOD = whole(item("Lavrov arrives in Cairo", "Russian Foreign Minister Sergey Lavrov arrived in Cairo on Monday."))


def fetched(name: str, body: bytes, kind: str = "") -> FetchedFeed:
    """Return a document as if it had been served."""
    return FetchedFeed(feed=a_feed(id=name), body=body, content_type=kind, url=f"https://{name}.example/")


def test_a_body_that_is_a_path_or_an_address_opens_nothing(tmp_path: Path) -> None:
    """Parsers that open what they are given as text are given none: not by feeds, lists of feeds, pages or sites."""
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss(f"<title>{SECRET}</title><link>https://a.example/1</link>").encode())
    with an_outlet() as site:
        address = site.publish("/secret.xml", secret.read_bytes())
        for body in (str(secret), secret.as_uri(), address, f"{address}\n", f" {address}"):
            assert isinstance(parsed(body), FetchError)
            assert read_page(body.encode(), "https://a.example/") is None
            assert find_places(fetched("x", body.encode())).declared == ()
            with pytest.raises(ValueError, match="not XML"):
                parse_opml(body.encode())
        assert site.asked == []


@pytest.mark.parametrize("kind", ["SYSTEM", "PUBLIC 'x'"])
def test_an_external_entity_is_neither_read_nor_asked_for(tmp_path: Path, kind: str) -> None:
    """Files and servers that a DTD names stay closed, in every parser that reads XML."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    with an_outlet() as site:
        for target in (secret.as_uri(), site.publish("/x.dtd", b"<!ENTITY x 'y'>")):
            head = f"<!DOCTYPE rss [<!ENTITY x {kind} '{target}'><!ENTITY % y {kind} '{target}'> %y;]>"
            assert "entities" in str(parsed(head + rss("<title>Talks &x;</title>")))
            outside = parsed(f"<!DOCTYPE rss {kind} '{target}'>" + rss("<title>Talks &x;</title>"))
            assert SECRET not in repr(outside)
            with pytest.raises(ValueError, match="DTD or declares entities"):
                parse_opml(
                    f"{head}<opml><body><outline text='&x;' xmlUrl='https://a.example/'/></body></opml>".encode()
                )
        assert site.asked == []


def test_bombs_cost_their_own_feeds_and_are_told_in_one_line(tmp_path: Path) -> None:
    """Polled with a good feed: that one is stored, the others say why not, within seconds."""
    documents = {
        "laughs": f"{BOMB}]>".encode() + rss("<title>&i;</title>").encode(),
        "quadratic": f"<!DOCTYPE rss [<!ENTITY a '{'x' * 50_000}'>]>".encode()
        + rss(f"<title>{'&a;' * 50_000}</title>").encode(),
        "utf-16": (f"<?xml version='1.0' encoding='utf-16'?>{BOMB}]>" + rss("<title>&i;</title>")).encode("utf-16"),
        "attributes": rss(f"<title {' '.join(f'a{n}=1' for n in range(100_000))}>T</title>").encode(),
        "token": rss(f"<title>{'x' * 32_000_000}</title>").encode(),
        "good": GOOD,
    }
    config = load(a_newsroom(tmp_path, documents))
    begun = monotonic()
    with Store.open(address_of(tmp_path / "out" / "briefgen.db")) as store:
        polled = {one.feed: one.error for one in pipeline.poll(config, store, now=PRESENT, limits=AT_ONCE)}
        titles = [one.title for one in store.articles(NOON.replace(day=20), PRESENT)]
    assert monotonic() - begun < 20
    assert titles == ["Lavrov arrives in Cairo"]
    assert polled.pop("good") is None
    assert [name for name, error in polled.items() if not error or "\n" in error] == []
    assert all("entities" in (polled[name] or "") for name in ("laughs", "quadratic", "utf-16"))
    assert "attributes" in (polled["attributes"] or "")
    assert "larger than 5 MB" in (polled["token"] or "")


def busy(size: int) -> Mapping[str, str]:
    """Return documents of about ``size`` bytes, each made for one place where a reader may take the square of it."""
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    quoted = " ".join(f'a{n:x}=">"' for n in range(size // 10))
    bare = " ".join(f"a{n:x}" for n in range(size // 6))
    return {
        "attributes with brackets in quotes": rss(f"<title {quoted}>T</title>"),
        "attributes without values": rss(f"<title {bare}>T</title>"),
        "attributes within the text": rss(f"<title>T</title><description><![CDATA[<p {bare}>x</p>]]></description>"),
        "elements in elements": rss(f"<title>{'<b>' * (size // 3)}</title>"),
        "brackets": rss(f"<title>{'<' * size}</title>"),
        "declarations": rss(f"<title>{'<!' * (size // 2)}</title>"),
        "comments without end": rss(f"<title>{'<!--' * (size // 4)}</title>"),
        "literals without end": rss(f"<title>{'<![CDATA[' * (size // 9)}</title>"),
        "instructions without end": rss(f"<title>{'<?' * (size // 2)}</title>"),
        "captions without end": rss("<media:description>" * (size // 19), attributes=media),
        "ampersands": rss(f"<title>{'&' * size}</title>"),
        "one word": rss(f"<title>{'x' * size}</title>"),
        "white space": rss(f"<title>{' ' * size}x</title>"),
        "marks on one letter": rss("<title>a" + "\u0301\u0316" * (size // 4) + "</title>"),
        "categories": rss("<title>T</title>" + "".join(f"<category>{n}</category>" for n in range(size // 25))),
        "a date": rss(f"<title>T</title><pubDate>{'1-' * (size // 2)}</pubDate>"),
        "promotion": rss("<title>T</title><description>" + "Sign up\n" * (size // 8) + "</description>"),
    }


@pytest.mark.parametrize("name", busy(100))
def test_what_is_small_enough_to_be_read_here_takes_seconds_at_most(name: str) -> None:
    """No worker guards the process then: the worst document that we know of must not hold up a poll. CPU time."""
    document = busy(HERE - 8000)[name].encode()
    assert len(document) <= HERE
    begun = process_time()
    parsed(document)
    assert process_time() - begun < 15


@pytest.mark.slow
def test_what_keeps_a_parser_busy_is_given_up_and_all_others_are_read() -> None:
    """Megabytes of each in workers of two seconds: a result for every feed, in bounded time, all good."""
    results = [fetched(name.replace(" ", "-"), document.encode()) for name, document in busy(1_500_000).items()]
    goods = [fetched(f"good-{n}", GOOD) for n in range(len(results))]
    mixed = [one for pair in zip(results, goods, strict=True) for one in pair]
    begun = monotonic()
    outcomes = {one.feed.id: (one, read) for one, read in parse_all(mixed, NOW, bounds=Bounds(here=0, seconds=2.0))}
    assert monotonic() - begun < 6 * len(results)
    assert len(outcomes) == len(mixed)
    for one in goods:
        read = outcomes[one.feed.id][1]
        assert isinstance(read, ParsedFeed), outcomes[one.feed.id][0]
        assert len(read.articles) == 1
    reasons = [result.reason for result, _ in outcomes.values() if isinstance(result, FetchError)]
    assert not [reason for reason in reasons if "\n" in reason]


@pytest.mark.slow
def test_no_document_of_the_corpora_stops_another() -> None:
    """All of them through two workers: as many outcomes as documents, and no worker died."""
    paths = sorted((CORPORA / "feeds").glob("*/*"))
    if not paths:
        pytest.skip("the corpora are not beside the project")
    results = [fetched(f"f{n}", path.read_bytes()) for n, path in enumerate(paths)]
    outcomes = list(parse_all(results, NOW, bounds=Bounds(here=0)))
    assert len(outcomes) == len(results)
    reasons = [one.reason for one, _ in outcomes if isinstance(one, FetchError)]
    assert not [reason for reason in reasons if "died" in reason or "longer" in reason or "MiB" in reason]
    assert len(reasons) < 12


@pytest.mark.parametrize(
    "page",
    ["<![" * 1000, "<!" * 1000, "<!--" * 1000, "<a " * 1000, "<" * 100_000, "<link " + "a=b " * 20_000, "&#" * 1000,
     "<script>" * 1000, "<link rel=alternate type=text/xml href=/f>" + "<![x y" * 10, "\x00<![CDATA["],
)  # fmt: skip
def test_no_page_of_a_site_breaks_the_search_for_its_feed(page: str) -> None:
    """Whatever markup is left open."""
    head = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    begun = process_time()
    assert find_places(fetched("x", (head + page).encode(), "text/html")).declared[0] == "https://x.example/rss"
    assert process_time() - begun < 5


def test_adding_a_hostile_feed_is_refused_within_its_time(tmp_path: Path) -> None:
    """A document of a site that somebody types in is read in a worker like any other."""
    config = load(a_newsroom(tmp_path))
    with an_outlet() as site:
        site.publish("/rss", busy(4_000_000)["attributes with brackets in quotes"].encode())
        begun = monotonic()
        with pytest.raises(NothingReadError):
            add_feed(config, f"{site.address}/rss", now=NOON, private=True, limits=AT_ONCE)
    assert monotonic() - begun < 40


def test_a_list_of_feeds_that_is_a_bomb_adds_nothing(tmp_path: Path) -> None:
    """Refused before anything expands, in one line."""
    config = load(a_newsroom(tmp_path))
    with pytest.raises(UsageError, match=r"bomb\.opml: the document has a DTD or declares entities"):
        import_feeds(
            config, f"{BOMB}]><opml><body><outline text='&i;' xmlUrl='&i;'/></body></opml>".encode(), "bomb.opml"
        )
    assert load(config.workspace).feeds == config.feeds
