"""What all tables have in common: the schema that they are, and how rows are numbered."""

from sqlalchemy import BigInteger, Integer, MetaData

#: The revision that these tables are. Revisions are numbered, so that older and newer can be told by comparing.
HEAD = "0003"

#: Where Alembic notes the revision: a name of our own, since other programs may share a PostgreSQL database.
VERSION_TABLE = "briefgen_version"

metadata = MetaData()

#: A number that the database gives, never the same one twice. SQLite counts by itself only what it calls INTEGER.
NUMBER = BigInteger().with_variant(Integer, "sqlite")
