"""Editions that are made and whose hour has come → handed over to sending, again until nothing is left. Edge.

What is in doubt is settled without waiting for the next edition; what can only be held is told to the operator.
"""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from briefgen.clock import patience
from briefgen.model.delivery import Round
from briefgen.model.errors import BriefgenError, StoreError
from briefgen.operation.duties import HORIZON, MEMO_PATIENCE, briefing_of, pause
from briefgen.operation.operating import Operation, Submit, at_once
from briefgen.settling import in_doubt, settle

log = logging.getLogger(__name__)

#: Older editions that nobody planned stay unsent: whoever begins to send mail today means today's.
_LOOK_BACK = timedelta(days=4)

#: The sender that lost a connection settles what was on it within this time, where there is something to settle it by.
_SETTLES = timedelta(minutes=2)

_DOUBTS = "deliveries in doubt"


class HandOver(Protocol):
    """Sends an edition to its readers: plans it, idempotent, and sends what may go out now.

    Returns when nothing more may go out just now, or soon after ``stopping`` says so: what is in hand is settled, the
    rest stays pending. It is called again for what was deferred. Raises BriefgenError.
    """

    def __call__(self, edition: str, *, stopping: Callable[[], bool]) -> str:
        """Send; return what the operator should know, or nothing."""


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
        self._doubted: dict[str, int] = {}  # editions with deliveries in doubt of which the operator knows

    def tick(self) -> None:
        """Hand over what may go out at this moment. Raises StoreError."""
        operation, now = self._operation, self._operation.clock()
        if not (operation.settings.smtp_url and operation.settings.sender) or not operation.leads():
            return
        self._look_at_doubts(now)
        for edition in self._waiting(now):
            _, again = self._failures.get(edition, (0, now))
            if again <= now and operation.take(_name(edition)):
                self._submit(partial(self._send, edition))

    def _waiting(self, now: datetime) -> list[str]:
        """Return the editions that were never planned, and those of which something is left to send."""
        store = self._operation.store
        rounds = store.due.since((now - _LOOK_BACK).date())
        lately = {one.edition for one in store.reviews.latest() if one.settled and now - one.settled < _LOOK_BACK}
        if lately - {one.edition for one in rounds}:  # held for days, and released now
            rounds = [one for one in store.due.since((now - HORIZON).date()) if one in rounds or one.edition in lately]
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
            to_know = self._hand_over(edition, stopping=operation.stopping.is_set)
        except BriefgenError as error:
            self._fail(edition, str(error))
        except Exception as error:
            log.exception("sending %s failed", edition)
            self._fail(edition, f"a fault of briefgen's own: {type(error).__name__}: {error}")
        else:
            self._failures.pop(edition, None)
            alerts.over(trouble, f"{edition} is being sent again", operation.clock())
            if to_know:
                alerts.begin(
                    f"{trouble}, {to_know}", f"{edition} went out, but not as it should", to_know, operation.clock()
                )
        finally:
            operation.leave(trouble)

    def _fail(self, edition: str, words: str) -> None:
        now = self._operation.clock()
        self._rest(edition, now)
        self._operation.alerts.begin(
            _name(edition), f"{edition} could not be sent", f"{words}\n\nIt is tried again.", now
        )

    def _look_at_doubts(self, now: datetime) -> None:
        """Settle what has been in doubt for a while, or tell of it: of each edition once, whoever begins anew."""
        operation, store = self._operation, self._operation.store
        found = Counter(
            row.edition for row in in_doubt(store) if row.settled_at is None or now - row.settled_at >= _SETTLES
        )
        for edition in [*self._doubted]:
            if edition not in found:
                del self._doubted[edition]
                operation.alerts.over(f"{_DOUBTS} of {edition}", f"No delivery of {edition} is in doubt any more", now)
        _, again = self._failures.get(_DOUBTS, (0, now))
        if not found or again > now:
            return
        if operation.settings.mail_log or operation.settings.in_doubt == "send":
            if operation.take(_DOUBTS):
                self._submit(partial(self._settle, now))
        else:
            self._tell_of_doubts(found, now)

    def _settle(self, now: datetime) -> None:
        operation = self._operation
        try:
            settled = settle(operation.store, operation.settings, operation.clock, stop=operation.stopping.is_set)
            if settled.held:
                left = Counter(row.edition for row in in_doubt(operation.store))
                self._tell_of_doubts(left, now)
                self._rest(_DOUBTS, now)
            else:
                self._failures.pop(_DOUBTS, None)
            operation.alerts.over(_DOUBTS, "What is in doubt can be settled again", now)
        except BriefgenError as error:
            self._rest(_DOUBTS, now)
            operation.alerts.begin(_DOUBTS, "What is in doubt could not be settled", str(error), now)
        finally:
            operation.leave(_DOUBTS)

    def _tell_of_doubts(self, found: Counter[str], now: datetime) -> None:
        operation = self._operation
        for edition, number in found.items():
            if edition in self._doubted:
                continue
            trouble, chore = f"{_DOUBTS} of {edition}", f"told: {_DOUBTS} of {edition}"
            self._doubted[edition] = number
            if operation.store.last_done(chore) is not None:
                operation.alerts.know(trouble)
                continue
            operation.alerts.begin(trouble, f"{edition}: {number} in doubt, and held", _held(edition, number), now)
            operation.store.note_done(chore, now)

    def _rest(self, what: str, now: datetime) -> None:
        times = self._failures.get(what, (0, now))[0] + 1
        self._failures[what] = times, now + pause(times)


def _held(edition: str, number: int) -> str:
    """Return what an operator has to know of deliveries in doubt, and what to do. Pure."""
    which = edition.replace("/", " ", 1)
    return (
        f"Nobody knows whether {number} of its messages reached the mail server: the connection, or the sender, ended "
        f"while they were under way. They are not sent again by themselves.\n\n"
        f"briefgen deliveries {which} --state doubtful\n    lists them\n"
        f"briefgen deliveries {which} --settle sent\n    if the mail server has them\n"
        f"briefgen deliveries {which} --settle again\n    sends them again; who has the message gets it twice\n\n"
        "With BRIEFGEN_MAIL_LOG, where our Postfix runs on this machine, nothing stays in doubt; with "
        "BRIEFGEN_IN_DOUBT=send it is sent again."
    )


def _name(edition: str) -> str:
    return f"sending {edition}"
