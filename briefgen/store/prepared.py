"""Statements that run a thousand times a second: compiled once for each kind of database, bound without ceremony.

SQLAlchemy spends more time on the parameters of a row than SQLite on writing it; these go to the driver as they are. So
their values must be what drivers take: text that is ``storable``, and moments through ``moment``.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import ClauseElement

from briefgen.store.columns import Moment


class Prepared:
    """One statement. Its parameters are named; those with a value of their own need none."""

    def __init__(self, statement: ClauseElement) -> None:
        """Take a statement of SQLAlchemy's, without parameters that stand for several values."""
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {}

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> CursorResult[Any]:
        """Execute the statement for each of the rows, which give the values by name."""
        sql, names, own = self._for(connection.dialect)
        many: Any = [_bound(names, {**own, **row}) for row in rows]
        # A list of one means executemany all the same, which returns no rows.
        return connection.exec_driver_sql(sql, many[0] if len(many) == 1 else many)

    def _for(self, dialect: Dialect) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        found = self._compiled.get(dialect.name)
        if found is None:
            compiled: Any = self._statement.compile(dialect=dialect)
            found = self._compiled[dialect.name] = (str(compiled), tuple(compiled.positiontup or ()), compiled.params)
        return found


def moment(connection: Connection, value: datetime | None) -> Any:
    """Return a moment as the driver of this database takes it."""
    dialect = connection.dialect
    if dialect.name not in _PROCESSES:
        _PROCESSES[dialect.name] = Moment().dialect_impl(dialect).bind_processor(dialect)
    process = _PROCESSES[dialect.name]
    return process(value) if process else value


#: By kind of database: finding out how it takes a moment takes as long as writing two rows.
_PROCESSES: dict[str, Callable[[Any], Any] | None] = {}


def _bound(names: tuple[str, ...], values: dict[str, Any]) -> Any:
    """Return values by name as the driver wants them: in order where names are given, else as they are."""
    return tuple([values[name] for name in names]) if names else values
