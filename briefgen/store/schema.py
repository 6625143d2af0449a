"""The database's revision: made, checked, raised."""

from sqlalchemy import Connection, Engine, inspect, text

from briefgen.model.errors import StoreError
from briefgen.store.engine import WRITES
from briefgen.store.tables import HEAD, VERSION_TABLE

#: Key of the advisory lock that lets one process at a time change the tables: "briefgen" in ASCII.
_LOCK = int.from_bytes(b"briefgen", "big", signed=True)


def prepare(engine: Engine, name: str) -> None:
    """Make the tables of an empty database; StoreError if those of another one are not of our revision.

    Safe against several processes that open the same new database at once.
    """
    with engine.connect() as connection:
        found = revision(connection)
        if found is None:
            _refuse_strangers(connection, name)
    if found is None:
        _migrate(engine)
    elif found < HEAD:
        message = f"{name} is of an older version: run `briefgen db upgrade`"
        raise StoreError(message)
    elif found > HEAD:
        message = f"{name} is of a newer version of briefgen (revision {found}, this one knows {HEAD}): update briefgen"
        raise StoreError(message)


def upgrade(engine: Engine, name: str) -> tuple[str, str]:
    """Raise the database to our revision; return the revision before, empty for a new database, and after."""
    with engine.connect() as connection:
        found = revision(connection)
        if found is None:
            _refuse_strangers(connection, name)
    if found is not None and found > HEAD:
        message = f"{name} is of a newer version of briefgen (revision {found}, this one knows {HEAD}): update briefgen"
        raise StoreError(message)
    if found != HEAD:
        _migrate(engine)
    return found or "", HEAD


def revision(connection: Connection) -> str | None:
    """Return the database's revision, None where there are no tables of ours."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608  a constant of ours
    return None if found is None else str(found)


def _refuse_strangers(connection: Connection, name: str) -> None:
    if connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        message = f"{name} is the database of another program"
        raise StoreError(message)


def _migrate(engine: Engine) -> None:
    # Only here, for Alembic takes a tenth of a second to import.
    from alembic import command  # noqa: PLC0415  see above
    from alembic.config import Config  # noqa: PLC0415  see above

    config = Config()
    config.set_main_option("script_location", "briefgen.store:migrations")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config.attributes["connection"] = connection
        # Inside one transaction; where another process was first, there is nothing left to do.
        command.upgrade(config, "head")
