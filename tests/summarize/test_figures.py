"""Numbers that several outlets give of one thing."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.article import Article
from briefgen.summarize.figures import figures
from tests.factories import NOON, a_story, an_article
from tests.summarize.test_candidates import PIECES


def told(n: int, title: str, text: str = "", hours: float = 0, feed: str | None = None) -> Article:
    """Return the ``n``-th report, so many hours after noon, of an outlet of its own."""
    return an_article(
        id=f"a-{n:02d}",
        feed=feed or f"outlet-{n}",
        title=title,
        text=text,
        published=NOON + timedelta(hours=hours, minutes=n),
    )


def shown(*reports: Article, copies: tuple[str, ...] = ()) -> list[tuple[str, list[tuple[str, int]], bool]]:
    """Return the figures of a story as plain values."""
    found = figures(a_story(*reports), "en", copies)
    return [(f.what, [(v.value, v.cite) for v in f.values], f.agree) for f in found]


def test_two_outlets_that_differ_disagree() -> None:
    """Each with its own words and its report."""
    reports = (
        told(1, "Ferry sinks off Tartus, six people killed"),
        told(2, "Nine people killed as ferry sinks off Tartus"),
    )
    assert shown(*reports) == [("killed", [("six", 1), ("Nine", 2)], False)]


def test_at_least_six_and_nine_agree() -> None:
    """The first leaves room for the second."""
    reports = (
        told(1, "Ferry sinks off Tartus, at least six people killed"),
        told(2, "Nine people killed as ferry sinks off Tartus"),
    )
    assert shown(*reports) == [("killed", [("at least six", 1), ("Nine", 2)], True)]


def test_one_outlet_alone_is_no_figure() -> None:
    """Nor is a copy of its report."""
    one, two = (
        told(1, "Six people killed as ferry sinks off Tartus"),
        told(2, "Six people killed as ferry sinks off Tartus"),
    )
    assert shown(one) == []
    assert shown(one, two, copies=("a-02",)) == []


def test_the_killed_are_not_the_wounded() -> None:
    """However alike the sentences."""
    reports = (
        told(1, "Six people killed as ferry sinks off Tartus"),
        told(2, "Nine people wounded as ferry sinks off Tartus"),
    )
    assert shown(*reports) == []


def test_the_dead_of_one_side_are_not_those_of_the_other() -> None:
    """Who was counted is part of what was counted."""
    reports = (
        told(1, "Six fishermen killed in clash with smugglers off Tartus"),
        told(2, "Three smugglers killed in clash with fishermen off Tartus"),
        told(3, "Two killed in clash off Tartus"),
    )
    assert shown(*reports) == []


def test_who_was_counted_is_told_in_a_reports_words() -> None:
    """Behind the key that the formats translate."""
    reports = (
        told(1, "Six fishermen killed in storm off Tartus"),
        told(2, "Storm off Tartus kills seven fishermen"),
    )
    assert shown(*reports) == [("killed: fishermen", [("Six", 1), ("seven", 2)], False)]


def test_an_outlets_newer_toll_is_a_revision() -> None:
    """Only what it says last counts."""
    reports = (
        told(1, "Three people killed as ferry sinks off Tartus", feed="one"),
        told(2, "Six people killed as ferry sinks off Tartus", hours=5, feed="one"),
        told(3, "Ferry sinks off Tartus, six people killed", hours=5),
    )
    assert shown(*reports) == [("killed", [("Six", 2), ("six", 3)], True)]


def test_a_lower_toll_of_hours_before_is_overtaken() -> None:
    """The time differs, not the outlets."""
    reports = (
        told(1, "Three people killed as ferry sinks off Tartus"),
        told(2, "Six people killed as ferry sinks off Tartus", hours=5),
        told(3, "Ferry sinks off Tartus, six people killed", hours=6),
    )
    assert shown(*reports) == [("killed", [("Six", 2), ("six", 3)], True)]


@pytest.mark.parametrize(
    "other",
    [
        told(2, "Two people killed as ferry sinks off Tartus on Friday", hours=2),
        told(2, "Two people killed as ferry sinks off Tartus", hours=40),
        told(2, "Two people killed in Aleppo market fire", hours=1),
        told(2, "Forty people killed in ferries off Tartus this year", hours=1),
        told(2, "Ninety people killed as ferry sinks off Tartus", hours=1),
    ],
)
def test_another_event_is_another_number(other: Article) -> None:
    """Another day, another place, a total of the year, or so much more that it cannot be the same."""
    assert shown(told(1, "Six people killed as ferry sinks off Tartus on Monday"), other) == []


def test_money_is_compared_as_far_as_it_is_written_out() -> None:
    """161 billion is 161.1 billion, rounded."""
    reports = (
        told(1, "Port authority has profits of $161bn"),
        told(2, "Port authority reports profits of $161.1 billion"),
        told(3, "Port authority posts $150 billion profit"),
    )
    assert shown(*reports[:2]) == [("profit ($)", [("$161bn", 1), ("$161.1 billion", 2)], True)]
    assert shown(*reports) == [("profit ($)", [("$161bn", 1), ("$161.1 billion", 2), ("$150 billion", 3)], False)]


def test_a_report_that_gives_two_numbers_settles_nothing() -> None:
    """Which of them it stands by is not known."""
    reports = (
        told(1, "Six people killed as ferry sinks off Tartus", "Nine people were killed as a ferry sank off Tartus."),
        told(2, "Six people killed as ferry sinks off Tartus"),
    )
    assert shown(*reports) == []


@given(st.lists(st.tuples(PIECES, st.integers(0, 30), st.sampled_from(["killed", "wounded"])), max_size=6))
@settings(max_examples=100, deadline=None)
def test_every_value_stands_in_the_report_it_cites(drawn: list[tuple[str, int, str]]) -> None:
    """To the letter."""
    reports = [told(n, f"Ferry sinks, {number} people {role}", piece) for n, (piece, number, role) in enumerate(drawn)]
    for figure in figures(a_story(*reports), "en"):
        assert len({v.cite for v in figure.values}) == len(figure.values) > 1
        for value in figure.values:
            report = a_story(*reports).articles[value.cite - 1]
            assert value.value in report.title or value.value in report.text
