"""The memory of a program and of all processes that it starts, watched while it runs. Linux only."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Seconds between two looks. A peak that lasts shorter is missed in ``total``, not in ``largest``.
_PAUSE = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """What a program printed and held. Megabytes; nan where the system does not tell."""

    printed: str
    largest: float  #: the most that any one process ever held resident
    total: float  #: the most that all held at one look, memory that they share counted once
    each: tuple[float, ...]  #: the most of every process, the largest first


def watch(arguments: Sequence[str]) -> Watched:
    """Run Python with these arguments. Raises CalledProcessError if it fails."""
    peaks: dict[int, float] = {}
    total = 0.0
    ended = threading.Event()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True) as program:  # noqa: S603

        def look() -> None:
            nonlocal total
            while not ended.wait(_PAUSE):
                now = 0.0
                for pid in _family(program.pid):
                    peaks[pid] = max(peaks.get(pid, 0.0), _kilobytes(pid, "status", "VmHWM:") / 1e3)
                    now += _kilobytes(pid, "smaps_rollup", "Pss:") / 1e3
                total = max(total, now)

        watcher = threading.Thread(target=look, name="watch")
        watcher.start()
        try:
            printed = program.communicate()[0]
        finally:
            ended.set()
            watcher.join()
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, list(arguments))
    each = tuple(sorted(peaks.values(), reverse=True))
    nothing = float("nan")
    return Watched(printed=printed, largest=max(each, default=nothing), total=total or nothing, each=each)


def _family(pid: int) -> Iterator[int]:
    """Yield the process and its descendants."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _text(children).split():
            yield from _family(int(child))


def _kilobytes(pid: int, file: str, name: str) -> float:
    for line in _text(Path(f"/proc/{pid}/{file}")).splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1.024
    return 0.0


def _text(file: Path) -> str:
    """Return what the kernel says, nothing of a process that is gone."""
    try:
        return os.fsdecode(file.read_bytes())
    except OSError:
        return ""
