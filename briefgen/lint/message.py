"""The message as it will be sent: bytes and headers. Pure.

RFC 5322 (lines, headers), 2047 (encoded words), 2369 and 8058 (List-Unsubscribe). Its parts: ``message_parts``.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cached_property

from briefgen.lint.plain import columns_of
from briefgen.lint.rules import Document, Rule, Spot, shown

#: Bytes of a line at most, without its end (RFC 5322, 2.1.1); characters of an encoded word (RFC 2047, 2).
LONGEST_LINE, _LONGEST_WORD = 998, 75

#: Inboxes on a phone show about so much of a subject, in columns.
_SUBJECT = 70

_NEEDED = ("From", "Date", "Message-ID", "Subject", "MIME-Version")
_ONCE = frozenset(
    [
        "from",
        "sender",
        "reply-to",
        "to",
        "cc",
        "bcc",
        "message-id",
        "in-reply-to",
        "references",
        "subject",
        "date",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
        "list-id",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "return-path",
    ]
)
_HEADER = re.compile(rb"([!-9;-~]+):[ \t]?(.*)", re.DOTALL)
_WORD = re.compile(r"=\?[^?\s]+\?[bq]\?[^?\s]*\?=", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A message, read; with the HTML that it carries, if it is among its parts."""

    raw: bytes
    html: Document | None

    @cached_property
    def headers(self) -> tuple[tuple[int, str, bytes], ...]:
        """Line, name and raw value (folds and all) of every header; the name is empty where there is none."""
        found: list[tuple[int, str, bytes]] = []
        head = re.split(rb"\r?\n\r?\n", self.raw, maxsplit=1)[0]
        for number, line in enumerate(head.splitlines(keepends=True), 1):
            if line[:1] in {b" ", b"\t"} and found:
                first, name, value = found[-1]
                found[-1] = (first, name, value + line)
            else:
                match = _HEADER.match(line)
                found.append((number, match[1].decode("ascii") if match else "", match[2] if match else line))
        return tuple(found)

    @cached_property
    def parts(self) -> tuple[Message, ...]:
        """The message and all its parts; none of a message that cannot be read."""
        return parts_of(self.raw)

    def part(self, kind: str) -> Message | None:
        """Return the first part of a content type that is no attachment."""
        return next((one for one in self.parts if one.get_content_type() == kind and not is_attached(one)), None)

    @cached_property
    def text(self) -> str | None:
        """The text part, decoded."""
        part = self.part("text/plain")
        return None if part is None else decoded(part)


def parts_of(raw: bytes) -> tuple[Message, ...]:
    """Return the message and all its parts; none if Python's own reader cannot cope with it."""
    try:
        return tuple(message_from_bytes(raw).walk())
    except Exception:  # noqa: BLE001  the standard library raises a dozen kinds for what is no message
        return ()


def decoded(part: Message) -> str:
    """Return the text of a part; what cannot be decoded is replaced."""
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset() or "utf-8"
        return payload.decode(charset, "replace") if isinstance(payload, bytes) else ""
    except (LookupError, ValueError, AttributeError, TypeError):
        return ""


def is_attached(part: Message) -> bool:
    """Tell whether a part is a file beside the message."""
    return str(part.get("Content-Disposition", "")).lower().startswith("attachment")


def mail_bytes(mail: Mail) -> Iterator[Spot]:
    """Seven bits, CRLF, no long line."""
    for number, line in enumerate(mail.raw.split(b"\n"), 1):
        if len(line.rstrip(b"\r")) > LONGEST_LINE:
            yield Spot(line=number, message=f"a line of {len(line)} bytes")
        if not line.isascii():
            place = next(place for place, byte in enumerate(line, 1) if byte > 127)  # noqa: PLR2004  the last of ASCII
            yield Spot(line=number, column=place, message="a byte that is not ASCII")
        if b"\r" in line[:-1] or b"\x00" in line:
            yield Spot(line=number, message="a bare CR, or a NUL")


def mail_line_ends(mail: Mail) -> Iterator[Spot]:
    """CRLF and nothing else."""
    bare = [number for number, line in enumerate(mail.raw.split(b"\n")[:-1], 1) if not line.endswith(b"\r")]
    if bare:
        more = f", and {len(bare) - 1} more" if len(bare) > 1 else ""
        yield Spot(line=bare[0], message=f"a line that ends in LF alone{more}")


