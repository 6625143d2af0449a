"""Quote marks of every kind → quotations."""

import pytest

from briefgen.language.attribution_quotes import CLOSING, INSIDE, OPENING, masked, quotations

CASES = {
    "straight": ('He said "no way" twice.', ['"no way"']),
    "curly": ("He said “no way” twice.", ["“no way”"]),
    "mixed": ('He said “no way" twice.', ['“no way"']),
    "guillemets": ("Он сказал: «нет».", ["«нет»"]),
    "low and high": ("Er sagte „nein“ dazu.", ["„nein“"]),
    "two apostrophes": ("He said ''no way'' twice.", ["''no way''"]),
    "single": ("He said ‘no way’ twice.", ["‘no way’"]),
    "single with an apostrophe": ("He said ‘they don’t know’.", ["‘they don’t know’"]),
    "nested": ("“He told me ‘no way’ again,” she said.", ["“He told me ‘no way’ again,”"]),
    "Hebrew abbreviation": ('דובר צה"ל אמר: "לא".', ['"לא"']),
    "apostrophes only": ("The workers' rights in the '90s, he said, weren't theirs.", []),
    "left open": ("He said “no way and left.\n\nThen he came back.", []),
    "goes on below": ("“One.\n\n“Two.”", ["“One.", "“Two.”"]),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_marks_of_every_kind_quote(case: tuple[str, list[str]]) -> None:
    """Marks included, in order, none inside another."""
    text, wanted = case
    assert [text[q.start : q.end] for q in quotations(text)] == wanted


def test_a_masked_text_keeps_every_place() -> None:
    """What stands outside of quotations stays where it was."""
    text = "He said “no” twice."
    blind = masked(text, quotations(text))
    assert blind == f"He said {OPENING}{INSIDE}{INSIDE}{CLOSING} twice."
