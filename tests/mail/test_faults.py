"""Servers that refuse, ask for patience or hang up, and a store that goes away: who got what stays known."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from briefgen.commands.opening import present
from briefgen.config import load
from briefgen.config.settings import Settings, read_settings
from briefgen.deliver.pacing import Limits
from briefgen.handing_over import HandOver, to_know
from briefgen.model.delivery import DELIVERY_STATES, Outcome, Planned
from briefgen.model.errors import DeliveryError, UsageError
from briefgen.sending import Report, limits_of, send
from briefgen.settling import by_hand, in_doubt
from briefgen.store import Store
from tests.deliver.test_smtp import a_server
from tests.factories import NOON
from tests.mail.counting import counting_mailboxes
from tests.mail.newsstand import DOMAIN, a_sending_edition, its_briefing, subscribe, the_settings
from tests.mail.postfix import a_free_port, awaited
from tests.newsroom import a_newsroom
from tests.store.conftest import PostgresServer

READERS = 6
with_sink = pytest.mark.skipif(shutil.which("smtp-sink") is None, reason="Postfix is not installed: sh .ci/setup mail")


@contextmanager
def a_sink(*faults: str) -> Iterator[int]:
    """Run Postfix's smtp-sink, which swallows mail, with faults; lend its port."""
    port = a_free_port()
    rights = ["-u", "nobody"] if os.geteuid() == 0 else []
    command = ["smtp-sink", *rights, *faults, f"127.0.0.1:{port}", "100"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  Debian's own
    try:
        awaited(port)
        yield port
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with six readers."""
    with Store.open(f"sqlite:///{tmp_path}/briefgen.db") as opened:
        subscribe(opened, a_sending_edition(), *(f"r{n}@{DOMAIN}" for n in range(READERS)))
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings with two connections to a server that is not there yet."""
    return the_settings(tmp_path, 9, smtp_connections=2)


def sent(store: Store, settings: Settings, port: int, **given: Any) -> Report:
    """Send the edition to a server at a port."""
    edition = a_sending_edition()
    there = replace(settings, smtp_url=f"smtp://127.0.0.1:{port}")
    return send(edition, its_briefing(edition), store, there, clock=present, **given)


@with_sink
def test_all_get_it_and_a_second_send_finds_nothing_to_do(store: Store, settings: Settings) -> None:
    """Who has subscribed in between is added."""
    with a_sink() as port:
        report = sent(store, settings, port)
        assert (report.planned.added, report.carried.sent, report.good) == (READERS, READERS, True)
        subscribe(store, a_sending_edition(), f"late@{DOMAIN}")
        again = sent(store, settings, port)
        assert (again.planned.added, again.carried.sent, again.counts["sent"]) == (1, 1, READERS + 1)
        assert sent(store, settings, port).carried.connections == 0


def test_the_newsroom_says_how_fast_and_how_many(tmp_path: Path) -> None:
    """Over one connection, to one domain, to each other one, and in all."""
    said = {"BRIEFGEN_SMTP_MESSAGES": "50", "BRIEFGEN_SMTP_RATES": "all=14, gmail.com=5, *=2.5"}
    assert limits_of(read_settings(tmp_path, said)) == Limits(
        connections=8, messages=50, rate=14.0, rates={"gmail.com": 5.0, "*": 2.5}
    )
    assert limits_of(read_settings(tmp_path, {})) == Limits()


@with_sink
def test_addresses_that_do_not_exist_are_refused_and_suppressed(store: Store, settings: Settings) -> None:
    """That all are is a reason to look."""
    with a_sink("-f", "RCPT", "-B", "550 5.1.1 no such mailbox") as port:
        report = sent(store, settings, port)
    assert (report.carried.refused, report.suppressed, report.good) == (READERS, READERS, False)
    assert report.next_try is None


@with_sink
def test_who_is_refused_for_another_reason_is_not_suppressed(store: Store, settings: Settings) -> None:
    """A filter that dislikes one message says nothing of the mailbox."""
    with a_sink("-f", ".", "-B", "554 5.7.1 this looks like spam") as port:
        report = sent(store, settings, port)
    assert (report.carried.refused, report.suppressed) == (READERS, 0)
    assert store.bounces.counts(NOON) == {"blocked": READERS}


@with_sink
def test_who_has_a_full_mailbox_is_counted_and_suppressed_only_if_it_stays_full(
    store: Store, settings: Settings
) -> None:
    """As by a report that comes later: the server says it in the dialogue."""
    with a_sink("-f", "RCPT", "-B", "552 5.2.2 over quota") as port:
        report = sent(store, settings, port)
    assert (report.carried.refused, report.suppressed) == (READERS, 0)
    assert store.bounces.counts(NOON) == {"soft": READERS}


@with_sink
def test_a_server_that_asks_for_patience_gets_it(store: Store, settings: Settings) -> None:
    """Not all readers need have been tried: the domain rests. The rest comes later."""
    heard = threading.Event()
    with a_sink("-r", "RCPT", "-b", "450 4.2.0 come again") as port:
        report = sent(store, settings, port, stop=heard.is_set, on_outcome=lambda _: heard.set())
    assert report.carried.deferred
    assert report.counts["deferred"] + report.counts["pending"] == READERS
    first = store.ledger.page("israel/2021-12-28", state="deferred")[0]
    assert first.next_try is not None
    assert first.next_try - present() > timedelta(minutes=4)
    assert "come again" in first.words


@with_sink
def test_a_server_that_closes_for_a_while_loses_nothing(store: Store, settings: Settings) -> None:
    """421 is about the server: all is as it was."""
    with a_sink("-Q", "MAIL") as port:
        report = sent(store, settings, port, stop=_soon())
    assert (report.carried.sent, report.counts["pending"]) == (0, READERS)
    with a_sink() as port:
        assert sent(store, settings, port).counts["sent"] == READERS


@with_sink
def test_a_server_that_hangs_up_after_the_message_leaves_it_in_doubt(store: Store, settings: Settings) -> None:
    """It is held and listed until somebody says what is to be; the others go out."""
    heard = threading.Event()

    def hear(outcome: Outcome) -> None:
        if outcome.state == "doubtful":
            heard.set()

    with a_sink("-q", ".") as port:
        report = sent(store, settings, port, stop=heard.is_set, on_outcome=hear)
    doubtful = report.counts["doubtful"]
    assert 1 <= doubtful <= 2
    assert (report.counts["pending"], report.stopped, report.good) == (READERS - doubtful, True, False)
    with a_sink() as port:
        assert sent(store, settings, port).counts["sent"] == READERS - doubtful
        rows = [*in_doubt(store, "israel/2021-12-28")]
        assert by_hand(store, rows, again=True, who="by a test", now=present()) == doubtful
        assert sent(store, settings, port).counts["sent"] == READERS


@with_sink
def test_in_doubt_may_mean_once_more(store: Store, settings: Settings) -> None:
    """Where the newsroom prefers a second copy to none."""
    heard = threading.Event()
    with a_sink("-q", ".") as port:
        sent(store, settings, port, stop=heard.is_set, on_outcome=lambda _: heard.set())
    with a_sink() as port:
        report = sent(store, replace(settings, in_doubt="send"), port)
    assert report.settled.released >= 1
    assert report.counts["sent"] == READERS


def test_a_server_that_is_not_there_is_told(store: Store, settings: Settings) -> None:
    """And nothing has changed."""
    report = sent(store, settings, 9)  # the port of `discard`: no other test may have it
    assert "refused" in report.carried.trouble
    assert (report.good, report.counts["pending"]) == (False, READERS)


def test_whoever_knows_when_hands_over_by_name(tmp_path: Path, store: Store, settings: Settings) -> None:
    """As the scheduler does: trouble is an error, which it tells and tries again."""
    edition, workspace = a_sending_edition(), a_newsroom(tmp_path / "newsroom")
    store.save_edition(edition, present())
    config = load(workspace)
    config = replace(config, briefings={edition.briefing.id: its_briefing(edition)})
    with counting_mailboxes(Controller) as mailboxes:
        there = replace(settings, smtp_url=f"smtp://127.0.0.1:{mailboxes.port}")
        hand_over = HandOver(store, lambda: config, lambda: settings, present)
        with pytest.raises(DeliveryError, match="refused"):
            hand_over(edition.id, stopping=lambda: False)
        subscribe(store, edition, f"late@{DOMAIN}")  # gets the next edition, as whoever subscribes tomorrow does
        HandOver(store, lambda: config, lambda: there, present)(edition.id, stopping=lambda: False)
        assert len(mailboxes.messages) == READERS
    with pytest.raises(UsageError, match="there is no edition israel/1999-01-01"):
        hand_over("israel/1999-01-01", stopping=lambda: False)


def test_a_pdf_that_cannot_be_made_keeps_nobody_waiting(tmp_path: Path, store: Store, settings: Settings) -> None:
    """Its readers get the same mail without it, under the same Message-ID; whoever handed over is told why."""
    edition = a_sending_edition()
    store.save_edition(edition, present())
    subscribe(store, edition, f"pdf@{DOMAIN}", format="pdf")
    template = settings.workspace / "templates/pdf/briefing.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ no_such_thing }}")
    config = load(a_newsroom(tmp_path / "newsroom"))
    config = replace(config, briefings={edition.briefing.id: its_briefing(edition)})
    with a_server(starttls=False) as inbox:
        there = replace(settings, smtp_url=f"smtp://127.0.0.1:{inbox.port}")
        told = HandOver(store, lambda: config, lambda: there, present)(edition.id, stopping=lambda: False)
    assert "templates/pdf/briefing.html.j2:1: 'no_such_thing' is undefined" in told
    mails = [message_from_bytes(raw) for _, _, raw in inbox.taken]
    assert len(mails) == READERS + 1
    (without,) = [mail for mail in mails if ".pdf@" in mail["Message-ID"]]
    assert without.get_content_type() == "multipart/alternative"
    assert store.ledger.counts(edition.id)["sent"] == READERS + 1


