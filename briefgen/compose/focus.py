"""Tallies of days and reports on one actor or topic → its period in numbers. Pure.

Stories are counted by the day, as in the trends: one that goes on for three days counts on each. The days before, as
many as are shown, are the measure, if at least ``LEAST_SHARE`` of them were read. An actor that stands with the subject
rises where it is in more stories than the subject's own growth would bring.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from briefgen.model.article import Article
from briefgen.model.feed import Feed
from briefgen.model.focus import Companion, Outlet, Source, Subject
from briefgen.model.moment import Period
from briefgen.model.tally import DayTally
from briefgen.model.watch import Actor, Watchlist

#: So large a share of the days before must have been read before anything is held against them.
LEAST_SHARE = 0.5

#: Companions and outlets that are shown.
MOST_COMPANIONS, MOST_OUTLETS = 10, 10

#: So many stories a companion must have in one of the two spans.
LEAST = 2


def subject_of(name: str, watchlist: Watchlist, day: date) -> Subject | None:
    """Return the actor or topic of an id, None if there is none; a person with the office held on ``day``."""
    if actor := watchlist.actors.get(name):
        return Subject(id=name, name=actor.name, kind=actor.kind, role=_role(actor, day))
    if topic := watchlist.topics.get(name):
        return Subject(id=name, name=topic.title, kind="topic")
    return None


def days_of(period: Period) -> tuple[date, ...]:
    """Return the complete UTC days of a period, the first first."""
    start, end = period.start.astimezone(UTC), period.end.astimezone(UTC)
    first = start.date() + timedelta(days=int(start.time() != start.min.time()))
    return tuple(first + timedelta(days=n) for n in range((end.date() - first).days))


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The days that are shown, of those of the period: from the first of which anything is stored."""

    days: tuple[date, ...]
    shown: tuple[date, ...]
    now: tuple[DayTally, ...]  #: one for each shown day
    before: tuple[DayTally, ...]  #: one for each of as many days before; none without history

    @property
    def growth(self) -> float:
        """How many times as many stories there are as in the days before; 0 without history."""
        total = sum(t.stories for t in self.before)
        return sum(t.stories for t in self.now) / total if total else 0.0


def span(days: Sequence[date], history: Sequence[DayTally]) -> Span:
    """Choose the shown days. ``history`` are tallies of these days and of as many before, in any order."""
    known = {tally.day: tally for tally in history}
    read = [day for day in days if day in known and known[day].articles]
    shown = tuple(day for day in days if not read or day >= read[0])
    before = tuple(day - timedelta(days=len(shown)) for day in shown)
    judged = shown == tuple(days) and sum(bool(_of(known, day).articles) for day in before) >= LEAST_SHARE * len(before)
    return Span(
        days=tuple(days),
        shown=shown,
        now=tuple(_of(known, day) for day in shown),
        before=tuple(_of(known, day) for day in before) if judged else (),
    )


def companions(subject: str, spanned: Span, watchlist: Watchlist) -> tuple[Companion, ...]:
    """Return the actors in stories on the subject, those of most stories first."""
    now, before = _with(subject, spanned.now, watchlist), _with(subject, spanned.before, watchlist)
    own_now, own_before = (sum(t.actors.get(subject, 0) for t in span) for span in (spanned.now, spanned.before))
    growth = own_now / own_before if own_before else 0.0
    often = sorted({*now, *before}, key=lambda i: (-now[i], -before[i], i))
    return tuple(
        Companion(
            id=i,
            name=watchlist.actors[i].name,
            stories=now[i],
            previous=before[i],
            expected=round(before[i] * growth, 1),
        )
        for i in often
        if max(now[i], before[i]) >= LEAST
    )[:MOST_COMPANIONS]


def outlets(
    reports: Sequence[Article], feeds: Mapping[str, Feed], copies: Collection[str]
) -> tuple[tuple[Outlet, ...], dict[str, int], dict[str, int]]:
    """Reports → the outlets with most of them; reports by country; by ownership. Copies count as their origin."""
    own = [feeds[a.feed] for a in reports if a.id not in copies and a.feed in feeds]
    by_title = Counter(feed.title for feed in own)
    first = {feed.title: feed for feed in reversed(own)}
    most = sorted(by_title, key=lambda title: (-by_title[title], title))[:MOST_OUTLETS]
    return (
        tuple(
            Outlet(name=t, country=first[t].country, ownership=first[t].ownership, reports=by_title[t]) for t in most
        ),
        dict(sorted(Counter(feed.country for feed in own if feed.country).items())),
        dict(sorted(Counter(feed.ownership for feed in own).items())),
    )


def a_day(reports: Sequence[Article], shown: Sequence[date]) -> tuple[int, ...]:
    """Return how many reports were published on each of these UTC days."""
    counted = Counter(article.published.astimezone(UTC).date() for article in reports)
    return tuple(counted[day] for day in shown)


def source(article: Article, feeds: Mapping[str, Feed]) -> Source:
    """Return what a line about a report needs of it."""
    return Source(
        url=article.url,
        title=article.title,
        publisher=feeds[article.feed].title if article.feed in feeds else article.feed,
        language=article.language,
        published=article.published,
    )


def _role(actor: Actor, day: date) -> str:
    held = [r for r in actor.roles if (r.start is None or r.start <= day) and (r.end is None or day <= r.end)]
    return held[-1].title if held else ""


def _of(known: Mapping[date, DayTally], day: date) -> DayTally:
    return known.get(day) or DayTally(day=day, articles=0, stories=0)


def _with(subject: str, tallies: Sequence[DayTally], watchlist: Watchlist) -> Counter[str]:
    """Count the stories of each actor with the subject; its own side is none of them."""
    total: Counter[str] = Counter()
    for tally in tallies:
        for pair, count in tally.pairs.items():
            if subject in pair:
                other = pair[0] if pair[1] == subject else pair[1]
                if other in watchlist.actors:
                    total[other] += count
    return total
