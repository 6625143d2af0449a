"""``briefgen bounces``: what it reads, what it prints, and its exit status."""

import io
import json
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.store import Store
from tests.deliver.returned import SENT, a_dsn, path
from tests.newsroom import a_newsroom
from tests.store.audience import a_plan, an_audience


class _Stdin(io.TextIOWrapper):
    """Bytes to be read."""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace with one reader."""
    monkeypatch.setenv("BRIEFGEN_SECRET", "a-secret-of-tests-that-is-long-enough")
    folder = a_newsroom(tmp_path / "newsroom")
    with Store.open(f"sqlite:///{folder}/out/briefgen.db") as store:
        an_audience(store, 1)
        store.ledger.plan(a_plan(), SENT)
    return folder


def test_a_message_on_stdin_is_taken_in_silence(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail server makes a bounce of whatever a program of an alias prints."""
    monkeypatch.setattr("sys.stdin", _Stdin(io.BytesIO(a_dsn("bounces@example.org"))))
    given = ["--workspace", str(workspace), "bounces", "-", "--recipient", path(1, 1)]
    assert cli.main(given) == 0
    with Store.open(f"sqlite:///{workspace}/out/briefgen.db") as store:
        assert store.suppressions.find("r0@example.org")


def test_a_mailbox_is_summed_up(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For people and for programs."""
    (workspace / "one.eml").write_bytes(a_dsn(path(1, 1)))
    assert cli.main(["--workspace", str(workspace), "bounces", "one.eml"]) == 0
    assert capsys.readouterr().out.splitlines() == ["1 message: 1 hard", "1 address suppressed"]
    assert cli.main(["--workspace", str(workspace), "bounces", "one.eml", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["messages"], document["hard"], document["suppressed"]) == (1, 1, 0)


def test_a_mail_server_is_asked_to_try_again_where_the_store_cannot_be_used(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit status 75; on 1 the bounce would be lost."""
    monkeypatch.setenv("BRIEFGEN_DATABASE_URL", f"sqlite:///{workspace}/feeds")
    monkeypatch.setattr("sys.stdin", _Stdin(io.BytesIO(a_dsn(path(1, 1)))))
    assert cli.main(["--workspace", str(workspace), "bounces", "-"]) == 75


def test_without_a_mailbox_or_a_secret_it_says_what_is_missing(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2."""
    assert cli.main(["--workspace", str(workspace), "bounces"]) == 2
    assert "BRIEFGEN_BOUNCES" in capsys.readouterr().err
    monkeypatch.delenv("BRIEFGEN_SECRET")
    assert cli.main(["--workspace", str(workspace), "bounces", "one.eml"]) == 2
    assert "BRIEFGEN_SECRET is not set" in capsys.readouterr().err
