"""What a mail server's log says of messages: sent, never taken over, or not known yet."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.deliver.mail_log import lines_since
from briefgen.deliver.postfix_log import Fate, moment_of, read_log
from briefgen.model.errors import DeliveryError

CLAIMED = datetime(2026, 11, 22, 17, 29, 21, 400_000, tzinfo=UTC)
DEAD = datetime(2026, 11, 22, 17, 29, 22, 100_000, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)

BEGUN = "master[9]: daemon started -- version 3.7.11"
CONNECT, BYE = "smtpd[7]: connect from localhost[127.0.0.1]", "smtpd[7]: disconnect from localhost[127.0.0.1] ehlo=1"
READ = "smtpd[7]: A1B2C3D4: client=localhost[127.0.0.1]"
NAMED = "cleanup[8]: A1B2C3D4: message-id=<israel.2026-11-22.7.html@news.example>"
QUEUED = "qmgr[6]: A1B2C3D4: from=<bounces+7.1.x@news.example>, size=393, nrcpt=1 (queue active)"
CUT_OFF = "smtpd[7]: lost connection after DATA (153 bytes) from localhost[127.0.0.1]"
LEFT = "smtpd[7]: lost connection after RCPT from localhost[127.0.0.1]"


def fate(*words: str, began: str = "Nov 22 17:20:00", log: str = "postfix") -> Fate:
    """Return what a log says of the message to reader 7."""
    lines = [f"{began} mail {log}/{BEGUN}", *(f"Nov 22 17:29:22 mail {log}/{one}" for one in words)]
    found = read_log(lines, {"israel.2026-11-22.7.html"}, kin={"israel.2026-11-22."}, zone=UTC, now=NOW)
    return found.fate("israel.2026-11-22.7.html", claimed=CLAIMED, dead=DEAD)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((CONNECT, READ, NAMED, QUEUED), "queued"),
        ((CONNECT, READ, NAMED, QUEUED, CUT_OFF, BYE), "queued"),
        ((CONNECT, READ, NAMED, "cleanup[8]: A1B2C3D4: hold: header Subject: x"), "queued"),
        ((CONNECT, READ, CUT_OFF, NAMED, BYE), "never"),
        ((CONNECT, READ, NAMED, CUT_OFF, BYE), "never"),
        ((CONNECT, READ, LEFT, BYE), "never"),
        ((CONNECT, BYE), "never"),
        ((CONNECT, READ, CUT_OFF, NAMED), "unknown"),
        ((CONNECT, READ), "unknown"),
        ((CONNECT, READ, NAMED, BYE), "unknown"),
        ((READ, CUT_OFF, BYE), "never"),
        ((READ,), "unknown"),
        ((), "unknown"),
    ],
    ids=[
        "the queue manager has it",
        "it has it, and the next one was cut off",
        "it is held for a look",
        "cut off, named afterwards",
        "cut off",
        "left before DATA",
        "not seen, and the session is over",
        "cut off, but the session is not over",
        "the session goes on",
        "read to its end, and the queue is slow",
        "a session that began before the log",
        "such a one that goes on",
        "nothing happened since",
    ],
)
def test_a_message_is_never_sent_only_where_the_log_proves_it(words: tuple[str, ...], expected: Fate) -> None:
    """All else is waited for."""
    assert fate(*words) == expected


def test_a_log_that_begins_too_late_proves_nothing() -> None:
    """It was rotated in between."""
    assert fate(CONNECT, BYE, began="Nov 22 17:29:22") == "unknown"


def test_a_restart_ends_all_sessions() -> None:
    """Their processes are gone without a word."""
    assert fate(CONNECT, READ, NAMED, CUT_OFF, BEGUN) == "never"


def test_other_instances_and_services_of_postfix_count() -> None:
    """Submission has a service of its own; several Postfixes on a machine have names."""
    assert fate(CONNECT, READ, NAMED, QUEUED, log="postfix-out/submission") == "queued"


def test_a_queue_id_that_comes_again_is_another_message() -> None:
    """Short ones do, within hours."""
    other = "cleanup[8]: A1B2C3D4: message-id=<something.else@example.org>"
    assert fate(CONNECT, READ, CUT_OFF, NAMED, other, QUEUED, BYE) == "never"


def test_it_is_told_whether_our_mail_goes_this_way() -> None:
    """Any message of the edition shows it."""
    kin = NAMED.replace(".7.html", ".3.text")
    found = read_log(
        [f"Nov 22 17:29:22 mail postfix/{one}" for one in (kin, QUEUED)], (), kin={"israel."}, zone=UTC, now=NOW
    )
    assert found.kin


@pytest.mark.parametrize(
    ("stamp", "zone", "expected"),
    [
        ("Nov 22 17:29:22", UTC, "2026-11-22T17:29:22+00:00"),
        ("Nov  2 07:29:22", ZoneInfo("Asia/Jerusalem"), "2026-11-02T05:29:22+00:00"),
        ("Dec 31 23:59:59", UTC, "2025-12-31T23:59:59+00:00"),
        ("Feb 29 10:00:00", UTC, "2024-02-29T10:00:00+00:00"),
        ("2026-11-22T19:29:22.123456+02:00", UTC, "2026-11-22T17:29:22.123456+00:00"),
    ],
)
def test_a_line_is_dated_as_syslog_does(stamp: str, zone: ZoneInfo, expected: str) -> None:
    """Without year and zone, or with both."""
    moment = moment_of(f"{stamp} mail postfix/qmgr[1]: x", zone=zone, now=NOW)
    assert moment == datetime.fromisoformat(expected)


@given(
    st.lists(
        st.one_of(st.text(), st.sampled_from([CONNECT, READ, NAMED, QUEUED, CUT_OFF, LEFT, BYE, BEGUN])).map(
            lambda words: f"Nov 22 17:29:22 mail postfix/{words}"
        )
    )
)
def test_whatever_a_log_holds_what_is_queued_stays_queued(lines: list[str]) -> None:
    """Strangers write a part of it."""
    wanted = {"israel.2026-11-22.7.html"}
    before = read_log(lines, wanted, kin={"israel."}, zone=UTC, now=NOW)
    after = read_log([*lines, f"Nov 22 17:29:23 mail postfix/{BYE}"], wanted, kin={"israel."}, zone=UTC, now=NOW)
    assert before.queued <= after.queued


def test_only_the_end_of_a_long_log_is_read(tmp_path: Path) -> None:
    """From ten minutes before on; what was rotated away comes first where the log is young."""
    begin = NOW - timedelta(hours=50)
    lines = [
        f"{begin + timedelta(seconds=n):%b %d %H:%M:%S} mail postfix/smtpd[7]: connect from x[192.0.2.{n % 250}] {n}"
        for n in range(0, 180_000, 6)
    ]
    log = tmp_path / "mail.log"
    log.write_text("\n".join(lines) + "\nNov 22 17:5")
    since = NOW - timedelta(minutes=20)
    read = [*lines_since(log, since, zone=UTC, now=NOW)]
    assert 300 <= len(read) < 2_000
    assert read[-1] == lines[-1]
    log.rename(tmp_path / "mail.log.1")
    log.write_text("Nov 22 17:59:59 mail postfix/qmgr[6]: x\n")
    assert [*lines_since(log, since, zone=UTC, now=NOW)] == [*read, "Nov 22 17:59:59 mail postfix/qmgr[6]: x"]


def test_a_log_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """With the variable that names it."""
    with pytest.raises(DeliveryError, match=r"^BRIEFGEN_MAIL_LOG: .+/mail\.log cannot be read: no such file"):
        [*lines_since(tmp_path / "mail.log", NOW, zone=UTC, now=NOW)]
