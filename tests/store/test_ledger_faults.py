"""A store that fails in the middle of a send: one line says so, and nothing of what came back is lost."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.model.delivery import Outcome, Run
from briefgen.model.errors import StoreError
from briefgen.store import Store
from tests.factories import NOON
from tests.store.audience import EDITION, a_plan, an_audience, outcome, wanted
from tests.store.conftest import PostgresServer


def half_sent(store: Store) -> tuple[Run, list[Outcome]]:
    """Plan an edition for four, claim two; return the run and what came of these."""
    an_audience(store, 4)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    return run, [outcome(row) for row in store.ledger.step(run, [], wanted(2), NOON)]


def goes_on(store: Store, run: Run, settled: list[Outcome]) -> None:
    """See that the step that failed works when it is taken again, and the send ends well."""
    rest = store.ledger.step(run, settled, wanted(), NOON)
    assert len(rest) == 2
    store.ledger.step(run, [outcome(row) for row in rest], None, NOON)
    assert store.ledger.counts(EDITION)["sent"] == 4


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 4 MB, where the machine allows it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(  # noqa: S603  a fixed command
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)],  # noqa: S607  wherever the system has it
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607  likewise


@pytest.mark.skipif(os.geteuid() != 0, reason="a disk can only be mounted by root")
def test_a_full_disk_stops_the_send_and_loses_nothing(small_disk: Path) -> None:
    """Once there is room the same step is taken again."""
    with Store.open(f"sqlite:///{small_disk}/briefgen.db") as store:
        run, settled = half_sent(store)
        settled = [replace(one, words="x" * 300_000) for one in settled]
        filler = small_disk / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(b"x" * 1_024):
                pass
        with pytest.raises(StoreError, match=r"^[^\n]+briefgen\.db cannot be written: the disk is full$"):
            store.ledger.step(run, settled, wanted(), NOON)
        filler.unlink()
        goes_on(store, run, settled)


def test_a_locked_store_stops_the_send_and_loses_nothing(tmp_path: Path) -> None:
    """Somebody else writes for longer than we wait."""
    file = tmp_path / "briefgen.db"
    with Store.open(f"sqlite:///{file}", busy_seconds=0.1) as store:
        run, settled = half_sent(store)
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"^[^\n]+ is locked by another program$"):
            store.ledger.step(run, settled, wanted(), NOON)
        other.rollback()
        other.close()
        goes_on(store, run, settled)


def test_a_server_that_is_restarted_loses_nothing(postgres: PostgresServer) -> None:
    """Between two steps it is not even noticed."""
    postgres.execute("CREATE DATABASE sending")
    with Store.open(postgres.url("sending")) as store:
        run, settled = half_sent(store)
        postgres.stop()
        postgres.start()
        goes_on(store, run, settled)


def test_a_server_that_is_down_is_told_in_one_line(postgres: PostgresServer) -> None:
    """And the step taken again once it is up."""
    postgres.execute("CREATE DATABASE waiting")
    with Store.open(postgres.url("waiting")) as store:
        run, settled = half_sent(store)
        postgres.stop()
        try:
            with pytest.raises(
                StoreError, match=r"^PostgreSQL database waiting at 127\.0\.0\.1 cannot be used: [^\n]+$"
            ):
                store.ledger.step(run, settled, wanted(), NOON)
        finally:
            postgres.start()
        goes_on(store, run, settled)
