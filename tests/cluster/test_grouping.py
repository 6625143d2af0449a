"""The reports of one happening become one story."""

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.cluster import group
from briefgen.cluster.likeness import NAMELESS_LIKENESS, Likeness
from briefgen.model.article import Article
from tests.factories import NOON, an_article

#: Two events, each told by three outlets in their own words.
DAM = (
    (
        "harbour-post",
        "Dam on the Karun river cracks after heavy rain",
        (
            "Engineers found cracks in the Karun river dam on Monday after days of heavy rain. Two villages below the "
            "dam were cleared, and the water level is being lowered."
        ),
    ),
    (
        "levant-wire",
        "Cracks in Karun dam force two villages to leave",
        (
            "Two villages below the Karun dam were cleared on Monday when cracks appeared in its wall. Heavy rain had "
            "filled the river to its highest level in ten years."
        ),
    ),
    (
        "northgate",
        "Heavy rain cracks dam on Karun river, villages cleared",
        (
            "A dam on the Karun river has cracked after heavy rain, and people of two villages were brought to safety, "
            "engineers said."
        ),
    ),
)
STRIKE = (
    (
        "harbour-post",
        "Tram drivers in Lisbon strike over night shifts",
        (
            "Tram drivers in Lisbon stopped work on Monday in protest against longer night shifts. The union said that "
            "nine in ten drivers had joined the strike."
        ),
    ),
    (
        "levant-wire",
        "Lisbon trams stand still as drivers strike",
        (
            "Trams in Lisbon stood still on Monday as drivers went on strike over night shifts. The union wants fewer "
            "night shifts for drivers over fifty."
        ),
    ),
    (
        "northgate",
        "Strike of tram drivers halts Lisbon's trams",
        "Lisbon's tram drivers began a strike over night shifts on Monday, and most trams stayed in the depot.",
    ),
)

LETTERS = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Z", "M", "So")), max_size=60)
WORDS = st.lists(st.sampled_from(["dam", "river", "strike", "tram", "סכר", "نهر", "река", "3,000", "the"]), max_size=12)


def reports(event: tuple[tuple[str, str, str], ...], **given_: object) -> list[Article]:
    """Return an event's articles, an hour apart."""
    return [
        replace(
            an_article(
                id=f"a-{feed}-{title[:12]}",
                feed=feed,
                url=f"https://{feed}.example/{title[:12]}",
                title=title,
                text=text,
                published=NOON + timedelta(hours=hour),
            ),
            **given_,  # type: ignore[arg-type]
        )
        for hour, (feed, title, text) in enumerate(event)
    ]


@st.composite
def some_articles(draw: st.DrawFn) -> list[Article]:
    """Draw articles of any words, dates and languages, each with an id of its own."""
    number = draw(st.integers(0, 12))
    return [
        an_article(
            id=f"a-{n:04d}",
            title=draw(LETTERS | WORDS.map(" ".join)),
            text=draw(LETTERS | WORDS.map(" ".join)),
            language=draw(st.sampled_from(["en", "he", "ar", "ru", "fa", "tr", "xx"])),
            published=NOON + timedelta(minutes=draw(st.integers(-100_000, 100_000))),
            dated=draw(st.booleans()),
        )
        for n in range(number)
    ]


def test_three_outlets_on_one_event_make_one_story() -> None:
    """Each in its own words."""
    (story,) = group(reports(DAM))
    assert [article.feed for article in story.articles] == ["harbour-post", "levant-wire", "northgate"]


def test_two_events_stay_apart() -> None:
    """Even on the same day in the same outlets."""
    dam, strike = group([*reports(DAM), *reports(STRIKE)])
    assert {len(dam.articles), len(strike.articles)} == {3}
    told = {frozenset("Karun" in a.title for a in story.articles) for story in (dam, strike)}
    assert told == {frozenset({True}), frozenset({False})}


def test_the_same_words_a_month_later_are_another_story() -> None:
    """A strike comes again; it is not the strike of last month."""
    later = [replace(a, id=f"{a.id}-later", published=a.published + timedelta(days=30)) for a in reports(STRIKE)]
    first, second = group([*reports(STRIKE), *later])
    assert len(first.articles) == len(second.articles) == 3
    assert second.articles[0].published - first.articles[0].published == timedelta(days=30)


def test_the_order_of_the_articles_does_not_matter() -> None:
    """Feeds answer in any order."""
    articles = [*reports(DAM), *reports(STRIKE)]
    expected = group(articles)
    for seed in range(5):
        shuffled = random.Random(seed).sample(articles, len(articles))  # noqa: S311  a fixed shuffle
        assert group(shuffled) == expected


def test_a_story_keeps_its_id_when_a_later_report_joins() -> None:
    """So that tomorrow's edition knows it again."""
    first, second, third = reports(DAM)
    (before,) = group([first, second])
    (after,) = group([first, second, third])
    assert before.id == after.id
    assert after.articles == (first, second, third)


def test_reports_stand_in_the_order_of_time_and_stories_in_that_of_their_beginning() -> None:
    """The earliest first."""
    early = [replace(a, published=a.published - timedelta(hours=5)) for a in reports(STRIKE)]
    stories = group([*reports(DAM), *early])
    begun = [story.articles[0].published for story in stories]
    assert begun == sorted(begun)
    for story in stories:
        times = [article.published for article in story.articles]
        assert times == sorted(times)


