"""Templates of the preview's own pages → HTML. Not an edition's templates: those are ``render``'s."""

from functools import cache
from pathlib import Path
from typing import Any

import jinja2

_HERE = Path(__file__).parent

#: What a page needs beside its HTML, with its media type.
ASSETS = {
    "preview.css": "text/css; charset=utf-8",
    "preview.js": "text/javascript; charset=utf-8",
    "view.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(template: str, **values: Any) -> str:
    """Return a page, or a part of one, as HTML; every value is escaped."""
    return _environment().get_template(template).render(**values)


@cache
def asset(name: str) -> bytes:
    """Return one of ``ASSETS``."""
    return (_HERE / "assets" / name).read_bytes()
