"""Editions that are due → made, once each, by whichever scheduler is first; what fails is tried again. Edge.

``tick`` decides by ``duties`` and claims in the store; ``pipeline.build`` does the work. The PDF comes after
what readers get: it keeps nothing back, and is tried again by itself.
"""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from briefgen import language_model, pipeline
from briefgen.clock import cutoff
from briefgen.config import dated_memos
from briefgen.model.briefing import Briefing
from briefgen.model.delivery import Round
from briefgen.model.errors import BriefgenError, StoreError
from briefgen.model.rendition import FORMATS, Format
from briefgen.operation.duties import HORIZON, Duties, Duty, briefing_of, next_try, of_day, of_memo, owed, owed_memos
from briefgen.operation.operating import Operation, Submit, at_once, lateness
from briefgen.publishing import LATER

log = logging.getLogger(__name__)

#: A memo that was saved a moment ago may be being written still.
_SETTLED = timedelta(minutes=1)

#: After a start, an edition that was missed waits for the news of the meantime, but no longer than this.
_FOR_NEWS = timedelta(minutes=10)

_COMPLETING = "completing"

#: Who made an edition makes its PDF right after; another does, once this is past.
_AFTER_DEATH = timedelta(minutes=5)


class Making:
    """Makes what is due."""

    def __init__(
        self,
        operation: Operation,
        *,
        submit: Submit = at_once,
        formats: Collection[Format] = FORMATS,
        on_made: Callable[[], None] = lambda: None,
    ) -> None:
        """``submit`` says on which thread editions are made; ``on_made`` is called after each."""
        self._on_made = on_made
        self._operation, self._submit = operation, submit
        self._first = [form for form in formats if form not in LATER]
        self._later = [form for form in formats if form in LATER]
        self._since: dict[str, datetime] = {}  # by briefing and the times it goes out at
        self._unnoted: list[Callable[[], object]] = []  # what became of rounds while the store could not be written
        self.fresh = False  #: the feeds have been asked since the start

    def tick(self) -> None:
        """Make what is due at this moment. Raises StoreError: then nothing is lost, and the next tick does it."""
        operation, now = self._operation, self._operation.clock()
        self._note()
        for duty in (*self._again(now), *self._new(now)):
            missed_before = duty.due < operation.began - timedelta(minutes=1)
            if missed_before and not self.fresh and now - operation.began < _FOR_NEWS:
                continue
            if operation.take(_name(duty)):
                self._submit(partial(self._see_to, duty))
        for one in operation.store.due.incomplete(now):
            if operation.leads() and operation.take(_completing(one)):
                self._submit(partial(self._complete, one))

    def _new(self, now: datetime) -> tuple[Duty, ...]:
        """Return what is due for the first time; note what was missed."""
        config, settings = self._operation.config, self._operation.settings
        since = {name: self._scheduled_since(one, now) for name, one in config.briefings.items()}
        handled = self._handled(now)
        catch_up = timedelta(hours=settings.catch_up)
        duties = owed(config.briefings.values(), now, since=since, handled=handled, catch_up=catch_up)
        self._miss(duties, now)
        memos = [
            memo
            for briefing in config.briefings.values()
            if briefing.kind == "memo"
            for memo in self._memos(briefing, now, since[briefing.id], handled)
        ]
        return (*duties.make, *memos)

    def _memos(
        self, briefing: Briefing, now: datetime, since: datetime, handled: Mapping[str, Collection[date]]
    ) -> Iterator[Duty]:
        files = [*dated_memos(self._operation.config.workspace, briefing)]
        wrong = "\n".join(file.problem for file in files if file.problem and self._is_settled(file.path, now))
        if wrong:
            trouble = f"memos {hashlib.sha256(wrong.encode()).hexdigest()}"  # others are another trouble
            self._operation.alerts.begin(trouble, "A memo has mistakes and does not go out", wrong, now)
        for duty in owed_memos(briefing, files, now, since=since, handled=handled):
            if duty.text is not None and self._is_settled(duty.text, now):
                yield duty

    @staticmethod
    def _is_settled(path: Path, now: datetime) -> bool:
        try:
            changed = path.stat().st_mtime
        except OSError:
            return False
        return not 0 <= now.timestamp() - changed < _SETTLED.total_seconds()

    def _again(self, now: datetime) -> Iterator[Duty]:
        """Yield what failed and is due again, and what a dead scheduler had in hand."""
        for one in self._operation.store.due.again(now):
            duty = self._duty(one)
            if duty is not None:
                yield duty
            elif taken := self._operation.store.due.claim(one.briefing, one.date, one.due, self._operation.run, now):
                self._operation.store.due.failed(taken, "is not published any more", None, now)

    def _duty(self, one: Round) -> Duty | None:
        """Return what a round of the store is about; None if that is published no more."""
        config = self._operation.config
        briefing = config.briefings.get(briefing_of(one))
        if briefing is None:
            return None
        if briefing.kind != "memo":
            try:
                return of_day(briefing, one.date, timedelta(hours=self._operation.settings.catch_up))
            except ValueError:
                return None
        files = (file for file in dated_memos(config.workspace, briefing) if file.written is not None)
        duties = (of_memo(briefing, file) for file in files)
        return next((duty for duty in duties if (duty.round, duty.day) == (one.briefing, one.date)), None)

    def _handled(self, now: datetime) -> dict[str, set[date]]:
        found: dict[str, set[date]] = defaultdict(set)
        for one in self._operation.store.due.since((now - HORIZON).date() - timedelta(days=2)):
            found[one.briefing].add(one.date)
        return found

    def _scheduled_since(self, briefing: Briefing, now: datetime) -> datetime:
        """Return from when on a briefing is scheduled at these times: whoever changes them wants no edition at once."""
        times = f"{briefing.cadence} {briefing.days} {briefing.send_at} {briefing.timezone.key} {briefing.kind}"
        chore = f"scheduled:{briefing.id}:{hashlib.sha256(times.encode()).hexdigest()[:12]}"
        if chore not in self._since:
            noted = self._operation.store.last_done(chore)
            if noted is None:
                self._operation.store.note_done(chore, now)
            self._since[chore] = noted or now
        return self._since[chore]

    def _miss(self, duties: Duties, now: datetime) -> None:
        """Note what was missed, and tell the operator once, of all together."""
        words = "nothing ran when it was due, and it was too late when something did"
        store = self._operation.store
        noted = [duty for duty in duties.missed if store.due.skip(duty.round, duty.day, duty.due, words, now)]
        if noted:
            listed = "\n".join(f"{one.briefing.title}, {one.day}, due {one.due:%Y-%m-%d %H:%M} UTC" for one in noted)
            self._operation.alerts.tell(f"{len(noted)} missed and skipped", listed, now)

    def _see_to(self, duty: Duty) -> None:
        """Make one edition, unless another scheduler has it, and note what became of it."""
        operation, now = self._operation, self._operation.clock()
        try:
            if operation.stopping.is_set():
                return
            taken = operation.store.due.claim(duty.round, duty.day, duty.due, operation.run, now)
            if taken is not None:
                self._make(duty, taken, now)
        except StoreError as error:
            operation.alerts.begin("store", "The store cannot be used", str(error), now)
        finally:
            operation.leave(_name(duty))

    def _make(self, duty: Duty, taken: Round, now: datetime) -> None:
        store, clock = self._operation.store, self._operation.clock
        if now > duty.until:
            words = taken.words or "whoever had it in hand died, and now it is too late"
            self._fail(duty, taken, words)
            return
        try:
            edition = self._built(duty, now)
        except BriefgenError as error:
            self._fail(duty, taken, str(error))
        except Exception as error:
            log.exception("%s failed", _name(duty))
            self._fail(duty, taken, f"a fault of briefgen's own: {type(error).__name__}: {error}")
        else:
            done = clock()
            log.info("%s made in %.0f s, %s", edition, (done - now).total_seconds(), lateness(duty.starts, done))
            more = done + _AFTER_DEATH if self._later else None  # should we not come to it
            self._settle(lambda: store.due.done(taken, edition, done, more))
            self._operation.alerts.over(_name(duty), f"{duty.briefing.title} of {duty.day} is made now", done)
            self._on_made()
            if self._later:
                self._complete(replace(taken, edition=edition, words=""))

    def _complete(self, one: Round) -> None:
        """Make what may come later of an edition; give up when nobody waits for it any more."""
        operation, now = self._operation, self._operation.clock()
        store, alerts, trouble = operation.store, operation.alerts, _completing(one)
        try:
            words, duty = "\n".join(self._completed(one)), self._duty(one)
            tries = one.attempts + bool(one.words)
            again = next_try(tries, now, duty.until) if duty and words else None
            store.due.lacks(one.edition, words, again, tried=bool(one.words))
            if not words:
                alerts.over(trouble, f"{one.edition} is complete now", operation.clock())
            elif again is None or duty is None:
                alerts.forget(trouble)
                alerts.tell(f"{one.edition} stays without a part after {tries} tries", words, now)
            elif one.words:  # twice now: no hiccup
                until = f"{duty.until:%Y-%m-%d %H:%M} UTC"
                told = f"{words}\n\nThe rest is there. This is tried again until {until}."
                alerts.begin(trouble, f"{one.edition} is made, but not all of it", told, now)
            else:
                log.warning("%s is made but for a part, which is tried again: %s", one.edition, words)
        except BriefgenError as error:  # a full disk, a store that is away: it is tried again
            alerts.begin(trouble, f"{one.edition} could not be completed", str(error), now)
        finally:
            operation.leave(_completing(one))

    def _completed(self, one: Round) -> list[str]:
        """Make again what may come later; return what could not be made, and why."""
        operation, settings, lacks = self._operation, self._operation.settings, list[str]()
        edition = operation.store.edition(one.edition)
        if edition is not None:
            pipeline.publish(
                edition,
                self._later,
                folder=operation.config.workspace / "out" / edition.id,
                workspace=operation.config.workspace,
                sender=settings.sender,
                public_url=settings.public_url,
                on_missing=lambda form, problem: lacks.append(f"{form}: {problem}"),
            )
        return lacks

    def _built(self, duty: Duty, now: datetime) -> str:
        """Make the edition and the files that cannot wait; return its id."""
        operation, settings = self._operation, self._operation.settings
        briefing, workspace = duty.briefing, operation.config.workspace
        if pipeline.is_final(operation.store, duty.edition):
            return duty.edition  # somebody made it by hand, and sent it
        published = pipeline.build(
            operation.config,
            operation.store,
            briefing,
            at=now if duty.text else cutoff(briefing, duty.day, now),
            now=now,
            out=workspace / "out",
            formats=self._first,
            sender=settings.sender,
            public_url=settings.public_url,
            narrator=language_model.narrator_for(briefing.model, settings),
            text=duty.text,
        )
        return published.edition.id

    def _fail(self, duty: Duty, taken: Round, words: str) -> None:
        """Note a failure; the operator hears of the first of an edition, and of the last."""
        store, alerts, now = self._operation.store, self._operation.alerts, self._operation.clock()
        again = next_try(taken.attempts, now, duty.until)
        self._settle(lambda: store.due.failed(taken, words, again, now))
        trouble, title = _name(duty), f"{duty.briefing.title} of {duty.day}"
        if again is None:
            alerts.forget(trouble)
            alerts.tell(f"{title} was given up after {taken.attempts} tries", words, now)
        elif taken.words:
            alerts.know(trouble)
            log.warning("%s failed again (%d): %s", trouble, taken.attempts, words)
        else:
            told = f"{words}\n\nIt is tried again from {again:%H:%M} UTC until {duty.until:%Y-%m-%d %H:%M} UTC."
            alerts.begin(trouble, f"{title} could not be made", told, now)

    def _settle(self, note: Callable[[], object]) -> None:
        """Write down what became of a round; later, if the store cannot be written now: else nobody would take it."""
        try:
            note()
        except StoreError:
            self._unnoted.append(note)
            raise

    def _note(self) -> None:
        while self._unnoted:
            self._unnoted[0]()
            del self._unnoted[0]


def _completing(one: Round) -> str:
    return f"{_COMPLETING} {one.edition}"


def _name(duty: Duty) -> str:
    return f"{duty.round} {duty.day}"
