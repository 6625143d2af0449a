"""Which feeds are asked in a round."""

from datetime import timedelta
from pathlib import PurePath

from briefgen.fetch import Limits, due_now, resting
from briefgen.model.feed import Feed, FeedState
from tests.factories import NOON, a_feed
from tests.fetch.asking import a_state

HOUR = timedelta(hours=1)


def feeds_of(host: str, *names: str) -> list[Feed]:
    """Return feeds of one host."""
    return [a_feed(id=name, url=f"https://{host}.example/{name}") for name in names]


def asked(feeds: list[Feed], *states: FeedState, limits: Limits | None = None, force: bool = False) -> list[str]:
    """Return the ids of the feeds to ask at noon."""
    known = {state.feed: state for state in states}
    return [feed.id for feed, _ in due_now(feeds, known, NOON, limits=limits or Limits(), force=force)]


def test_new_feeds_are_asked_in_the_order_of_the_configuration() -> None:
    """Nothing is known of any."""
    assert asked(feeds_of("one", "c", "a", "b")) == ["c", "a", "b"]


def test_a_host_is_known_by_the_states_of_all_feeds() -> None:
    """Also by that of one which is not among the candidates."""
    away = a_state(feed="other", sent_away_by="one.example", sent_away_until=NOON + HOUR)
    assert asked([*feeds_of("one", "a"), *feeds_of("two", "b")], away) == ["b"]


def test_a_rest_ends_at_its_time_and_the_longest_counts() -> None:
    """Two feeds may have been sent away by one host."""
    states = [
        a_state(feed=f"f{hours}", sent_away_by="one.example", sent_away_until=NOON + hours * HOUR)
        for hours in (2, 3, 1)
    ]
    assert resting(states, NOON)["one.example"].retry_after == 3 * 3600
    assert resting(states, NOON + 3 * HOUR)["one.example"].over
    assert resting(states, NOON + 24 * 8 * HOUR) == {}


def test_a_rest_beyond_every_rule_was_made_by_a_wrong_clock() -> None:
    """A host is not silenced by it."""
    assert resting([a_state(sent_away_by="one.example", sent_away_until=NOON + 24 * 8 * HOUR)], NOON) == {}


def test_what_a_host_did_in_a_row_is_known_until_it_answers_any_feed() -> None:
    """Then its next rest is a short one again."""
    away = [
        a_state(feed=f"f{n}", sent_away_by="one.example", sent_away_until=NOON, sent_away_times=n, checked=NOON - HOUR)
        for n in (1, 3, 2)
    ]
    assert resting(away, NOON)["one.example"].times == 3
    before, after = (
        a_state(feed="g", configured="https://one.example/g", succeeded=moment) for moment in (NOON - 2 * HOUR, NOON)
    )
    assert resting([*away, before], NOON)["one.example"].times == 3
    assert resting([*away, after], NOON) == {}


def test_the_host_of_the_adopted_address_counts() -> None:
    """A feed that has moved does not belong to its old host any more."""
    (feed,) = feeds_of("old", "a")
    moved = a_state(feed="a", configured=feed.address, adopted="https://new.example/a")
    rests = [a_state(feed=host, sent_away_by=f"{host}.example", sent_away_until=NOON + HOUR) for host in ("old", "new")]
    assert asked([feed], moved, rests[0]) == ["a"]
    assert asked([feed], moved, rests[1]) == []


def test_saved_documents_have_no_host_and_no_limit() -> None:
    """Reading them costs nobody anything."""
    saved = [a_feed(id=f"s{n}", path=PurePath(f"{n}.xml")) for n in range(5)]
    assert len(asked(saved, limits=Limits(per_host=1))) == 5


def test_force_asks_everything() -> None:
    """What is not due, retired or too many."""
    feeds = feeds_of("one", "a", "b")
    states = [
        a_state(feed="a", retired=NOON, configured=feeds[0].address),
        a_state(feed="b", next_check=NOON + HOUR, configured=feeds[1].address),
    ]
    assert asked(feeds, *states) == []
    assert asked(feeds, *states, limits=Limits(per_host=1), force=True) == ["a", "b"]
