"""What was published, what editors did to it, and what was counted of it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
)

from briefgen.store.columns import Moment, PlainText
from briefgen.store.tables.schema import NUMBER, metadata

edition = Table(
    "edition",
    metadata,
    Column("briefing", PlainText, nullable=False),
    Column("date", Date, nullable=False),
    Column("slug", PlainText, nullable=False),  # empty: the standing edition of the date
    Column("period_start", Moment, nullable=False),
    Column("period_end", Moment, nullable=False),
    Column("built", Moment, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    PrimaryKeyConstraint("briefing", "date", "slug", name="pk_edition"),
)

tally_day = Table(
    "tally_day",
    metadata,
    Column("day", Date, nullable=False),
    Column("watched", PlainText, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("stories", Integer, nullable=False),
    PrimaryKeyConstraint("day", name="pk_tally_day"),
)

tally = Table(
    "tally",
    metadata,
    Column("day", Date, ForeignKey("tally_day.day", name="fk_tally_day", ondelete="CASCADE"), nullable=False),
    Column("actor", PlainText, nullable=False),
    Column("other", PlainText, nullable=False),  # empty: the actor's own stories; else those of the pair
    Column("stories", Integer, nullable=False),
    PrimaryKeyConstraint("day", "actor", "other", name="pk_tally"),
)

review = Table(
    "review",
    metadata,
    Column("edition", PlainText, nullable=False),
    Column("briefing", PlainText, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("opened", Moment, nullable=False),
    Column("releases", Moment, nullable=False),
    Column("settled", Moment),
    Column("published", Boolean, nullable=False),
    Column("document", LargeBinary, nullable=False),  # the edition as it was made, which edits apply to
    PrimaryKeyConstraint("edition", name="pk_review"),
    Index("ix_review_opened", "opened"),
)

# What editors did. The edition that they did it to stays as it was made.
edit = Table(
    "edit",
    metadata,
    Column("id", NUMBER, autoincrement=True, nullable=False),
    Column("edition", PlainText, nullable=False),
    Column("act", PlainText, nullable=False),
    Column("who", PlainText, nullable=False),
    Column("at", Moment, nullable=False),
    Column("story", PlainText, nullable=False),
    Column("place", BigInteger, nullable=False),
    Column("text", PlainText, nullable=False),
    Column("old", PlainText, nullable=False),
    Column("note", PlainText, nullable=False),
    PrimaryKeyConstraint("id", name="pk_edit"),
    Index("ix_edit_edition", "edition", "id"),
    sqlite_autoincrement=True,
)

link_count = Table(
    "link_count",
    metadata,
    Column("edition", PlainText, nullable=False),
    Column("link", PlainText, nullable=False),
    Column("number", BigInteger, nullable=False),
    PrimaryKeyConstraint("edition", "link", name="pk_link_count"),
)
