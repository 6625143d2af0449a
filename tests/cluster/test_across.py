"""Stories of one happening in several languages."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from briefgen.cluster import group
from briefgen.cluster.across import join_across_languages
from briefgen.model.article import Article
from briefgen.model.story import Story
from tests.cluster.happenings import DAY, the_day
from tests.factories import NOON, a_story, an_article

STRIKE = {"israel": 1.0, "syria": 1.0, "syria-strikes": 1.0}
NUMBER = re.compile(r"\d[\d.,]*")
TALKS = {"iran": 1.0, "china": 0.7, "iran-nuclear": 1.0}


def a_report(name: str, language: str, *, hours: float = 0, **given: str) -> Article:
    """Return a report in a language, some hours after noon."""
    told = {"title": "", "text": "", **given}
    return an_article(id=f"a-{name}", language=language, published=NOON + timedelta(hours=hours), **told)


def joined(stories: list[Story], marks: dict[str, dict[str, float]]) -> list[set[str]]:
    """Return the ids of the articles of each story."""
    return [{a.id for a in story.articles} for story in join_across_languages(stories, marks)]


def some_other_news() -> tuple[list[Story], dict[str, dict[str, float]]]:
    """Return stories on other things, without which no name is rare."""
    names = [f"other-{n}" for n in range(8)]
    return [a_story(a_report(name, "en")) for name in names], {f"a-{name}": {name: 1.0} for name in names}


def test_two_languages_that_name_the_same_tell_one_story() -> None:
    """Neither language shares a word with the other."""
    others, marks = some_other_news()
    stories = [a_story(a_report("en", "en")), a_story(a_report("he", "he", hours=3)), *others]
    found = joined(stories, marks | {"a-en": STRIKE, "a-he": STRIKE | {"iran": 0.34}})
    assert {"a-en", "a-he"} in found
    assert len(found) == 1 + len(others)


def test_the_acrossstory_has_the_id_of_its_earliest_report() -> None:
    """Whichever language was first."""
    marks = {"a-en": STRIKE, "a-he": STRIKE}
    stories = [a_story(a_report("en", "en", hours=5)), a_story(a_report("he", "he"))]
    (story,) = join_across_languages(stories, marks)
    assert story.id == "s-he"
    assert [a.id for a in story.articles] == ["a-he", "a-en"]


@pytest.mark.parametrize(
    ("marks", "hours"),
    [
        ({"a-en": STRIKE, "a-he": TALKS}, 0),
        ({"a-en": STRIKE, "a-he": STRIKE}, 48),
        ({"a-en": {"israel": 1.0}, "a-he": {"israel": 1.0}}, 0),
    ],
    ids=["other names", "two days later", "one name alone"],
)
def test_what_is_not_clearly_the_same_stays_apart(marks: dict[str, dict[str, float]], hours: float) -> None:
    """A wrong join is worse than a story told twice."""
    stories = [a_story(a_report("en", "en")), a_story(a_report("he", "he", hours=hours))]
    assert joined(stories, marks) == [{"a-en"}, {"a-he"}]


def test_two_stories_of_one_language_are_never_acrossby_their_names() -> None:
    """Their words were compared already; not through a third language either."""
    marks = {"a-one": STRIKE, "a-two": STRIKE, "a-he": STRIKE}
    stories = [a_story(a_report(name, language)) for name, language in (("one", "en"), ("two", "en"), ("he", "he"))]
    found = joined(stories, marks)
    assert len(found) == 2
    assert not any({"a-one", "a-two"} <= story for story in found)


def test_a_number_in_common_counts_a_year_does_not() -> None:
    """Both name Iran; one pair shares how many missiles it was, the other only the year."""
    others, marks = some_other_news()
    both = marks | {"a-en": {"iran": 1.0}, "a-ru": {"iran": 1.0}}
    for number, together in (("116", True), ("2021", False)):
        stories = [
            a_story(a_report("en", "en", text=f"There were {number} of them.")),
            a_story(a_report("ru", "ru", text=f"Их было {number}.")),
            *others,
        ]
        assert ({"a-en", "a-ru"} in joined(stories, both)) is together


def test_grouping_without_marks_leaves_languages_apart() -> None:
    """Their words have nothing in common."""
    articles = [an_article(id="a-en"), a_report("he", "he", title="סבב שני של שיחות נפתח", text="הצדדים נפגשו שוב.")]
    assert len(group(articles)) == 2


def test_a_day_in_six_languages_comes_together_and_nothing_wrong_is_joined() -> None:
    """All that a small watchlist knows is the state; numbers, countries and names do the rest."""
    articles, marks = the_day()
    told = sorted(tuple(sorted({a.id.split("-")[1] for a in story.articles})) for story in group(articles, marks))
    assert told == [(event,) for event in sorted(DAY)]


def test_without_numbers_names_still_join_and_nothing_wrong_is_joined() -> None:
    """Most of the day's reports come together by the names of people and places alone."""
    articles, marks = the_day()
    bare = [
        a if a.language == "en" else replace(a, title=NUMBER.sub("", a.title), text=NUMBER.sub("", a.text))
        for a in articles
    ]
    stories = group(bare, marks)
    assert all(len({a.id.split("-")[1] for a in story.articles}) == 1 for story in stories)
    across = {
        a.id.split("-")[1] for story in stories if len({a.language for a in story.articles}) > 1 for a in story.articles
    }
    assert across >= {"inspectors", "grain", "summit"}
