"""Writes files whole or not at all: temporary file, fsync, rename, fsync of the folder.

A naive write, killed, left 33 of 40 files torn (reference ``reliability.md``).
"""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from briefgen.model.errors import OutputError
from briefgen.model.rendition import Rendition

#: What a leftover of a killed write is called; the next write into the folder sweeps it away.
_UNFINISHED = ".unfinished-"


def write_renditions(renditions: Iterable[Rendition], folder: Path) -> list[Path]:
    """Write each rendition under its name into ``folder``, which is made if it is missing.

    A rendition that fails to be made leaves those before it written. Raises OutputError, with the path.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob(f"{_UNFINISHED}*"):
            leftover.unlink(missing_ok=True)
    except OSError as error:
        raise _told(folder, error) from error
    return [write_whole(folder / rendition.name, rendition.content) for rendition in renditions]


def write_whole(path: Path, content: bytes) -> Path:
    """Replace ``path`` by ``content``: whoever reads it finds the old file or the new one, never a part."""
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_UNFINISHED, delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise _told(path, error) from error
    return path


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _told(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}")
