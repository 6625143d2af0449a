"""One feed over HTTP, against real servers on loopback."""

import asyncio
import gzip
import resource
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime

import brotli  # type: ignore[import-untyped]  # it has no types
import pytest

from briefgen import __version__
from briefgen.fetch import after, body_hash
from briefgen.model.feed import FetchedFeed, FetchError, Unchanged
from tests.factories import NOON
from tests.fetch.asking import QUICK, a_state, an_intranet_feed, fetch_one, loopback_as_internet, reason
from tests.fetch.conftest import Opening, Request, reply

FEED = b"<rss><channel><title>Harbour Post</title></channel></rss>"


def test_a_document_arrives_as_served(outlet: Opening) -> None:
    """Body, type, validators and freshness."""
    server = outlet(
        reply(
            body=FEED,
            content_type="text/xml; charset=windows-1255",
            etag='W/"1-ä"',
            last_modified="Mon, 27 Dec 2021 11:00:00 GMT",
            cache_control="max-age=600",
        )
    )
    feed = an_intranet_feed(server.url())
    assert fetch_one(feed) == FetchedFeed(
        feed=feed,
        body=FEED,
        content_type="text/xml; charset=windows-1255",
        url=server.url(),
        etag='W/"1-ä"',
        last_modified="Mon, 27 Dec 2021 11:00:00 GMT",
        max_age=600,
    )


def test_we_say_who_we_are_and_what_we_want(outlet: Opening) -> None:
    """One request: User-Agent with an address, feeds preferred, no cookie, not conditional at first."""
    server = outlet(reply(body=FEED))
    fetch_one(an_intranet_feed(server.url()), limits=replace(QUICK, about="https://desk.example/polling"))
    (request,) = server.requests
    assert request.headers["user-agent"] == f"briefgen/{__version__} (+https://desk.example/polling)".encode()
    assert request.headers["accept"].startswith(b"application/atom+xml, application/rss+xml")
    assert request.headers["accept-encoding"] == b"gzip, deflate, br"
    assert not {"cookie", "if-none-match", "if-modified-since", "authorization"} & set(request.headers)


@pytest.mark.parametrize("etag", ['"abc"', 'W/"x y"', "unquoted", '"naïve-שלום"', '"a,b"', '"gzip-1"--gzip'])
def test_validators_are_echoed_byte_for_byte(outlet: Opening, etag: str) -> None:
    """The second fetch is conditional with the very bytes of the first, however odd, and its 304 is understood."""
    date = "Mon, 27 Dec 2021 11:00:00 +0000 (odd)"

    def answer(request: Request) -> bytes:
        known = request.headers.get("if-none-match") == etag.encode()
        known = known and request.headers.get("if-modified-since") == date.encode()
        return reply("304 Not Modified") if known else reply(body=FEED, etag=etag, last_modified=date)

    feed = an_intranet_feed(outlet(answer).url())
    state = after(feed, a_state(), fetch_one(feed), NOON)
    assert fetch_one(feed, state) == Unchanged(feed=feed, etag=etag, last_modified=date)


def test_a_304_may_bring_new_validators(outlet: Opening) -> None:
    """What it carries replaces, what it leaves out stays."""
    server = outlet(reply("304 Not Modified", etag='"2"', cache_control="max-age=60"))
    feed = an_intranet_feed(server.url())
    result = fetch_one(feed, a_state(etag='"1"', last_modified="then"))
    assert result == Unchanged(feed=feed, etag='"2"', last_modified="then", max_age=60)


def test_the_same_body_is_unchanged_and_its_validators_are_kept(outlet: Opening) -> None:
    """A server that ignores conditions is seen through by the hash (NetNewsWire#4345)."""
    feed = an_intranet_feed(outlet(reply(body=FEED, etag='"2"')).url())
    assert fetch_one(feed, a_state(etag='"1"', body_hash=body_hash(FEED))) == Unchanged(feed=feed, etag='"2"')


