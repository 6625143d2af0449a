"""An edition that editors changed → its files, made again. Edge: templates, files, store."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from briefgen.config.settings import Settings
from briefgen.model.edition import Edition
from briefgen.model.errors import UsageError
from briefgen.model.rendition import Format
from briefgen.pipeline import publish, read_edition
from briefgen.store import Store

log = logging.getLogger(__name__)

#: When the scheduler tries again what could not be made.
_SOON = timedelta(minutes=1)

_PDF = "briefing.pdf"


class Rewriting:
    """The files of a workspace's editions."""

    def __init__(self, settings: Callable[[], Settings], store: Store, formats: Sequence[Format]) -> None:
        """``formats`` are those that are made again."""
        self._settings, self._store, self._formats = settings, store, tuple(formats)

    def write(self, edition: Edition, now: datetime) -> tuple[Path, ...]:
        """Write the files of an edition. A PDF that cannot be made stops nobody; the scheduler tries it again."""
        settings, lacks = self._settings(), list[str]()
        self.take_away(edition)
        written = publish(
            edition,
            self._formats,
            folder=self._folder(edition),
            workspace=settings.workspace,
            sender=settings.sender,
            public_url=settings.public_url,
            on_missing=lambda form, problem: lacks.append(f"{form}: {problem}"),
        )
        if lacks:
            log.warning("%s went out without all of its files: %s", edition.id, "; ".join(lacks))
            self._store.due.lacks(edition.id, "\n".join(lacks), now + _SOON, tried=False)
        return written

    def take_away(self, edition: Edition) -> None:
        """Remove the PDF: readers fetch it as it lies there, and what was wrong in it is read no more."""
        with suppress(OSError):
            self._folder(edition).joinpath(_PDF).unlink()

    def is_stale(self, edition: Edition) -> bool:
        """Tell whether the files are not those of this edition, or not all: whoever wrote them was ended.

        False where the workspace keeps none of it any more.
        """
        folder = self._folder(edition)
        if not folder.is_dir():
            return False
        try:
            is_other = "json" in self._formats and read_edition(folder / "edition.json") != edition
        except UsageError:
            is_other = True
        return is_other or ("pdf" in self._formats and not folder.joinpath(_PDF).is_file())

    def _folder(self, edition: Edition) -> Path:
        return self._settings().workspace / "out" / edition.id
