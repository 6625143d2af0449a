"""No address of the corpora is connected: not a feed's, not a page's, not what a page or a redirect leads to."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.config import load
from briefgen.enrolment import add_feed
from briefgen.fetch import Limits
from briefgen.model.errors import NothingReadError
from briefgen.model.feed import FetchedFeed
from briefgen.parse.discovery import find_places
from tests.factories import NOON, a_feed
from tests.hostile.asking_alone import asked
from tests.hostile.payloads import CORPORA
from tests.newsroom import Outlet, a_newsroom, an_outlet

#: In case the corpora are not there: one of each kind.
OURS = (
    "http://127.0.0.1:80/", "http://localhost./", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
    "http://①②⑦.⓪.⓪.①/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[::127.0.0.1]/", "http://[fe80::1%25lo]/", "http://169.254.169.254/latest/meta-data/", "http://0/",
    "http://user@127.0.0.1:80@127.0.0.1/", "http://[::]/", "http://224.0.0.1/", "http://100.64.0.1/", "gopher://[::1]/",
    "http://[::①②⑦｡⓪｡⓪｡①]:80/",
)  # fmt: skip

REFUSED = re.compile(
    r"is not a public address|is not a valid|is not an http or https address|host not found|picture, sound or video"
    r"|robots\.txt"
)


def hostile() -> list[str]:
    """Return every address that must not be reached."""
    folder = CORPORA / "hostile"
    lines, document = folder / "ssrf-ip_py_127.0.0.1.txt", folder / "ssrf-ssrfcheck_should-not-pass.json"
    listed = [*lines.read_text().splitlines(), *json.loads(document.read_text())] if lines.exists() else []
    return [*OURS, *listed]


@pytest.fixture
def site() -> Iterator[Outlet]:
    """Serve on loopback."""
    with an_outlet() as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["feeds", "pages"])
def test_no_hostile_address_is_connected(kind: str) -> None:
    """The interpreter itself reports each connection that is tried: there is none."""
    urls = hostile()
    told = asked(kind, urls)
    assert told["connected"] == []
    assert len(told["reasons"]) == len(urls)
    assert [reason for reason in told["reasons"] if not REFUSED.search(reason)] == []


@pytest.mark.parametrize("kind", ["feeds", "pages"])
def test_the_watch_sees_connections(kind: str, site: Outlet) -> None:
    """With the permission to ask our own network the same process does connect, and tells."""
    site.publish("/", b"<html></html>", kind="text/html")
    told = asked(kind, [site.address + "/"], private=True)
    assert set(told["connected"]) == {"127.0.0.1"}
    assert told["reasons"] == [""]


@pytest.mark.slow
def test_a_page_leads_discovery_to_no_hostile_address(tmp_path: Path, site: Outlet) -> None:
    """What a page names as its feed is asked like any stranger's address, though the page itself may be private."""
    config = load(a_newsroom(tmp_path))
    urls = hostile()
    pages = [urls[n : n + 6] for n in range(0, len(urls), 6)]
    with an_outlet() as inner:
        links = [*pages, [f"{inner.address}/rss", inner.address.replace("127.0.0.1", "localhost") + "/rss"]]
        for n, group in enumerate(links):
            found = "".join(f'<link rel=alternate type="application/rss+xml" href="{url}">' for url in group)
            site.publish(f"/{n}", f"<html><head>{found}</head></html>".encode(), kind="text/html")
        for n in (0, 1, 2, len(links) - 1):
            with pytest.raises(NothingReadError):
                add_feed(config, f"{site.address}/{n}", now=NOON, private=True, limits=Limits(spacing=0.0, deadline=5))
        assert inner.asked == []
    candidates = [
        place
        for group in pages
        for place in find_places(
            FetchedFeed(
                feed=a_feed(),
                url="https://a.example/",
                content_type="text/html",
                body="".join(f'<link rel=alternate type="text/xml" href="{url}">' for url in group).encode(),
            )
        ).declared
    ]
    assert len(candidates) > len(OURS) / 2
    assert asked("feeds", candidates)["connected"] == []
