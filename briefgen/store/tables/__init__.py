"""The tables. A change here needs a new revision in ``migrations/versions`` and its number in ``HEAD``."""

from briefgen.store.tables.editions import edit, edition, link_count, review, tally, tally_day
from briefgen.store.tables.news import article, chore, feed_state, headline, known_items, page, robots
from briefgen.store.tables.readers import (
    asking,
    bounce,
    consent,
    store_key,
    subscriber,
    subscription,
    suppression,
    team,
)
from briefgen.store.tables.schema import HEAD, VERSION_TABLE, metadata
from briefgen.store.tables.sending import delivery, mailing, round_, run, run_mailing

__all__ = [
    "HEAD",
    "VERSION_TABLE",
    "article",
    "asking",
    "bounce",
    "chore",
    "consent",
    "delivery",
    "edit",
    "edition",
    "feed_state",
    "headline",
    "known_items",
    "link_count",
    "mailing",
    "metadata",
    "page",
    "review",
    "robots",
    "round_",
    "run",
    "run_mailing",
    "store_key",
    "subscriber",
    "subscription",
    "suppression",
    "tally",
    "tally_day",
    "team",
]
