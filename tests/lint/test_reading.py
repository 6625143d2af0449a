"""Reading level, in English."""

import pytest

from briefgen import lint
from briefgen.lint.reading import syllables_in
from tests.lint.documents import GOOD_PAGE, changed

EASY = "<p>The ship left the port on the day of the great storm. It came back with fish and wood two weeks on.</p>" * 8
HARD = (
    "<p>Notwithstanding considerable international reservations concerning multilateral enforcement capabilities, "
    "negotiators representing constituencies characterised by irreconcilable institutional obligations provisionally "
    "acknowledged supplementary verification arrangements.</p>" * 8
)


def grade(body: str, language: str = "en") -> float | None:
    """Return the grade of a page with this body."""
    page = changed(GOOD_PAGE, "</main>", f'<div lang="{language}">{body}</div></main>')
    return lint.measure({"index.html": page.encode()}).grade


def test_long_words_and_sentences_ask_for_more_years_of_school() -> None:
    """By a wide margin."""
    easy, hard = grade(EASY), grade(HARD)
    assert easy is not None
    assert hard is not None
    assert easy < 5
    assert hard > 25


def test_nothing_is_said_of_other_languages_nor_of_a_few_words() -> None:
    """The formula was made for English, and for passages."""
    assert grade(EASY, "tr") is None
    assert grade("<p>The ship left the port on the day of the storm.</p>") is None


def test_labels_and_numbers_of_sources_do_not_count() -> None:
    """Only whole sentences are read."""
    assert grade(EASY) == grade(EASY.replace("storm.", "storm.<sup>1,2</sup>") + "<li>Reuters, Tuesday</li>" * 9)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("ship", 1),
        ("storm", 1),
        ("minister", 3),
        ("agreed", 2),
        ("stopped", 1),
        ("wanted", 2),
        ("table", 2),
        ("the", 1),
    ],
)
def test_syllables_are_counted_by_ear(word: str, count: int) -> None:
    """Near enough: silent endings are silent."""
    assert syllables_in(word) == count
