"""A workspace as it is now → what its editions look like, in every format. Knows what a change makes stale.

Used from several threads: pages are filled one at a time, and PDFs, which take seconds, beside them one at a time.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from briefgen.config import Config, load
from briefgen.config.settings import Settings
from briefgen.model.edition import Edition
from briefgen.model.errors import BriefgenError, UsageError
from briefgen.model.rendition import Format, Rendition
from briefgen.render import SENDER, Engine, Press, open_press, packaged_templates, render
from briefgen.web.preview.changes import Kind
from briefgen.web.preview.faults import Fault, faults_of
from briefgen.web.preview.specimens import Publication, Specimen, find_editions, publications, read_saved


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """The files of one format, or why there are none."""

    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    faults: tuple[Fault, ...] = ()


@dataclass(kw_only=True, slots=True)
class _Batch:
    """The files of one format, of which only those are made that somebody asked for."""

    coming: Iterator[Rendition]
    made: Made = field(default_factory=Made)


class Workshop:
    """The workspace, and what was made of it since its last change."""

    def __init__(self, workspace: Path, settings: Callable[[], Settings]) -> None:
        """Take an absolute path, and what reads the settings whenever they are needed."""
        self.workspace = workspace
        self.settings = settings
        self.generation = 0
        self.config_faults: tuple[Fault, ...] = ()
        self._sample: tuple[Edition, ...] = ()
        self._config: Config | None = None
        self._publications: tuple[Publication, ...] = ()
        self._read: dict[Path, tuple[tuple[int, int], Edition | str]] = {}
        self._batches: dict[tuple[str, Format], _Batch] = {}
        self._engine: Engine | None = None
        self._press: Press | None = None
        self._closed = False
        self._lock, self._press_lock = threading.RLock(), threading.Lock()
        self._read_configuration()
        self._take_stock()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of templates, the workspace's own first where it has one."""
        own = self.workspace / "templates"
        return tuple(dict.fromkeys([*([own] if own.is_dir() else []), packaged_templates()]))

    @property
    def publications(self) -> tuple[Publication, ...]:
        """What can be looked at."""
        return self._publications

    def changed(self, kinds: Collection[Kind]) -> None:
        """Forget what such changes make stale."""
        with self._lock:
            self.generation += 1
            self._engine = None
            self._batches.clear()
            if "configuration" in kinds:
                self._read_configuration()
            if {"configuration", "edition"} & set(kinds):
                self._take_stock()
        if "asset" in kinds:
            with self._press_lock:
                self._close_press()

    def offer(self, sample: Sequence[Edition]) -> None:
        """Add the sample's editions to what can be looked at."""
        with self._lock:
            self.generation += 1
            self._sample = tuple(sample)
            self._take_stock()

    def specimen(self, place: str) -> Specimen:
        """Return what stands at a place. Raises UsageError where nothing does."""
        for publication in self._publications:
            for specimen in publication.specimens:
                if specimen.place == place:
                    return specimen
        message = f"there is no edition {place!r} any more"
        raise UsageError(message)

    def first(self, publication: str = "") -> Specimen | None:
        """Return what to look at first: the latest edition saved, of this publication or of any; else the sample's."""
        wanted = [one for one in self._publications if one.id == publication] or self._publications
        ordered = [specimen for shelf in ("saved", "sample", "edge") for one in wanted for specimen in one.on(shelf)]
        return ordered[0] if ordered else None

    def make(self, specimen: Specimen, wanted: Format, file: str) -> Made:
        """Return the files of a format other than PDF, as templates and theme are now: those up to ``file``."""
        if specimen.edition is None:
            return Made(faults=(Fault(kind="other", problem=specimen.problem),))
        with self._lock:
            key = (specimen.place, wanted)
            if key not in self._batches:
                self._batches[key] = _Batch(coming=self._rendered(specimen.edition, wanted, None))
            batch = self._batches[key]
            if file not in batch.made.files and not batch.made.faults:
                batch.made = self._more(batch, file)
            return batch.made

    def print(self, specimen: Specimen) -> Made:
        """Return the PDF. Takes seconds; pages can be made meanwhile."""
        if specimen.edition is None:
            return Made(faults=(Fault(kind="other", problem=specimen.problem),))
        with self._press_lock:
            if self._closed:
                return Made()
            try:
                self._press = self._press or open_press(self._tools())
            except (BriefgenError, OSError) as error:
                return Made(faults=faults_of(error, self.workspace))
            return self._more(_Batch(coming=self._rendered(specimen.edition, "pdf", self._press)), "briefing.pdf")

    def close(self) -> None:
        """End the PDF's worker; whoever waits for it gets an error instead of a document."""
        self._closed = True
        if self._press is not None:
            self._press.close()

    def _tools(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = Engine(self.folders)
            return self._engine

    def _rendered(self, edition: Edition, wanted: Format, press: Press | None) -> Iterator[Rendition]:
        try:
            sender = self.settings().sender or SENDER
        except BriefgenError:
            sender = SENDER  # shown as a fault of the configuration
        yield from render(edition, (wanted,), templates=self._tools(), sender=sender, press=press)

    def _more(self, batch: _Batch, file: str) -> Made:
        """Make files until the one that is wanted is there."""
        files = dict(batch.made.files)
        try:
            for rendition in batch.coming:
                files[rendition.name] = rendition.content
                if rendition.name == file:
                    break
        except Exception as error:  # noqa: BLE001  whatever it is, it is shown over the page
            return Made(files=files, faults=faults_of(error, self.workspace))
        return Made(files=files)

    def _close_press(self) -> None:
        if self._press is not None:
            self._press.close()
            self._press = None

    def _read_configuration(self) -> None:
        """Read it anew; a wrong one leaves the last right one in use."""
        faults: list[Fault] = []
        try:
            self._config = load(self.workspace)
        except BriefgenError as error:
            faults += faults_of(error, self.workspace)
        try:
            self.settings()
        except BriefgenError as error:
            faults += faults_of(error, self.workspace)
        self.config_faults = tuple(faults)

    def _take_stock(self) -> None:
        saved = [(name, self._edition(file)) for name, file in find_editions(self.workspace / "out")]
        self._publications = publications(self._config.briefings if self._config else {}, saved, self._sample)

    def _edition(self, file: Path) -> Edition | str:
        """Read a saved edition, once for each time it was written."""
        try:
            status = file.stat()
        except OSError as error:
            return f"{file.name} cannot be read: {error.strerror}"
        written = (status.st_mtime_ns, status.st_size)
        if file not in self._read or self._read[file][0] != written:
            self._read[file] = (written, read_saved(file))
        return self._read[file][1]
