"""``briefgen send`` and ``briefgen deliveries``: what they print where, what they leave behind, their exit status."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from briefgen.commands.opening import present
from briefgen.model.delivery import Outcome, Plan, Wanted
from briefgen.model.editing import Review
from briefgen.model.reader import ReaderLine
from briefgen.store import Store
from tests.factories import NOON, an_edition
from tests.mail.counting import Mailboxes, counting_mailboxes
from tests.mail.postfix import a_free_port
from tests.newsroom import a_newsroom
from tests.test_cli import CommandLine

EDITION = "morning/2021-12-28"


@pytest.fixture
def mailboxes() -> Iterator[Mailboxes]:
    """Return a mail server."""
    with counting_mailboxes(Controller) as lent:
        yield lent


@pytest.fixture
def briefgen(
    tmp_path: Path, mailboxes: Mailboxes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """Return the command line in a newsroom that has an edition, four readers, and a mail server."""
    workspace = a_newsroom(tmp_path / "newsroom")
    for name, value in an_environment(mailboxes.port).items():
        monkeypatch.setenv(name, value)
    edition = an_edition()
    masthead = replace(edition.briefing, id="morning", title="Morning Briefing")
    with open_store(workspace) as store:
        store.save_edition(replace(edition, id=EDITION, briefing=masthead), NOON)
    subscribe(workspace, "a@readers.example", "b@readers.example", "c@readers.example")
    subscribe(workspace, "text@readers.example", format="text")
    return CommandLine(workspace, capsys)


def an_environment(port: int) -> dict[str, str]:
    """Return the settings of the newsroom."""
    return {
        "BRIEFGEN_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "BRIEFGEN_SENDER": "Desk <desk@news.example>",
        "BRIEFGEN_PUBLIC_URL": "https://news.example",
        "BRIEFGEN_SECRET": "not a secret, but long enough for one",
        "BRIEFGEN_SMTP_CONNECTIONS": "2",
    }


def open_store(workspace: Path) -> Store:
    """Return the newsroom's store."""
    return Store.open(f"sqlite:///{workspace}/out/briefgen.db")


def subscribe(workspace: Path, *readers: str, confirmed: bool = True, format: str = "html") -> None:  # noqa: A002  its name
    """Store readers of the morning briefing."""
    with open_store(workspace) as store:
        lines = [
            ReaderLine(
                line=n,
                email=email,
                briefing="morning",
                confirmed=confirmed,
                format="text" if format == "text" else "html",
            )
            for n, email in enumerate(readers, start=2)
        ]
        store.readers.import_lines(lines, "list", NOON)


def in_doubt(workspace: Path) -> None:
    """Leave what a sender leaves who saw a connection break after the message."""
    with open_store(workspace) as store:
        store.ledger.plan(Plan(edition=EDITION, briefing="morning", date=an_edition().date), present())
        run = store.runs.start("sender", present())
        (row,) = store.ledger.step(run, [], Wanted(edition=EDITION, most=1), present())
        lost = Outcome(mailing=row.mailing, subscriber=row.subscriber, state="doubtful", words="it hung up")
        store.ledger.step(run, [lost], None, present())
        store.runs.end(run, present())


def test_an_edition_goes_to_its_readers_once(briefgen: CommandLine, mailboxes: Mailboxes) -> None:
    """The latest, if no date is given; the second time nothing is left to do."""
    ran = briefgen("send morning")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{EDITION}: 4 sent; 4 sent in all\n"
    assert briefgen("send morning --edition 2021-12-28").out == f"{EDITION}: nothing was left to send; 4 sent in all\n"
    assert briefgen("deliveries morning 2021-12-28 --settle sent").out == f"{EDITION}: nothing of it is in doubt\n"
    assert sorted(mailboxes.messages) == [
        "morning.2021-12-28.1.html@news.example",
        "morning.2021-12-28.2.html@news.example",
        "morning.2021-12-28.3.html@news.example",
        "morning.2021-12-28.4.text@news.example",
    ]
    assert set(mailboxes.messages.values()) == {1}


def test_json_tells_everything_of_a_send(briefgen: CommandLine) -> None:
    """One document."""
    told = briefgen("send morning --json").document
    assert told["planned"] == {"added": 4, "total": 4}
    assert told["this_run"] | {"connections": 0} == {
        "sent": 4, "refused": 0, "deferred": 0, "doubtful": 0, "released": 0, "connections": 0,
    }  # fmt: skip
    assert (told["counts"]["sent"], told["next_try"], told["trouble"], told["stopped"]) == (4, None, "", False)


