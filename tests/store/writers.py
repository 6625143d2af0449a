"""A writing process for tests of concurrency: ``python -m tests.store.writers URL NAME BATCHES``.

It prints ``ready`` once it is loaded, opens the store when a line arrives, and prints the number of each batch after
its transaction. Each batch is one feed of its own with ``SIZE`` articles, and a change of articles that all writers
share, which each takes in an order of its own.
"""

import sys
from datetime import timedelta

from briefgen.model.feed import FeedState
from briefgen.store import Store
from tests.factories import NOON, an_article

SIZE = 40
SHARED = 20


def main(url: str, name: str, batches: int) -> None:
    """Write the batches."""
    print("ready", flush=True)  # noqa: T201  what the test waits for
    sys.stdin.readline()
    with Store.open(url) as store:
        for number in range(batches):
            feed = f"{name}-{number:04d}"
            own = [an_article(id=f"a-{feed}-{k}", feed=feed, text="word " * 300) for k in range(SIZE)]
            shared = [
                an_article(id=f"a-shared-{k}", feed="shared", title=f"{feed} tells it", content_hash=feed)
                for k in sorted(range(SHARED), reverse=number % 2 == 0)
            ]
            polls = [(FeedState(feed=feed, checked=NOON), own), (FeedState(feed="shared"), shared)]
            store.save_polls(polls, NOON + timedelta(seconds=number))
            print(number, flush=True)  # noqa: T201  what the test waits for


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
