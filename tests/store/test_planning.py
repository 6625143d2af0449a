"""Whom an edition is for."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from briefgen.model.delivery import Planned, Wanted
from briefgen.model.reader import Subscription, Team
from briefgen.store import Store
from tests.factories import NOON
from tests.store.audience import DAY, EDITION, HOUR, a_plan, a_reader, a_subscription, an_audience, outcome, wanted


def planned(store: Store, **fields: Any) -> set[int]:
    """Plan an edition; return the readers it is for."""
    plan = a_plan(**fields)
    store.ledger.plan(plan, NOON)
    return {delivery.subscriber for delivery in store.ledger.page(plan.edition)}


def test_an_edition_is_for_confirmed_readers_of_its_briefing(store: Store) -> None:
    """Not for those who were only asked, have ended it, or read another one."""
    yes, asked, ended, other = (a_reader(store, f"{name}@example.org") for name in ("yes", "asked", "ended", "other"))
    for reader in (yes, ended):
        a_subscription(store, reader)
    a_subscription(store, other, "gulf")
    store.subscriptions.end(ended.id, "israel", "web", NOON)
    store.subscriptions.ask([Subscription(subscriber=asked.id, briefing="israel", since=NOON)], "web", NOON)
    assert planned(store) == {yes.id}


def test_planning_twice_adds_who_came_in_between_and_nobody_twice(store: Store) -> None:
    """Not even a reader who has chosen another format meanwhile."""
    (first,) = an_audience(store, 1)
    assert store.ledger.plan(a_plan(), NOON) == Planned(added=1, total=1)
    a_subscription(store, a_reader(store))
    (subscription,) = store.subscriptions.of(first)
    assert store.subscriptions.change(replace(subscription, format="text"), "web", NOON)
    assert store.ledger.plan(a_plan(), NOON) == Planned(added=1, total=2)
    assert store.ledger.plan(a_plan(), NOON) == Planned(added=0, total=2)
    assert {delivery.format for delivery in store.ledger.page(EDITION)} == {"html"}


def test_a_reader_may_choose_days(store: Store) -> None:
    """28 December 2021 is a Tuesday."""
    tuesday, monday, all_days = (a_reader(store, f"{name}@example.org") for name in ("tuesday", "monday", "all"))
    a_subscription(store, tuesday, days=("tue", "sun"))
    a_subscription(store, monday, days=("mon",))
    a_subscription(store, all_days)
    assert planned(store) == {tuesday.id, all_days.id}
    assert planned(store, edition="israel/2021-12-27", date=DAY - timedelta(days=1)) == {monday.id, all_days.id}


def test_nothing_is_planned_for_a_suppressed_address(store: Store) -> None:
    """Whoever it belongs to."""
    one, _ = (a_reader(store, f"{name}@example.org") for name in ("one", "two"))
    for reader in store.readers.page():
        a_subscription(store, reader)
    store.suppressions.add("TWO@example.org", "asked", "editor", NOON)
    assert planned(store) == {one.id}


def test_a_pro_briefing_is_for_pro_readers_and_for_seats_of_pro_teams(store: Store) -> None:
    """Who joined a team first has a seat as long as there are any."""
    for team, tier in (("desk", "pro"), ("club", "free")):
        store.readers.save_team(Team(id=team, name=team, seats=2, tier=tier))  # type: ignore[arg-type]
    free, pro = a_reader(store, "free@example.org"), a_reader(store, "pro@example.org", tier="pro")
    seated = [a_reader(store, f"desk{n}@example.org", team="desk") for n in range(3)]
    club = a_reader(store, "club@example.org", team="club")
    for reader in (free, pro, *seated, club):
        a_subscription(store, reader)
    assert planned(store, tier="pro") == {pro.id, seated[0].id, seated[1].id}
    assert planned(store, edition="israel/free") == {reader.id for reader in store.readers.page()}


def test_a_late_member_takes_nobodys_seat(store: Store) -> None:
    """Although he was a reader before."""
    store.readers.save_team(Team(id="desk", name="Desk", seats=1))
    old = a_reader(store, "old@example.org")
    member = a_reader(store, "member@example.org", team="desk")
    store.readers.change(replace(old, team="desk"), "editor", NOON + HOUR)
    for reader in (old, member):
        a_subscription(store, reader)
    assert planned(store, tier="pro") == {member.id}


def test_readers_with_an_hour_of_their_own_get_it_then(store: Store) -> None:
    """By zone and hour; all others at once."""
    early = a_reader(store, "early@example.org", timezone="Asia/Tokyo")
    late = a_reader(store, "late@example.org", timezone="America/New_York")
    for reader, hour in ((early, 7), (late, 7), (a_reader(store), None)):
        a_subscription(store, reader, hour=hour)
    assert store.ledger.hours("israel") == [("America/New_York", 7), ("Asia/Tokyo", 7)]
    opens = {("Asia/Tokyo", 7): NOON + HOUR, ("America/New_York", 7): NOON + 2 * HOUR}
    store.ledger.plan(a_plan(opens=opens), NOON)
    run = store.runs.start("sender", NOON)
    for hours, expected in ((0, "jane@example.org"), (1, "early@example.org"), (2, "late@example.org")):
        now = NOON + hours * HOUR
        assert store.ledger.next_due(EDITION) == now
        (claimed,) = store.ledger.step(run, [], wanted(), now)
        assert claimed.email == expected
        store.ledger.step(run, [outcome(claimed)], None, now)
    assert store.ledger.next_due(EDITION) is None


def test_a_correction_goes_to_those_who_received_the_edition_in_its_format(store: Store) -> None:
    """Whether that is known or in doubt; not to those whom it never reached, nor to those who left since."""
    ids = an_audience(store, 6)
    a_subscription(store, a_reader(store, "text@example.org"), format="text")
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    claimed = store.ledger.step(run, [], wanted(), NOON)
    states = ["sent", "refused", "doubtful", "sent", "sent", "pending", "sent"]
    store.ledger.step(run, [outcome(row, state) for row, state in zip(claimed, states, strict=True)], None, NOON)
    store.suppressions.add("r3@example.org", "complaint", "mailbox", NOON)
    store.subscriptions.end(ids[4], "israel", "one-click", NOON)
    an_audience(store, 7)
    correction = a_plan(edition="israel/2021-12-28-correction", correction_of=EDITION)
    assert store.ledger.plan(correction, NOON) == Planned(added=4, total=4)
    going = store.ledger.step(run, [], Wanted(edition=correction.edition, most=10), NOON)
    assert [(row.email, row.format) for row in going] == [
        ("r0@example.org", "html"),
        ("r2@example.org", "html"),
        ("text@example.org", "text"),
    ]
    mailing = store.ledger.mailing(correction.edition)
    assert mailing is not None
    assert mailing.correction_of == EDITION


def test_an_edition_of_many_readers_has_lanes_by_domain(store: Store) -> None:
    """Those that many share; the others are one lane."""
    an_audience(store, 1_050, ["gmail.com", "yahoo.com"])
    an_audience(store, 1, ["example.org"])
    assert store.ledger.plan(a_plan(), NOON) == Planned(added=1_051, total=1_051)
    run = store.runs.start("sender", NOON)
    lanes = [{row.domain for row in store.ledger.step(run, [], wanted(10), NOON)} for _ in range(3)]
    assert sorted(map(sorted, lanes)) == [["example.org", "gmail.com"], ["gmail.com"], ["yahoo.com"]]