def test_a_server_that_refuses_everybody_is_to_be_known() -> None:
    """Refusing some is business as usual; all is a mistake of ours."""
    counts = dict.fromkeys(DELIVERY_STATES, 0)
    some = Report(
        edition="israel/2021-12-28", planned=Planned(added=0, total=0), counts=counts | {"refused": 3, "sent": 1}
    )
    assert to_know(some) == ""
    everybody = replace(some, counts=counts | {"refused": 4})
    assert "briefgen deliveries israel 2021-12-28 --state refused" in to_know(everybody)


def test_what_was_let_lie_until_the_next_edition_does_not_come_any_more(
    tmp_path: Path, store: Store, settings: Settings
) -> None:
    """The mail server was away for a day: nobody wants two mornings at once."""
    edition = a_sending_edition()
    config, hour = load(a_newsroom(tmp_path / "newsroom")), datetime(2021, 12, 28, 4, tzinfo=UTC)
    config = replace(config, briefings={edition.briefing.id: its_briefing(edition, send_at=time(6))})
    store.save_edition(edition, hour)
    with a_server(starttls=False) as inbox:
        there = replace(settings, smtp_url=f"smtp://127.0.0.1:{inbox.port}")

        def hand_over(now: datetime, asked: Settings) -> int:
            HandOver(store, lambda: config, lambda: asked, lambda: now)(edition.id, stopping=lambda: False)
            return len(inbox.taken)

        with pytest.raises(DeliveryError):
            hand_over(hour, settings)
        assert hand_over(hour + timedelta(hours=25), there) == 0
        (first, *_) = store.ledger.page(edition.id, state="withdrawn")
        assert first.words == "too late: the next edition's hour has come"


