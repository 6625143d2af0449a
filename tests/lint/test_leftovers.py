"""What templates leave behind."""

import pytest

from tests.lint.documents import GOOD_PAGE, broken_in_page, changed, said

FAULTS = {
    "a variable": ("<p>Hello {{ name }}</p>", "template-leftover"),
    "a statement": ("<p>{% if x %}</p>", "template-leftover"),
    "a merge tag": ("<p>*|FNAME|*</p>", "template-leftover"),
    "in an attribute": ('<a href="https://example.org/{{id}}">x</a>', "template-leftover"),
    "None alone": ("<p>None</p>", "value-leftover"),
    "None in an address": ('<a href="https://example.org/None/2">x</a>', "value-leftover"),
    "undefined": ("<p>by undefined</p>", "value-leftover"),
    "an object": ("<p>[object Object]</p>", "value-leftover"),
    "a Python object": ("<p>&lt;edition.Story object at 0x7f00aa&gt;</p>", "value-leftover"),
    "escaped twice": ("<p>Bread &amp;amp; fish</p>", "escaped-twice"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_left_over_is_found(case: str) -> None:
    """In texts and attributes."""
    html, rule = FAULTS[case]
    assert broken_in_page("</main>", f"{html}</main>") == {rule}


@pytest.mark.parametrize(
    "good",
    ["<p>None of the ships left.</p>", "<p>A set {1, 2}</p>", "<p>Bread &amp; fish</p>", "<p>100 % of it</p>"],
)
def test_words_of_the_news_are_no_leftovers(good: str) -> None:
    """None is a word, a brace alone is none of a template's signs."""
    assert broken_in_page("</main>", f"{good}</main>") == set()


def test_the_place_is_that_of_the_sign() -> None:
    """Within a text of several lines."""
    page = changed(GOOD_PAGE, "</main>", "<p>one\n  two {{ x }}</p></main>")
    line = page.splitlines().index("  two {{ x }}</p></main>") + 1
    assert [told.split()[0] for told in said("index.html", page, "template-leftover")] == [f"{line}:7", f"{line}:12"]
