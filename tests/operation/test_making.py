"""Editions are made at their hour, once, whatever happens to clocks, files and processes. The clock is the test's."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.model.delivery import Outcome, Plan, Wanted
from briefgen.model.editing import Review
from briefgen.model.errors import DeliveryError, UsageError
from briefgen.operation.standing import standing
from briefgen.store.runs import LEASE
from tests.newsroom import a_newsroom
from tests.operation.newsday import BERLIN, DAY, FRIDAY, HOUR, MINUTE, QUICK, Desk, a_desk, at_work
from tests.store.audience import a_reader, a_subscription

#: Thursday noon before the clocks of Europe are put forward.
THURSDAY = datetime(2026, 3, 26, 12, tzinfo=UTC)
#: Friday, 06:00 in Berlin.
SIX = datetime(2026, 3, 27, 5, tzinfo=UTC)

MEMO = "---\ntitle: Two readouts\nauthor: The desk\ndate: {date}\n---\n\nBoth sides published one.\n"


def made(desk: Desk, briefing: str = "morning") -> list[tuple[str, datetime]]:
    """Return the editions of a briefing that were made, each with when that began."""
    return [
        (one.edition, one.claimed_at)
        for one in desk.rounds()
        if one.briefing == briefing and one.state == "done" and one.claimed_at
    ]


def states(desk: Desk) -> list[tuple[str, int, str]]:
    """Return all rounds: briefing, day of the month, state."""
    return [(one.briefing, one.date.day, one.state) for one in desk.rounds()]


def subjects(desk: Desk) -> list[str]:
    """Return what the operator was told, by subject."""
    return [alert.subject for alert in desk.told()]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Write a workspace with a daily and a weekly."""
    return a_desk(tmp_path / "desk")


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """Name a store that only one test has."""
    return f"sqlite:///{tmp_path}/briefgen.db"


def test_a_week_over_the_change_of_the_clock(workspace: Path, sqlite: str) -> None:
    """Every morning at six by the clock on the wall, Friday's review at its hour, each once."""
    with at_work(workspace, sqlite, THURSDAY, sends=True) as desk:
        desk.until(THURSDAY + 7 * DAY, 20 * MINUTE)
        hours = [5, 5, 4, 4, 4, 4, 4]  # UTC; on Sunday the 29th it is summer
        days = [date(2026, 3, 27) + number * DAY for number in range(7)]
        assert made(desk) == [
            (f"morning/{day}", datetime(day.year, day.month, day.day, hour, tzinfo=UTC))
            for day, hour in zip(days, hours, strict=True)
        ]
        assert made(desk, "sunday") == [("sunday/2026-03-27", datetime(2026, 3, 27, 14, tzinfo=UTC))]
        assert desk.sent() == {
            **{name: [at] for name, at in made(desk)},
            **{name: [at] for name, at in made(desk, "sunday")},
        }
        assert desk.told() == []
    assert (workspace / "out/morning/2026-03-29/briefing.txt").is_file()


def test_an_hour_that_comes_twice_brings_one_edition(tmp_path: Path, sqlite: str) -> None:
    """And one that the clock jumps over still brings it."""
    night = BERLIN.replace("06:00", "02:30")
    workspace = a_desk(tmp_path / "desk", daily=night)
    with at_work(workspace, sqlite, datetime(2026, 10, 24, 12, tzinfo=UTC)) as desk:
        desk.until(datetime(2026, 10, 25, 12, tzinfo=UTC), 15 * MINUTE)
        assert made(desk) == [("morning/2026-10-25", datetime(2026, 10, 25, 0, 30, tzinfo=UTC))]
        desk.jump(datetime(2027, 3, 27, 12, tzinfo=UTC))
        desk.until(datetime(2027, 3, 28, 12, tzinfo=UTC), 15 * MINUTE)
        assert made(desk)[-1] == ("morning/2027-03-28", datetime(2027, 3, 28, 1, tzinfo=UTC))


def test_nothing_is_owed_for_the_time_before_the_first_start(workspace: Path, sqlite: str) -> None:
    """Who starts at noon does not want the morning's edition."""
    with at_work(workspace, sqlite, SIX + HOUR) as desk:
        desk.until(SIX + 4 * HOUR)
        assert desk.rounds() == []


