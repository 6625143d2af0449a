"""briefing.pdf, read back as a reader's program reads it."""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator

import pytest

from briefgen.model import wire
from briefgen.model.edition import Section, Sentence
from briefgen.render.addresses import safe_url
from briefgen.render.engine import Engine, packaged_templates
from briefgen.render.pdf import breakable, fill, open_press, write_pdf
from briefgen.render.pdf_press import Press
from tests.factories import a_report, an_edition, an_edition_story
from tests.render.pdf_editions import NEWS, a_full_edition, a_quiet_edition, an_edition_in
from tests.render.pdf_reading import attachments_of, fonts_of, links_of, metadata_of, outline_of, pages_of, running_text
from tests.render.rich import a_rich_edition

FURNITURE = (
    "Israel Briefing",
    "Tuesday, December 28, 2021",
    "briefgen",
    "Israel Briefing · Tuesday, December 28, 2021",
)

RIGHT_TO_LEFT = ("he", "ar", "fa")


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return the packaged templates."""
    return Engine([packaged_templates()])


@pytest.fixture(scope="module")
def press(engine: Engine) -> Iterator[Press]:
    """Lend one worker process to all tests."""
    with open_press(engine) as opened:
        yield opened


@pytest.fixture(scope="module")
def full(engine: Engine, press: Press) -> bytes:
    """Return the edition of twenty stories in six languages as PDF."""
    return write_pdf(a_full_edition(), engine, press)


def test_every_headline_and_sentence_can_be_read(full: bytes) -> None:
    """Text is text, whole and in order, over lines and pages; of right-to-left text the words are counted below."""
    text = running_text(full, *FURNITURE)
    for story in a_full_edition().stories:
        if story.language not in RIGHT_TO_LEFT:
            assert story.headline in text
            for sentence in story.summary:
                assert sentence.text in text


@pytest.mark.parametrize("language", NEWS)
def test_words_of_each_language_come_out_again(language: str, engine: Engine, press: Press) -> None:
    """A word that a reader searches or copies is the word that stands there."""
    story = an_edition_story(
        headline=NEWS[language][0],
        language=language,
        articles=(a_report(1, language=language, title=NEWS[language][0], publisher="Post"),),
        summary=tuple(Sentence(text=text, cites=(1,)) for text in NEWS[language][1:]),
    )
    pdf = write_pdf(an_edition(Section(title="News", stories=(story,))), engine, press)
    found = set(_words(" ".join(pages_of(pdf))))
    wanted = _words(" ".join(NEWS[language]))
    assert [word for word in wanted if word not in found] == []


def test_every_report_is_linked(full: bytes) -> None:
    """All addresses of an edition are link annotations, byte for byte."""
    edition = a_full_edition()
    links = set(links_of(full))
    wanted = {safe_url(report.url) for story in edition.stories for report in story.articles}
    wanted |= {safe_url(entry.url) for entry in edition.week_ahead}
    wanted |= {safe_url(entry.url) for story in edition.stories for entry in story.timeline}
    assert wanted <= links


def test_the_outline_holds_sections_and_stories(full: bytes) -> None:
    """Bookmarks: sections above their stories, in the order of print."""
    edition = a_full_edition()
    wanted: list[tuple[int, str]] = []
    for section in edition.sections:
        wanted.append((0, section.title))
        wanted += [(1, story.headline) for story in section.stories]
    outline = outline_of(full)
    assert outline[: len(wanted)] == wanted
    assert (0, "About this edition") in outline


def test_pages_bear_running_heads_and_numbers(full: bytes) -> None:
    """From the second page on the briefing and the day stand above; each page has its number of all."""
    pages = pages_of(full)
    assert len(pages) > 6
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "Israel Briefing" in page
        assert "Tuesday, December 28, 2021" in page


def test_contents_name_the_page_of_each_story(full: bytes) -> None:
    """The number behind a headline is the page on which the story begins."""
    pages = pages_of(full)
    turkish = NEWS["tr"][0]
    begins = next(n for n, page in enumerate(pages, 1) if n > 2 and turkish.split(":")[0] + ":" in page)
    contents = " ".join(" ".join(pages[:2]).split())
    assert re.search(rf"{re.escape(turkish)}\s+{begins}\b", contents)


def test_everything_an_edition_can_hold_is_printed(full: bytes) -> None:
    """Changes, statements, figures, timeline, week ahead, trends, balance, feeds that were down, the imprint."""
    text = running_text(full, *FURNITURE)
    for piece in (
        "Four ships had waited, not six.",
        "He sees no reason for a premium at all.",
        "Association of Insurers",
        "650,000",
        "Where the figures differ",
        "Fire on a quay of the container area.",
        "First ferry between the two ports.",
        "Named together",
        "Türkiye",
        "Syria and Lebanon",
        "Gulf Dispatch",
        "connection refused",
        "Information cut-off",
        "Developing",
        "republished",
    ):
        assert piece in text


def test_a_rich_edition_is_printed_without_a_warning(engine: Engine, press: Press) -> None:
    """Accounts beside each other, what only one side mentions, quick hits, charts, and a sign that no font has."""
    pdf = write_pdf(a_rich_edition(), engine, press)
    text = running_text(pdf, *FURNITURE)
    assert press.warnings == ()
    for piece in (
        "Mentioned by no other side",
        "Limassol asks for a share of the harbour dues.",
        "reworded by example-model-1",
        "night shifts in dispute: 9 › 14",
        "Storm warning for the southern Aegean",
        "Mar 14 – 20",
        "No report from Syria and Jordan.",
    ):
        assert piece in text.replace("\u2009", " ")


def test_the_edition_is_attached_as_data(full: bytes) -> None:
    """Who files the PDF has what it was made of: ``edition.json``, to the byte."""
    assert attachments_of(full) == {"edition.json": wire.encode(a_full_edition())}


def test_only_our_fonts_are_used(full: bytes) -> None:
    """No font of the machine, or the bytes would differ from one to the next."""
    assert {re.sub(r"^[A-Z]{6}\+", "", name).split("-")[0] for name in fonts_of(full)} == {"Briefing"}


def test_the_template_makes_no_layout_warnings(full: bytes, press: Press, engine: Engine) -> None:
    """WeasyPrint understands every rule of the style sheet and finds every anchor."""
    assert full == write_pdf(a_full_edition(), engine, press)
    assert press.warnings == ()


def test_the_same_edition_gives_the_same_bytes_in_another_process(full: bytes, engine: Engine) -> None:
    """Nothing depends on the process, its environment or what it printed before."""
    assert write_pdf(a_full_edition(), engine) == full


def test_the_metadata_tell_title_and_date(full: bytes) -> None:
    """The document's date is the end of the period, not when it was printed; the document is tagged."""
    told = metadata_of(full)
    assert told["Title"] == f"{NEWS['en'][0]} – Israel Briefing, Tuesday, December 28, 2021"
    assert told["CreationDate"] == told["ModDate"] == "D:20211228040000Z"
    assert told["Author"] == "briefgen"
    assert told["tagged"] == "yes"


