"""Looking ahead: what may be claimed is shown, and only what is claimed is ours."""

from briefgen.model.delivery import Wanted
from briefgen.store import Store
from tests.factories import NOON
from tests.store.audience import EDITION, a_plan, an_audience, wanted

NOBODY: frozenset[int] = frozenset()
NOWHERE: frozenset[str] = frozenset()


def test_what_is_seen_ahead_is_claimed_by_name(store: Store) -> None:
    """And nobody else is claimed in its place."""
    ids = an_audience(store, 6)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    seen = store.ledger.ahead(EDITION, 2, frozenset(ids[:2]), NOWHERE, NOON)
    assert [row.subscriber for row in seen] == ids[2:4]
    assert store.ledger.counts(EDITION)["pending"] == 6
    claimed = store.ledger.step(run, [], Wanted(edition=EDITION, most=2, these=(ids[2], ids[3])), NOON)
    assert sorted(claimed, key=lambda row: row.subscriber) == seen
    assert store.ledger.step(run, [], Wanted(edition=EDITION, most=2, these=(ids[2], ids[3])), NOON) == []
    both = store.ledger.step(run, [], Wanted(edition=EDITION, most=2, these=(ids[5],)), NOON)
    assert [row.subscriber for row in both] == [ids[5], ids[0]]


def test_another_sender_may_take_what_was_seen(store: Store) -> None:
    """Then a claim by name gives nothing."""
    ids = an_audience(store, 2)
    store.ledger.plan(a_plan(), NOON)
    ours, theirs = store.runs.start("sender", NOON), store.runs.start("sender", NOON)
    assert len(store.ledger.ahead(EDITION, 9, NOBODY, NOWHERE, NOON)) == 2
    assert len(store.ledger.step(theirs, [], wanted(), NOON)) == 2
    assert store.ledger.step(ours, [], Wanted(edition=EDITION, most=2, these=tuple(ids)), NOON) == []
    assert store.ledger.ahead(EDITION, 9, NOBODY, NOWHERE, NOON) == []


def test_domains_that_rest_are_passed_over(store: Store) -> None:
    """And an edition that was never planned has nothing ahead."""
    an_audience(store, 3)
    store.ledger.plan(a_plan(), NOON)
    everything = store.ledger.ahead(EDITION, 9, NOBODY, NOWHERE, NOON)
    domains = frozenset(row.domain for row in everything)
    assert store.ledger.ahead(EDITION, 9, NOBODY, domains, NOON) == []
    assert store.ledger.ahead("israel/1999-01-01", 9, NOBODY, NOWHERE, NOON) == []
