"""Names by their consonants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.skeleton import plain, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lavrov", "Лавров"),
        ("Netanyahu", "נתניהו"),
        ("Erdogan", "Эрдоган"),
        ("Qassem", "Kasem"),
        ("al-Sadr", "Sadr"),
        ("Mohammed", "Muhammad"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(one: str, other: str) -> None:
    """Across scripts."""
    assert skeleton(one) == skeleton(other)


@given(st.text(max_size=60))
def test_a_skeleton_has_latin_consonants_only(text: str) -> None:
    """Whatever the text."""
    assert all(letter in "bcdfghjklmnpqrstvwxz" for letter in skeleton(text))
    assert plain(text).replace(" ", "").isascii()
