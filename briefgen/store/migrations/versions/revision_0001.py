"""Feed states, articles with their earlier headlines and pages, rules of sites, editions, tallies of days.

Written out in plain types: later changes of ``tables`` and ``columns`` must not change it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "feed_state",
        sa.Column("feed", _TEXT, nullable=False),
        sa.Column("etag", _TEXT),
        sa.Column("last_modified", _TEXT),
        sa.Column("body_hash", _TEXT),
        sa.Column("checked", _MOMENT),
        sa.Column("succeeded", _MOMENT),
        sa.Column("failing_since", _MOMENT),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", _TEXT),
        sa.Column("next_check", _MOMENT),
        sa.Column("ttl", sa.BigInteger()),
        sa.Column("skip_hours", sa.Text(), nullable=False),
        sa.Column("skip_days", sa.Text(), nullable=False),
        sa.Column("configured", _TEXT),
        sa.Column("moved_to", _TEXT),
        sa.Column("moved_seen", sa.Integer(), nullable=False),
        sa.Column("adopted", _TEXT),
        sa.Column("retired", _MOMENT),
        sa.Column("sent_away_by", _TEXT),
        sa.Column("sent_away_until", _MOMENT),
        sa.Column("sent_away_times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("feed", name="pk_feed_state"),
    )
    op.create_table(
        "known_items",
        sa.Column("feed", _TEXT, nullable=False),
        sa.Column("items", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("feed", name="pk_known_items"),
    )
    op.create_table(
        "article",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("feed", _TEXT, nullable=False),
        sa.Column("url", _TEXT, nullable=False),
        sa.Column("title", _TEXT, nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("language", _TEXT, nullable=False),
        sa.Column("published", _MOMENT, nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("guid", _TEXT),
        sa.Column("content_hash", _TEXT, nullable=False),
        sa.Column("first_seen", _MOMENT, nullable=False),
        sa.Column("title_mark", sa.BigInteger()),
        sa.Column("text_mark", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
    )
    op.create_index("ix_article_published", "article", ["published", "id"])
    op.create_index("ix_article_feed", "article", ["feed", "published"])
    op.create_index("ix_article_activity", "article", ["published", "first_seen", "feed", "title_mark", "text_mark"])
    op.create_index("ix_article_url", "article", ["url"], postgresql_using="hash")
    op.create_table(
        "headline",
        sa.Column("article", _TEXT, nullable=False),
        sa.Column("title", _TEXT, nullable=False),
        sa.Column("replaced", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("article", "replaced", name="pk_headline"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_headline_article", ondelete="CASCADE"),
    )
    op.create_table(
        "page",
        sa.Column("article", _TEXT, nullable=False),
        sa.Column("url", _TEXT, nullable=False),
        sa.Column("asked", _MOMENT, nullable=False),
        sa.Column("content_hash", _TEXT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", _TEXT),
        sa.Column("again", _MOMENT),
        sa.Column("sent_away_by", _TEXT),
        sa.Column("host", _TEXT),
        sa.Column("canonical", _TEXT),
        sa.Column("title", _TEXT),
        sa.Column("text", _TEXT),
        sa.Column("language", _TEXT),
        sa.Column("site", _TEXT),
        sa.Column("authors", sa.Text()),
        sa.Column("published", _MOMENT),
        sa.Column("recurring", sa.Text()),
        sa.Column("is_copy", sa.Boolean()),
        sa.PrimaryKeyConstraint("article", name="pk_page"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_page_article", ondelete="CASCADE"),
    )
    op.create_index("ix_page_host", "page", ["host", "asked"])
    op.create_table(
        "robots",
        sa.Column("site", _TEXT, nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_robots"),
    )
    op.create_table(
        "chore",
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("done", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_chore"),
    )
    op.create_table(
        "edition",
        sa.Column("briefing", _TEXT, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("period_start", _MOMENT, nullable=False),
        sa.Column("period_end", _MOMENT, nullable=False),
        sa.Column("built", _MOMENT, nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("briefing", "date", name="pk_edition"),
    )
    op.create_table(
        "tally_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("watched", _TEXT, nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_tally_day"),
    )
    op.create_table(
        "tally",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("actor", _TEXT, nullable=False),
        sa.Column("other", _TEXT, nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "actor", "other", name="pk_tally"),
        sa.ForeignKeyConstraint(["day"], ["tally_day.day"], name="fk_tally_day", ondelete="CASCADE"),
    )
