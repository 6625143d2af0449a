"""The tree of a page → what its head declares: canonical link, title, authors, date, language, outlet. Pure.

Sources in order of trust: JSON-LD of schema.org (NewsArticle), OpenGraph and ``article:`` of ogp.me, the plain elements
of HTML. htmldate, which trafilatura brings, is not asked: it guesses a day out of the text and reads the clock.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from briefgen.parse.entry import EARLIEST
from briefgen.parse.links import article_link, names_an_item
from briefgen.parse.markup import plain_line

#: An element of lxml's, whose home is trafilatura.
Element = Any

#: Longer names are sentences. Characters.
LONGEST_NAME = 80

#: More data than any article describes itself with: characters of one block, and nodes of all blocks.
_LONGEST_DATA = 500_000
_MOST_NODES = 2_000

#: By microdata.
_DATED = "//*[contains(concat(' ', @itemprop, ' '), ' datePublished ')]"

_ARTICLE = ("Article", "Posting", "Report", "Review")
#: What stands between a title and the name of the outlet.
_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " » ", " :: ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """What a page declares of itself."""

    url: str
    title: str
    language: str  #: as declared
    site: str
    authors: tuple[str, ...]
    published: datetime | None  #: UTC


def read_head(root: Element, url: str) -> Head:
    """The tree of a page and the address it came from → what it declares."""
    metas = _metas(root)
    article = _article(root)
    publisher = article.get("publisher")
    names = (metas.get("og:site_name"), _name(publisher), metas.get("application-name"))
    site = _first(*(name for name in names if name and "://" not in name))
    titles = (metas.get("og:title"), article.get("headline"), *_texts(root, "//h1"), *_texts(root, "//head/title"))
    return Head(
        url=_canonical(root, metas, url),
        title=_without_site(_first(*titles), site),
        language=_first(*root.xpath("/html/@lang"), article.get("inLanguage"), metas.get("og:locale")),
        site=site,
        authors=tuple(_authors(article, metas, site)),
        published=_published(article, metas, root),
    )


def _canonical(root: Element, metas: Mapping[str, str], url: str) -> str:
    """The link that the page wants to be known by; one to the front page is a mistake of its template."""
    for link in (*root.xpath("//link[translate(@rel,'CANOIL','canoil')='canonical']/@href"), metas.get("og:url", "")):
        absolute = article_link(str(link), url)
        if absolute and (names_an_item(absolute) or not names_an_item(url)):
            return absolute
    return article_link(url) or url


def _authors(article: Mapping[str, Any], metas: Mapping[str, str], site: str) -> Iterator[str]:
    declared = article.get("author")
    names = [_name(author) for author in (declared if isinstance(declared, list) else [declared])]
    if not any(names):
        names = [_line(metas.get(key)) for key in ("author", "article:author")]
    seen = {site.casefold(), ""}
    for name in names:
        if len(name) <= LONGEST_NAME and "://" not in name and name.casefold() not in seen:
            seen.add(name.casefold())
            yield name


def _published(article: Mapping[str, Any], metas: Mapping[str, str], root: Element) -> datetime | None:
    """When it was published, in UTC, if the page gives an hour and a time zone."""
    marked = root.xpath(f"{_DATED}/@content | {_DATED}/@datetime")
    for written in (article.get("datePublished"), metas.get("article:published_time"), *marked):
        with contextlib.suppress(ValueError, OverflowError):
            moment = datetime.fromisoformat(str(written).strip())
            if moment.tzinfo is not None and moment.astimezone(UTC) >= EARLIEST:
                return moment.astimezone(UTC)
    return None


def _metas(root: Element) -> dict[str, str]:
    """The first content of each property or name, in small letters."""
    found: dict[str, str] = {}
    for meta in root.xpath("//meta[@content]"):
        for key in filter(None, (meta.get("property"), meta.get("name"))):
            found.setdefault(key.strip().lower(), meta.get("content"))
    return found


def _article(root: Element) -> Mapping[str, Any]:
    """The first node of the page's JSON-LD that is an article; empty if there is none."""
    nodes: list[Any] = []
    for script in root.xpath("//script[contains(@type, 'ld+json')]/text()"):
        if len(script) <= _LONGEST_DATA:
            with contextlib.suppress(ValueError, RecursionError):
                nodes.append(json.loads(script, strict=False))
    for seen, node in enumerate(nodes):  # grows while it is read
        if seen >= _MOST_NODES:
            break
        if isinstance(node, list):
            nodes.extend(node)
        elif isinstance(node, dict):
            kinds = node.get("@type")
            if any(str(kind).endswith(_ARTICLE) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return node
            nodes.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)
    return {}


def _name(thing: Any) -> str:
    return _line(thing.get("name") if isinstance(thing, dict) else thing)


def _line(written: Any) -> str:
    return plain_line(written) if isinstance(written, str) else ""


def _first(*written: Any) -> str:
    return next(filter(None, map(_line, written)), "")


def _texts(root: Element, path: str) -> Iterator[str]:
    return (str(element.text_content()) for element in root.xpath(path)[:1])


def _without_site(title: str, site: str) -> str:
    for separator in _SEPARATORS:
        before, found, after = title.rpartition(separator)
        if found and site and after.casefold() == site.casefold():
            return before
    return title
