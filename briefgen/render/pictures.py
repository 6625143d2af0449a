"""HTML with inline SVG → the same with pictures, for mail programs, which show no SVG. Pure but for font files.

A chart is drawn once, by the macros that draw it on the page: its ``<title>`` becomes the alternative text, its
``width`` and ``height`` the size, its ``class`` stays.
"""

import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from briefgen.render.raster import png

_SVG = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DATA = re.compile(r'src="data:image/png;base64,([A-Za-z0-9+/=]+)"')
_ATTRIBUTE = re.compile(r'\b(width|height|class)="([^"]*)"')
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'

#: Pixels of a picture for one unit of its drawing: what a phone shows without blurring.
_DENSITY = 2

#: Of the addresses in the message: RFC 2392 wants them to look like those of people. Reserved by RFC 2606.
_DOMAIN = "picture.invalid"


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A PNG that a message carries."""

    id: str  #: its Content-ID without the angle brackets
    png: bytes


def with_pictures(html: str, fonts: Sequence[Path] = ()) -> tuple[str, tuple[Picture, ...]]:
    """Return the HTML in which each ``<svg>`` is an ``<img src="cid:…">``, and the pictures, each once.

    A PNG that stands in the HTML as ``data:``, a newsroom's logo, becomes one of them. ``fonts`` are the files that
    letters are taken from.
    """
    pictures: dict[str, Picture] = {}

    def kept(content: bytes) -> Picture:
        picture = Picture(id=f"{hashlib.sha256(content).hexdigest()[:20]}@{_DOMAIN}", png=content)
        return pictures.setdefault(picture.id, picture)

    def replaced(found: re.Match[str]) -> str:
        svg = found[0] if _NAMESPACE in found[1] else found[0].replace("<svg", f"<svg {_NAMESPACE}", 1)
        picture = kept(png(svg, fonts if "<text" in svg else (), zoom=_DENSITY))
        title = _TITLE.search(found[0])
        told = escape(" ".join(unescape(title[1]).split())) if title else ""
        size = "".join(f' {name}="{value}"' for name, value in _ATTRIBUTE.findall(found[1]))
        return f'<img src="cid:{picture.id}" alt="{told}" border="0"{size}>'

    html = _DATA.sub(lambda found: f'src="cid:{kept(b64decode(found[1])).id}"', html)
    return _SVG.sub(replaced, html), tuple(pictures.values())


def embedded(html: str, pictures: Iterable[Picture]) -> str:
    """Return the HTML with the pictures inside it, for a browser, to which a Content-ID says nothing.

    ``data-cid`` tells by which address the message names them.
    """
    for picture in pictures:
        inside = f'"data:image/png;base64,{b64encode(picture.png).decode()}" data-cid="{picture.id}"'
        html = html.replace(f'"cid:{picture.id}"', inside)
    return html
