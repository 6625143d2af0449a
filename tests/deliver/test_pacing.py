"""How fast and when again: no clock but the one that is given."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.deliver.pacing import GIVE_UP, Limits, Pace, next_try

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


def test_a_message_is_tried_for_two_days_ever_more_rarely() -> None:
    """5 minutes, 15, an hour, four, then eight."""
    moment, attempts, pauses = NOW, 1, []
    while (again := next_try(attempts, moment)) is not None:
        pauses.append(again - moment)
        moment, attempts = again, attempts + 1
    assert [pause / timedelta(minutes=1) for pause in pauses[:5]] == [5, 15, 60, 240, 480]
    assert GIVE_UP - timedelta(hours=8) < moment - NOW <= GIVE_UP


@given(st.lists(st.floats(0.0, 0.5), min_size=20, max_size=200))
def test_no_domain_gets_more_than_its_rate(waits: list[float]) -> None:
    """Over any time: the rate, and what a second's rest has saved up."""
    pace = Pace(Limits(rates={"example.org": 5.0}))
    at, went = 100.0, 0
    for wait in waits:
        at += wait
        while pace.may("example.org", at):
            pace.goes("example.org", at)
            went += 1
        assert went <= 5 + 5 * (at - 100.0) + 1e-6
    assert went >= min(5, 5 * (at - 100.0)) - 1


def test_a_rate_is_its_domains_own_and_the_star_is_each_others() -> None:
    """One large provider does not slow the others down."""
    pace = Pace(Limits(rates={"slow.example": 0.5, "*": 2.0}))
    assert pace.bounds(0.0) == {"slow.example": 1}
    pace.goes("slow.example", 0.0)
    assert pace.held(0.0) == {"slow.example"}
    assert not pace.may("slow.example", 1.9)
    assert pace.may("slow.example", 2.0)
    assert pace.may("other.example", 0.0)
    pace.goes("other.example", 0.0)
    pace.goes("other.example", 0.0)
    assert not pace.may("other.example", 0.4)
    assert pace.wait("other.example", 0.4) == pytest.approx(0.1)
    assert pace.release(0.4) == pytest.approx(0.1)


def test_a_rate_in_all_holds_everybody() -> None:
    """What did not go after all is given back."""
    pace = Pace(Limits(rate=2.0))
    pace.goes("a.example", 0.0)
    pace.goes("b.example", 0.0)
    assert pace.room(0.0) == 0
    assert not pace.may("c.example", 0.0)
    pace.back("b.example", 0.0)
    assert pace.may("c.example", 0.0)


def test_a_domain_that_says_not_now_thrice_rests_longer_each_time_and_recovers() -> None:
    """One greylisted message is no reason to rest."""
    pace = Pace(Limits())
    for _ in range(2):
        pace.put_off("busy.example", 0.0)
    assert pace.may("busy.example", 0.0)
    pace.put_off("busy.example", 0.0)
    assert pace.wait("busy.example", 0.0) == 15
    pace.put_off("busy.example", 1.0)  # an answer that was on its way already
    assert pace.wait("busy.example", 0.0) == 15
    pace.put_off("busy.example", 15.0)
    assert pace.wait("busy.example", 15.0) == 30
    assert pace.held(20.0) == {"busy.example"}
    assert pace.may("other.example", 20.0)
    pace.welcomed("busy.example")
    pace.welcomed("busy.example")
    pace.welcomed("busy.example")
    pace.put_off("busy.example", 60.0)
    assert pace.may("busy.example", 60.0)


def test_a_server_that_is_away_is_asked_ever_more_rarely_and_then_given_up() -> None:
    """Until it takes something."""
    pace, at, rests = Pace(Limits()), 0.0, []
    for _ in range(6):
        pace.failed(at)
        pace.failed(at)  # eight connections fail at once, and that is one failure
        rests.append(pace.wait("any.example", at))
        at += rests[-1]
    assert rests == [1, 2, 4, 8, 16, 32]
    assert pace.hopeless is True
    pace.welcomed("any.example")
    assert pace.wait("any.example", at) == 0
    assert pace.may("any.example", at)


@pytest.mark.parametrize("limits", [{"connections": 0}, {"messages": 0}, {"rate": -1.0}, {"rates": {"a.example": 0.0}}])
def test_limits_within_which_nothing_goes_out_are_refused(limits: dict[str, object]) -> None:
    """Somebody meant something else."""
    with pytest.raises(ValueError, match="nothing can be sent"):
        Limits(**limits)  # type: ignore[arg-type]
