"""Lists of readers."""

from typing import Any

import pytest

from briefgen.model.reader import ReaderLine, Subscription
from briefgen.store import Store
from tests.factories import NOON
from tests.store.audience import HOUR, a_reader, a_subscription


def a_line(line: int = 2, email: str = "jane@example.org", briefing: str = "israel", **fields: Any) -> ReaderLine:
    """Return a line of a list."""
    return ReaderLine(line=line, email=email, briefing=briefing, **fields)


def outcomes(store: Store, *lines: ReaderLine) -> list[tuple[str, str | None]]:
    """Import; return what became of each line and how its subscription stands."""
    return [
        (told.outcome, told.status) for told in store.readers.import_lines(lines, "import readers.csv", NOON + HOUR)
    ]


def test_a_list_brings_readers_with_their_subscriptions(store: Store) -> None:
    """One reader may stand in several lines, one line twice."""
    lines = [
        a_line(2, confirmed=True, name="Jane", timezone="Asia/Tokyo", tier="pro"),
        a_line(3, "JANE@example.org", "gulf", format="text"),
        a_line(4, "joe@example.org"),
        a_line(5, "joe@example.org"),
    ]
    told = [("added", "confirmed"), ("added", "asked"), ("added", "asked"), ("unchanged", "asked")]
    assert outcomes(store, *lines) == told
    jane = store.readers.find("jane@example.org")
    assert jane is not None
    assert (jane.name, jane.timezone, jane.tier, jane.created) == ("Jane", "Asia/Tokyo", "pro", NOON + HOUR)
    assert [(s.briefing, s.format, s.status) for s in store.subscriptions.of(jane.id)] == [
        ("gulf", "text", "asked"),
        ("israel", "html", "confirmed"),
    ]
    assert [(c.act, c.briefing, c.source, c.detail) for c in store.consents.of(jane.id)] == [
        ("imported", "israel", "import readers.csv", "line 2, format: html"),
        ("asked", "gulf", "import readers.csv", "line 3, format: text"),
    ]
    assert store.readers.count() == 2
    assert outcomes(store, *lines)[:2] == [("unchanged", "confirmed"), ("unchanged", "asked")]
    assert len(store.consents.of(jane.id)) == 2


def test_a_list_keeps_what_it_does_not_say(store: Store) -> None:
    """A reader's name, zone and tier; a confirmation; how he wants to have it."""
    jane = a_reader(store, name="Jane", timezone="Asia/Tokyo", tier="pro")
    a_subscription(store, jane, format="text", days=("mon",), hour=7)
    assert outcomes(store, a_line()) == [("unchanged", "confirmed")]
    (kept,) = store.subscriptions.of(jane.id)
    assert (kept.format, kept.days, kept.hour) == ("text", ("mon",), 7)
    assert store.readers.get(jane.id) == jane
    assert outcomes(store, a_line(name="Jane Roe", format="pdf")) == [("changed", "confirmed")]
    changed = store.readers.get(jane.id)
    assert changed is not None
    assert (changed.name, changed.tier) == ("Jane Roe", "pro")


def test_a_list_may_bring_the_consent_that_was_asked_for(store: Store) -> None:
    """With the list as its source."""
    jane = a_reader(store)
    store.subscriptions.ask([Subscription(subscriber=jane.id, briefing="israel", since=NOON)], "web", NOON)
    assert outcomes(store, a_line(confirmed=True)) == [("changed", "confirmed")]
    assert store.consents.of(jane.id)[-1].act == "imported"


def test_no_list_brings_back_who_has_left(store: Store) -> None:
    """Neither who ended a subscription nor who is suppressed: old lists are imported again and again."""
    jane = a_reader(store)
    a_subscription(store, jane)
    store.subscriptions.end(jane.id, "israel", "one-click", NOON)
    store.suppressions.add("joe@example.org", "complaint", "mailbox", NOON)
    lines = [a_line(confirmed=True), a_line(3, "Joe@example.org", confirmed=True)]
    assert outcomes(store, *lines) == [("ended", "ended"), ("suppressed", None)]
    assert store.subscriptions.of(jane.id)[0].status == "ended"
    assert store.readers.find("joe@example.org") is None


def test_a_batch_is_stored_as_a_whole_or_not_at_all(store: Store) -> None:
    """If it fails for what nobody foresaw."""
    with pytest.raises(AttributeError):
        store.readers.import_lines([a_line(), None], "list", NOON)  # type: ignore[list-item]
    assert store.readers.count() == 0


def test_an_empty_list_is_no_fault(store: Store) -> None:
    """Nothing comes of it."""
    assert outcomes(store) == []
