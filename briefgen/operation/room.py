"""How much room is left where editions are written."""

import shutil
from pathlib import Path

from briefgen.model.errors import OutputError

#: Less free space than this, and editions may stay unbuilt. Bytes.
LEAST_SPACE = 200_000_000


def free_space(folder: Path) -> int:
    """Return the bytes that are free where a folder is, or will be."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def check_room(folder: Path, *, least: int = LEAST_SPACE) -> None:
    """Raise OutputError where less than ``least`` bytes are free."""
    if (free := free_space(folder)) < least:
        message = f"{folder}: {free / 1e6:.0f} MB free, {least / 1e6:.0f} MB are needed: nothing was started"
        raise OutputError(message)
