"""Every publication's PDF against PDF/UA-1 and PDF/A-3a, by veraPDF's engine, in every layout of a theme."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from briefgen.config import load
from briefgen.conformance import MISSING, failures_of, is_installed
from briefgen.model.edition import Edition
from briefgen.render.engine import Engine, packaged_templates
from briefgen.render.pdf import open_press, write_pdf
from tests.render.pdf_editions import a_full_edition, a_quiet_edition, an_edition_in
from tests.render.pdf_reading import pages_of
from tests.render.rich import a_rich_edition
from tests.render.rich_reports import a_memo_edition, a_report_edition
from tests.render.test_prose import TEXT

#: The standing publications that are editions.
PUBLICATIONS = sorted(b.id for b in load(packaged_templates().parent).briefings.values() if b.kind == "edition")

LAYOUTS = [(paper, columns) for paper in ("A4", "Letter") for columns in (1, 2)]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


def of(publication: str, edition: Edition) -> Edition:
    """Return the edition as if that publication had made it."""
    return replace(edition, briefing=replace(edition.briefing, id=publication, template=""))


def printed_as(paper: str, columns: int) -> list[str]:
    """Return the publications that are tried in a layout: those with templates of their own, and one without, in all.

    The others differ from that one in colours and words; they take turns, one layout each.
    """
    own = [name for name in PUBLICATIONS if list((packaged_templates() / "briefings" / name).glob("pdf.*"))]
    plain = [name for name in PUBLICATIONS if name not in own]
    turn = LAYOUTS.index((paper, columns))
    return sorted({*own, plain[0], *plain[turn :: len(LAYOUTS)]})


def an_engine(folder: Path, paper: str, columns: int) -> Engine:
    """Return the packaged templates under a workspace's theme that asks for a layout."""
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text(f'[pdf]\npaper = "{paper}"\ncolumns = {columns}\n', encoding="utf-8")
    return Engine([folder, packaged_templates()])


def a_short_edition() -> Edition:
    """Return the lead, a story in Hebrew, quick hits and every later part: all kinds of what an edition holds."""
    rich = a_rich_edition()
    few = (rich.sections[0], replace(rich.sections[1], stories=rich.sections[1].stories[:2]), rich.sections[-1])
    return replace(rich, sections=few)


@pytest.mark.skipif(not is_installed(), reason=MISSING)
def test_every_publication_holds_both_standards_in_every_layout(tmp_path: Path) -> None:
    """Two papers by one and two columns; beside them right-to-left editions, an empty one and one of 40 stories."""
    made = []
    for paper, columns in LAYOUTS:
        engine = an_engine(tmp_path / f"{paper}{columns}", paper, columns)
        editions = {name: of(name, a_short_edition()) for name in printed_as(paper, columns)}
        if (paper, columns) == ("A4", 1):
            editions["hebrew"] = an_edition_in("he", "תדריך ישראל", "המזרח התיכון ביום אחד")
            editions["arabic"] = an_edition_in("ar", "موجز إسرائيل", "الشرق الأوسط في يوم")
            editions["empty"] = a_quiet_edition()
            editions["forty"] = a_full_edition(40)
            editions["report"], editions["memo"] = a_report_edition("he"), a_memo_edition(TEXT)
        if (paper, columns) == ("Letter", 2):
            editions["report"], editions["memo"] = a_report_edition(), a_memo_edition(TEXT, "he")
        with open_press(engine) as press:
            for name, edition in editions.items():
                made.append(tmp_path / f"{name}-{paper}-{columns}.pdf")
                made[-1].write_bytes(write_pdf(edition, engine, press))
                assert press.warnings == (), made[-1].name
    found = failures_of(made)
    assert len(found) == len(made)
    assert {pdf.name: failures for pdf, failures in found.items() if failures} == {}


@pytest.mark.skipif(not is_installed(), reason=MISSING)
def test_the_engine_sees_what_is_wrong(tmp_path: Path) -> None:
    """A PDF without tags or claims breaks rules of both standards: silence means something."""
    plain = tmp_path / "plain.pdf"
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(595, 842)
        document.save(plain)
    assert len({failure.standard for failure in failures_of([plain])[plain]}) == 2


def test_the_minute_is_one_page_whatever_its_titles(tmp_path: Path) -> None:
    """Five items of two-line headlines and long sentences fit, on both papers."""
    edition = of("minute", a_full_edition(5))
    for paper, columns in LAYOUTS:
        engine = an_engine(tmp_path / f"{paper}{columns}", paper, columns)
        assert len(pages_of(write_pdf(edition, engine))) == 1
