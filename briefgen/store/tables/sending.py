"""What is due, who is at work on it, and what goes to whom: the ledger."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)

from briefgen.store.columns import Moment, PlainText, Strings
from briefgen.store.tables.schema import NUMBER, metadata

run = Table(
    "run",
    metadata,
    Column("id", NUMBER, autoincrement=True, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("started", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("ended", Moment),
    Column("lost", Boolean, nullable=False),
    Column("host", PlainText, nullable=False),
    Column("process", BigInteger, nullable=False),
    Column("origin", PlainText, nullable=False),  # the machine's boot, the namespace and the start of the process
    PrimaryKeyConstraint("id", name="pk_run"),
    Index("ix_run_alive", "kind", sqlite_where=text("ended IS NULL"), postgresql_where=text("ended IS NULL")),
    sqlite_autoincrement=True,
)

round_ = Table(
    "round",
    metadata,
    Column("briefing", PlainText, nullable=False),
    Column("date", Date, nullable=False),
    Column("due", Moment, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", Moment),
    Column("claimed_by", BigInteger),
    Column("claimed_at", Moment),
    Column("finished", Moment),
    Column("edition", PlainText, nullable=False),
    Column("words", PlainText, nullable=False),
    PrimaryKeyConstraint("briefing", "date", name="pk_round"),
    Index("ix_round_date", "date"),
)

mailing = Table(
    "mailing",
    metadata,
    Column("number", NUMBER, autoincrement=True, nullable=False),
    Column("edition", PlainText, nullable=False),
    Column("briefing", PlainText, nullable=False),
    Column("date", Date, nullable=False),
    Column("planned", Moment, nullable=False),
    Column("correction_of", PlainText, nullable=False),
    Column("after_run", BigInteger, nullable=False),  # of a correction: runs that began later send what is right
    Column("lanes", Strings, nullable=False),  # the domains that have many readers, when it was planned first
    PrimaryKeyConstraint("number", name="pk_mailing"),
    UniqueConstraint("edition", name="uq_mailing_edition"),
    Index("ix_mailing_briefing", "briefing", "date"),
    sqlite_autoincrement=True,
)

# Where to look for what a run had in hand when it died. An index of claimed deliveries would say so too, at the price
# of two more writes for each delivery.
run_mailing = Table(
    "run_mailing",
    metadata,
    Column("run", BigInteger, ForeignKey("run.id", name="fk_run_mailing_run"), nullable=False),
    Column("mailing", BigInteger, ForeignKey("mailing.number", name="fk_run_mailing_mailing"), nullable=False),
    PrimaryKeyConstraint("run", "mailing", name="pk_run_mailing"),
    sqlite_with_rowid=False,
)

# The ledger. A reader has one format of a briefing, so the format is no part of the key: whoever changes it between two
# plannings must not get the edition twice.
delivery = Table(
    "delivery",
    metadata,
    Column("mailing", BigInteger, nullable=False),  # no foreign key: mailings stay, and it would double the planning
    Column("subscriber", BigInteger, nullable=False),
    Column("format", PlainText, nullable=False),
    Column("lane", PlainText, nullable=False),  # the address's domain if many readers share it, else empty
    Column("state", PlainText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", Moment),  # of what is pending or deferred; nothing else has one
    Column("claimed_at", Moment),
    Column("claimed_by", BigInteger),
    Column("settled_at", Moment),
    Column("words", PlainText, nullable=False),
    PrimaryKeyConstraint("mailing", "subscriber", name="pk_delivery"),
    Index(
        "ix_delivery_due",
        "mailing",
        "lane",
        "due",
        "subscriber",
        sqlite_where=text("due IS NOT NULL"),
        postgresql_where=text("due IS NOT NULL"),
    ),
    Index(
        "ix_delivery_doubtful",
        "mailing",
        "subscriber",
        sqlite_where=text("state = 'doubtful'"),
        postgresql_where=text("state = 'doubtful'"),
    ),
    sqlite_with_rowid=False,
)