def test_an_edition_that_was_missed_is_made_up_for(workspace: Path, sqlite: str) -> None:
    """The machine was off at six, and on again at nine: it is of that day, and knows the news up to nine."""
    with at_work(workspace, sqlite, THURSDAY):
        pass
    with at_work(workspace, sqlite, SIX + 3 * HOUR) as desk:
        assert made(desk) == [("morning/2026-03-27", SIX + 3 * HOUR)]
        edition = desk.operation.store.edition("morning/2026-03-27")
        assert edition is not None
        assert edition.period.end == SIX + 3 * HOUR
        assert desk.told() == []


def test_what_is_too_late_is_skipped_and_told_once(workspace: Path, sqlite: str) -> None:
    """Of four days off the last is made, if it is in time; the others are listed."""
    with at_work(workspace, sqlite, THURSDAY):
        pass
    with at_work(workspace, sqlite, SIX + 3 * DAY + HOUR) as desk:
        expected = [("morning", 27, "skipped"), ("sunday", 27, "skipped"), ("morning", 28, "skipped")]
        assert states(desk) == [*expected, ("morning", 29, "skipped"), ("morning", 30, "done")]
        (alert,) = desk.told()
        assert alert.subject == "4 missed and skipped"
        assert "Week in Review, 2026-03-27, due 2026-03-27 14:00 UTC" in alert.words
        desk.until(SIX + 3 * DAY + 2 * HOUR)
        assert len(desk.told()) == 1


def test_how_late_an_edition_may_be_is_set(workspace: Path, sqlite: str) -> None:
    """BRIEFGEN_CATCH_UP, in hours."""
    with at_work(workspace, sqlite, THURSDAY):
        pass
    with at_work(workspace, sqlite, SIX + 3 * HOUR, settings={"BRIEFGEN_CATCH_UP": "2"}) as desk:
        assert states(desk) == [("morning", 27, "skipped")]


def test_what_was_missed_waits_for_the_news_of_the_meantime(workspace: Path, sqlite: str) -> None:
    """Until the feeds have been asked, or ten minutes; an edition that is due now does not wait."""
    with at_work(workspace, sqlite, THURSDAY):
        pass
    with at_work(workspace, sqlite, SIX + HOUR, fresh=False) as desk:
        assert made(desk) == []
        desk.until(SIX + HOUR + 5 * MINUTE)
        assert made(desk) == []
        desk.making.fresh = True
        desk.tick()
        assert [name for name, _ in made(desk)] == ["morning/2026-03-27"]
    with at_work(workspace, sqlite, SIX + DAY - MINUTE, fresh=False) as desk:
        desk.until(SIX + DAY, MINUTE)
        assert made(desk)[-1] == ("morning/2026-03-28", SIX + DAY)
    with at_work(workspace, sqlite, SIX + 2 * DAY, fresh=False) as desk:  # on the 29th it is an hour earlier
        desk.until(SIX + 2 * DAY + 10 * MINUTE)
        assert made(desk)[-1] == ("morning/2026-03-29", SIX + 2 * DAY + 10 * MINUTE)


def test_a_clock_that_jumps_forward_and_back_sends_nothing_twice(workspace: Path, sqlite: str) -> None:
    """By hours, over an edition, and back before it."""
    with at_work(workspace, sqlite, THURSDAY, sends=True) as desk:
        desk.jump(SIX + HOUR)
        desk.jump(SIX - HOUR)
        desk.until(SIX + 2 * HOUR, 20 * MINUTE)
        desk.jump(SIX - 2 * DAY)
        desk.until(SIX + DAY + HOUR, 20 * MINUTE)
        assert [name for name, _ in made(desk)] == ["morning/2026-03-27", "morning/2026-03-28"]
        assert {name: len(times) for name, times in desk.sent().items()} == {
            "morning/2026-03-27": 1,
            "morning/2026-03-28": 1,
            "sunday/2026-03-27": 1,
        }


def test_a_review_begins_before_the_hour(tmp_path: Path, sqlite: str) -> None:
    """Also on the day before: the edition is of the day on which it goes out, and goes out at its hour."""
    early = BERLIN.replace("06:00", "00:20") + "review_minutes = 40\n"
    workspace = a_desk(tmp_path / "desk", daily=early)
    with at_work(workspace, sqlite, THURSDAY, sends=True) as desk:
        desk.until(THURSDAY + 16 * HOUR)
        (round_,) = desk.rounds()
        assert (round_.edition, round_.claimed_at) == (
            "morning/2026-03-27",
            datetime(2026, 3, 26, 22, 40, tzinfo=UTC),
        )
        assert desk.sent() == {"morning/2026-03-27": [datetime(2026, 3, 26, 23, 20, tzinfo=UTC)]}


