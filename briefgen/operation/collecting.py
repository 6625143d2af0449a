"""The mailbox of what comes back → what becomes of its readers, every few minutes. Edge: files, IMAP, store."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from briefgen.config.settings import Settings
from briefgen.model.errors import BriefgenError, StoreError
from briefgen.operation.operating import Operation
from briefgen.returning import collect

log = logging.getLogger(__name__)

#: How long between two looks at the mailbox: what is refused for good today must not get tomorrow's edition.
EVERY = timedelta(minutes=5)

#: When the mailbox could not be read for so long, it is no hiccup.
_SILENCE = timedelta(minutes=30)

#: Messages that are taken back between two looks at whether to stop, and how often in one round.
_AT_ONCE, _TIMES = 100, 50

#: So many messages that servers did not want from us are no whim of one reader's filter.
_BLOCKED = 20

_WHAT, _UNSIGNED = "reading the bounces", "bounces without a secret"


class Collecting:
    """Takes back what came to the return path."""

    def __init__(self, operation: Operation) -> None:
        """Look at nothing yet."""
        self._operation = operation
        self._last: datetime | None = None
        self._dark_since: datetime | None = None
        self._file: tuple[int, int] | None = None  # an mbox as it was read last, which no reading empties

    def tick(self) -> None:
        """Take back what waits, if it is time; only the oldest scheduler does. Raises StoreError."""
        operation, now = self._operation, self._operation.clock()
        settings = operation.settings
        if not settings.bounces or (self._last is not None and timedelta() <= now - self._last < EVERY):
            return
        if not settings.secret:
            words = "BRIEFGEN_BOUNCES is set, but BRIEFGEN_SECRET is not: nobody can know whom a bounce is about"
            operation.alerts.begin(_UNSIGNED, "The bounces are not read", words, now)
            return
        operation.alerts.over(_UNSIGNED, "The bounces are read now", now)
        if not operation.leads() or not operation.take(_WHAT):
            return
        self._last = now
        try:
            self._collect(settings, now)
        finally:
            operation.leave(_WHAT)

    def _collect(self, settings: Settings, now: datetime) -> None:
        operation, alerts = self._operation, self._operation.alerts
        seen = _stamp(settings)
        if seen is not None and seen == self._file:
            return
        read = suppressed = blocked = 0
        says = ""
        try:
            for _ in range(_TIMES):
                found = collect(settings, operation.store, operation.clock(), most=_AT_ONCE)
                number = sum(found.kinds.values()) if found else 0
                read, suppressed = read + number, suppressed + (found.suppressed if found else 0)
                blocked += found.kinds["blocked"] if found and found.blocked else 0
                says = (found.blocked if found else "") or says
                if seen is not None or number < _AT_ONCE or operation.stopping.is_set():
                    break
        except StoreError:
            raise
        except BriefgenError as error:
            self._dark_since = self._dark_since or now
            log.warning("the bounces could not be read: %s", error)
            if now - self._dark_since >= _SILENCE:
                told = f"since {self._dark_since:%H:%M} UTC: {error}"
                alerts.begin(_WHAT, "The mailbox of bounces cannot be read", told, now)
        else:
            self._file, self._dark_since = seen, None
            alerts.over(_WHAT, "The mailbox of bounces can be read again", now)
        if read:
            log.info("what came back: %d read, %d suppressed by it", read, suppressed)
        if blocked >= _BLOCKED and seen is None:  # an mbox tells old ones again
            words = f"SPF, DKIM, DMARC, and lists of bad senders, are where to look. One of them says: {says}"
            alerts.tell(f"{blocked} messages came back because of who sent them, or of what they say", words, now)


def _stamp(settings: Settings) -> tuple[int, int] | None:
    """Return what tells whether a file has changed; None for a Maildir and an IMAP mailbox, which say what is new."""
    if "://" in settings.bounces:
        return None
    here = Path(settings.bounces).expanduser()
    path = here if here.exists() else settings.workspace / here
    return (path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else None
