"""How many stories a day had on whom ↔ rows."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select

from briefgen.model.moment import Period
from briefgen.model.tally import DayTally
from briefgen.store import tables
from briefgen.store.upsert import upsert


def save(connection: Connection, watched: str, tally: DayTally) -> None:
    """Write the tally of a day under the name of the watchlist, in place of the one before.

    The day's row comes first: of two who count the same day, the second waits for the first.
    """
    row = {"day": tally.day, "watched": watched, "articles": tally.articles, "stories": tally.stories}
    upsert(connection, tables.tally_day, [row])
    connection.execute(delete(tables.tally).where(tables.tally.c.day == tally.day))
    counted = [(actor, "", count) for actor, count in tally.actors.items()]
    counted += [(one, other, count) for (one, other), count in tally.pairs.items()]
    if counted:
        rows = [{"day": tally.day, "actor": a, "other": b, "stories": count} for a, b, count in counted]
        connection.execute(insert(tables.tally), rows)


def between(connection: Connection, watched: str, first: date, last: date) -> list[DayTally]:
    """Return the tallies of these days under this watchlist, the earliest first."""
    days, c = tables.tally_day.c, tables.tally.c
    asked = select(days.day, days.articles, days.stories).where(
        days.watched == watched, days.day >= first, days.day <= last
    )
    found = connection.execute(asked.order_by(days.day)).all()
    actors: dict[date, dict[str, int]] = {row.day: {} for row in found}
    pairs: dict[date, dict[tuple[str, str], int]] = {row.day: {} for row in found}
    counts = select(c.day, c.actor, c.other, c.stories).where(c.day >= first, c.day <= last)
    for row in connection.execute(counts.order_by(c.day, c.actor, c.other)):
        if row.day not in actors:
            continue  # of another watchlist
        if row.other:
            pairs[row.day][row.actor, row.other] = row.stories
        else:
            actors[row.day][row.actor] = row.stories
    return [
        DayTally(day=row.day, articles=row.articles, stories=row.stories, actors=actors[row.day], pairs=pairs[row.day])
        for row in found
    ]


def article_counts(connection: Connection, days: Mapping[date, Period]) -> dict[date, int]:
    """Return how many articles were published in the period of each day."""
    c = tables.article.c
    counted = {}
    for day, period in days.items():
        asked = select(func.count()).where(c.published > period.start, c.published <= period.end)
        counted[day] = int(connection.scalar(asked) or 0)
    return counted
