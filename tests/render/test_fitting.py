"""Headlines in lines that fit."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.render import packaged_templates
from briefgen.render.fitting import fitted

FONTS = (packaged_templates() / "fonts/BriefingSans-Bold.ttf", packaged_templates() / "fonts/BriefingHebrew-Bold.ttf")
ROOM = ((80, 2), (50, 3))


def test_a_short_headline_is_set_in_the_largest_size() -> None:
    """On one line."""
    found = fitted("Ministers meet", FONTS, width=1000, room=ROOM)
    assert (found.size, found.lines) == (80, ("Ministers meet",))


def test_a_longer_one_is_set_smaller() -> None:
    """And loses no word."""
    title = "Ministers meet in the capital to talk of the strait, of grain and of who pays for the ferries"
    found = fitted(title, FONTS, width=1000, room=ROOM)
    assert found.size == 50
    assert len(found.lines) == 3
    assert " ".join(found.lines) == title


def test_what_fits_nowhere_is_cut_with_an_ellipsis() -> None:
    """In the last size, in as many lines as there is room for."""
    found = fitted("grain and ferries " * 40, FONTS, width=1000, room=ROOM)
    assert (found.size, len(found.lines)) == (50, 3)
    assert found.lines[-1].endswith("…")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_comes_to_an_end_within_its_room(text: str) -> None:
    """Endless words, letters that no font has, no letters at all."""
    found = fitted(text, FONTS, width=400, room=ROOM)
    assert len(found.lines) <= dict(ROOM)[found.size]
    assert all(line.strip() for line in found.lines)
