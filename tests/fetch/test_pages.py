"""Pages of articles over HTTP, against real servers on loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from time import perf_counter
from typing import Any

import pytest

from briefgen.fetch import PageResult, Rest, fetch_pages, is_other_file
from briefgen.model.page import FetchedPage, PageError, RobotsRules, WantedPage
from tests.factories import NOON, a_feed
from tests.fetch.asking import QUICK, loopback_as_internet
from tests.fetch.conftest import Answer, Opening, Request, reply

PAGE = reply(body=b"<html><p>A report</p></html>", content_type="text/html; charset=utf-8")
NO_RULES = reply("404 Not Found")


def site(pages: Answer | Callable[[Request], Answer], robots: Answer = NO_RULES) -> Callable[[Request], Answer]:
    """Answer /robots.txt and everything else."""

    def answer(request: Request) -> Answer:
        if request.path == "/robots.txt":
            return robots
        return pages(request) if callable(pages) else pages

    return answer


def a_wanted(url: str, **given: Any) -> WantedPage:
    """Return a page to ask for, of a feed that may be on loopback."""
    plausible = {"article": f"a-{url}", "feed": a_feed(allow_private_network=True)}
    return WantedPage(**{**plausible, "url": url, **given})


def fetched(*urls: str | WantedPage, **given: Any) -> list[PageResult]:
    """Ask for pages; return all that came."""
    wanted = [a_wanted(one) if isinstance(one, str) else one for one in urls]
    return list(fetch_pages(wanted, **{"now": NOON, "limits": QUICK, **given}))


def only(results: list[PageResult]) -> PageResult:
    """Return the result of the one page."""
    (result,) = [one for one in results if not isinstance(one, RobotsRules)]
    return result


def refusal(results: list[PageResult]) -> PageError:
    """Return why the one page gave nothing."""
    result = only(results)
    assert isinstance(result, PageError), result
    assert "\n" not in result.reason
    return result


def test_a_page_arrives_as_served_after_the_rules_of_its_site(outlet: Opening) -> None:
    """We say who we are, ask for HTML, and bring no validators."""
    server = outlet(site(PAGE))
    wanted = a_wanted(server.url("/news/1"))
    page = only(fetched(wanted))
    assert page == FetchedPage(
        wanted=wanted,
        body=b"<html><p>A report</p></html>",
        content_type="text/html; charset=utf-8",
        url=server.url("/news/1"),
    )
    assert server.paths == ["/robots.txt", "/news/1"]
    assert server.requests[1].headers["user-agent"].startswith(b"briefgen/")
    assert server.requests[1].headers["accept"].startswith(b"text/html")
    assert not {"cookie", "if-none-match"} & set(server.requests[1].headers)


def test_what_robots_txt_disallows_is_not_asked_for(outlet: Opening) -> None:
    """Its rules are read once for all pages of a site."""
    server = outlet(site(PAGE, reply(body=b"User-agent: *\nDisallow: /private/")))
    results = fetched(server.url("/private/1"), server.url("/news/1"), server.url("/private/2"))
    assert server.paths == ["/robots.txt", "/news/1"]
    refused = [one for one in results if isinstance(one, PageError)]
    assert len(refused) == 2
    assert {(one.reason, one.asked, one.hopeless) for one in refused} == {
        ("robots.txt of 127.0.0.1 does not allow it", False, False)
    }
    assert refused[0].retry_after == timedelta(days=1).total_seconds()
    (rules,) = [one for one in results if isinstance(one, RobotsRules)]
    assert rules.site == server.url("")


def test_rules_of_an_earlier_round_count_until_they_expire(outlet: Opening) -> None:
    """A day later they are asked for again."""
    server = outlet(site(PAGE))
    closed = RobotsRules(site=server.url(""), text="User-agent: *\nDisallow: /", expires=NOON + timedelta(hours=1))
    assert refusal(fetched(server.url("/news/1"), rules=[closed])).retry_after == 3600
    assert server.paths == []
    assert isinstance(only(fetched(server.url("/news/1"), rules=[replace(closed, expires=NOON)])), FetchedPage)


@pytest.mark.parametrize("status", ["500 Internal Server Error", "502 Bad Gateway"])
def test_a_site_whose_rules_cannot_be_read_is_left_alone(outlet: Opening, status: str) -> None:
    """For an hour."""
    server = outlet(site(PAGE, reply(status)))
    assert refusal(fetched(server.url("/news/1"))).retry_after == 3600
    assert server.paths == ["/robots.txt"]


def test_rules_may_be_behind_redirects_and_larger_than_what_is_read(outlet: Opening) -> None:
    """They hold for the site that was asked."""
    rules = b"User-agent: *\nDisallow: /news/\n" + b"# more\n" * 100_000

    def answer(request: Request) -> Answer:
        if request.path == "/robots.txt":
            return reply("301 Moved Permanently", location="/rules")
        return reply(body=rules) if request.path == "/rules" else PAGE

    server = outlet(answer)
    assert "robots.txt" in refusal(fetched(server.url("/news/1"))).reason
    assert server.paths == ["/robots.txt", "/rules"]


def test_rules_hold_for_the_target_of_a_redirect_too(outlet: Opening) -> None:
    """Each hop is checked, at its own site."""
    other = outlet(site(PAGE, reply(body=b"User-agent: briefgen\nDisallow: /")))
    target = other.url("/news/1", host="other.example")
    server = outlet(site(reply("302 Found", location=target)))
    wanted = a_wanted(server.url("/go", host="harbour.example"), feed=a_feed())
    results = fetched(wanted, network=loopback_as_internet())
    assert refusal(results).reason == "robots.txt of other.example does not allow it"
    assert other.paths == ["/robots.txt"]


@pytest.mark.parametrize("name", ["report.pdf", "clip.MP4?start=3", "photo.jpeg#top", "a.b.mp3"])
def test_files_that_are_no_pages_are_never_asked_for(outlet: Opening, name: str) -> None:
    """Nor is the robots.txt of their site."""
    server = outlet(site(PAGE))
    error = refusal(fetched(server.url(f"/{name}")))
    assert (error.asked, error.hopeless) == (False, True)
    assert server.requests == []


@pytest.mark.parametrize(
    "url", ["https://a.example/news/1.html", "https://a.example/v1.2/news", "https://pdf.example/"]
)
def test_a_dot_in_an_address_makes_no_file(url: str) -> None:
    """Only the end of its last part counts."""
    assert not is_other_file(url)


def test_the_target_of_a_redirect_may_turn_out_to_be_a_file(outlet: Opening) -> None:
    """It is left alone as well, for good."""
    server = outlet(site(reply("302 Found", location="/report.pdf")))
    assert refusal(fetched(server.url("/news/1"))).hopeless
    assert server.paths == ["/robots.txt", "/news/1"]


@pytest.mark.parametrize("kind", ["application/pdf", "video/mp4", "image/png", "application/json"])
def test_what_is_served_as_something_else_is_not_read(outlet: Opening, kind: str) -> None:
    """The header is enough: the body does not matter, and may be without end."""

    async def endless() -> AsyncIterator[bytes]:
        yield f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\nconnection: close\r\n\r\n".encode()
        while True:
            yield b"0" * 65_536
            await asyncio.sleep(0)

    server = outlet(site(lambda _: endless()))
    error = refusal(fetched(server.url("/news/1")))
    assert error.reason == f"no page: {kind}"
    assert error.hopeless


def test_a_redirect_to_a_private_address_is_refused(outlet: Opening) -> None:
    """Before anything is sent there, robots.txt included."""
    inside = outlet(site(PAGE), address="127.0.0.2")
    target = f"http://127.0.0.2:{inside.port}/secrets"
    server = outlet(site(reply("302 Found", location=target)))
    wanted = a_wanted(server.url("/news/1", host="harbour.example"), feed=a_feed())
    assert isinstance(only(fetched(wanted, network=loopback_as_internet())), PageError)
    assert inside.requests == []


def test_rules_at_a_private_address_are_not_asked_for(outlet: Opening) -> None:
    """A robots.txt that redirects inside closes the site."""
    inside = outlet(site(PAGE), address="127.0.0.2")
    server = outlet(site(PAGE, reply("302 Found", location=f"http://127.0.0.2:{inside.port}/robots.txt")))
    wanted = a_wanted(server.url("/news/1", host="harbour.example"), feed=a_feed())
    assert "robots.txt" in refusal(fetched(wanted, network=loopback_as_internet())).reason
    assert inside.requests == []


def test_a_slow_page_ends_at_the_deadline(outlet: Opening) -> None:
    """However steadily it drips."""

    async def drip() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n"
        while True:
            yield b"<p>"
            await asyncio.sleep(0.05)

    server = outlet(site(lambda _: drip()))
    begun = perf_counter()
    error = refusal(fetched(server.url("/news/1"), limits=replace(QUICK, deadline=0.5)))
    assert error.reason == "timed out after 0.5 s"
    assert perf_counter() - begun < 3


def test_a_page_that_is_too_large_or_redirects_for_ever_gives_nothing(outlet: Opening) -> None:
    """The same bounds as for feeds."""
    large = outlet(site(reply(body=b"x" * 2_000, content_type="text/html")))
    limits = replace(QUICK, max_body=1_000)
    assert "larger than" in refusal(fetched(large.url("/1"), limits=limits)).reason
    endless = outlet(site(lambda r: reply("302 Found", location=f"/{int(r.path[1:]) + 1}")))
    assert refusal(fetched(endless.url("/1"))).reason == "more than 5 redirects"


@pytest.mark.parametrize(
    ("status", "hopeless"), [("404 Not Found", True), ("410 Gone", True), ("403 Forbidden", False)]
)
def test_what_is_gone_is_hopeless_and_what_is_refused_may_come(outlet: Opening, status: str, hopeless: bool) -> None:  # noqa: FBT001  a case
    """The caller remembers which."""
    server = outlet(site(reply(status)))
    error = refusal(fetched(server.url("/news/1")))
    assert (error.hopeless, error.asked, error.status) == (hopeless, True, int(status[:3]))


def test_a_host_that_sends_us_away_gets_no_further_request(outlet: Opening) -> None:
    """Its other pages are told so, with the time that it wants."""
    server = outlet(site(reply("429 Too Many Requests", retry_after="120")))
    results = [one for one in fetched(*(server.url(f"/{n}") for n in range(3))) if isinstance(one, PageError)]
    assert [(one.asked, one.sent_away_by, one.retry_after) for one in results] == [
        (True, "127.0.0.1", 120),
        (False, None, 120),
        (False, None, 120),
    ]
    assert server.paths == ["/robots.txt", "/0"]


def test_a_host_at_rest_is_not_asked(outlet: Opening) -> None:
    """Since an earlier round; that says nothing of its rules."""
    server = outlet(site(PAGE))
    results = fetched(server.url("/1"), resting={"127.0.0.1": Rest(reason="it wants rest", retry_after=60)})
    assert refusal(results).retry_after == 60
    assert len(results) == 1
    assert server.requests == []


def test_a_host_gets_one_request_at_a_time_spaced(outlet: Opening) -> None:
    """Also between the last feed, which was asked before, the rules and the pages."""
    server = outlet(site(PAGE))
    begun = server.loop.time()
    fetched(*(server.url(f"/{n}") for n in range(3)), limits=replace(QUICK, spacing=0.05, jitter=0.0))
    moments = [begun, *(request.at for request in server.requests)]
    assert len(moments) == 5
    assert all(later - earlier >= 0.045 for earlier, later in pairwise(moments))
    assert {request.present for request in server.requests} == {1}


def test_one_dead_page_does_not_stop_the_others(outlet: Opening) -> None:
    """Each has its own result."""
    server = outlet(site(lambda r: b"nonsense" if r.path == "/1" else PAGE))
    results = fetched(*(server.url(f"/{n}") for n in range(3)), "https://[bad/")
    assert sum(isinstance(one, FetchedPage) for one in results) == 2
    assert sum(isinstance(one, PageError) for one in results) == 2
