"""What is done after an answer: a queue, and one thread that works it off.

An answer must not wait for the store and the mail server, for how long that takes tells whether an address is known. A
job that fails is tried again; when the server ends, what is queued is still done.
"""

import logging
import queue
import threading
from collections.abc import Callable

from briefgen.model.errors import BriefgenError

log = logging.getLogger(__name__)

#: So many may wait; then readers are asked to come back later.
_MOST = 2_000

#: Seconds before a job is tried again.
_PAUSES = (2.0, 20.0)


class Outbox:
    """Jobs, done one after the other."""

    def __init__(self) -> None:
        """Start the thread."""
        self._jobs: queue.Queue[Callable[[], None] | None] = queue.Queue(maxsize=_MOST)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)
        self._thread.start()

    def add(self, job: Callable[[], None]) -> bool:
        """Take a job; False where too many wait."""
        if self._ending.is_set():
            return False
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            return False
        return True

    def wait(self) -> None:
        """Return when all that was taken so far is done."""
        self._jobs.join()

    def close(self, patience: float = 30.0) -> None:
        """Do what is queued, without pauses, and end; after ``patience`` seconds leave it."""
        self._ending.set()
        try:
            self._jobs.put(None, timeout=patience)
        except queue.Full:
            return
        self._thread.join(patience)

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            try:
                if job is None:
                    return
                self._do(job)
            finally:
                self._jobs.task_done()

    def _do(self, job: Callable[[], None]) -> None:
        for pause in (*_PAUSES, None):
            try:
                job()
            except BriefgenError as error:
                # Servers repeat addresses in their words, so only its kind is told.
                log.warning("a sign-up could not be finished: %s", type(error).__name__)
                if pause is None:
                    return
                self._ending.wait(pause)
            except Exception as error:  # noqa: BLE001  one job's fault must not end all others
                log.error("a sign-up failed: %s", type(error).__name__)  # noqa: TRY400  a traceback may show an address
                return
            else:
                return
