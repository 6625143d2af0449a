"""``briefgen actors suggest``: what it prints where, and its exit status."""

import json
from pathlib import Path

import pytest

from briefgen import cli
from tests.newsroom import AT, a_newsroom, item, rss

NAMES = ("Serguey Lavroff arrived in Cairo.", "Yesterday Serguey Lavroff met someone of Egypt and Gary Newman.")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Make a workspace that has polled two reports with another spelling of a tracked name."""
    folder = a_newsroom(tmp_path / "newsroom")
    news = [item(f"Visit {n}", text) for n, text in enumerate(NAMES)]
    (folder / "feeds/saved/orontes.xml").write_bytes(rss(*news))
    assert cli.main(["--workspace", str(folder), "poll", "--at", AT]) == 0
    return folder


def test_people_get_a_table_with_the_line_to_add(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is written."""
    before = (workspace / "feeds/actors.toml").read_text(encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["--workspace", str(workspace), "actors", "suggest", "--at", AT]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert 'lavrov  en = ["Serguey Lavroff"]' in out
    assert out.endswith("looked through; nothing was added\n")
    assert (workspace / "feeds/actors.toml").read_text(encoding="utf-8") == before


def test_programs_get_one_document(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With counts, an example and the line."""
    capsys.readouterr()
    assert cli.main(["--workspace", str(workspace), "actors", "suggest", "--at", AT, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [(one["actor"], one["spelling"], one["articles"]) for one in document["spellings"]] == [
        ("lavrov", "Serguey Lavroff", 2)
    ]
    assert document["spellings"][0]["toml"] == 'en = ["Serguey Lavroff"]'
    assert document["rising"] == []


def test_an_empty_period_is_refused_in_one_line(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2."""
    capsys.readouterr()
    assert (
        cli.main(["--workspace", str(workspace), "actors", "suggest", "--at", AT, "--since", "2022-01-01T00:00Z"]) == 2
    )
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
