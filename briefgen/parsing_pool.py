"""Workers: processes that read documents and pages, each with a memory limit and a deadline for every one. Edge.

They read hostile documents, so of their answers nothing but our nouns is believed.
"""

import contextlib
import dataclasses
import functools
import importlib
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any, Self, cast

from briefgen.model.page import Page
from briefgen.parse import ParsedFeed
from briefgen.parsing_processes import STARTING, Processes, Started
from briefgen.parsing_worker import Answer, Document, Job, fault, read_one

#: Bytes of documents read in this process before a worker is started, which costs as much: so `poll --feed` of a usual
#: feed starts none. The worst document of this size that we know takes a second.
HERE = 128 * 1024

_NO_PIPE = (EOFError, OSError, ValueError, pickle.UnpicklingError)


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """What reading documents may take."""

    workers: int = 2
    seconds: float = 10.0  #: of CPU for one document
    memory: int = 1024  #: MiB of address space for a worker; a document of 10 MB takes a third of it
    here: int = HERE  #: bytes read in this process before a worker is started
    forking: bool = sys.platform == "linux"  #: load once what reading takes, and fork; macOS does not like forks


USUAL = Bounds()

#: On a busy machine a document may take so many times its seconds by the clock.
PATIENCE = 6


class Pool:
    """Workers, started when they are needed, each served by a thread that waits for it; to be closed."""

    def __init__(self, bounds: Bounds = USUAL) -> None:
        """Start nothing yet."""
        self.bounds = bounds
        self._processes = Processes(bounds.memory, bounds.seconds, forking=bounds.forking)
        self._threads = ThreadPoolExecutor(bounds.workers, thread_name_prefix="parse")
        self._lock = threading.Lock()
        self._all: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def submit(self, fetched: Document, now: datetime, until: datetime | None = None, known: str = "") -> Future[Any]:
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
        self._processes.close()

    def _parse(self, job: Job) -> Any:
        fetched = job[0]
        try:
            worker = self._lend()
        except OSError as error:
            return fault(fetched, f"no process could be started to parse it: {error}"), None
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
            worker = _Worker(self.bounds, self._processes.start())
            self._all.add(worker)
            return worker


def read(fetched: Document, now: datetime, *, until: datetime | None = None, known: str = "") -> Any:
    """Read a document or page here. Return it with what it says, or its error with None."""
    return _outcome(fetched, read_one(fetched, now, until, known))


def _outcome(fetched: Document, answer: Answer) -> Any:
    return (fetched, answer) if isinstance(answer, ParsedFeed | Page) else (answer, None)


class _Worker:
    """One process that reads documents, one after the other."""

    def __init__(self, bounds: Bounds, started: Started) -> None:
        self._bounds = bounds
        self.spoilt = True  #: it must not get another document: it has not greeted, owes an answer, or cannot go on
        self.process, self._jobs, self._answers = started.process, started.jobs, started.answers

    def ask(self, job: Job) -> Answer:
        """Have a document read; a worker that is slow is killed."""
        fetched = job[0]
        try:
            if self.spoilt:
                with self._watched(STARTING):
                    self._hear()
            self.spoilt = True
        except _NO_PIPE:
            return fault(fetched, f"the process that should parse it did not start ({self._end()})")
        expired = threading.Event()
        try:
            with self._watched(PATIENCE * self._bounds.seconds, expired):
                pickle.dump(job, self._jobs)
                self._jobs.flush()
                answer, self.spoilt = self._hear()
        except _NO_PIPE:
            end = self._end()
            if expired.is_set() or end == "SIGPROF":
                return fault(fetched, f"took longer than {self._bounds.seconds:g} s to parse")
            return fault(fetched, f"the process that parsed it died ({end})")
        if answer is None:
            return fault(fetched, f"needs more than {self._bounds.memory} MiB to parse")
        return cast("Answer", answer)

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
