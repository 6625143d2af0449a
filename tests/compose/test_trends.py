"""Who rises and who falls."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.trends import BEFORE, DAYS, LEAST, LEAST_DAYS, days_needed, tally, trends
from briefgen.model.edition import Trends
from briefgen.model.moment import Period
from briefgen.model.story import Story
from briefgen.model.tally import DayTally
from tests.compose.judged import a_told_story
from tests.factories import a_briefing, a_watchlist, an_actor

END = datetime(2021, 12, 28, 4, tzinfo=UTC)
PERIOD = Period(start=END - timedelta(days=1), end=END)
WATCHED = a_watchlist(
    an_actor(),
    an_actor(id="lapid", name="Yair Lapid", side="israel"),
    an_actor(id="israel", name="Israel", kind="state", side=""),
)


def a_day(ago: int, stories: int = 20, **actors: int) -> DayTally:
    """Return a day so long before the last complete one."""
    return DayTally(day=date(2021, 12, 27) - timedelta(days=ago), articles=stories * 3, stories=stories, actors=actors)


def moved(history: list[DayTally], **given: object) -> Trends:
    """Return the trends of the briefing that watches everybody, or of the one that is given."""
    briefing = a_briefing(**given)
    return trends(history, briefing=briefing, period=PERIOD, watchlist=WATCHED)


def test_who_is_in_more_stories_than_before_rises() -> None:
    """And who is in fewer falls; the steepest rise stands first."""
    history = [a_day(n, lavrov=4, lapid=1) for n in range(7)] + [a_day(n, lavrov=1, lapid=4) for n in range(7, 35)]
    found = moved(history)
    assert [a.id for a in found.actors] == ["lavrov", "lapid"]
    rising, falling = found.actors
    assert (sum(rising.counts), rising.previous) == (28, 7)
    assert rising.expected == 140 * (28 + 28) / 700
    assert rising.rise > 2
    assert falling.rise < 1
    assert found.since == date(2021, 12, 21)


def test_counts_are_of_the_days_in_order() -> None:
    """Days without a story show none."""
    found = moved([a_day(0, lavrov=3), a_day(2, lavrov=1)])
    assert found.actors[0].counts == (0, 0, 0, 0, 1, 0, 3)
    assert len(found.actors[0].counts) == DAYS


def test_without_history_nothing_is_expected() -> None:
    """A figure that nothing stands behind would be a pretence: neither a rise nor what came before is told."""
    history = [a_day(n, lavrov=2) for n in range(7)] + [a_day(n, lavrov=9) for n in range(7, 7 + LEAST_DAYS - 1)]
    for days in (history[:7], history):
        found = moved(days)
        assert [(a.id, a.expected, a.rise, a.previous) for a in found.actors] == [("lavrov", 0.0, 1.0, 0)]


def test_two_weeks_of_history_are_enough() -> None:
    """Days on which nothing was read are none of them."""
    history = [a_day(n, lavrov=2) for n in range(7)] + [a_day(n, lavrov=1) for n in range(7, 7 + LEAST_DAYS)]
    unread = [DayTally(day=one.day, articles=0, stories=0) for one in history[7:]]
    assert moved(history).actors[0].expected > 0
    assert moved([*history[:7], *unread]).actors[0].expected == 0.0


def test_twice_as_many_stories_of_everybody_is_no_rise() -> None:
    """New feeds bring more of all."""
    history = [a_day(n, 40, lavrov=4) for n in range(7)] + [a_day(n, 20, lavrov=2) for n in range(7, 35)]
    assert [a.rise for a in moved(history).actors] == [1.0]


def test_too_few_stories_are_no_trend() -> None:
    """One more than none says nothing."""
    assert moved([a_day(0, lavrov=LEAST - 1)]) == Trends()
    assert moved([]) == Trends()


def test_only_the_actors_of_the_briefing_are_shown() -> None:
    """It is its trends."""
    history = [a_day(0, lavrov=5, lapid=5)]
    assert [a.id for a in moved(history, actors=("lapid",)).actors] == ["lapid"]


def test_a_day_is_counted_by_stories_and_not_by_reports() -> None:
    """Ten reports of one call are one story of both; a minister and his own state are no pair."""
    call, note = a_told_story("call", 10), a_told_story("note", 1)
    strengths = {a.id: {"lavrov": 1.0, "lapid": 0.7, "israel": 0.7, "iran-nuclear": 1.0} for a in call.articles}
    strengths |= {a.id: {"lapid": 0.2} for a in note.articles}
    found = tally(END.date(), [*call.articles, *note.articles], [call, note], strengths, WATCHED)
    assert found.actors == {"israel": 1, "lapid": 1, "lavrov": 1}
    assert found.pairs == {("israel", "lavrov"): 1, ("lapid", "lavrov"): 1}
    assert (found.articles, found.stories) == (11, 1)


def test_pairs_rise_too() -> None:
    """Two actors in the same stories."""
    day = DayTally(day=date(2021, 12, 27), articles=9, stories=9, actors={"lavrov": 4}, pairs={("lapid", "lavrov"): 4})
    assert [(p.a, p.b, p.stories, p.previous) for p in moved([day]).pairs] == [("lapid", "lavrov", 4, 0)]


def test_the_days_needed_are_complete() -> None:
    """The day on which the edition is made is not over."""
    first, last = days_needed(PERIOD)
    assert last == date(2021, 12, 27)
    assert (last - first).days + 1 == DAYS + BEFORE


@given(counts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=35))
def test_any_history_gives_finite_figures(counts: list[tuple[int, int]]) -> None:
    """And never more in the shown days than there were."""
    history = [a_day(n, stories=stories, lavrov=min(stories, own)) for n, (stories, own) in enumerate(counts)]
    for actor in moved(history).actors:
        assert actor.rise > 0
        assert sum(actor.counts) == sum(t.actors["lavrov"] for t in history[:7])


def test_a_story_without_actors_is_none() -> None:
    """Nobody watched, nothing to count."""
    story = Story(id="s-x", articles=a_told_story("x").articles)
    assert tally(END.date(), story.articles, [story], {}, WATCHED).stories == 0
