"""Lines that recur across an outlet's pages are learned; reporting that recurs is not."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.parse.page_recurring import folded, learned
from briefgen.parse.promotion import LONGEST

SLOGAN = "The Bugle: seen from the harbour since 1921"


def report(number: int, *lines: str) -> str:
    """Return a text of its own with these lines in it."""
    name = chr(ord("a") + number) * 9
    return "\n\n".join(
        [f"The {name} council voted on the new bridge over the {name} yesterday.", *lines, f"So {name}."]
    )


def test_what_half_of_the_pages_have_is_the_outlets() -> None:
    """Wherever it stands; case, spaces and figures do not count."""
    pages = [report(n, f"THE Bugle:  seen from the harbour since {1900 + n}") for n in range(3)]
    pages += [report(n) for n in range(3, 6)]
    found = learned(pages)
    assert found == {folded(SLOGAN)}


def test_two_pages_teach_nothing() -> None:
    """Two reports may well share a line."""
    assert learned([report(n, SLOGAN) for n in range(2)]) == frozenset()


def test_less_than_half_is_chance() -> None:
    """Three pages of seven."""
    assert learned([report(n, *([SLOGAN] if n < 3 else [])) for n in range(7)]) == frozenset()


def test_versions_of_an_article_count_as_one_page() -> None:
    """Otherwise an article that is changed twice would teach that it is boilerplate."""
    assert learned([report(1, f"Update {'x' * n}") for n in range(5)]) == frozenset()


def test_a_long_line_that_recurs_is_background() -> None:
    """Reports on one affair repeat it."""
    background = "The dispute over the harbour began in 1921, when the council sold it. " * 4
    assert len(background.strip()) > LONGEST
    pages = [report(n, "", "".join(chr(ord("k") + n) * 40 for _ in range(20)), background.strip()) for n in range(4)]
    assert learned(pages) == frozenset()


@given(st.lists(st.text(alphabet="ab \n", max_size=30), max_size=8))
def test_what_is_learned_stands_in_the_pages(pages: list[str]) -> None:
    """Nothing is made up."""
    assert learned(pages) <= {folded(line) for page in pages for line in page.split("\n")}
