"""A PDF → its pages as pictures: every browser shows them alike, and a reload keeps its place. Home of pypdfium2."""

import io
import threading
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2

#: Pixels to a point (1/72 inch): sharp on a screen of twice the usual resolution.
SCALE = 2.0

#: PDFium may be used from one thread at a time.
_LOCK = threading.Lock()


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """The size of one page in points, rounded."""

    number: int
    width: int
    height: int


@lru_cache(maxsize=8)
def sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """Return the pages of a document."""
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sizes = [document[number].get_size() for number in range(len(document))]
        finally:
            document.close()
    return tuple(Sheet(number=n, width=round(w), height=round(h)) for n, (w, h) in enumerate(sizes, 1))


@lru_cache(maxsize=64)
def picture(pdf: bytes, number: int) -> bytes:
    """Return a page, counted from 1, as PNG. Raises IndexError where there is none."""
    if not 1 <= number <= len(sheets(pdf)):
        message = f"there is no page {number}"
        raise IndexError(message)
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            image = document[number - 1].render(scale=SCALE).to_pil()
        finally:
            document.close()
    png = io.BytesIO()
    image.save(png, format="PNG", compress_level=1)
    return png.getvalue()