def test_a_304_that_nobody_asked_for_is_an_error(outlet: Opening) -> None:
    """Without an earlier copy there is nothing that could be unchanged."""
    feed = an_intranet_feed(outlet(reply("304 Not Modified")).url())
    assert reason(fetch_one(feed)) == "HTTP 304, though we hold no earlier copy"


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_compressed_body_is_decoded(outlet: Opening, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    """The document is what was meant, not what was sent."""
    feed = an_intranet_feed(outlet(reply(body=pack(FEED), content_encoding=encoding)).url())
    result = fetch_one(feed)
    assert isinstance(result, FetchedFeed)
    assert result.body == FEED


def test_a_gzip_bomb_is_refused_in_bounded_memory(outlet: Opening) -> None:
    """300 MB in 300 KB: the ceiling is met after 5 MB, and the process stays small."""
    bomb = reply(body=gzip.compress(bytes(300_000_000), compresslevel=1), content_encoding="gzip")
    feed = an_intranet_feed(outlet(bomb).url())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert reason(fetch_one(feed)) == "body larger than 5 MB"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_a_body_that_says_it_is_too_large_is_not_read(outlet: Opening) -> None:
    """Content-Length alone decides; the body never comes."""
    feed = an_intranet_feed(outlet(b"HTTP/1.1 200 OK\r\ncontent-length: 5000001\r\n\r\n").url())
    assert reason(fetch_one(feed)) == "body larger than 5 MB"


def test_a_body_without_end_is_cut_at_the_ceiling(outlet: Opening) -> None:
    """No Content-Length, ever more bytes."""

    async def endless() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield bytes(65_536)

    feed = an_intranet_feed(outlet(lambda _: endless()).url())
    assert reason(fetch_one(feed, limits=replace(QUICK, max_body=1_000_000))) == "body larger than 1 MB"


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 ", b"HTTP/1.1 200 OK\r\nx: ", b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n"]
)
def test_a_dripping_server_ends_at_the_deadline(outlet: Opening, head: bytes) -> None:
    """A byte now and then does not prolong it: the deadline is for the whole request."""

    async def drip() -> AsyncIterator[bytes]:
        yield head
        for _ in range(200):
            yield b"H"
            await asyncio.sleep(0.05)

    server = outlet(lambda _: drip())
    begun = server.loop.time()
    assert (
        reason(fetch_one(an_intranet_feed(server.url()), limits=replace(QUICK, deadline=0.4)))
        == "timed out after 0.4 s"
    )
    assert server.loop.time() - begun < 1.4


def test_redirects_share_one_deadline(outlet: Opening) -> None:
    """Five slow redirects are not five deadlines."""

    async def slow(request: Request) -> AsyncIterator[bytes]:
        await asyncio.sleep(0.2)
        yield reply("302 Found", location=f"{request.path}x")

    server = outlet(slow)
    assert (
        reason(fetch_one(an_intranet_feed(server.url()), limits=replace(QUICK, deadline=0.5)))
        == "timed out after 0.5 s"
    )
    assert len(server.requests) <= 3  # a busy machine makes fewer


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(outlet: Opening, status: int) -> None:
    """The new address is the base of relative links; a relative target and a fragment are understood."""

    def answer(request: Request) -> bytes:
        if request.path == "/old/rss.xml":
            return reply(f"{status} Moved", location="../new/feed?a=1#top")
        return reply(body=FEED)

    server = outlet(answer)
    result = fetch_one(an_intranet_feed(server.url("/old/rss.xml")))
    assert isinstance(result, FetchedFeed)
    assert (result.url, server.paths) == (server.url("/new/feed?a=1"), ["/old/rss.xml", "/new/feed?a=1"])


def test_redirects_in_a_circle_are_told(outlet: Opening) -> None:
    """It is seen at the first repetition."""
    server = outlet(lambda r: reply("302 Found", location="/b" if r.path == "/a" else "/a"))
    assert reason(fetch_one(an_intranet_feed(server.url("/a")))) == "redirects in a circle"
    assert server.paths == ["/a", "/b"]


def test_five_redirects_are_followed_and_a_sixth_is_not(outlet: Opening) -> None:
    """The bound of rule and threat model."""
    long = outlet(lambda r: reply("302 Found", location=f"{r.path}x"))
    assert reason(fetch_one(an_intranet_feed(long.url("/")))) == "more than 5 redirects"
    assert len(long.requests) == 6
    short = outlet(lambda r: reply("302 Found", location=f"{r.path}x") if len(r.path) < 6 else reply(body=FEED))
    assert isinstance(fetch_one(an_intranet_feed(short.url("/"))), FetchedFeed)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "//:80/"])
def test_a_redirect_to_something_else_than_the_web_is_refused(outlet: Opening, target: str) -> None:
    """Only http and https, with a host."""
    feed = an_intranet_feed(outlet(reply("302 Found", location=target)).url())
    assert reason(fetch_one(feed)).startswith("redirects to ")


