"""The store as the rest of briefgen sees it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType, TracebackType
from typing import Self

from sqlalchemy import URL, Connection, Engine, text

from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.feed import FeedState
from briefgen.model.moment import Period, utc
from briefgen.model.page import RobotsRules, StoredPage
from briefgen.model.tally import DayTally
from briefgen.store import articles, chores, editions, pages, polls, schema, tallies
from briefgen.store.activity import FeedActivity, activity
from briefgen.store.askings import Askings
from briefgen.store.bounces import Bounces
from briefgen.store.consents import Consents
from briefgen.store.due import Due
from briefgen.store.engine import make_engine, name_of, parse_address
from briefgen.store.faults import told
from briefgen.store.ledger import Ledger
from briefgen.store.link_counts import LinkCounts
from briefgen.store.listing import EditionRow, Headline, PollCounts
from briefgen.store.readers import Readers
from briefgen.store.retention import Retention
from briefgen.store.reviews import Reviews
from briefgen.store.runs import Runs
from briefgen.store.subscriptions import Subscriptions
from briefgen.store.suppressions import Suppressions
from briefgen.store.transactions import Transactions


class Store:
    """Articles, feed states, editions, readers and deliveries in one database; safe to share between threads.

    A context manager. What concerns readers and deliveries stands in attributes, each a small class of its own, on the
    same connections: ``readers``, ``subscriptions``, ``suppressions``, ``consents``, ``askings``, ``bounces``;
    ``ledger``, ``due``, ``runs``; ``reviews``, ``link_counts``. Each method, here and there, is one transaction unless
    it says otherwise. A database that cannot be used raises StoreError, in one line that names it.
    """

    def __init__(self, url: URL, engine: Engine) -> None:
        """Take a connected engine; use ``Store.open``."""
        self.name = name_of(url)  #: the file, or host and database, as messages show it
        self._engine = engine
        transactions = self._transactions = Transactions(self.name, engine)
        self.readers = Readers(transactions)
        self.subscriptions = Subscriptions(transactions)
        self.suppressions = Suppressions(transactions)
        self.consents = Consents(transactions)
        self.askings = Askings(transactions)
        self.bounces = Bounces(transactions)
        self.runs = Runs(transactions)
        self.ledger = Ledger(transactions)
        self.due = Due(transactions)
        self.reviews = Reviews(transactions)
        self.link_counts = LinkCounts(transactions)

    @classmethod
    def open(cls, url: str, *, busy_seconds: float = 30) -> Self:
        """Open ``sqlite:///FILE`` or ``postgresql+psycopg://…``; tables and folder are made where there are none.

        ``busy_seconds`` is how long to wait for another program that writes the same SQLite file.
        Raises StoreError, also for a database of another version.
        """
        address = parse_address(url)
        name = name_of(address)
        engine = make_engine(address, busy_seconds)
        try:
            with told(name):
                schema.prepare(engine, name)
        except BaseException:
            engine.dispose()
            raise
        return cls(address, engine)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def feed_states(self) -> dict[str, FeedState]:
        """Return what polling has taught us, by feed."""
        return self._transactions.read(polls.feed_states)

    def save_poll(self, state: FeedState, polled: Sequence[Article], now: datetime) -> PollCounts:
        """Write one feed's state and articles, all or nothing. See ``save_polls``."""
        return self.save_polls([(state, polled)], now)[0]

    def known_items(self, feeds: Collection[str]) -> dict[str, str]:
        """Return what ``save_polls`` was given as known of these feeds; 5,000 feeds of 30 items have 3 MB."""
        return self._transactions.read(lambda connection: polls.known_items(connection, feeds))

    def save_polls(
        self,
        polled: Sequence[polls.Poll],
        now: datetime,
        known: Mapping[str, str] = MappingProxyType({}),
        relied_on: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[PollCounts, ...]:
        """Write the states and articles of many feeds in one transaction; return the counts of each, in order.

        An article of a known id and an equal ``content_hash`` is left as it is; a changed one is replaced, its old
        title kept (``earlier_headlines``), as is ``published`` of an undated one. The first feed that brings an
        article keeps it. ``known`` says, by feed, which items need no reading the next time, in words of the parser's.
        ``relied_on`` says what was known when items were left unread now: where another poll has written since, nothing
        is known.
        """
        return self._transactions.write(lambda connection: polls.save(connection, polled, now, known, relied_on))

    def articles(
        self,
        period_start: datetime,
        period_end: datetime,
        *,
        feeds: Collection[str] | None = None,
    ) -> list[Article]:
        """Return what was published after the start, up to and including the end, ordered by (published, id).

        With the text of its page where that was read.
        """
        period = Period(start=period_start, end=period_end)
        return self._transactions.read(lambda connection: articles.published_in(connection, period, feeds))

    def late_arrivals(self, seen_after: datetime, period: Period) -> frozenset[str]:
        """Return the ids of articles published in a period that is over, but first seen after ``seen_after``."""
        return self._transactions.read(lambda connection: articles.late_arrivals(connection, seen_after, period))

    def find_articles(self, url: str) -> list[Article]:
        """Return the articles with exactly this address."""
        return self._transactions.read(lambda connection: articles.at_address(connection, url))

    def earlier_headlines(self, article: str) -> list[Headline]:
        """Return the titles that the article of this id no longer has, the oldest first."""
        return self._transactions.read(lambda connection: articles.earlier_headlines(connection, article))

    def unread_pages(
        self, feeds: Collection[str], *, since: datetime, now: datetime, most: int
    ) -> list[tuple[Article, int]]:
        """Return the articles, newest first, whose page may be asked for, with the number of tries made in vain."""
        return self._transactions.read(lambda connection: pages.unread(connection, feeds, since, now, most))

    def save_pages(self, asked: Sequence[StoredPage], rules: Sequence[RobotsRules], now: datetime) -> None:
        """Write what came of asking for pages, and the rules of sites that were read."""
        self._transactions.write(lambda connection: pages.save(connection, asked, rules, now))

    def page_texts(self, host: str, most: int) -> list[str]:
        """Return the last texts of a host's pages, oldest first."""
        return self._transactions.read(lambda connection: pages.texts_of(connection, host, most))

    def robots_rules(self, now: datetime) -> list[RobotsRules]:
        """Return what sites ask of us, as far as it counts at ``now``."""
        return self._transactions.read(lambda connection: pages.rules(connection, now))

    def page_rests(self, now: datetime) -> dict[str, datetime]:
        """Return until when hosts are to be left alone that sent away who asked for a page."""
        return self._transactions.read(lambda connection: pages.rests(connection, now))

    def save_edition(self, edition: Edition, now: datetime) -> None:
        """Write an edition, in place of the one of the same briefing, date and slug."""
        self._transactions.write(lambda connection: editions.save(connection, edition, now))

    def editions_before(self, briefing: str, day: date, days: int) -> list[Edition]:
        """Return the briefing's standing editions of the ``days`` before a date, the latest first."""
        return self._transactions.read(lambda connection: editions.before(connection, briefing, day, days))

    def edition(self, name: str) -> Edition | None:
        """Return the edition of an id such as ``israel/2021-12-28``, None if there is none."""
        return self._transactions.read(lambda connection: editions.named(connection, name))

    def editions_between(self, first: date, last: date, *, holding: str = "") -> list[Edition]:
        """Return the editions of all briefings of these days whose JSON has ``holding``, the latest first."""
        return self._transactions.read(lambda connection: [*editions.between(connection, first, last, holding)])

    def editions(self, briefing: str | None = None) -> list[EditionRow]:
        """List the editions of one briefing or of all, by briefing, the latest first."""
        return self._transactions.read(lambda connection: editions.rows(connection, briefing))

    def prune(self, older_than: datetime, *, dry_run: bool = False) -> int:
        """Delete the articles published and first seen before ``older_than`` that no edition cites; return how many.

        ``dry_run`` only counts them.
        Their old titles go with them. One transaction for each batch: what is done stays done if a later one fails.
        An edition that cannot be read raises StoreError before anything is deleted: it may cite any of them.
        """
        retention = Retention(utc(older_than), dry_run=dry_run)
        while retention.goes_on(self._transactions.write(retention.prune)):
            pass
        return retention.deleted

    def last_done(self, chore: str) -> datetime | None:
        """Return when something that is done from time to time was done last, None if never."""
        return self._transactions.read(lambda connection: chores.last_done(connection, chore))

    def note_done(self, chore: str, now: datetime) -> None:
        """Remember that it has been done at ``now``."""
        self._transactions.write(lambda connection: chores.note_done(connection, chore, now))

    def feed_activity(self, since: datetime) -> dict[str, FeedActivity]:
        """Return, by feed, what each brought after ``since``, its newest article, and how much others had before."""
        return self._transactions.read(lambda connection: activity(connection, since))

    def save_tally(self, watched: str, tally: DayTally) -> None:
        """Write how many stories a day had on whom; ``watched`` names the watchlist that was counted with."""
        self._transactions.write(lambda connection: tallies.save(connection, watched, tally))

    def tallies(self, watched: str, first: date, last: date) -> list[DayTally]:
        """Return the tallies of these days under this watchlist, the earliest first."""
        return self._transactions.read(lambda connection: tallies.between(connection, watched, first, last))

    def article_counts(self, days: Mapping[date, Period]) -> dict[date, int]:
        """Return how many articles were published in the period of each day."""
        return self._transactions.read(lambda connection: tallies.article_counts(connection, days))

    def schema_version(self) -> str:
        """Return the revision of the tables."""
        return self._transactions.read(schema.revision) or ""

    def size(self) -> int:
        """Return the bytes that the database takes."""
        return self._transactions.read(_size)


def upgrade(url: str) -> tuple[str, str]:
    """Bring the database to this version's tables; return its revision before, empty if it is new, and after."""
    address = parse_address(url)
    engine = make_engine(address, busy_seconds=30)
    try:
        with told(name_of(address)):
            return schema.upgrade(engine, name_of(address))
    finally:
        engine.dispose()


def _size(connection: Connection) -> int:
    if connection.dialect.name == "postgresql":
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    pages = connection.scalar(text("PRAGMA page_count")) or 0
    return int(pages) * int(connection.scalar(text("PRAGMA page_size")) or 0)
