"""The order of words in a drawing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.render.visual_order import visual_order

MARK = "\u200f"


def shown(text: str) -> str:
    """Return what is given to resvg, its marks as vertical lines."""
    return visual_order(text, "rtl").replace(MARK, "|")


LINES = {
    "one script": ("שלום עולם.", "|שלום עולם.|"),
    "a name in the middle": ("השר Lavrov בא.", "| בא.|Lavrov|השר |"),
    "a name at the start": ("Lavrov בא", "| בא|Lavrov"),
    "a name at the end": ("פגש את Lavrov", "Lavrov|פגש את |"),
    "a number belongs to its letters": ("ב־12 במרץ", "|ב־12 במרץ|"),
    "a number behind foreign letters belongs to them": ("טיל F-16 הופל", "| הופל|F-16|טיל |"),
    "brackets of the line": ("הסוכנות (IAEA) אמרה", "|) אמרה|IAEA|הסוכנות (|"),
    "two names": ("A ו B", "B| ו |A"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("case", LINES)
def test_runs_of_a_line_from_right_to_left_are_turned_round(case: str) -> None:
    """Each held together by marks that show nothing."""
    line, given_to_resvg = LINES[case]
    assert shown(line) == given_to_resvg


@given(st.text())
def test_a_line_from_left_to_right_stays(line: str) -> None:
    """The drawing sets it rightly by itself."""
    assert visual_order(line, "ltr") == line


@given(st.text(alphabet="abאב12 .()-").filter(lambda line: MARK not in line))
def test_no_letter_is_lost(line: str) -> None:
    """Only marks are added."""
    assert sorted(visual_order(line, "rtl").replace(MARK, "")) == sorted(line)
