"""Executed by Alembic for each command. The connection, inside its transaction, comes from ``store.schema``."""

from alembic import context

from briefgen.store.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
