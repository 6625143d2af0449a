"""What comes back to the return path is read by the scheduler itself. A real store, real mailboxes."""

import mailbox
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.operation.collecting import EVERY, Collecting
from tests.deliver.returned import SECRET, SENT, a_dsn, path
from tests.operation.newsday import DAY, MINUTE, Desk, a_desk, at_work
from tests.store.audience import EDITION, a_plan, an_audience, outcome, wanted

NOW = SENT + timedelta(hours=6)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Name a store."""
    return f"sqlite:///{tmp_path}/briefgen.db"


def sent(desk: Desk, readers: int) -> list[str]:
    """Send an edition; return the paths that its messages come back to."""
    store = desk.operation.store
    an_audience(store, readers)
    store.ledger.plan(a_plan(), SENT)
    run = store.runs.start("sender", SENT)
    claimed = store.ledger.step(run, [], wanted(), SENT)
    store.ledger.step(run, [outcome(one) for one in claimed], None, SENT)
    return [path(one.subscriber, one.mailing) for one in claimed]


def states(desk: Desk) -> list[str]:
    """Return what the ledger says of the edition, by reader."""
    return [one.state for one in desk.operation.store.ledger.page(EDITION)]


def test_what_comes_back_is_taken_back_every_few_minutes(tmp_path: Path, url: str) -> None:
    """Of a Maildir what is new, by the oldest scheduler alone."""
    workspace = a_desk(tmp_path / "desk")
    returned = mailbox.Maildir(tmp_path / "returned")
    settings = {"BRIEFGEN_BOUNCES": str(tmp_path / "returned"), "BRIEFGEN_SECRET": SECRET}
    with at_work(workspace, url, NOW, settings=settings) as desk, at_work(workspace, url, NOW) as other:
        paths = sent(desk, 3)
        collecting, standing_by = Collecting(desk.operation), Collecting(other.operation)
        collecting.tick()
        returned.add(a_dsn(paths[0]))
        standing_by.tick()
        collecting.tick()
        assert states(desk) == ["sent", "sent", "sent"]
        desk.clock.now += EVERY
        collecting.tick()
        assert states(desk) == ["bounced", "sent", "sent"]
        assert desk.told() == []


def test_the_operator_hears_that_servers_do_not_want_our_mail(tmp_path: Path, url: str) -> None:
    """Once for a lot of them, with the words of one; nobody loses his subscription by it."""
    workspace = a_desk(tmp_path / "desk")
    returned = mailbox.Maildir(tmp_path / "returned")
    settings = {"BRIEFGEN_BOUNCES": str(tmp_path / "returned"), "BRIEFGEN_SECRET": SECRET}
    with at_work(workspace, url, NOW, settings=settings) as desk:
        for one in sent(desk, 20):
            returned.add(a_dsn(one, "5.7.26", said="550 5.7.26 unauthenticated mail is not accepted"))
        Collecting(desk.operation).tick()
        assert states(desk) == ["bounced"] * 20
        assert desk.operation.store.suppressions.page() == []
        (told,) = desk.told()
        assert told.subject == "20 messages came back because of who sent them, or of what they say"


def test_an_mbox_is_read_when_it_has_changed(tmp_path: Path, url: str, caplog: pytest.LogCaptureFixture) -> None:
    """And not each time whole, however large it has become: it does not say what is new."""
    workspace = a_desk(tmp_path / "desk")
    settings = {"BRIEFGEN_BOUNCES": "returned.mbox", "BRIEFGEN_SECRET": SECRET}
    caplog.set_level("INFO", "briefgen.operation.collecting")
    with at_work(workspace, url, NOW, settings=settings) as desk:
        collecting = Collecting(desk.operation)
        for reader in sent(desk, 2):
            with closing(mailbox.mbox(workspace / "returned.mbox")) as box:
                box.add(a_dsn(reader))
            for _ in range(2):
                desk.clock.now += EVERY
                collecting.tick()
        assert states(desk) == ["bounced", "bounced"]
    assert caplog.text.count(" read, 1 suppressed by it") == 2


def test_a_mailbox_that_stays_unreadable_is_told_once(tmp_path: Path, url: str) -> None:
    """Not a hiccup; and when it is over. The password stands nowhere."""
    workspace = a_desk(tmp_path / "desk")
    settings = {"BRIEFGEN_BOUNCES": "imaps://bounces:pass-word@127.0.0.1:9/INBOX", "BRIEFGEN_SECRET": SECRET}
    with at_work(workspace, url, NOW, settings=settings) as desk:
        collecting = Collecting(desk.operation)
        collecting.tick()
        assert desk.told() == []
        for _ in range(14):
            desk.clock.now += EVERY
            collecting.tick()
        (alert,) = desk.told()
        assert alert.subject == "The mailbox of bounces cannot be read"
        assert "127.0.0.1:9" in alert.words
        assert "pass-word" not in alert.words


def test_without_a_secret_nobody_knows_whom_a_bounce_is_about(tmp_path: Path, url: str) -> None:
    """Which is told once, not every five minutes."""
    workspace = a_desk(tmp_path / "desk")
    with at_work(workspace, url, NOW, settings={"BRIEFGEN_BOUNCES": "returned"}) as desk:
        collecting = Collecting(desk.operation)
        for _ in range(3):
            collecting.tick()
            desk.clock.now += DAY + MINUTE
        assert [alert.subject for alert in desk.told()] == ["The bounces are not read"]
