"""Insert rows whose keys may exist: the one statement that the two databases spell apart."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], *, replace: bool = True) -> None:
    """Insert the rows, all of the same keys; one whose primary key exists is replaced, or else left as it is."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    insert: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table)
    if replace:
        rest = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        statement = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    connection.execute(statement, rows)


def inserted(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row; False, and nothing done, where one with the same primary key or another unique key exists."""
    insert: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    made = insert(table).values(row).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(made).first() is not None
