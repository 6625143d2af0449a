"""``briefgen doctor``: a fit machine is called fit, what is wrong is named."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.deliver.records import published_problem
from briefgen.examination import Examined, examine
from briefgen.store import Store
from tests.deliver.test_dkim import a_key
from tests.deliver.test_records import a_name_server
from tests.deliver.test_smtp import a_server
from tests.newsroom import DAILY, a_newsroom

NOW = datetime(2027, 3, 1, 6, tzinfo=UTC)
PAGES = {"BRIEFGEN_PUBLIC_URL": "https://briefing.example", "BRIEFGEN_SECRET": "s" * 32}
SENDER = {"BRIEFGEN_SENDER": "News <news@example.org>"}


def found(
    workspace: Path, environ: dict[str, str] | None = None, now: datetime = NOW, *, names: int = 9
) -> dict[str, Examined]:
    """Examine a workspace; return the findings by what was looked at. ``names`` is the port of a name server."""
    ask = partial(published_problem, servers=["127.0.0.1"], port=names, patience=2)
    return {finding.what: finding for finding in examine(workspace, environ or {}, now, ask=ask)}


def a_sender(server: str) -> dict[str, str]:
    """Return settings of who sends signed mail by way of a server."""
    key = {"BRIEFGEN_DKIM_KEY": a_key().pem, "BRIEFGEN_DKIM_SELECTOR": "briefgen"}
    return {"BRIEFGEN_SMTP_URL": f"smtp://{server}"} | SENDER | key


def wrong(findings: dict[str, Examined]) -> set[str]:
    """Return what is wrong."""
    return {what for what, finding in findings.items() if finding.verdict == "wrong"}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Make a workspace in which everything is right."""
    return a_newsroom(tmp_path)


def test_a_healthy_workspace_is_all_right(workspace: Path) -> None:
    """Native libraries, fonts, configuration, database, disk, clock, mail."""
    with a_server(starttls=False) as inbox, a_name_server(a_key().record) as names:
        findings = found(workspace, a_sender(f"127.0.0.1:{inbox.port}") | PAGES, names=names)
    assert set(findings) == {
        "Python",
        "clock",
        "fonts",
        "PDF",
        "configuration",
        "database",
        "out",
        "disk",
        "scheduler",
        "mail",
        "signatures",
        "bounces",
        "web pages",
        "language model",
    }
    assert {finding.verdict for finding in findings.values()} == {"right"}, findings
    assert findings["configuration"].said == "3 feeds, 4 actors, 2 topics, briefings morning, sunday"
    assert findings["PDF"].said.startswith("can be printed")
    assert findings["mail"].said == (
        f"127.0.0.1:{inbox.port} takes it in the clear, on this machine, as News <news@example.org>"
    )
    assert inbox.taken == []
    assert findings["signatures"].said == (
        "briefgen._domainkey.example.org in the DNS goes with the key (RSA, 2048 bits)"
    )


def test_a_second_look_finds_the_same(workspace: Path) -> None:
    """The first one left nothing behind that matters."""
    first = found(workspace)
    second = found(workspace)
    assert {k: v for k, v in first.items() if k != "disk"} == {k: v for k, v in second.items() if k != "disk"}
    assert [p.name for p in (workspace / "out").iterdir() if "briefgen.db" not in p.name] == []


def test_without_a_secret_nobody_can_subscribe(workspace: Path) -> None:
    """Which is said; one that is too short is a mistake of the settings."""
    pages = found(workspace, {"BRIEFGEN_PUBLIC_URL": "https://briefing.example"})["web pages"]
    assert (pages.verdict, pages.said.split(",")[0]) == ("doubtful", "BRIEFGEN_SECRET not set")
    assert "at least 32" in found(workspace, {"BRIEFGEN_SECRET": "short"})["workspace"].said


def test_without_mail_settings_nothing_is_wrong_but_nothing_can_be_sent(workspace: Path) -> None:
    """What is missing is named, what is secret is not shown."""
    mail = found(workspace, {"BRIEFGEN_SMTP_URL": "smtp://user:hunter2@mail.example.org:587"})["mail"]
    assert (mail.verdict, mail.said) == ("doubtful", "BRIEFGEN_SENDER not set, so nothing can be sent")


def test_a_mail_server_that_takes_nothing_and_a_key_that_nobody_can_check_are_named(workspace: Path) -> None:
    """In one line each, without a secret; an edition would find out at six in the morning."""
    with a_server(starttls=False) as inbox:
        port = inbox.port
    with a_name_server() as names:
        findings = found(workspace, a_sender(f"user:hunter2@127.0.0.1:{port}"), names=names)
    assert (findings["mail"].verdict, findings["mail"].said) == ("wrong", f"127.0.0.1:{port}: Connection refused")
    assert findings["signatures"].verdict == "wrong"
    assert findings["signatures"].said == (
        f"the DNS has no TXT record briefgen._domainkey.example.org: it must be {a_key().record}"
    )


