"""What comes back and what becomes of its readers, in a real store."""

import mailbox
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.config.settings import Settings
from briefgen.returning import collect, take_back
from briefgen.store import Store
from tests.deliver.returned import SECRET, SENT, TOKENS, a_complaint, a_dsn, a_letter, path
from tests.store.audience import EDITION, a_plan, an_audience, outcome, wanted

NOW = SENT + timedelta(hours=6)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store."""
    with Store.open(f"sqlite:///{tmp_path}/briefgen.db") as opened:
        yield opened


@pytest.fixture
def sent(store: Store) -> list[str]:
    """Send an edition to three readers; return the paths that their messages come back to."""
    an_audience(store, 3)
    store.ledger.plan(a_plan(), SENT)
    run = store.runs.start("sender", SENT)
    claimed = store.ledger.step(run, [], wanted(), SENT)
    store.ledger.step(run, [outcome(one) for one in claimed], None, SENT)
    return [path(one.subscriber, one.mailing) for one in claimed]


def states(store: Store) -> list[str]:
    """Return what the ledger says of the edition, by reader."""
    return [one.state for one in store.ledger.page(EDITION)]


def test_a_hard_bounce_suppresses_and_stands_in_the_history_and_the_ledger(store: Store, sent: list[str]) -> None:
    """Twice the same message counts once."""
    first = take_back([a_dsn(sent[0])], store, TOKENS, NOW)
    again = take_back([a_dsn(sent[0])], store, TOKENS, NOW + timedelta(days=3))
    assert (first.suppressed, again.suppressed) == (1, 0)
    assert states(store) == ["bounced", "sent", "sent"]
    (reader,) = [one for one in store.readers.page() if store.suppressions.find(one.email)]
    suppression = store.suppressions.find(reader.email)
    assert suppression is not None
    assert (suppression.reason, "User unknown" in suppression.detail) == ("hard bounce", True)
    assert store.consents.of(reader.id)[-1].act == "suppressed"
    assert len(store.bounces.of(reader.id)) == 1


def test_soft_bounces_count_once_each_and_suppress_when_they_are_many(store: Store) -> None:
    """Of as many editions within a few days."""
    (reader,) = an_audience(store, 1)
    full = "552 5.2.2 The mailbox is over quota"
    suppressed = []
    for day in range(6):
        at = SENT + timedelta(days=day)
        store.ledger.plan(a_plan(edition=f"israel/2021-12-{28 + day}"), at)
        mailing = store.ledger.mailing(f"israel/2021-12-{28 + day}")
        if mailing is None:  # pragma: no cover  planned a line above
            raise AssertionError
        date = f"{at:%a, %d %b %Y %H:%M:%S} +0000"
        message = a_dsn(path(reader, mailing.number), "5.2.2", "failed", full, date=date)
        suppressed.append(take_back([message, message], store, TOKENS, at + timedelta(hours=1)).suppressed)
    assert sum(suppressed) == 1
    assert suppressed[:3] == [0, 0, 0]
    assert {one.kind for one in store.bounces.of(reader)} == {"soft"}


def test_a_complaint_suppresses_at_once(store: Store, sent: list[str]) -> None:
    """The delivery was one: the ledger keeps saying so."""
    told = take_back([a_complaint(f"Return-Path: <{sent[1]}>\n")] * 2, store, TOKENS, NOW)
    assert (told.kinds["complaint"], told.suppressed) == (2, 1)
    assert states(store) == ["sent", "sent", "sent"]


def test_a_complaint_that_was_forgiven_is_not_read_again(store: Store, sent: list[str]) -> None:
    """An mbox is read whole each time; a new complaint counts."""
    old, new = (a_complaint(f"Return-Path: <{sent[1]}>\nX: {n}\n") for n in range(2))
    assert take_back([old], store, TOKENS, NOW).suppressed == 1
    (email,) = [one.email for one in store.readers.page() if store.suppressions.find(one.email)]
    store.suppressions.lift(email, "editor", NOW + timedelta(days=1))
    assert take_back([old], store, TOKENS, NOW + timedelta(days=2)).suppressed == 0
    later = new.replace(b"28 Dec 2021 09", b"30 Dec 2021 09")
    assert take_back([old, later], store, TOKENS, NOW + timedelta(days=3)).suppressed == 1


def test_an_absence_a_delay_and_a_letter_change_nothing(store: Store, sent: list[str]) -> None:
    """They are counted for the operator."""
    messages = [
        a_letter("Out of office", body=sent[0]),
        a_dsn(sent[1], "4.4.1", "delayed", "timed out"),
        a_letter(body=sent[2]),
    ]
    told = take_back(messages, store, TOKENS, NOW)
    assert dict(told.kinds) == {"out of office": 1, "delayed": 1, "nothing": 1}
    assert states(store) == ["sent", "sent", "sent"]


def test_what_nothing_of_ours_signs_is_let_be_unless_the_mailbox_is_trusted(store: Store, sent: list[str]) -> None:
    """Else everybody could end everybody's subscription with one letter."""
    assert sent
    email = store.readers.page()[0].email
    forged = a_complaint("Subject: Two sides speak\n", fields=f"Original-Rcpt-To: <{email}>\n")
    told = take_back([forged], store, TOKENS, NOW)
    assert (told.unsigned, told.suppressed) == (1, 0)
    assert take_back([forged], store, TOKENS, NOW, unsigned=True).suppressed == 1
    assert store.suppressions.find(email)


