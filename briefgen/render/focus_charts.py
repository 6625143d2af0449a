"""A report's numbers → charts in whole units, and the words that stand for them. Pure.

Charts are drawn by the templates as SVG without text, for SVG knows no right-to-left: labels are HTML beside them. Time
runs from left to right in every language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from babel.numbers import format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context

from briefgen.model.focus import Companion, Focus
from briefgen.render.charts import Bar
from briefgen.render.moments import locale_of

#: Of the chart by day: units of a day, of its bar, of the tallest bar.
DAY, WIDTH, HEIGHT = 20, 14, 100

#: So many days have a label each; of more, each seventh has.
MOST_LABELS = 10
WEEK = 7

#: A companion rises or falls where its stories differ from those expected by so much of them, and by so many.
MUCH, MANY = 0.5, 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A day below the chart, and the share of the width in percent that it heads."""

    day: date
    width: float


@dataclass(frozen=True, kw_only=True, slots=True)
class DayChart:
    """Columns by day, and where the mean of the days before lies."""

    width: int
    height: int
    most: int  #: stories that the whole height stands for
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    mean: int | None  #: units from above; None without history


def day_chart(focus: Focus) -> DayChart:
    """Return the stories by day as columns; ``last`` marks the day with most."""
    mean = _mean(focus)
    most = max([1, *focus.counts, *([round(mean + 0.5)] if mean else [])])
    peak = focus.counts.index(max(focus.counts)) if any(focus.counts) else -1
    days = len(focus.counts)
    step = 1 if days <= MOST_LABELS else WEEK
    return DayChart(
        width=max(1, days) * DAY,
        height=HEIGHT,
        most=most,
        bars=tuple(
            Bar(
                x=place * DAY + (DAY - WIDTH) // 2,
                y=HEIGHT - max(1, round(HEIGHT * count / most)),
                width=WIDTH,
                height=max(1, round(HEIGHT * count / most)),
                last=place == peak,
            )
            for place, count in enumerate(focus.counts)
        ),
        labels=tuple(
            Label(day=focus.since + timedelta(days=n), width=round(100 * min(step, days - n) / days, 3))
            for n in range(0, days, step)
        ),
        mean=None if mean is None else HEIGHT - round(HEIGHT * mean / most),
    )


def day_of(focus: Focus, place: int) -> date:
    """Return the day of a count."""
    return focus.since + timedelta(days=place)


def peak_day(focus: Focus) -> date | None:
    """Return the first day with most stories, None where there are none."""
    return day_of(focus, focus.counts.index(max(focus.counts))) if any(focus.counts) else None


def share_now(focus: Focus) -> float:
    """Return the subject's share of all stories."""
    return sum(focus.counts) / (sum(focus.everything) or 1)


def share_before(focus: Focus) -> float | None:
    """Return its share in the days before, None without history."""
    return sum(focus.before) / focus.everything_before if focus.before and focus.everything_before else None


@pass_context
def mean_before(context: Context, focus: Focus) -> str:
    """Return the stories a day in the days before, ``6.2``; empty without history."""
    mean = _mean(focus)
    if mean is None:
        return ""
    return format_decimal(round(mean, 1), "0.#", locale=locale_of(context["edition"].briefing.language))


def course(companion: Companion) -> str:
    """Return ``rising`` or ``falling`` where a companion moved more than the subject did; else nothing."""
    if companion.expected <= 0 and not companion.previous:
        return ""
    moved = companion.stories - companion.expected
    if abs(moved) < max(MANY, MUCH * companion.expected):
        return ""
    return "rising" if moved > 0 else "falling"


def greatest(shares: Mapping[str, int], most: int = 8) -> list[tuple[str, int]]:
    """Return the greatest numbers with their names."""
    return sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _mean(focus: Focus) -> float | None:
    return sum(focus.before) / len(focus.before) if focus.before else None
