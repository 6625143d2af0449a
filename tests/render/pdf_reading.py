"""What a PDF says: PDF bytes → text, links, outline, fonts, as a reader's program finds them. By PDFium."""

import ctypes
import unicodedata
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
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
