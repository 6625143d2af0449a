"""What went wrong → what is shown over the page: file, line, what is wrong, and the lines around it. Edge: disk."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefgen.model.errors import BriefgenError, ConfigError, TemplateError

#: Lines that are shown before and after the one that is meant, and the most letters of a line.
AROUND, WIDEST = 3, 400


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of an excerpt."""

    number: int
    text: str
    meant: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One fault that somebody can mend."""

    kind: Literal["template", "configuration", "other"]
    problem: str
    file: str = ""  #: as it is told; empty where no file is at fault
    line: int = 0
    key: str = ""
    excerpt: tuple[Line, ...] = ()


def faults_of(error: Exception, workspace: Path) -> tuple[Fault, ...]:
    """Return what is wrong, with excerpts of the files; a fault of our own is told in a line."""
    if isinstance(error, ConfigError):
        return tuple(
            Fault(
                kind="configuration",
                problem=mistake.problem,
                file=mistake.file,
                line=mistake.line,
                key=mistake.key,
                excerpt=excerpt(workspace / mistake.file, mistake.line),
            )
            for mistake in error.mistakes
        )
    if isinstance(error, TemplateError):
        found = excerpt(workspace / error.file, error.line)
        return (Fault(kind="template", problem=error.problem, file=error.file, line=error.line, excerpt=found),)
    if isinstance(error, BriefgenError):
        return (Fault(kind="other", problem=str(error)),)
    return (Fault(kind="other", problem=f"a fault of briefgen's own: {type(error).__name__}: {error}"),)


def excerpt(file: Path, line: int) -> tuple[Line, ...]:
    """Return the lines around one, counted from 1; none where the file cannot be read."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    first, last = max(line - AROUND, 1), min(line + AROUND, len(lines))
    return tuple(
        Line(number=number, text=lines[number - 1][:WIDEST], meant=number == line) for number in range(first, last + 1)
    )