def test_what_fails_is_tried_again_and_the_others_go_out(workspace: Path, sqlite: str) -> None:
    """The operator hears of the failure once, and when it is over."""
    template = workspace / "templates/briefings/morning/text.txt.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ no_such_thing }}")
    other = workspace / "feeds/briefings/other.toml"
    other.write_text(BERLIN.replace('"morning"', '"other"'))
    with at_work(workspace, sqlite, THURSDAY) as desk:
        desk.until(SIX + 20 * MINUTE, MINUTE)
        failed = next(one for one in desk.rounds() if one.briefing == "morning")
        assert (failed.state, failed.attempts) == ("failed", 5)
        assert "no_such_thing" in failed.words
        assert [name for name, _ in made(desk, "other")] == ["other/2026-03-27"]
        assert subjects(desk) == ["Morning Briefing of 2026-03-27 could not be made"]
    with at_work(workspace, sqlite, SIX + 40 * MINUTE) as desk:  # another process need not tell it again
        desk.until(SIX + HOUR)
        assert desk.told() == []
        shutil.rmtree(workspace / "templates/briefings/morning")
        desk.until(SIX + 2 * HOUR)
        assert [name for name, _ in made(desk)] == ["morning/2026-03-27"]
        assert subjects(desk) == ["Morning Briefing of 2026-03-27 is made now"]


def test_what_fails_until_it_is_too_late_is_given_up(workspace: Path, sqlite: str) -> None:
    """And that is told; the next day is another edition."""
    template = workspace / "templates/briefings/morning/text.txt.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ no_such_thing }}")
    with at_work(workspace, sqlite, SIX - HOUR, settings={"BRIEFGEN_CATCH_UP": "1"}) as desk:
        desk.until(SIX + 5 * HOUR)
        (failed,) = desk.rounds()
        assert (failed.state, failed.next_try) == ("failed", None)
        assert subjects(desk)[-1].startswith("Morning Briefing of 2026-03-27 was given up after ")
        assert len(desk.told()) == 2
        shutil.rmtree(workspace / "templates/briefings/morning")
        desk.until(SIX + DAY)
        assert [name for name, _ in made(desk)] == ["morning/2026-03-28"]


def test_what_a_dead_scheduler_had_in_hand_is_taken_over(workspace: Path, sqlite: str) -> None:
    """When its lease has run out."""
    with at_work(workspace, sqlite, SIX - HOUR) as first, at_work(workspace, sqlite, SIX - HOUR) as second:
        first.clock.now = second.clock.now = SIX
        first.operation.beat()
        run = first.operation.run
        assert first.operation.store.due.claim("morning", date(2026, 3, 27), SIX, run, SIX)
        first.operation.store.runs.start("sender", SIX)
        second.until(SIX + timedelta(seconds=80), timedelta(seconds=20))
        assert made(second) == []
        second.jump(SIX + LEASE + timedelta(seconds=1))
        assert [name for name, _ in made(second)] == ["morning/2026-03-27"]
        assert [subject for subject in subjects(second) if "died" in subject] == ["A scheduler died"]
        assert second.operation.leads()
        first.jump(SIX + 2 * LEASE)  # it was only asleep
        assert first.operation.run.id != run.id
        assert not first.operation.leads()
        assert len(first.rounds()) == 1


def test_nobody_is_buried_by_a_clock_that_is_doubted(workspace: Path, sqlite: str) -> None:
    """It was put forward by hours just now, and will be put back: others live on."""
    with at_work(workspace, sqlite, SIX - HOUR) as first, at_work(workspace, sqlite, SIX - HOUR) as second:
        second.clock.now = SIX + 5 * HOUR
        second.operation.beat(sure=False)
        assert second.told() == []
        first.tick()
        assert first.operation.leads()


