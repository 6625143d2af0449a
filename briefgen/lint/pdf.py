"""What a PDF must have: tags, language, title, fonts, attachments, as PDF/UA-1 and PDF/A-3a ask. Pure.

These are the faults that happen, found without Java; the whole of both standards only veraPDF knows, which ``linting``
asks where it is installed. Clauses are those of ISO 14289-1 (UA) and ISO 19005-3 (A).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.lint.pdf_facts import PdfFacts
from briefgen.lint.rules import Rule, Spot, shown

#: Kilobytes a page, and for fonts and attachments beside them, above which a PDF is heavy.
_PAGE, _BESIDE = 60_000, 200_000

#: From so many pages on a reader needs bookmarks.
_PAGES = 4

#: What goes with each edition, so that machines can read it.
ATTACHED = "edition.json"

_TITLE = re.compile(r"<dc:title>.*?<rdf:li[^>]*>\s*([^<]*?)\s*</rdf:li>", re.DOTALL)
_MARK = r"""{0}(?:\s*=\s*["']|>\s*){1}"""


def pdf_unreadable(pdf: PdfFacts) -> Iterator[Spot]:
    """It can be opened."""
    if pdf.trouble:
        yield Spot(message=f"the PDF cannot be read: {pdf.trouble}")
    if pdf.encrypted:
        yield Spot(message="the PDF is encrypted")


def _is_open(pdf: PdfFacts) -> bool:
    return not (pdf.trouble or pdf.encrypted)


def pdf_untagged(pdf: PdfFacts) -> Iterator[Spot]:
    """Tagged (UA 7.1)."""
    if _is_open(pdf) and not pdf.tagged:
        yield Spot(message="the PDF is not tagged")


def pdf_language(pdf: PdfFacts) -> Iterator[Spot]:
    """A language (UA 7.2)."""
    if _is_open(pdf) and not pdf.language.strip():
        yield Spot(message="the PDF names no language")


def pdf_title(pdf: PdfFacts) -> Iterator[Spot]:
    """A title, and shown (UA 7.1)."""
    if not _is_open(pdf):
        return
    title = _TITLE.search(pdf.metadata)
    if title is None or not title[1]:
        yield Spot(message="the metadata have no title")
    if not pdf.shows_title:
        yield Spot(message="the window would show the file's name: DisplayDocTitle is not set")


def pdf_claims(pdf: PdfFacts) -> Iterator[Spot]:
    """The metadata say that it is PDF/UA-1 and PDF/A-3a, and the colours are defined (A 6.2.3, 6.6.4)."""
    if not _is_open(pdf):
        return
    for name, value, what in (
        ("pdfuaid:part", "1", "PDF/UA-1"),
        ("pdfaid:part", "3", "PDF/A-3"),
        ("pdfaid:conformance", "A", "PDF/A, level A"),
    ):
        if not re.search(_MARK.format(name, value), pdf.metadata):
            yield Spot(message=f"the metadata do not say {what} ({name} is not {value})")
    if not pdf.intents:
        yield Spot(message="there is no output intent, so colours are not defined")


def pdf_fonts(pdf: PdfFacts) -> Iterator[Spot]:
    """Fonts come along, and their letters can be searched (UA 7.21, A 6.2.11)."""
    for font in pdf.fonts:
        if not font.embedded:
            yield Spot(message=f"the font {font.name} is not embedded")
        if not font.searchable:
            yield Spot(message=f"text in the font {font.name} cannot be searched or copied")


def pdf_headings(pdf: PdfFacts) -> Iterator[Spot]:
    """Headings from H1 on, no level skipped (UA 7.4.2)."""
    before = 0
    for place, level in enumerate(pdf.headings, 1):
        if level > before + 1:
            yield Spot(
                message=f"heading {place} is an H{level}, after H{before}"
                if before
                else f"the first heading is an H{level}"
            )
        before = level


def pdf_figures(pdf: PdfFacts) -> Iterator[Spot]:
    """Figures have an alternative (UA 7.3)."""
    if pdf.figures_without_alt:
        yield Spot(message=f"figures without alt text: {pdf.figures_without_alt}")


def pdf_links(pdf: PdfFacts) -> Iterator[Spot]:
    """Links are described and in order (UA 7.18.3, 7.18.5), and lead to the web."""
    if pdf.links_without_contents:
        yield Spot(message=f"links without a description: {pdf.links_without_contents}")
    if pdf.pages_without_order:
        yield Spot(message=f"pages whose links have no order (Tabs): {pdf.pages_without_order}")
    for address in pdf.links:
        if not address.lower().startswith(("https:", "http:", "mailto:", "tel:")):
            yield Spot(message=f"a link to {shown(address)}")


def pdf_attachment(pdf: PdfFacts) -> Iterator[Spot]:
    """The edition goes with it; each attachment says how it belongs to the document (A 6.8)."""
    if _is_open(pdf) and not any(one.name == ATTACHED for one in pdf.attachments):
        yield Spot(message=f"{ATTACHED} is not attached")
    for one in pdf.attachments:
        if not (one.relationship and one.associated):
            yield Spot(message=f"the attachment {shown(one.name, 40)} does not say how it belongs to the document")


def pdf_scripts(pdf: PdfFacts) -> Iterator[Spot]:
    """Nothing acts by itself (A 6.5)."""
    if pdf.scripts:
        yield Spot(message="the PDF holds JavaScript, or acts when it is opened")


def pdf_outline(pdf: PdfFacts) -> Iterator[Spot]:
    """A long one has bookmarks."""
    if pdf.pages >= _PAGES and not pdf.outline:
        yield Spot(message=f"{pdf.pages} pages and no bookmarks")


def pdf_size(pdf: PdfFacts) -> Iterator[Spot]:
    """It can be mailed and opened on a phone."""
    if pdf.pages and pdf.size > _BESIDE + pdf.pages * _PAGE:
        yield Spot(message=f"{pdf.size / 1000:.0f} KB for {pdf.pages} pages")


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """What veraPDF finds wrong."""

    standard: str  #: ``ua1`` or ``3a``
    clause: str  #: with the number of the test, ``7.18.5-1``
    times: int
    message: str  #: veraPDF's


_STANDARDS = {"ua1": "PDF/UA-1", "3a": "PDF/A-3a"}


def pdf_standard(failures: tuple[Failure, ...]) -> Iterator[Spot]:
    """Every clause of both standards."""
    for one in failures:
        often = f" ({one.times} times)" if one.times > 1 else ""
        yield Spot(
            message=f"{_STANDARDS.get(one.standard, one.standard)}, {one.clause}{often}: {shown(one.message, 160)}"
        )


FAILURE_RULES: tuple[Rule[tuple[Failure, ...]], ...] = (
    Rule(
        id="pdf-standard",
        level="error",
        what="the PDF breaks a clause of PDF/UA-1 or PDF/A-3a (asked of veraPDF, with --verapdf only)",
        help="look the clause up in ISO 14289-1 or 19005-3; most come from the template",
        look=pdf_standard,
    ),
)

RULES: tuple[Rule[PdfFacts], ...] = (
    Rule(
        id="pdf-unreadable",
        level="error",
        what="the PDF cannot be read, or is encrypted",
        help="build it again; look at the log of its worker",
        look=pdf_unreadable,
    ),
    Rule(
        id="pdf-untagged",
        level="error",
        what="the PDF is not tagged (PDF/UA-1, 7.1)",
        help="write it with pdf_tags and pdf_variant=pdf/ua-1",
        look=pdf_untagged,
    ),
    Rule(
        id="pdf-language",
        level="error",
        what="the PDF names no language (PDF/UA-1, 7.2)",
        help="give <html lang> in the template",
        look=pdf_language,
    ),
    Rule(
        id="pdf-title",
        level="error",
        what="the PDF has no title, or does not show it (PDF/UA-1, 7.1)",
        help="give a <title> in the template",
        look=pdf_title,
    ),
    Rule(
        id="pdf-claims",
        level="error",
        what="the metadata do not name PDF/UA-1 and PDF/A-3a, or colours are not defined",
        help="write pdfuaid:part, pdfaid:part and pdfaid:conformance into the metadata, and an output intent",
        look=pdf_claims,
    ),
    Rule(
        id="pdf-fonts",
        level="error",
        what="a font is not embedded, or its letters cannot be searched (PDF/UA-1, 7.21)",
        help="use the fonts in templates/fonts: they are embedded",
        look=pdf_fonts,
    ),
    Rule(
        id="pdf-headings",
        level="error",
        what="the headings of the PDF do not begin with H1, or skip a level (PDF/UA-1, 7.4.2)",
        help="let the template begin with an h1 and go down one level at a time",
        look=pdf_headings,
    ),
    Rule(
        id="pdf-figures",
        level="error",
        what="a figure of the PDF has no alternative (PDF/UA-1, 7.3)",
        help="give <img alt>, or <title> in an inline SVG; draw decoration by style",
        look=pdf_figures,
    ),
    Rule(
        id="pdf-links",
        level="error",
        what="links of the PDF are not described or not in order (PDF/UA-1, 7.18), or do not lead to the web",
        help="link to https addresses; the description comes from the link's words or title",
        look=pdf_links,
    ),
    Rule(
        id="pdf-attachment",
        level="error",
        what=f"{ATTACHED} is not attached, or an attachment does not say how it belongs (PDF/A-3, 6.8)",
        help="attach it with AFRelationship and name it under AF",
        look=pdf_attachment,
    ),
    Rule(
        id="pdf-scripts",
        level="error",
        what="the PDF holds JavaScript, or acts when it is opened (PDF/A-3, 6.5)",
        help="take the script out",
        look=pdf_scripts,
    ),
    Rule(
        id="pdf-outline",
        level="warning",
        what=f"the PDF has {_PAGES} pages or more and no bookmarks",
        help="give bookmark-level in the print style",
        look=pdf_outline,
    ),
    Rule(
        id="pdf-size",
        level="warning",
        what=f"the PDF has more than {_PAGE // 1000} KB a page, fonts apart",
        help="make pictures smaller: optimize_images, 150 dpi",
        look=pdf_size,
    ),
)
