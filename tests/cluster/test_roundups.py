"""Round-ups join a story and bridge none."""

import pytest

from briefgen.cluster import group
from briefgen.cluster.roundups import is_roundup
from tests.cluster.test_grouping import DAM, STRIKE, reports
from tests.factories import NOON, an_article


@pytest.mark.parametrize(
    "title",
    [
        "Your Wednesday Briefing",
        "Morning briefing: dam cracks, trams stand still",
        "The week in pictures",
        "News in brief",
        "Five things to know this morning",
        "Главное за день",
        "Günün özeti",
        "موجز أنباء الثالثة",
        "סיכום היום",
    ],
)
def test_titles_of_roundups_are_known(title: str) -> None:
    """In several languages."""
    assert is_roundup(an_article(title=title))


@pytest.mark.parametrize(
    "title",
    ["Army chief holds briefing on border", "Minister reviews the week of talks", "Brief clashes near the dam", ""],
)
def test_news_is_no_roundup(title: str) -> None:
    """A briefing may be the news."""
    assert not is_roundup(an_article(title=title))


def test_a_roundup_joins_one_story_and_does_not_bridge_two() -> None:
    """It shares words with both."""
    both = " ".join(text for _, _, text in (*DAM, *STRIKE[:2]))
    roundup = an_article(id="a-roundup", title="Your Tuesday briefing", text=both, published=NOON)
    stories = group([*reports(DAM), *reports(STRIKE), roundup])
    assert sorted(len(story.articles) for story in stories) == [3, 4]
    assert any({"Karun" in a.text for a in story.articles} == {True} and len(story.articles) == 4 for story in stories)
