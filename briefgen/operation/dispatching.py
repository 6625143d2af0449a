"""Editions that are made and whose hour has come → handed over to sending, again until nothing is left. Edge."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from briefgen.clock import patience
from briefgen.model.delivery import Round
from briefgen.model.errors import BriefgenError, StoreError
from briefgen.operation.duties import MEMO_PATIENCE, briefing_of, pause
from briefgen.operation.operating import Operation, Submit, at_once

log = logging.getLogger(__name__)

#: Older editions that nobody planned stay unsent: whoever begins to send mail today means today's.
_LOOK_BACK = timedelta(days=4)


class HandOver(Protocol):
    """Sends an edition to its readers: plans it, idempotent, and sends what may go out now.

    Returns when nothing more may go out just now, or soon after ``stopping`` says so: what is in hand is settled, the
    rest stays pending. It is called again for what was deferred. Raises BriefgenError.
    """

    def __call__(self, edition: str, *, stopping: Callable[[], bool]) -> None:
        """Send."""


#: Says whether an edition that is made may go out: its hour has come and, with a review, no editor holds it.
Release = Callable[[Round, datetime], bool]


def at_its_hour(made: Round, now: datetime) -> bool:
    """Let an edition out at its hour."""
    return made.due <= now


class Dispatching:
    """Hands editions over to sending."""

    def __init__(
        self,
        operation: Operation,
        hand_over: HandOver,
        *,
        release: Release = at_its_hour,
        submit: Submit = at_once,
    ) -> None:
        """``submit`` says on which thread an edition is sent."""
        self._operation, self._hand_over, self._release, self._submit = operation, hand_over, release, submit
        self._failures: dict[str, tuple[int, datetime]] = {}  # by edition: how often, and when again

    def tick(self) -> None:
        """Hand over what may go out at this moment. Raises StoreError."""
        operation, now = self._operation, self._operation.clock()
        if not (operation.settings.smtp_url and operation.settings.sender) or not operation.leads():
            return
        for edition in self._waiting(now):
            _, again = self._failures.get(edition, (0, now))
            if again <= now and operation.take(_name(edition)):
                self._submit(partial(self._send, edition))

    def _waiting(self, now: datetime) -> list[str]:
        """Return the editions that were never planned, and those of which something is left to send."""
        store = self._operation.store
        rounds = store.due.since((now - _LOOK_BACK).date())
        made = [one for one in rounds if one.state == "done" and one.edition]
        fresh = [
            one.edition
            for one in made
            if not self._stale(one, now) and store.ledger.mailing(one.edition) is None and self._released(one, now)
        ]
        left = [mailing.edition for mailing, moment in store.ledger.unfinished() if moment <= now]
        return [*dict.fromkeys([*fresh, *left])]

    def _released(self, made: Round, now: datetime) -> bool:
        """Tell whether an edition may go out; one of which that cannot be said keeps no other back."""
        trouble = f"releasing {made.edition}"
        try:
            released = self._release(made, now)
        except StoreError:
            raise
        except BriefgenError as error:
            self._operation.alerts.begin(trouble, f"{made.edition} could not be released", str(error), now)
            return False
        self._operation.alerts.over(trouble, f"{made.edition} could be asked for again", now)
        return released

    def _stale(self, made: Round, now: datetime) -> bool:
        """Tell whether an edition is too old to be sent for the first time; one under review may be held for days."""
        briefing = self._operation.config.briefings.get(briefing_of(made))
        if briefing is None or briefing.review_minutes:
            return briefing is None
        late = timedelta(hours=self._operation.settings.catch_up)
        limit = MEMO_PATIENCE if briefing.kind == "memo" else patience(briefing, late)
        ready = max(made.due, made.finished or made.due)
        return now - ready > max(limit, timedelta(hours=1))

    def _send(self, edition: str) -> None:
        operation, alerts = self._operation, self._operation.alerts
        trouble = _name(edition)
        try:
            if operation.stopping.is_set():
                return
            self._hand_over(edition, stopping=operation.stopping.is_set)
        except BriefgenError as error:
            self._fail(edition, str(error))
        except Exception as error:
            log.exception("sending %s failed", edition)
            self._fail(edition, f"a fault of briefgen's own: {type(error).__name__}: {error}")
        else:
            self._failures.pop(edition, None)
            alerts.over(trouble, f"{edition} is being sent again", operation.clock())
        finally:
            operation.leave(trouble)

    def _fail(self, edition: str, words: str) -> None:
        now = self._operation.clock()
        times = self._failures.get(edition, (0, now))[0] + 1
        self._failures[edition] = times, now + pause(times)
        self._operation.alerts.begin(
            _name(edition), f"{edition} could not be sent", f"{words}\n\nIt is tried again.", now
        )


def _name(edition: str) -> str:
    return f"sending {edition}"
