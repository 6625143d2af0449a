"""Address of a database → SQLAlchemy engine, with the transactions that we want."""

import sqlite3
import time
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from briefgen.model.errors import StoreError

#: Execution option of a connection that is going to write.
WRITES = "briefgen_writes"

#: Seconds between attempts to switch a new file to WAL.
_WAL_PAUSE = 0.05


def parse_address(address: str) -> URL:
    """Return the URL of an SQLite file or a PostgreSQL database; StoreError for anything else."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = URL.create("unreadable")
    kind = url.get_backend_name()
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername == "postgresql+psycopg":
        return url
    if kind == "sqlite" and not url.query and not url.host:
        return url.set(drivername="sqlite+pysqlite")
    message = "the store's address must be sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE"
    raise StoreError(message)


def address_of(file: Path) -> str:
    """Return the address of an SQLite file, whatever characters its path has."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def name_of(url: URL) -> str:
    """Return how a message names the database: its file, or host and database without the password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return f"PostgreSQL database {url.database or ''} at {url.host or 'the local socket'}".replace("  ", " ")


def is_memory(url: URL) -> bool:
    """Tell whether it is SQLite without a file."""
    return url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}


def make_engine(url: URL, busy_seconds: float) -> Engine:
    """Return an engine; nothing is connected yet, but the folder of an SQLite file is made."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, busy_seconds)
    try:
        return create_engine(url, pool_pre_ping=True)
    except ImportError as error:
        message = "PostgreSQL needs psycopg: pip install 'briefgen[postgresql]'"
        raise StoreError(message) from error


def _sqlite(url: URL, busy_seconds: float) -> Engine:
    if not is_memory(url):
        folder = Path(url.database or "").parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{url.database} cannot be made: {folder}: {error.strerror}"
            raise StoreError(message) from error
    engine = create_engine(url, connect_args={"timeout": 0})
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, busy_seconds))
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, busy_seconds: float) -> None:
    # The driver must begin no transaction by itself: it would do so at the first write only, and deferred.
    connection.isolation_level = None
    _switch_to_wal(connection, busy_seconds)
    connection.execute(f"PRAGMA busy_timeout = {round(busy_seconds * 1_000)}")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # Debian's way; elsewhere an erased reader's bytes would stay


def _switch_to_wal(connection: sqlite3.Connection, busy_seconds: float) -> None:
    # SQLite does not wait by itself where another process is making or switching the same new file.
    for attempts_left in reversed(range(1 + round(busy_seconds / _WAL_PAUSE))):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            primary = error.sqlite_errorcode & 0xFF  # above it the kind of being busy, such as SQLITE_BUSY_RECOVERY
            if primary != sqlite3.SQLITE_BUSY or not attempts_left:
                raise
            time.sleep(_WAL_PAUSE)
        else:
            return


def _begin(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once when another has written in between.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
