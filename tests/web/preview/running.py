"""A workspace with a saved edition, and ``briefgen preview`` running on it, as a person would start it."""

import dataclasses
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefgen.model import wire
from briefgen.model.edition import Edition
from tests.newsroom import a_newsroom
from tests.render.rich import a_rich_edition

REPOSITORY = Path(__file__).parents[3]

#: What of the templates the workspace has itself; the rest is packaged.
OWN = ("page", "text", "email", "theme.toml", "words.toml")

#: Where the saved edition is looked at.
PLACE = "morning/saved/morning/2022-03-09"


def the_edition() -> Edition:
    """Return the edition that is saved: ten stories, with all that an edition can hold."""
    rich = a_rich_edition()
    masthead = dataclasses.replace(rich.briefing, id="morning", title="Morning Briefing", tagline="What happened")
    return dataclasses.replace(rich, id="morning/2022-03-09", briefing=masthead)


def a_workspace(folder: Path) -> Path:
    """Lay out a newsroom with templates of its own and one saved edition; return its folder."""
    workspace = a_newsroom(folder).resolve()
    for name in OWN:
        source = REPOSITORY / "templates" / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        (workspace / "templates").mkdir(exist_ok=True)
        copy(source, workspace / "templates" / name)
    save(workspace, the_edition())
    return workspace


def save(workspace: Path, edition: Edition) -> Path:
    """Save an edition where a build would."""
    file = workspace / "out" / edition.id / "edition.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(wire.encode(edition))
    return file


def start(workspace: Path, *options: str, **settings: str) -> subprocess.Popen[str]:
    """Start ``briefgen preview``; its settings are those given and no others."""
    ours = {
        name: value for name, value in os.environ.items() if not name.startswith(("BRIEFGEN_", "DISPLAY", "BROWSER"))
    }
    return subprocess.Popen(  # noqa: S603  our own words
        [sys.executable, "-m", "briefgen", "--workspace", str(workspace), "preview", *options],
        cwd=REPOSITORY,
        env={**ours, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def line_of(process: subprocess.Popen[str]) -> str:
    """Return the first line that it prints: its address."""
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if not line:
        _, said = process.communicate()
        raise AssertionError(said)
    return line


def stop(process: subprocess.Popen[str]) -> tuple[int, str]:
    """End it as Ctrl-C does; return its exit status and what it said after its address."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    return process.returncode, out + err


@contextmanager
def a_preview(workspace: Path, *options: str, **settings: str) -> Iterator[str]:
    """Run a preview and lend its address, without the slash at its end."""
    process = start(workspace, "--no-open", *options, **settings)
    try:
        yield line_of(process).rstrip("/")
    finally:
        status, said = stop(process)
    assert (status, said) == (0, "")


@contextmanager
def edited(file: Path, *changes: tuple[str, str], text: str | None = None) -> Iterator[None]:
    """Replace parts of a file, or all of it, and put it back as it was; a file that was not there goes again."""
    before = file.read_text(encoding="utf-8") if file.exists() else None
    after = text if text is not None else before or ""
    for old, new in changes:
        assert old in after, f"{file} has no {old!r}"
        after = after.replace(old, new, 1)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(after, encoding="utf-8")
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before, encoding="utf-8")
