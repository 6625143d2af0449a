"""Editors, senders and operators at the same time: who gets what, and who is told of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefgen.commands.opening import present
from briefgen.config import load
from briefgen.config.settings import Settings
from briefgen.handing_over import HandOver
from briefgen.model.delivery import Outcome, Wanted
from briefgen.model.editing import Edit, Review
from briefgen.model.edition import Edition  # noqa: TC001  mypy and pytest read it
from briefgen.model.errors import UsageError
from briefgen.model.rendition import Format  # noqa: TC001  pytest reads annotations
from briefgen.reviewing import Reviewing
from briefgen.sending import plan_of, send
from briefgen.store import Store
from tests.deliver.test_smtp import a_server
from tests.factories import NOON, an_edition
from tests.mail.newsstand import DOMAIN, its_briefing, subscribe, the_settings
from tests.newsroom import a_newsroom

WRONG = "The two ministers spoke by phone on Monday."
RIGHT = "They spoke on Sunday."
DANA = "Dana Lev <dana@example.org>"
EDITION = an_edition()
BRIEFING = its_briefing(EDITION)
HOUR = timedelta(hours=1)
EIGHT = 8


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with an edition and eight readers."""
    with Store.open(f"sqlite:///{tmp_path}/briefgen.db") as opened:
        opened.save_edition(EDITION, NOON)
        subscribe(opened, EDITION, *(f"r{n}@{DOMAIN}" for n in range(EIGHT)))
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings with two connections to a server that is not there."""
    return the_settings(tmp_path, 9, smtp_connections=2)


@pytest.fixture
def reviewing(tmp_path: Path, store: Store, settings: Settings) -> Reviewing:
    """Return the editors' side."""
    config = load(a_newsroom(tmp_path / "newsroom"))
    formats: tuple[Format, ...] = ("json",)
    return Reviewing(lambda: config, lambda: settings, store, formats=formats)


def a_correction() -> Edit:
    """Return what Dana corrects."""
    return Edit(edition=EDITION.id, act="correct", who=DANA, at=NOON, story="s-0001", old=WRONG, text=RIGHT)


def a_review(store: Store, **fields: Any) -> None:
    """Begin a review."""
    given: dict[str, Any] = {"edition": EDITION.id, "briefing": BRIEFING.id, "state": "open", "opened": NOON}
    store.reviews.open(Review(**given | {"releases": NOON + HOUR} | fields), EDITION)


def handing(store: Store, settings: Settings, tmp_path: Path, now: datetime, *, known: bool = True) -> HandOver:
    """Return what the scheduler sends with, of an edition that goes out at six."""
    config = load(a_newsroom(tmp_path / "handing"))
    briefings = {BRIEFING.id: replace(BRIEFING, send_at=time(6))} if known else {}
    config = replace(config, briefings=briefings)
    return HandOver(store, lambda: config, lambda: settings, lambda: now)


def test_who_got_what_was_wrong_is_told_and_nobody_else_while_it_is_being_sent(
    reviewing: Reviewing, store: Store, settings: Settings
) -> None:
    """The sender goes on with what is right, as soon as it hears of the correction."""
    made: list[Edition] = []

    def hear(_: Outcome) -> None:
        if not made:
            made.append(reviewing.correct(a_correction(), present()).edition)

    with a_server(starttls=False) as inbox:
        there = replace(settings, smtp_url=f"smtp://127.0.0.1:{inbox.port}", smtp_rates="all=4")
        report = send(EDITION, BRIEFING, store, there, clock=present, on_outcome=hear)
        texts = {reader: raw.decode() for _, (reader,), raw in inbox.taken}
        assert (report.counts["sent"], len(inbox.taken), len(texts)) == (EIGHT, EIGHT, EIGHT)
        wrong = {reader for reader, text in texts.items() if "spoke by phone on Monday" in text and RIGHT not in text}
        assert 0 < len(wrong) < EIGHT
        inbox.taken.clear()
        send(made[0], BRIEFING, store, replace(there, smtp_rates=""), clock=present, late=False)
        told = [reader for _, (reader,), _ in inbox.taken]
    assert sorted(told) == sorted(wrong)


def test_who_was_sent_what_was_wrong_after_the_correction_went_out_is_told_too(
    reviewing: Reviewing, store: Store
) -> None:
    """By a sender that was slow to hear of it, and by one that died: its log said so later."""
    store.ledger.plan(plan_of(EDITION, BRIEFING, store), NOON)
    run = store.runs.start("sender", NOON)
    rows = store.ledger.step(run, [], Wanted(edition=EDITION.id, most=3), NOON)
    sent = [Outcome(mailing=row.mailing, subscriber=row.subscriber, state="sent") for row in rows]
    store.ledger.step(run, sent[:1], None, NOON)
    told = reviewing.correct(a_correction(), NOON).edition.id
    assert len(store.ledger.page(told)) == 1
    store.ledger.step(run, sent[1:2], None, NOON)
    assert store.ledger.plan_corrections(EDITION.id, NOON) == 1
    store.runs.end(run, NOON)
    store.ledger.resolve(sent[2:], NOON)
    assert [row.subscriber for row in store.ledger.page(told)] == [row.subscriber for row in rows]


