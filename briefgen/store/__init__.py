"""Step 3, store: articles, feed states, editions, readers and deliveries ↔ SQLite or PostgreSQL.

The edge to the disk, and the only home of SQLAlchemy and Alembic. Everything goes in and comes out as the
nouns of ``model``; a row or a column is seen in this package only.
"""

from briefgen.store.activity import FeedActivity
from briefgen.store.database import Store, upgrade
from briefgen.store.engine import address_of
from briefgen.store.listing import EditionRow, Headline, PollCounts

__all__ = ["EditionRow", "FeedActivity", "Headline", "PollCounts", "Store", "address_of", "upgrade"]
