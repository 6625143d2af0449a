"""Pages of articles, and what sites ask of us ↔ rows."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from briefgen.model.article import Article
from briefgen.model.page import RobotsRules, StoredPage
from briefgen.store import tables
from briefgen.store.articles import COLUMNS, read_as_fed
from briefgen.store.upsert import upsert

#: An outlet that changes an article has its page asked for again, but not more often than this.
REFRESH = timedelta(hours=6)


def unread(
    connection: Connection, feeds: Collection[str], since: datetime, now: datetime, most: int
) -> list[tuple[Article, int]]:
    """Return the articles of these feeds whose page may be asked for, newest first, with the tries made in vain.

    Published after ``since`` and not after ``now``. Either without a page, and not to be left alone at ``now``, or with
    one and changed by the outlet since. The articles are as their feed has them.
    """
    c, p = tables.article.c, tables.page.c
    never = p.article.is_(None)
    waited = and_(p.again.is_not(None), p.again <= now)
    changed = and_(p.again.is_(None), p.text.is_not(None), p.content_hash != c.content_hash, p.asked <= now - REFRESH)
    asked = (
        select(c.id, func.coalesce(p.tries, 0))
        .select_from(tables.article.outerjoin(tables.page, p.article == c.id))
        .where(c.feed.in_(sorted(feeds)), c.published > since, c.published <= now, or_(never, waited, changed))
        .order_by(c.published.desc(), c.id)
        .limit(most)
    )
    tries: dict[str, int] = dict(connection.execute(asked).all())
    found = {a.id: a for a in read_as_fed(connection, select(*COLUMNS).where(c.id.in_(list(tries))))}
    return [(found[name], times) for name, times in tries.items()]


def save(connection: Connection, pages: Sequence[StoredPage], rules: Sequence[RobotsRules], now: datetime) -> None:
    """Write what came of asking for pages; an earlier text stays where there is none now. Forget expired rules.

    An undated article is dated by its page, unless that says later than it was first seen.
    """
    c = tables.article.c
    known = set(connection.execute(select(c.id).where(c.id.in_([one.article for one in pages]))).scalars())
    kept = sorted((one for one in pages if one.article in known), key=lambda one: one.article)
    upsert(connection, tables.page, [_asked(one) for one in kept if one.page is None])
    upsert(connection, tables.page, [{**_asked(one), **_text(one)} for one in kept if one.page is not None])
    for one in kept:
        if one.page is not None and one.page.published is not None:
            moment = one.page.published
            undated = and_(c.id == one.article, c.dated.is_(False), c.published > moment)
            connection.execute(update(tables.article).where(undated).values(published=moment))
    connection.execute(delete(tables.robots).where(tables.robots.c.expires <= now))
    rows = [{"site": one.site, "text": one.text, "expires": one.expires} for one in rules]
    upsert(connection, tables.robots, sorted(rows, key=lambda row: str(row["site"])))


def texts_of(connection: Connection, host: str, most: int) -> list[str]:
    """Return the last texts of a host's pages as they were on them, oldest first."""
    p = tables.page.c
    asked = select(p.text, p.recurring).where(p.host == host, p.text.is_not(None))
    rows = connection.execute(asked.order_by(p.asked.desc(), p.article).limit(most)).all()
    return ["\n".join((text, *(recurring or ()))) for text, recurring in reversed(rows)]


def rules(connection: Connection, now: datetime) -> list[RobotsRules]:
    """Return the rules of sites that count at ``now``."""
    c = tables.robots.c
    asked = select(c.site, c.text, c.expires).where(c.expires > now).order_by(c.site)
    return [RobotsRules(site=site, text=text, expires=expires) for site, text, expires in connection.execute(asked)]


def rests(connection: Connection, now: datetime) -> dict[str, datetime]:
    """Return the hosts that sent away who asked for a page, each with the moment until which it is left alone."""
    p = tables.page.c
    asked = select(p.sent_away_by, func.max(p.again)).where(p.sent_away_by.is_not(None), p.again > now)
    return dict(connection.execute(asked.group_by(p.sent_away_by)).all())


def _asked(one: StoredPage) -> dict[str, Any]:
    return {
        "article": one.article,
        "url": one.url,
        "asked": one.asked,
        "content_hash": one.content_hash,
        "tries": one.tries,
        "problem": one.problem,
        "again": one.again,
        "sent_away_by": one.sent_away_by,
    }


def _text(one: StoredPage) -> dict[str, Any]:
    page = one.page
    if page is None:
        raise AssertionError
    return {
        "host": one.host,
        "canonical": page.url,
        "title": page.title,
        "text": page.text,
        "language": page.language,
        "site": page.site,
        "authors": page.authors,
        "published": page.published,
        "recurring": one.recurring,
        "is_copy": one.is_copy,
    }
