"""The review: what goes out when, what editors change, and to whom a correction goes."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefgen.config import load
from briefgen.config.settings import read_settings
from briefgen.model.delivery import Round
from briefgen.model.editing import Edit
from briefgen.model.errors import OutputError, UsageError
from briefgen.model.rendition import Format  # noqa: TC001  pytest reads annotations
from briefgen.reviewing import Draft, Reviewing
from briefgen.sending import plan_of
from briefgen.store import Store
from tests.factories import NOON, a_briefing, an_edition
from tests.newsroom import DAILY, a_newsroom
from tests.store.audience import EDITION, a_plan, an_audience, outcome, wanted

MINUTE = timedelta(minutes=1)
DUE = NOON + 20 * MINUTE
DANA = "Dana Lev <dana@example.org>"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Make a workspace whose Israel Briefing has a review of twenty minutes."""
    daily = DAILY.replace('id = "morning"', 'id = "israel"').replace(
        "max_stories", "review_minutes = 20\nmax_stories", 1
    )
    folder = a_newsroom(tmp_path / "newsroom", daily=daily)
    (folder / "feeds/briefings/morning.toml").rename(folder / "feeds/briefings/israel.toml")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store that holds an edition."""
    with Store.open(f"sqlite:///{tmp_path}/briefgen.db") as opened:
        opened.save_edition(an_edition(), NOON)
        yield opened


@pytest.fixture
def told() -> list[Draft]:
    """Return of which drafts editors were told."""
    return []


@pytest.fixture
def away() -> list[bool]:
    """Return for how many calls the mail server is away."""
    return []


@pytest.fixture
def reviewing(workspace: Path, store: Store, told: list[Draft], away: list[bool]) -> Reviewing:
    """Return the editors' side of the workspace."""
    config, settings = load(workspace), read_settings(workspace, {})
    formats: tuple[Format, ...] = ("json", "text")

    def reached(draft: Draft, now: datetime) -> bool:  # noqa: ARG001  as `Tell` has it
        """Reach them, unless the mail server is away."""
        told.append(draft)
        return not (away and away.pop())

    return Reviewing(lambda: config, lambda: settings, store, tell=reached, formats=formats)


def made(**fields: Any) -> Round:
    """Return the round in which the edition was made, twenty minutes before its hour."""
    given: dict[str, Any] = {"briefing": "israel", "date": an_edition().date, "due": DUE, "state": "done"}
    return Round(**given | {"edition": EDITION, "finished": NOON} | fields)


def an_edit(act: Any, story: str = "s-0001", **fields: Any) -> Edit:
    """Return an edit of Dana's."""
    given: dict[str, Any] = {"edition": EDITION, "act": act, "who": DANA, "at": NOON, "story": story}
    return Edit(**given | fields)


def written_by(files: Iterable[Path]) -> set[str]:
    """Return the editions whose files these are."""
    return {"/".join(file.parts[-3:-1]) for file in files}


def written(workspace: Path, name: str = EDITION) -> dict[str, Any]:
    """Return the edition.json of a folder in out/."""
    document: dict[str, Any] = json.loads((workspace / "out" / name / "edition.json").read_bytes())
    return document


def test_a_draft_waits_for_its_moment_and_then_goes_out_as_it_is(
    reviewing: Reviewing, store: Store, told: list[Draft]
) -> None:
    """Its editors are told once."""
    assert not reviewing.may_go_out(made(), NOON)
    assert not reviewing.may_go_out(made(), DUE - MINUTE)
    assert reviewing.may_go_out(made(), DUE)
    assert reviewing.may_go_out(made(), DUE + MINUTE)
    assert [draft.review.releases for draft in told] == [DUE]
    assert store.edition(EDITION) == an_edition()


def test_editors_who_could_not_be_reached_are_told_again(
    reviewing: Reviewing, told: list[Draft], away: list[bool]
) -> None:
    """Every two minutes, while there is time, until they know."""
    away[:] = [True, True]
    for seconds in range(0, 1_200, 30):
        assert not reviewing.may_go_out(made(), NOON + timedelta(seconds=seconds))
    assert len(told) == 3


