"""The addresses of a running preview, asked over HTTP."""

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest

from briefgen.model import wire
from briefgen.render import Engine, packaged_templates, render
from tests.web.preview.running import PLACE, a_preview, a_workspace, the_edition

if TYPE_CHECKING:
    from briefgen.model.rendition import Format


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    """A running preview."""

    address: str

    def ask(self, path: str, *, form: Mapping[str, str] | None = None, **headers: str) -> Answer:
        """Send one request; a header's underscores are hyphens."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            body = urlencode(form) if form is not None else None
            connection.request("GET" if form is None else "POST", path, body, named)
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A preview of a newsroom with one saved edition, without a mail server."""
    with a_preview(a_workspace(tmp_path_factory.mktemp("desk") / "newsroom"), "morning") as address:
        yield Server(address)


def built() -> dict[str, bytes]:
    """Return the files that a build would write of the saved edition."""
    wanted: tuple[Format, ...] = ("html", "email", "text", "markdown")
    return {made.name: made.content for made in render(the_edition(), wanted, templates=Engine([packaged_templates()]))}


def test_the_first_page_leads_to_the_briefings_latest_edition(server: Server) -> None:
    """The one that was named on the command line."""
    answer = server.ask("/")
    assert (answer.status, answer.headers["location"]) == (302, f"/look/page/{PLACE}")


def test_raw_addresses_serve_the_html_and_nothing_else(server: Server) -> None:
    """Byte for byte what a build writes."""
    files = built()
    assert server.ask(f"/raw/page/{PLACE}").body == files["index.html"]
    assert server.ask(f"/raw/email/{PLACE}").body == files["email.html"]
    assert server.ask(f"/raw/text/{PLACE}").status == 404


@pytest.mark.parametrize("name", ["index.html", "email.html", "email.eml", "briefing.txt", "briefing.md", "card.png"])
def test_every_file_can_be_downloaded_as_a_build_writes_it(server: Server, name: str) -> None:
    """Under its name."""
    answer = server.ask(f"/file/{name}/{PLACE}")
    assert answer.body == built()[name]
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_the_edition_can_be_downloaded(server: Server) -> None:
    """It is what everything else is made of."""
    assert wire.decode(server.ask(f"/file/edition.json/{PLACE}").body) == the_edition()


@pytest.mark.parametrize(
    "path",
    [
        "/look/page/morning/saved/morning/1999-01-01",
        f"/view/page/{PLACE}/..",
        "/file/..%2F..%2Ffeeds%2Ffeeds.toml/" + PLACE,
        "/file/passwd/" + PLACE,
        "/assets/..%2Fapplication.py",
        "/assets/application.py",
        f"/sheet/7/{PLACE}x",
        "/nowhere",
    ],
)
def test_what_is_not_there_is_not_found(server: Server, path: str) -> None:
    """No path leads to a file that is not offered."""
    assert server.ask(path).status == 404


def test_a_stranger_s_host_gets_nothing(server: Server) -> None:
    """DNS rebinding: a web page whose name was made to stand for this machine."""
    answer = server.ask(f"/raw/page/{PLACE}", Host="evil.example")
    assert answer.status == 403
    assert b"Morning Briefing" not in answer.body


@pytest.mark.parametrize("path", ["/", f"/look/page/{PLACE}", f"/view/page/{PLACE}", "/assets/preview.js", "/nowhere"])
def test_every_answer_has_a_policy_and_is_kept_by_nobody(server: Server, path: str) -> None:
    """Whatever it is."""
    headers = server.ask(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_our_own_pages_run_our_script_only_and_documents_none(server: Server) -> None:
    """By their policies."""
    shell = server.ask(f"/look/page/{PLACE}").headers["content-security-policy"]
    assert "script-src 'self';" in shell
    assert "unsafe" not in shell
    document = server.ask(f"/view/email/{PLACE}").headers["content-security-policy"]
    assert "script-src" not in document
    assert "sandbox allow-same-origin" in document
    assert "allow-scripts" not in document


def test_a_form_from_elsewhere_sends_nothing(server: Server) -> None:
    """Without the token, or from another page."""
    form = {"address": "reader@example.org"}
    assert server.ask(f"/send/{PLACE}", form=form).status == 403
    assert server.ask(f"/send/{PLACE}", form={**form, "token": "guess"}).status == 403
    assert server.ask(f"/send/{PLACE}", form={**form, "token": "guess"}, Origin="https://evil.example").status == 403
    assert server.ask(f"/send/{PLACE}").status == 405


def test_an_endless_form_is_not_read_to_its_end(server: Server) -> None:
    """Nobody needs one."""
    assert server.ask(f"/send/{PLACE}", form={"address": "a" * 100_000}).status == 413


def test_without_a_mail_server_the_page_says_what_to_set(server: Server) -> None:
    """Instead of a form that cannot work."""
    page = server.ask(f"/look/email/{PLACE}").text
    assert "BRIEFGEN_SMTP_URL" in page
    assert 'name="token"' not in page


def test_the_checks_are_those_of_lint(server: Server) -> None:
    """With their counts, and no tab is broken."""
    found = json.loads(server.ask(f"/checks/page/{PLACE}").body)
    assert found["broken"] == []
    assert set(found["counts"]) == {"error", "warning", "note"}


def test_an_edition_too_long_for_an_email_is_measured(server: Server) -> None:
    """The size meter of forty stories."""
    page = server.ask("/look/email/morning/edge/forty").text
    assert re.search(r'<meter min="0" max="102400"', page)


def test_the_list_has_publications_saved_editions_and_edge_cases(server: Server) -> None:
    """Of the publication that is looked at, and the other publications."""
    page = server.ask(f"/look/page/{PLACE}").text
    for words in ("Morning Briefing", "9 Mar 2022", "Hebrew", "40 stories", "Blind day", "Sunday"):
        assert words in page


def test_a_publication_is_looked_at_with_what_it_has(server: Server) -> None:
    """Without a saved edition there are its edge cases."""
    page = server.ask("/look/page/sunday/edge/everything")
    assert page.status == 200
    assert "briefgen build sunday" in page.text


@pytest.mark.slow
def test_a_pdf_is_waited_for_by_who_downloads_it(server: Server) -> None:
    """It takes seconds, once."""
    answer = server.ask(f"/file/briefing.pdf/{PLACE}?inline")
    assert answer.body.startswith(b"%PDF-")
    assert answer.headers["content-disposition"] == 'inline; filename="briefing.pdf"'
