"""A subject's period in numbers: which days are shown, what is held against what, who stands with it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from briefgen.compose.focus import LEAST_SHARE, a_day, companions, days_of, outlets, span, subject_of
from briefgen.model.moment import Period
from briefgen.model.tally import DayTally
from briefgen.model.watch import Role
from tests.factories import NOON, a_feed, a_topic, a_watchlist, an_actor, an_article

LAST = date(2021, 12, 27)
DAYS = tuple(LAST - timedelta(days=n) for n in range(29, -1, -1))
WATCHED = a_watchlist(
    an_actor(
        roles=(Role(title="Ambassador", end=date(2004, 3, 8)), Role(title="Foreign Minister", start=date(2004, 3, 9)))
    ),
    an_actor(id="lapid", name="Yair Lapid", side="israel"),
    an_actor(id="israel", name="Israel", kind="state", side="israel"),
    a_topic(),
)


def a_tally(day: date, lavrov: int = 1, *, stories: int = 10, articles: int = 30, **pairs: int) -> DayTally:
    """Return a day with so many stories on Lavrov, and with so many of somebody beside him."""
    found = {(min("lavrov", other), max("lavrov", other)): count for other, count in pairs.items()}
    return DayTally(day=day, articles=articles, stories=stories, actors={"lavrov": lavrov}, pairs=found)


def test_a_subject_is_an_actor_with_the_office_of_the_day_or_a_topic() -> None:
    """Somebody else's id is nobody."""
    lavrov = subject_of("lavrov", WATCHED, LAST)
    assert lavrov is not None
    assert (lavrov.name, lavrov.kind, lavrov.role) == ("Sergey Lavrov", "person", "Foreign Minister")
    before = subject_of("lavrov", WATCHED, date(2003, 1, 1))
    assert before is not None
    assert before.role == "Ambassador"
    topic = subject_of("iran-nuclear", WATCHED, LAST)
    assert topic is not None
    assert (topic.name, topic.kind) == ("Iran nuclear file", "topic")
    assert subject_of("nobody", WATCHED, LAST) is None


@pytest.mark.parametrize(
    ("start", "end", "first", "number"),
    [
        (datetime(2021, 11, 28, 4, tzinfo=UTC), datetime(2021, 12, 28, 4, tzinfo=UTC), date(2021, 11, 29), 29),
        (datetime(2021, 11, 28, tzinfo=UTC), datetime(2021, 12, 28, tzinfo=UTC), date(2021, 11, 28), 30),
        (datetime(2021, 12, 27, 4, tzinfo=UTC), datetime(2021, 12, 28, 4, tzinfo=UTC), date(2021, 12, 28), 0),
    ],
)
def test_only_complete_days_are_counted(start: datetime, end: datetime, first: date, number: int) -> None:
    """As the tallies have them: a part of a day would look like a fall."""
    days = days_of(Period(start=start, end=end))
    assert len(days) == number
    assert days[:1] == ((first,) if number else ())


def test_days_before_anything_was_stored_are_not_shown_and_nothing_is_held_against_them() -> None:
    """They are missing, not quiet."""
    shown = span(DAYS, [a_tally(day) for day in DAYS[-7:]])
    assert shown.shown == DAYS[-7:]
    assert [tally.stories for tally in shown.now] == [10] * 7
    assert shown.before == ()


def test_the_days_before_count_if_half_of_them_were_read() -> None:
    """Fewer would be a pretence."""
    now = [a_tally(day) for day in DAYS]
    earlier = [day - timedelta(days=30) for day in DAYS]
    enough = round(LEAST_SHARE * len(DAYS))
    assert span(DAYS, [*now, *(a_tally(day) for day in earlier[:enough])]).before != ()
    assert span(DAYS, [*now, *(a_tally(day) for day in earlier[: enough - 1])]).before == ()
    unread = [a_tally(day, articles=0) for day in earlier]
    assert span(DAYS, [*now, *unread]).before == ()


def test_a_quiet_day_within_the_period_is_shown_as_none() -> None:
    """Only what comes before the first stored day is left out."""
    shown = span(DAYS, [a_tally(DAYS[0]), a_tally(DAYS[-1], 3)])
    assert [tally.actors.get("lavrov", 0) for tally in shown.now] == [1, *[0] * 28, 3]


def test_companions_are_actors_in_its_stories_by_their_number() -> None:
    """What is expected of them is what they had before, times the growth of the subject; topics are no company."""
    earlier = [a_tally(day - timedelta(days=30), 1, lapid=1) for day in DAYS]
    now = [a_tally(day, 2, lapid=1, israel=2) for day in DAYS]
    topical = DayTally(
        day=DAYS[0],
        articles=1,
        stories=1,
        actors={"lavrov": 2},
        pairs={("iran-nuclear", "lavrov"): 9, ("israel", "lapid"): 9},
    )
    found = companions("lavrov", span(DAYS, [*earlier, topical, *now[1:]]), WATCHED)
    assert [(one.id, one.stories, one.previous, one.expected) for one in found] == [
        ("israel", 58, 0, 0.0),
        ("lapid", 29, 30, 60.0),
    ]


def test_outlets_are_counted_without_copies_by_name_country_and_owner() -> None:
    """Two feeds of one outlet are one."""
    feeds = {
        "a": a_feed(id="a", title="Levant Wire", country="LB", ownership="wire"),
        "b": a_feed(id="b", title="Levant Wire", country="LB", ownership="wire"),
        "c": a_feed(id="c", title="Harbour Post"),
    }
    reports = [an_article(id=f"a-{n}", feed=name) for n, name in enumerate(["a", "b", "c", "c", "c", "c", "gone"])]
    most, countries, owners = outlets(reports, feeds, copies={"a-5"})
    assert [(one.name, one.reports) for one in most] == [("Harbour Post", 3), ("Levant Wire", 2)]
    assert countries == {"LB": 2}
    assert owners == {"independent": 3, "wire": 2}


def test_reports_are_counted_by_their_day() -> None:
    """Of the shown ones."""
    reports = [an_article(published=NOON - timedelta(days=n)) for n in (0, 0, 1, 9)]
    assert a_day(reports, [date(2021, 12, 26), date(2021, 12, 27)]) == (1, 2)
