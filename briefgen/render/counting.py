"""An edition's email → the same with links that are counted, where its briefing says so. Pure.

A counted link goes through our own page, ``EDITION/to/LINK``, LINK being made of the address alone: it is the same for
all readers and leads where the stored edition says, so that nobody can make it lead elsewhere. Opens are
one picture, the
same for all too. The message says that it counts; its text part has the plain addresses.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape

from briefgen.model.edition import Edition
from briefgen.render.addresses import NOWHERE, safe_url

#: The picture that tells of an opened message, and what its count is called.
OPENED, OPENS = "opened.gif", "opened"

#: A transparent GIF of one pixel.
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b")


def links_of(edition: Edition) -> Mapping[str, str]:
    """Return where the edition's counted links lead: to its reports and announced events."""
    return {link_id(url): url for url in map(safe_url, _addresses(edition)) if url != NOWHERE}


def link_id(url: str) -> str:
    """Return what a link is called: 60 bits of a hash, which say nothing of a reader."""
    return sha256(url.encode()).hexdigest()[:15]


def counted(html: str, edition: Edition, page_url: str) -> str:
    """Return the HTML with its links to reports counted, and the picture at its end.

    No token of the page's address gets into either: who follows a link is not told.
    """
    page_url = page_url.partition("?")[0]
    for name, url in links_of(edition).items():
        html = html.replace(f'href="{escape(url)}"', f'href="{page_url}to/{name}"')
    picture = f'<img src="{page_url}{OPENED}" width="1" height="1" alt="" border="0">'
    return html.replace("</body>", f"{picture}</body>", 1)


def _addresses(edition: Edition) -> Iterator[str]:
    for story in edition.stories:
        yield from (report.url for report in story.articles)
        yield from (entry.url for entry in story.timeline)
    yield from (entry.url for entry in edition.week_ahead)
