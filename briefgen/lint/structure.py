"""What page and email must have alike: language, title, headings, alternatives, sound markup. Pure."""

from collections import Counter
from collections.abc import Iterator

from briefgen.lint.markup import Element
from briefgen.lint.rules import Document, Rule, Spot, at, shown

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "ckb", "dv", "sd", "ug"})
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")
_DATA = frozenset({"th", "caption"})


def _language(document: Document) -> str:
    root = document.markup.first("html")
    return ((root.get("lang") if root else None) or "").strip()


def lang_missing(document: Document) -> Iterator[Spot]:
    """``<html lang>``: a screen reader takes its voice from it."""
    language = _language(document)
    root = document.markup.first("html")
    if not language:
        yield Spot(
            line=root.line if root else 1, column=root.column if root else 1, message="the document names no language"
        )
    elif not language.replace("-", "").isalnum() or not language.isascii():
        yield Spot(line=root.line if root else 1, message=f"{shown(language)} is no language")


def dir_missing(document: Document) -> Iterator[Spot]:
    """``<html dir>``: clients that take the body only show Hebrew aligned to the left."""
    root = document.markup.first("html")
    direction = ((root.get("dir") if root else None) or "").lower()
    expected = "rtl" if _language(document).partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
    line, column = (root.line, root.column) if root else (1, 1)
    if not direction:
        yield Spot(line=line, column=column, message="the document names no direction")
    elif direction != expected and _language(document):
        yield Spot(line=line, column=column, message=f"dir={direction} does not suit lang={_language(document)}")


def title_missing(document: Document) -> Iterator[Spot]:
    """A title, for the tab, the history and the screen reader."""
    title = document.markup.first("title")
    if title is None or not title.words():
        yield Spot(line=title.line if title else 1, message="the document has no title")


def charset_missing(document: Document) -> Iterator[Spot]:
    """``<meta charset>``: without it six scripts are a matter of luck."""
    metas = document.markup.all("meta")
    if not any("charset" in meta.attrib or "charset=" in (meta.get("content") or "").lower() for meta in metas):
        yield Spot(line=1, message="the document does not say in which encoding it is written")


def viewport_missing(document: Document) -> Iterator[Spot]:
    """``<meta name=viewport>``: without it a phone shows a desktop's width."""
    content = document.markup.meta("viewport")
    if content is None:
        yield Spot(line=1, message="no viewport is given")
    elif "user-scalable=no" in content.replace(" ", "") or "maximum-scale=1" in content.replace(" ", ""):
        yield Spot(line=1, message="the viewport forbids to zoom")


def h1_count(document: Document) -> Iterator[Spot]:
    """One ``<h1>``."""
    found = document.markup.all("h1")
    if not found:
        yield Spot(line=1, message="there is no h1")
    for element in found[1:]:
        yield at(element, f"a second h1, {shown(element.words())}")


def heading_order(document: Document) -> Iterator[Spot]:
    """Headings go down by one level at a time."""
    before = 0 if document.markup.all("h1") else 1  # that it is missing is another rule's
    for element in document.markup.all(*_HEADINGS):
        level = int(element.tag[1])
        if level > before + 1:
            come = f"after h{before}" if before else "as the first heading"
            yield at(element, f"h{level} {come}: {shown(element.words())}")
        before = level


def heading_empty(document: Document) -> Iterator[Spot]:
    """Headings say something."""
    for element in document.markup.all(*_HEADINGS):
        if not element.words() and not any(image.get("alt") for image in element.iter("img")):
            yield at(element, f"an empty {element.tag}")


def _is_silent(element: Element) -> bool:
    return any(
        one.get("aria-hidden") == "true" or one.get("role") in {"presentation", "none"}
        for one in (element, *element.above())
    )


def alt_missing(document: Document) -> Iterator[Spot]:
    """An alternative for whoever does not see the picture; an empty one for decoration."""
    for element in document.markup.all("img", "area", "input"):
        if element.tag == "input" and (element.get("type") or "").lower() != "image":
            continue
        if element.get("alt") is None and not _is_silent(element):
            yield at(
                element,
                f"image without alt text: {shown(element.get('src') or '')}"
                if element.get("src")
                else "image without alt text",
            )
    for element in document.markup.all("svg"):
        named = element.get("aria-label") or element.get("aria-labelledby") or any(element.iter("title"))
        if not named and not _is_silent(element):
            yield at(element, "drawing without a title")


