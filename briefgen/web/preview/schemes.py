"""An HTML document → the same for one colour scheme, whatever the browser prefers. Pure.

Conditions of style sheets are rewritten in the text, which works in every browser: no part of a document can tell an
iframe that it is dark.
"""

import re
from typing import Literal

#: Light and dark as the document's author made them; and as mail programs darken it, which the browser's part does
#: (``preview.js``) to the light document: programs that force dark mode do not ask for the author's.
Scheme = Literal["light", "dark", "partial", "full"]

_PREFERS = re.compile(rb"prefers-color-scheme\s*:\s*(light|dark)")
_DECLARED = re.compile(
    rb"(?<![-\w])((?:supported-)?color-schemes?\s*:\s*)(?:only\s+)?(?:light|dark|normal)(?:\s+(?:light|dark|only))*"
)
_META = re.compile(rb"""(<meta\s+name=["'](?:supported-)?color-schemes?["']\s+content=)(["'])[^"']*\2""")

#: Conditions that always and never hold.
_ALWAYS, _NEVER = b"min-width: 0", b"max-width: 0"


def in_scheme(html: bytes, scheme: Scheme) -> bytes:
    """Return the document as it looks where the reader prefers that scheme."""
    wanted = b"dark" if scheme == "dark" else b"light"

    def condition(found: re.Match[bytes]) -> bytes:
        return _ALWAYS if found[1] == wanted else _NEVER

    html = _PREFERS.sub(condition, html)
    if wanted not in _schemes_of(html):
        return html
    html = _DECLARED.sub(lambda found: found[1] + wanted, html)
    return _META.sub(lambda found: found[1] + found[2] + wanted + found[2], html)


def _schemes_of(html: bytes) -> set[bytes]:
    """Return the schemes that a document says it supports: one that is only light stays so in the dark."""
    said = b" ".join(found[0] for pattern in (_DECLARED, _META) for found in pattern.finditer(html))
    return {word for word in (b"light", b"dark") if word in said}