def test_what_editors_changed_is_what_readers_get_and_the_frozen_edition_stays(
    reviewing: Reviewing, store: Store, workspace: Path
) -> None:
    """In the store, from which everything else is made, and in the files."""
    reviewing.may_go_out(made(), NOON)
    reviewing.edit(an_edit("drop"))
    reviewing.edit(an_edit("headline", "s-0002", text="A better one"))
    assert store.edition(EDITION) == an_edition()
    assert reviewing.may_go_out(made(), DUE)
    changed = store.edition(EDITION)
    assert changed is not None
    assert (changed.title, changed.stories[0].headline_by) == ("A better one", "editor")
    assert written(workspace)["title"] == "A better one"
    assert reviewing.draft(EDITION).frozen == an_edition()


def test_what_is_held_stays_and_what_is_released_goes_at_once(reviewing: Reviewing) -> None:
    """Whatever the hour."""
    reviewing.may_go_out(made(), NOON)
    assert reviewing.step(EDITION, "held", DANA, NOON)
    assert not reviewing.may_go_out(made(), DUE + 60 * MINUTE)
    assert reviewing.step(EDITION, "released", DANA, NOON)
    assert not reviewing.draft(EDITION).review.published
    assert reviewing.may_go_out(made(), NOON + MINUTE)
    assert reviewing.draft(EDITION).review.published


def test_an_edition_that_was_made_late_is_still_looked_at(reviewing: Reviewing, told: list[Draft]) -> None:
    """With all its minutes."""
    late = DUE + 5 * MINUTE
    assert not reviewing.may_go_out(made(), late)
    assert told[0].review.releases == late + 20 * MINUTE


def test_what_was_made_long_ago_is_neither_reviewed_nor_sent(reviewing: Reviewing, told: list[Draft]) -> None:
    """Whoever begins to send mail today means today's."""
    assert not reviewing.may_go_out(made(), DUE + timedelta(days=2))
    assert told == []


def test_what_was_never_sent_is_not_sent_because_it_is_corrected(reviewing: Reviewing) -> None:
    """On the web it stands right; nobody gets last week's edition for that."""
    later = DUE + 48 * 60 * MINUTE
    reviewing.correct(an_edit("correct", note="More."), later)
    assert not reviewing.may_go_out(made(), later)


def test_what_cannot_be_published_does_not_go_out_and_is_tried_again(
    reviewing: Reviewing, store: Store, workspace: Path
) -> None:
    """A file stands where the folder belongs."""
    reviewing.may_go_out(made(), NOON)
    reviewing.edit(an_edit("drop"))
    blocking = workspace / "out" / "israel"
    blocking.write_text("in the way")
    with pytest.raises(OutputError):
        reviewing.may_go_out(made(), DUE)
    assert store.edition(EDITION) == an_edition()
    blocking.unlink()
    assert reviewing.may_go_out(made(), DUE + MINUTE)
    assert store.edition(EDITION) != an_edition()


def test_a_briefing_without_review_goes_out_at_its_hour(reviewing: Reviewing, store: Store) -> None:
    """And so does what was on its way before there were reviews."""
    other = made(briefing="sunday", edition="sunday/2021-12-28")
    assert not reviewing.may_go_out(other, NOON)
    assert reviewing.may_go_out(other, DUE)
    store.ledger.plan(a_plan(), NOON)
    assert reviewing.may_go_out(made(), DUE)
    assert store.reviews.latest() == []


def test_what_is_withdrawn_after_its_release_is_recalled(reviewing: Reviewing, store: Store) -> None:
    """What no server has yet never goes out."""
    an_audience(store, 3)
    reviewing.may_go_out(made(), DUE)
    reviewing.step(EDITION, "released", DANA, DUE)
    store.ledger.plan(a_plan(), DUE)
    run = store.runs.start("sender", DUE)
    claimed = store.ledger.step(run, [], wanted(1), DUE)
    store.ledger.step(run, [outcome(claimed[0])], None, DUE)
    assert reviewing.step(EDITION, "withdrawn", DANA, DUE)
    counts = store.ledger.counts(EDITION)
    assert (counts["sent"], counts["withdrawn"]) == (1, 2)
    assert not reviewing.may_go_out(made(), DUE + MINUTE)


def test_edits_that_make_no_sense_are_refused(reviewing: Reviewing) -> None:
    """In one line."""
    reviewing.may_go_out(made(), NOON)
    with pytest.raises(UsageError, match="has no story 's-9'"):
        reviewing.edit(an_edit("drop", "s-9"))
    with pytest.raises(UsageError, match="has no such edit"):
        reviewing.edit(an_edit("undo", "", place=99))
    with pytest.raises(UsageError, match="say which story"):
        reviewing.edit(an_edit("drop", ""))
    reviewing.step(EDITION, "released", DANA, NOON)
    with pytest.raises(UsageError, match="not under review any more"):
        reviewing.edit(an_edit("drop"))
    with pytest.raises(UsageError, match="has no review"):
        reviewing.draft("israel/2021-12-29")


