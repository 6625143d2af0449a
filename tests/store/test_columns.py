"""What a value becomes before it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.store.columns import storable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vienna", "Vienna"),
        ("Вена, וינה, فيينا", "Вена, וינה, فيينا"),
        ("a\0b", "a�b"),
        ("a\ud800b", "a�b"),
        ("a\udc00", "a�"),
        ("\ud83d\ude00", "😀"),
        ("\ude00\ud83d", "��"),
        ("", ""),
    ],
)
def test_only_what_no_database_takes_is_replaced(text: str, expected: str) -> None:
    """NUL and lone surrogates; two that form a pair are the character they mean."""
    assert storable(text) == expected


@given(st.text(st.characters()))
def test_every_text_becomes_storable_once(text: str) -> None:
    """The result is UTF-8 without NUL, and is left as it is from then on."""
    once = storable(text)
    assert b"\0" not in once.encode()
    assert storable(once) == once


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_ordinary_text_is_not_touched(text: str) -> None:
    """Every character that has a meaning stays."""
    assert storable(text) == text
