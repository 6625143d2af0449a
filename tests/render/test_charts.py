"""Small charts: where each bar stands."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.edition import ActorTrend
from briefgen.render.charts import FLOOR, HEIGHT, bars, most, share


def test_the_tallest_bar_is_the_greatest_count_and_an_idle_day_leaves_a_line() -> None:
    """The newest bar is marked."""
    drawn = bars((0, 2, 4))
    assert [bar.height for bar in drawn] == [FLOOR, FLOOR + HEIGHT // 2, FLOOR + HEIGHT]
    assert [bar.last for bar in drawn] == [False, False, True]


@given(st.lists(st.integers(min_value=-3, max_value=10**6)))
def test_no_bar_leaves_the_chart_and_all_stand_on_one_line(counts: list[int]) -> None:
    """Whatever the counts are."""
    for bar in bars(counts):
        assert bar.y >= 0
        assert bar.y + bar.height == HEIGHT + FLOOR
        assert bar.height >= FLOOR


def test_lengths_compare_all_actors_now_and_before() -> None:
    """Nothing is no bar; little is still seen."""
    actors = [
        ActorTrend(id="a", name="A", counts=(1, 2), previous=9),
        ActorTrend(id="b", name="B", counts=(), previous=0),
    ]
    assert most(actors) == 9
    assert most([]) == 1
    assert [share(count, 1000) for count in (0, 1, 500, 1000, 2000)] == [0, 1, 50, 100, 100]
