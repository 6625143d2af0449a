"""Memory of a poll, and how time and memory grow with the number of feeds. One run each: they are long."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.benchmarks.measuring import Row
from tests.benchmarks.newsroom import Newsroom
from tests.benchmarks.outlets import Outlets

#: Megabytes that no process of a poll of 5,000 feeds may hold.
MOST = 200


def memory_rows(outlets: Outlets, count: int, folder: Path, pace: Mapping[str, float]) -> Iterator[Row]:
    """Yield time and memory of a first poll, one of unchanged bodies, and one with two new articles a feed.

    ``pace`` are the seconds of reader for one feed, by case: it is too slow to poll as many, and they do not depend on
    their number. Ours do: starting the processes that parse takes a second, whatever they have to do.
    """
    newsroom = Newsroom(folder / "many", outlets.addresses(count, validators=False))
    for case, expected in (
        ("the first time", "read"),
        ("unchanged 200", "unchanged"),
        ("two new articles each", "read"),
    ):
        if case.startswith("two"):
            outlets.publish(count, 100)
        poll = newsroom.poll(expected)
        theirs = pace.get(case)
        yield Row(
            what=f"poll {count:,} feeds, {case}",
            measured=f"{poll.seconds:.1f} s",
            peer=f"reader, by feed, {theirs * count:.0f} s" if theirs else "",
            ratio=theirs * count / poll.seconds if theirs else None,
            limit=f"{poll.new:,} new articles",
        )
        each = " + ".join(f"{one:.0f}" for one in poll.memory.each[:3])
        yield Row(
            what="    largest process",
            measured=f"{poll.memory.largest:.0f} MB",
            limit=f"below {MOST} MB",
            missed=poll.memory.largest >= MOST,
        )
        yield Row(what="    all its processes at once", measured=f"{poll.memory.total:.0f} MB", peer=f"peaks {each}")


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
