"""The scheduler as a process: started, signalled, killed, in company. Real processes, the real clock."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest

from briefgen.operation.operating import Operation
from briefgen.operation.reloading import Reloading
from briefgen.scheduler import Pace, Scheduler, Timekeeper
from briefgen.store import Store
from tests.newsroom import a_newsroom
from tests.operation.newsday import BERLIN, DAY, FRIDAY, HOUR, SetClock, at_work

REPOSITORY = Path(__file__).parents[2]
THURSDAY = datetime(2026, 3, 26, 12, tzinfo=UTC)
#: Friday, 06:00 in Berlin.
SIX = datetime(2026, 3, 27, 5, tzinfo=UTC)

#: What a test waits for comes within so many seconds, on a busy machine too.
PATIENCE = 60.0


def environment(url: str) -> dict[str, str]:
    """Return our environment with one setting of briefgen's."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFGEN_")}
    return {**ours, "BRIEFGEN_DATABASE_URL": url}


@contextmanager
def running(workspace: Path, url: str, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Start ``briefgen run`` in a group of its own; kill what is left of it."""
    words = [sys.executable, "-m", "briefgen", "--workspace", str(workspace), "run", *options]
    with subprocess.Popen(  # noqa: S603  our own words
        words, cwd=REPOSITORY, env=environment(url), stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def until(what: Callable[[], object]) -> None:
    """Return when something has come true."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


def overdue(folder: Path, url: str) -> Path:
    """Write a workspace whose daily was due a minute ago, while nothing ran."""
    now = datetime.now(UTC)  # noqa: TID251  the process under test reads the same clock
    minute = (now - timedelta(minutes=1)).replace(second=0, microsecond=0)
    daily = BERLIN.replace("Europe/Berlin", "UTC").replace("06:00", f"{minute:%H:%M}")
    weekly = FRIDAY.replace('"14:00"', '"13:00"')
    workspace = a_newsroom(folder, daily=daily, weekly=weekly)
    with at_work(workspace, url, minute - HOUR):
        pass
    return workspace


@pytest.mark.slow
def test_two_processes_on_one_store_make_each_edition_once(tmp_path: Path, url: str) -> None:
    """Eight are due at the same moment, both go for them: each is made by one, at the first try."""
    names = [f"b{number}" for number in range(8)]
    workspace = a_newsroom(tmp_path, daily=BERLIN, weekly=FRIDAY)
    for name in names:
        (workspace / f"feeds/briefings/{name}.toml").write_text(BERLIN.replace("morning", name))
    (workspace / "feeds/briefings/morning.toml").unlink()
    Store.open(url).close()
    words = [sys.executable, "-m", "tests.operation.schedulers", str(workspace), url, SIX.isoformat()]
    both = [
        subprocess.Popen(  # noqa: S603  our own module
            words, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(url)
        )
        for _ in range(2)
    ]
    for process in both:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=PATIENCE)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted("".join(said).split()) == [f"{name}/2026-03-27" for name in names]
    with Store.open(url) as store:
        assert {(one.state, one.attempts) for one in store.due.latest()} == {("done", 1)}


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_it_finish_what_is_in_hand(tmp_path: Path, stop: signal.Signals) -> None:
    """It ends with 0, the edition is whole; Ctrl-C reaches the processes that print and read as well."""
    url = f"sqlite:///{tmp_path}/briefgen.db"
    workspace = overdue(tmp_path / "desk", url)
    with running(workspace, url) as process, Store.open(url) as store:
        until(lambda: any(one.state == "claimed" for one in store.due.latest()))
        if stop == signal.SIGINT:
            os.killpg(process.pid, stop)
        else:
            process.send_signal(stop)
        assert process.wait(PATIENCE) == 0, process.communicate()
        (round_,) = store.due.latest()
        assert (round_.state, round_.attempts) == ("done", 1)
        assert (workspace / "out" / round_.edition / "briefing.pdf").is_file()
        run = store.runs.latest()[0]
        assert (run.ended is not None, run.lost) == (True, False)


@pytest.mark.slow
def test_a_second_signal_ends_at_once_and_the_next_run_does_the_rest(tmp_path: Path) -> None:
    """What was in hand is taken over: the process is gone from this machine."""
    url = f"sqlite:///{tmp_path}/briefgen.db"
    workspace = overdue(tmp_path / "desk", url)
    with Store.open(url) as store:
        with running(workspace, url) as process:
            until(lambda: any(one.state == "claimed" for one in store.due.latest()))
            process.send_signal(signal.SIGTERM)
            assert process.stderr is not None
            said = iter(process.stderr.readline, "")
            assert any("stopping" in line for line in said)
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 128 + signal.SIGTERM
        (round_,) = store.due.latest()
        assert round_.state == "claimed"
        with running(workspace, url) as process:
            until(lambda: store.due.latest()[0].state == "done")
            assert store.due.latest()[0].attempts == 2
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0


