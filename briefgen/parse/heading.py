"""A feed's document → what it says of itself: title, home page, language. Pure."""

from dataclasses import dataclass
from io import BytesIO

import feedparser

from briefgen.model.feed import FetchedFeed
from briefgen.parse.decoding import document_text
from briefgen.parse.json_feed import atom_of
from briefgen.parse.links import article_link
from briefgen.parse.markup import plain_line

_HEADERS = {"content-type": "application/xml; charset=utf-8"}

#: A title is cut here, at a word; characters.
_LONGEST = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """The head of a feed. Each is empty where the document does not say."""

    title: str = ""
    homepage: str = ""
    language: str = ""  #: as it stands there, with hyphens


def heading_of(fetched: FetchedFeed) -> Heading:
    """Read the head of a document that ``parse_feed`` could read; it has refused the dangerous ones."""
    text = document_text(fetched.body, fetched.content_type, fetched.feed.language)
    document = atom_of(text) or text
    try:
        found = feedparser.parse(  # noqa: TID251  bytes in a stream: it cannot take them for an address
            BytesIO(document.encode("utf-8", "replace")), response_headers=_HEADERS, sanitize_html=False
        ).feed
    except Exception:  # noqa: BLE001  a few documents make feedparser raise anything
        return Heading()
    title = plain_line(found.get("title") or "")
    if len(title) > _LONGEST:
        title = title[:_LONGEST].rsplit(" ", 1)[0]
    return Heading(
        title=title,
        homepage=article_link(found.get("link") or "", fetched.url),
        language=(found.get("language") or "").strip().replace("_", "-"),
    )
