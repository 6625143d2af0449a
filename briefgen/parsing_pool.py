"""Workers: processes that read documents and pages, each with a memory limit and a deadline for every one. Edge.

Run as a module this is a worker: jobs on standard input, answers on standard output, both pickled. It reads hostile
documents, so of its answers nothing but our nouns is believed.
"""

import contextlib
import dataclasses
import functools
import importlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Self, cast

import briefgen
from briefgen.model.feed import FetchedFeed, FetchError
from briefgen.model.page import FetchedPage, Page, PageError
from briefgen.parse import ParsedFeed, parse_feed

#: Bytes of documents read in this process before a worker is started, which costs as much: so `poll --feed` of a usual
#: feed starts none. The worst document of this size that we know takes a second.
HERE = 128 * 1024

#: Seconds that a worker may take to start on a busy machine.
_STARTING = 60.0

#: What a worker may know of our environment: where libraries and modules are, no secrets.
_PASSED_ON = ("DYLD_LIBRARY_PATH", "HOME", "LD_LIBRARY_PATH", "PATH", "PYTHONHOME", "SYSTEMROOT", "VIRTUAL_ENV")

_Document = FetchedFeed | FetchedPage
#: A document, the present, the last moment that exists, what is known of its items.
_Job = tuple[_Document, datetime, datetime | None, str]
_Answer = ParsedFeed | Page | FetchError | PageError
_NO_PIPE = (EOFError, OSError, ValueError, pickle.UnpicklingError)


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """What reading documents may take."""

    workers: int = 2
    seconds: float = 10.0  #: for one document
    memory: int = 1024  #: MiB of address space for a worker; a document of 10 MB takes a third of it
    here: int = HERE  #: bytes read in this process before a worker is started


USUAL = Bounds()


