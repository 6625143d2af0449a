"""A mail server's address → a connection; a message → one reader. Edge: SMTP.

Secrets stay in: no message of an error names the password, nor what the server was told.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from briefgen.model.errors import DeliveryError, UsageError

#: Seconds that connecting and every answer may take.
PATIENCE = 20.0

#: What a server says that will never take mail for an address (RFC 5321, 4.2.3): from here on for good.
FOR_GOOD, NO_SUCH_MAILBOX = 500, 553

_LINE_END = re.compile(rb"\r\n|[\r\n]")

#: Where mail is submitted: with STARTTLS (RFC 6409), and with TLS from the first byte (RFC 8314).
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, kw_only=True, slots=True)
class MailServer:
    """Where mail is handed in, and as whom."""

    host: str
    port: int
    encrypted: bool = False  #: TLS from the first byte (``smtps``); else STARTTLS, which only loopback may lack
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def loopback(self) -> bool:
        """Tell whether the server is this machine itself."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def mail_server(url: str) -> MailServer:
    """``smtp://user:password@host:587`` or ``smtps://…:465`` → the server. Raises UsageError, without the secrets."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        message = f"BRIEFGEN_SMTP_URL is not an address: {error}"
        raise UsageError(message) from None
    if parts.scheme not in _PORTS or not host:
        message = "BRIEFGEN_SMTP_URL must be smtp://USER:PASSWORD@HOST:PORT or smtps://…"
        raise UsageError(message)
    return MailServer(
        host=host,
        port=port or _PORTS[parts.scheme],
        encrypted=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


@contextmanager
def connect(
    server: MailServer, *, patience: float = PATIENCE, trust: ssl.SSLContext | None = None
) -> Iterator[smtplib.SMTP]:
    """Lend a connection: encrypted, certificate and name verified, signed in where the server's address has a user.

    A server that offers no STARTTLS is refused unless it is this machine, which may also have a certificate that it
    made itself, as Debian's Postfix has, as long as no password is said to it. ``trust`` holds the authorities to
    believe, those of the machine if not given. What fails inside the block is told as DeliveryError too, in one line.
    """
    try:
        with set_up(server, patience=patience, trust=trust) as connection:
            yield connection
    except (smtplib.SMTPException, OSError) as error:
        raise _told(server, error) from error


def set_up(server: MailServer, *, patience: float = PATIENCE, trust: ssl.SSLContext | None = None) -> smtplib.SMTP:
    """Return what ``connect`` lends, for the caller to close. Raises DeliveryError."""
    trust = trust or ssl.create_default_context()
    connection = None
    try:
        connection = _dialled(server, patience, trust)
        if not server.encrypted:
            _encrypt(connection, server, trust)
        connection.ehlo_or_helo_if_needed()
        if server.user:
            connection.login(server.user, server.password)
    except (smtplib.SMTPException, OSError) as error:
        if connection is not None:
            connection.close()
        raise _told(server, error) from error
    return connection


def hand_in(connection: smtplib.SMTP, message: bytes, *, sender: str, reader: str) -> None:
    """Give one message to the server for one reader; both addresses are those of the envelope. Raises SMTPException.

    Its lines end with CRLF, whatever they ended with: smtplib lets a bare CR through, which is SMTP smuggling.
    """
    message = _LINE_END.sub(b"\r\n", message.replace(b"\0", b""))
    if reader.isascii():
        connection.sendmail(sender, [reader], message)
        return
    connection.ehlo_or_helo_if_needed()
    if not connection.has_extn("smtputf8"):  # RFC 6531
        reason = "does not take addresses in other letters than ASCII"
        raise smtplib.SMTPNotSupportedError(reason)
    connection.sendmail(sender, [reader], message, mail_options=("SMTPUTF8", "BODY=8BITMIME"))


def refusal(connection: smtplib.SMTP, message: bytes, *, sender: str, reader: str) -> tuple[int, str]:
    """As ``hand_in``; return code and words of a server that takes no mail for this one reader, else 0 and nothing."""
    try:
        hand_in(connection, message, sender=sender, reader=reader)
    except smtplib.SMTPRecipientsRefused as error:
        return next(code for code, _ in error.recipients.values()), _reason(error)
    except smtplib.SMTPNotSupportedError as error:
        return NO_SUCH_MAILBOX, _reason(error)
    return 0, ""


@cache
def _own_name() -> str:
    """Return what we call ourselves; smtplib would ask the name service at each connection."""
    return socket.getfqdn()


def _dialled(server: MailServer, patience: float, trust: ssl.SSLContext) -> smtplib.SMTP:
    name = _own_name() if "." in _own_name() else "[127.0.0.1]"
    if server.encrypted:
        return smtplib.SMTP_SSL(server.host, server.port, local_hostname=name, timeout=patience, context=trust)
    return smtplib.SMTP(server.host, server.port, local_hostname=name, timeout=patience)


def _told(server: MailServer, error: Exception) -> DeliveryError:
    return DeliveryError(f"{server.host}:{server.port}: {_reason(error)}")


def _encrypt(connection: smtplib.SMTP, server: MailServer, trust: ssl.SSLContext) -> None:
    connection.ehlo_or_helo_if_needed()
    if connection.has_extn("starttls"):
        connection.starttls(context=trust if server.user or not server.loopback else _anybody())
    elif not server.loopback:
        message = "offers no STARTTLS, so nothing was sent: what is sent in the clear can be read and changed"
        raise smtplib.SMTPException(message)


def _anybody() -> ssl.SSLContext:
    """Return what believes every certificate: for loopback, where none at all would do."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _reason(error: Exception) -> str:
    """Say in one line what went wrong, in the server's own words where it gave some."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"does not accept user and password ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        (code, answer), *_ = error.recipients.values()
        return f"refuses the reader: {code} {_line(answer)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"refuses: {error.smtp_code} {_line(error.smtp_error)}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {error.verify_message}"
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "does not answer"
    return _line(getattr(error, "strerror", None) or str(error) or type(error).__name__)


def _line(words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(text.split())[:300]
