"""The message of an edition, addressed to nobody → the same message as a test for one reader. Pure."""

import email
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from briefgen.language.encoded_words import header_value

#: Headers that a test has of its own, with the lines that continue them (RFC 5322 §2.2.3).
_REPLACED = re.compile(
    rb"^(?:To|Subject|Date|Message-ID):[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*", re.IGNORECASE | re.MULTILINE
)

_SUBJECT = re.compile(rb"^Subject:[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*", re.IGNORECASE | re.MULTILINE)

#: Python folds a long subject before its first word, and mail programs show the blank (as in ``render.message``).
_UNFOLDED = SMTP.clone(max_line_length=998)

#: So a test is told from the edition in the inbox.
MARK = "[Test] "


def for_trial(message: bytes, reader: Address, now: datetime, token: str) -> bytes:
    """Address a message to one reader, mark its subject and give it a date and an identity of its own.

    Mail programs show a second message of the same Message-ID not at all: ``token`` makes each test another one.
    Everything else stays byte for byte.
    """
    head, gap, body = message.partition(b"\r\n\r\n")
    head += b"\r\n"
    original = _headers(head)
    _, sender = parseaddr(str(original["From"]))
    own = EmailMessage(policy=SMTP)
    own["To"] = reader
    own["Subject"] = "-"
    own["Date"] = format_datetime(now)
    own["Message-ID"] = f"<test.{token}@{sender.rpartition('@')[2]}>"
    headers = own.as_bytes(policy=_UNFOLDED).removesuffix(b"\r\n")
    headers = headers.replace(b"Subject: -", b"Subject: " + _marked(head), 1)
    return headers + _REPLACED.sub(b"", head) + gap.removeprefix(b"\r\n") + body


def as_test(message: bytes) -> bytes:
    """Mark the subject of a message; everything else stays byte for byte."""
    head, gap, body = message.partition(b"\r\n\r\n")
    head += b"\r\n"
    subject = b"Subject: " + _marked(head) + b"\r\n"
    return _SUBJECT.sub(lambda _: subject, head, count=1) + gap.removeprefix(b"\r\n") + body


def envelope_sender(message: bytes) -> str:
    """Return the address that a message comes from."""
    return parseaddr(str(_headers(message.partition(b"\r\n\r\n")[0] + b"\r\n")["From"]))[1]


def _marked(head: bytes) -> bytes:
    return header_value(MARK + str(_headers(head)["Subject"] or ""), 9).encode("ascii")


def _headers(head: bytes) -> EmailMessage:
    return email.message_from_bytes(head, policy=SMTP)
