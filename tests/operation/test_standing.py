"""How things stand, for people and programs, while a scheduler runs and while none does."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.commands.status_tables import show_standing
from briefgen.model.delivery import Outcome, Plan, Wanted
from briefgen.model.editing import Review, ReviewState
from briefgen.model.feed import FeedState
from briefgen.operation.standing import Standing, as_document, span, standing
from tests.factories import an_edition
from tests.newsroom import feeds_toml
from tests.operation.newsday import HOUR, MINUTE, Desk, a_desk, at_work
from tests.store.audience import a_reader, a_subscription

#: Friday, 06:00 in Berlin.
SIX = datetime(2026, 3, 27, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Write a workspace with a daily and a weekly."""
    return a_desk(tmp_path / "desk")


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """Name a store that only one test has."""
    return f"sqlite:///{tmp_path}/briefgen.db"


def seen(desk: Desk) -> Standing:
    """Return how things stand on a desk."""
    return standing(desk.operation.config, desk.operation.store, desk.clock())


def test_what_comes_next_is_told_by_local_time(workspace: Path, sqlite: str) -> None:
    """The earliest first; in how long."""
    with at_work(workspace, sqlite, SIX - HOUR) as desk:
        document = as_document(seen(desk))
    assert document["state"] == "well"
    assert document["next"][0] == {
        "briefing": "morning",
        "date": "2026-03-27",
        "due": "2026-03-27T05:00:00Z",
        "local": "2026-03-27T06:00+01:00",
        "made_at": "2026-03-27T05:00:00Z",
        "seconds": 3600,
    }
    assert document["next"][1]["local"] == "2026-03-27T14:00+00:00"


def test_the_lag_of_an_edition_is_measured_to_its_last_reader(workspace: Path, sqlite: str) -> None:
    """Due, made, first sent, all sent."""
    with at_work(workspace, sqlite, SIX - HOUR) as desk:
        desk.jump(SIX + 20 * SECOND)
        store = desk.operation.store
        for name in ("a", "b", "c"):
            a_subscription(store, a_reader(store, f"{name}@example.org"), "morning")
        store.ledger.plan(Plan(edition="morning/2026-03-27", briefing="morning", date=date(2026, 3, 27)), SIX)
        run = store.runs.start("sender", SIX)
        claimed = store.ledger.step(run, (), Wanted(edition="morning/2026-03-27", most=3), SIX + 30 * SECOND)
        first, second, third = (Outcome(mailing=r.mailing, subscriber=r.subscriber, state="sent") for r in claimed)
        store.ledger.step(run, [first], None, SIX + 40 * SECOND)
        (went,) = seen(desk).went
        assert (went.made_after, went.first_after, went.last_after) == (20 * SECOND, 40 * SECOND, None)
        store.ledger.step(run, [second, third], None, SIX + 90 * SECOND)
        (last,) = as_document(seen(desk))["last"]
        assert last["lag"] == {"made": 20, "first_sent": 40, "all_sent": 90}
        assert last["deliveries"]["sent"] == 3


@pytest.mark.parametrize(
    ("state", "said"),
    [("open", "under review"), ("held", "held by its editors"), ("withdrawn", "withdrawn by its editors")],
)
def test_an_edition_that_editors_have_is_not_called_unsent(
    workspace: Path, sqlite: str, capsys: pytest.CaptureFixture[str], state: ReviewState, said: str
) -> None:
    """Who looks at the status should know that somebody has it in hand."""
    with at_work(workspace, sqlite, SIX - HOUR) as desk:
        desk.jump(SIX)
        edition = an_edition(id="morning/2026-03-27")
        review = Review(edition=edition.id, briefing="morning", state="open", opened=SIX, releases=SIX + HOUR)
        assert desk.operation.store.reviews.open(review, edition)
        if state != "open":
            desk.operation.store.reviews.step(edition.id, state, "Dana", SIX)
        found = seen(desk)
        show_standing(found, as_json=False)
        assert said in capsys.readouterr().out
        assert as_document(found)["last"][0]["review"] == state


