"""A mail server's report → what became of the delivery. Pure. RFC 3464 by the standard library; else flufl.bounce.

flufl.bounce is the only code here that knows how servers of thirty years worded it. It raises on some messages, and it
knows neither full mailboxes nor filters: what it calls permanent is judged again by the words.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from email.utils import parseaddr
from typing import Literal

from flufl.bounce import all_failures

from briefgen.deliver.status_codes import verdict

#: It writes a traceback for each message that it does not understand, such as one without a sender. What a program
#: prints, a mail server takes for its failure.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)

NoticeKind = Literal["hard", "soft", "blocked", "delayed", "nothing"]

_ORDER: tuple[NoticeKind, ...] = ("hard", "soft", "blocked", "delayed", "nothing")
_FAILED = frozenset({"failed", "failure", "error"})
_DAEMON = re.compile(r"mailer[-_ ]?daemon|postmaster|mail ?delivery|bounce|\bmailsystem\b|mail system", re.IGNORECASE)
_RETURNED = re.compile(
    r"undeliver|returned mail|delivery (?:has )?fail|failure notice|non[- ]?delivery|could ?n[o']t (?:be )?deliver|"
    r"delivery status|delivery failure|mail delivery failed|failure delivery|delivery notification",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"delayed|still being retried|not yet been delivered|will keep trying|no action is required", re.IGNORECASE
)
#: Here the message that is brought back begins: its words are ours.
_BELOW = re.compile(
    r"^.{0,20}(?:below this line|a copy of the message|returned (?:mail|message)|original message|"
    r"message (?:header|text)|"
    r"the header and top|unsent message|message follows|beginning of (?:the )?message).*$|^(?:received|return-path):",
    re.IGNORECASE | re.MULTILINE,
)
_WORDS = 4_000
_LOOKED_AT = 16_000  # octets, with the markup


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """What a server says."""

    kind: NoticeKind
    addresses: tuple[str, ...]
    words: str  #: in one line


def notice(message: Message) -> Notice | None:
    """Return what a delivery status notification says of its readers, the worst first; None if it is none."""
    part = next((part for part in message.walk() if part.get_content_type() == "message/delivery-status"), None)
    if part is None:
        return None
    text = _first_text(message)
    found = [one for block in _blocks(part) if (one := _of_reader(block, text)) is not None]
    if not found:
        return None
    worst = min(found, key=lambda one: _ORDER.index(one.kind))
    addresses = [address for one in found if one.kind == worst.kind for address in one.addresses]
    return Notice(kind=worst.kind, addresses=tuple(dict.fromkeys(addresses))[:20], words=worst.words)


def worded_notice(message: Message, subject: str) -> Notice | None:
    """Return what a server says in words of its own; None if no server wrote this."""
    try:
        delayed, failed = all_failures(message)
    except Exception:  # noqa: BLE001  it raises IndexError and others on known messages
        delayed, failed = frozenset(), frozenset()
    text = _first_text(message) or subject
    words = " ".join(f"{subject}: {_told(text)}".split())[:300]
    if failed:
        gone = tuple(sorted(address.decode("ascii", "replace") for address in failed))[:20]
        return Notice(kind=verdict("", f"{subject} {text}"), addresses=gone, words=words)
    if delayed:
        late = tuple(sorted(address.decode("ascii", "replace") for address in delayed))[:20]
        return Notice(kind="delayed", addresses=late, words=words)
    sender = f"{message.get('From', '')} {message.get('Return-Path', '')}"
    from_server = _DAEMON.search(sender) is not None or str(message.get("Return-Path", "")).strip() == "<>"
    if not from_server or not (_RETURNED.search(subject) or _RETURNED.search(text)):
        return None
    kind: NoticeKind = "delayed" if _DELAYED.search(subject) else verdict("", text)
    return Notice(kind=kind, addresses=(), words=words)


def _blocks(part: Message) -> Iterator[Message]:
    """Yield the groups of fields; some servers write the part as plain text, or several groups as one."""
    inside = part.get_payload()
    for block in inside if isinstance(inside, list) else [message_from_string(str(inside))]:
        if not isinstance(block, Message):
            continue
        yield block
        rest = block.get_payload()
        if not block.keys() and isinstance(rest, str):
            yield message_from_string(rest.lstrip())


def _of_reader(block: Message, text: str) -> Notice | None:
    action = (str(block.get("Action", "")).strip().lower().split() or [""])[0].strip("(),;")
    status = (re.findall(r"[245]\.\d{1,3}\.\d{1,3}", str(block.get("Status", ""))) or [""])[0]
    reader = _reader(block)
    if not reader and not action:
        return None
    code = " ".join(str(block.get("Diagnostic-Code", "")).split())
    said = code.partition(";")[2].strip() if code.lower().startswith(("smtp;", "x-", "x400")) else code
    said_of_it = said or _told(text)
    words = f"{status} {said_of_it}".strip() if status and status not in said_of_it else said_of_it
    if action == "delayed":
        kind: NoticeKind = "delayed"
    elif action in _FAILED or (not action and status.startswith("5")):
        kind = verdict(status, said or text)
    else:
        kind = "nothing"  # delivered, relayed, expanded
    return Notice(kind=kind, addresses=(reader,) if reader else (), words=words[:300])


def _reader(block: Message) -> str:
    for name in ("Original-Recipient", "Final-Recipient", "X-Actual-Recipient"):
        value = str(block.get(name, ""))
        address = parseaddr(value.rpartition(";")[2].strip())[1]
        if "@" in address:
            return address
    return ""


def _told(text: str) -> str:
    return " ".join(text.split())[:300]


def _first_text(message: Message) -> str:
    """Return what the server wrote for people: the first text, up to the message that it brings back."""
    for part in message.walk():
        if part.get_content_type() in {"text/plain", "text/html"}:
            content = part.get_payload(decode=True)
            text = content[:_LOOKED_AT].decode("utf-8", "replace") if isinstance(content, bytes) else ""
            if part.get_content_type() == "text/html":
                text = re.sub(r"<[^>]{0,500}>", " ", text)
            below = _BELOW.search(text, 1)
            return (text[: below.start()] if below else text)[:_WORDS]
        if part.get_content_type() == "message/rfc822":
            return ""
    return ""
