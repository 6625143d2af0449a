"""Links over HTTP, against real servers on loopback."""

from collections.abc import AsyncIterator, Callable
from typing import Any

from briefgen.fetch import fetch_links
from briefgen.model.link import LinkAnswer
from tests.factories import NOON
from tests.fetch.asking import QUICK, loopback_as_internet
from tests.fetch.conftest import Answer, Opening, Request, reply


def site(**pages: Answer) -> Callable[[Request], Answer]:
    """Answer by path; what is not there is not found, robots.txt neither."""
    return lambda request: pages.get(request.path.strip("/").replace(".", "_"), reply("404 Not Found"))


def answers(*urls: str, **given: Any) -> dict[str, LinkAnswer]:
    """Ask at each; return the answers by address."""
    settings: dict[str, Any] = {"now": NOON, "limits": QUICK, "network": loopback_as_internet(), **given}
    return {answer.url: answer for answer in fetch_links(urls, **settings)}


def test_a_link_that_answers_is_alive_whatever_it_serves(outlet: Opening) -> None:
    """A document or picture is as good as a page."""
    server = outlet(site(page=reply(body=b"x"), report_pdf=reply(body=b"%PDF", content_type="application/pdf")))
    page, report = server.url("/page"), server.url("/report.pdf")
    assert answers(page, report) == {
        page: LinkAnswer(url=page, status=200),
        report: LinkAnswer(url=report, status=200),
    }


def test_a_dead_link_says_why(outlet: Opening) -> None:
    """Nothing there, gone for good, nobody at home."""
    server = outlet(site(gone=reply("410 Gone")))
    missing, gone, closed = server.url("/missing"), server.url("/gone"), "http://127.0.0.1:1/x"
    found = answers(missing, gone, closed)
    assert (found[missing].status, found[missing].reason) == (404, "HTTP 404 not found")
    assert (found[gone].status, found[gone].reason) == (410, "gone for good (HTTP 410)")
    assert (found[closed].asked, found[closed].reason) == (True, "connection refused")


def test_redirects_are_followed_and_told_apart(outlet: Opening) -> None:
    """For good, for now, and both one after the other, which is for now."""
    server = outlet(
        site(
            here=reply(body=b"x"),
            moved=reply("301 Moved Permanently", location="/here"),
            sent=reply("302 Found", location="/here"),
            both=reply("301 Moved Permanently", location="/sent"),
            circle=reply("301 Moved Permanently", location="/circle"),
        )
    )
    found = answers(*(server.url(f"/{name}") for name in ("moved", "sent", "both", "circle")))
    told = {url.rpartition("/")[2]: (answer.leads_to, answer.moved) for url, answer in found.items()}
    here = server.url("/here")
    assert told == {"moved": (here, True), "sent": (here, False), "both": (here, False), "circle": ("", False)}
    assert found[server.url("/circle")].reason == "redirects in a circle"


def test_robots_txt_is_minded_and_each_address_asked_once(outlet: Opening) -> None:
    """A link is followed like a page's."""
    server = outlet(site(robots_txt=reply(body=b"User-agent: *\nDisallow: /private"), page=reply(body=b"x")))
    private, page = server.url("/private"), server.url("/page")
    found = answers(private, page, page)
    assert (found[private].asked, found[page].status) == (False, 200)
    assert server.paths == ["/robots.txt", "/page"]


def test_private_addresses_are_never_asked(outlet: Opening) -> None:
    """Whatever an edition links to."""
    server = outlet(site(page=reply(body=b"x")))
    settings: dict[str, Any] = {"now": NOON, "limits": QUICK}
    (answer,) = fetch_links([server.url("/page")], **settings)
    assert answer.reason == "127.0.0.1 is not a public address (allow_private_network is off)"
    assert server.paths == []


def test_a_body_without_end_is_not_read(outlet: Opening) -> None:
    """The status is enough."""

    async def endless() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"
        while True:
            yield b"x" * 65_536

    server = outlet(lambda request: reply("404 Not Found") if request.path == "/robots.txt" else endless())
    assert answers(server.url("/page"))[server.url("/page")].status == 200


def test_what_is_no_address_is_no_fault_of_ours() -> None:
    """It comes back with its reason."""
    found = answers("https://[x", "")
    assert {answer.status for answer in found.values()} == {None}
    assert all(answer.reason for answer in found.values())
