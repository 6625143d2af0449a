"""Reports of mail servers and mailbox providers, in our own words."""

from datetime import UTC, datetime

from briefgen.deliver.tokens import Tokens
from briefgen.deliver.verp import return_path

SECRET = "a-secret-of-tests-that-is-long-enough"  # noqa: S105  of tests
TOKENS = Tokens(SECRET)
SENT = datetime(2021, 12, 28, 4, 0, tzinfo=UTC)


def path(subscriber: int = 7, mailing: int = 3) -> str:
    """Return where mail for a reader comes back to."""
    return return_path(TOKENS, subscriber, mailing, domain="example.org")


def a_dsn(  # noqa: PLR0913  what a server may say
    to: str,
    status: str = "5.1.1",
    action: str = "failed",
    said: str = "550 5.1.1 <jane@example.com>: Recipient address rejected: User unknown",
    *,
    returned: str = "Message-ID: <israel.2021-12-28.7.html@example.org>\nSubject: Two sides speak",
    date: str = "Tue, 28 Dec 2021 04:00:09 +0000",
) -> bytes:
    """Return a delivery status notification as RFC 3464 has it."""
    return f"""\
Return-Path: <>
Date: {date}
From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

--edge
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered. Its report is below.

--edge
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; jane@example.com
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--edge
Content-Type: text/rfc822-headers

{returned}

--edge--
""".encode()


def a_complaint(original: str, kind: str = "abuse", fields: str = "") -> bytes:
    """Return feedback as RFC 5965 has it."""
    return f"""\
From: <fbl@provider.example>
Date: Tue, 28 Dec 2021 09:00:00 +0000
Subject: FW: Two sides speak
To: <abuse@example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="edge"

--edge
Content-Type: text/plain; charset=us-ascii

A reader of this message said that it was unwanted.

--edge
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Provider/1
Version: 1
{fields}
--edge
Content-Type: text/rfc822-headers

{original}
--edge--
""".encode()


def a_letter(subject: str = "Thank you", headers: str = "", body: str = "I like what you write.") -> bytes:
    """Return what a person, or a program for one, writes to the return path."""
    head = f"From: Jane <jane@example.com>\nTo: {path()}\nSubject: {subject}\nDate: Tue, 28 Dec 2021 05:00:00 +0000\n"
    return f"{head}{headers}\n{body}\n".encode()
