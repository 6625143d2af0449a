"""A feed's document → its articles. Pure.

feedparser opens addresses when it is given text, guesses encodings wrongly and raises on a few documents (reference
``feeds.md``): so it gets a stream of UTF-8 that says so, of a document that declares no entities and has no tag made to
keep it busy. And it gets of it only what is new (``reduction``).
"""

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import feedparser
from feedparser.api import PREFERRED_XML_PARSERS

from briefgen.language.detect import detect
from briefgen.model.article import Article
from briefgen.model.feed import Feed, FetchedFeed, FetchError, Hints
from briefgen.parse import events
from briefgen.parse.decoding import document_text
from briefgen.parse.entry import Entry, authors_of, categories_of, date_of, guid_of, link_of, text_of, title_of
from briefgen.parse.hints import read_hints
from briefgen.parse.json_feed import atom_of
from briefgen.parse.links import names_an_item
from briefgen.parse.markup import plain_text
from briefgen.parse.reduction import Reduced, item_spans, reduce

#: Clocks differ and zones are forgotten: a date so far ahead is now, one beyond that is no date.
AHEAD = timedelta(days=1)

#: A title made of a text has so many words.
TITLE_WORDS = 12

#: The time feedparser takes grows with the square of a tag's attributes: 100,000 take 72 s (``reliability.md``).
MOST_ATTRIBUTES = 2_000

PREFERRED_XML_PARSERS[:] = [events.__name__]

_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_ENTITY = re.compile(r"<!\s*(?i:ENTITY)")
_DOCTYPE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*+<!\s*DOCTYPE", re.IGNORECASE | re.DOTALL)
_ELEMENT = re.compile(r"<\w")
_LONG = 8_000
_LONG_TAG = re.compile(rf"<[^<>]{{{_LONG},}}")
_HTML = re.compile(r"<html[\s>]|<!doctype html", re.IGNORECASE)
_MEDIA = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']http://search\.yahoo\.com/mrss/?[\"']")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_NO_HINTS = Hints()


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFeed:
    """The articles of one document, in its order, and what it says about polling."""

    feed: Feed
    articles: tuple[Article, ...]  #: without those of the items that were known
    unchanged: int = 0  #: items that were known
    known: str = ""  #: the items of this document, to be given the next time; empty if that is to be read whole
    hints: Hints = _NO_HINTS  #: how it asks to be polled
    held_back: int = 0  #: items left out because they are dated after ``until``


@dataclass(frozen=True, kw_only=True, slots=True)
class _Draft:
    """One entry in our words, before it is known by which of its marks it can be told from the others."""

    entry: Entry
    guid: str | None
    link: str
    title: str
    text: str


def parse_feed(
    fetched: FetchedFeed, now: datetime, *, until: datetime | None = None, known: str = ""
) -> ParsedFeed | FetchError:
    """Read a document. ``now`` dates what has no date, and what claims to be from the future.

    Items dated after ``until``, if it is given, do not exist yet and are left out. Those that are ``known``, which is
    ``ParsedFeed.known`` of the feed's last document, are counted and not read again.
    A malformed document with items is read; one without items is a FetchError that says what it is instead.
    """
    document = document_text(fetched.body, fetched.content_type, fetched.feed.language)
    document = atom_of(document) or document
    if reason := _refusal(document):
        return FetchError(feed=fetched.feed, reason=reason)
    reduced = reduce(document, known)
    if reduced is None or not reduced.dropped:
        return _read(document, reduced, fetched, now, until)
    if not reduced.kept:
        hints = read_hints(fetched.body)
        return ParsedFeed(feed=fetched.feed, articles=(), unchanged=reduced.dropped, known=reduced.known, hints=hints)
    parsed = _read(reduced.document, reduced, fetched, now, until)
    if isinstance(parsed, ParsedFeed) and parsed.unchanged:
        return parsed
    return _read(document, None, fetched, now, until)  # what is left of it is not read as it is in the whole


