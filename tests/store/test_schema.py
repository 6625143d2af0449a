"""Migrations: they make exactly our tables, once, and are asked for in words."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Date, bindparam, create_engine, inspect, text

from briefgen.model.errors import StoreError
from briefgen.model.wire import encode
from briefgen.store import Store, chores, editions, upgrade
from briefgen.store.columns import Moment
from briefgen.store.tables import HEAD, VERSION_TABLE, metadata
from tests.factories import NOON, an_edition
from tests.store.audience import a_plan, an_audience
from tests.store.conftest import PostgresServer


@contextmanager
def beside(url: str) -> Iterator[Connection]:
    """Look at the database without the store."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def made_at_revision(url: str, revision: str) -> None:
    """Make a database as an earlier version of ours made it."""
    config = Config()
    config.set_main_option("script_location", "briefgen.store:migrations")
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(exist_ok=True)
    with beside(url) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def set_revision(url: str, revision: str) -> None:
    """Make the database one of another version."""
    Store.open(url).close()
    with beside(url) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = :it"), {"it": revision})  # noqa: S608  ours


def test_migrating_gives_exactly_our_tables(url: str) -> None:
    """Alembic finds nothing to do between the migrated database and ``tables``."""
    Store.open(url).close()
    with beside(url) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []


def test_migrating_writes_the_same_definitions_as_our_tables(tmp_path: Path) -> None:
    """To the letter: keys, names and order too, which Alembic does not compare."""
    migrated, made = (f"sqlite:///{tmp_path}/{name}.db" for name in ("migrated", "made"))
    Store.open(migrated).close()
    with beside(made) as connection:
        metadata.create_all(connection)
    definitions = text("SELECT name, sql FROM sqlite_master WHERE name != :own AND sql IS NOT NULL ORDER BY name")

    def defined(url: str) -> dict[str, set[str]]:
        with beside(url) as connection:
            rows = connection.execute(definitions, {"own": VERSION_TABLE})
            return {name: {line.strip(" ,\t\n") for line in sql.splitlines()} for name, sql in rows}

    assert defined(migrated) == defined(made)


def test_the_head_is_the_last_revision_and_revisions_are_numbered_in_order() -> None:
    """Older and newer are told by comparing the numbers."""
    config = Config()
    config.set_main_option("script_location", "briefgen.store:migrations")
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    assert revisions[0] == HEAD
    assert all(len(revision) == 4 and revision.isdigit() for revision in revisions)


def test_a_new_database_is_made_with_its_folder_and_opens_again(url: str) -> None:
    """At once at our revision."""
    with Store.open(url) as store:
        assert store.schema_version() == HEAD
        assert store.size() > 0
    with Store.open(url) as store:
        assert store.schema_version() == HEAD


def test_upgrading_tells_the_revisions_before_and_after(url: str) -> None:
    """Empty before, for a new database; equal where there is nothing to do."""
    assert upgrade(url) == ("", HEAD)
    assert upgrade(url) == (HEAD, HEAD)


def test_an_older_database_asks_for_its_upgrade(url: str) -> None:
    """It is not changed behind the back of whoever runs it."""
    set_revision(url, "0000")
    with pytest.raises(StoreError, match=r"^.+ is of an older version: run `briefgen db upgrade`$"):
        Store.open(url)


def test_a_newer_database_is_left_alone(url: str) -> None:
    """Neither opened nor upgraded."""
    set_revision(url, "9999")
    for act in (Store.open, upgrade):
        with pytest.raises(StoreError, match=r"^.+ is of a newer version of briefgen \(revision 9999, .+\)"):
            act(url)


def test_two_stores_opened_at_once_on_a_new_database_both_work(url: str) -> None:
    """Threads of one process; ``test_concurrency`` has processes."""
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: Store.open(url), range(4)))
    for store in opened:
        assert store.schema_version() == HEAD
        store.close()


def test_a_database_of_another_program_is_not_written_to(tmp_path: Path) -> None:
    """An SQLite file with tables that are not ours was named by mistake."""
    url = f"sqlite:///{tmp_path}/bookmarks.db"
    with beside(url) as connection:
        connection.execute(text("CREATE TABLE bookmark (url TEXT)"))
    for act in (Store.open, upgrade):
        with pytest.raises(StoreError, match=r"bookmarks\.db is the database of another program$"):
            act(url)
    with beside(url) as connection:
        assert inspect(connection).get_table_names() == ["bookmark"]


def test_a_postgresql_database_may_be_shared_with_others(postgres: PostgresServer) -> None:
    """A queue or another program may have its tables beside ours."""
    postgres.execute("CREATE DATABASE shared")
    url = postgres.url("shared")
    with beside(url) as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
        connection.execute(text("CREATE TABLE queued_job (id INTEGER)"))
    with Store.open(url) as store:
        assert store.feed_states() == {}


def test_editions_made_before_they_had_slugs_are_kept_as_standing_ones(url: str) -> None:
    """Revision 2 makes the table anew, and not one row is lost."""
    edition = an_edition()
    made_at_revision(url, "0001")
    row = {
        "briefing": "israel",
        "date": edition.date,
        "start": edition.period.start,
        "end": edition.period.end,
        "built": NOON,
        "document": encode(edition),
    }
    columns = [bindparam(name, type_=Moment()) for name in ("start", "end", "built")]
    values = text("INSERT INTO edition VALUES (:briefing, :date, :start, :end, :built, 1, :document)")
    with beside(url) as connection:
        connection.execute(values.bindparams(bindparam("date", type_=Date()), *columns), row)
    assert upgrade(url) == ("0001", HEAD)
    with Store.open(url) as store:
        assert store.editions_before("israel", edition.date + timedelta(days=1), days=2) == [edition]
        assert [(row.slug, row.built) for row in store.editions()] == [("", NOON)]


def test_a_store_that_knew_no_readers_keeps_all_it_has(url: str) -> None:
    """Revision 3 adds tables; what revision 2 held is there, and the new ones work."""
    made_at_revision(url, "0002")
    edition = an_edition()
    with beside(url) as connection:
        editions.save(connection, edition, NOON)
        chores.note_done(connection, "prune", NOON)
        assert not inspect(connection).has_table("delivery")
    with pytest.raises(StoreError, match="run `briefgen db upgrade`"):
        Store.open(url)
    assert upgrade(url) == ("0002", HEAD)
    with Store.open(url) as store:
        assert store.editions_before("israel", edition.date + timedelta(days=1), days=2) == [edition]
        assert store.last_done("prune") == NOON
        an_audience(store, 2)
        assert store.ledger.plan(a_plan(), NOON).total == 2
