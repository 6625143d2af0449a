"""How much an article concerns a briefing."""

import pytest

from briefgen.match import Finder, relevance
from briefgen.match.relevance import ABOUT, Relevance
from briefgen.model.briefing import Briefing
from tests.factories import a_briefing, a_topic, a_watchlist, an_actor, an_article

BRIEFING = a_briefing(actors=("lavrov",), topics=("iran-nuclear",))
FAR = "Words without a name stand here. " * 10


def judged(title: str, text: str, briefing: Briefing = BRIEFING) -> Relevance:
    """Weigh an article of the given title and text."""
    article = an_article(title=title, text=text)
    return relevance(article, Finder(a_watchlist(an_actor(), a_topic())).find(article), briefing)


@pytest.mark.parametrize(
    ("title", "text", "about"),
    [
        ("Lavrov speaks", "", True),
        ("Call", "Lavrov spoke by phone.", True),
        ("Call", FAR + "Lavrov spoke.", False),
        ("Call", FAR + "Lavrov spoke. Then Lavrov left.", False),
        ("Call", FAR + "Lavrov spoke. Then Lavrov left. And Lavrov came.", True),
        ("Call", FAR, False),
    ],
)
def test_the_title_the_opening_or_three_mentions_make_it_about_somebody(
    title: str,
    text: str,
    about: bool,  # noqa: FBT001  a column of the table
) -> None:
    """Measured in the reference on language."""
    found = judged(title, text)
    assert (found.claims == ("lavrov",)) is about
    assert found.concerns is about
    assert found.touches is ("Lavrov" in title + text)
    assert all(0 < strength <= 1 for strength in found.strengths.values())
    assert not about or found.strengths["lavrov"] >= ABOUT


def test_a_briefing_claims_only_whom_it_watches() -> None:
    """Strengths are there all the same."""
    found = judged("Lavrov speaks", "", a_briefing(actors=("lapid",), topics=()))
    assert (found.claims, set(found.strengths)) == ((), {"lavrov"})
    assert judged("Lavrov speaks", "", a_briefing(actors=("*",))).claims == ("lavrov",)


def test_an_excluded_topic_keeps_an_article_out() -> None:
    """However much else claims it."""
    found = judged("Lavrov on nuclear talks", "", a_briefing(actors=("*",), exclude=("iran-nuclear",)))
    assert found.excluded == ("iran-nuclear",)
    assert not found.concerns
    assert not found.touches


def test_a_feed_that_the_briefing_does_not_read_claims_nothing() -> None:
    """It may still tell of a story that another feed brought."""
    assert judged("Lavrov speaks", "", a_briefing(actors=("*",), feeds=("levant-wire",))).claims == ()