def test_an_undated_report_joins_its_event() -> None:
    """It is as near to every day, whenever it was first seen."""
    *dated, undated = reports(DAM)
    seen_late = replace(undated, dated=False, published=undated.published + timedelta(days=6))
    (story,) = group([*dated, seen_late])
    assert story.articles[-1] == seen_late


def test_articles_without_words_stay_alone() -> None:
    """Nothing says that they tell the same."""
    empty = [an_article(id=f"a-{n}", title="", text="") for n in range(3)]
    assert [len(story.articles) for story in group(empty)] == [1, 1, 1]
    marks = [an_article(id=f"a-{n}", title="!!!", text="— … —") for n in range(2)]
    assert len(group([*marks, *reports(DAM)])) == 3


def test_no_articles_are_no_stories() -> None:
    """A quiet day is no error."""
    assert group([]) == ()


def test_one_article_is_one_story() -> None:
    """Alone, it still is news."""
    (article, *_) = reports(DAM)
    (story,) = group([article])
    assert story.articles == (article,)


def test_events_told_in_other_scripts_are_told_apart() -> None:
    """Hebrew, Arabic, Russian and Persian words count like English ones."""
    texts = {
        "he": ("סדקים נמצאו בסכר על נהר הכארון", "שביתה של נהגי הרכבת הקלה בליסבון"),
        "ar": ("تشققات في سد نهر كارون بعد أمطار غزيرة", "إضراب سائقي الترام في لشبونة"),
        "ru": ("Трещины в плотине на реке Карун после дождей", "Забастовка водителей трамвая в Лиссабоне"),
        "fa": ("ترک در سد رودخانه کارون پس از باران شدید", "اعتصاب رانندگان تراموا در لیسبون"),
    }
    for language, titles in texts.items():
        articles = [
            an_article(id=f"a-{event}-{n}", feed=f"feed-{n}", title=title, text=title, language=language)
            for event, title in enumerate(titles)
            for n in range(2)
        ]
        stories = group(articles)
        assert sorted(len(story.articles) for story in stories) == [2, 2], language
        assert all(len({a.title for a in story.articles}) == 1 for story in stories), language


@given(some_articles())
@settings(max_examples=60, deadline=None)
def test_every_article_is_in_exactly_one_story(articles: list[Article]) -> None:
    """Whatever the feeds hold: nothing is lost, nothing is told twice."""
    stories = group(articles)
    told = [article.id for story in stories for article in story.articles]
    assert sorted(told) == sorted(article.id for article in articles)
    assert len({story.id for story in stories}) == len(stories)


@given(some_articles(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_any_order_gives_the_same_stories(articles: list[Article], chance: random.Random) -> None:
    """For articles of any words."""
    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert group(shuffled) == group(articles)


MARKS = st.dictionaries(st.sampled_from(["lavrov", "lapid", "iran", "syria-strikes"]), st.floats(0.1, 1), max_size=4)


@given(some_articles(), st.data())
@settings(max_examples=40, deadline=None)
def test_joining_across_languages_loses_nothing_and_does_not_depend_on_order(
    articles: list[Article], data: st.DataObject
) -> None:
    """Every article is in exactly one story, named after its earliest report."""
    marks = {article.id: data.draw(MARKS) for article in articles}
    stories = group(articles, marks)
    assert sorted(a.id for story in stories for a in story.articles) == sorted(a.id for a in articles)
    assert group(articles[::-1], marks) == stories
    for story in stories:
        assert list(story.articles) == sorted(story.articles, key=lambda a: (a.published, a.id))
        assert story.id == "s-" + story.articles[0].id.removeprefix("a-")


def test_what_has_no_name_in_common_is_less_alike() -> None:
    """A drone strike kills three, here and there, on one day."""
    told = "A drone hit a car and killed three fighters, witnesses in {} said, and {} called for an inquiry on Monday."
    places = (("Marib", "Yemen"), ("Hasakah", "Syria"), ("Marib", "Yemen"))
    articles = [
        an_article(id=f"a-{n}", title="Drone strike kills three", text=told.format(*place))
        for n, place in enumerate(places)
    ]
    likeness = Likeness(articles)
    elsewhere, same = likeness.each(np.array([0, 0]), np.array([1, 2]))
    assert elsewhere < NAMELESS_LIKENESS * same


@given(some_articles())
@settings(max_examples=60, deadline=None)
def test_an_article_that_shares_nothing_changes_nothing_else(articles: list[Article]) -> None:
    """Neither its words nor that there is one more: all other stories stay as they are."""
    irrelevant = an_article(id="a-zzzz", title="Qwxyzt", text="Zzyzx vvwvv qqwqq.", language="en", published=NOON)
    before = group(articles)
    after = group([*articles, irrelevant])
    assert [story for story in after if story.articles != (irrelevant,)] == list(before)


def test_the_same_words_within_the_reach_of_days_only() -> None:
    """What is too far away in time is not even compared: a month of news costs four times a week's."""
    weeks = [
        replace(a, id=f"{a.id}-{n}", published=a.published + timedelta(days=9 * n))
        for n in range(4)
        for a in reports(DAM)
    ]
    assert [len(story.articles) for story in group(weeks)] == [3, 3, 3, 3]
