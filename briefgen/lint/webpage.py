"""What a web page must have besides: no foreign requests, a description, landmarks, data for search engines. Pure."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from briefgen.lint.markup import Element
from briefgen.lint.rules import Document, Rule, Spot, at, shown
from briefgen.lint.styles import written

#: Attributes that make a browser ask for something.
_LOADING = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
}

#: ``<link rel>`` that makes a browser ask for something, or knock.
_ASKING = frozenset(
    [
        "stylesheet",
        "preload",
        "prefetch",
        "preconnect",
        "dns-prefetch",
        "modulepreload",
        "icon",
        "apple-touch-icon",
        "manifest",
    ]
)

_URL = re.compile(r"""url\(\s*["']?\s*((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:^|[\s,])((?:https?:)?//\S+)", re.IGNORECASE)

#: Search engines and messengers show about so much of a description, in characters.
_DESCRIPTION = (50, 300)


def _own_host(document: Document) -> str:
    """Return the host of the page's canonical address: what comes from there is not foreign."""
    for link in document.markup.all("link"):
        if (link.get("rel") or "").lower() == "canonical":
            try:
                return urlsplit(link.get("href") or "").hostname or ""
            except ValueError:
                return ""
    return ""


def _is_foreign(address: str, own: str) -> bool:
    try:
        return (urlsplit(address).hostname or "?") != own
    except ValueError:
        return True


def foreign_request(document: Document) -> Iterator[Spot]:
    """Nobody else learns who reads."""
    yield from _asked_by_elements(document)
    yield from _asked_by_styles(document)


def _asked_by_elements(document: Document) -> Iterator[Spot]:
    own = _own_host(document)
    for element in document.markup.elements:
        names = _LOADING.get(element.tag, ())
        if element.tag == "link" and _ASKING & set((element.get("rel") or "").lower().split()):
            names = ("href",)
        for name in names:
            for found in _ELSEWHERE.finditer(element.get(name) or ""):
                if _is_foreign(found[1], own):
                    yield at(element, f"<{element.tag} {name}> asks {shown(found[1], 50)}")
        for found in _URL.finditer(element.get("style") or ""):
            yield at(element, f"a style asks {shown(found[1], 50)}")


def _asked_by_styles(document: Document) -> Iterator[Spot]:
    sheet = document.scenery.cascade.sheet
    for directive in sheet.directives:
        if directive.keyword == "import":
            yield Spot(line=directive.line, column=directive.column, message="a style sheet is imported")
    for rule in sheet.rules:
        for declaration in rule.declarations:
            for found in _URL.finditer(written(declaration.value)):
                yield Spot(line=rule.line, column=rule.column, message=f"a style asks {shown(found[1], 50)}")


def description_missing(document: Document) -> Iterator[Spot]:
    """What search engines and messengers show."""
    description = document.markup.meta("description")
    if not (description or "").strip():
        yield Spot(message="the page has no description")


def description_length(document: Document) -> Iterator[Spot]:
    """As long as is shown."""
    length = len((document.markup.meta("description") or "").strip())
    if length and not _DESCRIPTION[0] <= length <= _DESCRIPTION[1]:
        yield Spot(message=f"the description has {length} characters")


def preview_missing(document: Document) -> Iterator[Spot]:
    """What is shown where the page is shared."""
    lacking = [name for name in ("og:title", "og:type") if not document.markup.meta(name)]
    if lacking:
        yield Spot(message=f"the page lacks {' and '.join(lacking)}")


def main_missing(document: Document) -> Iterator[Spot]:
    """One ``<main>``, and a way to it."""
    mains = [one for one in document.markup.elements if one.tag == "main" or one.get("role") == "main"]
    if len(mains) != 1:
        yield Spot(message=f"the page has {len(mains) or 'no'} <main>")


def linked_data(document: Document) -> Iterator[Spot]:
    """JSON-LD is JSON, and says what it is."""
    for element in document.markup.all("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(element.text)
        except (ValueError, RecursionError) as error:
            yield at(element, f"the JSON-LD cannot be read: {str(error)[:80]}")
            continue
        parts = data if isinstance(data, list) else [data]
        for part in parts:
            if not isinstance(part, dict) or "@context" not in part or not ("@type" in part or "@graph" in part):
                yield at(element, "the JSON-LD has no @context or no @type")
            elif "NewsArticle" in str(part.get("@type")) and not part.get("headline"):
                yield at(element, "the NewsArticle of the JSON-LD has no headline")


def linked_data_missing(document: Document) -> Iterator[Spot]:
    """There is JSON-LD."""
    if not any(
        (one.get("type") or "").strip().lower() == "application/ld+json" for one in document.markup.all("script")
    ):
        yield Spot(message="the page has no JSON-LD")


def field_unnamed(document: Document) -> Iterator[Spot]:
    """A field of a form has a label."""
    labelled = {label.get("for") for label in document.markup.all("label")}
    for element in document.markup.all("input", "select", "textarea"):
        if element.tag == "input" and (element.get("type") or "").lower() in {
            "hidden",
            "submit",
            "button",
            "reset",
            "image",
        }:
            continue
        if not _has_label(element, labelled):
            yield at(element, f"a field without label, <{element.tag} name={element.get('name') or '?'}>")


def _has_label(element: Element, labelled: set[str | None]) -> bool:
    named = element.get("aria-label") or element.get("aria-labelledby") or element.get("title")
    return bool(named) or (element.get("id") in labelled - {None}) or any(one.tag == "label" for one in element.above())


RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="foreign-request",
        level="error",
        what="the page asks other servers for something",
        help="bring fonts, styles and images along: a page asks nobody who is reading",
        look=foreign_request,
    ),
    Rule(
        id="description-missing",
        level="error",
        what="the page has no description",
        help="give <meta name=description>: search engines and messengers show it",
        look=description_missing,
    ),
    Rule(
        id="description-length",
        level="note",
        what=f"the description has less than {_DESCRIPTION[0]} or more than {_DESCRIPTION[1]} characters",
        help="say in one or two sentences what is in the edition",
        look=description_length,
    ),
    Rule(
        id="preview-missing",
        level="warning",
        what="the page lacks og:title or og:type",
        help="give the OpenGraph properties: they are shown where the page is shared",
        look=preview_missing,
    ),
    Rule(
        id="main-missing",
        level="warning",
        what="the page has not exactly one <main>",
        help="put what readers come for into one <main>: screen readers leap to it",
        look=main_missing,
    ),
    Rule(
        id="linked-data",
        level="error",
        what="the JSON-LD cannot be read or does not say what it is",
        help="write it with a JSON writer, with @context, @type and, for a NewsArticle, headline",
        look=linked_data,
    ),
    Rule(
        id="linked-data-missing",
        level="note",
        what="the page has no JSON-LD",
        help="describe it as a NewsArticle, for search engines",
        look=linked_data_missing,
    ),
    Rule(
        id="field-unnamed",
        level="error",
        what="a field of a form has no label",
        help="give it a <label for>",
        look=field_unnamed,
    ),
)
