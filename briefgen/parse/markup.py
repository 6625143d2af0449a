"""HTML → plain text. Pure.

Every field of a feed passes through here: what comes out holds no markup at all, so no later step has to
ask where a text is from (threats: reference ``reliability.md``, feed XSS).
"""

import html
import re
import unicodedata

import nh3

_BLOCKS = (
    "address article aside blockquote dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
#: Content that is not text of the item.
_DROPPED = {"script", "style", "noscript", "template", "iframe", "object", "svg", "math", "figure", "form"}
_KEPT = set(_BLOCKS.split()) - _DROPPED | {"br"}

#: The time an HTML parser takes grows with the square of the depth. No news item has so many tags.
MOST_TAGS = 20_000

#: How often a feed is believed to have escaped its text.
_LAYERS = 3

#: In HTML a line break is a space; but an empty line means a paragraph to those who write one.
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK = re.compile(r"<br\s*/?>")
_BLOCK_EDGE = re.compile(r"</?[a-z][a-z0-9]*[^>]*>")
_NAMES = (
    "a abbr acronym address area article aside audio b base big blink blockquote body br button caption center cite "
    "code dd del details dfn div dl dt em embed fieldset figcaption figure font footer form frame frameset h[1-6] head "
    "header hr html i iframe img input ins kbd label legend li link main map mark marquee math meta nav noscript "
    "object ol option p param picture pre q s samp script section select small source span strike strong style sub "
    "summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr"
)
#: A tag of HTML, or another with an attribute or an end; "<soon>" and "a < b" are words of the text.
_TAG = re.compile(
    rf"</?(?:{_NAMES.replace(' ', '|')})(?:[^\w<>:-][^<>]*)?>|<!--|<!doctype\b"
    r"|</[a-z][\w:-]*\s*>|<[a-z][\w:-]*(?:\s[^<>]*)?/>|<[a-z][\w:-]*\s+[\w:-]+\s*=[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_LINE_EDGES = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{2,}")
#: C0 and C1 controls, line separators, invisible characters, private tags, and the bidi controls with which a text can
#: dress up as another.
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
#: Composing letters takes time by the square of the marks on one of them: 50,000 take seconds. Unicode's own bound for
#: a stream is 30 (UAX #15, section 13); the longest run that any language writes is a handful.
_MOST_MARKS = 30
_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS},}}")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")


def plain_text(markup: str, *, is_html: bool = True) -> str:
    """HTML (or plain text) → text. Paragraphs are separated by an empty line, lines by a line break.

    What a feed escaped twice is unescaped twice; tags of HTML are never left standing as words.
    """
    text = _tidy(_without_tags(markup) if is_html else markup)
    for _ in range(_LAYERS):
        if _TAG.search(text):
            text = _tidy(_without_tags(text))
        elif _ENTITY.search(text) and (shorter := _tidy(html.unescape(text))) != text:
            text = shorter
        else:
            return text
    return _tidy(_TAG.sub(" ", text))


def plain_line(markup: str, *, is_html: bool = True) -> str:
    """HTML (or plain text) → one line of text, as for titles and names."""
    return " ".join(plain_text(markup, is_html=is_html).split())


def printable(text: str) -> str:
    """Text that is no prose, such as a guid → the same without controls and without what cannot be encoded."""
    return _CONTROLS.sub("", text)


def _without_tags(markup: str) -> str:
    if "<" not in markup:
        return html.unescape(markup)
    if markup.count("<") > MOST_TAGS:
        markup = "<".join(markup.split("<", MOST_TAGS)[:-1])
    cleaned = nh3.clean(markup, tags=_KEPT, clean_content_tags=_DROPPED, attributes={})
    if "<pre>" not in cleaned:
        cleaned = "\n\n".join(part.replace("\n", " ") for part in _EMPTY_LINE.split(cleaned))
    return html.unescape(_BLOCK_EDGE.sub("\n\n", _LINE_BREAK.sub("\n", cleaned)))


def _tidy(text: str) -> str:
    if text.isascii() and text.isprintable():
        return " ".join(text.split())  # most titles and names: without a line break or control, and composed
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).replace("\u2029", "\n\n")
    text = unicodedata.normalize("NFC", _MARKS.sub(_bounded, text))
    return _EMPTY_LINES.sub("\n\n", _LINE_EDGES.sub("\n", _SPACES.sub(" ", text))).strip()


def _bounded(run: re.Match[str]) -> str:
    """Drop the marks beyond the bound from a run of marks and symbols."""
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
