"""What a message that came back says, and of whom."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.deliver.reports import Report, read_report
from briefgen.deliver.verp import Returned
from tests.deliver.returned import SENT, TOKENS, a_complaint, a_dsn, a_letter, path

_CORPUS = Path(__file__).parents[2].parent / "shared" / "corpora" / "hostile" / "bounces"
_MESSAGES = sorted(_CORPUS.glob("*.txt")) if _CORPUS.is_dir() else []


@pytest.mark.parametrize(
    ("status", "action", "said", "kind"),
    [
        ("5.1.1", "failed", "550 5.1.1 User unknown", "hard"),
        ("5.1.2", "failed", "Host or domain name not found", "hard"),
        ("5.2.1", "failed", "550 5.2.1 mailbox disabled", "hard"),
        ("5.0.0", "failed", "550 no such user here", "hard"),
        ("5.4.4", "failed", "Host or domain name not found. Name service error", "hard"),
        ("5.2.2", "failed", "552 5.2.2 The mailbox is over quota", "soft"),
        ("5.1.1", "failed", "550 5.1.1 mailbox is full", "soft"),
        ("5.7.1", "failed", "550 5.7.1 rejected as spam by content filter", "blocked"),
        ("5.3.4", "failed", "552 5.3.4 message too large", "blocked"),
        ("5.1.8", "failed", "550 5.1.8 sender's domain is not accepted", "blocked"),
        ("5.7.26", "failed", "550 5.7.26 unauthenticated mail is not accepted", "blocked"),
        ("5.1.8", "failed", "553 5.1.8 <bounces@example.org>: Sender address rejected: Domain not found", "blocked"),
        ("5.0.0", "failed", "550 Message rejected", "blocked"),
        ("5.0.0", "failed", "550 Requested action not taken: mailbox unavailable. Rejected by policy", "blocked"),
        ("5.0.0", "failed", "550 that is not possible", "hard"),
        ("5.0.0", "failed", "554 that is not possible", "hard"),
        ("5.4.1", "failed", "550 5.4.1 Recipient address rejected: Access denied", "hard"),
        ("4.4.7", "failed", "delivery time expired", "soft"),
        ("4.4.1", "delayed", "connection timed out", "delayed"),
        ("2.0.0", "delivered", "250 2.0.0 Ok", "nothing"),
        ("2.0.0", "relayed", "250 2.0.0 Ok", "nothing"),
    ],
)
def test_a_notification_is_judged_by_its_code_and_its_words(status: str, action: str, said: str, kind: str) -> None:
    """A full mailbox, a filter and a slow server are no dead address; a filter says nothing of it at all."""
    report = read_report(a_dsn(path(), status, action, said), TOKENS)
    assert report.kind == kind
    assert report.returned == Returned(subscriber=7, mailing=3)
    assert report.addresses == ("jane@example.com",)
    assert said in report.words


def test_all_that_a_server_wrote_is_read_where_it_gives_no_reason_by_code() -> None:
    """However long it talks before it says that a disk is full; and across its line breaks."""
    for end, kind in (("disk quota\nexceeded", "soft"), ("Unknown\n   Recipient", "hard")):
        raw = a_dsn(path(), "5.0.0", said="").replace(
            b"Its report is below.", b"Hello, I am a server. " * 30 + end.encode()
        )
        raw = raw.replace(b"Diagnostic-Code: smtp; \n", b"")
        assert read_report(raw, TOKENS).kind == kind


def test_the_return_path_is_found_wherever_it_stands() -> None:
    """Given by the mail server, in a header, in the returned message; with or without the line of an mbox."""
    expected = Returned(subscriber=7, mailing=3)
    for raw in (
        a_dsn("postmaster@example.org", returned=f"Return-Path: <{path()}>\nSubject: Two sides speak"),
        a_letter().replace(b"To:", b"X-Original-To:"),
        b"From MAILER-DAEMON Tue Dec 28 04:00:09 2021\n" + a_dsn(path().upper()),
    ):
        assert read_report(raw, TOKENS).returned == expected
    assert read_report(a_dsn("bounces@example.org"), TOKENS, recipient=path()).returned == expected


def test_a_return_path_that_we_did_not_make_is_none() -> None:
    """Whoever writes a report in another's name cannot guess the code."""
    code = path().partition("@")[0].rpartition(".")[2]
    for wrong in (path(8).replace(path(8).partition("@")[0].rpartition(".")[2], code), path().replace("+7.", "+8.")):
        report = read_report(a_dsn(wrong), TOKENS)
        assert (report.kind, report.signed) == ("hard", False)


