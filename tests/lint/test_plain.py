"""Plain text and Markdown."""

from briefgen.lint.plain import columns_of
from tests.lint.documents import GOOD_TEXT, findings, rules


def test_a_good_text_is_told_so() -> None:
    """As text and as Markdown."""
    assert findings("briefing.txt", GOOD_TEXT) == ()
    assert findings("briefing.md", GOOD_TEXT) == ()


def test_a_wide_line_is_found_in_text_and_not_in_markdown() -> None:
    """A paragraph of Markdown is one line; an address is not broken."""
    wide = "word " * 16 + "\n"
    assert rules(findings("briefing.txt", wide)) == {"text-columns"}
    assert rules(findings("briefing.md", wide)) == set()
    assert rules(findings("briefing.txt", f"  https://example.org/{'x' * 90}\n")) == set()


def test_the_place_is_the_first_column_too_many() -> None:
    """Line and column, from one."""
    [found] = findings("briefing.txt", "one\n" + "x" * 80 + "\n")
    assert (found.line, found.column, found.message) == (2, 77, "a line of 80 columns")


def test_leftovers_are_found() -> None:
    """Signs of a template, or a line that is only a value."""
    assert rules(findings("briefing.txt", "Hello {{ name }}\n")) == {"text-leftover"}
    assert rules(findings("briefing.md", "None\n")) == {"text-leftover"}
    assert rules(findings("briefing.txt", "None of the ships left.\n")) == set()


def test_a_text_is_utf_8_without_control_characters() -> None:
    """What feeds bring may hold both."""
    assert rules(findings("briefing.txt", b"caf\xe9\n")) == {"text-encoding"}
    assert rules(findings("briefing.txt", "a\x07b\n")) == {"text-encoding"}


def test_columns_are_those_of_a_terminal() -> None:
    """Marks over letters take none, wide letters two, formats none."""
    assert columns_of("שָׁלוֹם") == 4
    assert columns_of("漢字") == 4
    assert columns_of("\u2068a\u2069") == 1
