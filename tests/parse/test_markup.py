"""HTML becomes text: no tag is left, no word is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.parse.markup import MOST_TAGS, plain_line, plain_text

TAG = re.compile(r"</?(?:p|div|span|a|b|i|script|img|style|iframe|svg|br|table)\b[^<>]*>", re.IGNORECASE)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<p>wrapped\nin the\n source</p>", "wrapped in the source"),
        ("plain\ntext\n\nstays", "plain\ntext\n\nstays"),
        ("a <b>bold</b> word", "a bold word"),
        ("Q&amp;A", "Q&A"),
        ("Q&amp;amp;A", "Q&A"),
        ("&amp;#039;soon&amp;#039;", "'soon'"),
        ("&lt;p&gt;Escaped twice&lt;/p&gt;", "Escaped twice"),
        ("&amp;lt;b&amp;gt;three times&amp;lt;/b&amp;gt;", "three times"),
        ("two < three and four > one", "two < three and four > one"),
        ("R&D, AT&T &unknown;", "R&D, AT&T &unknown;"),
        ("to meet &lt;soon&gt;", "to meet <soon>"),
        ("<script>alert(1)</script>Text", "Text"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Text", "Text"),
        ("<style>p{}</style>Text<!-- note -->", "Text"),
        ("<figure><img><figcaption>Caption</figcaption></figure>Text", "Text"),
        ("a\u202eb\u200bc\x00d\ufeff", "abcd"),
        ("e\u0301", "é"),
        ("a&nbsp;b", "a b"),
        ("", ""),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    """Each with the reading that a person would choose."""
    assert plain_text(markup) == text


def test_plain_text_keeps_what_html_would_swallow() -> None:
    """A placeholder in a text that is said to be plain."""
    assert plain_text("write <name> here", is_html=False) == "write <name> here"
    assert plain_text("<name> here") == "here"


def test_a_line_is_one_line() -> None:
    """Titles and names."""
    assert plain_line("<p>One</p>\n<p>two</p>") == "One two"


def test_a_direction_mark_escaped_twice_is_dropped_all_the_same() -> None:
    """It could dress up the text around it."""
    assert plain_line("a&amp;#x202e;b") == "ab"


def test_deep_nesting_takes_no_time() -> None:
    """The parser's time grows with the square of the depth: beyond any real item the rest is dropped."""
    assert plain_text("<div>" * MOST_TAGS * 5 + "x") == ""
    assert plain_text("text " + "<b>" * 50_000).startswith("text")


def test_marks_without_end_on_one_letter_take_no_time() -> None:
    """Half a million in two orders would take minutes to compose; emoji and dashes in a row are none."""
    assert plain_line("a" + "\u0301\u0316" * 250_000).startswith("á")
    assert len(plain_line("a" + "\u0301\u0316" * 250_000)) <= 31
    assert plain_line("🔴" * 40 + "—" * 40) == "🔴" * 40 + "—" * 40


@given(st.text(max_size=200))
def test_any_text_becomes_text_without_tags_and_controls(markup: str) -> None:
    """Twice is as good as once for what holds no entity and no angle bracket."""
    text = plain_text(markup)
    text.encode()
    assert not TAG.search(text)
    assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e]", text)
    if not set(text) & set("&<"):
        assert plain_text(text) == text


@given(
    st.lists(st.sampled_from(["<", ">", "&lt;", "&gt;", "&amp;", "script", "p", "/", "img src=x onerror=y", " ", "b"]))
)
def test_however_often_it_is_escaped_no_tag_is_left(pieces: list[str]) -> None:
    """Nested escapes and tags within tags."""
    assert not TAG.search(plain_text("".join(pieces)))


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=10), min_size=1, max_size=20))
def test_no_word_between_tags_is_lost(words: list[str]) -> None:
    """Whatever stands around it."""
    tags = ("<p>{}</p>", "<b>{}</b> ", "{}<br>", "<li>{}", "<table><td>{}</td></table>", "<a href='x'>{}</a> ")
    markup = "".join(tags[i % len(tags)].format(word) for i, word in enumerate(words))
    assert plain_text(markup).split() == plain_text(" ".join(words)).split()
