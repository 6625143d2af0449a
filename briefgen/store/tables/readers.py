"""Who reads us, what each agreed to, and which addresses get nothing."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from briefgen.store.columns import Moment, PlainText
from briefgen.store.tables.schema import NUMBER, metadata

team = Table(
    "team",
    metadata,
    Column("id", PlainText, nullable=False),
    Column("name", PlainText, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("tier", PlainText, nullable=False),
    PrimaryKeyConstraint("id", name="pk_team"),
)

subscriber = Table(
    "subscriber",
    metadata,
    Column("id", NUMBER, autoincrement=True, nullable=False),
    Column("email", PlainText, nullable=False),
    Column("key", PlainText, nullable=False),  # of the address, folded
    Column("mark", LargeBinary, nullable=False),  # keyed hash of that, which suppressions have too
    Column("domain", PlainText, nullable=False),
    Column("name", PlainText, nullable=False),
    Column("timezone", PlainText, nullable=False),
    Column("tier", PlainText, nullable=False),
    Column("team", PlainText, ForeignKey("team.id", name="fk_subscriber_team")),
    Column("team_since", Moment),
    Column("created", Moment, nullable=False),
    PrimaryKeyConstraint("id", name="pk_subscriber"),
    UniqueConstraint("key", name="uq_subscriber_key"),
    Index("ix_subscriber_domain", "domain"),
    Index("ix_subscriber_team", "team", "team_since", "id"),
    Index("ix_subscriber_mark", "mark"),
    sqlite_autoincrement=True,
)

subscription = Table(
    "subscription",
    metadata,
    Column(
        "subscriber",
        BigInteger,
        ForeignKey("subscriber.id", name="fk_subscription_subscriber", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("briefing", PlainText, nullable=False),
    Column("format", PlainText, nullable=False),
    Column("days", Integer, nullable=False),  # one bit for each weekday, Monday the lowest; 0: every edition
    Column("hour", Integer),
    Column("status", PlainText, nullable=False),
    Column("since", Moment, nullable=False),
    PrimaryKeyConstraint("subscriber", "briefing", name="pk_subscription"),
    Index("ix_subscription_briefing", "briefing", "status", "subscriber"),
    sqlite_with_rowid=False,
)

# Of an erased reader nothing is left here but that he was. Deliveries and consents name subscribers without a foreign
# key: their rows outlive them.
consent = Table(
    "consent",
    metadata,
    Column("id", NUMBER, autoincrement=True, nullable=False),
    Column("subscriber", BigInteger),
    Column("mark", LargeBinary),  # of the address, where there was no reader
    Column("briefing", PlainText, nullable=False),
    Column("act", PlainText, nullable=False),
    Column("at", Moment, nullable=False),
    Column("source", PlainText, nullable=False),
    Column("detail", PlainText, nullable=False),
    PrimaryKeyConstraint("id", name="pk_consent"),
    Index("ix_consent_subscriber", "subscriber"),
    Index("ix_consent_mark", "mark"),
    sqlite_autoincrement=True,
)

# When a reader was asked to confirm, and how often of late. His mailbox is a mark as in suppressions, but of the
# address without what follows a plus: all those are one.
asking = Table(
    "asking",
    metadata,
    Column(
        "subscriber",
        BigInteger,
        ForeignKey("subscriber.id", name="fk_asking_subscriber", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("mailbox", LargeBinary, nullable=False),
    Column("last", Moment, nullable=False),
    Column("times", Integer, nullable=False),
    PrimaryKeyConstraint("subscriber", name="pk_asking"),
    Index("ix_asking_mailbox", "mailbox"),
    sqlite_with_rowid=False,
)

suppression = Table(
    "suppression",
    metadata,
    Column("mark", LargeBinary, nullable=False),
    Column("email", PlainText, nullable=False),  # empty once its reader was erased
    Column("reason", PlainText, nullable=False),
    Column("at", Moment, nullable=False),
    Column("detail", PlainText, nullable=False),
    PrimaryKeyConstraint("mark", name="pk_suppression"),
    sqlite_with_rowid=False,
)

store_key = Table(
    "store_key",
    metadata,
    Column("name", PlainText, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    PrimaryKeyConstraint("name", name="pk_store_key"),
)

bounce = Table(
    "bounce",
    metadata,
    Column("id", NUMBER, autoincrement=True, nullable=False),
    Column(
        "subscriber",
        BigInteger,
        ForeignKey("subscriber.id", name="fk_bounce_subscriber", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("edition", PlainText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("at", Moment, nullable=False),
    Column("words", PlainText, nullable=False),
    PrimaryKeyConstraint("id", name="pk_bounce"),
    UniqueConstraint("subscriber", "edition", "kind", "at", name="uq_bounce"),
    sqlite_autoincrement=True,
)
