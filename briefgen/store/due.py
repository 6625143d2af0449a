"""Which edition is due, and who makes it: one for each briefing and local date."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from briefgen.model.delivery import Round, Run
from briefgen.store import runs, tables
from briefgen.store.transactions import Transactions
from briefgen.store.upsert import inserted

_C = tables.round_.c


class Due:
    """The rounds of the standing publications. A briefing and date has one, which one run at a time has in hand."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def claim(self, briefing: str, day: date, due: datetime, run: Run, now: datetime) -> Round | None:
        """Take a round in hand; None if another has it, it is done, skipped, given up, or failed and not due again.

        A round that a dead run had in hand is taken over.
        """

        def work(connection: Connection, again: bool) -> Round | None:  # noqa: FBT001  as Transactions calls it
            row = _row(briefing, day, due, "claimed", attempts=1, claimed_by=run.id, claimed_at=now)
            if inserted(connection, tables.round_, row):
                return _find(connection, briefing, day)
            there = _find(connection, briefing, day, locked=True)
            if there is None:
                return None
            if again and there.state == "claimed" and (there.claimed_by, there.claimed_at) == (run.id, now):
                return there  # our own claim, of which the commit's answer was lost
            if not _may_be_taken(connection, there, now):
                return None
            taken = {"state": "claimed", "attempts": there.attempts + 1, "claimed_by": run.id, "claimed_at": now}
            connection.execute(_of(briefing, day).values(**taken, next_try=None, finished=None))
            return _find(connection, briefing, day)

        return self._transactions.write_knowing(work)

    def done(self, taken: Round, edition: str, now: datetime, more: datetime | None = None) -> bool:
        """Note what was made; False, and nothing noted, if the round was taken over in the meantime.

        ``more`` is when somebody is to see to the parts that may come later, if nobody has done so (``lacks``).
        """
        return self._finish(taken, state="done", finished=now, edition=edition, words="", next_try=more)

    def lacks(self, edition: str, words: str, next_try: datetime | None, *, tried: bool = True) -> None:
        """Note what a made edition lacks now, and when to try again; no words: nothing any more."""
        made = update(tables.round_).where(_C.edition == edition, _C.state == "done")
        values = {"words": words, "next_try": next_try, "attempts": _C.attempts + int(tried)}
        self._transactions.write(lambda connection: connection.execute(made.values(**values)))

    def incomplete(self, now: datetime) -> list[Round]:
        """Return the rounds whose edition is made and lacks something that is to be tried again now."""
        asked = select(tables.round_).where(_C.state == "done", _C.next_try <= now).order_by(_C.due, _C.briefing)
        return self._transactions.read(lambda connection: [_round(row) for row in connection.execute(asked)])

    def failed(self, taken: Round, words: str, next_try: datetime | None, now: datetime) -> bool:
        """Note why nothing was made and when to try again, None for never; False as ``done``."""
        return self._finish(taken, state="failed", finished=now, words=words, next_try=next_try)

    def skip(self, briefing: str, day: date, due: datetime, words: str, now: datetime) -> bool:
        """Note that a round was missed for good, and why; False if it was taken before."""
        row = _row(briefing, day, due, "skipped", finished=now, words=words)
        return self._transactions.write(lambda connection: inserted(connection, tables.round_, row))

    def find(self, briefing: str, day: date) -> Round | None:
        """Return a round."""
        return self._transactions.read(lambda connection: _find(connection, briefing, day))

    def again(self, now: datetime) -> list[Round]:
        """Return what may be claimed once more: failed rounds whose time has come, and those that dead runs had."""

        def work(connection: Connection) -> list[Round]:
            runs.bury(connection, now)
            ended = select(tables.run.c.id).where(tables.run.c.ended.is_not(None))
            left = (_C.state == "claimed") & _C.claimed_by.in_(ended)
            asked = select(tables.round_).where(left | ((_C.state == "failed") & (_C.next_try <= now)))
            return [_round(row) for row in connection.execute(asked.order_by(_C.due, _C.briefing))]

        return self._transactions.write(work)

    def since(self, first: date) -> list[Round]:
        """Return the rounds of all dates from one on, the earliest first."""
        asked = select(tables.round_).where(_C.date >= first).order_by(_C.date, _C.briefing)
        return self._transactions.read(lambda connection: [_round(row) for row in connection.execute(asked)])

    def latest(self, briefing: str | None = None, most: int = 20) -> list[Round]:
        """Return the last rounds, the latest date first."""
        asked = select(tables.round_).order_by(_C.date.desc(), _C.briefing).limit(most)
        if briefing is not None:
            asked = asked.where(_C.briefing == briefing)
        return self._transactions.read(lambda connection: [_round(row) for row in connection.execute(asked)])

    def _finish(self, taken: Round, **values: Any) -> bool:
        mine = _of(taken.briefing, taken.date).where(
            _C.state == "claimed", _C.claimed_by == taken.claimed_by, _C.attempts == taken.attempts
        )

        def work(connection: Connection, again: bool) -> bool:  # noqa: FBT001  as Transactions calls it
            if connection.execute(mine.values(**values)).rowcount:
                return True
            there = _find(connection, taken.briefing, taken.date)
            same = there is not None and (there.claimed_by, there.attempts) == (taken.claimed_by, taken.attempts)
            return again and same

        return self._transactions.write_knowing(work)


def _may_be_taken(connection: Connection, there: Round, now: datetime) -> bool:
    if there.state == "failed":
        return there.next_try is not None and there.next_try <= now
    if there.state != "claimed":
        return False
    runs.bury(connection, now)
    c = tables.run.c
    return connection.scalar(select(c.id).where(c.id == there.claimed_by, c.ended.is_(None))) is None


def _find(connection: Connection, briefing: str, day: date, *, locked: bool = False) -> Round | None:
    asked = select(tables.round_).where(_C.briefing == briefing, _C.date == day)
    row = connection.execute(asked.with_for_update() if locked else asked).one_or_none()
    return _round(row) if row else None


def _of(briefing: str, day: date) -> Any:
    return update(tables.round_).where(_C.briefing == briefing, _C.date == day)


def _row(briefing: str, day: date, due: datetime, state: str, **rest: Any) -> dict[str, Any]:
    row = {"briefing": briefing, "date": day, "due": due, "state": state, "attempts": 0, "edition": "", "words": ""}
    return row | rest


def _round(row: Row[*tuple[Any, ...]]) -> Round:
    return Round(**row._mapping)  # noqa: SLF001  SQLAlchemy's public name: the columns are the fields
