"""Other programs that poll feeds, each in an environment of its own that `.ci/setup peers` makes."""

import configparser
import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]


def program(peer: str, name: str) -> Path | None:
    """Return a program of a peer's environment, if it is installed."""
    path = REPOSITORY / ".cache" / "peers" / peer / "bin" / name
    return path if path.is_file() else None


class Reader:
    """lemon24/reader, which updates with 16 workers into SQLite."""

    def __init__(self, python: Path, folder: Path, addresses: Sequence[str]) -> None:
        """Know the feeds; its database is made by the first update."""
        self._python, self._database, self._addresses = python, folder / "reader.db", folder / "reader.txt"
        self._addresses.write_text("\n".join(addresses), encoding="utf-8")
        self._count = len(addresses)

    def update(self) -> float:
        """Update all feeds; seconds of ``update_feeds``. RuntimeError if it could not read one in twenty."""
        script = Path(__file__).with_name("reader_alone.py")
        told = json.loads(_run([self._python, "-W", "ignore", script, self._database, self._addresses]))
        if told["failed"] > self._count / 20:
            message = f"reader failed on {told['failed']} of {self._count} feeds"
            raise RuntimeError(message)
        return float(told["seconds"])

    def forget(self) -> None:
        """Remove the database."""
        for file in self._database.parent.glob(f"{self._database.name}*"):
            file.unlink()


class Rss2email:
    """rss2email, one feed after the other, sending nothing."""

    def __init__(self, r2e: Path, folder: Path, addresses: Sequence[str]) -> None:
        """Write its configuration; what it has seen goes into a file beside it."""
        self._command: list[Path | str] = [
            r2e,
            "-c",
            folder / "rss2email.cfg",
            "-d",
            folder / "rss2email.json",
            "run",
            "--no-send",
        ]
        settings = configparser.ConfigParser(interpolation=None)
        settings["DEFAULT"] = {"to": "reader@example.invalid", "from": "desk@example.invalid", "verbose": "error"}
        for n, address in enumerate(addresses):
            settings[f"feed.f{n}"] = {"url": address}
        with (folder / "rss2email.cfg").open("w", encoding="utf-8") as file:
            settings.write(file)

    def run(self) -> float:
        """Ask all feeds; seconds, of which a part is its start."""
        begun = time.perf_counter()
        _run(self._command)
        return time.perf_counter() - begun


def _run(command: Sequence[Path | str]) -> str:
    done = subprocess.run(  # noqa: S603  our own words
        list(map(str, command)), check=False, capture_output=True, text=True
    )
    if done.returncode:
        message = f"{command[0]} failed: {done.stderr[-300:]}"
        raise RuntimeError(message)
    return done.stdout
