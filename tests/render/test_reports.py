"""Trend reports and memos in every format and language: complete, harmless, and charts with their words."""

import re
from dataclasses import replace

import pytest

from briefgen.model.rendition import Format
from briefgen.model.wire import decode, encode
from briefgen.render import packaged_templates, render
from briefgen.render.columns import WIDTH, columns
from tests.hostile.harmless import faults_of_html, faults_of_pdf, faults_of_text
from tests.hostile.payloads import OURS
from tests.render.rich_reports import a_focus, a_memo_edition, a_report_edition

LANGUAGES = ("en", "he", "ar", "fa", "ru", "tr")
REPORT, MEMO = a_report_edition(), a_memo_edition()


def made(edition: object, *formats: Format) -> dict[str, str]:
    """Return the files of an edition as text, by name; the email without the pictures of its charts."""
    files = render(edition, formats, templates=[packaged_templates()])  # type: ignore[arg-type]  # one of ours
    texts = {one.name: one.content.decode() for one in files if one.name.endswith((".html", ".txt", ".md"))}
    return {name: re.sub(r'src="data:image/png;base64,[^"]*"', "", text) for name, text in texts.items()}


def test_both_survive_their_json() -> None:
    """The boundary object is saved and read again."""
    for edition in (REPORT, MEMO):
        assert decode(encode(edition)) == edition


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_complete_in_every_format_and_language(language: str) -> None:
    """Its numbers, affairs, voices, company and sources stand in each; no word of the templates is missing."""
    files = made(a_report_edition(language), "html", "email", "text", "markdown")
    for name, text in files.items():
        plain = re.sub(r"\\(?=\W)", "", text)
        for part in (
            "Cyprus", "Strike closes the port of Limassol", "Port workers begin to strike", "Anna Example",
            "Levent Örnek", "Greece", "Turkey", "Levant Wire", "קו מעבורות שני ייפתח באפריל",
            "Ministers speak by phone as talks resume (1)",
        ):  # fmt: skip
            assert part in " ".join(plain.split()), f"{name} lacks {part}"
        assert "{n}" not in text
        assert "{name}" not in text
        assert "{value}" not in text
        assert "{days}" not in text


def test_charts_say_in_words_what_they_show() -> None:
    """Each has a title; the days stand as numbers in text and Markdown."""
    files = made(REPORT, "html", "text", "markdown")
    charts = re.findall(r"<svg class=\"chart.*?</svg>", files["index.html"], re.DOTALL)
    assert len(charts) == 1 + 2 + 2 + 3 + 3
    assert all(re.search(r"<title>[^<]{5,}</title>", chart) for chart in charts)
    assert "Dec 11 12" in charts[0]
    assert re.search(r"^Dec 11 +12 #{50}$", files["briefing.txt"], re.MULTILINE)
    assert "| Dec 11 | 12 |" in files["briefing.md"]


def test_who_moved_more_than_the_subject_is_said_to_rise_or_fall() -> None:
    """Beside the numbers of both spans."""
    text = made(REPORT, "text")["briefing.txt"]
    assert "- Greece: 41 stories (Before: 12, rising)" in text
    assert "- Turkey: 12 stories (Before: 30, falling)" in text
    assert "- European Union: 6 stories (Before: 4)" in text


def test_without_history_nothing_is_compared_and_missing_days_are_owned_up_to() -> None:
    """Neither a mean nor a former share nor a rise."""
    focus = a_focus(history=False)
    text = " ".join(made(replace(REPORT, focus=focus), "text")["briefing.txt"].split())
    assert "Too little is stored of the time before" in text
    assert "Before" not in text
    late = replace(focus, begins=focus.since.replace(day=1))
    text = " ".join(made(replace(REPORT, focus=late), "text")["briefing.txt"].split())
    assert "What is stored begins on Nov 28: the days before are missing, not quiet." in text


def test_a_report_on_somebody_of_whom_nothing_was_read_says_so() -> None:
    """In every format, without charts of nothing."""
    nothing = replace(
        a_focus(), stories=0, counts=(0,) * 30, reports=(0,) * 30, outlets=(), companions=(), voices=(), quotes=(),
        storylines=(), first=None, last=None,
    )  # fmt: skip
    for text in made(replace(REPORT, focus=nothing, sections=()), "html", "email", "text", "markdown").values():
        assert "is about Cyprus" in " ".join(text.split())
        assert '<svg class="chart' not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_memo_is_complete_in_every_format_and_language(language: str) -> None:
    """Title, author, standfirst, text, notes, tags; and no edition of nothing new."""
    for name, text in made(a_memo_edition(language=language), "html", "email", "text", "markdown").items():
        for part in ("One call, two readouts", "Ada Example", "In short.", "words", "A note.", "method"):
            assert part in text, f"{name} lacks {part}"
        assert "A quiet day" not in text
        assert "{name}" not in text


def test_lines_of_both_are_at_most_76_columns() -> None:
    """Only an address may be longer."""
    for edition in (REPORT, MEMO):
        lines = made(edition, "text")["briefing.txt"].split("\n")
        assert [line for line in lines if columns(line) > WIDTH and "://" not in line] == []


@pytest.mark.parametrize("payload", OURS)
def test_nothing_in_a_memo_acts(payload: str) -> None:
    """Whatever stands in title, author, standfirst, tags and text."""
    edition = a_memo_edition(
        f"{payload}\n\n# {payload}\n\n- {payload}\n\n[{payload}](https://example.org)[^1]\n\n[^1]: {payload}"
    )
    assert edition.memo is not None
    memo = replace(edition.memo, author=payload, standfirst=payload, tags=(payload,))
    files = made(replace(edition, title=payload, memo=memo), "html", "email", "text", "markdown")
    assert faults_of_html(files["index.html"]) == []
    assert faults_of_html(files["email.html"]) == []
    assert faults_of_text(files["briefing.txt"]) == []


@pytest.mark.parametrize("payload", [OURS[0], OURS[8], OURS[18], OURS[19], OURS[23]])
def test_nothing_in_a_report_acts(payload: str) -> None:
    """Names, headlines, quotations and addresses come from feeds."""
    focus = a_focus(name=payload)
    line, quote = focus.storylines[0], focus.quotes[0]
    day = replace(line.days[0], text=payload, url="javascript:alert(1)")
    hostile = replace(
        focus,
        storylines=(replace(line, headline=payload, days=(day,)),),
        quotes=(replace(quote, text=payload, name=payload, source=replace(quote.source, url="data:text/html,x")),),
        outlets=(replace(focus.outlets[0], name=payload),),
    )
    files = made(replace(REPORT, focus=hostile, title=payload), "html", "email", "text")
    assert faults_of_html(files["index.html"]) == []
    assert faults_of_html(files["email.html"]) == []
    assert faults_of_text(files["briefing.txt"]) == []


@pytest.mark.slow
def test_both_become_pdfs_that_act_as_little() -> None:
    """With text, notes and charts; in Hebrew, too."""
    for edition in (a_report_edition("he"), a_memo_edition("[x](javascript:alert(1)) " + OURS[0])):
        (pdf,) = render(edition, ["pdf"], templates=[packaged_templates()])
        assert pdf.content.startswith(b"%PDF-")
        assert [fault for fault in faults_of_pdf(pdf.content) if fault != "EmbeddedFile"] == []
