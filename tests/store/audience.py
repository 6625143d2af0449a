"""Readers and senders for tests of the ledger."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from briefgen.model.delivery import Claimed, Outcome, Plan, Wanted
from briefgen.model.reader import ReaderLine, Subscriber, Subscription
from briefgen.store import Store
from tests.factories import NOON

DAY = date(2021, 12, 28)  # a Tuesday
EDITION = "israel/2021-12-28"
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def a_reader(store: Store, email: str = "jane@example.org", **fields: Any) -> Subscriber:
    """Store a reader."""
    added = store.readers.add(Subscriber(email=email, created=NOON, **fields))
    assert added is not None
    return added


def a_subscription(store: Store, reader: Subscriber, briefing: str = "israel", **fields: Any) -> Subscription:
    """Store a confirmed subscription."""
    wanted = Subscription(subscriber=reader.id, briefing=briefing, since=NOON, **fields)
    store.subscriptions.ask([wanted], "web", NOON)
    assert store.subscriptions.confirm(reader.id, [briefing], "web", NOON) == [briefing]
    return wanted


def an_audience(store: Store, count: int, domains: Sequence[str] = ("example.org",)) -> list[int]:
    """Store confirmed readers of the Israel Briefing, their addresses in turn at these domains; return their ids."""
    lines = [
        ReaderLine(line=n + 2, email=f"r{n}@{domains[n % len(domains)]}", briefing="israel", confirmed=True)
        for n in range(count)
    ]
    imported = [
        told for n in range(0, count, 500) for told in store.readers.import_lines(lines[n : n + 500], "list", NOON)
    ]
    return [told.subscriber for told in imported]


def a_plan(**fields: Any) -> Plan:
    """Return a plan of the Israel Briefing."""
    given: dict[str, Any] = {"edition": EDITION, "briefing": "israel", "date": DAY}
    return Plan(**given | fields)


def wanted(most: int = 1_000, **of: int) -> Wanted:
    """Return what a sender wants of the edition; ``of`` bounds domains, written with ``_`` for the dot."""
    return Wanted(edition=EDITION, most=most, of={name.replace("_", "."): bound for name, bound in of.items()})


def outcome(claimed: Claimed, state: Any = "sent", **fields: Any) -> Outcome:
    """Return what became of a delivery."""
    return Outcome(mailing=claimed.mailing, subscriber=claimed.subscriber, state=state, **fields)
