"""Hosts, headers, bodies, and what the log says."""

import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefgen.web.readers.guarding import edition_policy
from tests.web.readers.running import Running, a_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages of a newsroom."""
    with a_site(tmp_path_factory.mktemp("desk") / "newsroom") as running:
        yield running


@pytest.mark.parametrize("path", ["/", "/nothing/", "/morning/", "/subscribe", "/unsubscribe/x", "/robots.txt"])
def test_every_answer_has_the_headers_that_keep_others_out(site: Running, path: str) -> None:
    """No script but our one file, no frame, no cookie, nothing told to other sites."""
    headers = site.ask(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["content-security-policy"].count("script-src 'self'") == (path == "/")
    assert ("script" in headers["content-security-policy"]) == (path == "/")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert "server" not in headers


def test_pages_of_readers_are_kept_nowhere_and_found_nowhere(site: Running) -> None:
    """The page of all newsletters is found, but kept nowhere: it holds a form."""
    assert "x-robots-tag" not in site.ask("/").headers
    answer = site.ask("/preferences/x")
    assert (answer.headers["cache-control"], answer.headers["x-robots-tag"]) == ("no-store", "noindex")


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1", "", "127.0.0.1:1"])
def test_another_host_is_refused(site: Running, host: str) -> None:
    """No link is ever made of it, and no cache is poisoned with it."""
    assert site.ask("/", Host=host).status == 421


def test_a_body_that_is_too_long_is_refused(site: Running) -> None:
    """Before anything reads it; so are thousands of fields."""
    assert site.ask("/subscribe", "POST", body=b"x" * 40_000).status == 413
    assert site.ask("/subscribe", "POST", body=b"&".join([b"briefing=x"] * 2_000)).status == 422
    assert site.ask("/subscribe", "POST", body=b"\xff\xfe=\x00").status == 422


def test_other_methods_are_refused(site: Running) -> None:
    """On a page of ours."""
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert site.ask("/", method).status == 405


def test_a_client_that_leaves_in_the_middle_harms_nobody(site: Running) -> None:
    """Half a body, then silence."""
    host, _, port = urlsplit(site.address).netloc.partition(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(
            f"POST /subscribe HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 100\r\n\r\nhalf".encode()
        )
    assert site.ask("/").status == 200


def test_a_fault_of_ours_is_told_without_its_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """To the reader as our fault, to the log as a kind: messages may hold an address."""
    templates = tmp_path / "newsroom" / "templates" / "site"
    templates.mkdir(parents=True)
    (templates / "archive.html.j2").write_text("{{ {}['jane@example.org'] }}", encoding="utf-8")
    with a_site(tmp_path / "newsroom") as site, caplog.at_level(logging.WARNING):
        answer = site.ask("/sunday/")
        assert (answer.status, answer.title) == (503, "That is our fault")
        site.site.archive = None  # type: ignore[assignment]
        assert site.ask("/sunday/").title == "That is our fault"
    assert "a page failed: TemplateError" in caplog.text
    assert "a page failed: AttributeError" in caplog.text
    assert "Traceback" not in caplog.text
    assert "jane@" not in caplog.text + answer.text


def test_no_log_line_names_a_reader(site: Running, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever becomes of the sign-up."""
    with caplog.at_level(logging.DEBUG, logger="briefgen"):
        site.sign_up("jane@example.org", "morning")
        site.sign_up("jane@example.org", "morning")
        site.mails()
    assert "a message to confirm was sent" in caplog.text
    assert "jane" not in caplog.text


def test_pages_may_stand_below_another_site(tmp_path: Path) -> None:
    """Whether the proxy before us leaves the first part of the path or takes it away."""
    with a_site(tmp_path / "newsroom", path="/briefings") as site:
        for path in ("/briefings/morning/", "/morning/"):
            assert 'href="/briefings/morning/2026-11-23/"' in site.ask(path).text
        assert 'action="/briefings/subscribe"' in site.ask("/briefings/").text
        site.sign_up("jane@example.org", "morning")
        assert urlsplit(site.link()).path.startswith("/briefings/confirm/")
        assert site.ask(site.link()).title == "One more click"


def test_styles_are_known_by_their_hash() -> None:
    """Sheets and attributes, each once."""
    page = '<style>a{}</style><style>b{}</style><p style="width: 1%">x</p><p class="x" style="width: 1%">y</p>'
    policy = edition_policy(page)
    assert policy.count("'sha256-") == 3
    assert "'unsafe-hashes'" in policy
    assert "'unsafe-inline'" not in policy
    assert "style-src 'none'" in edition_policy("<p>no styles</p>")
    assert "\n" not in policy
