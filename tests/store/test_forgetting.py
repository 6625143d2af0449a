"""What a reader may know of what is stored about him, and what is left once he was erased."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, inspect, text

from briefgen.model.delivery import Bounce
from briefgen.model.reader import ReaderLine, Subscriber, Subscription, Team
from briefgen.store import Store
from tests.factories import NOON
from tests.store.audience import EDITION, HOUR, a_plan, a_reader, a_subscription, an_audience, outcome, wanted

PERSONAL = ("canary", "family-name.example")


def a_life(store: Store) -> Subscriber:
    """Store a reader with something in every table."""
    jane = a_reader(store, "Canary@family-name.example", name="Canary", timezone="Asia/Tokyo")
    a_subscription(store, jane, days=("tue", "thu"))
    a_subscription(store, jane, "gulf")
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    (claimed,) = store.ledger.step(run, [], wanted(), NOON)
    words = "550 5.1.1 <canary@family-name.example>: no such user"
    store.ledger.step(run, [outcome(claimed, "refused", words=words)], None, NOON)
    store.bounces.note(Bounce(subscriber=jane.id, kind="hard", at=NOON, words=words), NOON)
    store.ledger.plan(a_plan(edition="gulf/2021-12-28", briefing="gulf"), NOON)
    return jane


def everything(url: str) -> str:
    """Return all that the database holds, as text."""
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        rows = [connection.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables]  # noqa: S608  our names
    engine.dispose()
    return repr(rows).casefold()


def test_a_reader_is_told_all_that_is_stored_about_him(store: Store) -> None:
    """As plain JSON."""
    jane = a_life(store)
    store.suppressions.lift(jane.email, "editor", NOON)
    store.ledger.plan(a_plan(edition="gulf/2021-12-29", briefing="gulf"), NOON)
    told = json.loads(json.dumps(store.readers.export(jane.id)))
    assert told["reader"]["email"] == "Canary@family-name.example"
    assert told["reader"]["timezone"] == "Asia/Tokyo"
    subscriptions = {row["briefing"]: row["days"] for row in told["subscriptions"]}
    assert subscriptions == {"gulf": [], "israel": ["tue", "thu"]}
    assert {row["act"] for row in told["consents"]} == {"asked", "confirmed", "suppressed", "unsuppressed"}
    assert [row["kind"] for row in told["bounces"]] == ["hard"]
    deliveries = {row["edition"]: row["state"] for row in told["deliveries"]}
    assert deliveries == {EDITION: "refused", "gulf/2021-12-29": "pending"}
    assert told["suppressed"] == []
    assert store.readers.export(jane.id + 1) is None


def test_nothing_personal_is_left_of_an_erased_reader(store: Store, url: str) -> None:
    """In no column of any table; that he was erased is noted."""
    jane = a_life(store)
    assert all(word in everything(url) for word in PERSONAL)
    assert store.readers.erase(jane.id, "editor anna", NOON + HOUR)
    assert not any(word in everything(url) for word in PERSONAL)
    assert [(line.act, line.source, line.at) for line in store.consents.of(jane.id)] == [
        ("erased", "editor anna", NOON + HOUR)
    ]
    assert store.readers.get(jane.id) is None
    assert store.readers.export(jane.id) is None
    assert not store.readers.erase(jane.id, "editor anna", NOON)


def test_no_byte_of_an_erased_reader_is_left_in_the_files(tmp_path: Path) -> None:
    """Neither where his rows stood nor in the log, while other programs have the database open."""
    url = f"sqlite:///{tmp_path}/readers.db"
    with Store.open(url) as store, Store.open(url) as other:
        jane = a_life(store)
        an_audience(other, 50)
        assert any(b"canary" in file.read_bytes().lower() for file in tmp_path.iterdir())
        store.readers.erase(jane.id, "web", NOON)
        assert [file.name for file in tmp_path.iterdir() if b"canary" in file.read_bytes().lower()] == []


def test_the_ledger_counts_an_erased_reader_as_before(store: Store) -> None:
    """What was not sent yet is withdrawn."""
    ids = an_audience(store, 3)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    sent, _ = store.ledger.step(run, [], wanted(2), NOON)
    store.ledger.step(run, [outcome(sent)], None, NOON)
    for reader in (ids[0], ids[2]):
        store.readers.erase(reader, "web", NOON)
    counts = store.ledger.counts(EDITION)
    assert {state: count for state, count in counts.items() if count} == {"sent": 1, "claimed": 1, "withdrawn": 1}
    assert [row.email for row in store.ledger.page(EDITION)] == ["", "r1@example.org", ""]


def test_a_suppressed_address_stays_so_when_its_reader_is_erased(store: Store) -> None:
    """Known again by a keyed hash, by which nobody can read it."""
    jane = a_life(store)
    store.readers.erase(jane.id, "web", NOON)
    kept = store.suppressions.find("canary@FAMILY-NAME.example")
    assert kept is not None
    assert (kept.email, kept.detail, kept.reason) == ("", "", "hard bounce")
    back = a_reader(store, "canary@family-name.example")
    a_subscription(store, back)
    assert store.ledger.plan(a_plan(edition="israel/2021-12-29"), NOON).total == 0


def test_what_is_said_of_an_erased_reader_later_is_not_kept(store: Store, url: str) -> None:
    """By a sender that had him in hand, and by a report that comes back."""
    jane = a_reader(store, "canary@family-name.example")
    a_subscription(store, jane)
    store.ledger.plan(a_plan(), NOON)
    run = store.runs.start("sender", NOON)
    (claimed,) = store.ledger.step(run, [], wanted(), NOON)
    store.readers.erase(jane.id, "web", NOON)
    words = "550 <canary@family-name.example>"
    store.ledger.step(run, [outcome(claimed, "refused", words=words)], None, NOON)
    store.bounces.note(Bounce(subscriber=jane.id, kind="hard", at=NOON, edition=EDITION, words=words), NOON)
    assert not any(word in everything(url) for word in PERSONAL)


def test_a_mark_is_of_one_store_only(tmp_path: Path) -> None:
    """Two stores know one address by two hashes."""
    marks = []
    for name in ("one", "two"):
        with Store.open(f"sqlite:///{tmp_path}/{name}.db") as store:
            store.suppressions.add("jane@example.org", "asked", "web", NOON)
            marks.append(store.suppressions.page()[0][0])
    assert marks[0] != marks[1]


def test_who_never_confirmed_is_forgotten_after_a_while(store: Store, url: str) -> None:
    """All that is left is that a reader of this number was erased, and when."""
    later = NOON + timedelta(days=30)
    reader = a_reader(store, "Canary@family-name.example", name="Canary")
    asked(store, reader, "israel", "gulf", at=NOON)
    young = a_reader(store, "young@example.org")
    asked(store, young, "israel", at=NOON + timedelta(days=1))
    assert store.subscriptions.lapse(later - timedelta(days=30), later) == (0, 0)
    assert store.subscriptions.lapse(later - timedelta(days=29, hours=23), later) == (2, 1)
    assert not any(word in everything(url) for word in PERSONAL)
    (left,) = store.consents.of(reader.id)
    assert (left.act, left.source, left.at) == ("erased", "never confirmed", later)
    assert [one.status for one in store.subscriptions.of(young.id)] == ["asked"]


def test_who_was_asked_anew_has_time_to_confirm(store: Store) -> None:
    """His latest message may be younger than his first sign-up."""
    jane = a_reader(store)
    asked(store, jane, "israel", at=NOON)
    written = NOON + timedelta(days=29)
    assert store.askings.take(jane.id, written)
    assert store.subscriptions.lapse(NOON + timedelta(days=1), written) == (0, 0)
    assert store.subscriptions.lapse(written + HOUR, written + timedelta(days=30)) == (1, 1)


def test_who_has_something_else_only_loses_what_he_never_confirmed(store: Store) -> None:
    """A subscription, a team or a paid tier is a reason to know him; the history says what became of the rest."""
    later = NOON + timedelta(days=40)
    store.readers.save_team(Team(id="desk", name="A desk", seats=3))
    subscribed = a_reader(store, "one@example.org")
    a_subscription(store, subscribed, "gulf")
    member, payer = a_reader(store, "two@example.org", team="desk"), a_reader(store, "three@example.org", tier="pro")
    for reader in (subscribed, member, payer):
        asked(store, reader, "israel", at=NOON)
    assert store.subscriptions.lapse(later - timedelta(days=30), later) == (3, 0)
    assert [one.briefing for one in store.subscriptions.of(subscribed.id)] == ["gulf"]
    for reader in (subscribed, member, payer):
        last = store.consents.of(reader.id)[-1]
        assert (last.act, last.briefing, last.source) == ("ended", "israel", "never confirmed")
    line = ReaderLine(line=2, email="two@example.org", briefing="israel", confirmed=True)
    (told,) = store.readers.import_lines([line], "list", later)
    assert told.outcome == "added"  # he never left


def test_who_had_left_and_asked_again_in_vain_has_left(store: Store) -> None:
    """No list brings him back."""
    later = NOON + timedelta(days=40)
    reader = a_reader(store)
    a_subscription(store, reader)
    store.subscriptions.end(reader.id, "", "one-click", NOON - HOUR)
    asked(store, reader, "israel", at=NOON)
    assert store.subscriptions.lapse(later - timedelta(days=30), later) == (1, 0)
    (left,) = store.subscriptions.of(reader.id)
    assert (left.status, left.since) == ("ended", NOON - HOUR)
    line = ReaderLine(line=2, email=reader.email, briefing="israel", confirmed=True)
    assert [one.outcome for one in store.readers.import_lines([line], "list", later)] == ["ended"]


def asked(store: Store, reader: Subscriber, *briefings: str, at: datetime) -> None:
    """Let a reader sign up, and confirm nothing."""
    wanted = [Subscription(subscriber=reader.id, briefing=briefing, since=at) for briefing in briefings]
    store.subscriptions.ask(wanted, "web", at)
