"""Which stories, in which order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.ranking import BACKGROUND, SHARES, rank, readable_first, shares_of
from briefgen.model.edition import Section
from briefgen.model.story import Story
from tests.compose.judged import END, PERIOD, WATCHED, a_concern, a_told_story, feeds_of, ranking
from tests.factories import a_briefing, a_feed, a_report, a_topic, a_watchlist, an_actor, an_edition, an_edition_story


def test_the_shares_of_all_parts_add_up_to_one() -> None:
    """So that a score is a share of the best there can be."""
    for shares in SHARES.values():
        assert sum(shares.values()) == pytest.approx(1.0)
        assert all(share >= 0 for share in shares.values())


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
    shares = shares_of(a_briefing())
    assert {part.name for part in ranked.parts} == {name for name, share in shares.items() if share}
    for part in ranked.parts:
        low, high = (-shares[part.name], 0) if part.name == "background" else (0, shares[part.name])
        assert low - 1e-4 <= part.value <= high + 1e-4
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
    told = rank(
        [story], concerns=concerns, watchlist=a_watchlist(), feeds=feeds_of(story), period=PERIOD, briefing=a_briefing()
    )
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
    (ranked,) = rank(
        [story], concerns=concerns, watchlist=watched, feeds=feeds_of(story), period=PERIOD, briefing=a_briefing()
    )
    assert ranked.topics == ("iran-nuclear",)
    assert ranked.actors[0] == "lavrov"


def test_ranking_does_not_depend_on_the_order_of_stories() -> None:
    """Equal scores are ordered by age, then by id."""
    judged = [(a_told_story(name, 2), a_concern("lavrov")) for name in "abc"]
    assert ranking(*judged) == ranking(*reversed(judged))


def test_stories_that_readers_can_read_come_first() -> None:
    """Those that no report tells in the briefing's language follow, in their own order."""
    russian = a_told_story("russian", 9, title="Десять человек погибли при обстреле", language="ru")
    ranked = ranking(
        (russian, a_concern("lavrov")),
        (a_told_story("few", 1), a_concern("lavrov")),
        (a_told_story("many", 3), a_concern("lavrov")),
    )
    assert ranked[0].story == russian
    assert [r.story.id for r in readable_first(ranked, "en")] == ["s-many-0", "s-few-0", "s-russian-0"]
    assert readable_first(ranked, "ru")[0].story == russian


def test_hard_news_rank_before_a_result_that_more_outlets_report() -> None:
    """Outlets alone would put a record profit before a raid."""
    profit = a_told_story("profit", 4, title="Oil company reports record profit", text="Shareholders gain.")
    raid = a_told_story("raid", 3, title="Raid kills six in border town", text="")
    ranked = ranking((profit, a_concern("lavrov")), (raid, a_concern("lavrov")))
    assert [r.story.id for r in ranked] == ["s-raid-0", "s-profit-0"]


def test_what_only_explains_falls_behind() -> None:
    """About news, not news."""
    essay = a_told_story("essay", 3, title="Why the talks failed")
    note = a_told_story("note", 2, title="A note on the talks")
    ranked = ranking((essay, a_concern("lavrov")), (note, a_concern("lavrov")))
    assert [r.story.id for r in ranked] == ["s-note-0", "s-essay-0"]
    assert ranked[1].background == 1
    assert next(part.value for part in ranked[1].parts if part.name == "background") == -BACKGROUND


def test_what_an_edition_before_told_in_other_words_is_less_new() -> None:
    """A story that goes on needs new words to come high again."""
    story = a_told_story("harbour", 2, title="Strikes hit the harbour again")
    told = an_edition_story(
        headline="Strikes hit the harbour", articles=(a_report(1, url=story.articles[0].url), a_report(2))
    )
    edition = an_edition(Section(title="Top story", stories=(told,)))
    (fresh,) = ranking((story, a_concern("lavrov")))
    (known,) = ranking((story, a_concern("lavrov")), earlier=[edition])
    assert known.score < fresh.score
    assert known.score == pytest.approx(fresh.score, abs=SHARES["daily"]["novelty"] + 1e-3)


def test_a_week_asks_on_how_many_days_and_not_how_late() -> None:
    """What went on is the week's."""
    weekly = a_briefing(cadence="weekly")
    once, often = a_told_story("once", 3), a_told_story("often", 3)
    days = [END - timedelta(days=n) for n in range(3)]
    spread = tuple(replace(a, published=day) for a, day in zip(often.articles, days, strict=True))
    period = replace(PERIOD, start=END - timedelta(days=7))
    ranked = rank(
        [once, Story(id=often.id, articles=spread)],
        concerns={a.id: a_concern("lavrov") for story in (once, often) for a in story.articles},
        watchlist=WATCHED,
        feeds=feeds_of(once),
        period=period,
        briefing=weekly,
    )
    assert [r.story.id for r in ranked] == ["s-often-0", "s-once-0"]
    assert "recency" not in {part.name for part in ranked[0].parts}


def test_a_briefing_may_weigh_the_parts_otherwise() -> None:
    """Its shares stand beside the usual ones and are brought to a sum of 1."""
    shares = shares_of(a_briefing(ranking={"outlets": 1.0, "gravity": 0.0, "background": 0.5}))
    assert shares["gravity"] == 0
    assert shares["background"] == 0.5
    assert sum(share for part, share in shares.items() if part != "background") == pytest.approx(1.0)
    assert shares["outlets"] == pytest.approx(1 / 1.4)
