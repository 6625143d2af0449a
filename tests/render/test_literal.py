"""Markdown that shows exactly the text it was given."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from briefgen.render.literal import md, md_url
from tests.render.test_formats import HOSTILE

#: As GitHub reads it: tables, strike-through, bare addresses.
COMMON = MarkdownIt("gfm-like", {"linkify": False, "html": True})
PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1).map(
    lambda text: " ".join(text.split())
)


def check(text: str) -> None:
    """Both dialects show the text and nothing but a paragraph."""
    for rendered in (markdown.markdown(md(text)), COMMON.render(md(text))):
        paragraph = lxml_html.fragment_fromstring(rendered.strip(), create_parent="div")
        assert [element.tag for element in paragraph.iter()] == ["div", "p"], rendered
        assert paragraph.text_content().strip() == text.strip()


@pytest.mark.parametrize("text", [" ".join(text.split()) for text in HOSTILE if text.isprintable()])
def test_hostile_text_stays_text(text: str) -> None:
    """No list, heading, emphasis, link, table or HTML comes of a title."""
    check(text)


@given(PLAIN.filter(bool))
def test_any_text_stays_text(text: str) -> None:
    """For any line of text, in two dialects."""
    check(text)


@given(st.text("*_`[]()<>#+-.!|~\\&;:/@$=1ab wh tps", min_size=1).map(lambda text: " ".join(text.split())))
def test_any_heap_of_marks_stays_text(text: str) -> None:
    """The characters that Markdown is made of, in any order."""
    if text:
        check(text)


def test_a_link_survives_brackets_and_marks_in_its_address() -> None:
    """The address arrives as it was, and only there."""
    address = "https://harbour.example/a_b_(c)*d*?x=1&copy=2&lt;=3"
    rendered = markdown.markdown(f"[{md('a_b [c](d)')}]({md_url(address)})")
    link = lxml_html.fragment_fromstring(rendered).find("a")
    assert link is not None
    assert link.text_content() == "a_b [c](d)"
    assert link.get("href", "").replace("%2A", "*").replace("%5F", "_") == address


def test_a_script_is_no_destination() -> None:
    """The filter of addresses holds in Markdown, too."""
    assert md_url("javascript:alert(1)") == "<#>"