def test_feedback_with_nothing_but_a_message_id_finds_its_reader_where_the_mailbox_is_trusted(
    store: Store, sent: list[str]
) -> None:
    """Its local part names the reader."""
    assert sent
    reader = store.readers.page()[1]
    feedback = a_complaint(f"Message-ID: <israel.2021-12-28.{reader.id}.html@example.org>\n")
    assert take_back([feedback], store, TOKENS, NOW, unsigned=True).suppressed == 1
    assert store.suppressions.find(reader.email)


def test_the_bounce_of_a_reader_who_was_erased_only_marks_the_ledger(store: Store, sent: list[str]) -> None:
    """And the server's words, which repeat his address, are not kept."""
    erased = store.readers.page()[0].id
    store.readers.erase(erased, "test", NOW)
    told = take_back([a_dsn(sent[0])], store, TOKENS, NOW)
    assert (told.unknown, told.suppressed) == (1, 0)
    assert states(store)[0] == "bounced"
    assert store.ledger.page(EDITION)[0].words == ""


def test_the_bounce_of_a_test_copy_counts_nothing(store: Store, sent: list[str]) -> None:
    """It is in no ledger."""
    assert sent
    reader = store.readers.page()[0]
    told = take_back([a_dsn(path(reader.id, 0))], store, TOKENS, NOW)
    assert (told.suppressed, store.bounces.of(reader.id)) == (0, [])


def test_the_mailbox_of_the_settings_is_collected_some_at_a_time(store: Store, sent: list[str], tmp_path: Path) -> None:
    """What a schedule calls; without a mailbox, or a secret, it is nothing."""
    box = mailbox.Maildir(tmp_path / "returned")
    for number, one in enumerate(sent):
        box.add(a_dsn(one, date=f"Tue, 28 Dec 2021 04:00:0{number} +0000"))
    settings = Settings(workspace=tmp_path, database_url="sqlite:///:memory:", bounces="returned", secret=SECRET)
    first, rest = collect(settings, store, NOW, most=2), collect(settings, store, NOW)
    assert first is not None
    assert rest is not None
    assert (first.suppressed, rest.suppressed) == (2, 1)
    assert states(store) == ["bounced"] * 3
    assert collect(replace(settings, bounces=""), store, NOW) is None
    assert collect(replace(settings, secret=""), store, NOW) is None
