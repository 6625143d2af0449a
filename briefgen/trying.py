"""An edition, or its message, and an address that somebody typed → a test message to that one reader. Edge: SMTP.

``send_copy`` sends what readers get, signed, with links and a return path of nobody's: so that what providers make of
it can be seen. ``send_trial`` sends what a template makes, before there is a secret or an address of the web pages.
"""

import re
import secrets
from datetime import datetime
from email.headerregistry import Address

from briefgen.config.settings import Settings
from briefgen.deliver.encoding import Encoded, marks
from briefgen.deliver.smtp import connect, hand_in, mail_server
from briefgen.deliver.trial import as_test, envelope_sender, for_trial
from briefgen.lettering import check, imprint_of, message_of
from briefgen.model.address import address_domain
from briefgen.model.delivery import Claimed
from briefgen.model.edition import Edition
from briefgen.model.errors import UsageError
from briefgen.render.message import sender_address


def reader_of(typed: str) -> Address:
    """Read one address. Raises UsageError for none, for several, and for what is no address."""
    try:
        return sender_address(typed.strip())
    except UsageError:
        message = f"{typed.strip()!r} is not one address: give one like name@example.org"
        raise UsageError(message) from None


def send_trial(message: bytes, typed: str, settings: Settings, now: datetime) -> str:
    """Send the message to one reader; return the address. Raises UsageError and DeliveryError, in one line."""
    reader = reader_of(typed)
    if not settings.smtp_url:
        problem = "no mail server is configured: set BRIEFGEN_SMTP_URL, in the environment or in .env"
        raise UsageError(problem)
    test = for_trial(message, reader, now, secrets.token_hex(8))
    with connect(mail_server(settings.smtp_url)) as connection:
        hand_in(connection, test, sender=envelope_sender(message), reader=reader.addr_spec)
    return reader.addr_spec


def send_copy(edition: Edition, settings: Settings, typed: str, now: datetime, *, pro: bool = False) -> str:
    """Send one reader an edition as its readers get it, as a test; return the address. The ledger knows nothing of it.

    Its reader is nobody (0), so no link in it does anything. Raises UsageError, DeliveryError and TemplateError.
    """
    reader = reader_of(typed).addr_spec
    check(settings)
    known = f"test.{secrets.token_hex(8)}"  # mail programs show a second message of the same Message-ID not at all
    imprint = imprint_of(edition, settings, "html", known)
    raw = as_test(message_of(edition, settings, "html", marks(imprint.tokens, known), pro=pro))
    nobody = Claimed(
        mailing=0, subscriber=0, format="html", email=reader, domain=address_domain(reader), name="", timezone="",
        attempts=1,
    )  # fmt: skip
    letter = Encoded(raw, imprint).letter(nobody, now)
    if isinstance(letter, str):
        raise UsageError(letter)
    signature = imprint.key.sign(letter.to_sign) if imprint.key else b""
    whole = re.sub(rb"^\.", b"", letter.body(signature), flags=re.MULTILINE)  # smtplib stuffs dots itself
    with connect(mail_server(settings.smtp_url)) as connection:
        hand_in(connection, whole, sender=letter.sender, reader=letter.reader)
    return reader
