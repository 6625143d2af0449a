"""What the publications owe at a moment."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.clock import cutoff, instant
from briefgen.config import DatedMemo
from briefgen.model.briefing import Briefing
from briefgen.operation.duties import HORIZON, Duties, next_try, owed, owed_memos, pause
from tests.factories import a_briefing

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ZONES = sorted(available_timezones())

#: A Tuesday, 06:00 in Jerusalem.
SIX = datetime(2026, 11, 24, 4, tzinfo=UTC)


def owing(now: datetime, *briefings: Briefing, handled: tuple[date, ...] = (), since: datetime | None = None) -> Duties:
    """Return what is owed by these briefings, or by a daily at six in Jerusalem."""
    all_of_them = briefings or (a_briefing(),)
    begun = {one.id: since or SIX - DAY + MINUTE for one in all_of_them}
    taken = {one.id: handled for one in all_of_them}
    return owed(all_of_them, now, since=begun, handled=taken, catch_up=6 * HOUR)


def test_an_edition_is_owed_from_its_hour_on_and_not_before() -> None:
    """To the second."""
    assert owing(SIX - timedelta(seconds=1)) == Duties(make=(), missed=())
    (duty,) = owing(SIX).make
    assert (duty.round, duty.day, duty.due, duty.until) == ("israel", date(2026, 11, 24), SIX, SIX + 6 * HOUR)


def test_what_has_a_round_is_not_owed() -> None:
    """Whatever became of it."""
    assert owing(SIX, handled=(date(2026, 11, 24),)) == Duties(make=(), missed=())


def test_an_edition_is_made_by_the_review_earlier() -> None:
    """It still goes out at its hour."""
    briefing = a_briefing(review_minutes=45)
    assert owing(SIX - 46 * MINUTE, briefing).make == ()
    (duty,) = owing(SIX - 45 * MINUTE, briefing).make
    assert (duty.due, duty.starts) == (SIX, SIX - 45 * MINUTE)


@pytest.mark.parametrize(("cadence", "hours"), [("daily", 6), ("weekly", 24), ("monthly", 72)])
def test_the_rarer_a_publication_the_longer_it_may_be_late(cadence: str, hours: int) -> None:
    """A morning's news are old at noon; a week in review may come a day later."""
    day = {"daily": SIX, "weekly": SIX + 3 * DAY, "monthly": datetime(2026, 12, 1, 4, tzinfo=UTC)}[cadence]
    briefing = a_briefing(cadence=cadence)
    late = day + hours * HOUR
    (duty,) = owing(late, briefing, since=day - MINUTE).make
    assert duty.until == late
    assert owing(late + MINUTE, briefing, since=day - MINUTE).make == ()
    assert [one.due for one in owing(late + MINUTE, briefing, since=day - MINUTE).missed][-1] == day


def test_after_a_week_off_the_last_is_made_and_the_others_are_missed() -> None:
    """Nobody wants six mornings at once."""
    duties = owing(SIX + 5 * DAY + HOUR)
    assert [duty.day.day for duty in duties.make] == [29]
    assert [duty.day.day for duty in duties.missed] == [24, 25, 26, 27, 28]


def test_the_longest_overdue_comes_first() -> None:
    """Whatever its name."""
    later = a_briefing(id="a-later-one", send_at=time(6, 30))
    assert [duty.round for duty in owing(SIX + HOUR, later, a_briefing()).make] == ["israel", "a-later-one"]


def test_years_that_nobody_scheduled_are_no_thousand_misses() -> None:
    """A briefing that comes back after a year."""
    duties = owing(SIX, since=SIX - 400 * DAY)
    assert len(duties.missed) <= HORIZON / DAY


def a_memo(written: datetime | None, slug: str = "two-readouts") -> DatedMemo:
    """Return a memo's file."""
    return DatedMemo(path=Path(f"{slug}.md"), written=written, slug=slug, problem="" if written else "memo.md:1: no")


def memos(now: datetime, *files: DatedMemo, handled: tuple[date, ...] = ()) -> list[tuple[str, date]]:
    """Return which memos are owed, by round and date; the scheduler began on the evening of the 23rd."""
    briefing = a_briefing(id="memo", kind="memo")
    taken = {"memo/two-readouts": handled}
    found = owed_memos(briefing, files, now, since=SIX - 10 * HOUR, handled=taken)
    return [(duty.round, duty.day) for duty in found]


def test_a_memo_goes_out_when_its_date_has_come() -> None:
    """One that is dated ahead waits."""
    memo = a_memo(SIX)
    assert memos(SIX - MINUTE, memo) == []
    assert memos(SIX, memo) == [("memo/two-readouts", date(2026, 11, 24))]
    assert memos(SIX, memo, handled=(date(2026, 11, 24),)) == []


def test_old_memos_stay_where_they_are() -> None:
    """Those from before the scheduler's first day, and those that are dated days ago."""
    assert memos(SIX, a_memo(SIX - 2 * DAY)) == []
    assert memos(SIX + 3 * DAY, a_memo(SIX)) == []
    assert memos(SIX, a_memo(None)) == []


def test_a_day_may_have_two_memos() -> None:
    """Each has a round of its own."""
    assert [name for name, _ in memos(SIX, a_memo(SIX, "b"), a_memo(SIX - HOUR, "a"))] == ["memo/a", "memo/b"]


def test_pauses_double_up_to_half_an_hour() -> None:
    """Whatever the number of tries."""
    assert [pause(times) / MINUTE for times in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]
    assert pause(10_000) == 30 * MINUTE


def test_what_would_be_too_late_is_not_tried_again() -> None:
    """Then it is given up."""
    assert next_try(1, SIX, SIX + MINUTE) == SIX + MINUTE
    assert next_try(2, SIX, SIX + MINUTE) is None


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    hour=st.times(),
    review=st.integers(0, 24 * 60),
    late=st.integers(-24 * 60, 3 * 24 * 60),
)
def test_an_edition_is_of_its_own_day_whenever_it_is_made(
    zone: str, day: date, hour: time, review: int, late: int
) -> None:
    """A review may begin, and catching up end, on the other side of midnight."""
    briefing = a_briefing(timezone=ZoneInfo(zone), send_at=hour.replace(second=0, microsecond=0), review_minutes=review)
    due = instant(briefing, day)
    if due is None:
        return  # the zone skipped that day
    found = cutoff(briefing, day, due + late * MINUTE)
    assert found.astimezone(briefing.timezone).date() == day


def test_an_edition_on_time_knows_the_news_up_to_its_hour_sharp() -> None:
    """And a late one up to when it is made."""
    briefing, day = a_briefing(), date(2026, 11, 24)
    assert cutoff(briefing, day, SIX + timedelta(seconds=29)) == SIX
    assert cutoff(briefing, day, SIX + HOUR) == SIX + HOUR
    assert cutoff(a_briefing(review_minutes=30), day, SIX - 29 * MINUTE) == SIX - 30 * MINUTE