def test_it_refuses_to_start_with_mistakes_and_without_room(tmp_path: Path) -> None:
    """In one line, with the contract's status."""
    url = f"sqlite:///{tmp_path}/briefgen.db"
    workspace = a_newsroom(tmp_path / "desk", daily=BERLIN.replace("Berlin", "Berlinn"))
    with running(workspace, url) as process:
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 2
        assert "feeds/briefings/morning.toml:4: timezone" in said


@pytest.mark.slow
def test_the_status_page_shows_how_things_stand(tmp_path: Path) -> None:
    """On loopback, to its own names; it loads itself anew, has no script, and ends with the scheduler."""
    url = f"sqlite:///{tmp_path}/briefgen.db"
    workspace = a_newsroom(tmp_path / "desk", daily=BERLIN, weekly=FRIDAY)
    with running(workspace, url) as process:
        assert process.stderr is not None
        said = next(line for line in iter(process.stderr.readline, "") if "http://" in line)
        host, port = said.split("http://")[1].strip().rstrip("/").split(":")
        assert host == "127.0.0.1"

        def ask(path: str, name: str = "localhost") -> tuple[int, str]:
            asking = HTTPConnection(host, int(port), timeout=PATIENCE)
            asking.request("GET", path, headers={"Host": name})
            answer = asking.getresponse()
            body = answer.read().decode()
            asking.close()
            return answer.status, body

        status, page = ask("/")
        assert status == 200
        assert "<h1>All is well</h1>" in page
        assert "Morning Briefing" in page
        assert '<meta http-equiv="refresh" content="30">' in page
        assert "<script" not in page
        assert json.loads(ask("/status.json")[1])["state"] == "well"
        assert ask("/health") == (200, "well\n")
        assert ask("/", "evil.example")[0] == 403
        assert ask("/nothing")[0] == 404
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        with pytest.raises(ConnectionRefusedError):
            ask("/")


def test_a_clock_that_is_put_far_forward_is_doubted_for_two_minutes() -> None:
    """By an hour; not by the minute that a busy machine loses, and not once it is put back."""
    clock, steady = SetClock(THURSDAY), [0.0]
    keeper = Timekeeper(clock, lambda: steady[0])

    def pass_by(shown: timedelta, real: float) -> timedelta:
        clock.now += shown
        steady[0] += real
        return keeper.moved()

    assert abs(pass_by(timedelta(seconds=60), 60.0)) < timedelta(seconds=1)
    assert not keeper.is_doubtful()
    assert pass_by(DAY, 1.0) > HOUR
    assert keeper.is_doubtful()
    pass_by(timedelta(seconds=119), 119.0)
    assert keeper.is_doubtful()
    pass_by(timedelta(seconds=2), 2.0)
    assert not keeper.is_doubtful()
    pass_by(DAY, 1.0)
    pass_by(-DAY, 1.0)
    assert not keeper.is_doubtful()


def test_it_says_that_it_lives_while_it_finishes_what_is_in_hand(tmp_path: Path) -> None:
    """A PDF may take longer than the lease: another scheduler would make the edition a second time."""
    workspace = a_newsroom(tmp_path)
    url = f"sqlite:///{tmp_path}/briefgen.db"
    with Store.open(url) as store:
        clock = SetClock(THURSDAY)
        operation = Operation(Reloading(workspace, {"BRIEFGEN_DATABASE_URL": url}), store, clock)
        scheduler = Scheduler(operation, hand_over=None, pace=Pace(tick=60.0, beat=0.05))
        scheduler.start()
        scheduler.stop()
        clock.now += HOUR
        until(lambda: store.runs.latest(1)[0].seen == THURSDAY + HOUR)
        scheduler.close()
        assert store.runs.alive(clock(), "scheduler") == []


def test_it_polls_and_ticks_on_its_own_threads(tmp_path: Path) -> None:
    """And ends in good order when it is told to."""
    workspace = a_newsroom(tmp_path)
    url = f"sqlite:///{tmp_path}/briefgen.db"
    with Store.open(url) as store:
        clock = SetClock(datetime(2021, 12, 28, 4, tzinfo=UTC))
        operation = Operation(Reloading(workspace, {"BRIEFGEN_DATABASE_URL": url}), store, clock)
        scheduler = Scheduler(operation, hand_over=None, pace=Pace(tick=0.2, beat=0.2))
        scheduler.start()
        until(lambda: len(store.feed_states()) == 3)
        scheduler.watch()
        scheduler.stop()
        scheduler.close()
        assert operation.in_hand() == ()
        assert store.runs.alive(clock(), "scheduler") == []
