"""The head of a memo: what editors write, and what is told them of their mistakes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.config.front_matter import FrontMatterError, split

TEXT = """---
title: One call: two readouts
author: "Ada \\"A.\\" Example"
# a remark
standfirst: Two lists
  that barely overlap.
tags: [method, "Russia, Israel", 'it''s']
stories:
  - israel/2021-12-28#s-1
  - https://example.org/a#b
---

# The text

--- is no fence here
"""


def test_texts_and_lists_are_read_and_the_text_below_stays_as_it_is() -> None:
    """Colons, quotation marks, further lines, lists in brackets and in lines."""
    head = split(TEXT)
    assert {name: value.text for name, value in head.values.items() if value.members is None} == {
        "title": "One call: two readouts",
        "author": 'Ada "A." Example',
        "standfirst": "Two lists that barely overlap.",
    }
    assert [text for text, _ in head.values["tags"].members or ()] == ["method", "Russia, Israel", "it's"]
    assert head.values["stories"].members == (("israel/2021-12-28#s-1", 9), ("https://example.org/a#b", 10))
    assert head.body == "# The text\n\n--- is no fence here"
    assert (head.values["title"].line, head.end) == (2, 11)


def test_what_yaml_would_make_of_a_word_is_made_of_none() -> None:
    """``no`` is no falsehood, a date no date: whoever asks for one reads the text."""
    head = split("---\na: no\nb: 2021-12-28\nc: 1_000\nd: ~\n---\n")
    assert [value.text for value in head.values.values()] == ["no", "2021-12-28", "1_000", "~"]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    """Editors save files in many ways."""
    assert split("\ufeff" + TEXT.replace("\n", "\r\n")) == split(TEXT)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("title: x", 1, "must begin with a line ---"),
        ("---\ntitle: x\n", 1, "has no end"),
        ("---\ntitle: x\ntitle: y\n---\n", 3, "title stands twice, first in line 2"),
        ("---\ntitle\n---\n", 2, "is no line of the form key: value"),
        ("---\n  indented\n---\n", 2, "is no line of the form key: value"),
        ("---\ntags: [a, b\n---\n", 2, "must end with ]"),
        ('---\ntags: ["a" b]\n---\n', 2, "is no list of texts"),
        ('---\ntitle: "x\n---\n', 2, "has no second one"),
        ("---\ntitle: x\n- y\n---\n", 3, "is no line of the form"),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, line: int, problem: str) -> None:
    """In words, never as a traceback."""
    with pytest.raises(FrontMatterError, match=r".+") as told:
        split(text)
    assert told.value.line == line
    assert problem in told.value.problem


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    """Whatever stands in a file."""
    for one in (text, f"---\n{text}\n---\nbody"):
        with suppress(FrontMatterError):
            assert set(split(one).body) <= set(one) | {"\n"}


_WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40).map(str.strip)


@given(_WORDS, st.lists(_WORDS, max_size=4))
def test_what_is_quoted_is_read_back_as_it_was(title: str, tags: list[str]) -> None:
    """Quotation marks carry every text of one line."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    lines = "".join(f"  - {quoted(tag)}\n" for tag in tags)
    listed = ", ".join(map(quoted, tags))
    head = split(f"---\ntitle: {quoted(title)}\ntags:\n{lines}more: [{listed}]\n---\nbody\n")
    assert head.values["title"].text == title
    assert [text for text, _ in head.values["tags"].members or ()] == tags
    assert [text for text, _ in head.values["more"].members or ()] == tags
    assert head.body == "body"
