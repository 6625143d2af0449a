"""Work on a connection → one transaction, done again where the fault passes by itself."""

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from briefgen.store.engine import WRITES
from briefgen.store.faults import is_passing, told

T = TypeVar("T")

#: Pauses in seconds before a transaction is tried again, after a deadlock or a restart of the server.
_PAUSES = (0.2, 1.0, 3.0)


class Transactions:
    """One database's transactions. Work that fails for good raises StoreError, in one line that names the database.

    Work may be done twice: where the connection is lost during the commit nobody knows whether it was one.
    """

    def __init__(self, name: str, engine: Engine) -> None:
        """Take the database's name for messages, and an engine."""
        self.name = name
        self._reading = engine
        self._writing = engine.execution_options(**{WRITES: True})

    def read(self, work: Callable[[Connection], T]) -> T:
        """Return what the work returns, from one consistent view."""
        return self._transact(self._reading, work)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Return what the work returns once it is committed."""
        return self._transact(self._writing, work)

    def write_knowing(self, work: Callable[[Connection, bool], T]) -> T:
        """As ``write``; the work is told whether it may have been committed once already."""
        attempts = iter((False,))
        return self._transact(self._writing, lambda connection: work(connection, next(attempts, True)))

    def empty_log(self) -> None:
        """Leave nothing of what was deleted in SQLite's log, which otherwise keeps it until other writes cover it.

        Best effort: while another program reads from the log it stays. PostgreSQL does this itself (autovacuum).
        """
        if self._reading.dialect.name != "sqlite":
            return
        with told(self.name):
            raw = self._reading.raw_connection()  # no transaction, in which it cannot be done
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                raw.close()

    def _transact(self, engine: Engine, work: Callable[[Connection], T]) -> T:
        with told(self.name):
            for pause in _PAUSES:
                try:
                    with engine.begin() as connection:
                        return work(connection)
                except DBAPIError as error:
                    if not is_passing(error):
                        raise
                    time.sleep(pause)
            with engine.begin() as connection:
                return work(connection)
