"""An edition's message, encoded once → the letter of each reader: pieces and what stands between them. Pure.

A message comes with marks where a reader's own links and address belong (``Marks``, which ``render`` fills in). It is
split there, so that a letter is a join. Each slot has lines of its own in the quoted-printable text, between soft line
ends: what fills it moves nothing else, can be folded by itself, and what is hashed before it stays hashed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from html import escape
from typing import Literal, get_args

from briefgen.deliver.dkim import Key, Stamping, canonical_body, canonical_header
from briefgen.deliver.headers import date_header, envelope_address, message_id, phrase, slug, to_header
from briefgen.deliver.letters import Letter
from briefgen.deliver.links import Links
from briefgen.deliver.tokens import Tokens
from briefgen.deliver.verp import MAILBOX, return_path
from briefgen.model.delivery import Claimed
from briefgen.model.marks import MarkedParts, Marks
from briefgen.model.reader import MailFormat

Slot = Literal["address", "unsubscribe", "preferences", "pro"]
SLOTS: tuple[Slot, ...] = get_args(Slot)

_SOFT = b"=\r\n"
_QP = 75  # characters of a line before its soft end
_LONGEST = 998
#: Of the message as it was rendered these stay; the others are the reader's, or ours.
_KEPT = ("from", "subject", "mime-version", "content-type", "content-transfer-encoding", "content-language")
_SIGNED = (
    "from", "from", "to", "to", "subject", "subject", "date", "date", "message-id", "reply-to", "list-id",
    "list-unsubscribe", "list-unsubscribe-post", "feedback-id", "auto-submitted", "mime-version", "content-type",
)  # fmt: skip
_SENDER_ID = 15


def marks(tokens: Tokens, edition: str) -> MarkedParts:
    """Return the marks of an edition, for ``render``."""
    code = tokens.mac("form", f"marks {edition}".encode()).hex()[:24]
    return MarkedParts(html=_marks(f"x{code}.html"), text=_marks(f"x{code}.text"), pro=f"x{code}.reader.of.pro.invalid")


def _marks(code: str) -> Marks:
    return Marks(
        address=f"{code}.address.invalid",
        unsubscribe=f"https://{code}.unsubscribe.invalid/",
        preferences=f"https://{code}.preferences.invalid/",
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Imprint:
    """What all letters of an edition in one format say of whom they come from."""

    edition: str  #: its id
    briefing: str
    title: str  #: of the briefing
    form: MailFormat
    domain: str  #: of the sender, ASCII
    links: Links
    tokens: Tokens = field(repr=False)
    reply_to: str = ""  #: an address; empty: that of the sender
    returns_to: str = ""  #: the domain of return paths; empty: that of the sender
    mailbox: str = MAILBOX
    key: Key | None = None  #: with which letters are signed


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the body that is the same for all; ``slot`` follows it, in HTML or text."""

    wire: bytes  # dots stuffed
    canonical: bytes
    slot: Slot | None
    html: bool


class Encoded:
    """An edition in one format, ready for its readers."""

    def __init__(self, message: bytes, imprint: Imprint) -> None:
        """Split a message at its marks. Raises ValueError for one that no mail server takes as it stands."""
        check_raw(message)
        head, gap, body = message.partition(b"\r\n\r\n")
        if not gap:
            error = "a message has headers and a body"
            raise ValueError(error)
        self._imprint = imprint
        fixed = [*_kept(head + b"\r\n"), *_ours(imprint)]
        self._head = b"".join(line for _, line in fixed) + b"\r\n"
        self._pieces = _split(body.rstrip(b"\r\n") + b"\r\n", imprint)
        self._pro = any(piece.slot == "pro" for piece in self._pieces)
        self._begun = sha256(self._pieces[0].canonical)
        self._stamping = None
        if imprint.key is not None:
            names = dict.fromkeys(name for name, _ in fixed) | dict.fromkeys(_OWN)
            self._stamping = Stamping(
                key=imprint.key,
                names=tuple(name for name in _SIGNED if name in names),
                fixed={name: canonical_header(line) for name, line in fixed},
            )

    def letter(self, claimed: Claimed, sent: datetime) -> Letter | str:
        """Return the message of one delivery, dated ``sent``; or in words why there can be none."""
        imprint = self._imprint
        try:
            # The ledger has the domain in ASCII already: IDNA takes longer than all the rest.
            reader, wide = envelope_address(f"{claimed.email.rpartition('@')[0]}@{claimed.domain}")
        except ValueError as error:
            return str(error)
        unsubscribe = imprint.links.unsubscribe(claimed.subscriber, imprint.briefing)
        said: dict[Slot, str] = {
            "address": claimed.email,
            "unsubscribe": unsubscribe,
            "preferences": imprint.links.preferences(claimed.subscriber),
            "pro": imprint.links.reading(claimed.subscriber) if self._pro else "",
        }
        moment = int(sent.timestamp())
        identity = message_id(imprint.edition, claimed.subscriber, imprint.form, imprint.domain)
        own = (
            ("to", to_header(claimed.name, reader)),
            ("date", date_header(moment)),
            ("message-id", f"Message-ID: {identity}\r\n".encode("ascii")),
            # One line of ASCII, whatever its length: folded or encoded it is no link (RFC 8058, 3.1).
            ("list-unsubscribe", f"List-Unsubscribe: <{unsubscribe}>\r\n".encode("ascii")),
        )
        values = [_filled(said[piece.slot], html=piece.html) if piece.slot else b"" for piece in self._pieces]
        stamp, to_sign = b"", b""
        if self._stamping is not None:
            stamp, to_sign = self._stamping.stamp(own, self._hash(values), moment)
        pieces = [line for _, line in own]
        pieces.append(self._head)
        for piece, value in zip(self._pieces, values, strict=True):
            pieces += (piece.wire, stuffed(value))
        domain = imprint.returns_to or imprint.domain
        return Letter(
            claimed=claimed,
            sender=return_path(
                imprint.tokens, claimed.subscriber, claimed.mailing, domain=domain, mailbox=imprint.mailbox
            ),
            reader=reader,
            pieces=tuple(pieces),
            wide=wide,
            to_sign=to_sign,
            stamp=stamp,
        )

    def _hash(self, values: Sequence[bytes]) -> bytes:
        hashed = self._begun.copy()
        for place, piece in enumerate(self._pieces):
            if place:
                hashed.update(piece.canonical)
            hashed.update(values[place])
        return hashed.digest()