def alt_filename(document: Document) -> Iterator[Spot]:
    """An alternative that says what is seen."""
    for element in document.markup.all("img", "area"):
        alternative = (element.get("alt") or "").strip()
        if alternative.lower().endswith(_PICTURES) or alternative.lower() in {
            "image",
            "picture",
            "photo",
            "chart",
            "logo",
        }:
            yield at(element, f"the alt text {shown(alternative)} says nothing")


def table_role(document: Document) -> Iterator[Spot]:
    """A table for layout says so; a table of data has headers."""
    for element in document.markup.all("table"):
        if (element.get("role") or "").lower() in {"presentation", "none"}:
            continue
        own = (
            cell for cell in element.iter() if next((up for up in cell.above() if up.tag == "table"), None) is element
        )
        if not any(cell.tag in _DATA for cell in own):
            yield at(element, "a table with neither headers nor role=presentation")


def id_duplicate(document: Document) -> Iterator[Spot]:
    """An id is given once."""
    seen: Counter[str] = Counter()
    for element in document.markup.elements:
        if name := element.get("id"):
            seen[name] += 1
            if seen[name] == 2:  # noqa: PLR2004  the second is the fault, the third would say it again
                yield at(element, f"the id {shown(name)} is given twice")


def markup_broken(document: Document) -> Iterator[Spot]:
    """What is opened is closed, in order."""
    for fault in document.markup.faults:
        yield Spot(line=fault.line, column=fault.column, message=fault.what)
    if not document.markup.doctype.lower().startswith("doctype html"):
        yield Spot(line=1, message="the document does not begin with <!DOCTYPE html>")
    for element in document.markup.all("a"):
        if any(up.tag == "a" for up in element.above()):
            yield at(element, "a link inside a link")


def style_broken(document: Document) -> Iterator[Spot]:
    """Styles can be read."""
    for line, column, message in document.scenery.cascade.sheet.faults:
        yield Spot(line=line, column=column, message=f"a style that cannot be read: {message}")


RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="lang-missing",
        level="error",
        what="the document names no language, or one that is none",
        help="give <html lang>, such as lang=en: screen readers choose their voice by it",
        look=lang_missing,
    ),
    Rule(
        id="dir-missing",
        level="error",
        what="the document names no direction, or not that of its language",
        help="give <html dir>: rtl for Hebrew, Arabic and Persian, else ltr",
        look=dir_missing,
    ),
    Rule(
        id="title-missing",
        level="error",
        what="the document has no title",
        help="give a <title> that says publication and subject",
        look=title_missing,
    ),
    Rule(
        id="charset-missing",
        level="error",
        what="the document does not say how it is encoded",
        help="put <meta charset=utf-8> first in the head",
        look=charset_missing,
    ),
    Rule(
        id="viewport-missing",
        level="warning",
        what="no viewport is given, or one that forbids to zoom",
        help="give <meta name=viewport content='width=device-width, initial-scale=1'>",
        look=viewport_missing,
    ),
    Rule(
        id="h1-count",
        level="error",
        what="there is no h1, or more than one",
        help="give exactly one h1: readers of screen readers begin there",
        look=h1_count,
    ),
    Rule(
        id="heading-order",
        level="error",
        what="a heading skips a level",
        help="go down one level at a time; choose sizes by style, not by level",
        look=heading_order,
    ),
    Rule(
        id="heading-empty",
        level="error",
        what="a heading says nothing",
        help="leave the heading out where there is nothing to say",
        look=heading_empty,
    ),
    Rule(
        id="alt-missing",
        level="error",
        what="an image has no alt text, a drawing no title",
        help="say in alt what the image tells; alt='' for decoration",
        look=alt_missing,
    ),
    Rule(
        id="alt-filename",
        level="warning",
        what="an alt text is a file name, or only says that there is an image",
        help="say in alt what the image tells: the numbers of a chart, not “chart”",
        look=alt_filename,
    ),
    Rule(
        id="table-role",
        level="error",
        what="a table has neither headers nor role=presentation",
        help="role=presentation for layout, <th> for data: else every cell is announced by row and column",
        look=table_role,
    ),
    Rule(
        id="id-duplicate",
        level="error",
        what="an id is given twice",
        help="give each id once: links lead to the first",
        look=id_duplicate,
    ),
    Rule(
        id="markup-broken",
        level="error",
        what="tags are not closed, or in the wrong order",
        help="close what is opened: each client mends it differently",
        look=markup_broken,
    ),
    Rule(
        id="style-broken",
        level="error",
        what="a style cannot be read",
        help="mend the style: some clients drop the whole block for it",
        look=style_broken,
    ),
)