def test_a_mailbox_of_bounces_is_opened_and_nothing_is_taken_from_it(workspace: Path) -> None:
    """A Maildir keeps what is new in it; one that is not there is named."""
    for name in ("cur", "new", "tmp"):
        (workspace / "returned" / name).mkdir(parents=True)
    waiting = workspace / "returned" / "new" / "1.host"
    waiting.write_bytes(b"Subject: Undelivered\n\n")
    box = found(workspace, {"BRIEFGEN_BOUNCES": "returned"})["bounces"]
    assert box.verdict == "right"
    assert waiting.exists()
    box = found(workspace, {"BRIEFGEN_BOUNCES": "elsewhere"})["bounces"]
    assert box.verdict == "wrong"
    assert "elsewhere cannot be read" in box.said


def test_all_mistakes_of_the_configuration_are_told(workspace: Path) -> None:
    """And the rest is examined all the same."""
    briefings = workspace / "feeds/briefings"
    (briefings / "morning.toml").write_text(DAILY.replace("daily", "hourly").replace("Asia", "Asien"), encoding="utf-8")
    findings = found(workspace)
    assert wrong(findings) == {"configuration"}
    assert [line.split(": ")[0] for line in findings["configuration"].said.splitlines()] == [
        "feeds/briefings/morning.toml:4",
        "feeds/briefings/morning.toml:5",
    ]


def test_a_damaged_database_is_named(workspace: Path) -> None:
    """With its file."""
    (workspace / "out/briefgen.db").write_bytes(b"no database " * 500)
    findings = found(workspace)
    assert wrong(findings) == {"database"}
    assert "briefgen.db" in findings["database"].said


def test_an_out_that_cannot_be_written_is_named(workspace: Path, tmp_path: Path) -> None:
    """A file where the folder should be; the database, elsewhere, is right."""
    (workspace / "out").rmdir()
    (workspace / "out").write_bytes(b"")
    findings = found(workspace, {"BRIEFGEN_DATABASE_URL": f"sqlite:///{tmp_path}/elsewhere.db"})
    assert wrong(findings) == {"out"}
    assert "/out cannot be written" in findings["out"].said


def test_an_out_that_does_not_exist_yet_is_right(workspace: Path, tmp_path: Path) -> None:
    """A build would make it."""
    (workspace / "out").rmdir()
    assert wrong(found(workspace, {"BRIEFGEN_DATABASE_URL": f"sqlite:///{tmp_path}/elsewhere.db"})) == set()


def test_a_clock_that_shows_a_day_long_past_is_named(workspace: Path) -> None:
    """A machine without a battery begins in 1970."""
    findings = found(workspace, now=datetime(1970, 1, 1, tzinfo=UTC))
    assert wrong(findings) == {"clock"}


def test_a_wrong_environment_is_told_without_its_secrets(workspace: Path) -> None:
    """What the machine can do is told all the same."""
    findings = found(workspace, {"BRIEFGEN_DATABASE_URL": "mysql://root:hunter2@db/news"})
    assert wrong(findings) == {"workspace"}
    assert "hunter2" not in str(findings)
    assert findings["PDF"].verdict == "right"


def test_a_folder_that_is_no_workspace_is_named(tmp_path: Path) -> None:
    """The machine is examined all the same."""
    findings = found(tmp_path)
    assert wrong(findings) == {"workspace"}
    assert "is not a workspace" in findings["workspace"].said


def test_the_exit_status_is_1_if_something_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each finding; a mistake's second line is set in."""
    workspace = a_newsroom(tmp_path, daily=DAILY.replace("daily", "hourly").replace("Asia", "Asien"))
    assert cli.main(["doctor", "--workspace", str(workspace)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("✗ configuration: feeds/briefings/morning.toml:4: ") for line in lines)
    assert any(line.startswith("  feeds/briefings/morning.toml:5: ") for line in lines)
    (workspace / "feeds/briefings/morning.toml").write_text(DAILY, encoding="utf-8")
    assert cli.main(["doctor", "--workspace", str(workspace)]) == 0


def test_a_language_model_is_looked_at_without_being_asked(workspace: Path) -> None:
    """None is needed; one that is half configured is doubtful; the key and the address are not shown."""
    assert found(workspace)["language model"] == Examined(
        what="language model", verdict="right", said="none is configured, and none is needed"
    )
    half = {"BRIEFGEN_LLM_URL": "https://hidden.example.org/v1", "BRIEFGEN_LLM_KEY": "sk-hunter2"}
    doubtful = found(workspace, half)["language model"]
    assert (doubtful.verdict, doubtful.said) == ("doubtful", "BRIEFGEN_LLM_MODEL not set, so none is used")
    whole = found(workspace, {**half, "BRIEFGEN_LLM_MODEL": "small"})["language model"]
    assert (whole.verdict, whole.said) == ("right", 'small, for briefings with model = "select" or "rewrite"')


def test_a_scheduler_that_lives_is_named_and_its_clock_compared(workspace: Path) -> None:
    """One whose signs come from the future would take others for dead."""
    assert found(workspace)["scheduler"].said == "none is alive; `briefgen run` starts one"
    with Store.open(f"sqlite:///{workspace}/out/briefgen.db") as store:
        run = store.runs.start("scheduler", NOW)
        finding = found(workspace, now=NOW + timedelta(seconds=9))["scheduler"]
        assert finding.verdict == "right"
        assert finding.said.startswith(f"process {run.process} on ")
        assert finding.said.endswith("last sign 9 s ago")
        finding = found(workspace, now=NOW - timedelta(minutes=2))["scheduler"]
        assert (finding.verdict, "120 s ahead" in finding.said) == ("wrong", True)
