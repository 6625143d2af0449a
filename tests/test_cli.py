"""Every command: what it prints where, and its exit status."""

import fcntl
import json
import os
import pty
import re
import shlex
import signal
import socket
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefgen import __version__, cli
from briefgen.config import load
from briefgen.model.feed import FeedState
from briefgen.store import Store, address_of
from tests.factories import an_article
from tests.newsroom import AT, DAILY, PRESENT, WEEKLY, Outlet, a_newsroom, an_outlet, item, news, rss

BRIEFGEN = (sys.executable, "-m", "briefgen")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """The command line in this process, in a workspace."""

    workspace: Path
    captured: pytest.CaptureFixture[str]

    def __call__(self, command: str, **paths: Path) -> Ran:
        """Run ``command``, its ``{name}`` filled with paths; ``briefgen --workspace …`` goes before it."""
        words = [word.format(**paths) for word in shlex.split(command)]
        self.captured.readouterr()
        status = cli.main(["--workspace", str(self.workspace), *words])
        out, err = self.captured.readouterr()
        return Ran(status, out, err)

    def refuses(self, command: str, **paths: Path) -> str:
        """Run a command that must fail with one line on stderr and nothing on stdout; return that line and status."""
        ran = self(command, **paths)
        assert ran.out == ""
        assert ran.err.count("\n") == 1, ran.err
        assert "Traceback" not in ran.err
        return f"{ran.status} {ran.err.strip()}"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the settings of whoever runs the tests out of the environment."""
    for name in [name for name in os.environ if name.startswith("BRIEFGEN_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def briefgen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Give a command line in a workspace of three feeds that nobody has polled yet."""
    return CommandLine(a_newsroom(tmp_path / "newsroom"), capsys)


@pytest.fixture
def polled(briefgen: CommandLine) -> CommandLine:
    """Give a command line in a workspace that was polled."""
    assert briefgen(f"poll --at {AT}").status == 0
    return briefgen


