"""A changed file → what it is to a preview; and when a burst of changes is shown. Pure."""

from pathlib import Path
from typing import Literal

#: A template, style, theme or words; a font or picture; the configuration; a saved edition.
Kind = Literal["template", "asset", "configuration", "edition"]

#: Seconds without a change after which a burst is over, and the longest that one is waited for.
QUIET, LONGEST = 0.13, 4.0

_ASSETS = (".ttf", ".otf", ".woff", ".woff2", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico")
#: What editors leave beside a file while they write it.
_SCRAPS = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".orig", ".part", ".crdownload", "___jb_tmp___", "___jb_old___")


def kind_of(path: Path, workspace: Path, packaged: Path) -> Kind | None:
    """Return what a changed file is; None where no page depends on it."""
    name = path.name
    if path == workspace / ".env":
        return "configuration"
    if name.startswith((".", "#", "4913")) or name.endswith((*_SCRAPS, ".pyc")):
        return None
    if path.is_relative_to(workspace / "templates") or path.is_relative_to(packaged):
        return "asset" if name.lower().endswith(_ASSETS) else "template"
    folder = not path.suffix  # a folder that came or went may hold anything
    if path.is_relative_to(workspace / "feeds"):
        return "configuration" if folder or path.suffix == ".toml" else None
    if path.is_relative_to(workspace / "out"):
        return "edition" if folder or name == "edition.json" else None
    return None


class Burst:
    """Decides when changes are shown: the first at once, those that follow in one go when they have ceased."""

    def __init__(self, quiet: float = QUIET, longest: float = LONGEST) -> None:
        """Take seconds: of quiet after which a burst is over, and that it may be waited for."""
        self._quiet, self._longest = quiet, longest
        self._last = self._since = float("-inf")
        self._pending = False

    def arrived(self, now: float) -> float:
        """A change is there → the moment when all that are pending are to be shown."""
        calm = now - self._last >= self._quiet
        self._last = now
        if not self._pending:
            self._pending, self._since = True, now
            return now if calm else now + self._quiet
        return min(now + self._quiet, self._since + self._longest)

    def shown(self) -> None:
        """What was pending is shown."""
        self._pending = False