def test_what_was_corrected_before_it_went_out_is_told_to_nobody(reviewing: Reviewing, store: Store) -> None:
    """Not when it goes out, and not when the next process puts things in order."""
    done = reviewing.correct(a_correction(), NOON)
    assert done.planned is None
    store.ledger.plan(plan_of(EDITION, BRIEFING, store), NOON)
    run = store.runs.start("sender", NOON)
    rows = store.ledger.step(run, [], Wanted(edition=EDITION.id, most=EIGHT), NOON)
    store.ledger.step(
        run, [Outcome(mailing=r.mailing, subscriber=r.subscriber, state="sent") for r in rows], None, NOON
    )
    reviewing.resume(NOON + HOUR)
    store.ledger.plan_corrections(EDITION.id, NOON + HOUR)
    assert store.ledger.page(done.edition.id) == []


def test_two_editors_who_correct_at_once_lose_neither(reviewing: Reviewing, store: Store, settings: Settings) -> None:
    """Whoever publishes last has both."""
    asked: list[bool] = []

    def meanwhile() -> Settings:
        """Let another editor come in where this one has read the draft, and looks for its files."""
        if not asked:
            asked.append(True)
            reviewing.correct(replace(a_correction(), story="s-0002", old="", text="", note="More."), NOON)
        return settings

    slow = Reviewing(lambda: load(settings.workspace / "newsroom"), meanwhile, store, formats=("json",))
    slow.correct(a_correction(), NOON)
    right = store.edition(EDITION.id)
    assert right is not None
    assert {one.story for one in right.corrections} == {"s-0001", "s-0002"}


def test_a_correction_between_release_and_publication_is_not_undone(
    reviewing: Reviewing, store: Store, settings: Settings
) -> None:
    """Files of a release take seconds to write, and an editor may correct meanwhile."""
    a_review(store)
    reviewing.edit(replace(a_correction(), act="headline", old="", text="As edited"))
    assert reviewing.step(EDITION.id, "released", DANA, NOON)
    asked: list[bool] = []

    def meanwhile() -> Settings:
        if not asked:
            asked.append(True)
            reviewing.correct(a_correction(), NOON)
        return settings

    slow = Reviewing(lambda: load(settings.workspace / "newsroom"), meanwhile, store, formats=("json",))
    slow.settle(EDITION.id, NOON)
    right = store.edition(EDITION.id)
    assert right is not None
    assert (right.stories[0].headline, len(right.corrections)) == ("As edited", 1)


@pytest.mark.parametrize("state", ["open", "held", "withdrawn"])
def test_what_editors_keep_back_is_planned_for_nobody(store: Store, state: Any) -> None:
    """Though its sender was on the way already; once released it goes out as ever."""
    a_review(store)
    if state != "open":
        assert store.reviews.step(EDITION.id, state, DANA, NOON)
    assert store.ledger.plan(plan_of(EDITION, BRIEFING, store), NOON).total == 0
    assert store.ledger.mailing(EDITION.id) is None
    if state != "withdrawn":
        assert store.reviews.step(EDITION.id, "released", DANA, NOON)
        assert store.ledger.plan(plan_of(EDITION, BRIEFING, store), NOON).total == EIGHT


def test_what_was_on_the_wire_when_it_was_withdrawn_does_not_come_back(
    reviewing: Reviewing, store: Store, settings: Settings
) -> None:
    """A server that asked for patience is not asked again."""
    a_review(store)
    reviewing.step(EDITION.id, "released", DANA, NOON)
    store.ledger.plan(plan_of(EDITION, BRIEFING, store), NOON)
    run = store.runs.start("sender", NOON)
    (row,) = store.ledger.step(run, [], Wanted(edition=EDITION.id, most=1), NOON)
    assert reviewing.step(EDITION.id, "withdrawn", DANA, NOON)
    deferred = Outcome(mailing=row.mailing, subscriber=row.subscriber, state="deferred", next_try=NOON)
    store.ledger.step(run, [deferred], None, NOON)
    with a_server(starttls=False) as inbox:
        there = replace(settings, smtp_url=f"smtp://127.0.0.1:{inbox.port}")
        report = send(EDITION, BRIEFING, store, there, clock=present, late=False)
    assert (inbox.taken, report.counts["withdrawn"], report.next_try) == ([], EIGHT, None)


