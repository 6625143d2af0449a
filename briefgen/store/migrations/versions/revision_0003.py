"""Readers and deliveries: who subscribed to what, the ledger of what was sent, and the runs that carry it.

Written out in plain types, as revision 1 is. The store's own key is made here, once: without it the addresses that are
suppressed could not be known again.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and the key that addresses are hashed with."""
    op.create_table(
        "team",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("tier", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
    )
    op.create_table(
        "subscriber",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("email", _TEXT, nullable=False),
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("domain", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("timezone", _TEXT, nullable=False),
        sa.Column("tier", _TEXT, nullable=False),
        sa.Column("team", _TEXT, sa.ForeignKey("team.id", name="fk_subscriber_team")),
        sa.Column("team_since", _MOMENT),
        sa.Column("created", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscriber"),
        sa.UniqueConstraint("key", name="uq_subscriber_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscriber_domain", "subscriber", ["domain"])
    op.create_index("ix_subscriber_team", "subscriber", ["team", "team_since", "id"])
    op.create_index("ix_subscriber_mark", "subscriber", ["mark"])
    op.create_table(
        "subscription",
        sa.Column(
            "subscriber",
            sa.BigInteger(),
            sa.ForeignKey("subscriber.id", name="fk_subscription_subscriber", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("briefing", _TEXT, nullable=False),
        sa.Column("format", _TEXT, nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer()),
        sa.Column("status", _TEXT, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("subscriber", "briefing", name="pk_subscription"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_subscription_briefing", "subscription", ["briefing", "status", "subscriber"])
    op.create_table(
        "consent",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("subscriber", sa.BigInteger()),
        sa.Column("mark", sa.LargeBinary()),
        sa.Column("briefing", _TEXT, nullable=False),
        sa.Column("act", _TEXT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("source", _TEXT, nullable=False),
        sa.Column("detail", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_consent_subscriber", "consent", ["subscriber"])
    op.create_index("ix_consent_mark", "consent", ["mark"])
    op.create_table(
        "asking",
        sa.Column(
            "subscriber",
            sa.BigInteger(),
            sa.ForeignKey("subscriber.id", name="fk_asking_subscriber", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("mailbox", sa.LargeBinary(), nullable=False),
        sa.Column("last", _MOMENT, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subscriber", name="pk_asking"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_asking_mailbox", "asking", ["mailbox"])
    op.create_table(
        "suppression",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("email", _TEXT, nullable=False),
        sa.Column("reason", _TEXT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("detail", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_suppression"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "store_key",
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_store_key"),
    )
    op.create_table(
        "run",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("started", _MOMENT, nullable=False),
        sa.Column("seen", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT),
        sa.Column("lost", sa.Boolean(), nullable=False),
        sa.Column("host", _TEXT, nullable=False),
        sa.Column("process", sa.BigInteger(), nullable=False),
        sa.Column("origin", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_run_alive",
        "run",
        ["kind"],
        sqlite_where=sa.text("ended IS NULL"),
        postgresql_where=sa.text("ended IS NULL"),
    )
    op.create_table(
        "mailing",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("edition", _TEXT, nullable=False),
        sa.Column("briefing", _TEXT, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("planned", _MOMENT, nullable=False),
        sa.Column("correction_of", _TEXT, nullable=False),
        sa.Column("after_run", sa.BigInteger(), nullable=False),
        sa.Column("lanes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_mailing"),
        sa.UniqueConstraint("edition", name="uq_mailing_edition"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mailing_briefing", "mailing", ["briefing", "date"])
    op.create_table(
        "run_mailing",
        sa.Column("run", sa.BigInteger(), sa.ForeignKey("run.id", name="fk_run_mailing_run"), nullable=False),
        sa.Column(
            "mailing", sa.BigInteger(), sa.ForeignKey("mailing.number", name="fk_run_mailing_mailing"), nullable=False
        ),
        sa.PrimaryKeyConstraint("run", "mailing", name="pk_run_mailing"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "delivery",
        sa.Column("mailing", sa.BigInteger(), nullable=False),
        sa.Column("subscriber", sa.BigInteger(), nullable=False),
        sa.Column("format", _TEXT, nullable=False),
        sa.Column("lane", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due", _MOMENT),
        sa.Column("claimed_at", _MOMENT),
        sa.Column("claimed_by", sa.BigInteger()),
        sa.Column("settled_at", _MOMENT),
        sa.Column("words", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("mailing", "subscriber", name="pk_delivery"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_delivery_due",
        "delivery",
        ["mailing", "lane", "due", "subscriber"],
        sqlite_where=sa.text("due IS NOT NULL"),
        postgresql_where=sa.text("due IS NOT NULL"),
    )
    op.create_index(
        "ix_delivery_doubtful",
        "delivery",
        ["mailing", "subscriber"],
        sqlite_where=sa.text("state = 'doubtful'"),
        postgresql_where=sa.text("state = 'doubtful'"),
    )
    op.create_table(
        "round",
        sa.Column("briefing", _TEXT, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try", _MOMENT),
        sa.Column("claimed_by", sa.BigInteger()),
        sa.Column("claimed_at", _MOMENT),
        sa.Column("finished", _MOMENT),
        sa.Column("edition", _TEXT, nullable=False),
        sa.Column("words", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("briefing", "date", name="pk_round"),
    )
    op.create_index("ix_round_date", "round", ["date"])
    op.create_table(
        "review",
        sa.Column("edition", _TEXT, nullable=False),
        sa.Column("briefing", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("opened", _MOMENT, nullable=False),
        sa.Column("releases", _MOMENT, nullable=False),
        sa.Column("settled", _MOMENT),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("edition", name="pk_review"),
    )
    op.create_index("ix_review_opened", "review", ["opened"])
    op.create_table(
        "edit",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("edition", _TEXT, nullable=False),
        sa.Column("act", _TEXT, nullable=False),
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("story", _TEXT, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("old", _TEXT, nullable=False),
        sa.Column("note", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_edit_edition", "edit", ["edition", "id"])
    op.create_table(
        "link_count",
        sa.Column("edition", _TEXT, nullable=False),
        sa.Column("link", _TEXT, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("edition", "link", name="pk_link_count"),
    )
    op.create_table(
        "bounce",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column(
            "subscriber",
            sa.BigInteger(),
            sa.ForeignKey("subscriber.id", name="fk_bounce_subscriber", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("edition", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("words", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bounce"),
        sa.UniqueConstraint("subscriber", "edition", "kind", "at", name="uq_bounce"),
        sqlite_autoincrement=True,
    )
    key = sa.table("store_key", sa.column("name", sa.Text()), sa.column("secret", sa.LargeBinary()))
    op.execute(key.insert().values(name="addresses", secret=secrets.token_bytes(32)))
