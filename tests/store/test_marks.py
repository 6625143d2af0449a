"""Numbers that an article shares with its copies."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.store.marks import MARKS, marks_of
from tests.factories import an_article

TITLE = "Negotiators meet again in Vienna"


def test_letters_case_and_spaces_are_no_difference() -> None:
    """Outlets change both when they copy."""
    once, again = an_article(title=TITLE), an_article(title=f"  {TITLE.upper()} \n")
    assert marks_of(once)["title_mark"] == marks_of(again)["title_mark"]
    assert marks_of(once)["title_mark"] != marks_of(an_article(title=TITLE + "?"))["title_mark"]


def test_what_is_too_short_has_no_mark() -> None:
    """The words "Live updates" stand everywhere."""
    assert set(marks_of(an_article(title="Live updates", text="Short.")).values()) == {None}


def test_a_mark_is_the_same_in_every_process() -> None:
    """It is stored, so it must not depend on the seed of Python's hashes."""
    assert marks_of(an_article(title=TITLE))["title_mark"] == -7227153069840081747


@given(st.text(), st.text())
def test_every_text_has_marks_that_a_database_takes(title: str, text: str) -> None:
    """64 bits with a sign, whatever is in it."""
    marks = marks_of(an_article(title=title, text=text))
    assert tuple(marks) == MARKS
    assert all(mark is None or -(2**63) <= mark < 2**63 for mark in marks.values())
