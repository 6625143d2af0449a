"""What happens in the processes that read documents and pages, each with a memory limit. Edge.

Run as a module this is one such process, or the mother of all of them: it loads once what reading takes, 140 MB in most
of a second, and forks a worker within milliseconds whenever it is asked, with the memory shared. A worker answers jobs,
all pickled. It reads hostile documents; its mother none.
"""

import contextlib
import gc
import os
import pickle
import signal
import socket
import struct
import sys
import time
from datetime import datetime
from typing import IO

from briefgen.language import detect
from briefgen.model.feed import FetchedFeed, FetchError
from briefgen.model.page import FetchedPage, Page, PageError
from briefgen.parse import ParsedFeed, parse_feed

Document = FetchedFeed | FetchedPage
#: A document, the present, the last moment that exists, what is known of its items.
Job = tuple[Document, datetime, datetime | None, str]
Answer = ParsedFeed | Page | FetchError | PageError

#: What a mother is asked: to fork, kill or wait; the process; seconds. She answers with a number.
REQUEST = struct.Struct("=cqd")
REPLY = struct.Struct("=q")
FORK, KILL, WAIT = b"f", b"k", b"w"

#: The answer to WAIT if the process has not ended by then; no status of a process is as large.
RUNNING = 1 << 40

#: Seconds between two looks whether a process has ended.
_LOOK = 0.01


def read_one(fetched: Document, now: datetime, until: datetime | None, known: str) -> Answer:
    """Parse, whatever a document provokes. MemoryError alone is raised."""
    try:
        if isinstance(fetched, FetchedPage):
            from briefgen.parse.page import read_page  # noqa: PLC0415  a second, and only workers read pages

            page = read_page(fetched.body, fetched.url, fetched.content_type)
            return page or fault(fetched, "no text of an article is on it")
        return parse_feed(fetched, now, until=until, known=known)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  no document stops another
        kind = "page" if isinstance(fetched, FetchedPage) else "feed"
        return fault(fetched, f"not a {kind} that can be read ({type(error).__name__})")


def fault(fetched: Document, reason: str) -> FetchError | PageError:
    """Return the error of a document."""
    if isinstance(fetched, FetchedPage):
        return PageError(wanted=fetched.wanted, reason=reason)
    return FetchError(feed=fetched.feed, reason=reason)


def _work(jobs: IO[bytes], answers: IO[bytes], memory: int, seconds: float) -> None:
    """Greet, then answer jobs until they end: articles, error or None for want of memory; is it the last?"""
    _limit_memory(memory)
    pickle.dump(None, answers)
    answers.flush()
    while True:
        try:
            job: Job = pickle.load(jobs)  # noqa: S301  it is our own process that asks
        except EOFError:
            return
        _set_alarm(seconds)
        try:
            answer: tuple[Answer | None, bool] = read_one(*job), False
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
    """Have SIGPROF end this process after so much CPU time; 0 calls it off. A busy machine is no document's fault."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _mother(memory: int, seconds: float) -> None:
    """Do what is asked over the socket at standard input, until its other end is closed."""
    control = socket.socket(fileno=0)
    detect.prepare()
    gc.collect()
    gc.freeze()  # what is shared is not looked at by any collection, which would write to it and so copy it
    running = set[int]()  # the number of one that was waited for may be another's by now
    while True:
        said, descriptors, _, _ = socket.recv_fds(control, REQUEST.size, 2)
        if len(said) < REQUEST.size:
            return
        what, process, patience = REQUEST.unpack(said)
        if what == FORK:
            process = os.fork()
            if not process:
                control.close()
                _live(descriptors, memory, seconds)
            for descriptor in descriptors:
                os.close(descriptor)
            running.add(process)
            control.sendall(REPLY.pack(process))
        elif what == KILL:
            if process in running:
                os.kill(process, signal.SIGKILL)
        else:
            status = _status(process, patience) if process in running else -signal.SIGKILL
            if status != RUNNING:
                running.discard(process)
            control.sendall(REPLY.pack(status))


def _live(descriptors: list[int], memory: int, seconds: float) -> None:
    """Work until the jobs end, then end this process."""
    status = 1
    try:
        with open(descriptors[0], "rb") as jobs, open(descriptors[1], "wb") as answers:  # noqa: PTH123  open already
            _work(jobs, answers, memory, seconds)
            status = 0
    finally:
        os._exit(status)


def _status(process: int, patience: float) -> int:
    """Return how a process ended: its status, or minus the signal; RUNNING if it does not end in time."""
    until = time.monotonic() + patience
    while True:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= until:
            return RUNNING
        time.sleep(_LOOK)


def main() -> None:
    """Be a mother if the third argument says so, else one worker of which standard input and output are the pipes."""
    memory, seconds = int(sys.argv[1]), float(sys.argv[2])
    if sys.argv[3:] == ["mother"]:
        _mother(memory, seconds)
        return
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints must not speak between the answers
    _work(sys.stdin.buffer, answers, memory, seconds)


if __name__ == "__main__":
    main()