def run(*arguments: str, workspace: Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run the command line as a program of its own."""
    done = subprocess.run(  # noqa: S603  our own program
        [*BRIEFGEN, *arguments],
        cwd=workspace,
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
    return Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


# what each command says -------------------------------------------------------------------------------------------


def test_poll_says_what_came(briefgen: CommandLine) -> None:
    """In one line, and in one again when nothing is new."""
    assert briefgen(f"poll --at {AT}") == Ran(0, "3 feeds polled, 0 failed; 6 new articles, 0 changed\n", "")
    assert briefgen(f"poll --at {AT}") == Ran(0, "3 feeds polled, 0 failed; 0 new articles, 0 changed\n", "")


def test_poll_as_json_has_the_contracts_keys(briefgen: CommandLine) -> None:
    """One document, all feeds."""
    ran = briefgen(f"poll --json --feed orontes --at {AT}")
    assert (ran.status, ran.err) == (0, "")
    assert ran.document == {
        "feeds": [
            {"feed": "orontes", "status": "read", "new": 1, "updated": 0, "unchanged": 0, "error": None, "pages": 0}
        ]
    }


def test_poll_fails_only_if_no_feed_could_be_read(briefgen: CommandLine) -> None:
    """One bad feed of three is named, and that is all."""
    bad = briefgen.workspace / "feeds/saved/orontes.xml"
    bad.write_bytes(b"<html>")
    some = briefgen(f"poll --at {AT}")
    assert some.status == 0
    assert some.err == "orontes: not a feed but an HTML page\n"
    assert some.out == "3 feeds polled, 1 failed; 5 new articles, 0 changed\n"
    none = briefgen(f"poll --feed orontes --at {AT}")
    assert none.status == 1
    assert none.err.splitlines()[-1].startswith("briefgen: no feed could be read; the first of 1: orontes: ")


def test_a_failed_poll_as_json_is_still_one_document(briefgen: CommandLine) -> None:
    """A program wants to know which feeds failed."""
    (briefgen.workspace / "feeds/saved/orontes.xml").write_bytes(b"")
    ran = briefgen(f"poll --feed orontes --json --at {AT}")
    assert ran.status == 1
    assert [(one["feed"], one["status"]) for one in ran.document["feeds"]] == [("orontes", "failed")]
    assert ran.err.count("\n") == 1


def test_poll_without_a_time_takes_the_present(briefgen: CommandLine) -> None:
    """Then nothing of 2021 is held back."""
    assert "6 new articles" in briefgen("poll").out


def test_stories_are_listed_with_their_reports(polled: CommandLine) -> None:
    """For people one line each; for programs as the contract has it."""
    lines = polled(f"stories --until {AT}").out.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("2021-12-27 09:00  ")
    assert lines[0].endswith("(2 reports)")
    found = polled(f"stories --json --since 2021-12-27T08:00Z --until {AT}").document["stories"]
    assert [len(story["articles"]) for story in found] == [2, 1, 3]
    assert set(found[0]) == {"id", "headline", "articles"}
    assert found[2]["articles"][0] == {
        "url": "https://harbour-post.example/lavrov-cairo",
        "title": "Lavrov arrives in Cairo for talks on grain shipments | Harbour Post",
        "publisher": "Harbour Post",
        "published": "2021-12-27T12:00:00Z",
    }


def test_build_says_what_leads_and_where_it_lies(polled: CommandLine) -> None:
    """Files as the contract names them."""
    ran = polled(f"build morning --format text --format json --at {AT}")
    assert (ran.status, ran.err) == (0, "")
    title, lead, its_outlets, second, _, *files = ran.out.splitlines()
    assert title.startswith("Morning Briefing, 2021-12-28: 2 stories, ")
    assert lead.startswith("  1. ")
    assert its_outlets.strip() == "Harbour Post, Levant Wire, Orontes"
    assert second.startswith("  2. ")
    assert [Path(file.strip()) for file in files] == [
        polled.workspace / "out/morning/2021-12-28" / name for name in ("edition.json", "briefing.txt")
    ]


def test_build_as_json_names_the_edition_and_its_files(polled: CommandLine, tmp_path: Path) -> None:
    """And nothing else is on stdout."""
    ran = polled(f"build morning --json --format html --format email --out {{out}} --at {AT}", out=tmp_path / "o")
    assert ran.document == {
        "edition": "morning/2021-12-28",
        "files": [
            str(tmp_path / f"o/morning/2021-12-28/{n}") for n in ("index.html", "card.png", "email.html", "email.eml")
        ],
    }
    assert all(Path(file).is_file() for file in ran.document["files"])


@pytest.mark.slow
def test_build_makes_every_format_unless_told_otherwise(polled: CommandLine) -> None:
    """The PDF, too."""
    assert polled(f"build morning --at {AT}").status == 0
    folder = polled.workspace / "out/morning/2021-12-28"
    assert {path.name for path in folder.iterdir()} == {
        "briefing.md",
        "briefing.pdf",
        "briefing.txt",
        "card.png",
        "edition.json",
        "email.eml",
        "email.html",
        "index.html",
    }
    assert (folder / "briefing.pdf").read_bytes().startswith(b"%PDF-")


def test_render_makes_a_saved_edition_again(polled: CommandLine, tmp_path: Path) -> None:
    """Beside it, or where it is told; the bytes are the same."""
    polled(f"build morning --format json --format html --at {AT}")
    folder = polled.workspace / "out/morning/2021-12-28"
    ran = polled("render {edition} --format html --out {out}", edition=folder / "edition.json", out=tmp_path / "again")
    assert ran.status == 0
    assert (tmp_path / "again/index.html").read_bytes() == (folder / "index.html").read_bytes()
    assert polled("render {edition} --format text", edition=folder / "edition.json").status == 0
    assert (folder / "briefing.txt").is_file()


def test_explain_says_why(polled: CommandLine) -> None:
    """For people and for programs."""
    ran = polled(f"explain morning https://orontes.example/lavrov --at {AT}")
    assert ran.status == 0
    assert "  in, as story 1, section 'Top story'\n" in ran.out
    document = polled(f"explain morning https://orontes.example/lavrov --json --at {AT}").document
    assert document["verdict"] == "in, as story 1, section 'Top story'"
    assert sum(part["value"] for part in document["parts"]) == pytest.approx(document["score"], abs=1e-3)


def test_feeds_are_listed_with_their_health(polled: CommandLine) -> None:
    """For people only failures that last; for programs all of them."""
    (polled.workspace / "feeds/saved/orontes.xml").write_bytes(b"<html>")
    for _ in range(2):
        polled(f"poll --force --at {AT}")
    assert "HTML page" not in polled("feeds list").out
    polled(f"poll --force --at {AT}")
    assert "HTML page" not in polled(f"feeds list --at {AT}").out
    ran = polled("feeds list --at 2021-12-29T05:00Z")
    assert ran.status == 0
    assert re.search(r"orontes .*not a feed but an HTML page \(3 times in a row since 2021-12-28\)", ran.out)
    assert re.search(r"levant-wire +en +12-28 04:00 +12-28 \d\d:\d\d +1\.\d", ran.out)
    found = {one["feed"]: one for one in polled("feeds list --json --at 2021-12-28T04:00Z").document["feeds"]}
    assert (found["orontes"]["failures"], found["orontes"]["failing"]) == (3, False)
    assert found["harbour-post"]["succeeded"] == "2021-12-28T04:00:00Z"
    assert found["harbour-post"]["articles_a_day"] == 2
    assert found["harbour-post"]["newest"] == "2021-12-27T12:00:00Z"


def test_feeds_that_were_never_polled_are_listed(briefgen: CommandLine) -> None:
    """A new workspace has no states."""
    assert briefgen("feeds list").out.count("never") == 3


PAGE = b"""<html><head><title>Fjord</title>
<link rel="alternate" type="application/rss+xml" href="/comments.xml">
<link rel="alternate" type="application/rss+xml" href="/broken.xml">
<link rel="alternate" type="application/rss+xml" href="/news.xml"></head><body>News</body></html>"""


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    """Serve a site with a page that leads to its feed."""
    with an_outlet() as site:
        site.publish("/", PAGE, kind="text/html")
        site.publish("/comments.xml", b"<html>", kind="text/html")
        site.publish("/broken.xml", b"", status=500)
        feed = rss(item("Ferry runs again", "The ferry over the fjord runs again."), language="nb_NO")
        site.publish("/news.xml", feed.replace(b"An outlet", b"Fjord &amp;quot;Post&amp;quot;"))
        yield site


def test_feeds_add_finds_the_feed_of_a_page_and_writes_it(briefgen: CommandLine, outlet: Outlet) -> None:
    """With what the feed says of itself; what cannot be read is passed over. Then it can be polled."""
    ran = briefgen(f"feeds add --allow-private-network {outlet.address}/")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        f'added to feeds/feeds.toml: fjord-post, Fjord "Post" (nb-NO), 1 article now\n  {outlet.address}/news.xml\n'
    )
    written = (briefgen.workspace / "feeds/feeds.toml").read_text(encoding="utf-8")
    assert 'title = "Fjord \\u0022Post\\u0022"' in written
    assert f'homepage = "{outlet.address}/"' in written
    assert briefgen("poll --feed fjord-post").out.startswith("1 feed polled, 0 failed; 1 new article")


def test_feeds_add_refuses_what_is_known_or_no_feed(briefgen: CommandLine, outlet: Outlet) -> None:
    """In one line, and writes nothing."""
    feed = f"feeds add --allow-private-network {outlet.address}/news.xml"
    assert briefgen(f"{feed} --json").document["feed"] == "fjord-post"
    before = (briefgen.workspace / "feeds/feeds.toml").read_bytes()
    assert (
        briefgen.refuses(f"{feed}/") == f"2 briefgen: {outlet.address}/news.xml is already polled, as feed 'fjord-post'"
    )
    page = f"feeds add --allow-private-network {outlet.address}/"
    assert "is already polled" in briefgen.refuses(page)
    missing = briefgen.refuses(f"feeds add --allow-private-network {outlet.address}/none")
    assert missing.startswith(f"1 briefgen: {outlet.address}/none: ")
    assert briefgen.refuses(f"feeds add {outlet.address}/").startswith(f"1 briefgen: {outlet.address}/: ")
    assert briefgen.refuses("feeds add ftp://fjord.example/").startswith("2 briefgen: url must begin with http")
    assert (briefgen.workspace / "feeds/feeds.toml").read_bytes() == before


def test_feeds_go_out_as_opml_and_come_back_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In another workspace; a second time all of them are known."""
    addresses = {"fjord": "https://fjord.example/rss?a=1&b=2", "dune": "https://dune.example/feed"}
    one = CommandLine(a_newsroom(tmp_path / "one", {}, addresses=addresses), capsys)
    two = CommandLine(a_newsroom(tmp_path / "two"), capsys)
    assert one("feeds export --out {file}", file=tmp_path / "all.opml").out == f"{tmp_path}/all.opml: 2 feeds\n"
    assert one("feeds export").out == (tmp_path / "all.opml").read_text(encoding="utf-8")
    assert one("feeds export --json").document["feeds"] == 2
    assert two("feeds import {file}", file=tmp_path / "all.opml").out == "2 feeds added to feeds/feeds.toml\n"
    feeds = {feed.id: feed for feed in load(two.workspace).feeds}
    for feed in load(one.workspace).feeds:
        assert feeds[feed.id] == replace(feed, allow_private_network=False)
    again = two("feeds import {file} --json", file=tmp_path / "all.opml").document
    assert again == {"added": [], "known": list(addresses.values()), "refused": []}


def test_a_list_from_elsewhere_is_imported_as_far_as_it_is_right(briefgen: CommandLine, tmp_path: Path) -> None:
    """What is twice in it, or no address, is named; a wrong value of one feed does not stop the others."""
    file = tmp_path / "list.opml"
    file.write_bytes(
        b"<opml><body><outline text='North'><outline text='Fjord' xmlUrl='https://fjord.example/rss' language='?!'/>"
        b"<outline text='Again' xmlUrl='http://www.fjord.example/rss/'/></outline><outline xmlUrl='ftp://x.example/'/>"
        b"<outline text='Orontes' xmlUrl='https://orontes.example/rss'/></body></opml>"
    )
    assert briefgen("feeds import {file}", file=file).out.splitlines() == [
        "  known already: http://www.fjord.example/rss/",
        "  not taken: ftp://x.example/: its address is none of http or https",
        "2 feeds added to feeds/feeds.toml",
    ]
    assert [feed.id for feed in load(briefgen.workspace).feeds][-2:] == ["fjord", "orontes-2"]


def test_a_hostile_or_missing_list_is_refused_in_one_line(briefgen: CommandLine, tmp_path: Path) -> None:
    """Exit status 2."""
    file = tmp_path / "bomb.opml"
    file.write_bytes(b'<!DOCTYPE opml [<!ENTITY a "aaaa">]><opml><body><outline text="&a;"/></body></opml>')
    told = briefgen.refuses("feeds import {file}", file=file)
    assert told == f"2 briefgen: {file}: the document has a DTD or declares entities, so it was not read"
    assert "cannot be read: no such file" in briefgen.refuses("feeds import nowhere.opml")


def test_feeds_check_reads_without_storing(briefgen: CommandLine) -> None:
    """Exit status 1 if one of them fails."""
    good = briefgen("feeds check orontes harbour-post")
    assert good.status == 0
    assert re.search(r"harbour-post +2 +2021-12-27 12:00", good.out)
    (briefgen.workspace / "feeds/saved/orontes.xml").write_bytes(b"")
    bad = briefgen("feeds check --json")
    assert bad.status == 1
    assert {one["feed"]: bool(one["error"]) for one in bad.document["feeds"]} == {
        "harbour-post": False,
        "levant-wire": False,
        "orontes": True,
    }
    assert briefgen("stories").out == ""


def test_db_upgrade_makes_the_tables_and_says_so(briefgen: CommandLine) -> None:
    """Once; then they are there already."""
    assert re.fullmatch(r"the store is at version \d+, from nothing\n", briefgen("db upgrade").out)
    assert re.fullmatch(r"the store is at version \d+ already\n", briefgen("db upgrade").out)


def test_db_prune_says_what_it_deletes(polled: CommandLine) -> None:
    """And with --dry-run what it would."""
    dry = json.loads(polled("db prune --older-than 400 --dry-run --json").out)
    assert dry["dry_run"]
    assert dry["deleted"] > 0
    assert f"{dry['deleted']} articles from before" in polled("db prune --dry-run").out
    assert json.loads(polled("db prune --json").out)["deleted"] == dry["deleted"]
    assert re.fullmatch(
        r"0 articles from before \d{4}-\d\d-\d\d deleted; what an edition cites stays\n", polled("db prune").out
    )


def test_db_prune_refuses_what_would_keep_everything(briefgen: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the way out."""
    monkeypatch.setenv("BRIEFGEN_KEEP_DAYS", "0")
    refused = briefgen.refuses("db prune")
    assert refused.startswith("2 ")
    assert "--older-than DAYS prunes all the same" in refused


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command and without a workspace."""
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"briefgen {__version__}\n"


def test_without_arguments_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing was asked for: that is wrong usage."""
    assert cli.main([]) == 2
    assert "Commands:" in capsys.readouterr().out


@pytest.mark.parametrize(
    "group",
    ["", "feeds", "actors", "review", "subscribers", "subscribers teams", "subscribers suppressions", "db"],
)
def test_no_summary_in_a_list_of_commands_is_cut_off(group: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What a command does is said in its first sentence, and that fits a terminal of 80 columns."""
    assert cli.main([*group.split(), "--help"]) == 0
    assert not [line for line in capsys.readouterr().out.splitlines() if line.endswith("...") and "[ARGS]" not in line]


@pytest.mark.parametrize(
    "command",
    [
        "",
        "demo",
        "init",
        "poll",
        "stories",
        "build",
        "render",
        "explain",
        "doctor",
        "feeds",
        "feeds list",
        "feeds add",
        "feeds import",
        "feeds export",
        "db upgrade",
    ],
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without looking at any workspace."""
    assert cli.main([*command.split(), "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: {' '.join(['briefgen', *command.split()])} ")


# refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("build nightly", "2 briefgen: there is no briefing 'nightly'; this workspace has morning, sunday"),
        ("explain nightly https://a.example/", "2 briefgen: there is no briefing 'nightly'; this workspace has"),
        ("explain morning https://a.example/", "2 briefgen: no article at https://a.example/ is stored"),
        ("build morning --at yesterday", "2 briefgen: 'yesterday' is not a time in ISO 8601"),
        ("build morning --at 2021-12-28T06:00", "2 briefgen: '2021-12-28T06:00' has no time zone"),
        ("build morning --at 2021-13-28T06:00Z", "2 briefgen: '2021-13-28T06:00Z' is not a time"),
        ("build morning --at 0001-01-01T00:00Z", "2 briefgen: '0001-01-01T00:00Z' is no time of this work"),
        ("poll --at 9999-12-31T23:59-12:00", "2 briefgen: '9999-12-31T23:59-12:00' is no time of this work"),
        ("build morning --format pfd", "2 briefgen: there is no format 'pfd'; there are html, email, pdf"),
        ("poll --feed nobody", "2 briefgen: there is no feed 'nobody'"),
        ("feeds check nobody", "2 briefgen: there is no feed 'nobody'"),
        ("stories --since 2021-12-28T00:00Z --until 2021-12-27T00:00Z", "2 briefgen: the period is empty"),
        ("render nowhere.json", "2 briefgen: nowhere.json cannot be read: no such file or directory"),
        ("build", "2 briefgen: Missing argument 'BRIEFING'; see `briefgen build --help`"),
        ("build morning --at", "2 briefgen: Option '--at' requires an argument"),
        ("build morning --loud", "2 briefgen: No such option: --loud"),
        ("bulid", "2 briefgen: No such command 'bulid'"),
        ("feeds", "2 briefgen: Missing command; see `briefgen feeds --help`"),
    ],
)
def test_wrong_usage_is_one_line_that_says_what_would_be_right(briefgen: CommandLine, command: str, told: str) -> None:
    """Exit status 2, nothing on stdout, no traceback."""
    assert briefgen.refuses(command).startswith(told)


def test_a_folder_that_is_no_workspace_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the command that makes one."""
    for command in ("poll", "stories", "build morning", "explain morning x", "feeds list", "feeds check", "db upgrade"):
        told = CommandLine(tmp_path, capsys).refuses(command)
        assert told == f"2 briefgen: {tmp_path} is not a workspace (it has no feeds/): `briefgen init DIR` makes one"


def test_all_mistakes_of_the_configuration_are_listed(briefgen: CommandLine) -> None:
    """Each as file:line: key: what is wrong; nothing is polled."""
    feeds = briefgen.workspace / "feeds"
    (feeds / "briefings/morning.toml").write_text(DAILY.replace("daily", "hourly"), encoding="utf-8")
    (feeds / "briefings/sunday.toml").write_text(WEEKLY.replace("London", "Londn"), encoding="utf-8")
    (feeds / "topics.toml").write_text("[[topic]\n", encoding="utf-8")
    ran = briefgen("poll")
    assert (ran.status, ran.out) == (2, "")
    lines = ran.err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "feeds/briefings/morning.toml:4",
        "feeds/briefings/sunday.toml:4",
        "feeds/topics.toml:1",
    ]


def test_a_wrong_environment_is_told(briefgen: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Like a mistake in a file."""
    monkeypatch.setenv("BRIEFGEN_DATABASE_URL", "mysql://root:hunter2@db/news")
    ran = briefgen("poll")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("environment:1: BRIEFGEN_DATABASE_URL: must be sqlite:///PATH or postgresql")
    assert "hunter2" not in ran.err


def test_an_unwritable_out_is_told(polled: CommandLine, tmp_path: Path) -> None:
    """Exit status 1, with the path."""
    (tmp_path / "taken").write_bytes(b"")
    told = polled.refuses(f"build morning --format json --out {{out}} --at {AT}", out=tmp_path / "taken")
    assert told == f"1 briefgen: {tmp_path}/taken/morning/2021-12-28 cannot be written: not a directory"


def test_a_damaged_database_is_told(polled: CommandLine) -> None:
    """Exit status 1, with its place."""
    for leftover in (polled.workspace / "out").glob("briefgen.db*"):
        leftover.write_bytes(b"no database at all " * 500)
    for command in ("poll", "stories", f"build morning --at {AT}", "feeds list"):
        assert re.match(r"1 briefgen: .*out/briefgen\.db", polled.refuses(command))


def test_a_broken_template_of_the_workspace_is_told_with_file_and_line(polled: CommandLine) -> None:
    """The formats made before it are kept."""
    own = polled.workspace / "templates/text/briefing.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text("{{ edition.title }}\n\n{% if %}\n", encoding="utf-8")
    told = polled.refuses(f"build morning --format html --format text --at {AT}")
    assert told.startswith("1 briefgen: templates/text/briefing.txt.j2:3: ")
    assert (polled.workspace / "out/morning/2021-12-28/index.html").is_file()


def test_debug_shows_the_traceback_and_the_line(polled: CommandLine, tmp_path: Path) -> None:
    """For whoever mends it."""
    (tmp_path / "taken").write_bytes(b"")
    ran = polled(f"build morning --format json --out {{out}} --debug --at {AT}", out=tmp_path / "taken")
    assert ran.status == 1
    assert "Traceback (most recent call last)" in ran.err
    assert ran.err.splitlines()[-1].startswith("briefgen: ")


def test_init_says_what_to_type_next(briefgen: CommandLine, tmp_path: Path) -> None:
    """Also where the folder's name has a space in it."""
    told = briefgen("init '{folder}'", folder=tmp_path / "news room").out
    line = told.partition("Next: ")[2]
    assert shlex.split(line) == ["briefgen", "--workspace", str(tmp_path / "news room"), "poll"]


def test_init_refuses_a_folder_with_files_in_the_way(briefgen: CommandLine, tmp_path: Path) -> None:
    """A file, too; nothing is overwritten."""
    assert briefgen.refuses("init {folder}", folder=briefgen.workspace).endswith("exists already; nothing was written")
    (tmp_path / "file").write_bytes(b"kept")
    assert briefgen.refuses("init {folder}", folder=tmp_path / "file").startswith("1 briefgen: cannot make the folder")
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_fault_of_our_own_is_one_line_too(briefgen: CommandLine, tmp_path: Path) -> None:
    """A saved edition that is nested without end is a fault nobody thought of."""
    (tmp_path / "edition.json").write_bytes(b"[" * 100_000)
    told = briefgen.refuses("render {edition} --format text", edition=tmp_path / "edition.json")
    assert told[0] in "12"


# general options --------------------------------------------------------------------------------------------------


def test_general_options_may_stand_anywhere(polled: CommandLine, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the command, after it, with an equals sign; the environment names the workspace as well."""
    folder = str(polled.workspace)
    expected = polled(f"stories --until {AT}").out
    for arguments in (
        ["stories", "--until", AT, "--workspace", folder],
        ["stories", f"--workspace={folder}", "--until", AT, "--verbose"],
        ["--debug", "stories", "--until", AT, "-v", "--workspace", folder],
    ):
        assert cli.main(arguments) == 0
        assert capsys.readouterr().out == expected


def test_the_environment_names_the_workspace(polled: CommandLine, tmp_path: Path) -> None:
    """Where no option does."""
    ran = run("stories", "--until", AT, workspace=tmp_path, env={"BRIEFGEN_WORKSPACE": str(polled.workspace)})
    assert (ran.status, ran.out.count("\n")) == (0, 3)


def test_a_build_without_its_json_says_that_it_cannot_be_sent(polled: CommandLine) -> None:
    """Else `send` would send whoever made it round in a circle."""
    assert "without json among the formats it is not kept" in polled(f"build morning --format text --at {AT}").out
    assert "in all formats" in polled.refuses("send morning --dry-run")


@pytest.mark.slow
def test_verbose_shows_the_nine_steps(polled: CommandLine) -> None:
    """With their numbers, on stderr."""
    steps = []
    for command in (f"poll --force --at {AT}", f"build morning --format text --at {AT}"):
        ran = run(*shlex.split(command), "--verbose", workspace=polled.workspace)
        assert ran.status == 0
        steps += [line.split("/9 ")[0] for line in ran.err.splitlines() if "/9 " in line]
    assert steps == ["1", "3", "4", "5", "6", "7", "8", "9"]


# as a program -----------------------------------------------------------------------------------------------------


def test_json_is_all_there_is_of_every_command(polled: CommandLine, tmp_path: Path) -> None:
    """On stdout one document, on stderr nothing; as a program in a pipe likewise. The demo: tests/test_demo.py."""
    saved = polled.workspace / "out" / "morning" / "2021-12-28" / "edition.json"
    for command in (
        f"poll --force --at {AT}",
        f"stories --until {AT}",
        f"build morning --format html --at {AT}",
        f"explain morning https://orontes.example/lavrov --at {AT}",
        f"build morning --format json --at {AT}",
        "render {saved} --format text",
        "init {fresh}",
        "db upgrade",
        "feeds list",
        "feeds check",
        "feeds export",
        "doctor",
    ):
        ran = polled(f"{command} --json", saved=saved, fresh=tmp_path / "fresh one")
        assert (ran.status, ran.err) == (0, ""), command
        assert isinstance(ran.document, dict)
    piped = run("build", "morning", "--format", "html", "--at", AT, "--json", workspace=polled.workspace)
    assert (piped.status, piped.err) == (0, "")
    assert piped.document["edition"] == "morning/2021-12-28"


def test_a_reader_who_leaves_early_is_no_error(polled: CommandLine) -> None:
    """``briefgen stories | head -1``."""
    for command in ("stories --json", "feeds list"):
        with subprocess.Popen(  # noqa: S603  our own program
            [*BRIEFGEN, *command.split()], cwd=polled.workspace, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            child.stdout.close()
            assert child.stderr.read() == b""
            assert child.wait(30) == 0, command


@pytest.fixture
def silent_server() -> Iterator[socket.socket]:
    """Listen, and never answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)
        yield server


@pytest.fixture
def hearing_ctrl_c() -> Iterator[None]:
    """Start programs that heed SIGINT, also where a shell has put the tests in the background and shut it out."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hearing_ctrl_c")
def test_ctrl_c_stops_with_130_and_one_line(tmp_path: Path, silent_server: socket.socket) -> None:
    """Amid a request that never ends."""
    address = f"http://127.0.0.1:{silent_server.getsockname()[1]}/rss.xml"
    workspace = a_newsroom(tmp_path, {}, addresses={"silent": address})
    with subprocess.Popen(  # noqa: S603  our own program
        [*BRIEFGEN, "poll"], cwd=workspace, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        connection, _ = silent_server.accept()
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
        connection.close()
    assert (child.returncode, out, err) == (130, b"", b"briefgen: stopped\n")


def on_a_terminal(*arguments: str, workspace: Path, all_of_it: bool = False) -> tuple[int, str]:
    """Run with a terminal of 80 columns as stderr, or as stdout too; return the status and what the terminal got."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    with subprocess.Popen(  # noqa: S603  our own program
        [*BRIEFGEN, *arguments],
        cwd=workspace,
        stdin=theirs,
        stdout=theirs if all_of_it else subprocess.PIPE,
        stderr=theirs,
        env={**environment, "TERM": "xterm"},
    ) as child:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # Linux ends a terminal whose other side is closed so
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    return child.returncode, shown.decode()


@pytest.mark.slow
def test_progress_is_shown_on_a_terminal_and_nowhere_else(briefgen: CommandLine) -> None:
    """In a pipe nothing but the result; with ``--json`` nothing on a terminal either."""
    status, shown = on_a_terminal("poll", "--at", AT, workspace=briefgen.workspace)
    assert status == 0
    assert "poll" in shown
    assert "3/3" in shown
    piped = run("poll", "--force", "--at", AT, workspace=briefgen.workspace)
    assert (piped.status, piped.err) == (0, "")
    assert on_a_terminal("poll", "--force", "--json", "--at", AT, workspace=briefgen.workspace) == (0, "")


@pytest.mark.slow
def test_nothing_is_wider_than_the_terminal_nor_cut_within_a_word(polled: CommandLine) -> None:
    """Tables and lists at 80 columns; in a pipe a line is a line."""
    name = "a-feed-of-a-long-name-that-somebody-gave-it"
    with (polled.workspace / "feeds/feeds.toml").open("a", encoding="utf-8") as feeds:
        feeds.write(f'\n[[feed]]\nid = "{name}"\ntitle = "Long"\npath = "saved/none.xml"\n')
    for command in ("feeds list", "feeds check", f"stories --until {AT}"):
        _, shown = on_a_terminal(*command.split(), workspace=polled.workspace, all_of_it=True)
        lines = re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", shown).splitlines()
        assert max(len(line.split("\r")[-1]) for line in lines) <= 80, command
    assert "  Lavrov arrives in Cairo for talks on grain shipments | Harbour\r\n" in shown
    assert polled(f"stories --until {AT}").out.count("\n") == 3


HOSTILE = "Lavrov \x1b[2J\x1b]0;owned\x07 in\x9b31m Cairo \u202etxet\u202c\r\x00"


def test_what_a_feed_says_never_commands_the_terminal(briefgen: CommandLine) -> None:
    """Control characters of titles and errors are printed as blanks; Persian joiners stay."""
    article = an_article(title=HOSTILE, url="https://orontes.example/1", feed="orontes", text="می‌گوید")
    other = an_article(id="a-2", title="می‌گوید", url="https://orontes.example/2", feed="orontes", text="")
    state = FeedState(feed="orontes", checked=PRESENT, failing_since=PRESENT, failures=1, error=HOSTILE)
    with Store.open(address_of(briefgen.workspace / "out/briefgen.db")) as store:
        store.save_poll(state, [article, other], PRESENT)
    shown = [
        briefgen(command)
        for command in (
            f"stories --until {AT}",
            f"explain morning https://orontes.example/1 --at {AT}",
            f"build morning --format json --at {AT}",
            "feeds list",
        )
    ]
    for ran in shown:
        assert ran.status == 0
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ran.out + ran.err)
    assert "می‌گوید" in shown[0].out


def test_what_a_user_typed_never_commands_the_terminal(briefgen: CommandLine) -> None:
    """Nor in an error."""
    told = briefgen.refuses("build {name}", name=Path("\x1b[2J"))
    assert "\x1b" not in told


@pytest.mark.slow
def test_letters_that_the_terminal_does_not_have_are_no_error(polled: CommandLine) -> None:
    """Question marks in the table; JSON stays whole."""
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with Store.open(address_of(polled.workspace / "out/briefgen.db")) as store:
        article = an_article(title="שר החוץ", url="https://orontes.example/1", feed="orontes", text="")
        store.save_poll(FeedState(feed="orontes"), [article], PRESENT)
    assert run("feeds", "list", workspace=polled.workspace, env=ascii_only).status == 0
    plain = run("stories", "--until", AT, workspace=polled.workspace, env=ascii_only)
    assert (plain.status, plain.err) == (0, "")
    assert "?" in plain.out
    found = run("stories", "--json", "--until", AT, workspace=polled.workspace, env=ascii_only).document
    assert "שר החוץ" in {story["headline"] for story in found["stories"]}


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    """So that it is instant."""
    code = (
        "import sys; from briefgen.cli import main; main(['--help']);"
        "print([m for m in ('sklearn', 'sqlalchemy', 'aiohttp', 'feedparser', 'rich', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_poll_needs_no_stop_words(tmp_path: Path) -> None:
    """Scikit-learn, which has them, takes a second and 80 MB: whoever only polls is spared both."""
    code = "import sys; import briefgen.pipeline; print('sklearn' in sys.modules)"
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_the_newsroom_of_these_tests_is_in_the_past() -> None:
    """What they call the present lies before the real one, so that ``poll`` without a time sees all of it."""
    assert datetime(2022, 1, 1, tzinfo=UTC) > PRESENT
    assert set(news()) == {"harbour-post", "levant-wire", "orontes"}