def test_a_reader_s_own_hour_is_when_he_gets_it(store: Store, settings: Settings) -> None:
    """To those whose hour is past it goes at once; it is dated when it goes out, else it lies below other mail."""
    edition = a_sending_edition()
    briefing = its_briefing(edition, reader_hours=True)
    made = datetime(2021, 12, 28, 4, tzinfo=UTC)
    for email, zone, hour in (("west", "America/Los_Angeles", 7), ("east", "Asia/Tokyo", 7), ("here", "", 9)):
        (reader,) = subscribe(store, edition, f"{email}@{DOMAIN}", timezone=zone)
        (wish,) = store.subscriptions.of(reader)
        store.subscriptions.change(replace(wish, hour=hour), "web", made)
    hours = {"here": datetime(2021, 12, 28, 7, tzinfo=UTC), "west": datetime(2021, 12, 28, 15, tzinfo=UTC)}
    with a_server(starttls=False) as inbox:
        there = replace(settings, smtp_url=f"smtp://127.0.0.1:{inbox.port}")

        def goes_out(now: datetime) -> tuple[set[str], datetime | None]:
            inbox.taken.clear()
            report = send(edition, briefing, store, there, clock=lambda: now)
            assert {message_from_bytes(raw)["Date"] for _, _, raw in inbox.taken} <= {format_datetime(now)}
            return {reader.partition("@")[0] for _, (reader,), _ in inbox.taken}, report.next_try

        assert goes_out(made) == ({"east", *(f"r{n}" for n in range(READERS))}, hours["here"])
        assert goes_out(hours["here"] - timedelta(seconds=1)) == (set(), hours["here"])
        assert goes_out(hours["here"]) == ({"here"}, hours["west"])
        assert goes_out(hours["west"]) == ({"west"}, None)


