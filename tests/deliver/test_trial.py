"""A test message is the edition's message, to one reader, with a date and an identity of its own."""

import email
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from briefgen.deliver.trial import envelope_sender, for_trial
from briefgen.render import Engine, packaged_templates, render
from tests.factories import an_edition

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
READER = Address("Reader", addr_spec="reader@example.org")


def the_message(**given: str) -> bytes:
    """Return the message of an edition."""
    edition = an_edition(**given)
    made = render(edition, ("email",), templates=Engine([packaged_templates()]), sender="Desk <desk@example.org>")
    return next(one.content for one in made if one.name == "email.eml")


def parsed(message: bytes) -> EmailMessage:
    """Read a message."""
    return email.message_from_bytes(message, policy=SMTP)


def test_it_is_addressed_to_the_reader_and_marked() -> None:
    """One of each header, where the edition's had its own."""
    test = parsed(for_trial(the_message(), READER, NOW, "a1"))
    assert [(name, len(test.get_all(name, []))) for name in ("To", "Subject", "Date", "Message-ID", "From")] == [
        ("To", 1),
        ("Subject", 1),
        ("Date", 1),
        ("Message-ID", 1),
        ("From", 1),
    ]
    assert test["To"] == "Reader <reader@example.org>"
    assert str(test["Subject"]).startswith("[Test] Ministers speak by phone")
    assert test["Date"].datetime == NOW
    assert test["Message-ID"] == "<test.a1@example.org>"


@pytest.mark.parametrize(
    "title", ["קו המעבורות נפתח מחדש אחרי שביתה של שלושה ימים בנמל הצפוני של הארץ", "A long title, " * 12]
)
def test_a_subject_over_several_lines_is_replaced_whole(title: str) -> None:
    """Encoded words of another script are folded."""
    test = parsed(for_trial(the_message(title=title), READER, NOW, "a1"))
    assert str(test["Subject"]).startswith("[Test] " + title[:30])
    assert not test.defects


def test_everything_else_stays_byte_for_byte() -> None:
    """What is tested is what is sent."""
    message = the_message()
    test = for_trial(message, READER, NOW, "a1")
    assert test.partition(b"\r\n\r\n")[2] == message.partition(b"\r\n\r\n")[2]
    assert parsed(test)["From"] == parsed(message)["From"]


def test_two_tests_are_two_messages() -> None:
    """Mail programs hide a second message of the same identity."""
    message = the_message()
    first, second = (parsed(for_trial(message, READER, NOW, token)) for token in ("a1", "b2"))
    assert first["Message-ID"] != second["Message-ID"]


def test_the_envelope_has_the_senders_address() -> None:
    """Without the name."""
    assert envelope_sender(the_message()) == "desk@example.org"
