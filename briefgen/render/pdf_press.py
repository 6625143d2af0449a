"""HTML and CSS → PDF bytes, in a worker process with a memory limit and a deadline.

Starting the worker takes longer than a short edition: open one ``Press`` early, work on other formats meanwhile, and
print all PDFs of a run with it. A worker that died or was killed is replaced for the next document.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import IO, Any, Self, cast
from xml.sax.saxutils import escape

import briefgen
from briefgen.model.errors import NativeLibraryError, PdfError

#: Seconds that one document may take, the start of the worker included.
DEADLINE = 120.0

#: MiB of address space; an edition of twenty stories uses a quarter of it.
MEMORY = 1024

#: What the worker may know of our environment: where libraries and modules are, no secrets.
_PASSED_ON = frozenset(
    (
        "DYLD_FALLBACK_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "HOME",
        "LD_LIBRARY_PATH",
        "PATH",
        "PYTHONHOME",
        "PYTHONPATH",
        "SYSTEMROOT",
        "TEMP",
        "TMP",
        "TMPDIR",
        "VIRTUAL_ENV",
        "WEASYPRINT_DLL_DIRECTORIES",
    )
)

_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{fonts}<cachedir>{cache}</cachedir></fontconfig>
"""


class Press:
    """A worker process that prints. Use it in a ``with`` block; from one thread at a time."""

    def __init__(
        self,
        fonts: Sequence[Path],
        images: Mapping[str, bytes] = MappingProxyType({}),
        *,
        deadline: float = DEADLINE,
        memory: int = MEMORY,
    ) -> None:
        """Start a worker that knows the fonts of these folders and these images, and nothing else.

        ``deadline`` is in seconds for a document, ``memory`` in MiB of address space.
        """
        self.warnings: tuple[str, ...] = ()  #: what WeasyPrint said of the last document
        self._images, self._deadline, self._memory = dict(images), deadline, memory
        self._folder = tempfile.TemporaryDirectory(prefix="briefgen-pdf-")
        self._configuration = Path(self._folder.name) / "fonts.conf"
        self._configuration.write_text(_font_configuration(fonts, Path(self._folder.name)), encoding="utf-8")
        self._worker: _Worker | None = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker and remove its files."""
        self._drop()
        self._folder.cleanup()

    def check(self) -> bool:
        """Wait until the worker is ready; tell whether it has libharfbuzz-subset0, without which it is slow.

        Raises NativeLibraryError, or PdfError if it does not start in time.
        """
        with self._watched(self._deadline) as worker:
            return bool(worker.greeting()["subsetting"])

    def print(self, html: str, css: str, source: bytes = b"") -> bytes:
        """Return the document as PDF, with the ``source`` that it was made of attached as ``edition.json``.

        Raises PdfError if it takes too long, too much memory or cannot be laid out; NativeLibraryError.
        """
        with self._watched(self._deadline) as worker:
            worker.greeting()
            head, document = worker.ask((html.encode(errors="replace"), css.encode(), source), self._deadline)
            self.warnings = tuple(head["warnings"])
            return document

    def _start(self) -> "_Worker":
        return _Worker(self._configuration, self._images, self._memory)

    def _drop(self) -> None:
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    @contextlib.contextmanager
    def _watched(self, seconds: float) -> Iterator["_Worker"]:
        """Lend the worker, and kill it after so many seconds; whatever goes wrong ends it."""
        if self._worker is not None and self._worker.process.poll() is not None:
            self._drop()  # it died while nobody looked
        worker = self._worker = self._worker or self._start()
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            worker.process.kill()

        timer = threading.Timer(seconds, expire)
        timer.daemon = True
        timer.start()
        try:
            yield worker
        except (EOFError, BrokenPipeError) as fault:
            problem = f"not done after {seconds:g} s" if expired.is_set() else worker.last_words()
            message = f"the PDF was given up: {problem}"
            raise PdfError(message) from fault
        finally:
            timer.cancel()
            if worker.spoilt:
                self._drop()


class _Worker:
    """One process of ``pdf_worker``, and what was said with it."""

    def __init__(self, configuration: Path, images: Mapping[str, bytes], memory: int) -> None:
        self._memory = memory
        self._complaints = (configuration.parent / "stderr.txt").open("w+b")
        self.process = subprocess.Popen(
            (sys.executable, "-P", "-m", "briefgen.render.pdf_worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env=_environment(configuration),
        )
        self._jobs = cast("IO[bytes]", self.process.stdin)
        self._answers = cast("IO[bytes]", self.process.stdout)
        self._greeting: dict[str, Any] | None = None
        self.spoilt = False  #: it must not get another document: it owes an answer, or said that it cannot go on
        hello = {"memory": memory, "images": {name: len(image) for name, image in images.items()}}
        with contextlib.suppress(BrokenPipeError):  # then ``greeting`` tells what happened
            self._say(hello, *images.values())

    def greeting(self) -> dict[str, Any]:
        """Return the worker's first answer; wait for it if need be."""
        if self._greeting is None:
            self._greeting, _ = self._hear()
        return self._greeting

    def ask(self, parts: Sequence[bytes], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Send a document (HTML, CSS, source) and return the answer."""
        self.spoilt = True
        self._say({"sizes": [len(part) for part in parts], "seconds": seconds}, *parts)
        return self._hear()

    def last_words(self) -> str:
        """Say in a line why the process is dead."""
        status = self.process.wait()
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        if status == 0 or not lines:
            lines = ["without a word, as when memory runs out"]
        return f"its process ended with status {status}: {lines[-1][:200]}"

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for stream in (self._jobs, self._answers, self._complaints):
            with contextlib.suppress(BrokenPipeError):
                stream.close()

    def _say(self, head: dict[str, Any], *parts: bytes) -> None:
        self._jobs.write(json.dumps(head).encode() + b"\n")
        self._jobs.writelines(parts)
        self._jobs.flush()

    def _hear(self) -> tuple[dict[str, Any], bytes]:
        """Return an answer and its bytes. EOFError if the process is gone."""
        self.spoilt = True
        line = self._answers.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        head = json.loads(line)
        document = self._answers.read(head["size"])
        if len(document) < head["size"]:
            raise EOFError
        fault = head.get("fault")
        self.spoilt = fault in {"native", "memory"}
        if fault == "native":
            raise NativeLibraryError(_missing_library(head["problem"]))
        if fault == "memory":
            message = f"the PDF was given up: it needs more than {self._memory} MiB"
            raise PdfError(message)
        if fault:
            message = f"the PDF was given up: {head['problem']}"
            raise PdfError(message)
        return head, document


def _font_configuration(fonts: Sequence[Path], cache: Path) -> str:
    folders = "".join(f"<dir>{escape(str(folder.resolve()))}</dir>" for folder in fonts if folder.is_dir())
    return _FONTCONFIG.format(fonts=folders, cache=escape(str(cache / "cache")))


def _environment(configuration: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name in _PASSED_ON}
    paths = (ours.get("PYTHONPATH", ""), str(Path(briefgen.__file__).parents[1]))
    return {
        **ours,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONHASHSEED": "0",
        "LC_ALL": "C.UTF-8",
        "PANGOCAIRO_BACKEND": "fc",
        "FONTCONFIG_FILE": str(configuration),
    }


def _missing_library(problem: str) -> str:
    first = problem.strip().splitlines()[0][:120] if problem.strip() else "a library is missing"
    if sys.platform == "darwin":
        remedy = "brew install pango; export DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib"
    elif sys.platform == "win32":
        remedy = "install mingw-w64-ucrt-x86_64-pango with MSYS2 and set WEASYPRINT_DLL_DIRECTORIES to its bin folder"
    else:
        remedy = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (macOS: brew install pango)"
    return f"PDF needs Pango: {remedy} ({first})"
