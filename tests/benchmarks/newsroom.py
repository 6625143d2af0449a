"""A workspace that polls the feeds of ``outlets``, each poll in a process of its own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.measuring import run
from tests.benchmarks.processes import Watched, watch

#: A Wednesday noon: polls are a week apart, so that no hint of a document keeps any feed from being asked.
_FIRST = datetime(2026, 1, 7, 12, tzinfo=UTC)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Poll:
    """What one poll took and gave."""

    seconds: float
    new: int
    memory: Watched


class Newsroom:
    """Feeds to poll, and how often they have been polled."""

    def __init__(self, folder: Path, addresses: Sequence[str]) -> None:
        """Lay out the workspace; the store is made by the first poll."""
        run("-m", "briefgen", "init", str(folder))
        feeds = (
            f'[[feed]]\nid = "f{n}"\ntitle = "Outlet {n}"\nurl = "{url}"\nallow_private_network = true\n'
            for n, url in enumerate(addresses)
        )
        (folder / "feeds" / "feeds.toml").write_text("\n".join(feeds), encoding="utf-8")
        self._folder, self._count, self._polls = folder, len(addresses), 0

    def poll(self, expected: str) -> Poll:
        """Poll all feeds a week after the last time. RuntimeError if one of a hundred is not as ``expected``."""
        moment = _FIRST + self._polls * _WEEK
        self._polls += 1
        memory = watch(["-m", "tests.benchmarks.poll_alone", str(self._folder), moment.isoformat()])
        told = json.loads(memory.printed)
        if told.get(expected, 0) < 0.99 * self._count:
            message = f"of {self._count} feeds, {told.get(expected, 0)} were {expected}: {memory.printed}"
            raise RuntimeError(message)
        return Poll(seconds=told["seconds"], new=told["new"], memory=memory)

    def forget(self) -> None:
        """Remove the store: the next poll is the first again."""
        for file in (self._folder / "out").glob("briefgen.db*"):
            file.unlink()
