"""Every test of the store runs on an SQLite file and, where its binaries are, on a PostgreSQL of our own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from briefgen.store import Store

_numbers = count(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class PostgresServer:
    """A private cluster on loopback."""

    programs: Path
    folder: Path
    port: int
    user: str | None  #: to run its programs as; the server refuses root

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs; CalledProcessError if it fails."""
        subprocess.run(  # noqa: S603  PostgreSQL's own programs
            [self.programs / program, *arguments],
            check=True,
            user=self.user,
            group="nogroup" if self.user else None,
            extra_groups=[] if self.user else None,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def start(self) -> None:
        """Return when it takes connections."""
        settings = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off"
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-o", settings, "-w", "start")

    def stop(self) -> None:
        """Return when it has stopped."""
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop")

    def url(self, database: str) -> str:
        """Return the address of one database."""
        return f"postgresql+psycopg://briefgen@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str) -> None:
        """Run one statement outside the store."""
        import psycopg  # noqa: PLC0415  the optional extra: without it these tests are skipped

        with psycopg.connect(self.url("postgres").replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement)


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return versions[-1].parent if versions else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Start a server of our own, skip where there is none to start."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'briefgen[postgresql]'")
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt install postgresql")
    user = "nobody" if os.geteuid() == 0 else None
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="briefgen-postgres-"))
    try:
        if user:
            shutil.chown(folder, user)
        server = PostgresServer(programs=programs, folder=folder, port=port, user=user)
        server.run("initdb", "-D", f"{folder}/data", "-U", "briefgen", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a new, empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/out/briefgen.db"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    database = f"test_{next(_numbers)}"
    server.execute(f"CREATE DATABASE {database}")
    yield server.url(database)
    server.execute(f"DROP DATABASE {database} WITH (FORCE)")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Return an open, empty store of each kind."""
    with Store.open(url) as opened:
        yield opened
