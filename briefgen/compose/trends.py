"""Who rises and who falls: stories per actor and day against the four weeks before. Pure.

The days shown are the ``DAYS`` complete UTC days before the end of the period, of a daily as of a weekly edition: one
day's counts alone say nothing. What was to be expected of an actor is his share of all stories of the ``BEFORE`` days
before them, to which the shown days are added once:

    expected = stories × (before of him + now of him) / (stories before + stories)
    rise     = (now of him + SMOOTH) / (expected + SMOOTH)

Shares, so that new feeds, or days without polling, make nobody rise. The shown days are added because with little
history the present is the best guess: then nothing rises. ``SMOOTH`` stories keep one more story of few from counting
as a rise. With tallies of fewer than ``LEAST_DAYS`` of the earlier days there is nothing to hold the present against:
then those with most stories are shown, and no expectation. Else shown are those of at least ``LEAST`` stories whose
number is the least likely by what was expected (the deviance of a Poisson count).
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TypeVar

from briefgen.model.article import Article
from briefgen.model.briefing import EVERYTHING, Briefing
from briefgen.model.edition import ActorTrend, PairTrend, Trends
from briefgen.model.moment import Period
from briefgen.model.story import Story
from briefgen.model.tally import DayTally
from briefgen.model.watch import Watchlist

#: Days shown, and days before them by which they are judged.
DAYS, BEFORE = 7, 28

#: So many of the earlier days must have been read before anything is held against them.
LEAST_DAYS = BEFORE // 2

#: So many stories an actor or a pair must have, in the days shown or in as many before.
LEAST = 3

SMOOTH = 2.0

MOST_ACTORS, MOST_PAIRS = 10, 5

#: A story is on whom its reports are about so strongly on their mean; as in the ranking.
ON = 0.34

_Key = TypeVar("_Key", str, tuple[str, str])


def tally(
    day: date, articles: Collection[Article], stories: Sequence[Story], strengths: Mapping[str, Mapping[str, float]],
    watchlist: Watchlist,
) -> DayTally:  # fmt: skip
    """Count one day. ``articles`` are all of it, ``strengths`` say by article id how much it is about whom and what.

    Stories that name no actor are not counted, whatever their topic.
    """
    actors: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    named = 0
    for story in stories:
        total: Counter[str] = Counter()
        for article in story.articles:
            total.update(
                {
                    i: x
                    for i, x in strengths.get(article.id, {}).items()
                    if i in watchlist.actors or i in watchlist.topics
                }
            )
        strong = sorted(i for i, x in total.items() if x / len(story.articles) >= ON)
        on = [i for i in strong if i in watchlist.actors]
        if not on:
            continue
        named += 1
        topics = [i for i in strong if i in watchlist.topics]
        actors.update(strong)
        pairs.update((a, b) for a, b in combinations(on, 2) if _side(a, watchlist) != _side(b, watchlist))
        pairs.update((min(a, t), max(a, t)) for a in on for t in topics)
    return DayTally(
        day=day,
        articles=len(articles),
        stories=named,
        actors=dict(sorted(actors.items())),
        pairs=dict(sorted(pairs.items())),
    )


def days_needed(period: Period) -> tuple[date, date]:
    """Return the first and the last of the days that ``trends`` looks at, all complete before the period's end."""
    last = period.end.date() - timedelta(days=1)
    return last - timedelta(days=DAYS + BEFORE - 1), last


def trends(history: Sequence[DayTally], *, briefing: Briefing, period: Period, watchlist: Watchlist) -> Trends:
    """Tallies of days, in any order → the briefing's actors and pairs that rise or fall."""
    last = days_needed(period)[1]
    first = last - timedelta(days=DAYS - 1)
    now = [t for t in history if first <= t.day <= last]
    before = [t for t in history if first - timedelta(days=BEFORE) <= t.day < first]
    judged = sum(1 for t in before if t.articles) >= LEAST_DAYS
    before = before if judged else []
    week_before = [t for t in before if t.day >= first - timedelta(days=DAYS)]
    volume = sum(t.stories for t in now), sum(t.stories for t in before)
    own = [i for i in watchlist.actors if EVERYTHING in briefing.actors or i in briefing.actors]
    of_actors = (
        _sums([t.actors for t in now]),
        _sums([t.actors for t in before]),
        _sums([t.actors for t in week_before]),
    )
    of_pairs = _sums([t.pairs for t in now]), _sums([t.pairs for t in before]), _sums([t.pairs for t in week_before])
    actors = _moved([i for i in own if i in of_actors[0] or i in of_actors[2]], of_actors, volume, MOST_ACTORS)
    known = {*own}
    pairs = _moved(
        [p for p in of_pairs[0] if known.intersection(p) and _is_watched(p, watchlist)], of_pairs, volume, MOST_PAIRS
    )
    if not actors:
        return Trends()
    by_day = {t.day: t.actors for t in now}
    shown = [first + timedelta(days=n) for n in range(DAYS)]
    return Trends(
        since=first,
        actors=tuple(
            ActorTrend(
                id=i,
                name=watchlist.actors[i].name,
                counts=tuple(by_day.get(day, {}).get(i, 0) for day in shown),
                previous=of_actors[2][i],
                expected=round(expected, 2) if judged else 0.0,
                rise=round(rise, 2),
            )
            for i, expected, rise in actors
        ),
        pairs=tuple(
            PairTrend(
                a=a, b=b, stories=of_pairs[0][a, b], previous=of_pairs[2][a, b],
                expected=round(expected, 2) if judged else 0.0, rise=round(rise, 2),
            )
            for (a, b), expected, rise in pairs
        ),
    )  # fmt: skip


def _is_watched(pair: tuple[str, str], watchlist: Watchlist) -> bool:
    return all(i in watchlist.actors for i in pair)


def _sums(days: Sequence[Mapping[_Key, int]]) -> Counter[_Key]:
    total: Counter[_Key] = Counter()
    for counts in days:
        total.update(counts)
    return total


def _moved(
    keys: Sequence[_Key], sums: tuple[Counter[_Key], Counter[_Key], Counter[_Key]], volume: tuple[int, int], most: int
) -> list[tuple[_Key, float, float]]:
    """Keys → (key, expected, rise) of those that moved most, the steepest rise first."""
    now, before, week_before = sums
    counted = [key for key in keys if max(now[key], week_before[key]) >= LEAST]
    expected = {key: volume[0] * (before[key] + now[key]) / (sum(volume) or 1) for key in counted}
    rise = {key: (now[key] + SMOOTH) / (expected[key] + SMOOTH) for key in counted}
    strangest = sorted(counted, key=lambda key: (-_deviance(now[key], expected[key]), -now[key], key))[:most]
    return [(key, expected[key], rise[key]) for key in sorted(strangest, key=lambda k: (-rise[k], -now[k], k))]


def _deviance(now: int, expected: float) -> float:
    """How unlikely a count is: 2 · (n · ln(n / e) − (n − e)); 0 where it is as expected."""
    if expected <= 0:
        return 0.0
    return round(2 * ((now * math.log(now / expected) if now else 0.0) - (now - expected)), 6)


def _side(actor: str, watchlist: Watchlist) -> str:
    """A person and his own state are no pair."""
    return watchlist.actors[actor].side or actor
