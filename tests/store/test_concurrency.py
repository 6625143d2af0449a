"""Several processes on one database, and processes that are killed."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta

import pytest

from briefgen.model.article import Article
from briefgen.model.feed import FeedState
from briefgen.store import PollCounts, Store
from briefgen.store.tables import HEAD
from tests.factories import NOON, an_article
from tests.store.conftest import PostgresServer
from tests.store.writers import SHARED, SIZE


@contextmanager
def a_writer(url: str, name: str, batches: int) -> Iterator["subprocess.Popen[str]"]:
    """Start a writer that waits for its first line."""
    command = [sys.executable, "-W", "error", "-m", "tests.store.writers", url, name, str(batches)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:  # noqa: S603  our own module
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def released(*writers: "subprocess.Popen[str]") -> list[str]:
    """Let the writers go all at once; return what they had to say on stderr."""
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    return [writer.communicate()[1] for writer in writers]


def test_four_writers_at_once_on_a_new_database_lose_nothing(url: str) -> None:
    """They race for the migration, which one does, for new articles and for the same changed ones; none fails."""
    with ExitStack() as stack:
        writers = [stack.enter_context(a_writer(url, name, 20)) for name in "abcd"]
        assert released(*writers) == [""] * 4
    with Store.open(url) as store:
        assert store.schema_version() == HEAD
        found = Counter(a.feed for a in store.articles(NOON - timedelta(days=1), NOON))
        assert found.pop("shared") == SHARED
        assert len(found) == 80
        assert set(found.values()) == {SIZE}
        assert len(store.feed_states()) == 81


@pytest.mark.parametrize("milliseconds", [0, 2, 5, 13])
def test_a_killed_writer_leaves_whole_transactions(url: str, milliseconds: int) -> None:
    """The database opens again; what was confirmed is there, and each batch is there as a whole or not at all."""
    with a_writer(url, "a", 10_000) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
        confirmed = [writer.stdout.readline() for _ in range(3)]
        with suppress(subprocess.TimeoutExpired):
            writer.wait(milliseconds / 1_000)
        writer.kill()
        confirmed += writer.stdout.readlines()
        assert writer.wait() == -signal.SIGKILL
    with Store.open(url) as store:
        found = Counter(a.feed for a in store.articles(NOON - timedelta(days=1), NOON))
        assert found.pop("shared") == SHARED
        assert set(found.values()) == {SIZE}
        assert {*found, "shared"} == set(store.feed_states())
        assert len(found) in {len(confirmed), len(confirmed) + 1}


def test_a_restarted_server_is_not_noticed(postgres: PostgresServer) -> None:
    """Connections of the pool are tried before they are used."""
    postgres.execute("CREATE DATABASE restarted")
    with Store.open(postgres.url("restarted")) as store:
        postgres.stop()
        postgres.start()
        assert store.feed_states() == {}


class CuttingConnections(list[Article]):
    """Articles that, when they are first looked at, end every connection to the database."""

    def __init__(self, articles: list[Article], cut: Callable[[], None]) -> None:
        super().__init__(articles)
        self.cuts = [cut]

    def __iter__(self) -> Iterator[Article]:
        while self.cuts:
            self.cuts.pop()()
        return super().__iter__()


def test_a_transaction_that_the_server_ends_is_done_again(postgres: PostgresServer) -> None:
    """The connection is cut while the transaction runs: the poll is written all the same, once."""
    postgres.execute("CREATE DATABASE cut")
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut'"
    articles = CuttingConnections([an_article(id="a-1"), an_article(id="a-2")], lambda: postgres.execute(cut))
    with Store.open(postgres.url("cut")) as store:
        assert store.save_poll(FeedState(feed="harbour-post"), articles, NOON) == PollCounts(new=2)
        assert articles.cuts == []
