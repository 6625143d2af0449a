"""The workspace's files, read again when they change → the configuration that is good. Edge: reads files.

One that has mistakes changes nothing: what was good before goes on until they are mended.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefgen.config import Config, load
from briefgen.config.settings import Settings, read_settings
from briefgen.model.errors import BriefgenError

#: Of each file: its name, when it was changed, its size.
_Seen = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """What a look at the files gave."""

    what: Literal["same", "changed", "broken", "mended"]
    problem: str = ""  #: every mistake of a broken one


class Reloading:
    """The configuration and settings of a workspace, as they are now."""

    def __init__(self, workspace: Path, environ: Mapping[str, str]) -> None:
        """Read the files for the first time. Raises ConfigError and UsageError: nothing begins with mistakes."""
        self._workspace, self._environ = workspace, environ
        self._lock = threading.Lock()
        self._seen = _look(workspace)
        self._suspected = False  # the last look found mistakes: perhaps a file that is half written
        self._broken = False
        self._good = self._read()

    @property
    def config(self) -> Config:
        """The last good configuration."""
        return self._good[0]

    @property
    def settings(self) -> Settings:
        """The last good settings."""
        return self._good[1]

    def look(self) -> Looked:
        """Read the files if they have changed. Mistakes are told on the second look that finds the same files."""
        with self._lock:
            seen = _look(self._workspace)
            if seen == self._seen and not self._suspected:
                return Looked(what="same")
            new = seen != self._seen
            self._seen = seen
            try:
                good = self._read()
            except BriefgenError as error:
                self._suspected = new
                if new:
                    return Looked(what="same")
                self._broken = True
                return Looked(what="broken", problem=str(error))
            self._suspected = False
            mended, self._broken = self._broken, False
            self._good = good
            return Looked(what="mended" if mended else "changed")

    def _read(self) -> tuple[Config, Settings]:
        return load(self._workspace), read_settings(self._workspace, self._environ)


def _look(workspace: Path) -> _Seen:
    """Return what tells whether a file was changed, of each that is configuration."""
    feeds = workspace / "feeds"
    found = []
    for path in (*sorted(feeds.glob("*.toml")), *sorted(feeds.glob("briefings/*.toml")), workspace / ".env"):
        try:
            stat = path.stat()
        except OSError:
            continue
        found.append((str(path.relative_to(workspace)), stat.st_mtime_ns, stat.st_size))
    return tuple(found)
