"""``briefgen subscribers`` from the outside."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen import cli
from tests.deliver.test_smtp import Inbox, a_server
from tests.newsroom import a_newsroom

Run = Callable[..., tuple[int, str, str]]

LIST = """\
email,name,briefing,format,timezone,tier,confirmed
jane@example.org,Jane,morning,html,Asia/Tokyo,pro,yes
joe@example.org,Joe,morning,text,,,
joe@example.org,,sunday,,,,
nobody,,morning,,,,
"""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a newsroom; return its status, and what it said on both channels."""
    workspace = a_newsroom(tmp_path / "newsroom")
    for name in ("SMTP_URL", "SENDER", "PUBLIC_URL", "SECRET", "DATABASE_URL"):
        monkeypatch.delenv(f"BRIEFGEN_{name}", raising=False)

    def one(*words: str) -> tuple[int, str, str]:
        status = cli.main(["--workspace", str(workspace), "subscribers", *words])
        return (status, *capsys.readouterr())

    return one


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    """A mail server, and settings that name it."""
    with a_server(starttls=False) as running:
        monkeypatch.setenv("BRIEFGEN_SMTP_URL", f"smtp://127.0.0.1:{running.port}")
        monkeypatch.setenv("BRIEFGEN_SENDER", "Desk <desk@example.org>")
        monkeypatch.setenv("BRIEFGEN_PUBLIC_URL", "https://briefing.example")
        monkeypatch.setenv("BRIEFGEN_SECRET", "a secret of more than thirty-two characters")
        yield running


@pytest.fixture
def readers_csv(tmp_path: Path) -> str:
    """A list with one wrong line."""
    file = tmp_path / "readers.csv"
    file.write_text(LIST, encoding="utf-8")
    return str(file)


def test_a_list_is_stored_and_its_wrong_lines_are_told(run: Run, readers_csv: str) -> None:
    """Done again, it changes nothing."""
    status, out, err = run("import", readers_csv)
    assert (status, err) == (1, f"{readers_csv}:5: 'nobody' is not an address like name@example.org\n")
    unasked = (
        "1 reader must still confirm but could not be asked: `briefgen doctor` says why\n"
        "once that is mended, the same command asks them\n"
    )
    assert out == f"3 added\n{unasked}"
    assert run("import", readers_csv)[1] == f"3 unchanged\n{unasked}"

    listed = json.loads(run("list", "--json")[1])
    assert [(one["email"], one["briefing"], one["status"]) for one in listed["subscriptions"]] == [
        ("jane@example.org", "morning", "confirmed"),
        ("joe@example.org", "morning", "asked"),
        ("joe@example.org", "sunday", "asked"),
    ]
    assert listed["counts"]["morning"] == {"asked": 1, "confirmed": 1, "ended": 0}


def test_whom_a_list_did_not_come_to_is_asked_the_next_time(run: Run, readers_csv: str, inbox: Inbox) -> None:
    """A mail server that was away, and an address that it takes no mail for, keep nobody else from being asked."""
    with pytest.MonkeyPatch.context() as away:
        away.setenv("BRIEFGEN_SMTP_URL", "smtp://127.0.0.1:9")
        assert run("import", readers_csv)[0] == 1
    Path(readers_csv).write_text(
        "email,briefing\nnobody@example.org,morning\njoe@example.org,morning\njoe@example.org,sunday\n",
        encoding="utf-8",
    )
    status, out, err = run("import", readers_csv)
    assert (status, out) == (0, "1 added, 2 unchanged\n1 reader asked by mail to confirm\n")
    assert "nobody@example.org: not asked: the mail server refuses the reader: 550" in err
    assert [to for _, to, _ in inbox.taken] == [["joe@example.org"]]
    assert run("import", readers_csv) == (0, "3 unchanged\n", "")
    assert len(inbox.taken) == 1


def test_a_dry_run_stores_nothing(run: Run, readers_csv: str) -> None:
    """It tells of the same lines."""
    status, out, err = run("import", readers_csv, "--dry-run")
    assert (status, ":5: " in err) == (1, True)
    assert out == "3 lines right, 1 wrong; nothing was stored\n"
    status, out, err = run("import", readers_csv, "--dry-run", "--json")
    told = json.loads(out)
    assert (status, err, told["dry_run"], told["right"], told["wrong"][0]["line"]) == (1, "", True, 3, 5)
    assert json.loads(run("list", "--json")[1])["subscriptions"] == []


def test_where_there_is_nobody_yet_the_next_step_is_named(run: Run) -> None:
    """Instead of the head of an empty table."""
    assert "subscribers add ADDRESS --briefing ID" in run("list")[1]
    assert "teams save ID --seats N" in run("teams", "list")[1]
    assert run("suppressions", "list")[1] == "no address is suppressed\n"


def test_a_reader_who_was_forgotten_while_suppressed_is_erased_for_programs_too(run: Run) -> None:
    """His address alone was left: `--json` prints one document of that."""
    run("suppressions", "add", "jane@example.org")
    status, out, err = run("remove", "jane@example.org", "--erase", "--json")
    assert (status, json.loads(out), err) == (0, {"ended": [], "erased": True, "suppressed": False}, "")


def test_who_must_still_confirm_is_written_to_once(run: Run, readers_csv: str, inbox: Inbox) -> None:
    """One message for all that he was asked; none to whom somebody vouches for."""
    assert "1 reader asked by mail to confirm" in run("import", readers_csv)[1]
    run("import", readers_csv)
    ((_, to, mail),) = inbox.taken
    assert to == ["joe@example.org"]
    assert b"https://briefing.example/confirm/" in mail.replace(b"=\r\n", b"")