def test_files_that_change_count_at_once_and_mistakes_change_nothing(workspace: Path, sqlite: str) -> None:
    """The last good ones go on; the operator hears of it, and when it is mended. New hours are for days to come."""
    file = workspace / "feeds/briefings/morning.toml"
    with at_work(workspace, sqlite, SIX - 2 * HOUR) as desk:
        file.write_text("id = \nmorning")
        desk.tick()
        assert desk.told() == []  # perhaps somebody is writing it
        desk.tick()
        (alert,) = desk.told()
        assert alert.subject == "The configuration has mistakes; the last good one goes on"
        assert "feeds/briefings/morning.toml:1:" in alert.words
        desk.until(SIX)
        assert [name for name, _ in made(desk)] == ["morning/2026-03-27"]
        file.write_text(BERLIN.replace("06:00", "05:00"))
        desk.tick()
        assert subjects(desk)[1:] == ["The configuration is right again, and in force"]
        desk.until(SIX + 23 * HOUR)
        assert made(desk)[1:] == [("morning/2026-03-28", SIX + 23 * HOUR)]


def test_an_earlier_hour_brings_no_edition_in_the_middle_of_the_day(tmp_path: Path, sqlite: str) -> None:
    """Who changes 18:00 to 07:00 at noon means tomorrow."""
    workspace = a_desk(tmp_path / "desk", daily=BERLIN.replace("06:00", "18:00"))
    with at_work(workspace, sqlite, SIX + 2 * HOUR) as desk:
        (workspace / "feeds/briefings/morning.toml").write_text(BERLIN.replace("06:00", "07:00"))
        desk.until(SIX + 12 * HOUR)
        assert made(desk) == []
        desk.until(SIX + 25 * HOUR)
        assert made(desk) == [("morning/2026-03-28", SIX + 25 * HOUR)]


def test_memos_go_out_as_they_come(tmp_path: Path, sqlite: str) -> None:
    """Each new text of ``feeds/memos/`` once, at its date; one with mistakes is told once and keeps nothing back."""
    workspace = a_desk(tmp_path / "desk", weekly=FRIDAY.replace('"sunday"', '"memo"') + 'kind = "memo"\n')
    (workspace / "feeds/briefings/sunday.toml").rename(workspace / "feeds/briefings/memo.toml")
    memos = workspace / "feeds/memos"
    memos.mkdir()
    (memos / "old.md").write_text(MEMO.format(date="2026-03-20"))
    with at_work(workspace, sqlite, SIX - 2 * HOUR, sends=True) as desk:
        (memos / "2026-03-27-first.md").write_text(MEMO.format(date="2026-03-27T05:30"))
        (memos / "second.md").write_text(MEMO.format(date="2026-03-27"))
        (memos / "third.md").write_text(MEMO.format(date="2026-03-27").replace("author", "autor"))
        desk.until(SIX + HOUR)
        assert {name: when for name, when in desk.sent().items() if "memo" in name} == {
            "memo/2026-03-27-first": [SIX + 30 * MINUTE],
            "memo/2026-03-27-second": [SIX - 2 * HOUR + 5 * MINUTE],
        }
        (alert,) = desk.told()
        assert alert.subject == "A memo has mistakes and does not go out"
        assert "feeds/memos/third.md" in alert.words
        (memos / "third.md").write_text(MEMO.format(date="2026-03-27"))
        desk.until(SIX + 2 * HOUR)
        assert "memo/2026-03-27-third" in desk.sent()
        assert len(desk.told()) == 1


def test_sending_that_fails_is_tried_again_and_told_once(workspace: Path, sqlite: str) -> None:
    """Until the server is there; nobody gets anything twice, for the ledger knows."""
    with at_work(workspace, sqlite, SIX - HOUR, sends=True) as desk:
        desk.sender().problem = DeliveryError("mail.example.org:587: does not answer")
        desk.until(SIX + 10 * MINUTE, MINUTE)
        assert subjects(desk) == ["morning/2026-03-27 could not be sent"]
        tries = desk.sent()["morning/2026-03-27"]
        assert [(at - SIX) / MINUTE for at in tries] == [0, 1, 3, 7]
        desk.sender().problem = None
        desk.until(SIX + 2 * HOUR)
        assert len(desk.sent()["morning/2026-03-27"]) == 5
        assert subjects(desk)[1:] == ["morning/2026-03-27 is being sent again"]