def test_a_cookie_is_not_sent_back(outlet: Opening) -> None:
    """Neither to the target of a redirect nor later."""
    server = outlet(
        lambda r: reply("302 Found", location="/b", set_cookie="id=1; Path=/") if r.path == "/a" else reply(body=FEED)
    )
    fetch_one(an_intranet_feed(server.url("/a")))
    assert "cookie" not in server.requests[1].headers


STATUSES = {
    "404 Not Found": "HTTP 404 not found",
    "403 Forbidden": "HTTP 403 forbidden",
    "500 Oh dear": "HTTP 500 internal server error",
    "410 Gone": "gone for good (HTTP 410)",
    "599 Odd": "HTTP 599",
    "204 No Content": "HTTP 204 no content",
    "302 Found": "HTTP 302 found",
}


@pytest.mark.parametrize(("status", "told"), STATUSES.items())
def test_a_status_without_a_document_is_told(outlet: Opening, status: str, told: str) -> None:
    """In our words, with the number beside them for the rules."""
    feed = an_intranet_feed(outlet(reply(status, body=b"" if status[0] == "2" else b"sorry")).url())
    assert fetch_one(feed) == FetchError(feed=feed, reason=told, status=int(status[:3]), gone=status == "410 Gone")


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120), ("Mon, 27 Dec 2021 12:05:00 GMT", 300), ("whenever", None)]
)
def test_the_wish_for_rest_is_passed_on(outlet: Opening, status: str, value: str, seconds: int | None) -> None:
    """Retry-After as seconds and as a date."""
    result = fetch_one(an_intranet_feed(outlet(reply(status, retry_after=value)).url()))
    assert isinstance(result, FetchError)
    assert (result.retry_after, result.status, result.asked) == (seconds, int(status[:3]), True)


def test_a_date_counts_from_now_wherever_now_is(outlet: Opening) -> None:
    """The present is an argument."""
    feed = an_intranet_feed(outlet(reply("503 Busy", retry_after="Wed, 01 Jan 2025 00:01:00 GMT")).url())
    result = fetch_one(feed, now=datetime(2025, 1, 1, tzinfo=UTC))
    assert isinstance(result, FetchError)
    assert result.retry_after == 60


ANSWERS = {
    "closed without an answer": (b"", "the server closed the connection without an answer"),
    "closed in the body": (
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n<rss>",
        "the connection broke off in the middle of the body",
    ),
    "closed in a chunk": (
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n<rss>",
        "the connection broke off in the middle of the body",
    ),
    "a length that is no number": (
        b"HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n<rss/>",
        "the answer is not valid HTTP",
    ),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "the answer is not valid HTTP"),
    "a header without end": (b"HTTP/1.1 200 OK\r\nx: " + b"y" * 70_000, "the answer is not valid HTTP"),
    "an empty body": (reply(), "the answer is empty"),
    "cut-off gzip": (reply(body=gzip.compress(FEED)[:-9], content_encoding="gzip"), "the compressed body is cut off"),
    "not gzip": (reply(body=FEED, content_encoding="gzip"), "the compressed body is damaged"),
    "unknown coding": (reply(body=FEED, content_encoding="zstd"), "content encoding 'zstd' is not understood"),
}


@pytest.mark.parametrize(("answer", "told"), ANSWERS.values(), ids=ANSWERS)
def test_a_broken_answer_is_told_in_one_line(outlet: Opening, answer: bytes, told: str) -> None:
    """Whatever a server does is a FetchError, never an exception."""
    assert reason(fetch_one(an_intranet_feed(outlet(answer).url()))) == told


@pytest.mark.parametrize("content_type", ["text/html", "image/png", "nonsense", ""])
def test_a_wrong_content_type_is_no_error(outlet: Opening, content_type: str) -> None:
    """Many feeds are served as something else; the parser sees what they are."""
    result = fetch_one(an_intranet_feed(outlet(reply(body=FEED, content_type=content_type)).url()))
    assert isinstance(result, FetchedFeed)
    assert result.content_type == content_type


def test_a_password_in_the_address_stays_with_its_host(outlet: Opening) -> None:
    """A redirect does not carry it on."""

    def answer(request: Request) -> bytes:
        moved = reply("302 Found", location=f"//b.example:{server.port}/b")
        return moved if request.path == "/a" else reply(body=FEED)

    server = outlet(answer)
    fetch_one(
        an_intranet_feed(server.url("/a", host="reader:secret@harbour-post.example")), network=loopback_as_internet()
    )
    first, second = server.requests
    assert "authorization" in first.headers
    assert "authorization" not in second.headers