def test_a_correction_goes_to_exactly_those_who_received_the_edition(
    reviewing: Reviewing, store: Store, workspace: Path
) -> None:
    """Not to whom it was refused, nor to who subscribed since; with the old wording and the new one."""
    an_audience(store, 3)
    store.ledger.plan(a_plan(), DUE)
    run = store.runs.start("sender", DUE)
    claimed = store.ledger.step(run, [], wanted(), DUE)
    states = ["sent", "refused", "doubtful"]
    store.ledger.step(run, [outcome(one, state) for one, state in zip(claimed, states, strict=True)], None, DUE)
    late = store.readers.page()[-1].id
    old = "The two ministers spoke by phone on Monday."
    wrong = an_edit("correct", old=old, text="The two ministers spoke by phone on Sunday.", note="We are sorry.")
    done = reviewing.correct(wrong, DUE + 60 * MINUTE)
    assert done.edition.id == "israel/2021-12-28-correction-1"
    assert done.edition.title.startswith("Correction: ")
    assert done.planned is not None
    assert [one.subscriber for one in store.ledger.page(done.edition.id)] == [
        claimed[0].subscriber,
        claimed[2].subscriber,
    ]
    assert late == claimed[2].subscriber
    old_pdf = workspace / "out" / EDITION / "briefing.pdf"
    old_pdf.parent.mkdir(parents=True)
    old_pdf.write_text("what was wrong")
    assert written_by(reviewing.write(done, DUE)) == {EDITION, done.edition.id}
    assert not old_pdf.exists()
    left = (workspace / "out" / EDITION / "edition.json", workspace / "out" / EDITION / "briefing.txt")
    for file in left:  # by one who was ended while he wrote
        file.write_text("{}")
    left[1].unlink()
    left[1].mkdir()  # in the way: told, and no reason not to begin
    reviewing.resume(DUE + 60 * MINUTE)
    left[1].rmdir()
    left[0].write_text("{}")
    reviewing.resume(DUE + 60 * MINUTE)
    assert all("spoke by phone on Sunday" in file.read_text() for file in left)
    (told,) = written(workspace, done.edition.id)["corrections"]
    assert (told["old"], told["new"], told["note"]["markdown"]) == (old, wrong.text, "We are sorry.")
    right = store.edition(EDITION)
    assert right is not None
    assert right.stories[0].summary[0].text == wrong.text
    assert [one.old for one in right.corrections] == [old]
    assert reviewing.correct(an_edit("correct", "s-0002", note="More."), DUE).edition.id.endswith("-correction-2")


def test_a_correction_that_was_ended_in_the_middle_is_said_by_who_comes_next(
    reviewing: Reviewing, store: Store
) -> None:
    """Once: by the process that begins, or by the editor who presses the button again; two at a time are two."""
    an_audience(store, 2)
    store.ledger.plan(a_plan(), DUE)
    run = store.runs.start("sender", DUE)
    claimed = store.ledger.step(run, [], wanted(), DUE)
    store.ledger.step(run, [outcome(one) for one in claimed], None, DUE)
    first = reviewing.correct(an_edit("correct", "s-0002", note="More."), DUE)
    old = "The two ministers spoke by phone on Monday."
    wrong, other = an_edit("correct", old=old, text="They spoke on Sunday."), an_edit("correct", "s-0002", note="Else.")
    assert store.reviews.edit(wrong)  # killed after its first transaction, twice
    assert store.reviews.edit(other)
    assert store.edition(f"{EDITION}-correction-2") is None
    reviewing.resume(DUE + MINUTE)
    second, third = store.edition(f"{EDITION}-correction-2"), store.edition(f"{EDITION}-correction-3")
    assert second is not None
    assert third is not None
    assert [one.old for one in second.corrections] == [old]
    assert [one.note.markdown for one in third.corrections if one.note] == ["Else."]
    for told in (first.edition, second, third):
        assert len(store.ledger.page(told.id)) == 2, told.id
    right = store.edition(EDITION)
    assert right is not None
    assert right.stories[0].summary[0].text == "They spoke on Sunday."
    reviewing.resume(DUE + 2 * MINUTE)
    again = an_edit("correct", "s-0002", note="Last.")
    assert store.reviews.edit(again)
    assert reviewing.correct(again, DUE + 3 * MINUTE).edition.id == f"{EDITION}-correction-4"
    assert store.edition(f"{EDITION}-correction-5") is None


