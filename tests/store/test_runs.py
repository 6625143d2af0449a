"""Who is at work, and who is dead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.store import Store
from briefgen.store.runs import LEASE
from tests.factories import NOON
from tests.store.audience import HOUR, SECOND

STARTS = (
    "import sys\nfrom briefgen.store import Store\nfrom tests.factories import NOON\n"
    "with Store.open(sys.argv[1]) as store:\n    print(store.runs.start('sender', NOON).id, flush=True)\n    input()\n"
)


def test_a_run_lives_until_it_ends(store: Store) -> None:
    """By kind, the oldest first; the last ones are listed."""
    sender, scheduler = store.runs.start("sender", NOON), store.runs.start("scheduler", NOON)
    assert store.runs.alive(NOON) == [sender, scheduler]
    assert store.runs.alive(NOON, "scheduler") == [scheduler]
    store.runs.end(sender, NOON + HOUR)
    assert not store.runs.beat(sender, NOON + HOUR)
    assert [(run.id, run.ended, run.lost) for run in store.runs.latest()] == [
        (scheduler.id, None, False),
        (sender.id, NOON + HOUR, False),
    ]


def test_a_run_that_gives_no_sign_of_life_is_dead_after_its_lease(store: Store) -> None:
    """And buried once."""
    silent, loud = store.runs.start("sender", NOON), store.runs.start("sender", NOON)
    assert store.runs.bury(NOON + LEASE) == []
    assert store.runs.beat(loud, NOON + LEASE)
    later = NOON + LEASE + SECOND
    assert [run.id for run in store.runs.alive(later)] == [loud.id]
    assert [run.id for run in store.runs.bury(later)] == [silent.id]
    assert store.runs.bury(later) == []
    assert not store.runs.beat(silent, later)
    assert [run.lost for run in store.runs.latest()] == [False, True]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux says which processes there are")
def test_a_run_whose_process_is_gone_is_dead_at_once(store: Store, url: str) -> None:
    """Also where nobody has collected it yet."""
    command = [sys.executable, "-c", STARTS, url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  ours
        assert process.stdout is not None
        number = int(process.stdout.readline())
        assert [run.id for run in store.runs.alive(NOON)] == [number]
        assert store.runs.bury(NOON) == []
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and nobody has collected it
        assert [run.id for run in store.runs.bury(NOON + SECOND)] == [number]
