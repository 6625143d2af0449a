"""The folder that holds ``feeds/``, ``templates/`` and ``out/``: find it, and make a new one."""

from pathlib import Path

import briefgen
from briefgen.config.env_example import ENV_EXAMPLE
from briefgen.model.errors import OutputError, UsageError

_PACKAGE = Path(briefgen.__file__).parent


def find(workspace: Path) -> Path:
    """Return the absolute path of a workspace. Raises UsageError where the folder is none."""
    if not (workspace / "feeds").is_dir():
        message = f"{workspace} is not a workspace (it has no feeds/): `briefgen init DIR` makes one"
        raise UsageError(message)
    return workspace.resolve()


def packaged(package: Path = _PACKAGE) -> Path:
    """Return the workspace that briefgen brings: inside an installed package, else the repository itself."""
    inside = package / "workspace"
    return inside if inside.is_dir() else package.parent


def make_workspace(folder: Path, *, source: Path | None = None) -> list[Path]:
    """Make a workspace of the packaged one (or of ``source``) in ``folder``; return the files written.

    The folder may exist, its files are never overwritten: raises UsageError naming the first that is in the
    way, before anything is written. Raises OutputError for a file that cannot be written.
    """
    source = source or packaged()
    contents = {folder / path.relative_to(source): path.read_bytes() for path in _packaged_files(source)}
    contents[folder / ".env.example"] = ENV_EXAMPLE.encode()
    for target in contents:
        if target.exists() or target.is_symlink():
            message = f"{target} exists already; nothing was written"
            raise UsageError(message)
    written: list[Path] = []
    try:
        for target, content in contents.items():
            _write_new(target, content)
            written.append(target)
        _make_folder(folder / "feeds/briefings")
        _make_folder(folder / "out")
    except OutputError:
        for target in written:
            target.unlink()
        raise
    return written


def _packaged_files(source: Path) -> list[Path]:
    """List the files of a workspace's ``feeds/`` and ``templates/``, without hidden and compiled ones."""
    found = [path for part in ("feeds", "templates") for path in (source / part).rglob("*") if path.is_file()]
    return sorted(
        path
        for path in found
        if not any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(source).parts)
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"cannot make the folder {folder}: {error.strerror}"
        raise OutputError(message) from error


def _write_new(target: Path, content: bytes) -> None:
    """Write a file that does not exist yet, with ordinary rights whatever the packaged one has."""
    _make_folder(target.parent)
    try:
        with target.open("xb") as file:
            file.write(content)
    except OSError as error:
        if not isinstance(error, FileExistsError):
            target.unlink(missing_ok=True)
        message = f"cannot write {target}: {error.strerror}"
        raise OutputError(message) from error
