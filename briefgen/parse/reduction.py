"""A feed's document, and what is known of its items → the document without the items that are known. Pure.

feedparser is right and slow, lxml is 44 times faster (reference ``feeds.md``): so feedparser reads only what is new.
The items are cut out of the text as they stand, because what is written anew is never quite the same. And what belongs
together stays together: by which of its marks an article is told from the others depends on the items that share its
link or guid (``feed``), so such a group is dropped as a whole or not at all.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from briefgen.parse.decoding import document_text
from briefgen.parse.links import article_link, names_an_item
from briefgen.parse.markup import printable

#: A shorter document is read whole.
FEWEST = 2

#: In text that is well-formed, ``<`` begins one of these and nothing else.
_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)((?:[\w.-]+:)?(?:item|entry))(?=[\s/>])(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+>",
    re.DOTALL,
)
#: Counters of views, which change all day (MRSS, ``media:statistics``).
_COUNTERS = re.compile(r"<([\w.-]+:)?statistics\b[^<>]*?(?:/>|>\s*</\1?statistics\s*>)")
#: Encodings in which ASCII bytes are not always ASCII.
_SHIFTING = re.compile(rb"^\s*<\?xml[^>]{0,200}?(?:iso-?2022|hz|utf-?7|utf-?16|utf-?32)", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

#: Elements and attributes in which feedparser finds a guid or a link, without their namespaces.
_GUIDS = frozenset({"guid", "id"})
_LINKS = frozenset({"link", "origLink", "origlink"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Reduced:
    """What is left of a document."""

    body: bytes  #: UTF-8; the head as it was, and the items that are new or changed
    kept: int  #: items in it
    dropped: int
    hashes: Mapping[str, str]  #: of all items, dropped or not: what is known the next time


@dataclass(frozen=True, kw_only=True, slots=True)
class _Item:
    """One item: where it stands, and by what it may be known."""

    start: int
    end: int
    digest: str
    guids: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def key(self) -> str:
        """What it is known by: guid, else link, else what it says."""
        return next(iter((*self.guids, *self.links)), self.digest)


def reduce(body: bytes, known: Mapping[str, str]) -> Reduced | None:
    """Leave out what is known. ``known`` are the ``hashes`` that the last call for this feed gave.

    None where it cannot be done safely, and the document is to be read whole: it has a doctype, is malformed, not in
    UTF-8, has fewer than FEWEST items, items in items, or links without a host.
    """
    document = _text(body)
    if document is None or (items := _items(document)) is None:
        return None
    hashes: dict[str, str] = {}
    kept = set()
    for group in _groups(items):
        digest = _digest("".join(items[n].digest for n in group))
        of_group = {items[n].key: digest for n in group}
        hashes |= of_group
        if any(known.get(key) != digest for key in of_group):
            kept.update(group)
    return Reduced(
        body=_without(document, [item for n, item in enumerate(items) if n not in kept]).encode(),
        kept=len(kept),
        dropped=len(items) - len(kept),
        hashes=hashes,
    )


def item_spans(document: str) -> list[tuple[int, int]] | None:
    """Return start and end of every item of a document, in order; None if they are not simply one after another."""
    spans = []
    start, name = -1, ""
    for found in _MARKUP.finditer(document):
        if found[2] is None:
            continue
        closes = bool(found[1])
        if closes != (start >= 0) or (name and name != found[2]) or found[0].endswith("/>"):
            return None
        if closes:
            spans.append((start, found.end()))
        start, name = (-1 if closes else found.start()), found[2]
    return spans if start < 0 else None


def _text(body: bytes) -> str | None:
    """The document's text, if it is UTF-8 however one looks at it."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _SHIFTING.match(body[:400]) else document_text(body, "", "en")


def _items(document: str) -> list[_Item] | None:
    parser = etree.XMLParser(
        recover=False, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(document.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.getroottree().docinfo.doctype:
        return None
    elements = list(root.iter("{*}item", "{*}entry"))
    spans = item_spans(document)
    if spans is None or not FEWEST <= len(elements) == len(spans):
        return None
    if any(one.getparent() is not elements[0].getparent() for one in elements):
        return None
    items = []
    for element, (start, end) in zip(elements, spans, strict=True):
        guids, links = _marks(element)
        if any(_is_relative(mark) for mark in links) or (
            not links and any("/" in g and _is_relative(g) for g in guids)
        ):
            return None
        items.append(
            _Item(
                start=start,
                end=end,
                digest=_digest(_COUNTERS.sub("", document[start:end])),
                guids=guids,
                links=tuple(article_link(link) or link for link in links),
            )
        )
    return items


def _marks(element: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every guid and every link that feedparser may find in an item."""
    guids, links = [], []
    for name, value in element.attrib.items():
        if etree.QName(name).localname == "about":
            guids.append(value)
    for one in element.iterdescendants(etree.Element):
        name = etree.QName(one).localname
        if name in _GUIDS:
            guids.append("".join(one.itertext()))
        elif name in _LINKS:
            links.append("".join(one.itertext()))
            if one.get("rel", "alternate") == "alternate":
                links.append(one.get("href", ""))
    return _told(guids), _told(links)


def _told(marks: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (printable(mark).strip() for mark in marks))))


def _is_relative(mark: str) -> bool:
    return not _SCHEME.match(mark)


def _groups(items: list[_Item]) -> Iterator[list[int]]:
    """Items that share a mark, directly or through others, in the order of the document; most are alone.

    Marks are compared as ``feed`` compares them: links without tracking parameters, and a link may equal a guid. Items
    that neither their links nor their guids tell from others are told by their words: all of those belong together.
    """
    guids = Counter(guid for item in items for guid in item.guids)
    leader = list(range(len(items)))

    def first(n: int) -> int:
        while leader[n] != n:
            leader[n] = n = leader[leader[n]]
        return n

    seen: dict[str, int] = {}
    for n, item in enumerate(items):
        told = [link for link in item.links if _names(link)]
        marks = {*item.guids, *(article_link(guid) for guid in item.guids), *told}
        if not told and all(guids[guid] > 1 for guid in item.guids):
            marks.add("\n")  # no mark looks like that
        for mark in marks - {""}:
            leader[first(n)] = first(seen.setdefault(mark, n))
    groups: dict[int, list[int]] = {}
    for n in range(len(items)):
        groups.setdefault(first(n), []).append(n)
    yield from groups.values()


def _names(link: str) -> bool:
    try:
        return names_an_item(link)
    except ValueError:  # brackets that are no IPv6 address
        return False


def _without(document: str, items: list[_Item]) -> str:
    pieces, end = [], 0
    for item in items:
        pieces.append(document[end : item.start])
        end = item.end
    return "".join((*pieces, document[end:]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
