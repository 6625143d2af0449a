"""Addresses, connections and what is told when they fail."""

import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import text

from briefgen.model.errors import StoreError
from briefgen.model.feed import FeedState
from briefgen.store import Store, address_of
from briefgen.store.engine import make_engine, name_of, parse_address
from tests.factories import NOON, an_article
from tests.store.conftest import PostgresServer

STATE = FeedState(feed="harbour-post")


def told(url: str) -> str:
    """Return the one line with which opening fails."""
    with pytest.raises(StoreError) as caught:
        Store.open(url, busy_seconds=0.1)
    line = str(caught.value)
    assert "\n" not in line
    return line


@pytest.mark.parametrize(
    "address",
    [
        "",
        "briefgen.db",
        "mysql://host/db",
        "postgresql+asyncpg://host/db",
        "sqlite:///a.db?mode=ro",
        "sqlite://host/a.db",
    ],
)
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    """The message shows the two forms there are."""
    assert "sqlite:///FILE or postgresql+psycopg://" in told(address)


def test_no_message_shows_the_password() -> None:
    """Neither where nobody listens nor for a wrong port."""
    line = told("postgresql+psycopg://desk:canary@127.0.0.1:1/news")
    assert line.startswith("PostgreSQL database news at 127.0.0.1 cannot be used: ")
    assert "canary" not in line
    assert "canary" not in told("postgresql+psycopg://desk:canary@127.0.0.1:port/news")


def test_a_database_that_the_server_lacks_is_told(postgres: PostgresServer) -> None:
    """Databases are made by whoever runs the server."""
    assert "does not exist" in told(postgres.url("nowhere"))


def test_without_psycopg_the_message_says_what_to_install() -> None:
    """In a process that cannot import it."""
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from briefgen.store import Store\n"
        "from briefgen.model.errors import StoreError\n"
        "try: Store.open('postgresql+psycopg://desk@127.0.0.1/news')\n"
        "except StoreError as error: print(error)\n"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout  # noqa: S603  ours
    assert said == "PostgreSQL needs psycopg: pip install 'briefgen[postgresql]'\n"


def test_a_short_postgresql_address_means_psycopg() -> None:
    """The one driver that we have."""
    assert parse_address("postgresql://desk@db.example/news").drivername == "postgresql+psycopg"
    assert name_of(parse_address("postgresql:///news")) == "PostgreSQL database news at the local socket"


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """It is left as it is."""
    file = tmp_path / "notes.db"
    file.write_text("Dear diary, " * 100)
    assert told(f"sqlite:///{file}") == f"{file} is not a database"
    assert file.read_text().startswith("Dear diary")


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    """SQLite cannot open it."""
    assert told(f"sqlite:///{tmp_path}").startswith(f"{tmp_path} cannot be opened or made")


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    """No folder can be made there."""
    (tmp_path / "out").write_text("")
    line = told(f"sqlite:///{tmp_path}/out/briefgen.db")
    assert line == f"{tmp_path}/out/briefgen.db cannot be made: {tmp_path}/out: File exists"


def test_what_may_not_be_written_is_told_with_its_name() -> None:
    """A folder, and a file, of somebody else; in a process that is not root, who may write everything."""
    program = (
        "import os, sys\n"
        "from briefgen.store import Store\n"
        "from briefgen.model.errors import StoreError\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "for url in sys.argv[1:]:\n"
        "    try: Store.open(url)\n"
        "    except StoreError as error: print(error)\n"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        Store.open(f"sqlite:///{folder}/there.db").close()
        Path(f"{folder}/there.db").chmod(0o444)
        folder.chmod(0o555)
        urls = [f"sqlite:///{folder}/{file}" for file in ("new.db", "sub/new.db", "there.db")]
        process = subprocess.run([sys.executable, "-c", program, *urls], check=True, capture_output=True, text=True)  # noqa: S603  ours
        folder.chmod(0o755)
    new, below, there = process.stdout.splitlines()
    permissions = "look at the folder and its permissions"
    assert new == f"{folder}/new.db cannot be opened or made: {permissions}"
    assert below == f"{folder}/sub/new.db cannot be made: {folder}/sub: Permission denied"
    assert there.startswith(f"{folder}/there.db cannot be ")


def test_a_locked_database_is_told_after_the_wait(tmp_path: Path) -> None:
    """Reading goes on meanwhile, and writing once the lock is gone."""
    file = tmp_path / "briefgen.db"
    with Store.open(f"sqlite:///{file}", busy_seconds=0.1) as store:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            store.save_poll(STATE, [an_article()], NOON)
        assert str(caught.value) == f"{file} is locked by another program"
        assert store.feed_states() == {}
        other.rollback()
        other.close()
        assert store.save_poll(STATE, [an_article()], NOON).new == 1


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_new_database_that_another_program_holds_is_told(tmp_path: Path, lock: str) -> None:
    """Also where SQLite itself would not wait."""
    file = tmp_path / "briefgen.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute(f"BEGIN {lock}")
    assert told(f"sqlite:///{file}") == f"{file} is locked by another program"
    other.close()


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    """Its header is right, its pages are not."""
    file = tmp_path / "briefgen.db"
    Store.open(f"sqlite:///{file}").close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    assert told(f"sqlite:///{file}") == f"{file} is damaged"


def test_sqlite_connections_are_set_as_promised(tmp_path: Path) -> None:
    """WAL, synchronous NORMAL (1), foreign keys, thirty seconds of patience."""
    url = parse_address(f"sqlite:///{tmp_path}/briefgen.db")
    engine = make_engine(url, 30)
    with engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        assert [connection.scalar(text(f"PRAGMA {name}")) for name in pragmas] == ["wal", 1, 1, 30_000]
    engine.dispose()


@pytest.mark.parametrize("name", ["with space.db", "100%25 sure?.db", "ünï—צפון.db", "a#b&c=d+e.db"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    """``address_of`` writes it so that it is read back as it is."""
    with Store.open(address_of(tmp_path / name)) as store:
        assert store.name == f"{tmp_path}/{name}"
    assert (tmp_path / name).stat().st_size > 0


def test_a_store_can_live_in_memory() -> None:
    """For a preview or a test."""
    with Store.open("sqlite://") as store:
        assert store.save_poll(STATE, [an_article()], NOON).new == 1
        assert len(store.find_articles(an_article().url)) == 1
