"""``briefgen lint``: what it prints where, and its exit status."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefgen import cli
from tests.lint.documents import GOOD_PAGE, changed
from tests.test_linting import an_out

BAD_PAGE = changed(GOOD_PAGE, "</main>", '<img src="ships.png"></main>')
DOUBTFUL_PAGE = changed(GOOD_PAGE, "org/cranes", "org/cranes?utm_source=x")


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of which only out/ matters, and the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BRIEFGEN_WORKSPACE", raising=False)
    an_out(tmp_path, "harbour/2021-12-28")
    return tmp_path


def lint(captured: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command; return its exit status and what it printed."""
    captured.readouterr()
    status = cli.main(["lint", *arguments])
    out, err = captured.readouterr()
    return status, out, err


def test_a_clean_edition_is_told_in_one_line(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the size of its email under the ceiling; notes are counted."""
    assert harbour.is_dir()
    status, out, err = lint(capsys)
    assert (status, err) == (0, "")
    assert re.fullmatch(
        r"harbour/2021-12-28: clean, \d+ notes \(--notes shows them\) · email 1\.\d of 100 KiB · page 1 KiB\n", out
    )


def test_an_error_is_a_line_as_linters_print_it(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File, line, column, level, rule, what is wrong, what would be right; and the status is 1."""
    an_out(harbour, "port/2021-12-28", page=BAD_PAGE)
    status, out, err = lint(capsys)
    line = BAD_PAGE.splitlines().index('<img src="ships.png"></main>') + 1
    assert (status, err) == (1, "")
    assert out.splitlines()[1] == (
        f"out/port/2021-12-28/index.html:{line}:1: error[alt-missing]: image without alt text: “ships.png” "
        "— say in alt what the image tells; alt='' for decoration"
    )
    assert out.splitlines()[2].startswith("port/2021-12-28: 1 error, 0 warnings, ")
    assert out.splitlines()[3].startswith("2 editions: 1 error, 0 warnings, ")
    assert lint(capsys, "harbour")[0] == 0


def test_warnings_count_where_one_is_strict(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Else they are told only."""
    an_out(harbour, "port/2021-12-28", page=DOUBTFUL_PAGE)
    status, out, _ = lint(capsys, "port")
    assert status == 0
    assert "warning[link-tracking]: utm_source in" in out
    assert lint(capsys, "port", "--strict")[0] == 1
    assert lint(capsys, "harbour", "--strict")[0] == 0


def test_notes_are_shown_where_they_are_wanted(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And only there."""
    assert harbour.is_dir()
    assert "note[" not in lint(capsys)[1]
    assert "note[client-partial]: Gmail does without" in lint(capsys, "--notes")[1]


def test_json_is_one_document_with_everything(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Notes too, places as numbers, sizes in bytes."""
    an_out(harbour, "port/2021-12-28", page=BAD_PAGE)
    status, out, err = lint(capsys, "port", "--json")
    document: dict[str, Any] = json.loads(out)
    assert (status, err) == (1, "")
    [edition] = document["editions"]
    assert edition["edition"] == "port/2021-12-28"
    assert edition["counts"] == document["counts"]
    assert document["counts"]["errors"] == 1
    assert edition["measures"]["page"] == len(BAD_PAGE.encode())
    assert edition["measures"]["email_ceiling"] == 102_400
    [error] = [finding for finding in edition["findings"] if finding["level"] == "error"]
    assert {"file", "line", "column", "rule", "level", "message", "help"} == set(error)


def test_clients_may_be_chosen(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the command line, or once and for all in the theme."""
    theme = harbour / "templates" / "theme.toml"
    theme.parent.mkdir()
    theme.write_text('[lint]\nclients = ["gmx"]\n', encoding="utf-8")
    assert "dir attribute fails in GMX" in lint(capsys)[1]
    assert "warning" not in lint(capsys, "--clients", "apple-mail, gmail.ios")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("port",), "there is no edition of 'port' in out; `briefgen build` writes one"),
        (("--edition", "2020-01-01"), "there is no edition 2020-01-01 in out; `briefgen build` writes one"),
        (("--clients", "gmial"), "there is no email client 'gmial'; there are aol,"),
        (("out/harbour",), "'out/harbour' is no id of a briefing; --out DIR says where editions lie"),
        (("--fix",), "No such option: --fix"),
    ],
)
def test_wrong_usage_is_told_in_one_line(
    harbour: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    """Status 2, nothing on stdout."""
    assert harbour.is_dir()
    status, out, err = lint(capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """By what it looks at, for people and for programs."""
    status, out, _ = lint(capsys, "--rules")
    assert status == 0
    assert re.search(r"^  alt-missing +error +an image has no alt text, a drawing no title$", out, re.MULTILINE)
    document = json.loads(lint(capsys, "--rules", "--json")[1])
    assert {"rule", "level", "of", "what", "help"} == set(document["rules"][0])
    assert len(document["rules"]) == len(re.findall(r"^  [a-z0-9-]+ +(?:error|warning|note) ", out, re.MULTILINE))