def test_without_a_return_path_the_signed_link_of_the_returned_message_says_whose_it_is() -> None:
    """Also where quoted-printable cut it in two."""
    token = TOKENS.sign("unsubscribe", "7,israel")
    link = f"List-Unsubscribe: <https://example.org/unsubscribe/{token[:20]}=\n{token[20:]}>"
    report = read_report(a_dsn("bounces@example.org", returned=link), TOKENS)
    assert (report.unsubscribe, report.signed) == ("7,israel", True)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("abuse", "complaint"),
        ("opt-out", "complaint"),
        ("fraud", "complaint"),
        ("not-spam", "nothing"),
        ("auth-failure", "nothing"),
    ],
)
def test_feedback_is_a_complaint_unless_it_says_otherwise(kind: str, expected: str) -> None:
    """A reader who fetched a message out of the spam folder does not complain."""
    original = f"Return-Path: <{path()}>\nMessage-ID: <israel.2021-12-28.7.html@example.org>\n"
    report = read_report(a_complaint(original, kind), TOKENS)
    assert report.kind == expected
    assert report.returned == Returned(subscriber=7, mailing=3)


def test_feedback_that_kept_only_headers_still_names_its_message() -> None:
    """Providers take the address out; Feedback-ID and Message-ID stay."""
    original = "Feedback-ID: israel:daily:briefgen\nMessage-ID: <israel.2021-12-28.7.html@example.org>\n"
    report = read_report(a_complaint(original, fields="Original-Rcpt-To: <jane@example.com>\n"), TOKENS)
    assert (report.kind, report.signed) == ("complaint", False)
    assert report.addresses == ("jane@example.com",)
    assert report.message_ids == ("israel.2021-12-28.7.html@example.org",)


def test_a_complaint_forwarded_without_a_report_around_it_is_one() -> None:
    """Older feedback loops only attach the message."""
    raw = (
        "From: staff@hotmail.com\nSubject: complaint about message from 192.0.2.1\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="edge"\n\n--edge\nContent-Type: message/rfc822\n\n'
        f"X-HmXmrOriginalRecipient: jane@example.com\nReturn-Path: <{path()}>\nSubject: Two sides speak\n\nText\n"
        "--edge--\n"
    )
    report = read_report(raw.encode(), TOKENS)
    assert (report.kind, report.addresses) == ("complaint", ("jane@example.com",))
    assert report.returned is not None


@pytest.mark.parametrize(
    "raw",
    [
        a_letter("Hello", "Auto-Submitted: auto-replied (vacation)\n"),
        a_letter("Hello", "X-Autoreply: yes\n"),
        a_letter("Hello", "Precedence: auto_reply\n"),
        a_letter("Automatic reply: Two sides speak"),
        a_letter("Re: Out of the office until Monday"),
        a_letter("Abwesenheitsnotiz: Two sides speak"),
        a_letter("=?utf-8?b?157Xl9eV16Ug15zXntep16jXkw==?="),
        a_letter("=?utf-8?b?2K7Yp9ix2Kwg2KfZhNmF2YPYqtio?="),
        a_letter("Автоответ: две стороны".encode().decode()),
    ],
)
def test_an_answer_in_a_readers_absence_is_no_bounce(raw: bytes) -> None:
    """In the languages of our readers."""
    assert read_report(raw, TOKENS).kind == "out of office"


