"""What a file of an edition must not hold, whatever the feeds held: file → the faults found in it."""

import re
import zlib
from collections.abc import Iterator

from lxml import html as lxml_html

#: Elements that load, run or send; SVG is drawn by our own macros and holds no links.
FORBIDDEN = {
    "applet", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input", "link", "math", "noscript",
    "object", "script", "source", "textarea", "video", "audio",
}  # fmt: skip
_ADDRESSES = {"href", "src", "action", "formaction", "data", "background", "poster", "srcset", "xlink:href", "cite"}
_ALLOWED = re.compile(r"(?:https?://[^\s<>\"\\]+|mailto:[^\s<>\"\\]+|#[\w-]*|\Z)")
#: Pictures of our own: attached to a message, or inside a file.
_PICTURE = re.compile(r"cid:[0-9a-f]+@picture\.invalid|data:image/png;base64,[A-Za-z0-9+/=]+")
#: Directional overrides, embeddings and isolates reorder what follows. The marks of single places (U+200E, U+200F) do
#: not, and Persian and Hebrew need them.
REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ACTION = re.compile(
    rb"/(?:S\s*/)?(Launch|JavaScript|JS|GoToR|GoToE|SubmitForm|ImportData|RichMedia|EmbeddedFile|AA)\b"
)
_URI = re.compile(rb"/URI\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)


def faults_of_html(html: str) -> list[str]:
    """Return elements that act, attributes with handlers, addresses of other schemes, styles that load."""
    return list(_of_tree(lxml_html.document_fromstring(html)))


def _of_tree(root: lxml_html.HtmlElement) -> Iterator[str]:
    for element in root.iter("*"):
        tag = str(element.tag).lower()
        is_data = tag == "script" and element.get("type") == "application/ld+json"
        is_canonical = tag == "link" and element.get("rel") == "canonical"
        if tag in FORBIDDEN and not is_data and not is_canonical:
            yield f"<{tag}>"
        if tag == "style" and re.search(r"url\(|@import", element.text or "", re.IGNORECASE):
            yield "<style> that loads"
        if tag == "meta" and (element.get("http-equiv") or "").lower() not in {
            "",
            "content-security-policy",
            "content-type",
            "x-ua-compatible",
        }:
            yield "<meta http-equiv>"
        for name, value in element.attrib.items():
            if name.lower().startswith("on"):
                yield f"{tag} {name}"
            is_picture = (tag, name.lower()) == ("img", "src") and _PICTURE.fullmatch(value)
            if name.lower() in _ADDRESSES and not is_picture and not _ALLOWED.fullmatch(value):
                yield f"{tag} {name}={value[:60]!r}"
            if name.lower() == "style" and re.search(r"url\(|expression|@import|javascript", value, re.IGNORECASE):
                yield f"{tag} style={value[:60]!r}"


def faults_of_text(text: str) -> list[str]:
    """Return control characters, and characters that reorder what follows them."""
    return sorted({ascii(found[0]) for kind in (CONTROL, REORDERING) for found in kind.finditer(text)})


def faults_of_pdf(pdf: bytes) -> list[str]:
    """Return actions and attachments, and addresses of other schemes; compressed objects are looked into."""
    return [*(name.decode() for name in actions_of_pdf(pdf)), *(u for u in uris_of_pdf(pdf) if not _ALLOWED.match(u))]


def actions_of_pdf(pdf: bytes) -> list[bytes]:
    """Return the names of all actions but that of going to an address."""
    return [found[1] for part in _objects(pdf) for found in _ACTION.finditer(part)]


def uris_of_pdf(pdf: bytes) -> list[str]:
    """Return the address of every URI action."""
    return [_string(found[1]) for part in _objects(pdf) for found in _URI.finditer(part)]


def _string(token: bytes) -> str:
    if token.startswith(b"<"):
        return bytes.fromhex(token[1:-1].decode()).decode("latin-1")
    return re.sub(rb"\\(.)", rb"\1", token[1:-1], flags=re.DOTALL).decode("latin-1")


def _objects(pdf: bytes) -> Iterator[bytes]:
    """Yield what stands outside of streams, and the streams of objects; not those of fonts, pictures and pages."""
    yield _STREAM.sub(b"", pdf)
    for found in _STREAM.finditer(pdf):
        head = pdf[max(0, found.start() - 300) : found.start()]
        if b"/ObjStm" in head.rpartition(b" obj")[2]:
            yield zlib.decompressobj().decompress(found[1]) if b"/FlateDecode" in head else found[1]
