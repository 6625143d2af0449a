"""Sections of outlets as evidence of a topic."""

import pytest

from briefgen.match import Finder, relevance
from tests.factories import a_briefing, a_topic, a_watchlist, an_article

SPORT = a_topic(id="sport", title="Sport", terms={"en": ("Premier League",)}, sections=("sport", "Sports", "ספורט"))


@pytest.mark.parametrize(
    "given",
    [
        {"categories": ("News", "Sports")},
        {"categories": ("ספורט",)},
        {"url": "https://harbour-post.example/sport/2021/12/27/regatta"},
        {"url": "https://harbour-post.example/%D7%A1%D7%A4%D7%95%D7%A8%D7%98/1"},
    ],
    ids=["category", "Hebrew category", "folder", "escaped folder"],
)
def test_what_an_outlet_files_under_sport_is_sport(given: dict[str, object]) -> None:
    """Without one word of the topic in title or text; and a briefing can keep it out."""
    article = an_article(title="Rowers win in Haifa bay", **given)
    match = Finder(a_watchlist(SPORT)).find(article)
    assert [mention.place for mention in match.topics] == ["section"]
    judged = relevance(article, match, a_briefing(exclude=("sport",)))
    assert judged.excluded == ("sport",)
    assert not judged.touches


@pytest.mark.parametrize("url", ["https://sport.example/news/1", "https://harbour-post.example/2021/sport"])
def test_neither_a_host_nor_the_last_part_of_an_address_is_a_section(url: str) -> None:
    """They name an outlet and an article."""
    article = an_article(title="Minister opens port", url=url)
    assert Finder(a_watchlist(SPORT)).find(article).topics == ()
