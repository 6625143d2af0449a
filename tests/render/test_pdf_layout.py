"""Paper, columns and notes: what a theme may ask of a PDF, and that nothing is lost or torn by it."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.model.edition import Balance, Edition, Trends
from briefgen.model.errors import TemplateError
from briefgen.render.addresses import safe_url
from briefgen.render.engine import Engine, packaged_templates
from briefgen.render.pdf import fill, open_press, write_pdf
from briefgen.render.pdf_layout import layout_of
from briefgen.render.pdf_press import Press
from briefgen.render.raster import png
from tests.render.pdf_editions import a_full_edition
from tests.render.pdf_reading import boxes_of, links_of, outline_of, pages_of, spoken

#: Points: the sheets, and the margins of the two layouts in briefing.css.j2.
SHEETS = {"A4": (595.3, 841.9), "Letter": (612.0, 792.0)}
OUTER = {1: 24 / 25.4 * 72, 2: 19 / 25.4 * 72}


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """Lend one worker process to all tests."""
    with open_press(Engine([packaged_templates()])) as opened:
        yield opened


def an_engine(folder: Path, theme: str = "", **files: str) -> Engine:
    """Return the packaged templates under a workspace's own theme and files (``pdf_briefing_css`` …)."""
    (folder / "theme.toml").write_text(theme, encoding="utf-8")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Engine([folder, packaged_templates()])


def stories_only(stories: int) -> Edition:
    """Return an edition with nothing before or after its stories' sections but the masthead and the imprint."""
    return replace(a_full_edition(stories), week_ahead=(), trends=Trends(), balance=Balance())


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("columns", [1, 2])
def test_text_keeps_within_the_sheet_and_its_column(paper: str, columns: int, press: Press, tmp_path: Path) -> None:
    """No piece of text passes the margins; with two columns, none of a story stands in the gutter."""
    engine = an_engine(tmp_path, f'[pdf]\npaper = "{paper}"\ncolumns = {columns}\n')
    pages = boxes_of(write_pdf(stories_only(9), engine, press))
    width, height = SHEETS[paper]
    for page in pages:
        for left, bottom, right, top in page:
            assert OUTER[columns] - 1 <= left
            assert right <= width - OUTER[columns] + 1
            assert bottom > 0
            assert top < height
    if columns == 2:
        across = [box for page in pages[1:-1] for box in page if box[0] < width / 2 - 6 and box[2] > width / 2 + 6]
        assert across == []


@pytest.mark.parametrize("columns", [1, 2])
def test_a_screen_reader_reads_stories_in_order(columns: int, press: Press, tmp_path: Path) -> None:
    """The tag tree goes down the first column before the second: headline, then its sentences, then the next story."""
    engine = an_engine(tmp_path, f"[pdf]\ncolumns = {columns}\n")
    edition = a_full_edition(12)
    said = spoken(write_pdf(edition, engine, press))
    place = said.index("Top story", said.index("Top story") + 1)
    for section in edition.sections:
        for story in section.stories:
            if story.language in {"he", "ar", "fa"}:
                continue  # their words are drawn from right to left; the order is shown by their neighbours
            for text in (story.headline, *(sentence.text.split(" ")[0] for sentence in story.summary)):
                assert text in said[place:]
                place = said.index(text, place) + len(text)


@pytest.mark.parametrize(("columns", "lengths"), [(1, (7, 16, 33)), (2, (9,))])
def test_every_cited_report_has_its_note_and_every_other_its_link(
    columns: int, lengths: tuple[int, ...], press: Press, tmp_path: Path
) -> None:
    """At the foot of the page or under the story: no report is lost between pages."""
    engine = an_engine(tmp_path, f"[pdf]\ncolumns = {columns}\n")
    for stories in lengths:
        edition = a_full_edition(stories)
        links = links_of(write_pdf(edition, engine, press))
        assert {safe_url(report.url) for story in edition.stories for report in story.articles} <= set(links)
        assert press.warnings == ()


def test_notes_that_a_page_break_loses_are_set_under_their_story(press: Press, tmp_path: Path) -> None:
    """WeasyPrint loses notes where it breaks a paragraph; a style that lets it do so costs no source."""
    style = '{% extends "pdf/briefing.css.j2" %}{% block own %}.summary { break-inside: auto }{% endblock %}'
    engine = an_engine(tmp_path, **{"briefings/israel/pdf.css.j2": style})
    edition = a_full_edition(16)
    sheets = fill(edition, engine)
    press.print(sheets.html, sheets.css)
    assert any("lost footnote: story-" in warning for warning in press.warnings)
    links = links_of(write_pdf(edition, engine, press))
    assert {safe_url(report.url) for story in edition.stories for report in story.articles} <= set(links)


def test_footnotes_are_counted_through_the_edition_and_stand_on_the_page_of_their_cite(press: Press) -> None:
    """A number occurs once: whoever looks from a sentence to the foot of its page finds the note of that number."""
    engine = Engine([packaged_templates()])
    edition = a_full_edition(6)
    html = fill(edition, engine).html
    numbers = [int(piece.partition('"')[0]) for piece in html.split('data-n="')[1:]]
    assert numbers == [*range(1, len(numbers) + 1)]
    pages = pages_of(write_pdf(edition, engine, press))
    report = edition.stories[1].articles[0]
    headline = edition.stories[1].summary[0].text[:40]
    page = next(" ".join(page.split()) for page in pages if headline in " ".join(page.split()))
    assert report.publisher in page


@pytest.mark.parametrize(("key", "value"), [("paper", '"A3"'), ("columns", "3"), ("columns", "true"), ("paper", "4")])
def test_a_layout_that_there_is_not_is_refused_in_words(key: str, value: str, tmp_path: Path) -> None:
    """A slip in a theme is told with its key."""
    with pytest.raises(TemplateError, match=rf"theme\.toml:2: pdf\.{key} is "):
        an_engine(tmp_path, f"[pdf]\n{key} = {value}\n")
    with pytest.raises(TemplateError, match=rf"theme\.toml:1: pdf\.{key} is "):
        layout_of({"pdf": tomllib.loads(f"{key} = {value}")})


def test_a_publication_may_have_a_layout_of_its_own(tmp_path: Path) -> None:
    """Its own theme lies over the common one."""
    own = {"briefings/israel/theme.toml": '[pdf]\npaper = "letter"\ncolumns = 2\n'}
    engine = an_engine(tmp_path, **own)
    layout = layout_of(engine.theme_of(a_full_edition(1)))
    assert (layout.paper, layout.columns, layout.notes) == ("letter", 2, "story")


def test_bookmarks_lead_to_sections_and_stories_in_every_layout(press: Press, tmp_path: Path) -> None:
    """Headline by headline, whatever the columns."""
    engine = an_engine(tmp_path, "[pdf]\ncolumns = 2\n")
    edition = a_full_edition(6)
    titles = [title for _, title in outline_of(write_pdf(edition, engine, press))]
    assert [story.headline for section in edition.sections for story in section.stories] == [
        title for title in titles if title in {story.headline for story in edition.stories}
    ]


def test_a_newsrooms_logo_stands_on_the_cover(tmp_path: Path) -> None:
    """The picture beside ``theme.toml``, as page and email show it; not its words in its place."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(
        png('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>', ())
    )
    engine = an_engine(tmp_path, '[publisher]\nname = "The Bay Ledger"\n[logo]\npicture = "logo.png"\n')
    with open_press(engine) as press:
        printed = write_pdf(a_full_edition(1), engine, press)
    assert b"/Subtype /Image" in printed
