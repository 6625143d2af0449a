"""PDF bytes → what the rules ask of it. Pure; the only place that knows pypdf.

pypdf (BSD, pure Python) reads dictionaries that pypdfium2 does not show: structure, metadata, fonts, attachments.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

#: Of a structure tree so many elements are looked at.
_MOST = 300_000

_HEADING = re.compile(r"H([1-6])$")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, kw_only=True, slots=True)
class Font:
    """A font that a page uses."""

    name: str
    embedded: bool
    searchable: bool  #: its letters can be copied and searched (ToUnicode, or an encoding that says so)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A file inside the PDF."""

    name: str
    relationship: str  #: as PDF/A-3 asks: Source, Data, Alternative, Supplement; empty if none is given
    associated: bool  #: named under /AF of the document


@dataclass(frozen=True, kw_only=True, slots=True)
class PdfFacts:
    """A PDF, as far as rules ask."""

    size: int  #: bytes
    pages: int = 0
    trouble: str = ""  #: why it cannot be read; empty if it can
    encrypted: bool = False
    tagged: bool = False
    language: str = ""
    shows_title: bool = False  #: DisplayDocTitle
    metadata: str = ""  #: XMP
    intents: int = 0  #: output intents for PDF/A
    outline: int = 0  #: bookmarks at the top
    fonts: tuple[Font, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    headings: tuple[int, ...] = ()  #: levels, in order
    figures_without_alt: int = 0
    links: tuple[str, ...] = ()  #: addresses, each once
    links_without_contents: int = 0
    pages_without_order: int = 0  #: with annotations and without /Tabs /S
    scripts: bool = False  #: JavaScript, or an action on opening that is no destination


def facts_of(content: bytes) -> PdfFacts:
    """Read a PDF. Never raises: what cannot be read is told in ``trouble``."""
    try:
        return _facts(content)
    except Exception as error:  # noqa: BLE001  pypdf raises whatever a broken file makes it stumble over
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        return PdfFacts(size=len(content), trouble=reason)


def _facts(content: bytes) -> PdfFacts:
    reader = pypdf.PdfReader(BytesIO(content))
    if reader.is_encrypted:
        return PdfFacts(size=len(content), encrypted=True)
    catalog = _dict(reader.trailer["/Root"])
    pages = list(reader.pages)
    annotations = [[one.get_object() for one in _list(page.get("/Annots"))] for page in pages]
    links = [one for some in annotations for one in some if one.get("/Subtype") == "/Link"]
    elements = list(_elements(catalog))
    levels = (_HEADING.match(kind) for kind, _ in elements)
    return PdfFacts(
        size=len(content),
        pages=len(pages),
        tagged=bool(_dict(catalog.get("/MarkInfo")).get("/Marked")) and "/StructTreeRoot" in catalog,
        language=str(catalog.get("/Lang") or ""),
        shows_title=bool(_dict(catalog.get("/ViewerPreferences")).get("/DisplayDocTitle")),
        metadata=_metadata(catalog),
        intents=len(_list(catalog.get("/OutputIntents"))),
        outline=_outline(catalog),
        fonts=tuple(_fonts(pages)),
        attachments=tuple(_attachments(catalog)),
        headings=tuple(int(level[1]) for level in levels if level),
        figures_without_alt=sum(
            kind in {"Figure", "Formula"} and not node.get("/Alt") and not node.get("/ActualText")
            for kind, node in elements
        ),
        links=tuple(dict.fromkeys(address for link in links if (address := _address(link)))),
        links_without_contents=sum(not link.get("/Contents") for link in links),
        pages_without_order=sum(
            bool(some) and page.get("/Tabs") != "/S" for page, some in zip(pages, annotations, strict=True)
        ),
        scripts=_has_scripts(catalog),
    )


def _dict(value: Any) -> Any:
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _list(value: Any) -> Any:
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return found if isinstance(found, ArrayObject) else ArrayObject()


def _metadata(catalog: Any) -> str:
    stream = catalog.get("/Metadata")
    found = stream.get_object() if stream is not None else None
    return found.get_data().decode("utf-8", "replace") if isinstance(found, StreamObject) else ""


def _outline(catalog: Any) -> int:
    count, item = 0, _dict(catalog.get("/Outlines")).get("/First")
    while item is not None and count < _MOST:
        count, item = count + 1, _dict(item).get("/Next")
    return count


def _fonts(pages: Any) -> Iterator[Font]:
    """Yield each font once, by the object that it is."""
    seen = set()
    stack = [_dict(page.get("/Resources")) for page in pages]
    visited = set()
    while stack:
        resources = stack.pop()
        if id(resources) in visited:
            continue
        visited.add(id(resources))
        for reference in _dict(resources.get("/Font")).values():
            key = reference.idnum if isinstance(reference, IndirectObject) else id(reference)
            if key not in seen:
                seen.add(key)
                yield _font(_dict(reference))
        stack.extend(_dict(_dict(one).get("/Resources")) for one in _dict(resources.get("/XObject")).values())


def _font(font: Any) -> Font:
    below = _list(font.get("/DescendantFonts"))
    descriptor = _dict(_dict(below[0] if below else font).get("/FontDescriptor"))
    kind = font.get("/Subtype")
    return Font(
        name=str(font.get("/BaseFont") or "a font without name").lstrip("/"),
        embedded=kind == "/Type3" or any(name in descriptor for name in _FONT_FILES),
        searchable="/ToUnicode" in font or (kind in {"/Type1", "/TrueType", "/MMType1"} and "/Encoding" in font),
    )


def _attachments(catalog: Any) -> Iterator[Attachment]:
    associated = {one.idnum for one in _list(catalog.get("/AF")) if isinstance(one, IndirectObject)}
    stack = [_dict(_dict(catalog.get("/Names")).get("/EmbeddedFiles"))]
    budget = _MOST
    while stack and budget:
        node, budget = stack.pop(), budget - 1
        for reference in _list(node.get("/Names"))[1::2]:
            file = _dict(reference)
            yield Attachment(
                name=str(file.get("/UF") or file.get("/F") or ""),
                relationship=str(file.get("/AFRelationship") or "").lstrip("/"),
                associated=isinstance(reference, IndirectObject) and reference.idnum in associated,
            )
        stack.extend(_dict(one) for one in _list(node.get("/Kids")))


def _elements(catalog: Any) -> Iterator[tuple[str, Any]]:
    """Yield kind and dictionary of each structure element, in reading order; kinds of one's own are translated."""
    tree = _dict(catalog.get("/StructTreeRoot"))
    roles = _dict(tree.get("/RoleMap"))
    stack, budget = [tree.get("/K")], _MOST
    while stack and budget:
        budget -= 1
        node = stack.pop()
        found = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(found, ArrayObject):
            stack.extend(reversed(found))
        elif isinstance(found, DictionaryObject) and "/S" in found:
            kind = str(found["/S"])
            yield str(roles.get(kind, kind)).lstrip("/"), found
            stack.append(found.get("/K"))


def _address(link: Any) -> str:
    return str(_dict(link.get("/A")).get("/URI") or _dict(link.get("/A")).get("/F") or "")


def _has_scripts(catalog: Any) -> bool:
    opening = catalog.get("/OpenAction")
    action = _dict(opening).get("/S") if opening is not None else None
    return (
        "/JavaScript" in _dict(catalog.get("/Names"))
        or "/AA" in catalog
        or action in {"/JavaScript", "/Launch", "/URI"}
    )
