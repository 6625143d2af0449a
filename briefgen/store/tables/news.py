"""What was polled: feeds, articles, their pages, and what is done now and then."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table

from briefgen.store.columns import Moment, Numbers, PlainText, Seconds, Strings
from briefgen.store.tables.schema import metadata

feed_state = Table(
    "feed_state",
    metadata,
    Column("feed", PlainText, nullable=False),
    Column("etag", PlainText),
    Column("last_modified", PlainText),
    Column("body_hash", PlainText),
    Column("checked", Moment),
    Column("succeeded", Moment),
    Column("failing_since", Moment),
    Column("failures", Integer, nullable=False),
    Column("error", PlainText),
    Column("next_check", Moment),
    Column("ttl", Seconds),
    Column("skip_hours", Numbers, nullable=False),
    Column("skip_days", Numbers, nullable=False),
    Column("configured", PlainText),
    Column("moved_to", PlainText),
    Column("moved_seen", Integer, nullable=False),
    Column("adopted", PlainText),
    Column("retired", Moment),
    Column("sent_away_by", PlainText),
    Column("sent_away_until", Moment),
    Column("sent_away_times", Integer, nullable=False),
    PrimaryKeyConstraint("feed", name="pk_feed_state"),
)

known_items = Table(
    "known_items",
    metadata,
    Column("feed", PlainText, nullable=False),
    Column("items", PlainText, nullable=False),
    PrimaryKeyConstraint("feed", name="pk_known_items"),
)

article = Table(
    "article",
    metadata,
    Column("id", PlainText, nullable=False),
    Column("feed", PlainText, nullable=False),
    Column("url", PlainText, nullable=False),
    Column("title", PlainText, nullable=False),
    Column("text", PlainText, nullable=False),
    Column("language", PlainText, nullable=False),
    Column("published", Moment, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("authors", Strings, nullable=False),
    Column("categories", Strings, nullable=False),
    Column("guid", PlainText),
    Column("content_hash", PlainText, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("title_mark", BigInteger),
    Column("text_mark", BigInteger),
    PrimaryKeyConstraint("id", name="pk_article"),
    Index("ix_article_published", "published", "id"),
    Index("ix_article_feed", "feed", "published"),
    # All that ``activity`` reads: a table of 300,000 articles is 360 MB, this is 30.
    Index("ix_article_activity", "published", "first_seen", "feed", "title_mark", "text_mark"),
    # A B-tree of PostgreSQL refuses keys over 2.7 kB, and a feed may well hold such an address.
    Index("ix_article_url", "url", postgresql_using="hash"),
)

headline = Table(
    "headline",
    metadata,
    Column(
        "article", PlainText, ForeignKey("article.id", name="fk_headline_article", ondelete="CASCADE"), nullable=False
    ),
    Column("title", PlainText, nullable=False),
    Column("replaced", Moment, nullable=False),
    PrimaryKeyConstraint("article", "replaced", name="pk_headline"),
)

page = Table(
    "page",
    metadata,
    Column("article", PlainText, ForeignKey("article.id", name="fk_page_article", ondelete="CASCADE"), nullable=False),
    Column("url", PlainText, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("content_hash", PlainText, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("problem", PlainText),
    Column("again", Moment),
    Column("sent_away_by", PlainText),
    Column("host", PlainText),
    Column("canonical", PlainText),
    Column("title", PlainText),
    Column("text", PlainText),
    Column("language", PlainText),
    Column("site", PlainText),
    Column("authors", Strings),
    Column("published", Moment),
    Column("recurring", Strings),
    Column("is_copy", Boolean),
    PrimaryKeyConstraint("article", name="pk_page"),
    Index("ix_page_host", "host", "asked"),
)

robots = Table(
    "robots",
    metadata,
    Column("site", PlainText, nullable=False),
    Column("text", PlainText, nullable=False),
    Column("expires", Moment, nullable=False),
    PrimaryKeyConstraint("site", name="pk_robots"),
)

chore = Table(
    "chore",
    metadata,
    Column("name", PlainText, nullable=False),
    Column("done", Moment, nullable=False),
    PrimaryKeyConstraint("name", name="pk_chore"),
)
