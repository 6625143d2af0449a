"""The text of .env files."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.config.dotenv import parse_dotenv


def read(text: str) -> list[tuple[int, str, str]]:
    """Return line, key and value of each variable."""
    return [(variable.line, variable.key, variable.value) for variable in parse_dotenv(text)]


def test_values_may_be_bare_or_in_either_quotes() -> None:
    """As people know it from other programs."""
    text = """\
# a comment
A=plain # not of the value
export B = 'as $it \\n stands' # not of the value

C="two\\nlines \\"quoted\\" # inside"
D=with#hash
E=
F= #nothing
  G = 1\r
"""
    assert read(text) == [
        (2, "A", "plain"),
        (3, "B", "as $it \\n stands"),
        (5, "C", 'two\nlines "quoted" # inside'),
        (6, "D", "with#hash"),
        (7, "E", ""),
        (8, "F", ""),
        (9, "G", "1"),
    ]


def test_a_private_key_may_span_lines() -> None:
    """And the lines after it are counted right."""
    assert read('KEY="-----BEGIN\nabc=\n-----END"\nB=1') == [(1, "KEY", "-----BEGIN\nabc=\n-----END"), (4, "B", "1")]


def test_a_line_that_is_none_has_no_key_and_hides_no_other() -> None:
    """An open quote, a word alone, two values."""
    assert read('A="open\nword\n=1\nB="x" y\nC=1\n') == [
        (1, "", ""),
        (2, "", ""),
        (3, "", ""),
        (4, "", ""),
        (5, "C", "1"),
    ]


def test_no_repr_shows_a_value() -> None:
    """It may be a password."""
    assert "hunter2" not in repr(list(parse_dotenv("A=hunter2")))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_any_value_in_double_quotes_is_read_back(value: str) -> None:
    """With backslashes and quotes escaped."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    assert read(f'A="{escaped}"\nB=1\n') == [(1, "A", value), (value.count("\n") + 2, "B", "1")]


@given(st.text(st.sampled_from("AB=\"'\\# \n\t")))
def test_no_text_is_refused_or_hangs(text: str) -> None:
    """Every line that is neither blank nor comment belongs to some variable or mistake."""
    assert all(1 <= line <= text.count("\n") + 1 for line, _, _ in read(text))
