"""Edition, its email HTML and its plain text → one RFC 5322 message, the same bytes each time. Pure.

The message is addressed to nobody: ``deliver.encoding`` adds the reader's address, his links and the list's headers.
"""

import hashlib
import re
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from briefgen.language.encoded_words import header_value
from briefgen.model.edition import Edition
from briefgen.model.errors import UsageError
from briefgen.render.pictures import Picture
from briefgen.render.printable import one_line

#: A group without members, RFC 5322 §3.4: a message that names no reader.
NOBODY = "undisclosed-recipients:;"

_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufe00-\ufe0f]|[\U000e0000-\U000e0fff]"
)
_SUBJECT = 180
#: ``Name <user@domain>`` or the address alone. Stricter than ``parseaddr``, which takes an address out of a name.
_SENDER = re.compile(r"(?:(.*?)\s*<)?([^<>@\s]+)@([^<>@\s]+)(?(1)>)")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")

#: Python folds a long subject before its first word, and mail programs show the blank. Plain words need no fold.
_UNFOLDED = SMTP.clone(max_line_length=998)
#: By this the parts are encoded: 76 characters a line (RFC 2045 §6.7).
_PARTS = SMTP.clone(max_line_length=76)
#: What stands for the headers that we encode ourselves until the message is made.
_OPEN = "-"


def header_text(text: str, most: int = _SUBJECT) -> str:
    """Return what may stand in a header: one line, nothing invisible, nothing that reads as an encoded word.

    A ``=?utf-8?q?…=0D=0ABcc…?=`` in a title has made a Bcc line in Python's own parser; hence the broken ``=?``.
    """
    line = one_line(_INVISIBLE.sub("", one_line(text)))
    if len(line) > most:
        line = line[: most - 1].rpartition(" ")[0] or line[: most - 1]
        line += "…"
    return line.replace("=?", "= ?")


def sender_address(sender: str) -> Address:
    """Read ``Israel Briefing <briefing@example.org>``. Raises UsageError for what is no sender."""
    found = _SENDER.fullmatch(one_line(sender))
    name, user, domain = found.groups(default="") if found else ("", "", "")
    try:
        address = f"{user}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        address = ""
    if _ADDRESS.fullmatch(address) is None:
        message = f"{sender!r} is no sender: give one like Israel Briefing <briefing@example.org>"
        raise UsageError(message)
    return Address(header_text(name.strip('"')), addr_spec=address)


def message(edition: Edition, html: str, text: str, sender: str, pictures: Sequence[Picture] = ()) -> bytes:
    """Return a multipart/alternative message: CRLF, ASCII only, no line over 998 characters.

    Date is the end of the period, Message-ID and boundaries come from the edition's id. The pictures stand with the
    HTML in a multipart/related (RFC 2387), which names them by their Content-ID.
    """
    return _sealed(_both(edition, html, text, sender, pictures), edition, sender)


def text_message(edition: Edition, text: str, sender: str) -> bytes:
    """Return the same with the text alone, for readers who want no HTML."""
    mail = _headed(edition, sender)
    mail.set_content(_lines(text), cte="quoted-printable")
    return _sealed(mail, edition, sender)


def message_with_pdf(  # noqa: PLR0913, PLR0917  as ``message``
    edition: Edition, html: str, text: str, sender: str, pictures: Sequence[Picture], pdf: bytes
) -> bytes:
    """Return the same with the PDF attached, in a multipart/mixed."""
    mail = _both(edition, html, text, sender, pictures)
    name = f"{_slug(edition.id.replace('/', '-'))}.pdf"  # as on the web
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    mail.set_boundary(_boundary(edition, "attached"))
    return _sealed(mail, edition, sender)


def _both(edition: Edition, html: str, text: str, sender: str, pictures: Sequence[Picture]) -> EmailMessage:
    mail = _headed(edition, sender)
    mail.set_content(_lines(text), cte="quoted-printable")
    mail.add_alternative(_lines(html), subtype="html", cte="quoted-printable")
    if pictures:
        _add_pictures(mail, pictures, _boundary(edition, "pictures"))
    mail.set_boundary(_boundary(edition))
    return mail


def _headed(edition: Edition, sender: str) -> EmailMessage:
    """Return a message with its headers; the two that may hold any letters are open until it is sealed."""
    origin = sender_address(sender)
    mail = EmailMessage(policy=_PARTS)
    mail["From"] = _OPEN
    mail["To"] = NOBODY
    mail["Subject"] = _OPEN
    mail["Date"] = format_datetime(edition.period.end)
    mail["Message-ID"] = f"<{_slug(edition.id)}@{origin.domain}>"
    return mail


def _sealed(mail: EmailMessage, edition: Edition, sender: str) -> bytes:
    head, gap, body = mail.as_bytes(policy=_UNFOLDED).partition(b"\r\n\r\n")
    written = {"From": _mailbox(sender_address(sender)), "Subject": header_value(header_text(_subject(edition)), 9)}
    for name, value in written.items():
        head = head.replace(f"{name}: {_OPEN}".encode(), f"{name}: {value}".encode("ascii"), 1)
    return head + gap + body


def _mailbox(origin: Address) -> str:
    """Return name and address as a header has them."""
    if origin.display_name.isascii():
        return str(origin)
    return f"{header_value(origin.display_name, 6)}\r\n <{origin.addr_spec}>"


def _add_pictures(mail: EmailMessage, pictures: Sequence[Picture], boundary: str) -> None:
    """Put the pictures beside the HTML part."""
    beside = mail.get_body(("html",))
    if not isinstance(beside, EmailMessage):  # pragma: no cover  ``message`` has just added it
        raise TypeError(beside)
    for number, picture in enumerate(pictures, start=1):
        name = f"chart-{number}.png"
        beside.add_related(picture.png, "image", "png", cid=f"<{picture.id}>", disposition="inline", filename=name)
    beside.set_param("type", "text/html")
    beside.set_boundary(boundary)


def _boundary(edition: Edition, of: str = "") -> str:
    """Return a boundary; "=_" cannot occur in quoted-printable or base64, so it cannot either (RFC 2045 §6.7)."""
    return "=_" + hashlib.sha256(f"{edition.id}{of}".encode(errors="replace")).hexdigest()[:32]


def _subject(edition: Edition) -> str:
    """Return the title; a name alone, as that of a report on somebody, says too little in a list of messages."""
    return f"{edition.title} – {edition.briefing.title}" if edition.focus else edition.title


def _lines(text: str) -> str:
    """Return the text with one kind of line end, and without halves of characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode(errors="replace").decode()


def _slug(identity: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", ".", identity).strip(".") or "edition"