def test_what_is_exported_is_imported_again(run: Run, readers_csv: str, tmp_path: Path) -> None:
    """The file is for its owner's eyes."""
    run("import", readers_csv)
    out = tmp_path / "out.csv"
    assert run("export", "--out", str(out)) == (0, f"{out}: 3 lines\n", "")
    assert out.stat().st_mode & 0o777 == 0o600
    assert run("import", str(out))[1].startswith("3 unchanged\n")
    assert run("export")[1] == out.read_text(encoding="utf-8")


def test_one_reader_is_told_and_forgotten(run: Run, readers_csv: str) -> None:
    """GDPR: all that is stored, as JSON; then nothing but that somebody was."""
    run("import", readers_csv)
    told = json.loads(run("export", "JANE@example.org")[1])
    assert told["reader"]["email"] == "jane@example.org"
    assert [one["briefing"] for one in told["subscriptions"]] == ["morning"]
    assert run("remove", "jane@example.org", "--erase")[1] == "ended: morning\nthe reader is forgotten\n"
    status, _, err = run("export", "jane@example.org")
    assert (status, err) == (2, "briefgen: there is no reader 'jane@example.org'\n")


def test_a_reader_is_ended_for_one_briefing_or_for_all(run: Run, readers_csv: str) -> None:
    """A list does not bring him back; the address may be closed for good."""
    run("import", readers_csv)
    assert json.loads(run("remove", "joe@example.org", "--briefing", "sunday", "--json")[1])["ended"] == ["sunday"]
    assert run("remove", "joe@example.org", "--never")[1] == "ended: morning\nthe address gets nothing any more\n"
    assert run("import", readers_csv)[1] == "1 unchanged, 2 suppressed\n"
    assert run("remove", "joe@example.org", "--briefing", "sunday", "--erase")[0] == 2


def test_what_is_suppressed_can_be_seen_and_lifted(run: Run, readers_csv: str) -> None:
    """Also of an address that no reader has; of an erased one a hash is left."""
    run("import", readers_csv)
    assert run("suppressions", "add", "nobody@example.org")[1] == "nobody@example.org gets nothing any more\n"
    assert run("suppressions", "add", "JOE@example.org")[0] == 0
    assert run("suppressions", "add", "joe@example.org")[1] == "joe@example.org got nothing already\n"
    assert "JOE@example.org" in run("suppressions", "list")[1]
    assert run("suppressions", "lift", "joe@example.org")[0] == 0
    assert run("suppressions", "lift", "joe@example.org")[0] == 2
    assert run("suppressions", "lift", "joe")[0] == run("suppressions", "add", "joe")[0] == 2
    assert run("remove", "nobody@example.org", "--erase")[0] == 0
    (one,) = json.loads(run("suppressions", "list", "--json")[1])["suppressions"]
    assert (one["email"], one["reason"], len(one["mark"])) == ("", "asked", 32)
    assert f"(erased) {one['mark'][:12]}" in run("suppressions", "list")[1]
    assert run("remove", "stranger@example.org", "--erase")[0] == run("remove", "x", "--erase")[0] == 2


def test_one_reader_is_added_with_a_seat(run: Run) -> None:
    """The team must be there."""
    words = ("add", "kim@example.org", "--briefing", "morning", "--team", "desk", "--confirmed", "--format", "text")
    assert run(*words)[0] == 2
    assert run("teams", "save", "desk", "--seats", "1", "--name", "News desk")[1] == "desk: 1 seat\n"
    assert run(*words) == (0, "1 added\n", "")
    run("add", "lee@example.org", "--briefing", "morning", "--briefing", "sunday", "--confirmed")
    joined = "lee@example.org is in desk\nits 1 seat went to those before him: `teams save` gives it more\n"
    assert run("teams", "join", "desk", "lee@example.org")[1] == joined
    assert run("teams", "join", "desk", "kim@example.org")[1] == "kim@example.org is in desk\n"
    (team,) = json.loads(run("teams", "list", "--json")[1])["teams"]
    assert team == {"id": "desk", "name": "News desk", "seats": 1, "tier": "pro", "members": 2}
    assert "News desk" in run("teams", "list")[1]
    assert run("teams", "leave", "lee@example.org")[0] == 0
    assert run("teams", "remove", "desk")[0] == 0
    assert run("teams", "remove", "desk")[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ("add", "kim", "--briefing", "morning"),
        ("add", "kim@example.org", "--briefing", "evening"),
        ("add", "kim@example.org", "--briefing", "morning", "--format", "exe"),
        ("add", "kim@example.org", "--briefing", "morning", "--tier", "gold"),
        ("add", "kim@example.org", "--briefing", "morning", "--timezone", "Mars/Sea"),
        ("import", "/nowhere/readers.csv"),
        ("remove", "kim@example.org"),
        ("teams", "save", "desk", "--seats", "1", "--tier", "gold"),
        ("teams", "join", "desk", "kim@example.org"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(run: Run, words: tuple[str, ...]) -> None:
    """And nothing is stored."""
    status, out, err = run(*words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert json.loads(run("list", "--json")[1])["subscriptions"] == []


def test_people_see_a_table(run: Run, readers_csv: str) -> None:
    """With how many each briefing has."""
    run("import", readers_csv)
    out = run("list")[1]
    assert "jane@example.org" in out
    assert "morning: 1 confirmed, 1 asked, 0 ended" in out
    assert "jane@example.org" not in run("list", "--briefing", "sunday")[1]
