"""Feeds that are due → the store, and once a day what is too old out of it, on a thread of its own. Edge."""

import logging
from datetime import datetime, timedelta

from briefgen import pipeline, upkeep
from briefgen.model.errors import BriefgenError, NothingReadError
from briefgen.operation.operating import Operation
from briefgen.outcomes import Polled
from briefgen.parsing_pool import Bounds, Pool

log = logging.getLogger(__name__)

#: When no feed at all could be read for so long, it is no hiccup.
_SILENCE = timedelta(hours=1)

_WHAT = "polling"


class _StoppingError(Exception):
    """The round of polling is left, between two feeds that are stored, or two pages."""


class Gathering:
    """Polls what is due. Its processes that read documents are kept from round to round."""

    def __init__(self, operation: Operation) -> None:
        """Start no process yet."""
        self._operation = operation
        self._pool = Pool(Bounds(here=0))
        self._dark_since: datetime | None = None

    def tick(self) -> bool:
        """Poll what is due, unless another scheduler does; tell whether the news are fresh now."""
        operation = self._operation
        if not operation.leads():
            return True
        if not operation.take(_WHAT):
            return False
        try:
            return self._poll()
        except _StoppingError:
            return False
        finally:
            operation.leave(_WHAT)

    def close(self) -> None:
        """End the processes that read."""
        self._pool.__exit__()

    def _poll(self) -> bool:
        operation, alerts, now = self._operation, self._operation.alerts, self._operation.clock()
        try:
            polled = pipeline.poll(
                operation.config,
                operation.store,
                now=now,
                pool=self._pool,
                on_result=self._go_on,
                on_page=self._go_on,  # a round may be many pages of one slow host
            )
            if polled:
                new = sum(one.new for one in polled)
                log.info("%d feeds asked, %d new articles", len(polled), new)
                self._dark_since = None
                alerts.over("polling", "Feeds can be read again", now)
            upkeep.forget_daily(operation.store, now)
            upkeep.prune_daily(operation.store, operation.settings.keep_days, now)
        except NothingReadError as error:
            self._dark_since = self._dark_since or now
            if now - self._dark_since >= _SILENCE:
                alerts.begin("polling", "No feed can be read", f"since {self._dark_since:%H:%M} UTC: {error}", now)
        except BriefgenError as error:
            alerts.begin("poll", "Polling failed", str(error), now)
            return False
        else:
            alerts.over("poll", "Polling works again", now)
        return True

    def _go_on(self, _done: Polled | str) -> None:
        if self._operation.stopping.is_set():
            raise _StoppingError
