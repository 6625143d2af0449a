"""Several sending processes on one store, and such as are killed."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from briefgen.model.delivery import Outcome
from briefgen.store import Store
from tests.factories import NOON
from tests.store.audience import EDITION, SECOND, a_plan, an_audience, wanted


@contextmanager
def a_sender(url: str, server: Path) -> Iterator["subprocess.Popen[str]"]:
    """Start a sender that waits for its first line."""
    command = [sys.executable, "-W", "error", "-m", "tests.store.senders", url, str(server)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:  # noqa: S603  our own module
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def let_go(sender: "subprocess.Popen[str]") -> None:
    """Let the sender begin."""
    assert sender.stdin is not None
    sender.stdin.write("go\n")
    sender.stdin.flush()


def received(server: Path) -> Counter[int]:
    """Return how often each reader's message was taken over."""
    return Counter(map(int, server.read_text().split()))


def test_two_senders_never_send_the_same_delivery(url: str, tmp_path: Path) -> None:
    """They share the work, and all of it is done."""
    server = tmp_path / "server"
    with Store.open(url) as store, ExitStack() as stack:
        ids = an_audience(store, 1_200, ["gmail.com", "yahoo.com"])
        store.ledger.plan(a_plan(), NOON)
        senders = [stack.enter_context(a_sender(url, server)) for _ in range(2)]
        for sender in senders:
            let_go(sender)
        assert [sender.communicate()[1] for sender in senders] == ["", ""]
        assert received(server) == Counter(ids)
        assert store.ledger.counts(EDITION)["sent"] == len(ids)
        shares = Counter(delivery.claimed_by for delivery in store.ledger.page(EDITION, most=2_000))
        assert sum(shares.values()) == len(ids)


@pytest.mark.slow
def test_killed_senders_leave_nothing_lost_and_nothing_twice(url: str, tmp_path: Path) -> None:
    """What each had in hand is doubtful as soon as its process is gone, and settled by what the server took over."""
    server = tmp_path / "server"
    server.touch()
    with Store.open(url) as store:
        ids = an_audience(store, 400)
        store.ledger.plan(a_plan(), NOON)
        now = NOON
        for milliseconds in (1, 2, 4, 8, 16, 32):
            with a_sender(url, server) as sender:
                let_go(sender)
                assert sender.stdout is not None
                sender.stdout.readline()
                with suppress(subprocess.TimeoutExpired):
                    sender.wait(milliseconds / 1_000)
                sender.kill()
                sender.wait()
            now += SECOND  # far less than the lease: it is the process that is gone
            assert [run for run in store.runs.alive(now) if run.kind == "sender"] == []
            store.runs.bury(now)
            doubtful = store.ledger.doubtful()
            assert len(doubtful) <= 5
            log = received(server)
            known = [
                Outcome(
                    mailing=row.mailing, subscriber=row.subscriber, state="sent" if row.subscriber in log else "pending"
                )
                for row in doubtful
            ]
            store.ledger.resolve(known, NOON)
        run = store.runs.start("sender", NOON)
        rest = store.ledger.step(run, [], wanted(), NOON)
        log = received(server)
        log.update(row.subscriber for row in rest)
        assert log == Counter(ids)
