"""Counts → small charts: where each bar stands, in whole units, so that the same counts give the same bytes. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.model.edition import ActorTrend

#: Of a bar and of the gap behind it; the tallest bar; the line that a day without stories leaves.
WIDTH, GAP, HEIGHT, FLOOR = 7, 3, 22, 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One bar, in units of the chart, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int
    last: bool  #: the newest


def bars(counts: Sequence[int]) -> tuple[Bar, ...]:
    """Return one bar a count, the greatest ``HEIGHT`` high, all of them on one line."""
    most = max([1, *counts])
    heights = [FLOOR + round(HEIGHT * max(0, count) / most) for count in counts]
    newest, foot = len(counts) - 1, HEIGHT + FLOOR
    return tuple(
        Bar(x=place * (WIDTH + GAP), y=foot - height, width=WIDTH, height=height, last=place == newest)
        for place, height in enumerate(heights)
    )


def most(actors: Iterable[ActorTrend]) -> int:
    """Return the greatest number of stories of any actor, now or before; at least 1."""
    return max([1, *(count for actor in actors for count in (sum(actor.counts), actor.previous))])


def share(count: int, of: int, width: int = 100) -> int:
    """Return how long a bar is when the greatest is ``width``: 0 of nothing, else at least 1."""
    return min(width, max(1, round(width * count / of))) if count > 0 else 0