def test_what_somebody_made_and_sent_by_hand_is_not_made_anew(workspace: Path, sqlite: str) -> None:
    """Its readers would not find in the archive what they got, nor the next edition what they know."""
    with at_work(workspace, sqlite, SIX - HOUR, sends=True) as desk:
        config, store = desk.operation.config, desk.operation.store

        def build(at: datetime) -> None:
            briefing, out = config.briefings["morning"], workspace / "out"
            pipeline.build(config, store, briefing, at=at, now=at, out=out, formats=QUICK, sender="")

        build(SIX - HOUR)
        build(SIX - 10 * MINUTE)  # nobody has it yet
        store.ledger.plan(Plan(edition="morning/2026-03-27", briefing="morning", date=SIX.date()), SIX - 10 * MINUTE)
        sent = store.edition("morning/2026-03-27")
        with pytest.raises(UsageError, match="is not made again"):
            build(SIX - 5 * MINUTE)
        desk.until(SIX + HOUR)
        assert states(desk) == [("morning", 27, "done")]
        assert (store.edition("morning/2026-03-27"), desk.sent(), desk.told()) == (sent, {}, [])


def test_what_an_editor_holds_goes_out_when_it_is_released(tmp_path: Path, sqlite: str) -> None:
    """A day later too, or before its hour; an edition of which that cannot be said keeps no other back."""
    workspace = a_desk(tmp_path / "desk", daily=BERLIN + "review_minutes = 30\n")
    other = workspace / "feeds/briefings/other.toml"
    other.write_text(BERLIN.replace('"morning"', '"other"'))
    with at_work(workspace, sqlite, SIX - HOUR, sends=True) as desk:
        desk.review(lambda made, now: (made.briefing == "other" and _refuse()) or now >= SIX + 20 * HOUR)
        desk.until(SIX + 8 * HOUR, 30 * MINUTE)
        assert desk.sent() == {}
        assert subjects(desk) == ["other/2026-03-27 could not be released"]
        desk.until(SIX + 20 * HOUR, 30 * MINUTE)
        assert desk.sent()["morning/2026-03-27"] == [SIX + 20 * HOUR]
    with at_work(workspace, sqlite, SIX + 23 * HOUR, sends=True) as desk:
        desk.review(lambda _made, _now: True)
        desk.until(SIX + 24 * HOUR, 30 * MINUTE)
        assert desk.sent()["morning/2026-03-28"] == [SIX + 23 * HOUR + 30 * MINUTE]


def test_what_was_held_for_days_goes_out_when_it_is_released(tmp_path: Path, sqlite: str) -> None:
    """Whatever is older and was never released stays where it is."""
    workspace, name = a_desk(tmp_path / "desk", daily=BERLIN + "review_minutes = 30\n"), "morning/2026-03-27"
    with at_work(workspace, sqlite, SIX - HOUR, sends=True) as desk:
        store, released = desk.operation.store, set[str]()
        desk.review(lambda made, _now: made.edition in released)
        desk.until(SIX, 30 * MINUTE)
        edition = store.edition(name)
        assert edition is not None
        held = Review(edition=name, briefing="morning", state="open", opened=SIX, releases=SIX + HOUR)
        assert store.reviews.open(held, edition)
        desk.jump(SIX + 6 * DAY)
        assert store.reviews.step(name, "released", "Ed", SIX + 6 * DAY)
        released.add(name)
        desk.tick()
        assert [*desk.sent()] == [name]


def _refuse() -> bool:
    message = "nobody knows"
    raise UsageError(message)


def test_a_pdf_that_fails_keeps_no_edition_back_and_is_made_later(workspace: Path, sqlite: str) -> None:
    """Page and mail are there at the hour; the operator hears of it, and when the rest is there; status says so."""
    template = workspace / "templates/pdf/briefing.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ no_such_thing }}")
    folder = workspace / "out/morning/2026-03-27"
    with at_work(workspace, sqlite, SIX - HOUR, sends=True, formats=("json", "text", "pdf")) as desk:
        desk.until(SIX + 2 * MINUTE, MINUTE)
        assert desk.sent() == {"morning/2026-03-27": [SIX]}
        assert sorted(file.name for file in folder.iterdir()) == ["briefing.txt", "edition.json"]
        (round_,) = desk.rounds()
        assert (round_.state, round_.attempts) == ("done", 2)
        assert "no_such_thing" in round_.words
        (alert,) = desk.told()
        assert alert.subject == "morning/2026-03-27 is made, but not all of it"
        found = standing(desk.operation.config, desk.operation.store, desk.clock())
        assert (found.state, [one.edition for one in found.wrong]) == ("troubled", ["morning/2026-03-27"])
        shutil.rmtree(workspace / "templates/pdf")
        desk.until(SIX + 10 * MINUTE, MINUTE)
        assert (folder / "briefing.pdf").is_file()
        assert subjects(desk)[1:] == ["morning/2026-03-27 is complete now"]
        assert len(desk.sent()["morning/2026-03-27"]) == 1
        assert [(one.words, one.next_try) for one in desk.rounds()] == [("", None)]


