"""How many stories each day had on whom, counted once and kept: the history of an edition's trends."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from briefgen.cluster import group
from briefgen.compose.trends import days_needed, tally
from briefgen.match import Finder, strengths
from briefgen.model.moment import Period
from briefgen.model.tally import DayTally
from briefgen.model.watch import Watchlist
from briefgen.reading import each_once
from briefgen.store import Store

#: Days that are counted in one call at most, the latest first: a build after a change of the watchlist stays bounded.
MOST_DAYS = 35

#: A day is counted anew if so large a share of its articles came after it was.
CAME_LATE = 0.1


def history(
    store: Store, watchlist: Watchlist, finder: Finder, period: Period, *, most: int = MOST_DAYS
) -> list[DayTally]:
    """Return the tallies that the trends of a period need; count first, and keep, those that are missing.

    At most ``most`` days are counted in one call, the latest first. Days without a tally are left out.
    """
    return counted(store, watchlist, finder, days_needed(period), most=most)


def counted(
    store: Store, watchlist: Watchlist, finder: Finder, days: tuple[date, date], *, most: int
) -> list[DayTally]:
    """Return the tallies from the first to the last day, both included; as ``history``."""
    first, last = days
    watched = fingerprint(watchlist)
    known = {one.day: one for one in store.tallies(watched, first, last)}
    whole = {last - timedelta(days=n): _whole(last - timedelta(days=n)) for n in range((last - first).days + 1)}
    stored = store.article_counts(whole)
    due = [day for day in whole if _is_due(known.get(day), stored[day])]
    for day in due[:most]:
        known[day] = _counted(store, watchlist, finder, day, whole[day])
        store.save_tally(watched, known[day])
    return [known[day] for day in sorted(known)]


def fingerprint(watchlist: Watchlist) -> str:
    """Return a short name of what is watched: another one where a spelling, side or term changes. Pure."""
    spelled = [
        (a.id, a.name, a.side, a.context, a.ambiguous, a.unless, _plain(a.aliases), [repr(role) for role in a.roles])
        for _, a in sorted(watchlist.actors.items())
    ]
    topics = [(t.id, _plain(t.terms), _plain(t.unless), t.sections) for _, t in sorted(watchlist.topics.items())]
    return hashlib.blake2b(repr((spelled, topics)).encode(errors="replace"), digest_size=8).hexdigest()


def _plain(aliases: Mapping[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    return sorted(aliases.items())


def _whole(day: date) -> Period:
    """The UTC day, as a period: after its midnight, up to the next."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Period(start=start, end=start + timedelta(days=1))


def _is_due(known: DayTally | None, stored: int) -> bool:
    if known is None:
        return True
    return stored > known.articles * (1 + CAME_LATE)


def _counted(store: Store, watchlist: Watchlist, finder: Finder, day: date, period: Period) -> DayTally:
    stored = store.articles(period.start, period.end)
    articles = each_once(stored)
    found = {article.id: strengths(finder.find(article)) for article in articles}
    named = [article for article in articles if any(name in watchlist.actors for name in found[article.id])]
    stories = group(named, {article.id: found[article.id] for article in named})
    return tally(day, stored, stories, found, watchlist)
