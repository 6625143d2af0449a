"""Which stories, in which order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.ranking import SHARES, rank, readable_first
from briefgen.model.story import Story
from tests.compose.judged import END, PERIOD, a_concern, a_told_story, feeds_of, ranking
from tests.factories import a_feed, a_topic, a_watchlist, an_actor


def test_the_shares_of_all_parts_add_up_to_one() -> None:
    """So that a score is a share of the best there can be."""
    assert sum(SHARES.values()) == pytest.approx(1.0)
    assert all(share > 0 for share in SHARES.values())


@given(
    outlets=st.integers(1, 40),
    hours=st.integers(0, 23),
    strength=st.floats(0.35, 1.0),
    weight=st.floats(0, 2),
    about=st.sets(st.sampled_from(["lavrov", "iran-nuclear"]), min_size=1),
)
def test_the_parts_add_up_to_the_score_and_stay_within_their_shares(
    outlets: int, hours: int, strength: float, weight: float, about: set[str]
) -> None:
    """What explain prints is all there is."""
    story = a_told_story("talks", outlets, hours=hours)
    feeds = {a.feed: a_feed(id=a.feed, weight=weight) for a in story.articles}
    (ranked,) = ranking((story, a_concern(*about, strength=strength)), feeds=feeds)
    assert {part.name for part in ranked.parts} == set(SHARES)
    for part in ranked.parts:
        assert 0 <= part.value <= SHARES[part.name] + 1e-4
        assert part.because
    assert ranked.score == pytest.approx(sum(part.value for part in ranked.parts), abs=1e-3)
    assert 0 <= ranked.score <= 1


def test_what_more_outlets_report_ranks_higher() -> None:
    """All else being equal."""
    few, many = a_told_story("few", 2), a_told_story("many", 5)
    ranked = ranking((few, a_concern("lavrov")), (many, a_concern("lavrov")))
    assert [r.story.id for r in ranked] == ["s-many-0", "s-few-0"]


def test_many_reports_of_one_outlet_are_one_outlet() -> None:
    """Its feeds for the world and for the region tell the same newsroom's news."""
    own = a_told_story("own", 4)
    same = Story(
        id="s-same",
        articles=tuple(
            replace(a, id=f"{a.id}-x", url=f"https://www.outlet-0.example/{n}") for n, a in enumerate(own.articles)
        ),
    )
    ranked = ranking((same, a_concern("lavrov")), (own, a_concern("lavrov")))
    assert [r.story.id for r in ranked] == ["s-own-0", "s-same"]


def test_a_weightier_actor_ranks_higher() -> None:
    """The newsroom's own weights count."""
    watched = a_watchlist(an_actor(id="envoy", weight=0.3), an_actor(id="president", weight=1.4))
    ranked = ranking(
        (a_told_story("low"), a_concern("envoy")), (a_told_story("high"), a_concern("president")), watchlist=watched
    )
    assert [r.story.id for r in ranked] == ["s-high-0", "s-low-0"]


def test_a_trusted_feed_ranks_higher() -> None:
    """Of two equal stories."""
    plain, trusted = a_told_story("plain"), a_told_story("trusted", feed="trusted")
    feeds = {**feeds_of(plain), "trusted": a_feed(id="trusted", weight=1.8)}
    ranked = ranking((plain, a_concern("lavrov")), (trusted, a_concern("lavrov")), feeds=feeds)
    assert [r.story.id for r in ranked] == ["s-trusted-0", "s-plain-0"]


def test_the_later_of_two_equal_stories_ranks_higher() -> None:
    """News grow old."""
    ranked = ranking(
        (a_told_story("old", hours=20), a_concern("lavrov")), (a_told_story("fresh", hours=1), a_concern("lavrov"))
    )
    assert [r.story.id for r in ranked] == ["s-fresh-0", "s-old-0"]


def test_what_does_not_concern_the_briefing_is_not_ranked() -> None:
    """However many outlets tell it."""
    assert ranking((a_told_story("orchestra", 9), a_concern())) == ()


def test_a_story_that_brushes_the_briefing_in_one_report_of_many_is_not_ranked() -> None:
    """One outlet's aside does not make it the briefing's."""
    story = a_told_story("storm", 8)
    concerns = {a.id: a_concern() for a in story.articles} | {story.articles[0].id: a_concern("lavrov")}
    told = rank([story], concerns=concerns, watchlist=a_watchlist(), feeds=feeds_of(story), period=PERIOD)
    assert told == ()


@pytest.mark.parametrize(
    ("published", "counts"),
    [
        (PERIOD.start, False),
        (PERIOD.start + timedelta(seconds=1), True),
        (PERIOD.end, True),
        (PERIOD.end + timedelta(seconds=1), False),
    ],
)
def test_a_story_needs_a_report_within_the_period(published: object, counts: bool) -> None:  # noqa: FBT001  a case
    """After its start, up to and including its end."""
    assert bool(ranking((a_told_story("talks", published=published), a_concern("lavrov")))) is counts


def test_an_old_story_with_one_new_report_is_ranked() -> None:
    """A development is news."""
    old = a_told_story("talks", 2, hours=50)
    new = replace(old.articles[0], id="a-new", url="https://outlet-9.example/new", published=END - timedelta(hours=1))
    (ranked,) = ranking((Story(id=old.id, articles=(*old.articles, new)), a_concern("lavrov")))
    assert ranked.story.id == old.id


def test_actors_and_topics_are_told_apart_the_strongest_first() -> None:
    """A story names those that most of its reports are about."""
    story = a_told_story("talks", 3)
    concerns = {a.id: a_concern("lavrov", "iran-nuclear") for a in story.articles}
    concerns[story.articles[0].id] = a_concern("lavrov", "iran-nuclear", "lapid")
    watched = a_watchlist(an_actor(), an_actor(id="lapid", name="Yair Lapid"), a_topic())
    (ranked,) = rank([story], concerns=concerns, watchlist=watched, feeds=feeds_of(story), period=PERIOD)
    assert ranked.topics == ("iran-nuclear",)
    assert ranked.actors[0] == "lavrov"


def test_ranking_does_not_depend_on_the_order_of_stories() -> None:
    """Equal scores are ordered by age, then by id."""
    judged = [(a_told_story(name, 2), a_concern("lavrov")) for name in "abc"]
    assert ranking(*judged) == ranking(*reversed(judged))


def test_stories_that_readers_can_read_come_first() -> None:
    """Those that no report tells in the briefing's language follow, in their own order."""
    russian = a_told_story("russian", 9, language="ru")
    ranked = ranking(
        (russian, a_concern("lavrov")),
        (a_told_story("few", 1), a_concern("lavrov")),
        (a_told_story("many", 3), a_concern("lavrov")),
    )
    assert ranked[0].story == russian
    assert [r.story.id for r in readable_first(ranked, "en")] == ["s-many-0", "s-few-0", "s-russian-0"]
    assert readable_first(ranked, "ru")[0].story == russian