def header_missing(mail: Mail) -> Iterator[Spot]:
    """What every message needs."""
    names = {name.lower() for _, name, _ in mail.headers}
    for name in _NEEDED:
        if name.lower() not in names:
            yield Spot(message=f"the message has no {name}")
    if not names & {"to", "cc", "bcc"}:
        yield Spot(message="the message has no To")


def header_form(mail: Mail) -> Iterator[Spot]:
    """Each header well formed, and once."""
    counts: Counter[str] = Counter()
    for line, name, raw in mail.headers:
        value = unfolded(raw)
        if not name:
            yield Spot(line=line, message=f"no header: {shown(value, 40)}")
            continue
        counts[name.lower()] += 1
        if counts[name.lower()] == 2 and name.lower() in _ONCE:  # noqa: PLR2004  the second is the fault
            yield Spot(line=line, message=f"{name} is given twice")
        if problem := _problem(name.lower(), value):
            yield Spot(line=line, message=f"{name}: {problem}")


def unfolded(raw: bytes) -> str:
    """Return the value of a header as written, without its folds."""
    return re.sub(r"\r?\n(?=[ \t])", "", raw.decode("latin-1")).strip()


def _problem(name: str, value: str) -> str:  # noqa: PLR0911  one for each header
    """Return what is wrong with one header, or nothing."""
    if not value:
        return "it is empty"
    if too_long := next((word for word in _WORD.findall(value) if len(word) > _LONGEST_WORD), None):
        return f"an encoded word of {len(too_long)} characters, {_LONGEST_WORD} are allowed"
    match name:
        case "date":
            try:
                zone = parsedate_to_datetime(value).tzinfo
            except (ValueError, TypeError, IndexError, OverflowError):
                return f"{shown(value, 40)} is no date"
            return "" if zone or "-0000" in value else "the date has no zone"
        case "message-id":
            return "" if _MESSAGE_ID.fullmatch(value) else f"{shown(value, 40)} is not <name@domain>"
        case "mime-version":
            return "" if value.startswith("1.0") else f"{shown(value, 20)} is not 1.0"
        case "from":
            return "" if "@" in value else f"{shown(value, 40)} names no address"
        case "list-unsubscribe":
            return (
                ""
                if re.search(r"<https://[^<>\s]+>", value)
                else "there is no <https://…> in it as written: one-click does not work"
            )
        case "list-unsubscribe-post":
            return "" if value == "List-Unsubscribe=One-Click" else "it must be List-Unsubscribe=One-Click"
        case _:
            return ""


def subject_long(mail: Mail) -> Iterator[Spot]:
    """As long as a phone shows."""
    subject = subject_of(mail)
    if (wide := columns_of(subject)) > _SUBJECT:
        line = next(line for line, name, _ in mail.headers if name.lower() == "subject")
        yield Spot(line=line, message=f"the subject has {wide} columns: {shown(subject, 80)}")


def subject_of(mail: Mail) -> str:
    """Return the subject, decoded."""
    raw = next((raw for _, name, raw in mail.headers if name.lower() == "subject"), b"")
    try:
        return str(make_header(decode_header(unfolded(raw))))
    except (ValueError, LookupError, HeaderParseError):
        return unfolded(raw)


RULES: tuple[Rule[Mail], ...] = (
    Rule(
        id="mail-bytes",
        level="error",
        what=f"the message has a line over {LONGEST_LINE} bytes, a byte that is not ASCII, a bare CR or a NUL",
        help="encode parts as quoted-printable and headers as RFC 2047 has it",
        look=mail_bytes,
    ),
    Rule(
        id="mail-line-ends",
        level="error",
        what="a line of the message does not end in CRLF",
        help="end each line in CRLF: a bare LF lets others smuggle a message in",
        look=mail_line_ends,
    ),
    Rule(
        id="header-missing",
        level="error",
        what="the message lacks From, To, Date, Message-ID, Subject or MIME-Version",
        help="add it: without it the message counts as spam",
        look=header_missing,
    ),
    Rule(
        id="header-form",
        level="error",
        what="a header is malformed, empty, given twice, or List-Unsubscribe has no https address as written",
        help="write it as RFC 5322, 2047 and 8058 have it",
        look=header_form,
    ),
    Rule(
        id="subject-long",
        level="note",
        what=f"the subject has more than {_SUBJECT} columns",
        help="put what matters first: a phone shows about 40 columns, a desktop 70",
        look=subject_long,
    ),
)