def test_a_correction_of_a_story_that_another_withdraws_meanwhile_says_nothing(
    reviewing: Reviewing, store: Store
) -> None:
    """Both pressed the button at once: the first is heard."""
    headline = an_edition().stories[1].headline
    reviewing.correct(an_edit("correct", note="More."), DUE)
    assert store.reviews.edit(an_edit("correct", "s-0002", old=headline))
    assert store.reviews.edit(an_edit("correct", "s-0002", note="Too late."))
    reviewing.resume(DUE)
    second, third = (store.edition(f"{EDITION}-correction-{number}") for number in (2, 3))
    assert second is not None
    assert third is None
    assert "s-0002" not in {story.id for story in reviewing.draft(EDITION).edition.stories}


def test_who_gets_the_edition_after_it_was_corrected_gets_no_correction(reviewing: Reviewing, store: Store) -> None:
    """A reader whose server wanted patience reads what is right; one whom a sender at work reached then, does not."""
    an_audience(store, 3)
    store.ledger.plan(a_plan(), DUE)
    at_work = store.runs.start("sender", DUE)
    (first,) = store.ledger.step(at_work, [], wanted(1), DUE)
    store.ledger.step(at_work, [outcome(first)], None, DUE)
    done = reviewing.correct(an_edit("correct", note="More."), DUE + MINUTE)
    (second,) = store.ledger.step(at_work, [], wanted(1), DUE + 2 * MINUTE)
    store.ledger.step(at_work, [outcome(second)], None, DUE + 2 * MINUTE)
    later = store.runs.start("sender", DUE + 3 * MINUTE)
    (third,) = store.ledger.step(later, [], wanted(), DUE + 3 * MINUTE)
    store.ledger.step(later, [outcome(third)], None, DUE + 3 * MINUTE)
    store.ledger.plan(plan_of(done.edition, a_briefing(), store), DUE + 4 * MINUTE)
    told = [one.subscriber for one in store.ledger.page(done.edition.id)]
    assert told == sorted([first.subscriber, second.subscriber])


def test_a_correction_of_what_does_not_stand_there_is_refused(reviewing: Reviewing) -> None:
    """And nothing is changed."""
    with pytest.raises(UsageError, match="does not stand in"):
        reviewing.correct(an_edit("correct", old="On Friday"), DUE)
    with pytest.raises(UsageError, match="has no story 's-9'; it has s-0001"):
        reviewing.correct(an_edit("correct", "s-9", old="x"), DUE)
    with pytest.raises(UsageError, match="say what was wrong"):
        reviewing.correct(an_edit("correct"), DUE)
    assert reviewing.draft(EDITION).edition == an_edition()


def test_a_draft_is_changed_not_corrected(reviewing: Reviewing) -> None:
    """Nobody received it."""
    reviewing.may_go_out(made(), NOON)
    with pytest.raises(UsageError, match="did not go out yet"):
        reviewing.correct(an_edit("correct", note="x"), NOON)


def test_a_pdf_that_fails_holds_no_released_edition_back(workspace: Path, store: Store) -> None:
    """It goes out as editors left it; the scheduler makes the PDF later, and none of the draft is left."""
    template = workspace / "templates/pdf/briefing.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ no_such_thing }}")
    config, settings = load(workspace), read_settings(workspace, {})
    reviewing = Reviewing(lambda: config, lambda: settings, store, formats=("json", "text", "pdf"))
    run = store.runs.start("scheduler", NOON)
    taken = store.due.claim("israel", an_edition().date, DUE, run, NOON)
    assert taken is not None
    store.due.done(taken, EDITION, NOON)
    draft = workspace / "out" / EDITION / "briefing.pdf"
    draft.parent.mkdir(parents=True)
    draft.write_bytes(b"%PDF of the draft")
    assert not reviewing.may_go_out(made(), NOON)
    reviewing.edit(an_edit("headline", text="As the editor words it"))
    assert reviewing.may_go_out(made(), DUE)
    assert "As the editor words it" in (draft.parent / "briefing.txt").read_text(encoding="utf-8")
    assert not draft.exists()
    (one,) = store.due.incomplete(DUE + MINUTE)
    assert "no_such_thing" in one.words
