"""A site's page → the addresses where its feed may be, the likeliest first. Pure.

First what the page declares (``<link rel=alternate>``, https://www.rssboard.org/rss-autodiscovery), then links that
look like a feed, then the places where publishing systems put one.
"""

import contextlib
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from briefgen.model.feed import FetchedFeed
from briefgen.parse.decoding import document_text
from briefgen.parse.links import article_link

#: Where publishing systems put their feed.
COMMON_PATHS = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feeds/all.atom.xml", "?feed=rss2")

#: Feeds are declared in the head. Characters of the page that are read, and links that are tried at most.
_READ, _TRIED = 1_000_000, 6

_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_ENDINGS = (".rss", ".atom", ".rdf", "rss.xml", "feed.xml", "atom.xml", "/feed", "/feed/", "/rss", "/rss/", "/atom")
_COMMENTS = ("comment", "podcast")


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Addresses, each once. What the page names is tried before what is only guessed."""

    declared: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()


def find_places(page: FetchedFeed) -> Places:
    """Read a page of a site; the page's own address is none of the places."""
    reader = _Links()
    with contextlib.suppress(
        AssertionError
    ):  # Python's parser, at a marked section without a name: the page ends there
        reader.feed(document_text(page.body, page.content_type, page.feed.language)[:_READ])
    base = article_link(reader.base, page.url) or page.url
    parts = urlsplit(page.url)
    seen = {page.url}

    def fresh(links: list[str], *bases: str) -> tuple[str, ...]:
        found = [address for address in dict.fromkeys(article_link(x, *bases) for x in links) if address]
        new = [address for address in found if address not in seen][:_TRIED]
        seen.update(new)
        return tuple(new)

    return Places(
        declared=fresh(sorted(reader.declared, key=_of_comments), base),
        linked=fresh(sorted(reader.linked, key=_of_comments), base),
        guessed=fresh([f"{parts.scheme}://{parts.netloc}/{path}" for path in COMMON_PATHS]),
    )


def _of_comments(link: str) -> bool:
    """Tell whether it is a feed of comments or sound: those come last."""
    return any(word in link.lower() for word in _COMMENTS)


class _Links(HTMLParser):
    """Collects what a page links to, up to where Python gives it up."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.base = ""
        self.declared: list[str] = []
        self.linked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        href = given.get("href", "").strip()
        if not href:
            return
        if tag == "base":
            self.base = self.base or href
        elif tag == "link":
            kind = given.get("type", "").partition(";")[0].strip().lower()
            if "alternate" in given.get("rel", "").lower().split() and kind in _TYPES:
                self.declared.append(href)
        elif tag == "a" and href.partition("?")[0].lower().endswith(_ENDINGS):
            self.linked.append(href)
