"""Files in, findings out; whatever they hold."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen import lint
from briefgen.lint.checking import check
from briefgen.model.finding import Finding
from tests.lint.documents import GOOD_EMAIL, GOOD_PAGE, GOOD_TEXT, changed
from tests.lint.test_message import GOOD as GOOD_MESSAGE

NAMES = ("email.html", "index.html", "email.eml", "briefing.txt", "briefing.md", "briefing.pdf")

#: Pieces of documents, whole and broken, of which whatever may come is built.
PIECES = [
    r"",
    r"<!DOCTYPE html>",
    r"<html lang='he' dir=rtl>",
    r"<head>",
    r"<style>",
    r"</style>",
    r"<style>@media(",
    r"a{color:red}",
    r"}",
    r"{",
    r"/*",
    r"*/",
    r":root{--a:var(--b);--b:var(--a)}",
    r"p{color:var(--a);background:var(--a)}",
    r"@media not screen and (min-width:1e9px){",
    r"<!--",
    r"-->",
    r"<!--[if mso]>",
    r"<![endif]-->",
    r"<![if !mso]>",
    r"<![CDATA[",
    r"]]>",
    r"<!x",
    r"<body bgcolor=#12>",
    r"<h1>",
    r"<h6>",
    r"</h1>",
    r"<p style='color:#fff8;font:bold 2em/1 x'>",
    r"<p style='font-size:clamp(1rem,2vw,9px)'>",
    r"<div style='background:url(x) red'>",
    r"</div>",
    r"<table>",
    r"<tr><td>",
    r"</table>",
    r"<img src=data:, alt>",
    r"<a href='https://[x'>",
    r"<a href='http://x:99999/'>",
    r"<a href=#>",
    r"<a href='java script:1'>",
    r"</a>",
    r"<svg><path/></svg>",
    r"<input type=image>",
    r"{{ x",
    r"%}",
    r"&#x110000;",
    r"&amp;amp;",
    r"text",
    r"שלום",
    r"<script type=application/ld+json>",
    r"[[[[",
    r"</script>",
    r"<title>",
    r"</title>",
    r"<p/><br/><",
    r"<a b=",
    r"</",
    r"<p a a a a a",
    r"Subject: =?utf-8?b?x?=",
    r"Date: 1",
    r"Content-Type: multipart/mixed; boundary=x",
    r"--x",
    r"--x--",
    r"Content-Transfer-Encoding: base64",
    r"%PDF-1.7",
    r"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj",
    r"trailer<</Root 1 0 R>>",
    r"%%EOF",
    r"",
]
BREAKS = ["\n", "\r", "\r\n\r\n", "\x00", "\u202e", "\ufffd", " "]
DOCUMENTS = st.one_of(
    st.lists(st.sampled_from([*PIECES, *BREAKS]), max_size=30).map("".join).map(str.encode),
    st.binary(max_size=300),
)


@given(st.dictionaries(st.sampled_from(NAMES), DOCUMENTS, max_size=3))
@example({"index.html": b"<![foo"})
@example({"email.html": b"", "email.eml": b"Subject: =?utf-8?b?x?="})
@example({"email.eml": b'Content-Type: multipart/mixed; boundary=""\r\n\r\n'})
def test_no_document_whatever_makes_it_raise(files: dict[str, bytes]) -> None:
    """What is found has a place in the file, a line of words and a rule that the table has."""
    known = {rule.id for rules in lint.AREAS.values() for rule in rules}
    for finding in check(files):
        assert finding.rule in known
        assert finding.file in files
        assert "\n" not in finding.message
        assert 0 <= finding.line <= files[finding.file].count(b"\n") + files[finding.file].count(b"\r") + 1 + 50
    lint.measure(files)
    lint.check_answers(lint.links(files), {})


@pytest.mark.parametrize(
    "deep", ["<div>" * 5000, "<table><tr><td>" * 2000, "<p>" + "<b>" * 3000 + "x", "<p></p>" * 5000]
)
def test_deep_and_long_documents_are_read_to_the_end(deep: str) -> None:
    """Neither nesting nor a thousand siblings go beyond a limit of Python."""
    style = "<style>p ~ p, p + p, div div div, p:nth-child(3n) { color: red } p:has(b) { color: blue }</style>"
    assert check({"index.html": f"{style}{deep}".encode()})


def test_a_deep_style_is_read_to_the_end() -> None:
    """Brackets in brackets, at-rules in at-rules."""
    for style in ("(" * 3000, "a{color:" + "f(" * 3000, "@media x{" * 3000, "[" * 2000 + "{}"):
        check({"email.html": f"<style>{style}</style><p style='color:{'(' * 2000}'>x</p>".encode()})


def test_good_files_of_every_kind_have_no_fault() -> None:
    """Together, as a build writes them."""
    files = {
        "out/harbour/2021-12-28/email.html": GOOD_EMAIL.encode(),
        "out/harbour/2021-12-28/index.html": GOOD_PAGE.encode(),
        "out/harbour/2021-12-28/email.eml": GOOD_MESSAGE,
        "out/harbour/2021-12-28/briefing.txt": GOOD_TEXT.encode(),
        "out/harbour/2021-12-28/edition.json": b"{}",
    }
    assert {finding.level for finding in check(files)} == {"note"}
    measures = lint.measure(files)
    assert (measures.email, measures.message) == (len(GOOD_EMAIL.encode()), len(GOOD_MESSAGE))
    assert (measures.pdf, measures.pdf_pages, measures.grade) == (None, None, None)


def test_pictures_that_the_message_attaches_may_stand_in_the_file_beside_it() -> None:
    """``email.html`` shows them by data: so that it can be opened; what is sent has them by cid:, and counts."""
    image = '<img alt="Ships" width="9" src="data:image/png;base64,AAAA"{mark}><h2>'
    plain = changed(GOOD_EMAIL, "<h2>", image.format(mark="")).encode()
    marked = changed(GOOD_EMAIL, "<h2>", image.format(mark=' data-cid="ships"')).encode()
    sent = changed(GOOD_EMAIL, "<h2>", '<img alt="Ships" width="9" src="cid:ships"><h2>').encode()
    alone = {finding.rule for finding in check({"email.html": plain}) if finding.level != "note"}
    assert alone == {"image-source", "client-support"}
    assert check({"email.html": marked}) == check({"email.html": sent})
    assert lint.measure({"email.html": marked}).email == len(sent)


def test_findings_come_by_place() -> None:
    """File by file as given, from the first line on; the whole file first."""
    found = check({"briefing.txt": b"{{ a }}\n" + b"x" * 90, "index.html": b"<p>"})
    assert [one.file for one in found] == sorted(one.file for one in found)
    assert [(one.line, one.column) for one in found if one.file == "briefing.txt"] == [(1, 1), (1, 6), (2, 77)]


def test_every_rule_has_an_id_of_its_own_and_words_for_people() -> None:
    """The table is the documentation."""
    rules = [rule for some in lint.AREAS.values() for rule in some]
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.id == rule.id.lower().replace("_", "-")
        assert rule.what[0].islower() or rule.what.startswith(("JSON", "List"))
        assert len(rule.help) > 10


def test_a_finding_is_placed_as_editors_know_it() -> None:
    """File alone, with line, with line and column."""
    finding = Finding(file="a.html", rule="x", level="note", message="m", help="h")
    assert finding.place == "a.html"
    assert Finding(file="a.html", line=3, rule="x", level="note", message="m", help="h").place == "a.html:3"
    assert Finding(file="a.html", line=3, column=5, rule="x", level="note", message="m", help="h").place == "a.html:3:5"
