"""An edition's message and an address that somebody typed → a test message to that one reader. Edge: SMTP."""

import secrets
from datetime import datetime
from email.headerregistry import Address

from briefgen.config.settings import Settings
from briefgen.deliver.smtp import connect, hand_in, mail_server
from briefgen.deliver.trial import envelope_sender, for_trial
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