class Pool:
    """Workers, started when they are needed, each served by a thread that waits for it; to be closed."""

    def __init__(self, bounds: Bounds = USUAL) -> None:
        """Start nothing yet."""
        self.bounds = bounds
        self._threads = ThreadPoolExecutor(bounds.workers, thread_name_prefix="parse")
        self._lock = threading.Lock()
        self._all: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def submit(self, fetched: _Document, now: datetime, until: datetime | None = None, known: str = "") -> Future[Any]:
        """Have a document read; the result is that of ``read``."""
        return self._threads.submit(self._parse, (fetched, now, until, known))

    def __exit__(self, *_: object) -> None:
        """End the workers, also those that are reading."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.process.kill()
        self._threads.shutdown()
        for worker in self._all:
            worker.stop()

    def _parse(self, job: _Job) -> Any:
        fetched = job[0]
        try:
            worker = self._lend()
        except OSError as fault:
            return _fault(fetched, f"no process could be started to parse it: {fault}"), None
        answer = worker.ask(job)
        with self._lock:
            if worker.spoilt:
                self._all.discard(worker)
            else:
                self._idle.append(worker)
        if worker.spoilt:
            worker.stop()
        return _outcome(fetched, answer)

    def _lend(self) -> "_Worker":
        with self._lock:
            if self._closed:
                message = "the poll was ended"
                raise OSError(message)
            while self._idle:
                worker = self._idle.pop()
                if worker.process.poll() is None:
                    return worker
                self._all.discard(worker)  # it died while nobody looked
                worker.stop()
            worker = _Worker(self.bounds)
            self._all.add(worker)
            return worker


def read(fetched: _Document, now: datetime, *, until: datetime | None = None, known: str = "") -> Any:
    """Read a document or page here. Return it with what it says, or its error with None."""
    return _outcome(fetched, _read(fetched, now, until, known))


def _read(fetched: _Document, now: datetime, until: datetime | None, known: str) -> _Answer:
    """Parse, whatever a document provokes."""
    try:
        if isinstance(fetched, FetchedPage):
            from briefgen.parse.page import read_page  # noqa: PLC0415  a second, and only workers read pages

            page = read_page(fetched.body, fetched.url, fetched.content_type)
            return page or _fault(fetched, "no text of an article is on it")
        return parse_feed(fetched, now, until=until, known=known)
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001  no document stops another
        kind = "page" if isinstance(fetched, FetchedPage) else "feed"
        return _fault(fetched, f"not a {kind} that can be read ({type(fault).__name__})")


def _fault(fetched: _Document, reason: str) -> FetchError | PageError:
    if isinstance(fetched, FetchedPage):
        return PageError(wanted=fetched.wanted, reason=reason)
    return FetchError(feed=fetched.feed, reason=reason)


def _outcome(fetched: _Document, answer: _Answer) -> Any:
    return (fetched, answer) if isinstance(answer, ParsedFeed | Page) else (answer, None)


class _Worker:
    """One process that reads documents, one after the other."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self.spoilt = True  #: it must not get another document: it has not greeted, owes an answer, or cannot go on
        self.process = subprocess.Popen(  # noqa: S603  our own module
            (sys.executable, "-P", "-m", "briefgen.parsing_pool", str(bounds.memory), str(bounds.seconds)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self._jobs = cast("IO[bytes]", self.process.stdin)
        self._answers = cast("IO[bytes]", self.process.stdout)

    def ask(self, job: _Job) -> _Answer:
        """Have a document read; a worker that is slow is killed."""
        fetched = job[0]
        try:
            if self.spoilt:
                with self._watched(_STARTING):
                    self._hear()
            self.spoilt = True
        except _NO_PIPE:
            return _fault(fetched, f"the process that should parse it did not start ({self._end()})")
        expired = threading.Event()
        try:
            with self._watched(self._bounds.seconds, expired):
                pickle.dump(job, self._jobs)
                self._jobs.flush()
                answer, self.spoilt = self._hear()
        except _NO_PIPE:
            if expired.is_set():
                return _fault(fetched, f"took longer than {self._bounds.seconds:g} s to parse")
            return _fault(fetched, f"the process that parsed it died ({self._end()})")
        if answer is None:
            return _fault(fetched, f"needs more than {self._bounds.memory} MiB to parse")
        return cast("_Answer", answer)

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for stream in (self._jobs, self._answers):
            with contextlib.suppress(OSError):
                stream.close()

    def _hear(self) -> Any:
        """Return an answer: who and whether it is the last one. One of _NO_PIPE if the process is gone or babbles."""
        return _Nouns(self._answers).load()

    def _end(self) -> str:
        """Say in a word how the process ended; end it if it has not."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(1)
        status = self.process.poll()
        if status is None:
            return "it babbled"
        return signal.Signals(-status).name if -status in set(signal.Signals) else f"status {status}"

    @contextlib.contextmanager
    def _watched(self, seconds: float, expired: threading.Event | None = None) -> Iterator[None]:
        """Kill the process after so many seconds."""

        def expire() -> None:
            if expired:
                expired.set()
            self.process.kill()

        timer = threading.Timer(seconds, expire)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


class _Nouns(pickle.Unpickler):
    """Reads answers, of which only our nouns, dates and names of files can be made."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that an answer may hold. UnpicklingError for all else."""
        return _noun(module, name)


@functools.cache
def _noun(module: str, name: str) -> Any:
    if module == "datetime" and name in {"datetime", "timedelta", "timezone"}:
        return getattr(importlib.import_module(module), name)
    if module.partition(".")[0] == "pathlib" and name in {"PurePosixPath", "PureWindowsPath", "PosixPath"}:
        return getattr(importlib.import_module("pathlib"), name)
    if module == "briefgen.parse.feed" or module.startswith("briefgen.model."):
        found = getattr(importlib.import_module(module), name, None)
        if isinstance(found, type) and dataclasses.is_dataclass(found):
            return found
    message = f"an answer holds {module}.{name}"
    raise pickle.UnpicklingError(message)


def _environment() -> dict[str, str]:
    paths = (os.environ.get("PYTHONPATH", ""), str(Path(briefgen.__file__).parents[1]))
    return {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "LC_ALL": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",  # each thread reserves address space
    }


def _work(memory: int, seconds: float) -> None:
    """Greet, then answer jobs until standard input ends: articles, error or None for want of memory; is it the last?"""
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints must not speak between the answers
    _limit_memory(memory)
    pickle.dump(None, answers)
    answers.flush()
    while True:
        try:
            job: _Job = pickle.load(jobs)  # noqa: S301  it is our own process that asks
        except EOFError:
            return
        _set_alarm(seconds + 5)
        try:
            answer: tuple[_Answer | None, bool] = _read(*job), False
        except MemoryError:
            answer = None, True  # the heap is exhausted: the pool starts a fresh process
        _set_alarm(0)  # waiting for the next is no fault
        pickle.dump(answer, answers)
        answers.flush()


def _limit_memory(mebibytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # macOS knows the limit and refuses it
        import resource  # noqa: PLC0415  there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))


def _set_alarm(seconds: float) -> None:
    """End this process by itself some seconds after its deadline, should the pool be dead by then; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    _work(int(sys.argv[1]), float(sys.argv[2]))
