"""What a PDF says: PDF bytes → text, links, outline, fonts, as a reader's program finds them. By PDFium."""

import ctypes
import unicodedata
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, in the order of its content, composed (NFC)."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            unicodedata.normalize("NFC", page.get_textpage().get_text_range().replace("\r\n", "\n"))
            for page in document
        ]


def running_text(pdf: bytes, *furniture: str) -> str:
    """Return all text as one line, without the lines of ``furniture`` and without page numbers."""
    pages = pages_of(pdf)
    numbers = {f"{n} / {len(pages)}" for n in range(1, len(pages) + 1)}
    lines = (line.strip() for page in pages for line in page.splitlines())
    kept = (line for line in lines if line not in numbers and line not in furniture)
    return " ".join(" ".join(kept).split())


def outline_of(pdf: bytes) -> list[tuple[int, str]]:
    """Return the bookmarks as (level from 0, title)."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [(mark.level, mark.get_title()) for mark in document.get_toc()]


def links_of(pdf: bytes) -> list[str]:
    """Return the outward addresses of all link annotations."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [address for page in document for address in _links(document, page)]


def metadata_of(pdf: bytes) -> dict[str, str]:
    """Return the document's own description (Title, Author, CreationDate …), and whether it is ``tagged``."""
    with pypdfium2.PdfDocument(pdf) as document:
        tagged = "yes" if raw.FPDFCatalog_IsTagged(document.raw) else "no"
        return {**document.get_metadata_dict(), "tagged": tagged}


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, position, link):
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
        if size:
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document.raw, action, buffer, size)
            yield buffer.value.decode()


def fonts_of(pdf: bytes) -> set[str]:
    """Return the names of all fonts that text is set in."""
    names = set()
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                font = raw.FPDFTextObj_GetFont(piece.raw)
                size = raw.FPDFFont_GetBaseFontName(font, None, 0)
                buffer = ctypes.create_string_buffer(size)
                raw.FPDFFont_GetBaseFontName(font, buffer, size)
                names.add(buffer.value.decode())
    return names


def attachments_of(pdf: bytes) -> dict[str, bytes]:
    """Return the files inside the document by their names."""
    with pypdfium2.PdfDocument(pdf) as document:
        places = range(document.count_attachments())
        files = [document.get_attachment(place) for place in places]
        return {file.get_name(): bytes(file.get_data()) for file in files}


def boxes_of(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Return for each page where its pieces of text stand: left, bottom, right, top, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [[piece.get_bounds() for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])] for page in document]


def spoken(pdf: bytes) -> str:
    """Return the text in the order of the tag tree, which is what a screen reader says, as one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        said = [text for page in document for text in _said(page)]
    return " ".join(unicodedata.normalize("NFC", " ".join(said)).split())


def _said(page: pypdfium2.PdfPage) -> Iterator[str]:
    texts: dict[int, list[str]] = {}
    reader = page.get_textpage()
    for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        size = raw.FPDFTextObj_GetText(piece.raw, reader.raw, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        raw.FPDFTextObj_GetText(piece.raw, reader.raw, pointer, size)
        number = raw.FPDFPageObj_GetMarkedContentID(piece.raw)
        texts.setdefault(number, []).append(buffer.raw.decode("utf-16-le").rstrip("\0"))
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            for number in _numbers(raw.FPDF_StructTree_GetChildAtIndex(tree, place)):
                yield "".join(texts.get(number, ()))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _numbers(element: object) -> Iterator[int]:
    """Yield the numbers of the content below an element of the tag tree, in its order."""
    for place in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            yield from _numbers(child)
        else:
            yield raw.FPDF_StructElement_GetChildMarkedContentID(element, place)
