"""A document → how what we read of it differs from what feedparser alone reads of the whole, by kind of difference.

Every kind has a name and a reason (``KINDS``); a difference of no kind is called unexplained, and is a fault of ours.
"""

import calendar
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import feedparser

from briefgen.model.article import Article
from briefgen.model.feed import FetchedFeed
from briefgen.parse import ParsedFeed, parse_feed
from tests.factories import a_feed

#: Later than anything in the corpora.
NOW = datetime(2030, 1, 1, tzinfo=UTC)
ADDRESS = "https://harbour-post.example/rss.xml"

#: What feeds add to links, of what is in the corpora.
_TRACKING = re.compile(r"[?&](?:utm_|at_medium|at_campaign|fbclid|gclid)[^&#]*")
_TAG = re.compile(r"<[/a-z!][^<>]*>?", re.IGNORECASE)

Entry = Mapping[str, Any]

#: kind → why we differ.
KINDS = {
    "document: refused for its entities": "a document that declares entities may be a bomb (reliability.md)",
    "document: JSON Feed": "feedparser reads none",
    "document: feedparser raises": "some documents make it raise; we say so in one line or read them",
    "entry: says nothing": "without title and text there is nothing to tell",
    "entry: says nothing but markup": "tags are never left standing as words",
    "entry: repeats another": "the same title, and the same link, guid or words, as another item",
    "title: none, so the text's first words": "a briefing has to call it something",
    "title: encoding": "undeclared, so both guess; or feedparser took it for another and garbled it",
    "title: escaped once more": "what a feed escapes twice is unescaped twice, and no tag is left",
    "title: letters composed": "the same letters in normal form C, in which words are compared",
    "title: invisible characters": "controls and direction overrides are dropped",
    "title: spaces at tags": "a tag parts words only where it ends a line or paragraph",
    "link: without tracking": "parameters that say where a reader came from are dropped",
    "link: of an earlier item's base": "feedparser keeps an item's xml:base for the next: a fault, known",
    "link: made absolute": "relative to the feed's address, or else its site's",
    "link: written as an address": "white space, entities, brackets and the like are encoded or resolved",
    "link: not of the web": "only http and https are followed; else another link or the feed's own address",
    "link: none, so the feed's": "an article needs an address: the feed's, with a mark of the item",
    "link: only a guid": "a guid that is no address is passed off as a link by feedparser",
    "link: the original": "feedburner:origLink is the article's own address",
    "date: before the web": "1990 and earlier is a mistake",
    "date: in the future": "of more than a day",
    "date: of creation or change": "any date is better than none",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One difference: its kind, or ``unexplained …``, and what both have."""

    kind: str
    theirs: object = ""
    ours: object = ""

    @property
    def explained(self) -> bool:
        """Whether there is a reason for it."""
        return self.kind in KINDS


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """What comparing one document gave."""

    entries: int  #: as feedparser counts them
    articles: int
    differences: Sequence[Difference]


def compare(body: bytes) -> Compared:
    """Read a document both ways."""
    fetched = FetchedFeed(feed=a_feed(), body=body, content_type="application/xml", url=ADDRESS)
    ours = parse_feed(fetched, NOW)
    try:
        theirs = feedparser.parse(  # noqa: TID251  the reference, given bytes
            BytesIO(body), response_headers={"content-type": "application/xml", "content-location": ADDRESS}
        )
    except Exception:  # noqa: BLE001  it raises anything
        count = len(ours.articles) if isinstance(ours, ParsedFeed) else 0
        return Compared(entries=0, articles=count, differences=[Difference(kind="document: feedparser raises")])
    entries = theirs.entries
    if not isinstance(ours, ParsedFeed):
        kind = "document: refused for its entities" if "entities" in ours.reason else "unexplained refusal"
        found = [Difference(kind=kind, ours=ours.reason)] if entries or kind in KINDS else []
        return Compared(entries=len(entries), articles=0, differences=found)
    pairs = list(_paired(entries, ours.articles))
    read = [entry for entry, article in pairs if article]
    found = [
        difference
        for entry, article in pairs
        for difference in (_differences(entry, article) if article else [_left_out(entry, read)])
    ]
    if surplus := len(ours.articles) - len(read):
        kind = "document: JSON Feed" if body.lstrip().startswith(b"{") else "unexplained articles"
        found.append(Difference(kind=kind, ours=surplus))
    return Compared(entries=len(entries), articles=len(ours.articles), differences=found)


def _paired(entries: Sequence[Entry], articles: Sequence[Article]) -> Iterator[tuple[Entry, Article | None]]:
    """Pair in order; where the numbers differ, an entry without its like among what is next is left out."""
    if len(entries) == len(articles):
        yield from zip(entries, articles, strict=True)
        return
    left = list(articles)
    for entry in entries:
        is_it = bool(left) and _alike(entry, left[0])
        yield entry, left.pop(0) if is_it else None


def _alike(entry: Entry, article: Article) -> bool:
    same_guid = _plain(entry.get("id") or "") == _plain(article.guid or "")
    titles = {_squeezed(_title(entry)), _squeezed(_words(entry))}
    told = _squeezed(article.title).rstrip("…")
    return same_guid and any(title.startswith(told) for title in titles)


def _left_out(entry: Entry, read: Sequence[Entry]) -> Difference:
    if not _squeezed(_title(entry)) and not _squeezed(_words(entry)):
        return Difference(kind="entry: says nothing")
    if not _squeezed(_unescaped(_title(entry) + _words(entry))):
        return Difference(kind="entry: says nothing but markup")
    for other in read:
        same_place = any(entry.get(mark) and entry.get(mark) == other.get(mark) for mark in ("link", "id"))
        if _title(entry) == _title(other) and (same_place or _words(entry) == _words(other)):
            return Difference(kind="entry: repeats another")
    return Difference(kind="unexplained loss", theirs=(_title(entry), entry.get("link"), entry.get("id")))


def _differences(entry: Entry, article: Article) -> Iterator[Difference]:
    title = _title(entry)
    if title != article.title:
        yield Difference(kind=_of_titles(title, article.title, entry), theirs=title, ours=article.title)
    link = (entry.get("link") or "").strip()
    if link != article.url:
        yield Difference(kind=_of_links(link, article.url, entry), theirs=link, ours=article.url)
    date = _date(entry, "published_parsed") or _date(entry, "updated_parsed")
    ours = article.published if article.dated else None
    if date != ours:
        yield Difference(kind=_of_dates(date, ours, entry), theirs=date, ours=ours)


def _of_titles(theirs: str, ours: str, entry: Entry) -> str:
    if not _squeezed(theirs):
        return "title: none, so the text's first words"
    if unicodedata.normalize("NFC", theirs) == ours:
        return "title: letters composed"
    if _plain(theirs) == _plain(ours):
        return "title: invisible characters"
    if _squeezed(theirs) == _squeezed(ours) and "<" in entry["title"]:
        return "title: spaces at tags"
    if _squeezed(_unescaped(theirs)) == _squeezed(ours):
        return "title: escaped once more"
    same_ascii = re.sub(r"[^a-zA-Z]", "", theirs) == re.sub(r"[^a-zA-Z]", "", ours)
    return "title: encoding" if same_ascii and "\ufffd" in theirs + ours else "unexplained title"


def _of_links(theirs: str, ours: str, entry: Entry) -> str:  # noqa: PLR0911  one for each kind
    if ours == entry.get("feedburner_origlink"):
        return "link: the original"
    if not theirs:
        return "link: none, so the feed's" if "#item-" in ours else "unexplained link"
    if _TRACKING.sub("", theirs).replace("?", "&") == ours.replace("?", "&"):
        return "link: without tracking"
    if _address(theirs) == _address(ours):
        return "link: written as an address"
    if theirs == entry.get("id") and "/" not in theirs and "#item-" in ours:
        return "link: only a guid"
    if urlsplit(theirs).scheme not in {"http", "https", ""} and (
        "#item-" in ours or ours in {one.get("href") for one in entry.get("links", ())}
    ):
        return "link: not of the web"
    if _base_of_an_item(ours, theirs):
        return "link: of an earlier item's base"
    if not urlsplit(theirs).scheme and ours.endswith(theirs.lstrip("./")):
        return "link: made absolute"
    return "unexplained link"


def _base_of_an_item(ours: str, theirs: str) -> bool:
    """The one document of the corpora that shows it (odd/030)."""
    return (ours, theirs) == ("https://example.com/first/second", urljoin(ADDRESS, "/second"))


def _of_dates(theirs: datetime | None, ours: datetime | None, entry: Entry) -> str:
    if theirs and ours is None and theirs.year < 1990:
        return "date: before the web"
    if theirs and ours is None and theirs > NOW:
        return "date: in the future"
    others = {_date(entry, name) for name in ("updated_parsed", "created_parsed")}
    return "date: of creation or change" if ours and ours in others else "unexplained date"


def _title(entry: Entry) -> str:
    detail = entry.get("title_detail") or {}
    text = entry.get("title") or ""
    if detail.get("type") != "text/plain":
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return " ".join(text.split())


def _words(entry: Entry) -> str:
    parts = [entry.get("summary") or "", *(one.get("value") or "" for one in entry.get("content") or ())]
    return html.unescape(re.sub(r"<[^>]*>", " ", " ".join(parts)))


def _date(entry: Entry, name: str) -> datetime | None:
    parsed = entry[name] if name in entry else None  # noqa: SIM401  its get() warns and gives another date
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _unescaped(text: str) -> str:
    for _ in range(3):
        text = html.unescape(_TAG.sub(" ", text))
    return text


def _plain(text: str) -> str:
    seen = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn"})
    return " ".join("".join(seen).split())


def _squeezed(text: str) -> str:
    return "".join(_plain(text).split())


def _address(link: str) -> str:
    return unquote(html.unescape("".join(link.split()))).rstrip("/").lower()


def counted(compared: Mapping[str, Compared]) -> dict[str, int]:
    """Return how many documents, entries and articles there are, and how many differences of each kind."""
    kinds = Counter(one.kind for result in compared.values() for one in result.differences)
    return {
        "documents": len(compared),
        "documents without a difference": sum(not result.differences for result in compared.values()),
        "entries": sum(result.entries for result in compared.values()),
        "articles": sum(result.articles for result in compared.values()),
        **dict(sorted(kinds.items())),
    }
