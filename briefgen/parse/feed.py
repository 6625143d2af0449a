"""A feed's document → its articles. Pure.

Traps of feedparser that are stepped around here (reference ``feeds.md``): it opens addresses when it is given text,
so it gets bytes; without a Content-Type it assumes ISO-8859-1; the first ``content`` may be the caption of a
picture; it raises on a few documents; it expands XML entities.
"""

import calendar
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

from briefgen.language.detect import detect
from briefgen.model.article import Article
from briefgen.model.feed import Feed, FetchedFeed, FetchError
from briefgen.parse.links import article_link
from briefgen.parse.markup import plain_line, plain_text
from briefgen.parse.promotion import without_promotion

#: Nothing on the web is older: an earlier date is a mistake of the feed's.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_HTML = re.compile(rb"<html[\s>]|<!doctype html", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFeed:
    """The articles of one document, in its order, and what it says about polling."""

    feed: Feed
    articles: tuple[Article, ...]
    ttl_minutes: int | None = None


def parse_feed(fetched: FetchedFeed, now: datetime) -> ParsedFeed | FetchError:
    """Read a document. ``now`` dates what has no date, and what claims to be from the future.

    A malformed document with items is read; one without items is a FetchError that says what it is instead.
    """
    document = _without_entities(fetched.body)
    if document is None:
        return FetchError(feed=fetched.feed, reason="the document declares XML entities, so it was not read")
    headers = {"content-type": fetched.content_type} if fetched.content_type else {}
    if not headers and _is_utf8(document):
        headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(  # noqa: TID251  bytes in a stream: it cannot take them for an address
            BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # noqa: BLE001  a few documents make feedparser raise anything
        return FetchError(feed=fetched.feed, reason=f"not a feed that can be read ({type(error).__name__})")
    if not found.entries and (not found.get("version") or found.get("bozo")):
        return FetchError(feed=fetched.feed, reason=_what_it_is(fetched.body))
    language = found.feed.get("language") or fetched.feed.language
    articles = tuple(_articles(found.entries, fetched, language, now))
    return ParsedFeed(feed=fetched.feed, articles=articles, ttl_minutes=_minutes(found.feed.get("ttl")))


def _without_entities(body: bytes) -> bytes | None:
    if _ENTITY.search(body) or _ENTITY.search(body.replace(b"\x00", b"")):
        return None
    return body.lstrip() if body[:1].isspace() else body


def _is_utf8(document: bytes) -> bool:
    if b"encoding" in document[:200]:
        return False
    try:
        document.decode()
    except UnicodeDecodeError:
        return False
    return True


def _what_it_is(body: bytes) -> str:
    if not body.strip():
        return "the document is empty"
    if _HTML.search(body[:2000]):
        return "not a feed but an HTML page"
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "not XML"
    return "XML without feed items"


def _articles(entries: list[Any], fetched: FetchedFeed, language: str, now: datetime) -> Iterator[Article]:
    titles_of_link: dict[str, set[str]] = {}
    drafts = []
    for entry in entries:
        link = article_link(entry.get("link") or _permalink(entry), fetched.url or fetched.feed.homepage)
        title, text = plain_line(entry.get("title") or ""), _body(entry)
        if not title and not text:
            continue
        titles_of_link.setdefault(link, set()).add(title)
        drafts.append((entry, link, title, text))
    guids = Counter(entry.get("id") for entry, *_ in drafts)
    seen = set()
    for entry, link, title, text in drafts:
        guid = entry.get("id") or None
        if link and len(titles_of_link[link]) == 1:
            key = link
        elif guid and guids[guid] == 1:
            key = guid
        else:
            key = f"{link}\n{title}\n{text}"
        if key not in seen:  # a guid that changed under the same link is not a new article
            seen.add(key)
            yield _article(
                entry, key=key, link=link, title=title, text=text, fetched=fetched, language=language, now=now
            )


def _article(  # noqa: PLR0913  the parts of one entry, all named
    entry: Mapping[str, Any],
    *,
    key: str,
    link: str,
    title: str,
    text: str,
    fetched: FetchedFeed,
    language: str,
    now: datetime,
) -> Article:
    feed = fetched.feed
    name = _digest(feed.id, key)
    published = _date(entry)
    declared = entry.get("language") or language
    return Article(
        id=f"a-{name}",
        feed=feed.id,
        guid=entry.get("id") or None,
        url=link or f"{_home(feed)}#item-{name}",
        title=title or _first_words(text),
        text=text,
        language=detect(f"{title} {text[:400]}", declared),
        published=min(published, now) if published else now,
        dated=published is not None,
        authors=tuple(filter(None, (plain_line(a.get("name") or "") for a in entry.get("authors", ())))),
        content_hash=_digest(title, text),
    )


def _permalink(entry: Mapping[str, Any]) -> str:
    alternatives = [x.get("href") for x in entry.get("links", ()) if x.get("rel", "alternate") == "alternate"]
    return next(filter(None, alternatives), "")


def _body(entry: Mapping[str, Any]) -> str:
    """The longest of description and contents, but not the caption of a picture."""
    captions = {plain_text(x.get("content") or "") for x in entry.get("media_content", ())}
    captions.add(plain_text(entry.get("media_description") or ""))
    values = [entry.get("summary") or "", *(c.get("value") or "" for c in entry.get("content", ()))]
    texts = [without_promotion(plain_text(value)) for value in values]
    return max((t for t in texts if t not in captions), key=len, default="")


def _date(entry: Mapping[str, Any]) -> datetime | None:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        parsed = entry.get(name)
        if isinstance(parsed, struct_time):
            try:
                moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
            except (ValueError, OverflowError):
                continue
            if moment >= EARLIEST:
                return moment
    return None


def _home(feed: Feed) -> str:
    return feed.homepage or feed.url or "https://invalid.example/"


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")  # noqa: PLR2004  a headline's length


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _minutes(ttl: str | None) -> int | None:
    return int(ttl) if ttl and ttl.strip().isdigit() else None