@pytest.mark.parametrize(
    ("language", "title"), [("he", "תדריך ישראל"), ("ar", "موجز إسرائيل"), ("fa", "گزارش اسرائیل")]
)
def test_an_edition_may_run_from_right_to_left(language: str, title: str, engine: Engine, press: Press) -> None:
    """Whole editions in Hebrew, Arabic and Persian print without a missing glyph."""
    pdf = write_pdf(an_edition_in(language, title, title), engine, press)
    assert press.warnings == ()
    found = set(_words(" ".join(pages_of(pdf))))
    wanted = _words(" ".join([title, *NEWS[language]]))
    assert sum(word in found for word in wanted) / len(wanted) == 1


def test_a_quiet_day_is_one_page(engine: Engine, press: Press) -> None:
    """An edition without stories says so, and what it read, on one page."""
    pages = pages_of(write_pdf(a_quiet_edition(), engine, press))
    assert len(pages) == 1
    assert "A quiet day" in pages[0]
    assert "Gulf Dispatch" in pages[0]


def test_hostile_text_stays_text(engine: Engine, press: Press) -> None:
    """Markup, template code, attachments and control characters in a feed's texts are printed, not obeyed."""
    titles = (
        "<script>alert(1)</script><link rel=attachment href='file:///etc/passwd'>",
        "{{ 7 * 7 }} {% raw %} </style><style>* { display: none }</style>",
        "]]> --> ' \" & &amp; \u202e reversed \u0007 bell",
        "<img src='file:///etc/passwd'><iframe src='http://127.0.0.1/'>",
    )
    stories = tuple(an_edition_story(rank, headline=title) for rank, title in enumerate(titles, start=1))
    edition = an_edition(Section(title="<b>Bold</b>", stories=stories))
    pdf = write_pdf(edition, engine, press)
    text = running_text(pdf, *FURNITURE)
    assert "<script>alert(1)</script>" in text
    assert "{{ 7 * 7 }}" in text
    assert "<b>Bold</b>" in text
    assert list(attachments_of(pdf)) == ["edition.json"]
    assert b"root:" not in pdf


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVa\tScript:alert(1)",
        "file:///etc/passwd",
        "smb://host/share",
        "data:text/html,x",
        "vbscript:x",
        "//host/path",
        "relative/path",
    ],
)
def test_no_dangerous_address_becomes_a_link(url: str, engine: Engine, press: Press) -> None:
    """The text stays, the link goes."""
    story = an_edition_story(articles=(a_report(1, url=url, title="The report"), a_report(2)))
    pdf = write_pdf(an_edition(Section(title="News", stories=(story,))), engine, press)
    assert {link.partition(":")[0] for link in links_of(pdf)} <= {"https", "mailto"}
    assert "The report" in running_text(pdf)


