"""Memory of a poll, and how time and memory grow with the number of feeds. One run each: they are long."""

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Row
from tests.benchmarks.newsroom import Newsroom, Poll
from tests.benchmarks.outlets import Outlets


def memory_rows(outlets: Outlets, count: int, folder: Path) -> Iterator[Row]:
    """Yield time and memory of a first poll, one of unchanged bodies, and one with two new articles a feed."""
    newsroom = Newsroom(folder / "many", outlets.addresses(count, validators=False))
    yield from _memory_rows(f"{count:,} feeds, the first time", newsroom.poll("read"))
    yield from _memory_rows(f"{count:,} feeds, unchanged 200", newsroom.poll("unchanged"))
    outlets.publish(count, 100)
    yield from _memory_rows(f"{count:,} feeds, two new articles each", newsroom.poll("read"))


def _memory_rows(what: str, poll: Poll) -> Iterator[Row]:
    each = " + ".join(f"{one:.0f}" for one in poll.memory.each[:3])
    yield Row(
        what=f"poll {what}, {poll.new:,} articles: largest process",
        measured=f"{poll.memory.largest:.0f} MB",
        peer=f"in {poll.seconds:.1f} s",
        limit="below 200 MB",
    )
    yield Row(what="    all its processes together", measured=f"{poll.memory.total:.0f} MB", peer=f"peaks {each}")


def growth_rows(outlets: Outlets, counts: tuple[int, ...], folder: Path) -> Iterator[Row]:
    """Yield seconds for 1,000 feeds and the largest process, by the number of feeds; ratios to the smallest number."""
    smallest: dict[str, float] = {}
    for count in counts:
        newsroom = Newsroom(folder / f"growth-{count}", outlets.addresses(count, validators=True))
        for case, expected in (("the first time", "read"), ("nothing new (304)", "unchanged")):
            poll = newsroom.poll(expected)
            each = poll.seconds / count
            yield Row(
                what=f"poll {count:,} feeds, {case}: for 1,000",
                measured=f"{each * 1_000:.2f} s",
                peer=f"{poll.memory.largest:.0f} MB of {poll.memory.total:.0f} MB",
                ratio=each / smallest.setdefault(case, each),
                limit=f"to {counts[0]:,} feeds, near 1",
            )
