"""An edition between its making and its readers: opened to editors, changed, held, released; corrected afterwards.

The edition as it was made stays in its review; edits are kept beside it, with who and when. What is released takes its
place for everybody else: the ledger, the archive, the next edition. Edge: store, files.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from briefgen.compose import correction, correction_id, edited, occurs
from briefgen.config import Config
from briefgen.config.settings import Settings
from briefgen.model.briefing import Briefing
from briefgen.model.delivery import Plan, Planned, Round
from briefgen.model.editing import Edit, Review, ReviewState
from briefgen.model.edition import Correction, Edition
from briefgen.model.errors import BriefgenError, UsageError
from briefgen.model.rendition import FORMATS, Format
from briefgen.render import Engine, packaged_templates
from briefgen.rewriting import Rewriting
from briefgen.store import Store

log = logging.getLogger(__name__)

#: Between two tries to reach the editors of a draft.
_PAUSE = timedelta(minutes=2)

#: An edition that was made longer ago, when nobody sent or nobody reviewed, is not reviewed now, and does not go out.
TOO_OLD = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """An edition under review: as it was made, as it would go out now, and what was done."""

    review: Review
    frozen: Edition
    edition: Edition
    history: tuple[Edit, ...]

    @property
    def upto(self) -> int:
        """The number of the last edit."""
        return max((edit.id for edit in self.history), default=0)


class Tell(Protocol):
    """Tells editors of a draft; what goes wrong is its own business: an edition never waits for a mail."""

    def __call__(self, draft: Draft, now: datetime) -> bool:
        """Tell those who do not know; False if some could not be reached, and it is to be called again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """What came of a correction."""

    edition: Edition  #: that tells of it
    right: Edition  #: what was corrected, as it stands now
    planned: Planned | None  #: its deliveries; None if the wrong edition went to nobody