_OWN = ("to", "date", "message-id", "list-unsubscribe")


def check_raw(message: bytes) -> None:
    """Refuse bytes that one server ends elsewhere than another, or that none takes: ValueError."""
    if not message.isascii() or b"\0" in message:
        error = "a message is ASCII"
    elif re.search(rb"(?<!\r)\n|\r(?!\n)", message):
        error = "a message has lines that end with CRLF, and no other CR or LF"
    elif max(map(len, message.split(b"\r\n"))) > _LONGEST:
        error = f"a message has no line of more than {_LONGEST} octets"
    else:
        return
    raise ValueError(error)


def stuffed(text: bytes) -> bytes:
    """Return whole lines with a dot before each that begins with one (RFC 5321, 4.5.2)."""
    doubled = text.replace(b"\r\n.", b"\r\n..")
    return b"." + doubled if doubled.startswith(b".") else doubled


def _kept(head: bytes) -> list[tuple[str, bytes]]:
    lines = re.findall(rb"[^\r\n:\s]+:[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*", head)
    if b"".join(lines) != head:
        error = "a message's head holds headers and nothing else"
        raise ValueError(error)
    named = [(line.partition(b":")[0].decode("ascii").lower(), line) for line in lines]
    return [(name, line) for name, line in named if name in _KEPT]


def _ours(imprint: Imprint) -> list[tuple[str, bytes]]:
    edition, briefing = slug(imprint.edition), slug(imprint.briefing)
    whose = re.sub(r"[^a-z0-9]", "", imprint.domain)[:_SENDER_ID]
    shown = phrase(imprint.title)
    gap = "\r\n " if "\r\n" in shown else " "
    lines = [
        ("list-id", f"List-Id: {shown}{gap}<{briefing}.{imprint.domain}>"),
        ("list-unsubscribe-post", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        ("list-archive", f"List-Archive: <{imprint.links.edition(imprint.briefing)}>"),
        ("list-post", "List-Post: NO"),  # RFC 2369, 3.4: nobody but us writes to it
        ("feedback-id", f"Feedback-ID: {edition}:{briefing}:{imprint.form}:{whose}"),
        ("auto-submitted", "Auto-Submitted: auto-generated"),
        ("precedence", "Precedence: bulk"),  # what programs knew before RFC 3834 not to answer
    ]
    if imprint.reply_to:
        lines.append(("reply-to", f"Reply-To: {envelope_address(imprint.reply_to)[0]}"))
    return [(name, f"{line}\r\n".encode("ascii")) for name, line in lines]


def _split(body: bytes, imprint: Imprint) -> list[_Piece]:
    """Split quoted-printable text at its marks, which may run over a soft line end."""
    both = marks(imprint.tokens, imprint.edition)
    found: dict[bytes, tuple[Slot, bool]] = {both.pro.encode("ascii"): ("pro", False)}
    for known in (both.html, both.text):
        found |= {getattr(known, slot).encode("ascii"): (slot, known is both.html) for slot in SLOTS if slot != "pro"}
    ways = [rb"(?:=\r\n)?".join(re.escape(bytes([sign])) for sign in mark) for mark in found]
    pieces, at = [], 0
    for hit in re.finditer(rb"|".join(ways), body):
        slot, html = found[hit[0].replace(_SOFT, b"")]
        pieces.append(_piece((_SOFT if at else b"") + body[at : hit.start()] + _SOFT, slot, html=html))
        at = hit.end()
    rest = body[at:]
    # A soft line end before nothing but the end would leave an empty line there, which no signature counts.
    return [*pieces, _piece((_SOFT if at and rest != b"\r\n" else b"") + rest, None, html=False)]


def _piece(text: bytes, slot: Slot | None, *, html: bool) -> _Piece:
    return _Piece(wire=stuffed(text), canonical=canonical_body(text), slot=slot, html=html)


def _filled(value: str, *, html: bool) -> bytes:
    """Return a value in quoted-printable, without blanks, in lines of at most 76 characters (RFC 2045, 6.7)."""
    raw = (escape(value) if html else value).encode()
    if _PLAIN.fullmatch(raw):
        return _SOFT.join(raw[at : at + _QP] for at in range(0, len(raw), _QP))
    signs = [bytes([octet]) if octet in _SAFE else b"=%02X" % octet for octet in raw]
    lines, line = [], b""
    for sign in signs:
        if len(line) + len(sign) > _QP:
            lines.append(line)
            line = b""
        line += sign
    return _SOFT.join([*lines, line])


_PLAIN = re.compile(rb"[!-<>-~]*")
_SAFE = frozenset(range(33, 127)) - {ord("=")}