def test_a_log_that_cannot_be_read_keeps_nobody_waiting(store: Store, settings: Settings, tmp_path: Path) -> None:
    """What is in doubt stays so; everybody else gets his mail, and the operator is told why."""
    store.ledger.plan(plan_of(EDITION, BRIEFING, store), NOON)
    run = store.runs.start("sender", present())
    store.ledger.step(run, [], Wanted(edition=EDITION.id, most=1), present())
    store.runs.end(run, present())
    with a_server(starttls=False) as inbox:
        there = replace(settings, smtp_url=f"smtp://127.0.0.1:{inbox.port}", mail_log=str(tmp_path / "none.log"))
        report = send(EDITION, BRIEFING, store, there, clock=present)
    assert (len(inbox.taken), report.counts["doubtful"], report.good) == (EIGHT - 1, 1, False)
    assert "none.log" in report.unsettled


def test_only_what_was_let_lie_is_too_late(store: Store, settings: Settings, tmp_path: Path) -> None:
    """Not a reader whose own hour, or whose server's patience, ends later."""
    due, now = datetime(2021, 12, 28, 4, tzinfo=UTC), datetime(2021, 12, 29, 8, tzinfo=UTC)
    store.ledger.plan(plan_of(EDITION, BRIEFING, store), due)
    run = store.runs.start("sender", due)
    (row,) = store.ledger.step(run, [], Wanted(edition=EDITION.id, most=1), due)
    later = Outcome(mailing=row.mailing, subscriber=row.subscriber, state="deferred", next_try=now + HOUR)
    store.ledger.step(run, [later], None, due)
    handing(store, settings, tmp_path, now)(EDITION.id, stopping=lambda: False)
    counts = store.ledger.counts(EDITION.id)
    assert (counts["withdrawn"], counts["deferred"]) == (EIGHT - 1, 1)
    assert store.ledger.next_due(EDITION.id) == now + HOUR


def test_what_is_released_from_doubt_days_later_is_too_late(store: Store, settings: Settings, tmp_path: Path) -> None:
    """Nothing ran for days: by itself no old edition comes then; an operator may want it."""
    due, now = datetime(2021, 12, 28, 4, tzinfo=UTC), datetime(2021, 12, 31, 8, tzinfo=UTC)
    store.ledger.plan(plan_of(EDITION, BRIEFING, store), due)
    run = store.runs.start("sender", due)
    rows = store.ledger.step(run, [], Wanted(edition=EDITION.id, most=EIGHT), due)
    store.runs.end(run, due)
    again = [Outcome(mailing=row.mailing, subscriber=row.subscriber, state="pending") for row in rows]
    store.ledger.resolve(again[:1], now)
    assert store.ledger.next_due(EDITION.id) == due
    handing(store, settings, tmp_path, now)(EDITION.id, stopping=lambda: False)
    assert store.ledger.counts(EDITION.id)["withdrawn"] == 1
    store.ledger.resolve(again[1:2], now, anew=True)
    assert store.ledger.next_due(EDITION.id) == now


def test_an_edition_whose_briefing_is_gone_is_not_tried_for_ever(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    """It may be a mistake in the files: so not at once."""
    store.ledger.plan(plan_of(EDITION, BRIEFING, store), NOON)
    with pytest.raises(UsageError, match="of no briefing that we have"):
        handing(store, settings, tmp_path / "soon", NOON + HOUR, known=False)(EDITION.id, stopping=lambda: False)
    late = handing(store, settings, tmp_path / "late", NOON + 30 * HOUR, known=False)
    assert "not published any more" in late(EDITION.id, stopping=lambda: False)
    assert store.ledger.next_due(EDITION.id) is None


def test_a_sender_that_passed_for_dead_while_it_rendered_sends_all_the_same(
    store: Store, reviewing: Reviewing, settings: Settings
) -> None:
    """As another run; what was corrected meanwhile goes out as it is then."""
    began: list[bool] = []

    def clock() -> datetime:
        """Show the present; whoever else is at work buries the sender, and an editor corrects what it renders."""
        if not began and store.runs.alive(present(), "sender"):
            began.append(True)
            store.runs.bury(present() + HOUR)
            reviewing.correct(a_correction(), present())
        return present()

    with a_server(starttls=False) as inbox:
        there = replace(settings, smtp_url=f"smtp://127.0.0.1:{inbox.port}")
        report = send(EDITION, BRIEFING, store, there, clock=clock)
    assert report.counts["sent"] == len(inbox.taken) == EIGHT
    assert all(RIGHT in raw.decode() for _, _, raw in inbox.taken)
    assert store.ledger.page(f"{EDITION.id}-correction-1") == []