def test_a_dry_run_counts_and_leaves_nothing_behind(briefgen: CommandLine, mailboxes: Mailboxes) -> None:
    """By format, and who is left out for which reason."""
    subscribe(briefgen.workspace, "asked@readers.example", confirmed=False)
    with open_store(briefgen.workspace) as store:
        store.suppressions.add("b@readers.example", "complaint", "complaint", NOON)
    ran = briefgen("send morning --dry-run")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        f"{EDITION}: would go to 3 readers: 2 as html, 1 as text",
        "  withheld from 1: not confirmed yet",
        "  withheld from 1: suppressed",
    ]
    told = briefgen("send morning --dry-run --json").document
    assert told["readers"] == {"html": 2, "text": 1}
    assert told["withheld"] == {"not confirmed yet": 1, "suppressed": 1}
    with open_store(briefgen.workspace) as store:
        assert store.ledger.mailing(EDITION) is None
        assert store.runs.latest() == []
    assert not mailboxes.messages


def test_a_test_copy_goes_to_one_address_and_never_enters_the_ledger(
    briefgen: CommandLine, mailboxes: Mailboxes
) -> None:
    """Not even as something planned."""
    ran = briefgen("send morning --to editor@news.example")
    assert ran.out == f"{EDITION}: a test copy is on its way to editor@news.example; the ledger knows nothing of it\n"
    (identity,) = mailboxes.messages
    assert identity.startswith("test.")
    with open_store(briefgen.workspace) as store:
        assert store.ledger.mailing(EDITION) is None
    assert briefgen.refuses("send morning --to nobody").startswith("2 briefgen: 'nobody' is not one address")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("send evening", "2 briefgen: there is no briefing 'evening'; there are morning,"),
        ("send morning --edition 2021-12-27", "2 briefgen: there is no edition morning/2021-12-27: briefgen build"),
        ("send morning --edition yesterday", "2 briefgen: 'yesterday' is no date such as 2021-12-28"),
        ("send morning --edition 2021-12-28/../x", "2 briefgen: '2021-12-28/../x' is no date such as"),
        ("deliveries morning 2021-12-28", f"2 briefgen: {EDITION} was never sent: briefgen send morning"),
        ("deliveries evening 2021-12-28", "2 briefgen: there is no briefing 'evening'; there are morning,"),
        ("deliveries morning yesterday", "2 briefgen: 'yesterday' is no date such as 2021-12-28"),
        ("deliveries morning 2021-12-28 --state lost", "2 briefgen: there is no state 'lost'; there are pending,"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(briefgen: CommandLine, command: str, said: str) -> None:
    """With what would be right."""
    assert briefgen.refuses(command).startswith(said)


def test_an_edition_under_review_is_not_sent(briefgen: CommandLine, mailboxes: Mailboxes) -> None:
    """A test copy is, for editors; and the dry run says who will get it. Nor is one whose review begins in a moment."""
    toml = briefgen.workspace / "feeds/briefings/morning.toml"
    toml.write_text(f"review_minutes = 20\n{toml.read_text()}")
    with open_store(briefgen.workspace) as store:
        taken = store.due.claim("morning", an_edition().date, NOON, store.runs.start("scheduler", NOON), present())
        assert taken is not None
        assert store.due.done(taken, EDITION, present())
    assert "gives it to its editors first" in briefgen.refuses("send morning")
    with open_store(briefgen.workspace) as store:
        edition = store.edition(EDITION)
        assert edition is not None
        held = Review(edition=EDITION, briefing="morning", state="held", opened=NOON, releases=NOON)
        assert store.reviews.open(held, edition)
    assert briefgen.refuses("send morning").startswith(
        f"2 briefgen: {EDITION} is under review (held): `briefgen review`"
    )
    assert briefgen("send morning --dry-run").status == 0
    assert briefgen("send morning --to editor@news.example").status == 0
    assert len(mailboxes.messages) == 1
    with open_store(briefgen.workspace) as store:  # released by one who was ended before he published what he changed
        assert store.reviews.step(EDITION, "released", "Ed", NOON)
    assert briefgen("send morning").status == 0
    with open_store(briefgen.workspace) as store:
        review = store.reviews.find(EDITION)
        assert review is not None
        assert review.published


def test_settings_that_are_missing_are_told_at_once(briefgen: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them; a dry run needs none."""
    monkeypatch.delenv("BRIEFGEN_SECRET")
    monkeypatch.delenv("BRIEFGEN_SMTP_URL")
    assert briefgen.refuses("send morning") == (
        "2 briefgen: nothing can be sent without BRIEFGEN_SMTP_URL, BRIEFGEN_SECRET: set them in the environment"
        " or in .env"
    )
    assert briefgen("send morning --dry-run").status == 0


def test_a_server_that_is_not_there_is_a_failure_that_loses_nothing(
    briefgen: CommandLine, monkeypatch: pytest.MonkeyPatch, mailboxes: Mailboxes
) -> None:
    """The status is 1, and the next send goes on."""
    monkeypatch.setenv("BRIEFGEN_SMTP_URL", f"smtp://127.0.0.1:{a_free_port()}")
    ran = briefgen("send morning")
    assert ran.status == 1
    assert "refused" in ran.err
    monkeypatch.setenv("BRIEFGEN_SMTP_URL", f"smtp://127.0.0.1:{mailboxes.port}")
    assert briefgen("send morning").status == 0
    assert len(mailboxes.messages) == 4


def test_the_ledger_is_shown_by_page_and_by_state(briefgen: CommandLine) -> None:
    """With the server's last words."""
    briefgen("send morning")
    lines = briefgen("deliveries morning 2021-12-28 --most 2").out.splitlines()
    assert lines[0].startswith(f"{EDITION}, planned ")
    assert lines[0].endswith(": 4 sent")
    assert "a@readers.example" in lines[3]
    assert "250 kept" in lines[3]
    assert lines[-1] == "  more: --after 2"
    told = briefgen("deliveries morning 2021-12-28 --after 2 --most 2 --json").document
    assert [row["email"] for row in told["deliveries"]] == ["c@readers.example", "text@readers.example"]
    assert (told["counts"]["sent"], told["next"]) == (4, 4)
    assert briefgen("deliveries morning 2021-12-28 --state refused --json").document["deliveries"] == []
    (one,) = briefgen("deliveries morning 2021-12-28 --reader 3 --json").document["deliveries"]
    assert (one["email"], one["state"], one["attempts"]) == ("c@readers.example", "sent", 1)


@pytest.mark.parametrize(("word", "messages"), [("sent", 3), ("again", 4)])
def test_the_operator_says_what_became_of_deliveries_in_doubt(
    briefgen: CommandLine, mailboxes: Mailboxes, word: str, messages: int
) -> None:
    """Until then they are held, and every command says so."""
    in_doubt(briefgen.workspace)
    ran = briefgen("send morning")
    assert ran.status == 1
    assert ran.out == f"{EDITION}: 3 sent; 3 sent, 1 doubtful in all\n"
    assert "1 may have been sent or not: `briefgen deliveries morning 2021-12-28 --state doubtful`" in ran.err
    assert "it hung up" in briefgen("deliveries morning 2021-12-28 --state doubtful").out
    assert briefgen(f"deliveries morning 2021-12-28 --settle {word}").out.startswith(f"{EDITION}: 1 delivery ")
    assert briefgen("send morning").status == 0
    assert len(mailboxes.messages) == messages
    with open_store(briefgen.workspace) as store:
        assert store.ledger.counts(EDITION)["sent"] == 4


def test_what_makes_editions_is_not_loaded_to_send_one(briefgen: CommandLine, mailboxes: Mailboxes) -> None:
    """Seconds at every start."""
    code = (
        "import sys; from briefgen.cli import main; main(sys.argv[1:]);"
        "print([m for m in ('sklearn', 'aiohttp', 'feedparser', 'weasyprint') if m in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", code, "--workspace", str(briefgen.workspace), "send", "morning"],
        env=os.environ | an_environment(mailboxes.port),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [f"{EDITION}: 4 sent; 4 sent in all", "[]"]


@pytest.mark.slow
def test_sigterm_finishes_what_is_in_hand(briefgen: CommandLine, mailboxes: Mailboxes) -> None:
    """Nothing is left claimed or in doubt; the next send does the rest, and nobody has it twice."""
    readers = 300
    subscribe(briefgen.workspace, *(f"r{n}@readers.example" for n in range(readers - 4)))
    command = [sys.executable, "-m", "briefgen", "--workspace", str(briefgen.workspace), "send", "morning"]
    process = subprocess.Popen(  # noqa: S603  ourselves
        command, env=os.environ | an_environment(mailboxes.port), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert mailboxes.holds(20, 60)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate()
    assert process.returncode == 130
    assert b"stopping when what is in hand is answered" in said
    with open_store(briefgen.workspace) as store:
        counts = store.ledger.counts(EDITION)
        assert counts["sent"] == len(mailboxes.messages)
        assert counts["pending"] == readers - counts["sent"] > 0
        assert store.runs.alive(present()) == []
    assert briefgen("send morning").status == 0
    assert len(mailboxes.messages) == readers
    assert set(mailboxes.messages.values()) == {1}
