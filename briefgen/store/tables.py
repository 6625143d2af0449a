"""The tables. A change here needs a new revision in ``migrations/versions`` and its number in ``HEAD``."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)

from briefgen.store.columns import Moment, Numbers, PlainText, Seconds, Strings

#: The revision that these tables are. Revisions are numbered, so that older and newer can be told by comparing.
HEAD = "0003"

#: Where Alembic notes the revision: a name of our own, since other programs may share a PostgreSQL database.
VERSION_TABLE = "briefgen_version"

metadata = MetaData()

#: A number that the database gives, never the same one twice. SQLite counts by itself only what it calls INTEGER.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")

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
    Column("id", _NUMBER, autoincrement=True, nullable=False),
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
    Column("id", _NUMBER, autoincrement=True, nullable=False),
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

run = Table(
    "run",
    metadata,
    Column("id", _NUMBER, autoincrement=True, nullable=False),
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

mailing = Table(
    "mailing",
    metadata,
    Column("number", _NUMBER, autoincrement=True, nullable=False),
    Column("edition", PlainText, nullable=False),
    Column("briefing", PlainText, nullable=False),
    Column("date", Date, nullable=False),
    Column("planned", Moment, nullable=False),
    Column("correction_of", PlainText, nullable=False),
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
    Column("id", _NUMBER, autoincrement=True, nullable=False),
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

bounce = Table(
    "bounce",
    metadata,
    Column("id", _NUMBER, autoincrement=True, nullable=False),
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