def test_a_letter_to_the_return_path_is_nothing() -> None:
    """Not even where its writer talks of the office, or of mail that failed."""
    for subject in ("Thank you", "Re: Two sides speak", "Your office in Ankara", "Is my mail being returned?"):
        assert read_report(a_letter(subject), TOKENS).kind == "nothing"


def test_what_flufl_calls_permanent_is_judged_again_by_its_words() -> None:
    """A qmail server that says a mailbox is full does not say that it is gone."""
    for said, kind in (("no mailbox here by that name. (#5.1.1)", "hard"), ("mailbox is full (#5.2.2)", "soft")):
        body = (
            "Hi. This is the qmail-send program at mx.example.com.\nI'm afraid I wasn't able to deliver your message "
            f"to the following addresses.\n\n<jane@example.com>:\nSorry, {said}\n\n--- Below this line is a copy of "
            f"the message.\n\nReturn-Path: <{path()}>\nSubject: no such user\n"
        )
        raw = f"From: MAILER-DAEMON@mx.example.com\nTo: {path()}\nSubject: failure notice\n\n{body}".encode()
        assert read_report(raw, TOKENS).kind == kind


def test_a_report_has_its_date_in_utc() -> None:
    """And none where it has none, or one that no calendar knows."""
    at = read_report(a_dsn(path(), date="Tue, 28 Dec 2021 06:00:00 +0200"), TOKENS).at
    assert at == SENT
    for wrong in ("", "yesterday", "Tue, 99 Dec 2021 99:00:00 +9900", "0" * 50):
        assert read_report(a_dsn(path(), date=wrong), TOKENS).at is None


def test_what_a_library_cannot_read_is_not_printed(caplog: pytest.LogCaptureFixture) -> None:
    """A mail server takes for a failure whatever a program says."""
    for raw in (b"Subject: failure notice\n\nText\n", b"From: \xff\nX-Mailer: \xff\n\nText\n"):
        assert read_report(raw, TOKENS).kind in {"soft", "nothing"}
    assert caplog.records == []


@pytest.mark.skipif(not _MESSAGES, reason="the corpus of bounces is not here")
def test_every_message_of_the_corpus_is_classified() -> None:
    """None raises, and nearly all say what became of a delivery."""
    kinds = [read_report(file.read_bytes(), TOKENS).kind for file in _MESSAGES]
    assert all(kinds)
    assert kinds.count("nothing") <= len(kinds) // 20
    assert {"hard", "soft", "delayed", "out of office"} <= set(kinds)


@given(st.binary(max_size=2_000))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    """Whatever comes into the mailbox."""
    assert isinstance(read_report(raw, TOKENS), Report)


@given(st.binary(max_size=60), st.integers(0, 1_400), st.integers(0, 60))
def test_no_damaged_report_makes_it_raise_or_suppress_another(noise: bytes, at: int, cut: int) -> None:
    """Bytes put in the place of others anywhere."""
    whole = a_dsn(path())
    report = read_report(whole[:at] + noise + whole[at + cut :], TOKENS)
    assert report.returned in {None, Returned(subscriber=7, mailing=3)}


@pytest.mark.parametrize("word", ["user.", "user ", "\n", "<", "<a@b>\n", "1.", "mailbox exceeded ", "----\n"])
def test_a_long_report_is_read_in_no_time(word: str) -> None:
    """Everybody can write one: the mailbox must not wait for it. Time is in step with its length."""
    long = word * (400_000 // len(word))
    assert read_report(a_dsn(path(), "5.0.0", said=long.replace("\n", " ")), TOKENS).returned is not None
    assert read_report(a_letter("failure notice", "Return-Path: <>\n", long), TOKENS).kind in {"soft", "hard"}


def test_a_message_of_a_thousand_levels_is_read_or_let_be() -> None:
    """Parsers that call themselves run out of stack."""
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(1_500))
    assert read_report(f"Subject: deep\nMIME-Version: 1.0\n{nested}".encode(), TOKENS).kind == "nothing"