def test_a_pdf_that_fails_until_nobody_waits_for_it_is_given_up(workspace: Path, sqlite: str) -> None:
    """Which is told; no file of an earlier version stays."""
    template = workspace / "templates/pdf/briefing.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ no_such_thing }}")
    older = workspace / "out/morning/2026-03-27/briefing.pdf"
    older.parent.mkdir(parents=True)
    older.write_bytes(b"%PDF of an edition that was made by hand")
    late = {"BRIEFGEN_CATCH_UP": "1"}
    with at_work(workspace, sqlite, SIX - HOUR, settings=late, formats=("json", "pdf")) as desk:
        desk.until(SIX + 2 * HOUR)
        assert not older.exists()
        assert subjects(desk)[-1].startswith("morning/2026-03-27 stays without a part after ")
        assert len(desk.told()) == 2


def test_deliveries_in_doubt_are_told_once(workspace: Path, sqlite: str) -> None:
    """Not while their sender may settle them; not by the next process; and when they are settled, that."""
    edition = "morning/2026-03-27"
    with at_work(workspace, sqlite, SIX - HOUR, sends=True) as desk:
        _leave_in_doubt(desk, edition)
        desk.jump(SIX + MINUTE)
        assert desk.told() == []
        desk.until(SIX + HOUR)
        (alert,) = desk.told()
        assert alert.subject == f"{edition}: 1 in doubt, and held"
        assert "briefgen deliveries morning 2026-03-27 --settle again" in alert.words
    with at_work(workspace, sqlite, SIX + HOUR, sends=True) as desk:
        desk.until(SIX + 2 * HOUR)
        assert desk.told() == []
        (row,) = desk.operation.store.ledger.doubtful()
        sent = Outcome(mailing=row.mailing, subscriber=row.subscriber, state="sent")
        desk.operation.store.ledger.resolve([sent], desk.clock())
        desk.tick()
        assert subjects(desk) == [f"No delivery of {edition} is in doubt any more"]


def test_what_is_in_doubt_goes_out_again_by_itself_where_that_is_set(workspace: Path, sqlite: str) -> None:
    """Though nothing else of its edition is left to send: it does not wait for tomorrow's."""
    edition = "morning/2026-03-27"
    with at_work(workspace, sqlite, SIX - HOUR, settings={"BRIEFGEN_IN_DOUBT": "send"}, sends=True) as desk:
        _leave_in_doubt(desk, edition)
        desk.until(SIX + 3 * MINUTE, MINUTE)
        assert desk.operation.store.ledger.counts(edition)["pending"] == 1
        desk.tick()
        assert desk.sent()[edition][-1] == SIX + 3 * MINUTE
        assert desk.told() == []


def test_what_should_be_known_of_a_sending_is_told_once(workspace: Path, sqlite: str) -> None:
    """That a PDF was attached to no message, say."""
    with at_work(workspace, sqlite, SIX - HOUR, sends=True) as desk:
        desk.sender().to_know = "without its PDF"
        desk.until(SIX + HOUR)
        assert [alert.words for alert in desk.told()] == ["without its PDF"]


def _leave_in_doubt(desk: Desk, edition: str) -> None:
    """Make and plan an edition for one reader; its sender takes it in hand and dies."""
    store = desk.operation.store
    a_subscription(store, a_reader(store, "one@example.org"), "morning")
    desk.jump(SIX)
    run = store.runs.start("sender", SIX)
    assert len(store.ledger.step(run, (), Wanted(edition=edition, most=1), SIX)) == 1
    store.runs.end(run, SIX)


def test_two_schedulers_make_each_edition_once(tmp_path: Path, url: str) -> None:
    """The younger stands by: it does not send, until the other has ended."""
    workspace = a_newsroom(tmp_path, daily=BERLIN, weekly=FRIDAY)
    with at_work(workspace, url, THURSDAY, sends=True) as one:
        with at_work(workspace, url, THURSDAY, sends=True) as other:
            for _ in range(26):
                one.until(one.clock.now + HOUR, HOUR)
                other.until(other.clock.now + HOUR, HOUR)
            assert len(one.rounds()) == 2
            assert (len(one.sent()), len(other.sent())) == (2, 0)
        for _ in range(24):
            one.until(one.clock.now + HOUR, HOUR)
        assert len(one.sent()) == 3
