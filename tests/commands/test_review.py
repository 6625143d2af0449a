"""``briefgen review``, ``correct`` and ``counts``: what they print, and their exit status."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.model.editing import Review
from briefgen.store import Store
from tests.factories import NOON, an_edition
from tests.newsroom import a_newsroom

EDITION = an_edition()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Make a workspace with an edition under review."""
    folder = a_newsroom(tmp_path / "newsroom")
    with Store.open(f"sqlite:///{folder}/out/briefgen.db") as store:
        store.save_edition(EDITION, NOON)
        moment = NOON + timedelta(minutes=20)
        review = Review(edition=EDITION.id, briefing="israel", state="open", opened=NOON, releases=moment)
        store.reviews.open(review, EDITION)
    return folder


@pytest.fixture
def store(workspace: Path) -> Iterator[Store]:
    """Open its store."""
    with Store.open(f"sqlite:///{workspace}/out/briefgen.db") as opened:
        yield opened


def run(workspace: Path, *words: str) -> int:
    """Run a command of the workspace."""
    return cli.main(["--workspace", str(workspace), *words])


def test_a_review_is_listed_shown_held_and_released(
    workspace: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """And once it is released, not again."""
    assert run(workspace, "review", "list") == 0
    assert capsys.readouterr().out == "israel/2021-12-28  goes out by itself 2021-12-27 12:20 UTC\n"
    assert run(workspace, "review", "hold", "israel", "2021-12-28", "--who", "Dana") == 0
    assert run(workspace, "review", "show", "israel", "2021-12-28") == 0
    told = capsys.readouterr().out
    assert "Dana: held" in told
    assert "s-0001  Ministers speak by phone as talks resume (1)" in told
    assert run(workspace, "review", "resume", "israel", "2021-12-28") == 0
    assert run(workspace, "review", "release", "israel", "2021-12-28") == 0
    assert store.edition(EDITION.id) == EDITION
    capsys.readouterr()
    assert run(workspace, "review", "release", "israel", "2021-12-28") == 2
    assert capsys.readouterr().err == "briefgen: israel/2021-12-28 is released already\n"
    assert run(workspace, "review", "show", "israel", "2021-12-28", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert [one["act"] for one in document["history"]] == ["opened", "held", "resumed", "released"]


def test_a_correction_says_how_many_readers_it_goes_to(
    workspace: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """And refuses a wording that does not stand there."""
    assert store.reviews.step(EDITION.id, "released", "Dana", NOON)
    given = ["correct", "israel", "2021-12-28", "--story", "s-0001"]
    assert run(workspace, *given, "--old", "never said", "--new", "x") == 2
    assert "does not stand in" in capsys.readouterr().err
    assert run(workspace, *given, "--old", "on Monday", "--new", "on Sunday", "--note", "Sorry.", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["edition"], document["readers"]) == ("israel/2021-12-28-correction-1", 0)
    assert (workspace / "out/israel/2021-12-28-correction-1/briefing.pdf").is_file()


def test_an_edition_that_has_no_review_or_counts_nothing_says_so(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line."""
    assert run(workspace, "review", "hold", "israel", "2021-12-29") == 2
    assert "has no review" in capsys.readouterr().err
    assert run(workspace, "counts", "israel", "2021-12-28") == 0
    assert "counts nothing" in capsys.readouterr().out
    assert run(workspace, "counts", "israel", "2021-12-29") == 2
