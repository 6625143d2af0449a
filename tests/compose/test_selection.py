"""Which stories are told, in full or in a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose import Placed, Ranked, choose, why_left_out
from briefgen.compose.selection import BRIEF, BRIEFLY, FULL, TOP, quick_hits, section_titles
from briefgen.model.briefing import SectionRule
from tests.compose.judged import a_told_story
from tests.factories import a_briefing


def a_ranked(name: str, score: float = 0.6, *, gravity: float = 0.6, background: float = 0.0) -> Ranked:
    """Return a hard story that is about the file of the nuclear talks."""
    return Ranked(
        story=a_told_story(name),
        score=score,
        parts=(),
        actors=(),
        topics=("iran-nuclear",),
        foremost=frozenset(["iran-nuclear"]),
        gravity=gravity,
        background=background,
    )


def told(placed: tuple[Placed, ...]) -> list[tuple[str, str]]:
    """Return (section, name) of each."""
    return [(p.section, p.ranked.story.id.removeprefix("s-").removesuffix("-0")) for p in placed]


def test_what_is_below_the_cut_is_told_in_a_line() -> None:
    """Within the number of stories that the briefing has."""
    ranked = [a_ranked(name) for name in "abcdef"]
    placed = choose(ranked, a_briefing(max_stories=4, quick_hits=2))
    assert [(p.rank, p.brief) for p in placed] == [(1, False), (2, False), (3, True), (4, True)]
    assert [p.section for p in placed] == [TOP, "Also noted", BRIEF, BRIEF]


@pytest.mark.parametrize(("most", "wanted", "hits"), [(12, None, 3), (25, None, 6), (3, None, 0), (5, 2, 2), (2, 9, 1)])
def test_one_story_in_four_is_a_quick_hit_unless_the_briefing_says_otherwise(
    most: int, wanted: int | None, hits: int
) -> None:
    """And one at least is told in full."""
    assert quick_hits(a_briefing(max_stories=most, quick_hits=wanted)) == hits


def test_a_quiet_day_is_not_padded() -> None:
    """What is weak is told in a line, what is weaker not at all."""
    ranked = [a_ranked("strong", 0.8), a_ranked("weak", FULL - 0.01), a_ranked("weaker", BRIEFLY - 0.01)]
    assert told(choose(ranked, a_briefing())) == [(TOP, "strong"), (BRIEF, "weak")]


def test_where_few_outlets_are_read_less_is_needed() -> None:
    """The bounds come down with the best story."""
    ranked = [a_ranked("best", 0.46), a_ranked("next", 0.45), a_ranked("soft", 0.13)]
    assert told(choose(ranked, a_briefing())) == [(TOP, "best"), ("Also noted", "next")]


def test_a_day_of_soft_stories_has_none() -> None:
    """It says that it was quiet."""
    assert choose([a_ranked("cats", 0.15), a_ranked("dogs", 0.13)], a_briefing()) == ()


def test_what_is_mostly_background_is_told_in_a_line() -> None:
    """However many outlets explain it."""
    ranked = [a_ranked("essay", 0.9, background=0.8), a_ranked("news")]
    assert told(choose(ranked, a_briefing())) == [(TOP, "news"), (BRIEF, "essay")]


def test_a_section_tells_an_affair_once() -> None:
    """A second story of the storyline is a quick hit if it is hard news; its background is not told again."""
    ranked = [a_ranked("raid"), a_ranked("other"), a_ranked("funeral"), a_ranked("reaction", gravity=0.2)]
    storylines = {"s-raid-0": "l-1", "s-funeral-0": "l-1", "s-reaction-0": "l-1"}
    briefing = a_briefing(sections=(SectionRule(title="Iran", topics=("iran-nuclear",)), SectionRule(title="Rest")))
    assert told(choose(ranked, briefing, storylines)) == [(TOP, "raid"), ("Iran", "other"), (BRIEF, "funeral")]


def test_a_weekly_tells_two_raids_of_one_affair_but_not_three() -> None:
    """Two are two stories, three are an affair."""
    ranked = [a_ranked(name, gravity=0.75) for name in ("first", "second", "third")]
    storylines = {one.story.id: "l-1" for one in ranked}
    weekly = a_briefing(cadence="weekly", quick_hits=0)
    assert [name for _, name in told(choose(ranked, weekly, storylines))] == ["first", "second"]
    daily = a_briefing(cadence="daily", quick_hits=0)
    assert [name for _, name in told(choose(ranked, daily, storylines))] == ["first"]


def test_why_a_story_is_left_out_is_told() -> None:
    """Too weak, told already, or no room."""
    ranked = [a_ranked("raid"), a_ranked("reaction", gravity=0.2), a_ranked("third"), a_ranked("weak", 0.2)]
    storylines = {"s-raid-0": "l-1", "s-reaction-0": "l-1"}
    placed = choose(ranked, a_briefing(max_stories=1), storylines)
    assert [why_left_out(one, ranked, placed, storylines) for one in ranked[1:]] == [
        "story 1 tells its affair",
        "there was no room for it",
        "a story needs a score of 0.39 on this day",
    ]


def test_the_sections_of_an_edition_are_in_order() -> None:
    """The top story first, the quick hits last; a section of the briefing's own may take all the rest."""
    briefing = a_briefing(sections=(SectionRule(title="Iran"), SectionRule(title="Also noted")))
    assert section_titles(briefing) == (TOP, "Iran", "Also noted", BRIEF)


@given(
    scores=st.lists(st.floats(0, 1), max_size=40),
    affairs=st.lists(st.sampled_from(["", "l-1", "l-2"]), min_size=40, max_size=40),
    most=st.integers(1, 30),
    hits=st.none() | st.integers(0, 40),
)
def test_there_are_never_more_stories_than_the_briefing_allows(
    scores: list[float], affairs: list[str], most: int, hits: int | None
) -> None:
    """And none twice; ranks count from 1 without a gap, the quick hits last."""
    ranked = [a_ranked(f"n{n}", score) for n, score in enumerate(sorted(scores, reverse=True))]
    storylines = {one.story.id: affair for one, affair in zip(ranked, affairs, strict=False) if affair}
    placed = choose(ranked, a_briefing(max_stories=most, quick_hits=hits), storylines)
    assert len(placed) <= most
    assert [p.rank for p in placed] == list(range(1, len(placed) + 1))
    assert len({p.ranked.story.id for p in placed}) == len(placed)
    assert [p.brief for p in placed] == sorted(p.brief for p in placed)
