"""Readers, teams, and what they subscribed to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from briefgen.model.reader import Consent, Subscriber, Subscription, Team
from briefgen.store import Store
from tests.factories import NOON
from tests.store.audience import HOUR, MINUTE, a_reader, a_subscription


def acts(store: Store, reader: Subscriber) -> list[tuple[str, str, str]]:
    """Return the history of a reader in short."""
    return [(consent.act, consent.briefing, consent.source) for consent in store.consents.of(reader.id)]


def test_a_reader_is_found_by_any_spelling_of_the_address(store: Store) -> None:
    """And by his number."""
    jane = a_reader(store, "Jane@Example.org", name="Jane", timezone="Asia/Tokyo", tier="pro")
    assert store.readers.find("  jANE@eXAMPLE.ORG ") == jane
    assert store.readers.get(jane.id) == jane
    assert jane.email == "Jane@Example.org"
    assert store.readers.find("joe@example.org") is None
    assert store.readers.find("no address") is None
    assert store.readers.get(jane.id + 1) is None


def test_an_address_has_one_reader(store: Store) -> None:
    """The second is not stored, and cannot be changed to."""
    jane, joe = a_reader(store), a_reader(store, "joe@example.org")
    assert store.readers.add(Subscriber(email="JANE@example.org", created=NOON + HOUR)) is None
    assert not store.readers.change(replace(joe, email="Jane@example.org"), "web", NOON)
    assert store.readers.get(joe.id) == joe
    assert store.readers.count() == 2
    assert store.readers.page(after=jane.id) == [joe]


def test_a_number_is_never_given_twice(store: Store) -> None:
    """Tokens and ledgers name it."""
    first = a_reader(store)
    store.readers.erase(first.id, "web", NOON)
    assert a_reader(store).id > first.id


def test_a_change_says_in_the_history_what_changed(store: Store) -> None:
    """By name, not by value."""
    jane = a_reader(store)
    changed = replace(jane, email="jane@other.example", name="Jane")
    assert store.readers.change(changed, "web", NOON + HOUR)
    assert store.readers.change(changed, "web", NOON + HOUR)
    assert store.readers.find("jane@other.example") == changed
    assert store.readers.find("jane@example.org") is None
    assert store.consents.of(jane.id) == [
        Consent(subscriber=jane.id, act="changed", at=NOON + HOUR, source="web", detail="email, name")
    ]
    assert not store.readers.change(replace(jane, id=99), "web", NOON)


def test_teams_are_counted_and_leave_their_members_behind(store: Store) -> None:
    """A team that does not exist takes nobody."""
    store.readers.save_team(Team(id="desk", name="Desk", seats=3))
    store.readers.save_team(Team(id="desk", name="News desk", seats=5))
    jane = a_reader(store, team="desk")
    assert jane.team_since == NOON
    assert store.readers.teams() == [(Team(id="desk", name="News desk", seats=5), 1)]
    with pytest.raises(ValueError, match="there is no team 'club'"):
        a_reader(store, "joe@example.org", team="club")
    with pytest.raises(ValueError, match="there is no team 'club'"):
        store.readers.change(replace(jane, team="club"), "web", NOON)
    assert store.readers.remove_team("desk")
    assert not store.readers.remove_team("desk")
    left = store.readers.get(jane.id)
    assert left is not None
    assert (left.team, left.team_since) == ("", None)


def test_a_subscription_is_asked_for_confirmed_and_ended(store: Store) -> None:
    """Each with its line in the history; done twice, it is done once."""
    jane = a_reader(store)
    wanted = Subscription(subscriber=jane.id, briefing="israel", since=NOON, days=("mon", "fri"), hour=7)
    for _ in range(2):
        assert store.subscriptions.ask([wanted], "web", NOON) == [wanted]
        assert store.subscriptions.of(jane.id) == [wanted]
    later = NOON + MINUTE
    assert store.subscriptions.confirm(jane.id, ["israel", "gulf"], "web", later, "double opt-in") == ["israel"]
    assert store.subscriptions.confirm(jane.id, ["israel"], "web", later) == []
    confirmed = replace(wanted, status="confirmed", since=later)
    assert store.subscriptions.of(jane.id) == [confirmed]
    assert store.subscriptions.ask([replace(wanted, format="text")], "web", later) == []
    assert store.subscriptions.of(jane.id) == [confirmed]
    assert store.subscriptions.end(jane.id, "israel", "one-click", later) == ["israel"]
    assert store.subscriptions.end(jane.id, "israel", "one-click", later) == []
    assert store.subscriptions.confirm(jane.id, ["israel"], "web", later) == []
    assert acts(store, jane) == [
        ("asked", "israel", "web"),
        ("confirmed", "israel", "web"),
        ("ended", "israel", "one-click"),
    ]
    assert store.subscriptions.ask([wanted], "web", later)[0].status == "asked"
    assert store.subscriptions.confirm(jane.id, ["israel"], "web", later) == ["israel"]


def test_all_subscriptions_are_ended_at_once(store: Store) -> None:
    """Those that were only asked for, too."""
    jane = a_reader(store)
    a_subscription(store, jane)
    store.subscriptions.ask([Subscription(subscriber=jane.id, briefing="gulf", since=NOON)], "web", NOON)
    assert store.subscriptions.end(jane.id, "", "web", NOON) == ["gulf", "israel"]
    assert store.subscriptions.counts() == {
        "gulf": {"asked": 0, "confirmed": 0, "ended": 1},
        "israel": {"asked": 0, "confirmed": 0, "ended": 1},
    }


def test_preferences_are_changed_while_a_subscription_lives(store: Store) -> None:
    """The history says to what."""
    jane = a_reader(store)
    wanted = a_subscription(store, jane)
    changed = replace(wanted, format="pdf", days=("mon",), hour=6)
    assert store.subscriptions.change(changed, "web", NOON)
    assert not store.subscriptions.change(changed, "web", NOON)
    assert store.consents.of(jane.id)[-1].detail == "format: pdf, days: mon, hour: 6"
    assert store.subscriptions.change(wanted, "web", NOON)
    assert store.consents.of(jane.id)[-1].detail == "format: html, days: every day, hour: with the edition"
    store.subscriptions.end(jane.id, "israel", "web", NOON)
    assert not store.subscriptions.change(changed, "web", NOON)
    assert not store.subscriptions.change(replace(changed, briefing="gulf"), "web", NOON)


def test_readers_are_listed_with_their_subscriptions_page_by_page(store: Store) -> None:
    """For an export; and by briefing."""
    jane, joe = a_reader(store), a_reader(store, "joe@example.org")
    for reader, briefing in ((jane, "gulf"), (jane, "israel"), (joe, "israel")):
        a_subscription(store, reader, briefing)
    pairs = [(reader.id, one.briefing) for reader, one in store.subscriptions.page()]
    assert pairs == [(jane.id, "gulf"), (jane.id, "israel"), (joe.id, "israel")]
    assert [(r.id, s.briefing) for r, s in store.subscriptions.page(after=pairs[0], most=1)] == [pairs[1]]
    assert [(r.id, s.briefing) for r, s in store.subscriptions.page(briefing="gulf")] == [pairs[0]]
    store.subscriptions.end(joe.id, "israel", "web", NOON)
    assert store.readers.page(briefing="israel") == [jane]


def test_consents_are_listed_since_a_moment(store: Store) -> None:
    """Page by page, those of strangers too."""
    jane = a_reader(store)
    a_subscription(store, jane)
    store.consents.note(Consent(act="asked", at=NOON + HOUR, source="web", detail="by telephone"))
    assert len(store.consents.since(NOON)) == 3
    ((number, consent),) = store.consents.since(NOON + timedelta(seconds=1))
    assert (consent.subscriber, consent.detail) == (0, "by telephone")
    assert store.consents.since(NOON, after=number) == []


def test_pro_is_a_reader_s_own_tier_or_a_seat(store: Store) -> None:
    """Of a team with one seat the first to join has it."""
    store.readers.save_team(Team(id="desk", name="Desk", seats=1))
    own, first, second, free = (
        a_reader(store, f"{name}@example.org", **fields)
        for name, fields in (("own", {"tier": "pro"}), ("a", {"team": "desk"}), ("b", {"team": "desk"}), ("c", {}))
    )
    assert [store.readers.has_pro(one.id) for one in (own, first, second, free)] == [True, True, False, False]
    assert not store.readers.has_pro(99)
