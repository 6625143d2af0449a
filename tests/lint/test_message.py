"""The message's bytes and headers: one fault at a time."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from briefgen.lint.message import Mail, subject_of
from tests.lint.documents import GOOD_EMAIL, GOOD_TEXT, findings, rules


def a_message(html: str = GOOD_EMAIL, text: str = GOOD_TEXT, subject: str = "Cranes stop at noon") -> bytes:
    """Return a message without a fault."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Harbour Briefing <desk@example.org>"
    mail["To"] = "undisclosed-recipients:;"
    mail["Subject"] = subject
    mail["Date"] = "Tue, 28 Dec 2021 04:00:00 +0000"
    mail["Message-ID"] = "<harbour.2021-12-28@example.org>"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    return mail.as_bytes()


GOOD = a_message()

FAULTS = {
    "a long line": (b"MIME-Version", b"X-Long: " + b"x" * 1000 + b"\r\nMIME-Version", "mail-bytes"),
    "a letter of eight bits": (b"Harbour Briefing <desk", b"H\xc3\xa4fen <desk", "mail-bytes"),
    "a bare CR": (b"The cranes", b"The\rcranes", "mail-bytes"),
    "a bare LF": (b"The cranes", b"The\ncranes", "mail-line-ends"),
    "no date": (b"Date: Tue, 28 Dec 2021 04:00:00 +0000\r\n", b"", "header-missing"),
    "no reader": (b"To: undisclosed-recipients:;\r\n", b"", "header-missing"),
    "a date that is none": (b"Tue, 28 Dec 2021 04:00:00 +0000", b"yesterday", "header-form"),
    "a date without zone": (b"04:00:00 +0000", b"04:00:00", "header-form"),
    "an id without domain": (b"<harbour.2021-12-28@example.org>", b"<harbour>", "header-form"),
    "a header given twice": (b"Subject:", b"Subject: one\r\nSubject:", "header-form"),
    "an empty header": (b"Subject: Cranes stop at noon", b"Subject: ", "header-form"),
    "a line that is no header": (b"Subject:", b"no header\r\nSubject:", "header-form"),
    "an encoded word that is too long": (b"Cranes stop", b"=?utf-8?q?" + b"=C3=A4" * 20 + b"?= stop", "header-form"),
    "an unsubscribe address in encoded words": (
        b"Subject:",
        b"List-Unsubscribe: =?utf-8?q?=3Chttps=3A//example=2Eorg/u=3E?=\r\nSubject:",
        "header-form",
    ),
    "one click that is none": (b"Subject:", b"List-Unsubscribe-Post: yes\r\nSubject:", "header-form"),
    "a sender without address": (b"Harbour Briefing <desk@example.org>", b"Harbour Briefing", "header-form"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_found(case: str) -> None:
    """One change of the good message."""
    old, new, rule = FAULTS[case]
    assert old in GOOD
    assert rule in rules(findings("email.eml", GOOD.replace(old, new, 1)))


def test_a_good_message_is_told_so() -> None:
    """With an unsubscribe header of RFC 8058 too."""
    post = b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    one_click = b"List-Unsubscribe: <https://example.org/u/abc>\r\n" + post + b"Subject:"
    assert findings("email.eml", GOOD) == ()
    assert "header-form" not in rules(findings("email.eml", GOOD.replace(b"Subject:", one_click, 1)))


def test_the_place_is_the_line_of_the_header() -> None:
    """Folded headers before it count with all their lines."""
    [found] = findings(
        "email.eml", GOOD.replace(b"From:", b"X-Note: one\r\n two\r\nFrom:").replace(b"Tue, 28", b"Tuesday 28x")
    )
    assert (found.rule, found.line) == ("header-form", 6)


def test_a_long_subject_is_a_note() -> None:
    """It arrives, cut."""
    [found] = findings("email.eml", a_message(subject="Cranes stop at noon, " * 5))
    assert (found.level, found.rule) == ("note", "subject-long")


def test_a_subject_is_decoded() -> None:
    """Out of encoded words, folded."""
    subject = "העגורנים בנמל עצרו היום בצהריים"
    assert subject_of(Mail(raw=a_message(subject=subject), html=None)) == subject