def test_it_says_plainly_when_nothing_runs(workspace: Path, sqlite: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first start, and after the last."""
    with at_work(workspace, sqlite, SIX - HOUR) as desk:
        config, store = desk.operation.config, desk.operation.store
        show_standing(seen(desk), as_json=False)
        assert capsys.readouterr().out.startswith("a scheduler is alive: process ")
        store.runs.end(desk.operation.run, SIX)
        found = standing(config, store, SIX + 5 * MINUTE)
        assert found.state == "down"
        show_standing(found, as_json=False)
        assert capsys.readouterr().out.startswith("NO SCHEDULER IS ALIVE (the last gave a sign 5 min ago)")


def test_what_failed_what_was_skipped_and_which_feeds_are_told(
    workspace: Path, sqlite: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the reason of each."""
    template = workspace / "templates/briefings/morning/text.txt.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ no_such_thing }}")
    (workspace / "feeds/feeds.toml").write_text(feeds_toml({"rehov": "https://rehov.example/rss"}))
    with at_work(workspace, sqlite, SIX - HOUR) as desk:
        desk.jump(SIX)
        store = desk.operation.store
        store.due.skip("sunday", date(2026, 3, 20), SIX - 100 * HOUR, "nothing ran", SIX)
        address = "https://rehov.example/rss"
        state = FeedState(
            feed="rehov", configured=address, failures=9, failing_since=SIX - 50 * HOUR, error="HTTP 500", checked=SIX
        )
        store.save_poll(state, (), SIX)
        document = as_document(seen(desk))
        assert document["state"] == "troubled"
        assert [(one["briefing"], one["state"]) for one in document["errors"]] == [
            ("morning", "failed"),
            ("sunday", "skipped"),
        ]
        assert document["feeds"]["failing"] == [
            {"feed": "Rehov", "since": "2026-03-25T03:00:00Z", "reason": "HTTP 500"}
        ]
        show_standing(seen(desk), as_json=False)
        said = capsys.readouterr().out
        assert "no_such_thing" in said
        assert "HTTP 500" in said


def test_a_memo_waits_for_a_text(workspace: Path, sqlite: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It has no hour."""
    memo = (workspace / "feeds/briefings/sunday.toml").read_text().replace('"sunday"', '"memo"') + 'kind = "memo"\n'
    (workspace / "feeds/briefings/memo.toml").write_text(memo)
    with at_work(workspace, sqlite, SIX) as desk:
        show_standing(seen(desk), as_json=False)
    assert "when a text is there" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "0 s"),
        (8, "8 s"),
        (119, "119 s"),
        (120, "2 min"),
        (7_199, "119 min"),
        (11_100, "3 h 05 min"),
        (187_200, "2 d 4 h"),
    ],
)
def test_lengths_of_time_are_said_as_people_do(seconds: int, said: str) -> None:
    """Never with more than two units."""
    assert span(timedelta(seconds=seconds)) == said


def test_the_command_reads_the_store_of_the_workspace(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As text and as one JSON document."""
    assert cli.main(["--workspace", str(workspace), "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "down"
    assert cli.main(["--workspace", str(workspace), "status"]) == 0
    assert "NO SCHEDULER IS ALIVE (none ever was)" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["run", "serve"])
def test_the_unit_file_is_one_that_systemd_takes(
    workspace: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """``systemd-analyze verify`` finds nothing, where it is installed; what is written elsewhere is named."""
    (workspace / ".env").write_text(
        "BRIEFGEN_BOUNCES=/var/mail/bounces\nBRIEFGEN_DATABASE_URL=sqlite:////srv/news/b.db\n"
    )
    assert cli.main(["--workspace", str(workspace), command, "--unit"]) == 0
    said = capsys.readouterr().out
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    assert f"ExecStart={python} -m briefgen --workspace {workspace} {command}\n" in said
    assert "RestartPreventExitStatus=2\n" in said
    assert f"ReadWritePaths={workspace} -/srv/news -/var/mail/bounces\n" in said
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not installed")
    unit = workspace / "briefgen.service"
    unit.write_text(said)
    found = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False)  # noqa: S603  its own words
    assert "briefgen.service" not in found.stderr


def test_what_failed_before_an_edition_that_went_well_troubles_nobody(workspace: Path, sqlite: str) -> None:
    """It is listed for a week; the last one of a briefing counts, and what it lacks."""
    with at_work(workspace, sqlite, SIX - HOUR) as desk:
        store = desk.operation.store
        taken = store.due.claim("morning", date(2026, 3, 26), SIX - 24 * HOUR, desk.operation.run, SIX - 24 * HOUR)
        assert taken is not None
        store.due.failed(taken, "no room", None, SIX - 24 * HOUR)
        assert seen(desk).state == "troubled"
        desk.jump(SIX)
        assert (seen(desk).state, len(seen(desk).wrong)) == ("well", 1)
        store.due.lacks("morning/2026-03-27", "pdf: too slow", SIX + HOUR)
        found = seen(desk)
        assert found.state == "troubled"
        show_standing(found, as_json=False)


def test_the_last_sign_of_a_scheduler_is_found_behind_many_senders(workspace: Path, sqlite: str) -> None:
    """Each edition that is sent has a run of its own."""
    with at_work(workspace, sqlite, SIX - HOUR) as desk:
        store = desk.operation.store
        store.runs.end(desk.operation.run, SIX - HOUR)
        for _ in range(60):
            store.runs.end(store.runs.start("sender", SIX), SIX)
        assert seen(desk).last_seen == SIX - HOUR