@pytest.mark.slow
def test_a_database_that_goes_away_in_the_middle_is_waited_for(tmp_path: Path, postgres: PostgresServer) -> None:
    """A second without PostgreSQL: nobody is lost, nobody has it twice."""
    postgres.execute("CREATE DATABASE restarted")
    edition, readers = a_sending_edition(), 200
    heard: list[Outcome] = []
    back: list[threading.Timer] = []

    def hear(outcome: Outcome) -> None:
        heard.append(outcome)
        if len(heard) == readers // 4:
            postgres.stop()
            back.append(threading.Timer(1.0, postgres.start))
            back[0].start()

    with (
        counting_mailboxes(Controller) as mailboxes,
        Store.open(postgres.url("restarted")) as store,
    ):
        subscribe(store, edition, *(f"r{n}@{DOMAIN}" for n in range(readers)))
        settings = the_settings(tmp_path, mailboxes.port, database_url=postgres.url("restarted"), smtp_connections=4)
        report = send(edition, its_briefing(edition), store, settings, clock=present, on_outcome=hear)
        back[0].join()
    assert report.counts["sent"] == readers
    assert len(mailboxes.messages) == readers
    assert set(mailboxes.messages.values()) == {1}


@pytest.mark.skipif(os.geteuid() != 0, reason="a disk can only be mounted by root")
def test_a_disk_that_is_full_in_the_middle_is_waited_for(small_disk: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What was answered meanwhile is noted once there is room: nobody is lost, nobody has it twice."""
    edition, readers, heard = a_sending_edition(), 40, list[Outcome]()
    filler, room = small_disk / "filler", list[threading.Timer]()

    def fill() -> None:
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(b"x" * 1_024):
                pass

    def hear(outcome: Outcome) -> None:
        heard.append(outcome)
        if len(heard) == readers // 4:
            fill()
            room.append(threading.Timer(1.0, filler.unlink))
            room[0].start()

    with (
        counting_mailboxes(Controller) as mailboxes,
        Store.open(f"sqlite:///{small_disk}/briefgen.db") as store,
    ):
        subscribe(store, edition, *(f"r{n}@{DOMAIN}" for n in range(readers)))
        settings = the_settings(
            small_disk, mailboxes.port, database_url=f"sqlite:///{small_disk}/briefgen.db", smtp_connections=2
        )
        report = send(edition, its_briefing(edition), store, settings, clock=present, on_outcome=hear)
        room[0].join()
    assert "the disk is full; trying again" in caplog.text
    assert report.counts["sent"] == readers
    assert set(mailboxes.messages.values()) == {1}
    assert len(mailboxes.messages) == readers


def _soon() -> Any:
    """Return what says to stop after a second."""
    until = present() + timedelta(seconds=1)
    return lambda: present() > until
