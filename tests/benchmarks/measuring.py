"""Medians, peaks, and a row of the table."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What was measured, against what, and the limit it has to keep."""

    what: str
    measured: str
    peer: str = ""
    ratio: float | None = None
    limit: str = ""
    missed: bool = False

    def __str__(self) -> str:
        """Return the row as one line of text."""
        limit = f"{self.limit}  <-- MISSED" if self.missed else self.limit
        ratio = f"{self.ratio:.2f}" if self.ratio is not None else ""
        return f"{self.what:<58}{self.measured:>14}  {self.peer:>30}{ratio:>8}  {limit}"


def median_seconds(work: Callable[[], object], runs: int) -> float:
    """Return the median time of several runs, after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def run(*arguments: str) -> None:
    """Run Python with these arguments; stop with its words if it fails."""
    done = subprocess.run([sys.executable, *arguments], check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}\n{done.stderr}")


def peak_megabytes(arguments: Sequence[str]) -> float:
    """Run Python in a process of its own; return the most memory it held."""
    code = (
        "import resource, subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:]], check=True, "
        "stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True
    )
    unit = 1 if sys.platform == "darwin" else 1024
    return int(done.stdout) * unit / 1e6


def own_peak_megabytes() -> float:
    """Return the most memory that this process held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
