"""Plain text in columns."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.render.columns import WIDTH, columns, gutter, in_gutter, titled_rule, wrap

LINK = "https://harbour.example/" + "a" * 120


def test_no_line_is_longer_than_the_page() -> None:
    """English prose ends its lines between words."""
    lines = wrap("The ministers spoke by phone on Monday. " * 10, "   ").splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert all(line.startswith("   ") for line in lines)


def test_a_link_is_never_broken() -> None:
    """A link longer than the page stands whole on a line of its own."""
    lines = wrap(f"See {LINK} for more", "  ").splitlines()
    assert lines == ["  See", f"  {LINK}", "  for more"]


def test_wide_characters_count_twice_and_may_end_a_line_anywhere() -> None:
    """Japanese has no spaces to break at."""
    text = "東京とソウルの会談" * 12
    lines = wrap(text).splitlines()
    assert all(columns(line) <= WIDTH for line in lines)
    assert "".join(lines) == text


def test_marks_take_no_column() -> None:
    """Pointed Hebrew and vowelled Arabic are as wide as their letters."""
    assert columns("שָׁלוֹם") == 4
    assert columns("مَرْحَبًا") == 5


def test_a_list_hangs_its_later_lines() -> None:
    """The text stands beside its number, not beneath it."""
    lines = wrap("word " * 30, " 7. ").splitlines()
    assert lines[0].startswith(" 7. word")
    assert all(line.startswith("    word") for line in lines[1:])


@given(st.text(), st.sampled_from(["", "   ", " 12. "]))
def test_no_character_is_lost_and_no_line_too_long(text: str, first: str) -> None:
    """For any text: the same characters without white space, at most 76 columns but for links."""
    wrapped = wrap(text, first)
    assert "".join(wrapped.removeprefix(first.rstrip()).split()) == "".join(text.split())
    for line in wrapped.split("\n"):
        assert columns(line) <= WIDTH or "http" in line or "mailto:" in line


def test_a_section_stands_in_its_rule() -> None:
    """Whatever its script; one that leaves no room for a rule stands above it."""
    for title in ("Diplomacy", "ביטחון", "外交"):
        line = titled_rule(title)
        assert line.startswith(f"== {title} ==")
        assert columns(line) == WIDTH
    long = titled_rule("Diplomacy and security " * 5).splitlines()
    assert len(long) == 3
    assert max(map(columns, long)) == WIDTH


def test_names_stand_in_a_gutter_as_wide_as_the_widest_that_fits() -> None:
    """So that what each side says begins in one column; who has a longer name stands above it."""
    blanks = gutter(["Israel", "Cyprus and all", "The harbour workers' union"])
    assert blanks == " " * (3 + 14 + 2)
    assert in_gutter("Israel", blanks) == "   Israel          "
    assert columns(in_gutter("ישראל", blanks)) == columns(blanks)
    assert in_gutter("The harbour workers' union", blanks) == ""
    assert gutter(["x" * 30]) == " " * 7
