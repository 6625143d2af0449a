"""Several editions of one briefing and date: memos by their slug, reports on demand by their subject.

A table whose key grows is made anew and filled from the old one: SQLite knows no other way.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)
_KEPT = "briefing, date, period_start, period_end, built, stories, document"


def upgrade() -> None:
    """Give editions a slug, which is part of their key; that of those made so far is empty."""
    op.execute("CREATE TABLE edition_before AS SELECT * FROM edition")
    op.drop_table("edition")
    op.create_table(
        "edition",
        sa.Column("briefing", _TEXT, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("slug", _TEXT, nullable=False),
        sa.Column("period_start", _MOMENT, nullable=False),
        sa.Column("period_end", _MOMENT, nullable=False),
        sa.Column("built", _MOMENT, nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("briefing", "date", "slug", name="pk_edition"),
    )
    op.execute(f"INSERT INTO edition ({_KEPT}, slug) SELECT {_KEPT}, '' FROM edition_before")  # noqa: S608  our names
    op.drop_table("edition_before")
