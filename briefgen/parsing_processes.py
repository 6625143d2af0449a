"""Processes for ``parsing_worker``: forked from one that has loaded everything, or (not on Linux) started anew. Edge.

None gets our environment, which may hold secrets.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, cast

import briefgen
from briefgen.parsing_worker import FORK, KILL, REPLY, REQUEST, RUNNING, WAIT

#: Seconds that a process may take to start on a busy machine.
STARTING = 60.0

#: What a process may know of our environment: where libraries and modules are, no secrets.
_PASSED_ON = ("DYLD_LIBRARY_PATH", "HOME", "LD_LIBRARY_PATH", "PATH", "PYTHONHOME", "SYSTEMROOT", "VIRTUAL_ENV")


class Process(Protocol):
    """A process, as ``subprocess.Popen`` is one."""

    def kill(self) -> None:
        """End it at once."""

    def poll(self) -> int | None:
        """Return its status, None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Return its status. subprocess.TimeoutExpired if it runs on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Started:
    """A worker, and the two pipes to it."""

    process: Process
    jobs: IO[bytes]
    answers: IO[bytes]


class Processes:
    """Workers with these bounds; to be closed when all of them have ended."""

    def __init__(self, memory: int, seconds: float, *, forking: bool) -> None:
        """Start nothing yet."""
        self._arguments = (sys.executable, "-P", "-m", "briefgen.parsing_worker", str(memory), str(seconds))
        self._forking = forking
        self._mother: _Mother | None = None

    def start(self) -> Started:
        """Start a worker. OSError if that is not possible. Not to be called by two threads at once."""
        if not self._forking:
            process = subprocess.Popen(  # noqa: S603  our own module
                self._arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
            jobs, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            return Started(process=process, jobs=jobs, answers=answers)
        if self._mother is not None:
            with contextlib.suppress(OSError):
                return self._mother.bear()
            self.close()  # she died, and is followed by another
        self._mother = _Mother(self._arguments)
        return self._mother.bear()

    def close(self) -> None:
        """End the process from which the others are forked."""
        if self._mother is not None:
            self._mother.end()
            self._mother = None


class _Mother:
    """The process from which workers are forked."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        self._control.settimeout(STARTING)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own module
                (*arguments, "mother"),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )

    def bear(self) -> Started:
        """Have a worker forked. OSError if she is dead or does not answer."""
        job_end, jobs = os.pipe()
        answers, answer_end = os.pipe()
        started = (open(jobs, "wb"), open(answers, "rb"))  # noqa: SIM115, PTH123  they are the worker's to close
        try:
            number = self.ask(FORK, descriptors=[job_end, answer_end])
        except OSError:
            for stream in started:
                stream.close()
            raise
        finally:
            os.close(job_end)
            os.close(answer_end)
        return Started(process=_Child(self, number), jobs=started[0], answers=started[1])

    def ask(self, what: bytes, process: int = 0, seconds: float = 0.0, descriptors: list[int] | None = None) -> int:
        """Ask for something; return her answer. OSError if she is dead or does not answer, which ends her."""
        with self._lock:
            try:
                socket.send_fds(self._control, [REQUEST.pack(what, process, seconds)], descriptors or [])
                if what == KILL:
                    return 0
                answer = self._control.recv(REPLY.size, socket.MSG_WAITALL)
            except OSError:
                self._process.kill()  # else a late answer would be taken for that to the next question
                raise
        if len(answer) < REPLY.size:
            message = "the process from which it would be forked is dead"
            raise ConnectionResetError(message)
        return int(REPLY.unpack(answer)[0])

    def end(self) -> None:
        self._control.close()
        self._process.kill()
        self._process.wait()


class _Child:
    """A worker that was forked: its mother alone can kill it without hitting another, and learns how it ended."""

    def __init__(self, mother: _Mother, number: int) -> None:
        self._mother, self._number = mother, number
        self._status: int | None = None

    def kill(self) -> None:
        if self._status is None:
            with contextlib.suppress(OSError):  # without its mother it ends by itself: its pipes are closed
                self._mother.ask(KILL, self._number)

    def poll(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        if self._status is None:
            seconds = STARTING if timeout is None else timeout
            try:
                status = self._mother.ask(WAIT, self._number, seconds)
            except OSError:
                status = -signal.SIGKILL
            if status == RUNNING:
                raise subprocess.TimeoutExpired(str(self._number), seconds)
            self._status = status
        return self._status


def _environment() -> dict[str, str]:
    paths = (os.environ.get("PYTHONPATH", ""), str(Path(briefgen.__file__).parents[1]))
    return {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "LC_ALL": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",  # each thread reserves address space
    }
