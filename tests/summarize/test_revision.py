"""Which number takes the place of one that an edition told."""

import pytest

from briefgen.language.rarity import rarity
from briefgen.model.edition import Sentence
from briefgen.summarize.counting import counts_of
from briefgen.summarize.figures import Told
from briefgen.summarize.revision import is_known, replaces, told_in
from tests.factories import a_report, an_edition_story
from tests.summarize.test_figures import told

RARE = rarity([])
OLD = told(1, "Three people killed as ferry sinks off Tartus", "Three people were killed as a ferry sank off Tartus.")


@pytest.mark.parametrize(
    ("title", "replaced"),
    [
        ("Six people killed as ferry sinks off Tartus", True),
        ("At least four killed as ferry sinks off Tartus", True),
        ("Two people killed as ferry sinks off Tartus", False),
        ("3 people killed as ferry sinks off Tartus", False),
        ("Six people wounded as ferry sinks off Tartus", False),
        ("Six fishermen killed as ferry sinks off Tartus", False),
        ("Six people killed in Aleppo market fire", False),
    ],
)
def test_a_toll_is_replaced_by_a_higher_one_of_the_same_event(title: str, replaced: bool) -> None:  # noqa: FBT001  a case
    """Of the same people, in a like sentence."""
    later = told(2, title, hours=5)
    old, new = Told(counts_of(OLD)[0], OLD), Told(counts_of(later)[0], later)
    assert replaces(old, new, RARE) is replaced
    assert not replaces(new, old, RARE)


def test_a_number_is_known_unless_it_has_grown() -> None:
    """In other words it is the same."""
    three, six, more = (
        counts_of(told(n, f"{number} people killed as ferry sinks"))[0]
        for n, number in enumerate(("Three", "Six", "At least three"), 1)
    )
    assert is_known(three, more)
    assert is_known(more, three)
    assert not is_known(six, more)


def test_what_an_edition_counted_is_read_with_the_newest_report_it_cited() -> None:
    """Headline and sentences; a report that is no longer read counts nothing."""
    before = an_edition_story(
        headline=OLD.title,
        summary=(Sentence(text=OLD.text, cites=(1,)),),
        articles=(a_report(1, url=OLD.url), a_report(2, url="https://gone.example/")),
    )
    found = told_in(before, {OLD.url: OLD})
    assert [(one.count.what, one.count.quantity.text, one.article) for one in found] == [("killed", "Three", OLD)] * 2
    assert told_in(before, {}) == []
