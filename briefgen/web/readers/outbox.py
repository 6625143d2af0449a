"""What is done after an answer: a queue, and one thread that works it off.

An answer must not wait for the store and the mail server, for how long that takes tells whether an address is known. A
job that fails is tried again for an hour, while others go on; when the server ends, what waits is tried once more.
"""

import heapq
import logging
import threading
import time
from typing import Protocol

from briefgen.model.errors import BriefgenError

log = logging.getLogger(__name__)

#: So many may wait; then readers are asked to come back later.
_MOST = 2_000

#: Seconds before a job is tried again: a mail server that restarts, one that lists us grey, one that is away.
_PAUSES = (2.0, 20.0, 120.0, 600.0, 3_000.0)


class Job(Protocol):
    """Something to be done; tried again, it does not begin anew."""

    def __call__(self) -> None:
        """Do it. BriefgenError: not yet."""

    def give_up(self) -> None:
        """Undo what must not stay: it will not be tried again."""


class Outbox:
    """Jobs, done one after the other."""

    def __init__(self) -> None:
        """Start the thread."""
        self._changed = threading.Condition()
        #: When each is to be done (of the monotonic clock), a number that keeps their order, how often it failed.
        self._jobs: list[tuple[float, int, int, Job]] = []
        self._taken = self._unfinished = 0
        self._ending = False
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)
        self._thread.start()

    def add(self, job: Job) -> bool:
        """Take a job; False where too many wait."""
        with self._changed:
            if self._ending or self._unfinished >= _MOST:
                return False
            self._unfinished += 1
            self._put(job, 0.0, 0)
        return True

    def wait(self) -> None:
        """Return when all that was taken so far is done."""
        with self._changed:
            self._changed.wait_for(lambda: not self._unfinished)

    def close(self, patience: float = 30.0) -> None:
        """Try what waits once more, without pauses, and end; after ``patience`` seconds leave it."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        self._thread.join(patience)

    def _work(self) -> None:
        while (next_one := self._next()) is not None:
            failed, job = next_one
            again = self._failed(job)
            if again and failed < len(_PAUSES):
                with self._changed:
                    if not self._ending:
                        self._put(job, time.monotonic() + _PAUSES[failed], failed + 1)
                        continue
            if again:
                _give_up(job)
            with self._changed:
                self._unfinished -= 1
                self._changed.notify_all()

    def _put(self, job: Job, due: float, failed: int) -> None:
        self._taken += 1
        heapq.heappush(self._jobs, (due, self._taken, failed, job))
        self._changed.notify_all()

    def _next(self) -> tuple[int, Job] | None:
        """Wait for what is to be done next; None at the end."""
        with self._changed:
            while True:
                if not self._jobs and self._ending:
                    return None
                left = self._jobs[0][0] - time.monotonic() if self._jobs else None
                if self._jobs and (self._ending or (left is not None and left <= 0)):
                    _, _, failed, job = heapq.heappop(self._jobs)
                    return failed, job
                self._changed.wait(left)

    @staticmethod
    def _failed(job: Job) -> bool:
        """Do a job; tell whether it is to be done again."""
        try:
            job()
        except BriefgenError as error:
            # Servers repeat addresses in their words, so only its kind is told.
            log.warning("a sign-up could not be finished: %s", type(error).__name__)
            return True
        except Exception as error:  # noqa: BLE001  one job's fault must not end all others
            log.error("a sign-up failed: %s", type(error).__name__)  # noqa: TRY400  a traceback may show an address
        return False


def _give_up(job: Job) -> None:
    try:
        job.give_up()
    except BriefgenError as error:
        log.warning("a sign-up was left as it was: %s", type(error).__name__)
