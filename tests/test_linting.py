"""What lies in out/ is read, looked at, and its links are asked."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from briefgen import lint
from briefgen.fetch import Limits
from briefgen.linting import Linted, clients_of, lint_editions, with_links
from briefgen.model.edition import Edition
from briefgen.model.errors import UsageError
from briefgen.model.rendition import Format
from briefgen.render import packaged_templates, render
from tests.factories import NOON, an_edition
from tests.fetch.asking import loopback_as_internet
from tests.lint.documents import GOOD_EMAIL, GOOD_PAGE, changed
from tests.render.pdf_editions import NEWS, an_edition_in
from tests.render.publications import PUBLICATIONS, issued_as
from tests.render.rich import a_long_edition, a_nearly_quiet_edition, a_quiet_edition, a_rich_edition

#: All but the PDF, which has tests of its own.
RENDERED: tuple[Format, ...] = ("html", "email", "text", "markdown")


def an_out(folder: Path, *editions: str, page: str = GOOD_PAGE) -> Path:
    """Write editions, a page and an email each, into ``folder``/out."""
    for edition in editions:
        place = folder / "out" / edition
        place.mkdir(parents=True)
        (place / "index.html").write_text(page, encoding="utf-8")
        (place / "email.html").write_text(GOOD_EMAIL, encoding="utf-8")
        (place / "edition.json").write_text("{}", encoding="utf-8")
    return folder / "out"


def editions(linted: Iterator[Linted]) -> list[str]:
    """Return which editions were looked at."""
    return [one.edition for one in linted]


def test_the_latest_edition_of_each_briefing_is_looked_at(tmp_path: Path) -> None:
    """What else lies there is none of ours."""
    out = an_out(tmp_path, "harbour/2021-12-27", "harbour/2021-12-28", "port/2021-12-25", "port/2021-12-26-cranes")
    (out / "demo" / "harbour").mkdir(parents=True)
    (out / "briefgen.db").write_bytes(b"")
    (out / "harbour" / "2021-12-29").mkdir()
    assert editions(lint_editions(out)) == ["harbour/2021-12-28", "port/2021-12-26-cranes"]
    assert editions(lint_editions(out, briefing="harbour")) == ["harbour/2021-12-28"]
    assert editions(lint_editions(out, briefing="harbour", edition="2021-12-27")) == ["harbour/2021-12-27"]
    assert editions(lint_editions(out, edition="2021-12-26")) == ["port/2021-12-26-cranes"]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """In one line, with what would help."""
    out = an_out(tmp_path, "harbour/2021-12-28")
    with pytest.raises(UsageError, match="there is no edition of 'port' in"):
        list(lint_editions(out, briefing="port"))
    with pytest.raises(UsageError, match="there is no edition 2021-01-01 of 'harbour' in"):
        list(lint_editions(out, briefing="harbour", edition="2021-01-01"))
    with pytest.raises(UsageError, match=r"there is no email client 'gmial'; there are aol, "):
        list(lint_editions(out, clients=("gmial",)))
    with pytest.raises(UsageError, match="there is no edition in"):
        list(lint_editions(tmp_path / "nowhere"))


def test_files_are_named_as_one_would_reach_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative below the current folder, else whole."""
    out = an_out(tmp_path, "harbour/2021-12-28", page=changed(GOOD_PAGE, "<h1>", "<h2>a</h2><h1>"))
    [away] = lint_editions(out)
    monkeypatch.chdir(tmp_path)
    [near] = lint_editions(Path("out"))
    assert {finding.file for finding in near.findings if finding.level == "error"} == {
        "out/harbour/2021-12-28/index.html"
    }
    assert {Path(finding.file).is_absolute() for finding in away.findings} == {True}
    assert near.measures.page == away.measures.page


def test_the_theme_of_a_workspace_names_its_clients(tmp_path: Path) -> None:
    """Those of most readers where it names none; a theme that cannot be read is told."""
    assert clients_of(tmp_path) == lint.DEFAULT_CLIENTS
    theme = tmp_path / "templates" / "theme.toml"
    theme.parent.mkdir()
    theme.write_text('[lint]\nclients = ["gmail", "outlook.windows"]\n', encoding="utf-8")
    assert clients_of(tmp_path) == ("gmail", "outlook.windows")
    theme.write_text("[lint\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"theme\.toml cannot be read"):
        clients_of(tmp_path)


@pytest.fixture
def port() -> Iterator[int]:
    """A server on loopback that has /here and has moved /old there."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = {"/here": 200, "/old": 301}.get(self.path, 404)
            self.send_response(status)
            if status == 301:
                self.send_header("Location", "/here")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def test_links_are_asked_once_and_told_at_every_place(tmp_path: Path, port: int) -> None:
    """Names in the edition lead to loopback here; what was found before stays."""
    there = f"http://outlet.example:{port}"
    links = f'<a href="{there}/here">a</a> <a href="{there}/old">b</a> <a href="{there}/none">c</a>'
    page = changed(changed(GOOD_PAGE, "https://example.org/cranes", f"{there}/none"), "</main>", f"{links}</main>")
    out = an_out(tmp_path, "harbour/2021-12-28", page=changed(page, "<h1>", "<h2>a</h2><h1>"))
    (out / "harbour" / "2021-12-28" / "email.html").unlink()
    asked: list[str] = []
    found = list(lint_editions(out))
    [linted] = with_links(
        out,
        found,
        now=NOON,
        limits=Limits(spacing=0, deadline=5, seed=1),
        network=loopback_as_internet(),
        on_link=asked.append,
    )
    told = [finding.rule for finding in linted.findings if finding.level != "note"]
    assert told == ["heading-order", "link-dead", "link-dead", "link-moved"]
    assert sorted(asked) == [f"{there}/here", f"{there}/none", f"{there}/old"]


@pytest.mark.parametrize("made", [an_edition, a_rich_edition, a_quiet_edition, a_nearly_quiet_edition, a_long_edition])
def test_our_own_editions_are_clean(made: Callable[[], Edition]) -> None:
    """Page, email, message, text and Markdown, whatever the edition holds: neither error nor warning."""
    assert grave(made()) == []


@pytest.mark.parametrize("language", NEWS)
def test_our_own_editions_are_clean_in_every_language(language: str) -> None:
    """But for English words in the invented stories, which are marked as what the edition is in."""
    edition = an_edition_in(language, NEWS[language][0], NEWS[language][1])
    assert [one for one in grave(edition) if "language-unmarked" not in one] == []


@pytest.mark.slow
@pytest.mark.parametrize("publication", [name for name in PUBLICATIONS if name != "memo"])
def test_every_publication_is_clean(publication: str) -> None:
    """With everything that an edition may hold. A memo tells less: what an editor wrote."""
    assert [one for one in grave(issued_as(publication, a_rich_edition())) if "language-unmarked" not in one] == []


def grave(edition: Edition) -> list[str]:
    """Return the errors and warnings of an edition as a build writes it, the PDF apart."""
    files = {one.name: one.content for one in render(edition, RENDERED, templates=[packaged_templates()])}
    found = (one for one in lint.check(files) if one.level != "note")
    return [f"{one.place}: {one.rule}: {one.message}" for one in found]
