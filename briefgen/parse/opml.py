"""OPML ↔ feeds: what feed readers exchange (http://opml.org/spec2.opml). Pure.

Reading takes nested outlines of any depth and every version; a document with a DTD or with entities is refused, for
there the bombs are. Writing adds to the common attributes what only we know, in a namespace of our own, so that export
and import give the same feeds; other programs pass over it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from briefgen.model.feed import Feed
from briefgen.parse.links import article_link
from briefgen.parse.markup import plain_line

#: Names our attributes; nothing is there to be fetched.
NAMESPACE = "urn:briefgen:feed"

#: What goes into our namespace. Not whether a feed may be in our own network: no file of others may say that.
OURS = ("id", "country", "ownership", "weight", "full_text", "poll_minutes")


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """One feed of an OPML document. Whatever stands in it is foreign and not yet checked."""

    url: str
    title: str
    homepage: str = ""
    language: str = ""
    ours: Mapping[str, str] = field(default_factory=dict)  #: of ``OURS``, what is there


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlines:
    """The feeds of a document, in its order, each address as often as it stands there."""

    feeds: tuple[Outline, ...]
    unusable: tuple[str, ...] = ()  #: titles of feeds whose address is none of http or https


def parse_opml(document: bytes) -> Outlines:
    """Read an OPML document. Raises ValueError, in one line, for what is none."""
    try:
        root = fromstring(document, forbid_dtd=True)
    except DefusedXmlException:
        message = "the document has a DTD or declares entities, so it was not read"
        raise ValueError(message) from None
    except (ParseError, LookupError, ValueError) as error:
        message = f"not XML that can be read: {' '.join(str(error).split())[:100]}"
        raise ValueError(message) from None
    if root.tag.lower() != "opml":
        message = f"not OPML: the document is a <{plain_line(root.tag)[:40]}>"
        raise ValueError(message)
    feeds, unusable = [], []
    for element in root.iter():
        given = {name.lower(): value.strip() for name, value in element.attrib.items()}
        if element.tag.lower() != "outline" or not given.get("xmlurl"):
            continue
        title = plain_line(given.get("title") or given.get("text") or "", is_html=False)
        address = _address(given["xmlurl"])
        if not address:
            unusable.append(title or plain_line(given["xmlurl"], is_html=False)[:80])
            continue
        ours = {name: given[f"{{{NAMESPACE}}}{name}"] for name in OURS if f"{{{NAMESPACE}}}{name}" in given}
        homepage, language = article_link(given.get("htmlurl", "")), given.get("language", "").replace("_", "-")
        feeds.append(Outline(url=address, title=title, homepage=homepage, language=language, ours=ours))
    return Outlines(feeds=tuple(feeds), unusable=tuple(unusable))


def write_opml(feeds: Iterable[Feed], title: str) -> str:
    """Write OPML 2.0 of the feeds that have an address; those of saved documents are left out."""
    outlines = "".join(_outline(feed) for feed in feeds if feed.url)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0" xmlns:briefgen="{NAMESPACE}">\n'
        f"<head><title>{escape(title)}</title></head>\n<body>\n{outlines}</body>\n</opml>\n"
    )


def _outline(feed: Feed) -> str:
    common = {"type": "rss", "text": feed.title, "title": feed.title, "xmlUrl": feed.url, "htmlUrl": feed.homepage}
    ours = {f"briefgen:{name}": _written(getattr(feed, name)) for name in OURS}
    pairs = {**common, "language": feed.language, **ours}
    written = " ".join(f'{name}="{escape(value)}"' for name, value in pairs.items() if value)
    return f"<outline {written}/>\n"


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _address(url: str) -> str:
    """Return the address as it stands there, with ``feed:`` taken off; empty if it is none that can be asked."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() == "feed":
        url = rest if rest.lower().startswith(("http:", "https:")) else f"http:{rest}"
    return url if article_link(url) and not set(url) & set(' \t\r\n"<>\\') else ""
