"""Reviews and what editors did ↔ rows. The history is only ever added to."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from briefgen.model import wire
from briefgen.model.editing import Edit, Review, ReviewAct, ReviewState
from briefgen.model.edition import Edition
from briefgen.store import editions, tables
from briefgen.store.transactions import Transactions
from briefgen.store.upsert import inserted

_r, _e = tables.review.c, tables.edit.c
_COLUMNS = (_r.edition, _r.briefing, _r.state, _r.opened, _r.releases, _r.settled, _r.published)

#: Who does what nobody does.
ITSELF = "briefgen"

#: Into which state an edition may come from which, and what the history calls it.
_STEPS: dict[ReviewState, tuple[tuple[ReviewState, ...], ReviewAct]] = {
    "held": (("open",), "held"),
    "open": (("held",), "resumed"),
    "released": (("open", "held"), "released"),
    "withdrawn": (("open", "held", "released"), "withdrawn"),
}


class Reviews:
    """Which editions editors look at before readers do, and what they change."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def open(self, review: Review, frozen: Edition) -> bool:
        """Begin a review of an edition as it was made, which is kept as it is; False if there is one already.

        One that is ``released`` from the beginning is only kept, to be corrected.
        """
        row = {
            "edition": review.edition,
            "briefing": review.briefing,
            "state": review.state,
            "opened": review.opened,
            "releases": review.releases,
            "settled": review.settled,
            "published": review.published,
            "document": wire.encode(frozen),
        }

        def work(connection: Connection) -> bool:
            if not inserted(connection, tables.review, row):
                return False
            if review.pending:
                _note(connection, Edit(edition=review.edition, act="opened", who=ITSELF, at=review.opened))
            return True

        return self._transactions.write(work)

    def find(self, edition: str) -> Review | None:
        """Return the review of an edition, None if it has none."""
        return self._transactions.read(lambda connection: _find(connection, edition))

    def frozen(self, edition: str) -> Edition | None:
        """Return the edition as it was made, None if it never had a review."""
        asked = select(_r.document).where(_r.edition == edition)
        document = self._transactions.read(lambda connection: connection.scalar(asked))
        return None if document is None else wire.decode(document)

    def latest(self, most: int = 20) -> list[Review]:
        """Return the last reviews, the newest first."""
        asked = select(*_COLUMNS).order_by(_r.opened.desc(), _r.edition).limit(most)
        return self._transactions.read(lambda connection: [_review(row) for row in connection.execute(asked)])

    def step(self, edition: str, state: ReviewState, who: str, now: datetime) -> bool:
        """Bring an edition into a state; False if it is in none that leads there. What was withdrawn stays so."""
        before, act = _STEPS[state]
        which = update(tables.review).where(_r.edition == edition, _r.state.in_(before))
        return self._transactions.write(lambda connection: _step(connection, which, edition, state, act, who, now))

    def release_due(self, edition: str, now: datetime) -> bool:
        """Release an edition whose moment has come and that nobody holds; False if it is none, or was already."""
        which = update(tables.review).where(_r.edition == edition, _r.state == "open", _r.releases <= now)
        return self._transactions.write(
            lambda connection: _step(connection, which, edition, "released", "released", ITSELF, now)
        )

    def publish(self, edition: Edition, now: datetime, upto: int) -> bool:
        """Put what was released in the edition's place, for all who read the store; the frozen one stays here.

        ``upto`` is the last edit that is in it: False, and nothing done, if there is a later one, which must not be
        lost. Nothing is done either with what is not released, or was withdrawn.
        """

        def work(connection: Connection) -> bool:
            there = _find(connection, edition.id, locked=True)
            if there is None or there.state != "released":
                return True
            last = connection.scalar(select(func.max(_e.id)).where(_e.edition == edition.id)) or 0
            if last != upto:
                return False
            connection.execute(update(tables.review).where(_r.edition == edition.id).values(published=True))
            editions.save(connection, edition, now)
            return True

        return self._transactions.write(work)

    def edit(self, edit: Edit) -> Edit | None:
        """Add an edit; return it with its number, None where it comes too late.

        Text is changed while the review lasts, and corrected once the edition was released, or if it had no review. So
        no edit is ever lost between a draft and what was sent.
        """

        def work(connection: Connection) -> Edit | None:
            there = _find(connection, edit.edition, locked=True)
            pending = there is not None and there.pending
            withdrawn = there is not None and there.state == "withdrawn"
            if withdrawn or pending == (edit.act == "correct"):
                return None
            return _note(connection, edit)

        return self._transactions.write(work)

    def history(self, edition: str) -> list[Edit]:
        """Return all that was done with an edition, the oldest first."""
        return self._transactions.read(
            lambda connection: [
                _edit(row)
                for row in connection.execute(select(tables.edit).where(_e.edition == edition).order_by(_e.id))
            ]
        )


def _find(connection: Connection, edition: str, *, locked: bool = False) -> Review | None:
    asked = select(*_COLUMNS).where(_r.edition == edition)
    row = connection.execute(asked.with_for_update() if locked else asked).one_or_none()
    return _review(row) if row else None


def _step(  # noqa: PLR0913, PLR0917  one statement and what the history says of it
    connection: Connection, which: Any, edition: str, state: ReviewState, act: ReviewAct, who: str, now: datetime
) -> bool:
    settled = now if state in {"released", "withdrawn"} else None
    if not connection.execute(which.values(state=state, settled=settled)).rowcount:
        return False
    _note(connection, Edit(edition=edition, act=act, who=who, at=now))
    return True


def _note(connection: Connection, edit: Edit) -> Edit:
    values = {name: getattr(edit, name) for name in _FIELDS}
    number = connection.execute(insert(tables.edit).values(values).returning(_e.id)).scalar_one()
    return Edit(id=number, **values)


_FIELDS = ("edition", "act", "who", "at", "story", "place", "text", "old", "note")


def _edit(row: Row[*tuple[Any, ...]]) -> Edit:
    return Edit(id=row.id, **{name: getattr(row, name) for name in _FIELDS})


def _review(row: Row[*tuple[Any, ...]]) -> Review:
    return Review(
        edition=row.edition,
        briefing=row.briefing,
        state=row.state,
        opened=row.opened,
        releases=row.releases,
        settled=row.settled,
        published=row.published,
    )
