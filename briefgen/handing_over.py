"""An edition whose moment has come → sent, for whoever knows when: what the scheduler calls. Edge."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from briefgen.clock import instant, next_after, patience
from briefgen.config import Config
from briefgen.config.settings import Settings
from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition
from briefgen.model.errors import DeliveryError, UsageError
from briefgen.sending import Report, send
from briefgen.store import Store

log = logging.getLogger(__name__)


class HandOver:
    """Sends editions for whoever knows when: the scheduler."""

    def __init__(
        self,
        store: Store,
        config: Callable[[], Config],
        settings: Callable[[], Settings],
        clock: Callable[[], datetime],
    ) -> None:
        """``config`` and ``settings`` give what is in force at the moment."""
        self._store, self._config, self._settings, self._clock = store, config, settings, clock

    def __call__(self, edition: str, *, stopping: Callable[[], bool]) -> str:
        """Send what may go out of an edition now; return what the operator should know.

        Raises DeliveryError for a server that is in trouble.
        """
        found = self._store.edition(edition)
        briefing = self._config().briefings.get(edition.partition("/")[0])
        if found is None:
            message = f"there is no edition {edition}"
            raise UsageError(message)
        if briefing is None:
            return self._orphaned(edition)
        if self._too_late(found, briefing):
            words, by = "too late: the next edition's hour has come", self._clock() - self._patience(briefing)
            stopped = self._store.ledger.withdraw(edition, words, self._clock(), due_by=by)
            log.warning("9/9 deliver: %s: %d are not sent any more, the next edition's hour has come", edition, stopped)
            return f"{stopped} readers did not get it, and will not: it was too late, the next edition's hour had come"
        # Once it is on its way, whoever subscribes gets the next one: not this one after that, with what is retried.
        report = send(found, briefing, self._store, self._settings(), clock=self._clock, stop=stopping, late=False)
        log.info("9/9 deliver: %s: %d sent, %d in doubt", edition, report.carried.sent, report.counts["doubtful"])
        if report.carried.trouble:
            raise DeliveryError(report.carried.trouble)
        return to_know(report)

    def _too_late(self, edition: Edition, briefing: Briefing) -> bool:
        """Tell whether what is left of an edition was let lie for so long that nobody wants it any more.

        Mail server or scheduler were away: then several mornings would come at once. What a server asked patience for
        was not let lie, and is tried again as ever.
        """
        due, now = self._store.ledger.next_due(edition.id), self._clock()
        if due is None or edition.id != f"{briefing.id}/{edition.date}":
            return False
        after = next_after(briefing, max(instant(briefing, edition.date) or due, edition.cutoff))
        return after is not None and after[1] <= now and now - due >= self._patience(briefing)

    def _patience(self, briefing: Briefing) -> timedelta:
        return patience(briefing, timedelta(hours=self._settings().catch_up))

    def _orphaned(self, edition: str) -> str:
        """See to an edition whose briefing is published no more: it may be a mistake, but not for ever."""
        due, now = self._store.ledger.next_due(edition), self._clock()
        by = now - timedelta(hours=self._settings().catch_up)
        if due is not None and due <= by:
            stopped = self._store.ledger.withdraw(edition, "its briefing is not published any more", now)
            return f"{stopped} readers did not get it, and will not: its briefing is not published any more"
        message = f"{edition} is of no briefing that we have"
        raise UsageError(message)


def to_know(report: Report) -> str:
    """Return what an operator should know of a report, in words; empty if nothing. Pure."""
    found = []
    if report.lacking:
        found.append(f"Its PDF could not be made; who wants it gets the mail without: {report.lacking}")
    if report.counts["refused"] and not report.counts["sent"] and not report.counts["bounced"]:
        day = report.edition.replace("/", " ", 1)
        found.append(f"The mail server refused everybody: `briefgen deliveries {day} --state refused` has its words")
    return "\n".join(found)
