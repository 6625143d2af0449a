"""Numbers that newer reports have replaced, and claims that are denied."""

from briefgen.language.rarity import rarity
from briefgen.summarize import summarize
from briefgen.summarize.overtaking import overtaken_in
from tests.factories import a_story, an_article
from tests.summarize.test_figures import told

RARE = rarity([])
FIRST = told(
    1, "One dead as ferry sinks off Tartus", "One person was killed when a ferry sank off Tartus, police said."
)
LATER = told(
    2, "Three dead as ferry sinks off Tartus", "Three people were killed when a ferry sank off Tartus, police said.", 6
)


def test_a_toll_is_overtaken_by_a_newer_higher_one() -> None:
    """Not the other way round."""
    is_old = overtaken_in([FIRST, LATER])
    assert is_old(FIRST, FIRST.title)
    assert is_old(FIRST, FIRST.text)
    assert not is_old(LATER, LATER.title)
    assert not overtaken_in([FIRST])(FIRST, FIRST.title)


def test_neither_headline_nor_sentence_gives_an_old_toll() -> None:
    """Though most outlets had it."""
    again = told(3, FIRST.title, FIRST.text, 1)
    third = told(4, FIRST.title, FIRST.text, 2)
    told_now = summarize(a_story(FIRST, again, third, LATER), "en", RARE)
    assert told_now.headline == LATER.title
    assert [sentence.text for sentence in told_now.sentences] == [LATER.text]


def test_a_denied_claim_is_not_the_headline() -> None:
    """However many outlets told it as a fact; attributed, it may be."""
    claims = [told(n, "Ministers reach agreement on grain corridor") for n in range(3)]
    denial = told(4, "Ministry denies agreement on grain corridor", hours=2)
    assert summarize(a_story(*claims, denial), "en", RARE).headline == denial.title


def test_a_denial_of_something_else_takes_nothing_from_a_headline() -> None:
    """What follows after "after" is not denied."""
    claims = [told(n, "Ministers reach agreement on grain corridor") for n in range(3)]
    denial = told(4, "Capital denies hidden motives after agreement on grain corridor", hours=2)
    assert summarize(a_story(*claims, denial), "en", RARE).headline == claims[0].title


def test_reports_without_numbers_overtake_nothing() -> None:
    """And cost nothing."""
    assert not overtaken_in([an_article(), an_article(id="a-2")])(an_article(), "Six killed")
