"""SIGKILL twenty times during a send of two thousand: every reader has the edition, none has it twice."""

import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.commands.opening import present
from briefgen.model.delivery import Outcome
from briefgen.sending import send
from briefgen.settling import in_doubt
from briefgen.store import Store
from tests.mail import postfix
from tests.mail.counting import Mailboxes, counting_mailboxes
from tests.mail.killed import send_killed, send_through
from tests.mail.newsstand import DOMAIN, a_sending_edition, its_briefing, subscribe, the_settings
from tests.store.conftest import PostgresServer

READERS, KILLS, CONNECTIONS = 2_000, 20, 4

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),  # half a minute, on a machine that does nothing else
    pytest.mark.skipif(bool(postfix.missing()), reason=postfix.missing()),
]


@pytest.fixture
def mailboxes() -> Iterator[Mailboxes]:
    """Return where Postfix delivers to."""
    with counting_mailboxes() as lent:
        yield lent


@pytest.fixture
def server(mailboxes: Mailboxes) -> Iterator[postfix.Postfix]:
    """Return a Postfix."""
    with postfix.a_postfix(mailboxes.port) as started:
        yield started


def test_with_the_servers_log_nothing_is_lost_and_nothing_comes_twice(
    tmp_path: Path, server: postfix.Postfix, mailboxes: Mailboxes
) -> None:
    """Counted by Message-ID in the mailboxes."""
    settings = the_settings(tmp_path, server.port, mail_log=str(server.log), smtp_connections=CONNECTIONS)
    edition = a_sending_edition()
    chance = random.Random(7)  # noqa: S311  where to kill
    with Store.open(settings.database_url) as store:
        subscribe(store, edition, *(f"r{n}@{DOMAIN}" for n in range(READERS)))
        told = [send_killed(settings, 2 * READERS // (KILLS + 4), chance) for _ in range(KILLS)]
        assert sum(told) < READERS
        assert send_through(settings) == "done"
        counts = store.ledger.counts(edition.id)
    assert mailboxes.holds(READERS, 60)
    assert server.drained(30)
    assert counts["sent"] == READERS
    assert set(mailboxes.messages.values()) == {1}
    assert len(mailboxes.messages) == READERS


def test_it_holds_with_postgresql_as_store(
    tmp_path: Path, server: postfix.Postfix, mailboxes: Mailboxes, postgres: PostgresServer
) -> None:
    """A smaller one."""
    postgres.execute("CREATE DATABASE killed")
    url = postgres.url("killed")
    settings = the_settings(
        tmp_path, server.port, mail_log=str(server.log), smtp_connections=CONNECTIONS, database_url=url
    )
    edition = a_sending_edition()
    chance = random.Random(13)  # noqa: S311  where to kill
    kills, readers = 5, 300
    with Store.open(url) as store:
        subscribe(store, edition, *(f"r{n}@{DOMAIN}" for n in range(readers)))
        for _ in range(kills):
            send_killed(settings, 2 * readers // (kills + 4), chance)
        assert send_through(settings) == "done"
        assert store.ledger.counts(edition.id)["sent"] == readers
    assert mailboxes.holds(readers, 60)
    assert server.drained(30)
    assert set(mailboxes.messages.values()) == {1}


def test_a_mail_server_that_is_restarted_in_the_middle_loses_nothing(
    tmp_path: Path, server: postfix.Postfix, mailboxes: Mailboxes
) -> None:
    """It hangs up, is away for a moment and comes back: the send goes on, and its log settles what was on the wire."""
    settings = the_settings(tmp_path, server.port, mail_log=str(server.log), smtp_connections=CONNECTIONS)
    edition, readers, heard = a_sending_edition(), 300, list[Outcome]()
    back = threading.Timer(0.5, server.start)

    def hear(outcome: Outcome) -> None:
        heard.append(outcome)
        if len(heard) == readers // 3:
            server.stop()
            back.start()

    with Store.open(settings.database_url) as store:
        subscribe(store, edition, *(f"r{n}@{DOMAIN}" for n in range(readers)))
        report = send(edition, its_briefing(edition), store, settings, clock=present, on_outcome=hear)
        back.join()
        assert report.carried.trouble == ""
        counts = store.ledger.counts(edition.id)
        assert counts["sent"] + counts["deferred"] == readers
        later = present() + timedelta(hours=1)
        send(edition, its_briefing(edition), store, settings, clock=lambda: later)
        assert store.ledger.counts(edition.id)["sent"] == readers
    assert mailboxes.holds(readers, 60)
    taken = server.taken_over()  # killed in the middle of a delivery, it may make that once more: not for us to mend
    assert (len(taken), set(taken.values())) == (readers, {1})


def test_without_a_log_at_most_the_open_connections_are_in_doubt(
    tmp_path: Path, server: postfix.Postfix, mailboxes: Mailboxes
) -> None:
    """They are held; all others come once."""
    settings = the_settings(tmp_path, server.port, smtp_connections=CONNECTIONS)
    edition = a_sending_edition()
    chance = random.Random(11)  # noqa: S311  where to kill
    kills, readers = 5, 500
    with Store.open(settings.database_url) as store:
        subscribe(store, edition, *(f"r{n}@{DOMAIN}" for n in range(readers)))
        for _ in range(kills):
            send_killed(settings, 2 * readers // (kills + 4), chance)
            assert store.ledger.counts(edition.id)["claimed"] <= CONNECTIONS
        assert send_through(settings) == "done"
        counts = store.ledger.counts(edition.id)
        held = [*in_doubt(store)]
        assert counts["sent"] + counts["doubtful"] == readers
        assert len(held) == counts["doubtful"] <= kills * CONNECTIONS
        assert mailboxes.holds(counts["sent"], 60)
        assert server.drained(30)
        assert set(mailboxes.messages.values()) == {1}
        assert send_through(replace(settings, mail_log=str(server.log))) == "done"  # a log that turns up later helps
        assert store.ledger.counts(edition.id)["sent"] == readers
    assert mailboxes.holds(readers, 60)
    assert set(mailboxes.messages.values()) == {1}
