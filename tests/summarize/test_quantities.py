"""Numbers as news writes them."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.summarize.quantities import QUANTITY, Quantity, quantity

_ONE = re.compile(QUANTITY, re.IGNORECASE | re.VERBOSE)


def read(text: str) -> Quantity | None:
    """Return the first quantity of a text."""
    found = _ONE.search(text)
    return quantity(found) if found else None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("six", 6, 6),
        ("twenty-two", 22, 22),
        ("a dozen", 12, 12),
        ("1,234", 1234, 1234),
        ("at least 20", 20, math.inf),
        ("more than three", 3, math.inf),
        ("up to 100", 80, 100),
        ("fewer than ten", 0, 10),
        ("about 50", 45, 55),
        ("half a million", 500_000, 500_000),
        ("$161 billion", 160.5e9, 161.5e9),
        ("2.5 million", 2.45e6, 2.55e6),
        ("scores", 30, 500),
        ("tens of thousands", 1e4, 2e5),
    ],
)
def test_words_and_digits_say_which_values_they_allow(text: str, low: float, high: float) -> None:
    """And keep the words as they are written."""
    found = read(f"In all {text} came.")
    assert found is not None
    assert found.text == text
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


@pytest.mark.parametrize("text", ["in 2021", "a 22-year-old man", "the B-52", "Covid-19", "someone", "1,2345"])
def test_years_ages_and_names_are_no_quantities(text: str) -> None:
    """A number inside a word counts nothing."""
    assert read(text) is None


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("at least six", "nine", True),
        ("six", "6", True),
        ("six", "nine", False),
        ("$161 billion", "$161.1bn", True),
        ("dozens", "45", True),
        ("more than 20", "22", True),
        ("fewer than ten", "12", False),
    ],
)
def test_two_quantities_agree_where_both_can_be_true(one: str, other: str, both: bool) -> None:  # noqa: FBT001  a case
    """Either way round."""
    a, b = read(one), read(other)
    assert a is not None
    assert b is not None
    assert a.allows(b) is both
    assert b.allows(a) is both


@given(st.integers(min_value=0, max_value=10**9))
def test_any_whole_number_is_read_with_and_without_commas(number: int) -> None:
    """But for what looks like a year."""
    assert read(f"{number:,} of them") == Quantity(f"{number:,}", number, number, number)
    if len(str(number)) != 4:
        assert read(f"{number} of them") == Quantity(str(number), number, number, number)


@given(st.text())
def test_a_quantity_is_a_slice_of_its_text(text: str) -> None:
    """Whatever the text."""
    found = read(text)
    assert found is None or (found.text in text and found.low <= found.value <= found.high)