@pytest.mark.parametrize("text", ["a" + "\u0301" * 20_000, "x" * 10_000, "א" * 10_000, "a\u200d" * 10_000])
def test_an_endless_word_does_not_cost_the_edition(text: str, engine: Engine, press: Press) -> None:
    """One feed's title must not hold up everybody's PDF until the deadline."""
    story = an_edition_story(headline=text[:3000], summary=(Sentence(text=text, cites=(1,)),))
    pdf = write_pdf(an_edition(Section(title="News", stories=(story,))), engine, press)
    assert "Harbour Post" in running_text(pdf)


@pytest.mark.parametrize(
    ("html", "broken"),
    [
        ("<title>" + "x" * 90 + "</title><body>short words", None),
        ("<body><p>" + "x" * 90, "<body><p>" + "x" * 80 + "<wbr/>" + "x" * 10),
        ("<body><p>" + "x" * 79 + "&amp;y", "<body><p>" + "x" * 79 + "&amp;<wbr/>y"),
        ("<body><a href='" + "x" * 200 + "'>word</a>", None),
        ("<body><p>" + "word &lt; " * 50, None),
    ],
)
def test_lines_may_break_within_an_endless_word_only(html: str, broken: str | None) -> None:
    """Addresses, entities, titles and words of any language stay as they are."""
    assert breakable(html) == (broken or html)


def test_an_engine_of_a_workspace_may_replace_the_template(engine: Engine, press: Press) -> None:
    """Filling is apart from printing, so a preview can show the sheets."""
    sheets = fill(an_edition(), engine)
    assert "<h1" in sheets.html
    assert "@page" in sheets.css
    assert press.print(sheets.html, sheets.css).startswith(b"%PDF-")


def test_importing_the_module_does_not_load_weasyprint() -> None:
    """Commands that make no PDF must not pay for it, nor need its libraries."""
    code = "import sys, briefgen.render.pdf; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run((sys.executable, "-c", code), check=False).returncode == 0  # noqa: S603  our own words


def _words(text: str) -> list[str]:
    """Return the words of a text; a joiner that has no width is no part of them."""
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).replace("\u200c", ""))
