"""Stories keep their ids from edition to edition."""

import itertools
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.cluster import follow
from briefgen.model.article import Article
from briefgen.model.edition import Edition, EditionStory, Section
from briefgen.model.moment import Period
from tests.factories import NOON, a_report, a_story, an_article, an_edition, an_edition_story


def an_item(name: str) -> Article:
    """Return an article whose address ends in its name."""
    return an_article(id=f"a-{name}", url=f"https://harbour-post.example/{name}")


def told(story: str, *names: str, line: str = "") -> EditionStory:
    """Return a story that an edition told from articles of these names."""
    reports = tuple(a_report(n, url=f"https://harbour-post.example/{name}") for n, name in enumerate(names, 1))
    return an_edition_story(id=story, articles=reports, storyline=line, summary=())


def the_edition(*stories: EditionStory, day: int = 0) -> Edition:
    """Return an edition of some day with these stories."""
    end = NOON + timedelta(days=day)
    return an_edition(
        Section(title="Top story", stories=stories),
        id=f"israel/{end.date()}",
        period=Period(start=end - timedelta(days=1), end=end),
    )


def test_a_story_that_no_edition_told_keeps_its_own_id() -> None:
    """Nothing is known of it."""
    (story,), followed = follow([a_story(an_item("b"))], [the_edition(told("s-a", "a"))])
    assert story.id == "s-b"
    assert followed["s-b"].earlier == ()


def test_a_story_keeps_its_id_when_its_first_report_has_left_the_window() -> None:
    """It was named after a; now only b and c are read."""
    before = the_edition(told("s-a", "a", "b", line="l-a"))
    (story,), followed = follow([a_story(an_item("b"), an_item("c"))], [before])
    assert story.id == "s-a"
    assert followed["s-a"].earlier == ((before.id, "s-a"),)
    assert followed["s-a"].storyline == "l-a"


def test_two_earlier_stories_that_became_one_are_recorded() -> None:
    """The one with more of its reports gives the id."""
    before = the_edition(told("s-a", "a"), told("s-b", "b", "c"))
    (story,), followed = follow([a_story(*map(an_item, "abcd"))], [before])
    assert story.id == "s-b"
    assert followed["s-b"].merged == ("s-a",)
    assert set(followed["s-b"].earlier) == {(before.id, "s-a"), (before.id, "s-b")}


def test_an_earlier_story_that_fell_in_two_goes_on_in_the_larger_part() -> None:
    """The other part has an id of its own, though it holds the report that the first was named after."""
    before = the_edition(told("s-a", "a", "b", "c"))
    stories, followed = follow([a_story(an_item("a")), a_story(an_item("b"), an_item("c"))], [before])
    assert [story.id for story in stories] == ["s-a-2", "s-a"]
    assert followed["s-a-2"].split_from == "s-a"
    assert followed["s-a"].split_from == ""


def test_earlier_editions_stand_newest_first() -> None:
    """Whatever their order was."""
    first, second = the_edition(told("s-a", "a"), day=0), the_edition(told("s-a", "a", "b"), day=1)
    _, followed = follow([a_story(an_item("b"))], [first, second])
    assert [edition for edition, _ in followed["s-a"].earlier] == [second.id, first.id]


@given(
    st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1), max_size=4),
    st.permutations("abcdefgh"),
    st.lists(st.integers(1, 7), max_size=3),
)
@settings(max_examples=80, deadline=None)
def test_no_two_stories_have_one_id_and_every_earlier_one_goes_on(
    earlier: list[set[str]], names: list[str], cuts: list[int]
) -> None:
    """Whatever was told of whichever reports, and however they are grouped now."""
    editions = [the_edition(told(f"s-{min(held)}-{n}", *sorted(held)), day=n) for n, held in enumerate(earlier)]
    places = [0, *sorted(set(cuts)), len(names)]
    stories = [a_story(*map(an_item, names[a:b])) for a, b in itertools.pairwise(places)]
    renamed, followed = follow(stories, editions)
    ids = [story.id for story in renamed]
    assert len(set(ids)) == len(ids)
    assert [story.articles for story in renamed] == [story.articles for story in stories]
    gone_on = {name for one in followed.values() for name in (one.id, *one.merged)}
    for before in (story for edition in editions for story in edition.stories):
        urls = {report.url for report in before.articles}
        parts = [sum(a.url in urls for a in story.articles) for story in stories]
        assert before.id in gone_on or max(parts) * 2 <= sum(parts)  # else no story holds the larger part of it
    assert follow(stories, editions[::-1]) == (renamed, followed)


def test_a_story_does_not_go_on_in_another_that_drew_in_one_of_its_reports() -> None:
    """What was told of a visit was not told of the treaty of the day after."""
    before = the_edition(told("s-a", "a", "b"))
    stories, followed = follow([a_story(*map(an_item, "acdefg")), a_story(an_item("b"))], [before])
    assert [story.id for story in stories] == ["s-c", "s-a"]
    assert followed["s-c"].earlier == ()


def test_a_story_that_grows_goes_on() -> None:
    """However many reports come to it."""
    before = the_edition(told("s-a", "a", "b"))
    (story,), _ = follow([a_story(*map(an_item, "abcdefgh"))], [before])
    assert story.id == "s-a"
