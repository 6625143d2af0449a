"""Words of a template → a message of our own to one reader: the one that asks him to confirm. Pure."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from briefgen.model.address import split_address
from briefgen.render.message import header_text, sender_address


def letter(  # noqa: PLR0913  what a message has
    reader: str, subject: str, text: str, html: str, *, sender: str, now: datetime, token: str
) -> bytes:
    """Return the message. It asks no machine to answer (RFC 3834); ``token`` makes its Message-ID one of a kind.

    Raises UsageError for a wrong sender, ValueError for a reader's address that is none.
    """
    origin = sender_address(sender)
    local, domain = split_address(reader)
    mail = EmailMessage(policy=SMTP if local.isascii() else SMTPUTF8)
    mail["From"] = origin
    mail["To"] = Address(username=local, domain=domain)
    mail["Subject"] = header_text(subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<confirm.{token}@{origin.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    return mail.as_bytes()


def envelope(reader: str, sender: str) -> tuple[str, str]:
    """Return the addresses of the envelope: from whom, and to whom with its domain in ASCII."""
    local, domain = split_address(reader)
    return sender_address(sender).addr_spec, f"{local}@{domain}"
