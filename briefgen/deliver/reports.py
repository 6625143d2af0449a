"""A message that came to the return path → what it says of whom. Pure, and it never raises.

In this order: a feedback report (RFC 5965) is a complaint; a delivery status notification (RFC 3464) is hard, soft,
blocked, delayed or good news; an auto-reply (RFC 3834) is nothing; then flufl.bounce, which knows how servers worded
such things before there was a standard; then, of what came from a mail server, its words.

Whom it is about says, first of all, the return path with its code (``verp``), wherever in the message it stands.
Without one the signed link of the returned message does. All else (an address, a Message-ID) anybody can
write: it is told, and ``signed`` is false.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Literal

from briefgen.deliver.auto_replies import is_auto_reply
from briefgen.deliver.dsn import Notice, notice, worded_notice
from briefgen.deliver.feedback import complaint_of
from briefgen.deliver.tokens import Tokens
from briefgen.deliver.verp import Returned, read_return_path

#: ``blocked``: the message, or its sender, was not wanted. ``delayed``: the server still tries. ``nothing``: it says
#: nothing of a delivery, such as a letter from a person.
ReportKind = Literal["hard", "soft", "blocked", "delayed", "out of office", "complaint", "nothing"]

#: Octets that are looked at: a report says what it has to say before the message that it brings back.
MOST = 512 * 1024

#: Octets of a report in words of its own. What knows all those words takes seconds for a megabyte of empty lines.
_WORDED = 32 * 1024

_PATH = re.compile(
    rb"[^\s<>\"'=;:,()\[\]]{1,64}\+[0-9]{1,19}\.[0-9]{1,19}\.[0-9a-f]{16}@[a-z0-9.-]{1,255}", re.IGNORECASE
)
_UNSUBSCRIBE = re.compile(rb"/unsubscribe/([\w.=-]{20,2000})", re.ASCII)
_MESSAGE_ID = re.compile(rb"^message-id:\s*<([^<>\s]{1,250})>", re.IGNORECASE | re.MULTILINE)
_FOLDED = re.compile(rb"=\r?\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a message says."""

    kind: ReportKind
    returned: Returned | None = None  #: whose delivery of which mailing, by the return path
    unsubscribe: str = ""  #: what the returned message's own link carries, where there is no return path
    addresses: tuple[str, ...] = ()  #: that it names as failed or complaining; anybody can write that
    message_ids: tuple[str, ...] = ()  #: in it, its own first; without brackets
    words: str = ""  #: the server's, in one line
    at: datetime | None = None  #: its date

    @property
    def signed(self) -> bool:
        """Tell whether it can only be about whom it says."""
        return self.returned is not None or bool(self.unsubscribe)


def read_report(raw: bytes, tokens: Tokens | None = None, *, recipient: str = "") -> Report:
    """Return what a message says. ``recipient`` is the address that it came to, where the mail server tells."""
    raw = raw[:MOST].lstrip(b"\r\n")
    if raw.startswith((b"From ", b">From ")):  # the line that an mbox, or a pipe of Postfix, puts before it
        raw = raw.partition(b"\n")[2]
    found = _evidence(raw, tokens, recipient)
    try:
        said = _said(message_from_bytes(raw), raw)
    except Exception:  # noqa: BLE001  Python's parser fails in many ways on what spammers make; nothing is lost with it
        return found
    return replace(found, kind=said.kind, addresses=said.addresses, words=said.words, at=said.at)


def _evidence(raw: bytes, tokens: Tokens | None, recipient: str) -> Report:
    """Return whom the message is about, by what we signed."""
    flat = _FOLDED.sub(b"", raw)
    ids = tuple(dict.fromkeys(found.decode("ascii", "replace") for found in _MESSAGE_ID.findall(flat)))[:10]
    if tokens is None:
        return Report(kind="nothing", message_ids=ids)
    paths = dict.fromkeys([recipient.encode(errors="replace"), *_PATH.findall(flat)[:50]])
    for path in paths:
        if returned := read_return_path(tokens, path.decode("ascii", "replace")):
            return Report(kind="nothing", returned=returned, message_ids=ids)
    for token in dict.fromkeys(_UNSUBSCRIBE.findall(flat)[:50]):
        if payload := tokens.read("unsubscribe", token.decode("ascii")):
            return Report(kind="nothing", unsubscribe=payload, message_ids=ids)
    return Report(kind="nothing", message_ids=ids)


def _said(message: Message, raw: bytes) -> Report:
    at, subject = _date(message), _subject(message)
    complaint = complaint_of(message)
    if complaint is not None:
        kind: ReportKind = "complaint" if complaint.serious else "nothing"
        return Report(kind=kind, addresses=complaint.addresses, words=complaint.words, at=at)
    found: Notice | None = notice(message)
    if found is None and is_auto_reply(message, subject):
        return Report(kind="out of office", words=subject, at=at)
    found = found or worded_notice(message_from_bytes(raw[:_WORDED]), subject)
    if found is None:
        return Report(kind="nothing", words=subject, at=at)
    return Report(kind=found.kind, addresses=found.addresses, words=found.words, at=at)


def _date(message: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(message.get("Date", "")))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _subject(message: Message) -> str:
    raw = next((value for name, value in message.raw_items() if name.lower() == "subject"), "")
    text = str(raw).encode("ascii", "surrogateescape").decode("utf-8", "replace")  # some write letters as they are
    with suppress(HeaderParseError, UnicodeError, LookupError, ValueError):
        text = str(make_header(decode_header(text)))
    return " ".join(text.split())[:300]
