"""Rows → articles."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from briefgen.model.article import Article
from briefgen.model.moment import Period
from briefgen.store import tables
from briefgen.store.listing import Headline

#: What the feed gives; the rest of an article comes from its page.
ARTICLE_FIELDS = tuple(f.name for f in fields(Article) if f.name in tables.article.c)
COLUMNS = tuple(tables.article.c[name] for name in ARTICLE_FIELDS)


def published_in(connection: Connection, period: Period, feeds: Collection[str] | None) -> list[Article]:
    """Return the articles of the period, of these feeds or of all, ordered by (published, id)."""
    c = tables.article.c
    asked = select(*COLUMNS).where(c.published > period.start, c.published <= period.end)
    if feeds is not None:
        asked = asked.where(c.feed.in_(sorted(feeds)))
    return read(connection, asked.order_by(c.published, c.id))


def late_arrivals(connection: Connection, seen_after: datetime, period: Period) -> frozenset[str]:
    """Return the ids of articles that were published in the period, but first seen after ``seen_after``."""
    c = tables.article.c
    asked = select(c.id).where(c.published > period.start, c.published <= period.end, c.first_seen > seen_after)
    return frozenset(connection.execute(asked).scalars())


def at_address(connection: Connection, url: str) -> list[Article]:
    """Return the articles with exactly this address, ordered by (published, id)."""
    c = tables.article.c
    return read(connection, select(*COLUMNS).where(c.url == url).order_by(c.published, c.id))


def earlier_headlines(connection: Connection, article: str) -> list[Headline]:
    """Return the titles that an article no longer has, the oldest first."""
    c = tables.headline.c
    asked = select(c.title, c.replaced).where(c.article == article).order_by(c.replaced)
    return [Headline(title=title, replaced=replaced) for title, replaced in connection.execute(asked)]


def read(connection: Connection, asked: Select[*tuple[Any, ...]]) -> list[Article]:
    """Run a query for ``COLUMNS``; return its rows as articles."""
    rows: Sequence[Sequence[Any]] = connection.execute(asked).all()
    return [Article(**dict(zip(ARTICLE_FIELDS, row, strict=True))) for row in rows]
