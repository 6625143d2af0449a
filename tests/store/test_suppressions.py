"""Who gets nothing, and how bounces lead there."""

from datetime import timedelta

from briefgen.model.delivery import Bounce
from briefgen.model.reader import Suppression
from briefgen.store import Store
from tests.factories import NOON
from tests.store.audience import EDITION, HOUR, MINUTE, a_plan, a_reader, a_subscription, outcome, wanted


def test_an_address_is_suppressed_whoever_has_it(store: Store) -> None:
    """However it is spelled, until it is lifted; the history says so."""
    jane = a_reader(store)
    assert store.suppressions.add("JANE@example.org", "complaint", "mailbox", NOON, "abuse")
    assert not store.suppressions.add("jane@example.org", "asked", "web", NOON)
    assert store.suppressions.find("Jane@Example.org") == Suppression(
        reason="complaint", at=NOON, email="JANE@example.org", detail="abuse"
    )
    assert store.suppressions.find("joe@example.org") is None
    assert store.suppressions.lift("jane@example.org", "editor", NOON + HOUR)
    assert not store.suppressions.lift("jane@example.org", "editor", NOON + HOUR)
    assert [(line.act, line.detail) for line in store.consents.of(jane.id)] == [
        ("suppressed", "complaint: abuse"),
        ("unsuppressed", ""),
    ]


def test_a_stranger_can_be_suppressed(store: Store) -> None:
    """Who becomes a reader later finds it so."""
    assert store.suppressions.add("jane@example.org", "asked", "letter", NOON)
    assert store.consents.since(NOON)[0][1].subscriber == 0
    a_subscription(store, a_reader(store))
    assert store.ledger.plan(a_plan(), NOON).total == 0


def test_suppressions_are_listed_page_by_page(store: Store) -> None:
    """By a mark that says nothing."""
    for n in range(3):
        store.suppressions.add(f"r{n}@example.org", "asked", "web", NOON)
    first = store.suppressions.page(most=2)
    rest = store.suppressions.page(after=first[-1][0])
    assert {found.email for _, found in first + rest} == {f"r{n}@example.org" for n in range(3)}
    assert len(rest) == 1


def test_a_hard_bounce_suppresses_at_once_and_marks_the_delivery(store: Store) -> None:
    """The same report read again says nothing new."""
    jane = a_reader(store)
    a_subscription(store, jane)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    (claimed,) = store.ledger.step(run, [], wanted(), NOON)
    store.ledger.step(run, [outcome(claimed)], None, NOON)
    bounce = Bounce(subscriber=jane.id, kind="hard", at=NOON, edition=EDITION, words="550 5.1.1 no such user")
    made = store.bounces.note(bounce, NOON + HOUR)
    assert made == store.suppressions.find(jane.email)
    assert made == Suppression(
        reason="hard bounce", at=NOON + HOUR, email="jane@example.org", detail="550 5.1.1 no such user"
    )
    assert store.bounces.note(bounce, NOON + HOUR) is None
    assert store.bounces.of(jane.id) == [bounce]
    delivery = store.ledger.find(EDITION, jane.id)
    assert delivery is not None
    assert (delivery.state, delivery.words) == ("bounced", "550 5.1.1 no such user")
    assert store.bounces.counts(NOON) == {"hard": 1}


def test_a_bounce_that_is_faster_than_its_sender_stands(store: Store) -> None:
    """The report may be read before the sender has said that the message was taken over."""
    jane = a_reader(store)
    a_subscription(store, jane)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    (claimed,) = store.ledger.step(run, [], wanted(), NOON)
    store.bounces.note(Bounce(subscriber=jane.id, kind="soft", at=NOON, edition=EDITION), NOON)
    store.ledger.step(run, [outcome(claimed)], None, NOON)
    assert store.ledger.counts(EDITION)["bounced"] == 1


def test_soft_bounces_suppress_if_they_go_on(store: Store) -> None:
    """Five within days; several of one edition are one."""
    jane = a_reader(store)
    for day in range(4):
        for hour in range(3):
            at = NOON + timedelta(days=day, hours=hour)
            assert (
                store.bounces.note(Bounce(subscriber=jane.id, kind="soft", at=at, edition=f"israel/{day}"), at) is None
            )
    at = NOON + timedelta(days=4)
    made = store.bounces.note(Bounce(subscriber=jane.id, kind="soft", at=at, edition="israel/4"), at)
    assert made is not None
    assert made.reason == "soft bounces"
    assert len(store.bounces.of(jane.id)) == 5


def test_soft_bounces_of_a_day_count_once(store: Store) -> None:
    """Whoever reads ten publications has one mailbox that is full."""
    jane = a_reader(store)
    for number in range(10):
        bounce = Bounce(subscriber=jane.id, kind="soft", at=NOON + MINUTE * number, edition=f"b{number}/2021-12-28")
        assert store.bounces.note(bounce, NOON + HOUR) is None


def test_what_was_blocked_never_suppresses(store: Store) -> None:
    """A filter that dislikes us for a month is no reason to lose its readers."""
    jane = a_reader(store)
    for day in range(30):
        at = NOON + timedelta(days=day)
        assert store.bounces.note(Bounce(subscriber=jane.id, kind="blocked", at=at, edition=f"b/{day}"), at) is None
    assert store.bounces.counts(NOON) == {"blocked": 30}


def test_soft_bounces_are_forgiven_with_time(store: Store) -> None:
    """One in three weeks never suppresses."""
    jane = a_reader(store)
    for week in range(30):
        at = NOON + timedelta(weeks=3 * week)
        assert store.bounces.note(Bounce(subscriber=jane.id, kind="soft", at=at), at) is None


def test_a_bounce_of_nobody_says_nothing(store: Store) -> None:
    """A reader who was erased, or never was."""
    assert store.bounces.note(Bounce(subscriber=7, kind="hard", at=NOON, edition=EDITION), NOON) is None
    assert store.bounces.counts(NOON) == {}
