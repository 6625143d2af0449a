"""A feed's document, and what is known of its items → the document without the items that are known. Pure.

feedparser is right and slow, lxml is 44 times faster (reference ``feeds.md``): so feedparser reads only what is new.
The items are cut out of the text as they stand, because what is written anew is never quite the same. And what belongs
together stays together: by which of its marks an article is told from the others depends on the items that share its
link or guid (``feed``), so such a group is dropped as a whole or not at all.

An item is known by what stands in it, to the letter, but for counters of views. So most documents need no tree: where
every item is known, the groups are those of the last time, and what is left to see is that the whole is well-formed.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from xml.parsers import expat

from lxml import etree

from briefgen.parse.links import article_link, is_plain, names_an_item
from briefgen.parse.markup import printable

#: A shorter document is read whole.
FEWEST = 2

#: In text that is well-formed, ``<`` begins one of these and nothing else. None is looked at twice, whatever the text.
_MARKUP = re.compile(
    r"<(?:(/?)(item|entry|[\w.-]++:(?:item|entry))(?=[\s/>])(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>"
    r"|!\[CDATA\[(?:[^\]]++|\](?!\]>))*+\]\]>|!--(?:[^-]++|-(?!->))*+-->|\?(?:[^?]++|\?(?!>))*+\?>"
    r"|(!--|!\[CDATA\[|\?))"  # without its end: every such would be sought to the end of the document
)
#: Counters of views, which change all day (MRSS, ``media:statistics``).
_COUNTERS = re.compile(r"<([\w.-]+:)?statistics\b[^<>]*?(?:/>|>\s*</\1?statistics\s*>)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

#: Elements in which feedparser finds a guid or a link, without their namespaces; it does not mind capitals.
_GUIDS = frozenset({"guid", "id"})
_MARKED = ("guid", "GUID", "Guid", "id", "ID", "Id", "link", "LINK", "Link", "origLink", "origlink")
_MARKED_TAGS = tuple("{*}" + name for name in _MARKED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reduced:
    """What is left of a document."""

    document: str  #: the head as it was, and the items that are new or changed
    kept: int  #: items in it
    dropped: int
    known: str  #: all items, dropped or not, in a form of its own: what to give as ``known`` the next time; where none
    #: is new, what was given, so that nothing has to be written


@dataclass(frozen=True, kw_only=True, slots=True)
class _Item:
    """What an item may be known by."""

    guids: tuple[str, ...]
    links: tuple[str, ...]


def reduce(document: str, known: str) -> Reduced | None:
    """Leave out what is known. ``known`` is that of the last call for this feed, or empty.

    None where it cannot be done safely, and the document is to be read whole: it has a doctype, is malformed, has fewer
    than FEWEST items, items in items, or links without a host.
    """
    spans = item_spans(document)
    if spans is None or len(spans) < FEWEST:
        return None
    digests = _digests(document, spans)
    body = document.encode("utf-8", "replace")
    if known and _are_all_known(digests, known) and _are_neighbours(document, spans) and _is_well_formed(body):
        return Reduced(document=_without(document, spans), kept=0, dropped=len(spans), known=known)
    items = _items(body, len(spans))
    if items is None:
        return None
    before, now, dropped = set(known.split()), [], set[int]()
    for group in _groups(items):
        now.append("+".join(digests[n] for n in group))
        if now[-1] in before:
            dropped.update(group)
    return Reduced(
        document=_without(document, [span for n, span in enumerate(spans) if n in dropped]),
        kept=len(spans) - len(dropped),
        dropped=len(dropped),
        known=" ".join(now),
    )


def item_spans(document: str) -> list[tuple[int, int]] | None:
    """Return start and end of every item of a document, in order; None if they are not simply one after another."""
    spans = []
    start, name = -1, ""
    for found in _MARKUP.finditer(document):
        slash, tag, unclosed = found.groups()
        if unclosed:
            return None
        if tag is None:
            continue
        if bool(slash) != (start >= 0) or (name and name != tag) or document[found.end() - 2] == "/":
            return None
        if slash:
            spans.append((start, found.end()))
        start, name = (-1 if slash else found.start()), tag
    return spans if start < 0 else None


def _digests(document: str, spans: list[tuple[int, int]]) -> list[str]:
    """Return what each item is known by."""
    texts: Iterator[str] = (document[start:end] for start, end in spans)
    if "statistics" in document:
        texts = (_COUNTERS.sub("", text) for text in texts)
    return [blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest() for text in texts]


def _are_all_known(digests: list[str], known: str) -> bool:
    """Tell whether the items are known, and each together with all that it stood together with, in their order."""
    if "+" not in known:
        return len(set(digests)) == len(digests) and set(digests).issubset(known.split())
    group_of = {digest: group for group in known.split() for digest in group.split("+")}
    found: dict[str | None, list[str]] = {}
    for digest in digests:
        found.setdefault(group_of.get(digest), []).append(digest)
    return all(group == "+".join(members) for group, members in found.items())


def _are_neighbours(document: str, spans: list[tuple[int, int]]) -> bool:
    """Tell whether nothing stands between the items, so that they have the same parent."""
    pairs = itertools.pairwise(spans)
    return not any(document[end:start].strip() for (_, end), (start, _) in pairs)


def _is_well_formed(body: bytes) -> bool:
    """Tell whether it is XML with namespaces and without a doctype; in the eyes of the parser that feedparser uses."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError):
        return False
    return True


def _refuse(*_: object) -> None:
    message = "a doctype"
    raise ValueError(message)


def _items(body: bytes, expected: int) -> list[_Item] | None:
    parser = etree.XMLParser(
        recover=False, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    elements = list(root.iter("{*}item", "{*}entry"))
    if root.getroottree().docinfo.doctype or len(elements) != expected:
        return None
    if any(one.getparent() is not elements[0].getparent() for one in elements):
        return None
    items = []
    for element in elements:
        guids, links = _marks(element)
        if any(_is_relative(mark) for mark in links) or (
            not links and any("/" in g and _is_relative(g) for g in guids)
        ):
            return None
        items.append(_Item(guids=guids, links=tuple(article_link(link) or link for link in links)))
    return items


def _marks(element: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every guid and every link that feedparser may find in an item."""
    guids = [value for name, value in element.attrib.items() if name.rpartition("}")[2] == "about"]
    links = []
    for one in element.iterdescendants(*_MARKED_TAGS):
        text = "".join(one.itertext()) if len(one) else one.text or ""
        if one.tag.rpartition("}")[2].lower() in _GUIDS:
            guids.append(text)
        else:
            links.append(text)
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
        marks = {*item.guids, *(article_link(guid) for guid in item.guids if ":" in guid), *told}
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
        return is_plain(link) or names_an_item(link)
    except ValueError:  # brackets that are no IPv6 address
        return False


def _without(document: str, spans: list[tuple[int, int]]) -> str:
    pieces, place = [], 0
    for start, end in spans:
        pieces.append(document[place:start])
        place = end
    return "".join((*pieces, document[place:]))
