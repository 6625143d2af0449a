"""The PDF: the rules on what is known of it, and real files read."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
import weasyprint
from pypdf.generic import DictionaryObject, NameObject

from briefgen import lint
from briefgen.lint.pdf_facts import Attachment, Font, PdfFacts, facts_of
from briefgen.lint.table import PDF
from briefgen.render.engine import Engine, packaged_templates
from briefgen.render.pdf import open_press, write_pdf
from tests.factories import an_edition

METADATA = """<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Harbour Briefing</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part> <rdf:Description pdfaid:part="3" pdfaid:conformance="A" />"""

GOOD = PdfFacts(
    size=90_000,
    pages=4,
    tagged=True,
    language="en",
    shows_title=True,
    metadata=METADATA,
    intents=1,
    outline=3,
    fonts=(Font(name="ABCDEF+Serif", embedded=True, searchable=True),),
    attachments=(Attachment(name="edition.json", relationship="Source", associated=True),),
    headings=(1, 2, 3, 3, 2),
    links=("https://example.org/", "mailto:desk@example.org"),
)

FAULTS = {
    "cannot be read": (PdfFacts(size=4, trouble="no trailer"), "pdf-unreadable"),
    "encrypted": (PdfFacts(size=4, encrypted=True), "pdf-unreadable"),
    "not tagged": (replace(GOOD, tagged=False), "pdf-untagged"),
    "no language": (replace(GOOD, language=""), "pdf-language"),
    "no title": (replace(GOOD, metadata=METADATA.replace("Harbour Briefing", "")), "pdf-title"),
    "title not shown": (replace(GOOD, shows_title=False), "pdf-title"),
    "not said to be PDF/UA": (replace(GOOD, metadata=METADATA.replace("pdfuaid", "x")), "pdf-claims"),
    "said to be PDF/A-3b": (replace(GOOD, metadata=METADATA.replace('"A"', '"B"')), "pdf-claims"),
    "colours not defined": (replace(GOOD, intents=0), "pdf-claims"),
    "a font left at home": (replace(GOOD, fonts=(Font(name="Arial", embedded=False, searchable=True),)), "pdf-fonts"),
    "letters without meaning": (replace(GOOD, fonts=(Font(name="X", embedded=True, searchable=False),)), "pdf-fonts"),
    "an H2 first": (replace(GOOD, headings=(2, 3)), "pdf-headings"),
    "a level left out": (replace(GOOD, headings=(1, 3)), "pdf-headings"),
    "a figure without words": (replace(GOOD, figures_without_alt=1), "pdf-figures"),
    "a link without description": (replace(GOOD, links_without_contents=2), "pdf-links"),
    "links in no order": (replace(GOOD, pages_without_order=1), "pdf-links"),
    "a link to a file": (replace(GOOD, links=("file:///etc/hosts",)), "pdf-links"),
    "nothing attached": (replace(GOOD, attachments=()), "pdf-attachment"),
    "attached to nothing": (
        replace(GOOD, attachments=(Attachment(name="edition.json", relationship="", associated=True),)),
        "pdf-attachment",
    ),
    "a script": (replace(GOOD, scripts=True), "pdf-scripts"),
    "no bookmarks": (replace(GOOD, outline=0), "pdf-outline"),
    "heavy": (replace(GOOD, size=900_000), "pdf-size"),
}


def broken(facts: PdfFacts) -> set[str]:
    """Return the rules that a PDF breaks."""
    return {finding.rule for rule in PDF for finding in rule.findings("briefing.pdf", facts)}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_found_and_nothing_else(case: str) -> None:
    """One change of what is known of a good PDF."""
    facts, rule = FAULTS[case]
    assert broken(facts) == {rule}


def test_a_good_pdf_is_told_so() -> None:
    """Else every case above would prove nothing."""
    assert broken(GOOD) == set()


@pytest.fixture(scope="module")
def printed() -> Iterator[bytes]:
    """A PDF as a build writes it."""
    engine = Engine([packaged_templates()])
    with open_press(engine) as press:
        yield write_pdf(an_edition(), engine, press)


def rewritten(content: bytes, change: str) -> bytes:
    """Return a PDF with one thing changed in its catalogue."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(content))
    match change:
        case "script":
            writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
                {NameObject("/S"): NameObject("/JavaScript")}
            )
        case "encrypted":
            writer.encrypt("secret", algorithm="RC4-128")
        case name:
            del writer.root_object[f"/{name}"]
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_our_own_pdf_is_known_for_what_it_is(printed: bytes) -> None:
    """Tagged, with language, title, claims, fonts of our own and headings in order."""
    facts = facts_of(printed)
    assert broken(facts) == set()
    assert (facts.language, facts.tagged, facts.shows_title, facts.headings[0]) == ("en", True, True, 1)
    assert facts.fonts
    assert {font.name.partition("+")[2].partition("-")[0] for font in facts.fonts} == {"Briefing"}
    assert lint.measure({"briefing.pdf": printed}).pdf_pages == facts.pages


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("Lang", "pdf-language"),
        ("MarkInfo", "pdf-untagged"),
        ("StructTreeRoot", "pdf-untagged"),
        ("ViewerPreferences", "pdf-title"),
        ("Metadata", "pdf-claims"),
        ("OutputIntents", "pdf-claims"),
        ("script", "pdf-scripts"),
        ("encrypted", "pdf-unreadable"),
    ],
)
def test_what_is_taken_out_of_a_real_pdf_is_missed(printed: bytes, change: str, rule: str) -> None:
    """The facts come from the file, not from what we know of our templates."""
    assert rule in broken(facts_of(rewritten(printed, change)))


def test_a_plain_pdf_breaks_what_plain_pdfs_break() -> None:
    """Written without tags, by the same library."""
    html = '<h2>Late</h2><img alt="" src="data:,"><p><a href="https://example.org/">There</a></p>'
    plain = weasyprint.HTML(string=html).write_pdf()
    assert broken(facts_of(plain)) >= {"pdf-untagged", "pdf-language", "pdf-title", "pdf-claims", "pdf-attachment"}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.7\ntrailer\n<<>>\n%%EOF", b"\x00" * 100, b"<html>"])
def test_what_is_no_pdf_is_told_so(content: bytes) -> None:
    """In one line, without raising."""
    assert broken(facts_of(content)) == {"pdf-unreadable"}
