"""A page's text is found, whole and without promotion, and no page can hurt."""

import html
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.parse.page import MOST_BYTES, MOST_TAGS, read_page
from tests.parse.pages import REPORT, a_page

URL = "https://example.org/news/1"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

#: The lines of each seed that are promotion, by number; what is not named here is the article.
PROMOTION = {
    "al-monitor-2019-01-29": {116},
    "al-monitor-2021-12-28": {1, *range(20, 74)},
    "haaretz-2019-01-29": {16},
    "jerusalem-post-2017-02-06": {6, *range(11, 29), 35, *range(70, 76)},
    "times-of-israel-2021-09": {3, 20, 23, 26, *range(30, 42)},
}


def test_the_paragraphs_are_those_of_the_report() -> None:
    """Navigation, the asides and the footer are not."""
    page = read_page(
        b"<html><head><title>Talks</title></head><body><nav><a href=/a>Home</a> <a href=/b>World</a></nav><article>"
        + "".join(f"<p>{line}</p>" for line in REPORT).encode()
        + b"</article><footer>All rights reserved</footer></body></html>",
        URL,
    )
    assert page is not None
    assert page.paragraphs == REPORT
    assert page.text == "\n\n".join(REPORT)


def test_promotion_between_the_paragraphs_goes() -> None:
    """Though nothing in the structure tells it from them."""
    page = read_page(a_page(REPORT[0], "Subscribe to our newsletter", *REPORT[1:], "Read more", "Follow us"), URL)
    assert page is not None
    assert page.paragraphs == REPORT


def test_the_title_is_not_said_twice() -> None:
    """A heading above the text that is the title goes."""
    page = read_page(a_page("Ministers meet", *REPORT, head="<title>Ministers meet</title>"), URL)
    assert page is not None
    assert (page.title, page.paragraphs) == ("Ministers meet", REPORT)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"%PDF-1.7 " + b"x" * 500, ""),
        (a_page(), "application/pdf"),
        (a_page(), "video/mp4"),
        (b"", ""),
        (b"\0\1\2", "text/html"),
        (b"only words", "text/html"),
        (b"<html><body></body></html>", "text/html"),
        (b"<html><head><title>Empty</title></head><body><script>go()</script></body></html>", "text/html"),
    ],
)
def test_what_holds_no_text_is_no_page(body: bytes, content_type: str) -> None:
    """An answer, not an error, and nothing is logged or warned."""
    assert read_page(body, URL, content_type) is None


@pytest.mark.parametrize(
    ("encoding", "content_type", "meta"),
    [
        ("cp1251", "text/html; charset=windows-1251", ""),
        ("cp1251", "text/html", '<meta charset="windows-1251">'),
        ("cp1251", "", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("utf-16", "", ""),
    ],
)
def test_the_encoding_is_the_one_that_the_bytes_are_in(encoding: str, content_type: str, meta: str) -> None:
    """By the server's word, by that of the page, or against it."""
    line = "Министры встретились в Вене в понедельник впервые после того, как переговоры были прерваны весной. " * 3
    body = f"<html><head>{meta}</head><body><div><p>{line}</p></div></body></html>".encode(encoding)
    page = read_page(body, URL, content_type)
    assert page is not None
    assert page.paragraphs == (line.strip(),)
    assert page.language == "ru"


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000,
        "<b>" * 30_000,
        "<table><tr><td>" * 10_000,
        "<ul><li>" * 20_000,
        "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">",
        '<p a=">" ' + " ".join(f"a{n}" for n in range(60_000)) + ">",
        ("<p " + " ".join(f"a{n}" for n in range(700)) + ">") * 900,
        '<p a="' * 39_000,
        "&lt;" * 300_000,
        "<p>" * 60_000,
        "<!--" * 10_000,
        "<p>" + "x" * 2 * MOST_BYTES,
    ],
    ids=[
        "divs",
        "inline",
        "tables",
        "lists",
        "attributes",
        "quoted",
        "many",
        "unclosed",
        "entities",
        "paragraphs",
        "comments",
        "length",
    ],
)
def test_a_hostile_page_ends_soon(hostile: str) -> None:
    """Depth, length, tags and attributes are bounded."""
    began = time.perf_counter()
    read_page(f"<html><body>{hostile}</body></html>".encode(), URL)
    assert time.perf_counter() - began < 10


def test_what_comes_after_the_bounds_is_not_read() -> None:
    """What comes before them is."""
    page = read_page(a_page() + b"<i></i>" * MOST_TAGS + b"<p>" + b"The end of it all was never seen. " * 9, URL)
    assert page is not None
    assert page.paragraphs == REPORT


def test_nothing_is_fetched_and_nothing_opened() -> None:
    """A page that names addresses and files makes no connection and no name is looked up."""
    bait = (
        '<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="a.css"><script src="b.js"></script>'
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><img src="c.png"><iframe src="file:///etc/passwd"></iframe>'
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        page = read_page(a_page(*REPORT, "&e;", head=bait.replace(":9/", f":{port}/")), f"http://127.0.0.1:{port}/n")
        with pytest.raises(BlockingIOError):
            server.accept()
    assert page is not None
    assert "root:" not in page.text


def test_trafilatura_waits_until_a_page_is_read() -> None:
    """Half a second that a poll without pages does not pay."""
    code = "import sys, briefgen.parse.page; sys.exit('trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  our own words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(["<p>", "</p>", "<div", ">", "<!--", "&#0;", "<script>", "]]>"]), st.text())))
def test_no_page_raises(parts: list[str]) -> None:
    """Whatever it holds, what comes out is plain."""
    page = read_page(("<html><body><p>" + "".join(parts)).encode("utf-8", "replace"), URL)
    assert page is None or all(line.strip() and "\n" not in line for line in page.paragraphs)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not on this machine")
def test_of_the_seeds_no_line_of_an_article_goes_and_most_promotion_does() -> None:
    """Each seed as a page that is one ``div``: at least 62 of 67 lines of promotion."""
    lost, gone, promotion = [], 0, 0
    for name, numbers in PROMOTION.items():
        written = (SEEDS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
        lines = [(number, " ".join(line.split())) for number, line in enumerate(written, 1) if line.strip()]
        page = read_page(a_page(*(line for _, line in lines)), URL)
        kept = {html.unescape(line) for line in page.paragraphs} if page else set()
        lost += [f"{name}:{number}" for number, line in lines if number not in numbers and line not in kept]
        promotion += sum(number in numbers for number, _ in lines)
        gone += sum(number in numbers and line not in kept for number, line in lines)
    assert lost == []
    assert promotion == 67
    assert gone >= 62
