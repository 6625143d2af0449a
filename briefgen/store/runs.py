"""Processes that send or schedule ↔ rows with their last sign of life."""

import os
import platform
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from briefgen.model.delivery import Run, RunKind
from briefgen.store import tables
from briefgen.store.transactions import Transactions

#: A run that gave no sign of life for so long is dead.
LEASE = timedelta(seconds=90)
#: How often a run says that it lives.
BEAT = timedelta(seconds=15)

_C = tables.run.c
_COLUMNS = (_C.id, _C.kind, _C.started, _C.seen, _C.host, _C.process, _C.ended, _C.lost, _C.origin)


class Runs:
    """Who is at work. A run is dead without a word if its process is gone from this machine, or its lease has run out.

    No lock is held: a run says that it lives by ``beat`` (``Ledger.step`` does so by itself), and others read it.
    The clocks of machines that share a store must agree within a small part of ``LEASE``.
    """

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def start(self, kind: RunKind, now: datetime) -> Run:
        """Note that this process begins to send or schedule."""
        row = {
            "kind": kind,
            "started": now,
            "seen": now,
            "lost": False,
            "host": platform.node(),
            "process": os.getpid(),
            "origin": _origin(os.getpid()),
        }
        made = insert(tables.run).values(row).returning(*_COLUMNS)
        return self._transactions.write(lambda connection: _run(connection.execute(made).one()))

    def beat(self, run: Run, now: datetime) -> bool:
        """Note that the run lives; False if others took it for dead: then it must stop, as another goes on."""
        return self._transactions.write(lambda connection: beat(connection, run, now))

    def end(self, run: Run, now: datetime) -> None:
        """Note that the run is over. What it had claimed and not settled becomes doubtful."""

        def work(connection: Connection) -> None:
            over = update(tables.run).where(_C.id == run.id, _C.ended.is_(None)).values(ended=now, seen=now)
            connection.execute(over)
            _doubt(connection, run, now)

        self._transactions.write(work)

    def bury(self, now: datetime) -> list[Run]:
        """Find the runs that died without a word, end them, and make doubtful what they had claimed; return them."""
        if not self._transactions.read(lambda connection: _dead(connection, now)):
            return []  # as nearly always: nothing is locked for that
        return self._transactions.write(lambda connection: bury(connection, now))

    def alive(self, now: datetime, kind: RunKind | None = None) -> list[Run]:
        """Return the runs that live, the oldest first."""

        def work(connection: Connection) -> list[Run]:
            rows = [row for row in _open(connection) if not _is_dead(row, now)]
            return [_run(row) for row in rows if kind is None or row.kind == kind]

        return self._transactions.read(work)

    def latest(self, most: int = 20, kind: RunKind | None = None) -> list[Run]:
        """Return the last runs, of one kind or of all, the newest first, for a status page."""
        asked = select(*_COLUMNS).order_by(_C.id.desc()).limit(most)
        if kind is not None:
            asked = asked.where(_C.kind == kind)
        return self._transactions.read(lambda connection: [_run(row) for row in connection.execute(asked)])


def beat(connection: Connection, run: Run, now: datetime) -> bool:
    """Note that the run lives; False if it is over."""
    lives = update(tables.run).where(_C.id == run.id, _C.ended.is_(None)).values(seen=now)
    return bool(connection.execute(lives).rowcount)


def bury(connection: Connection, now: datetime) -> list[Run]:
    """End the runs that died without a word; make doubtful what they had claimed."""
    buried = []
    for row in _dead(connection, now):
        # Unless it has given a sign of life, or another has buried it, in the meantime.
        still = update(tables.run).where(_C.id == row.id, _C.ended.is_(None), _C.seen == row.seen)
        if connection.execute(still.values(ended=now, lost=True)).rowcount:
            run = _run(row)
            _doubt(connection, run, now)
            buried.append(run)
    return buried


def _doubt(connection: Connection, run: Run, now: datetime) -> None:
    c = tables.delivery.c
    words = f"the sender died with it in hand: process {run.process} on {run.host}"
    begun = select(tables.run_mailing.c.mailing).where(tables.run_mailing.c.run == run.id)
    left = update(tables.delivery).where(c.mailing.in_(begun), c.claimed_by == run.id, c.state == "claimed")
    connection.execute(left.values(state="doubtful", settled_at=now, words=words))


def _dead(connection: Connection, now: datetime) -> list[Row[*tuple[Any, ...]]]:
    return [row for row in _open(connection) if _is_dead(row, now)]


def _open(connection: Connection) -> list[Row[*tuple[Any, ...]]]:
    return [*connection.execute(select(*_COLUMNS).where(_C.ended.is_(None)).order_by(_C.id))]


def _is_dead(row: Row[*tuple[Any, ...]], now: datetime) -> bool:
    return now - row.seen > LEASE or _is_gone(row.process, row.origin)


def _origin(process: int) -> str:
    """Return what tells a process from any other, ever: its machine since when, its namespace, its start.

    Empty where the system does not say (it is Linux's way): then only the lease does.
    """
    try:
        machine = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        namespace = os.readlink("/proc/self/ns/pid")  # noqa: PTH115  no file: a name like pid:[4026531836]
        # The name of the program, in brackets, may hold anything; behind it stand its state and, 20th, its start.
        state, *rest = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return f"{machine} {namespace} {'gone' if state in 'ZX' else rest[18]}"


def _is_gone(process: int, origin: str) -> bool:
    """Tell whether a process of this machine and namespace is there no more; False for those that we cannot see."""
    own = _origin(os.getpid())
    if not origin or not own or origin.rpartition(" ")[0] != own.rpartition(" ")[0]:
        return False
    return _origin(process) != origin


def _run(row: Row[*tuple[Any, ...]]) -> Run:
    return Run(
        id=row.id,
        kind=row.kind,
        started=row.started,
        seen=row.seen,
        host=row.host,
        process=row.process,
        ended=row.ended,
        lost=row.lost,
    )
