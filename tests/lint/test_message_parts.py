"""The parts of a message: text, links, pictures, the way out."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from tests.lint.documents import GOOD_EMAIL, GOOD_TEXT, changed, findings, rules
from tests.lint.test_message import a_message

UNSUBSCRIBE = (
    '<p><a class="link" style="color:#0a5684" href="https://example.org/unsubscribe/abc">Unsubscribe</a></p></td>'
)


def broken(**message: str) -> set[str]:
    """Return the rules that a message breaks."""
    return rules(findings("email.eml", a_message(**message)))


def test_a_message_has_a_text_part_before_its_html() -> None:
    """Whoever shows the last part that he knows shows the HTML."""
    alone = EmailMessage(policy=SMTP)
    for name, value in message_from_bytes(a_message(), policy=SMTP).items():
        if not name.lower().startswith("content"):
            alone[name] = value
    alone.set_content(GOOD_EMAIL, subtype="html")
    assert "parts-order" in rules(findings("email.eml", alone.as_bytes()))
    alone.make_alternative()
    alone.add_alternative(GOOD_TEXT)
    assert "parts-order" in rules(findings("email.eml", alone.as_bytes()))


def test_a_part_in_another_encoding_is_found() -> None:
    """UTF-8 is read everywhere."""
    assert "parts-order" in rules(
        findings("email.eml", a_message().replace(b'charset="utf-8"', b'charset="koi8-r"', 1))
    )


def test_every_link_of_the_html_stands_in_the_text() -> None:
    """Some read nothing else; an address that is broken over lines is there all the same."""
    assert broken(text="The cranes stopped.\n") == {"part-links"}
    assert broken(text="https://example.org/\n  cranes\n") == set()


def test_the_text_part_is_narrow() -> None:
    """76 columns; an address that cannot be broken may be longer."""
    assert broken(text=GOOD_TEXT + "word " * 16) == {"part-columns"}
    assert broken(text=f"{GOOD_TEXT}https://example.org/{'x' * 90}\n") == set()


def test_the_text_part_has_no_leftovers() -> None:
    """As in every other file."""
    assert broken(text=GOOD_TEXT + "{{ name }}\n") == {"part-leftover"}


def test_pictures_come_with_the_message() -> None:
    """Each one that is shown is attached, and each one attached is shown."""
    html = changed(GOOD_EMAIL, "<h2>", '<img alt="x" width="9" src="cid:ships"><h2>')
    assert broken(html=html) == {"cid-missing"}
    mail = message_from_bytes(a_message(html=html), policy=SMTP)
    part = mail.get_payload(1)
    assert isinstance(part, EmailMessage)
    part.add_related(b"x", "image", "png", cid="<ships>")
    assert "cid-missing" not in rules(findings("email.eml", mail.as_bytes()))
    assert "cid-missing" in rules(findings("email.eml", mail.as_bytes().replace(b"cid:ships", b"cid:boats")))


def test_the_way_out_stands_in_the_text_too() -> None:
    """Where the HTML has one, or the headers."""
    html = changed(GOOD_EMAIL, "</td>", UNSUBSCRIBE)
    assert broken(html=html) == {"part-links", "part-unsubscribe"}
    assert broken(html=html, text=f"{GOOD_TEXT}https://example.org/unsubscribe/abc\n") == set()
    header = b"List-Unsubscribe: <https://example.org/u/abc>\r\nSubject:"
    assert rules(findings("email.eml", a_message().replace(b"Subject:", header, 1))) == {"part-unsubscribe"}