class Reviewing:
    """The editors' side of a workspace: made once, asked often; the configuration is read anew each time."""

    def __init__(
        self,
        config: Callable[[], Config],
        settings: Callable[[], Settings],
        store: Store,
        *,
        tell: Tell | None = None,
        formats: Sequence[Format] = FORMATS,
    ) -> None:
        """``tell`` mails editors; ``formats`` are the files that are made again of what was changed."""
        self._config, self._settings, self.store = config, settings, store
        self._tell, self._files = tell, Rewriting(settings, store, formats)
        self._untold: dict[str, datetime] = {}  # by edition: when editors are told again who could not be reached

    def may_go_out(self, made: Round, now: datetime) -> bool:
        """Say whether an edition that is made may go to its readers: the scheduler asks this again and again.

        Without a review: at its hour. With one, the review is opened at the first call, and the edition goes out once
        an editor released it, or by itself at its moment unless one holds it; what editors changed is published before.
        """
        briefing = self._config().briefings.get(made.briefing.partition("/")[0])
        review = self.store.reviews.find(made.edition)
        if review is None or review.is_kept:
            if briefing is None or not briefing.review_minutes or self.store.ledger.mailing(made.edition) is not None:
                return made.due <= now
            if now - max(made.due, made.finished or made.due) > TOO_OLD:
                return False
            review = review or self.begin(made.edition, briefing, made.due, now)
        if review is not None and review.pending and now >= self._untold.get(review.edition, now + _PAUSE):
            self._inform(review.edition, now)
        if review is None or review.state in {"held", "withdrawn"}:
            return False
        if review.state == "open" and not self.store.reviews.release_due(review.edition, now):
            return False
        self.settle(review.edition, now)
        return True

    def begin(self, name: str, briefing: Briefing, due: datetime, now: datetime) -> Review | None:
        """Open the review of an edition that goes out at ``due``, and tell the editors; None if there is none.

        An edition that was made late has half of its minutes left at least, or all of them from now.
        """
        frozen = self.store.edition(name)
        if frozen is None:
            return None
        minutes = timedelta(minutes=briefing.review_minutes)
        releases = due if due - now >= minutes / 2 else now + minutes
        review = Review(edition=name, briefing=briefing.id, state="open", opened=now, releases=releases)
        if self.store.reviews.open(review, frozen):
            self._inform(name, now)
        return self.store.reviews.find(name)

    def _inform(self, name: str, now: datetime) -> None:
        self._untold.pop(name, None)
        if self._tell is not None and not self._tell(self.draft(name), now):
            self._untold[name] = now + _PAUSE

    def draft(self, name: str) -> Draft:
        """Return an edition under review, whatever its state. Raises UsageError if it has no review."""
        review, frozen = self.store.reviews.find(name), self.store.reviews.frozen(name)
        if review is None or frozen is None:
            message = f"{name} has no review: either there is no such edition, or it went out without one"
            raise UsageError(message)
        history = tuple(self.store.reviews.history(name))
        return Draft(review=review, frozen=frozen, edition=edited(frozen, history), history=history)

    def settle(self, name: str, now: datetime) -> None:
        """Publish a released edition as editors left it, once. Raises BriefgenError: then it is to be tried again."""
        while not (draft := self.draft(name)).review.published:
            if draft.edition is not draft.frozen:
                self._files.write(draft.edition, now)
            if self.store.reviews.publish(draft.edition, now, draft.upto):
                return

    def step(self, name: str, state: ReviewState, who: str, now: datetime) -> bool:
        """Hold, resume, release or withdraw an edition; False if that is not possible any more.

        What is released is still to be published (``settle``): by whoever released it, or by the scheduler.
        What is withdrawn after its release is recalled: deliveries that are not in a server's hands yet never will be.
        """
        if not self.store.reviews.step(name, state, who, now):
            return False
        if state == "withdrawn":
            self.store.ledger.withdraw(name, "withdrawn by an editor", now)
        return True

    def edit(self, edit: Edit) -> Edit:
        """Add an edit. Raises UsageError where there is no such story, or where it comes too late."""
        draft = self.draft(edit.edition)
        if edit.act == "undo":
            known = any(one.id == edit.place and one.act not in {"undo", "correct"} for one in draft.history)
        else:
            known = not edit.story or any(story.id == edit.story for story in draft.edition.stories)
        if not known:
            message = f"{edit.edition} has no {'such edit' if edit.act == 'undo' else f'story {edit.story!r}'}"
            raise UsageError(message)
        if edit.act not in {"note", "undo"} and not edit.story:
            message = "say which story"
            raise UsageError(message)
        added = self.store.reviews.edit(edit)
        if added is None:
            message = f"{edit.edition} is not under review any more: what is wrong in it now is corrected"
            raise UsageError(message)
        return added

    def correct(self, wrong: Edit, now: datetime) -> Corrected:
        """Correct an edition that went out: it is right from now on, and whoever received it gets the correction.

        The correction is an edition of its own, planned for exactly the readers to whom the wrong one went, in the
        format they had. ``write`` makes the files again. Asked the same after it was ended in the middle, it goes on.
        Raises UsageError where the wrong wording does not stand in that story.
        """
        name = wrong.edition
        self._keep(name, now)
        draft = self.draft(name)
        again = next((done for one, done in self._unsaid(draft, now).items() if _same(one, wrong)), None)
        if again is not None:
            return again
        if draft.review.pending:
            message = f"{name} did not go out yet: change it on the desk"
            raise UsageError(message)
        story = next((one for one in draft.edition.stories if one.id == wrong.story), None)
        if story is None:
            known = ", ".join(one.id for one in draft.edition.stories) or "none"
            message = f"{name} has no story {wrong.story!r}; it has {known}"
            raise UsageError(message)
        if wrong.old and not occurs(story, wrong.old):
            where = "the headline, the sentences, the quotations or the timeline"
            message = f"{wrong.old!r} does not stand in {where} of {wrong.story}"
            raise UsageError(message)
        if not wrong.old and not wrong.note.strip():
            message = "say what was wrong, or add a note that says what readers should know"
            raise UsageError(message)
        added = self.store.reviews.edit(wrong)
        if added is None:
            message = f"{name} was withdrawn: there is nothing to correct"
            raise UsageError(message)
        return self._tell_readers(self.draft(name), added, now)

    def resume(self, now: datetime) -> None:
        """Tell readers of corrections that a process was ended in the middle of, and write the files that it left."""
        for review in self.store.reviews.latest():
            if review.state != "released" or not review.published:
                continue
            try:
                draft = self.draft(review.edition)
                self._unsaid(draft, now)
                if draft.edition is not draft.frozen and self._files.is_stale(draft.edition):
                    self._files.write(draft.edition, now)
            except BriefgenError as error:  # whoever begins with this has other work
                log.warning("%s could not be put in order: %s", review.edition, error)

    def write(self, done: Corrected, now: datetime) -> tuple[Path, ...]:
        """Make the files of a corrected edition again, and those of its correction. Raises OutputError."""
        return (*self._files.write(done.right, now), *self._files.write(done.edition, now))

    def _unsaid(self, draft: Draft, now: datetime) -> dict[Edit, Corrected]:
        """Say what corrections of an edition were never said; return them."""
        made = [edit for edit in draft.history if edit.act == "correct"]
        sent = self.store.ledger.mailing(draft.review.edition) is not None
        told = {edit: correction_id(draft.frozen, number) for number, edit in enumerate(made, start=1)}
        return {
            edit: self._tell_readers(draft, edit, now)
            for edit, name in told.items()
            if _said(draft.edition, edit) is not None
            and (self.store.edition(name) is None or (sent and self.store.ledger.mailing(name) is None))
        }

    def _tell_readers(self, draft: Draft, edit: Edit, now: datetime) -> Corrected:
        """Publish what is right, and plan the correction: each step may be done twice, and the last comes last."""
        name = draft.review.edition
        number = [one.id for one in draft.history if one.act == "correct"].index(edit.id) + 1
        while True:
            right = draft.edition
            said = _said(right, edit)
            if said is None:
                message = f"{edit.story} was withdrawn from {name} meanwhile: there is nothing to correct"
                raise UsageError(message)
            self._files.take_away(right)
            if self.store.reviews.publish(right, now, draft.upto):
                break
            draft = self.draft(name)  # another corrects it too
        word = str(self._engine().words(right.briefing.language)["correction"])
        told = correction(right, number, [said], word)
        self.store.save_edition(told, now)
        plan = Plan(
            edition=told.id, briefing=told.briefing.id, date=told.date, tier=told.briefing.tier, correction_of=name
        )
        # Also where it went to nobody: who gets the edition after that gets what is right.
        planned = self.store.ledger.plan(plan, now)
        sent = self.store.ledger.mailing(name) is not None
        return Corrected(edition=told, right=right, planned=planned if sent else None)

    def _keep(self, name: str, now: datetime) -> None:
        """Keep an edition that went out without a review as it was made, before it is changed for the first time."""
        if self.store.reviews.find(name) is not None:
            return
        frozen = self.store.edition(name)
        if frozen is not None:
            briefing = frozen.briefing.id
            kept = Review(
                edition=name,
                briefing=briefing,
                state="released",
                opened=now,
                releases=now,
                settled=now,
                published=True,
            )
            self.store.reviews.open(kept, frozen)

    def _engine(self) -> Engine:
        own = self._settings().workspace / "templates"
        return Engine([*([own] if own.is_dir() else []), packaged_templates()])


def _said(right: Edition, edit: Edit) -> Correction | None:
    """Return what a correction says; None if its story had been withdrawn when its turn came."""
    return next(
        (
            one
            for one in right.corrections
            if (one.story, one.old, one.new, one.at) == (edit.story, edit.old, edit.text, edit.at)
        ),
        None,
    )


def _same(one: Edit, other: Edit) -> bool:
    return (one.story, one.old, one.text, one.note) == (other.story, other.old, other.text, other.note)
