"""Rows → articles, as their feed has them or with what their page says."""

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
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

_PAGE_FIELDS = ("text", "language", "authors", "published", "canonical", "is_copy")
_WITH_PAGE = (*COLUMNS, *(tables.page.c[name].label(f"page_{name}") for name in _PAGE_FIELDS))
_JOINED = tables.article.outerjoin(tables.page, tables.page.c.article == tables.article.c.id)


def published_in(connection: Connection, period: Period, feeds: Collection[str] | None) -> list[Article]:
    """Return the articles of the period, of these feeds or of all, ordered by (published, id)."""
    c = tables.article.c
    asked = select(*_WITH_PAGE).select_from(_JOINED).where(c.published > period.start, c.published <= period.end)
    if feeds is not None:
        asked = asked.where(c.feed.in_(sorted(feeds)))
    return _read_with_pages(connection, asked.order_by(c.published, c.id))


def late_arrivals(connection: Connection, seen_after: datetime, period: Period) -> frozenset[str]:
    """Return the ids of articles that were published in the period, but first seen after ``seen_after``."""
    c = tables.article.c
    asked = select(c.id).where(c.published > period.start, c.published <= period.end, c.first_seen > seen_after)
    return frozenset(connection.execute(asked).scalars())


def at_address(connection: Connection, url: str) -> list[Article]:
    """Return the articles with exactly this address, ordered by (published, id)."""
    c = tables.article.c
    asked = select(*_WITH_PAGE).select_from(_JOINED).where(c.url == url)
    return _read_with_pages(connection, asked.order_by(c.published, c.id))


def earlier_headlines(connection: Connection, article: str) -> list[Headline]:
    """Return the titles that an article no longer has, the oldest first."""
    c = tables.headline.c
    asked = select(c.title, c.replaced).where(c.article == article).order_by(c.replaced)
    return [Headline(title=title, replaced=replaced) for title, replaced in connection.execute(asked)]


def read_as_fed(connection: Connection, asked: Select[*tuple[Any, ...]]) -> list[Article]:
    """Run a query for ``COLUMNS``; return its rows as articles."""
    return [_article(row) for row in connection.execute(asked)]


def with_page(  # noqa: PLR0913  the columns of a page
    article: Article,
    *,
    text: str,
    language: str,
    authors: tuple[str, ...],
    published: datetime | None,
    canonical: str,
    is_copy: bool,
) -> Article:
    """Return the article with what its page says, if that is no less than the feed says. Pure.

    A page with the shorter text is one that hides the article. Authors and date count where the feed has none.
    """
    longer = len(text) >= len(article.text)
    return replace(
        article,
        text=text if longer else article.text,
        language=(language if longer else "") or article.language,
        authors=article.authors or authors,
        dated=article.dated or published is not None,
        canonical=canonical,
        is_copy=is_copy,
    )


def _read_with_pages(connection: Connection, asked: Select[*tuple[Any, ...]]) -> list[Article]:
    found = []
    for row in connection.execute(asked):
        article, page = _article(row), row[len(COLUMNS) :]
        says: dict[str, Any] = dict(zip(_PAGE_FIELDS, page, strict=True))
        found.append(with_page(article, **says) if says["text"] else article)
    return found


def _article(row: Sequence[Any]) -> Article:
    return Article(**dict(zip(ARTICLE_FIELDS, row, strict=False)))