def _read(
    document: str, reduced: Reduced | None, fetched: FetchedFeed, now: datetime, until: datetime | None
) -> ParsedFeed | FetchError:
    """Have feedparser read a document. ``reduced`` is how it came about, if feedparser should see the same items."""
    feed = fetched.feed
    try:
        found = feedparser.parse(  # noqa: TID251  bytes in a stream: it cannot take them for an address
            BytesIO(document.encode("utf-8", "replace")),
            response_headers=_HEADERS,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except MemoryError:
        raise  # says nothing of the document: whoever set the limit knows what to say
    except Exception as error:  # noqa: BLE001  a few documents make feedparser raise anything
        return FetchError(feed=feed, reason=f"not a feed that can be read ({type(error).__name__})")
    if not found.entries and (not found.get("version") or found.get("bozo")):
        return FetchError(feed=feed, reason=_what_it_is(document))
    told = zip(found.entries, _captions(document, len(found.entries)), strict=True)
    visible = [(e, captions) for e, captions in told if until is None or (date_of(e) or until) <= until]
    drafts = list(_drafts(visible, (fetched.url, found.feed.get("link") or "", feed.homepage)))
    language = _language(found.feed) or feed.language
    held_back = len(found.entries) - len(visible)
    agreed = reduced if reduced and reduced.kept == len(found.entries) else None
    return ParsedFeed(
        feed=feed,
        articles=tuple(_article(draft, key, feed, language, now) for key, draft in _identified(drafts).items()),
        unchanged=agreed.dropped if agreed else 0,
        known=agreed.known if agreed and not held_back else "",
        hints=read_hints(fetched.body),
        held_back=held_back,
    )


def _refusal(document: str) -> str:
    """Why a document is not even tried; empty if it may be."""
    if not document:
        return "the document is empty"
    if _declares_entities(document):
        return "the document declares XML entities, so it was not read"
    if _has_long_text(document) and any(t[0].count("=") > MOST_ATTRIBUTES for t in _LONG_TAG.finditer(document)):
        return f"a tag of the document has more than {MOST_ATTRIBUTES} attributes, so it was not read"
    return ""


def _has_long_text(document: str) -> bool:
    """Tell whether so long a piece is without ``<`` and ``>``, by looking at few places: most documents have none."""
    place = 0
    while place + _LONG <= len(document):
        last = max(document.rfind(edge, place, place + _LONG) for edge in "<>")
        if last < 0:
            return True
        place = last + 1
    return False


def _declares_entities(document: str) -> bool:
    """Only in front of the first element can XML declare them; behind it they are words of an item."""
    found = _ENTITY.search(document)
    if not found:
        return False
    element = _ELEMENT.search(document)
    return bool(_DOCTYPE.match(document)) or not element or found.start() < element.start()


def _what_it_is(document: str) -> str:
    if _HTML.search(document[:2000]):
        return "not a feed but an HTML page"
    if not document.startswith("<"):
        return "not XML"
    return "XML without feed items"


def _captions(document: str, entries: int) -> list[frozenset[str]]:
    """Every ``media:description`` of each item: feedparser mixes them with its other descriptions (feedparser#53).

    Where the items of the document cannot be told apart, the captions of all count for each.
    """
    names = "|".join(re.escape(prefix) for prefix in sorted(set(_MEDIA.findall(document))))
    if not names:
        return [frozenset()] * entries
    caption = re.compile(rf"<(?P<name>(?:{names}):description)\b[^<>]*(?<!/)>(.*?)</(?P=name)\s*>", re.DOTALL)
    if not caption.search(document):
        return [frozenset()] * entries
    spans = item_spans(document)
    if spans is None or len(spans) != entries:
        return [_texts_of(caption.finditer(document))] * entries
    return [_texts_of(caption.finditer(document, start, end)) for start, end in spans]


def _texts_of(elements: Iterable[re.Match[str]]) -> frozenset[str]:
    return frozenset(plain_text(_character_data(element[2])) for element in elements)


def _character_data(xml: str) -> str:
    """The inside of an element → its text: what stands in CDATA is meant literally, all else is unescaped."""
    pieces = _CDATA.split(xml)
    return "".join(piece if i % 2 else html.unescape(piece) for i, piece in enumerate(pieces))


def _drafts(entries: list[tuple[Any, frozenset[str]]], bases: tuple[str, ...]) -> Iterator[_Draft]:
    """Entries with their captions → what they have to say; one that says nothing is no article."""
    for entry, captions in entries:
        title, text = title_of(entry), text_of(entry, captions)
        if title or text:
            yield _Draft(entry=entry, guid=guid_of(entry), link=link_of(entry, *bases), title=title, text=text)


def _identified(drafts: list[_Draft]) -> dict[str, _Draft]:
    """Drafts → those that differ, by what tells them apart: link, else guid, else everything they say.

    The link is asked first, because a guid that changes under one link is no new article (FreshRSS#5909); a link that
    several titles share, or a guid that several drafts share, tells nothing.
    """
    titles: dict[str, set[str]] = {}
    for draft in drafts:
        titles.setdefault(draft.link, set()).add(draft.title)
    guids = Counter(draft.guid for draft in drafts)
    identified: dict[str, _Draft] = {}
    for draft in drafts:
        if names_an_item(draft.link) and len(titles[draft.link]) == 1:
            key = draft.link
        elif draft.guid and guids[draft.guid] == 1:
            key = draft.guid
        else:
            key = f"{draft.link}\n{draft.title}\n{draft.text}"
        identified.setdefault(key, draft)
    return identified


def _article(draft: _Draft, key: str, feed: Feed, language: str, now: datetime) -> Article:
    name = _digest(feed.id, key)
    date = date_of(draft.entry)
    published = date if date and date <= now + AHEAD else None
    return Article(
        id=f"a-{name}",
        feed=feed.id,
        guid=draft.guid,
        url=draft.link or f"{feed.homepage or feed.url or 'https://invalid.example/'}#item-{name}",
        title=draft.title or _first_words(draft.text),
        text=draft.text,
        language=detect(f"{draft.title} {draft.text[:400]}", _language(draft.entry) or language),
        published=min(published or now, now),
        dated=published is not None,
        authors=authors_of(draft.entry),
        categories=categories_of(draft.entry),
        content_hash=_digest(draft.title, draft.text),
    )


def _language(said: Entry) -> str:
    """The language that a feed or an entry names, if it is the tag of one."""
    found = _LANGUAGE.fullmatch((said.get("language") or "").strip())
    return found[0].replace("_", "-") if found else ""


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:TITLE_WORDS]) + (" …" if len(words) > TITLE_WORDS else "")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
