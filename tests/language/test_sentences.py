"""Sentences of six languages, whole, in order, word for word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.language.sentences import is_whole, sentences


def split(text: str) -> list[str]:
    """Return the sentences as strings."""
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["On Jan. 23 he met Lt. Gen. Aviv Kochavi of the U.S. Army.", "They spoke."],
        ["It was No. 5 on the list.", "J. K. Rowling came."],
        ["Mr. Lavrov met Dr. Smith at St. Mary's on Dec. 7.", "Then he left."],
        ["“We met. We talked. We left,” he said.", "Then he went."],
        ['He said: "We go. Now."', "Then he left."],
        ["The firm (see p. 4. It is long.) grew.", "The next one did not."],
        ["Wait... what?", "Yes!"],
        ["He paused … then spoke.", "All listened."],
        ["Talks with George W. Bush went on.", "They failed."],
        ["An unclosed “quotation goes on.", "The next sentence is another.", "And another."],
        ["הוא אמר: ״נלך. עכשיו״.", "סוף."],
        ['צה"ל תקף.', 'ארה"ב הגיבה.', "זה הסוף!"],
        ["قال د. أحمد ذلك.", "ماذا بعد؟", "لا شيء."],
        ["او گفت: «می‌رویم. حالا.»", "بعد رفت.", "چرا؟"],
        ["«Мы идём. Сейчас», — сказал С. В. Лавров.", "В г. Москве он дал 10 млн. долларов.", "Конец."],
        ["Lapid 3. turda konuştu.", "Sonra Prof. Yılmaz gitti.", "Neden?"],
    ],
    ids=lambda expected: expected[0][:30],
)
def test_sentences_end_where_a_reader_would_say(expected: list[str]) -> None:
    """Abbreviations, initials, quotations and brackets do not end them."""
    assert split(" ".join(expected)) == expected


def test_a_paragraph_ends_a_sentence_and_a_line_break_does_not() -> None:
    """Whatever its punctuation."""
    assert split("A heading\n\nA sentence\nof two lines.") == ["A heading", "A sentence\nof two lines."]


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("They met.", True), ("“They met.”", True), ("They met (again).", True), ("آیا؟", True), ("They met", False),
        ("They met …", False), ("They met...", False), ("They met [...]", False), ("A heading:", False), ("", False),
    ],
)  # fmt: skip
def test_a_sentence_is_whole_if_it_ends_as_one(sentence: str, whole: bool) -> None:  # noqa: FBT001  a column
    """A heading or a text that was cut off is not."""
    assert is_whole(sentence) is whole


_PIECES = st.sampled_from(
    [
        "Lt.",
        "Gen.",
        "U.S.",
        "“",
        "”",
        '"',
        "(",
        ")",
        "said.",
        "No.",
        "5",
        "He",
        "went.",
        "\n",
        "\n\n",
        " ",
        "…",
        "?!",
        "שלום.",
        "а.",
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map(" ".join)))
def test_sentences_never_overlap_and_cover_everything_but_white_space(text: str) -> None:
    """Nothing is lost, nothing told twice, and no span begins or ends on a space."""
    place = 0
    for span in sentences(text):
        assert not text[place : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        place = span.end
    assert not text[place:].strip()
