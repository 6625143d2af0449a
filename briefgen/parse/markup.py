"""HTML → plain text. Pure.

Every field of a feed passes through here: what comes out holds no markup at all, so no later step has to
ask where a text is from (threats: reference ``reliability.md``, feed XSS).
"""

import html
import re

import nh3

_BLOCKS = (
    "address article aside blockquote dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
#: Content that is not text of the item.
_DROPPED = {"script", "style", "noscript", "template", "iframe", "object", "svg", "math", "figure", "form"}
_KEPT = set(_BLOCKS.split()) - _DROPPED | {"br"}

_LINE_BREAK = re.compile(r"<br\s*/?>")
_BLOCK_EDGE = re.compile(r"</?[a-z][a-z0-9]*[^>]*>")
#: What is left when a feed escaped its HTML twice.
_ESCAPED_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|blockquote|table)\b[^<>]*>", re.IGNORECASE
)
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\s*\n\s*\n\s*")
#: C0 and C1 controls, and the bidi controls with which a text can dress up as another.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def plain_text(markup: str) -> str:
    """HTML (or plain text) → text. Paragraphs are separated by an empty line, lines by a line break."""
    text = _once(markup)
    if _ESCAPED_TAG.search(text):
        text = _once(text)
    return text


def plain_line(markup: str) -> str:
    """HTML (or plain text) → one line of text, as for titles and names."""
    text = plain_text(markup)
    return " ".join(html.unescape(text).split())


def _once(markup: str) -> str:
    text = markup
    if "<" in markup:
        cleaned = nh3.clean(markup, tags=_KEPT, clean_content_tags=_DROPPED, attributes={})
        text = _BLOCK_EDGE.sub("\n\n", _LINE_BREAK.sub("\n", cleaned))
    text = _CONTROLS.sub("", html.unescape(text).replace("\r\n", "\n").replace("\r", "\n"))
    text = "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n"))
    return _EMPTY_LINES.sub("\n\n", text).strip()
