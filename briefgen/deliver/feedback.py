"""A message → the complaint of a reader, as mailbox providers forward it. Pure. RFC 5965, and what came before it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from email.utils import parseaddr

#: Kinds of feedback by which a reader says that he does not want this (RFC 5965 7.3, RFC 6430, MARF's registry).
_SERIOUS = frozenset({"abuse", "fraud", "virus", "opt-out", "opt-out-list", "complaint", "other", "miscategorized"})

#: Headers in which providers keep the reader's address, when they do.
_READER = ("X-HmXmrOriginalRecipient", "X-Original-To", "Delivered-To", "To")

#: Programs that forward a complaint with no report around it: who they write as.
_LOOPS = re.compile(
    r"^(?:staff@hotmail\.com|.*?(?:feedback[-_.]?loop|fbl|complaints?|scomp|feedback)[-_.0-9a-z]*@)", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Complaint:
    """One report of feedback."""

    serious: bool  #: False where it says that something is no spam, or that a signature failed
    addresses: tuple[str, ...]
    words: str


def complaint_of(message: Message) -> Complaint | None:
    """Return the complaint that a message is, or None."""
    fields = next(
        (_fields(part) for part in message.walk() if part.get_content_type() == "message/feedback-report"), None
    )
    original = _original(message)
    if fields is not None:
        kind = str(fields.get("Feedback-Type", "abuse")).strip().lower()
        named = [str(value) for name in ("Original-Rcpt-To", "Removal-Recipient") for value in fields.get_all(name, [])]
        source = str(fields.get("User-Agent", "") or fields.get("Reported-Domain", "")).strip()
        words = " ".join(f"complaint: {kind} {f'({source})' if source else ''}".split())
        return Complaint(serious=kind in _SERIOUS, addresses=_addresses([*named, *_kept(original)]), words=words[:300])
    sender = parseaddr(str(message.get("From", "")))[1]
    if original is not None and message.get_content_type() != "multipart/report" and _LOOPS.match(sender):
        return Complaint(serious=True, addresses=_addresses(_kept(original)), words=f"complaint: by {sender}"[:300])
    return None


def _original(message: Message) -> Message | None:
    """Return the message that is complained of, or what is left of its headers."""
    for part in message.walk():
        if part is message:
            continue
        if part.get_content_type() == "message/rfc822":
            inside = part.get_payload()
            return inside[0] if isinstance(inside, list) and inside and isinstance(inside[0], Message) else None
        if part.get_content_type() in {"text/rfc822-headers", "message/rfc822-headers"}:
            return message_from_string(_text(part))
    return None


def _kept(original: Message | None) -> Iterator[str]:
    for name in _READER if original is not None else ():
        if original is not None and original.get(name):
            yield str(original[name])


def _fields(part: Message) -> Message:
    inside = part.get_payload()
    if isinstance(inside, list) and inside and isinstance(inside[0], Message):
        first = inside[0]
        return first if first.keys() else message_from_string(_text(first))
    return message_from_string(_text(part))


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else str(part.get_payload())


def _addresses(values: Iterable[str]) -> tuple[str, ...]:
    found = (parseaddr(value.removeprefix("rfc822;").strip())[1] for value in values)
    return tuple(dict.fromkeys(address for address in found if "@" in address))[:5]
