"""How much an article concerns a briefing."""

import pytest

from briefgen.match import Finder, relevance
from briefgen.match.relevance import ABOUT, Relevance
from briefgen.model.briefing import Briefing, SectionRule
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


MONEY = a_topic(id="money", terms={"en": ("inflation",)}, general=True)


def weighed(title: str, briefing: Briefing) -> Relevance:
    """Weigh a headline, where a general topic is watched, too."""
    article = an_article(title=title, text="")
    return relevance(article, Finder(a_watchlist(an_actor(), a_topic(), MONEY)).find(article), briefing)


def test_a_general_topic_counts_only_where_a_briefing_names_it() -> None:
    """It is none of "all topics", and shows nothing of what an article is about."""
    title = "Lavrov on inflation"
    assert "money" not in weighed(title, a_briefing(actors=("lavrov",), topics=("*",))).strengths
    assert weighed(title, a_briefing(actors=(), topics=("money",))).claims == ("money",)
    sorted_by = a_briefing(actors=("lavrov",), topics=("*",), sections=(SectionRule(title="Money", topics=("money",)),))
    assert weighed(title, sorted_by).claims == ("lavrov",)
    assert "money" in weighed(title, sorted_by).strengths


def test_a_general_topic_counts_only_beside_somebody_who_is_watched() -> None:
    """Inflation anywhere is no news of the Middle East."""
    assert not weighed("Inflation rises", a_briefing(actors=(), topics=("money",))).touches


@pytest.mark.parametrize(
    ("title", "concerns"), [("Lavrov on inflation", True), ("Lavrov speaks", False), ("Inflation rises", False)]
)
def test_what_a_briefing_requires_narrows_it_down(title: str, concerns: bool) -> None:  # noqa: FBT001  a column
    """An actor's every word is not business."""
    found = weighed(title, a_briefing(actors=("lavrov",), topics=(), require=("money",)))
    assert found.concerns is concerns
    assert bool(found.lacks) is (title == "Lavrov speaks")
