"""The email message: raw bytes that no title can bend."""

import email
import email.policy
import re
from email.header import decode_header, make_header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.errors import UsageError
from briefgen.render.message import header_text, message, sender_address
from briefgen.render.pictures import Picture
from tests.factories import an_edition
from tests.render.told import part

HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]

INJECTIONS = (
    "Calm\r\nBcc: eve@evil.example",
    "Calm\nBcc: eve@evil.example",
    "Calm\rBcc: eve@evil.example",
    "Calm\u2028Bcc: eve@evil.example",
    "Calm\u0085Bcc: eve@evil.example",
    "=?utf-8?q?a=0D=0ABcc=3A_eve=40evil.example?=",
    "=\x00?utf-8?q?a=0D=0ABcc=3A_eve=40evil.example?=",
    "==??utf-8?b?DQpCY2M6IGV2ZQ==?=",
    "=\u200b?utf-8?q?=0ABcc:eve?=",
    "\u202eevoba si tahw\u202c",
    "Шалом " * 60 + "=?utf-8?q?=0ABcc:eve?=",
    "a" * 2000,
    "\ud800 lone",
    "",
)  # fmt: skip


def made(title: str = "A calm day", sender: str = "Israel Briefing <briefing@example.org>") -> bytes:
    """Return a message with this subject."""
    return message(an_edition(title=title), "<p>héllo שלום</p>" + "x" * 3000, f"{title}\nhéllo\rthere", sender)


def check(raw: bytes) -> None:
    """Only our headers, CRLF only, ASCII only, no line too long."""
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    names = re.findall(r"^([^\s:]+):", head, re.MULTILINE)
    assert names == HEADERS
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    assert parsed["Bcc"] is None
    assert "\n" not in str(parsed["Subject"])


@pytest.mark.parametrize("title", INJECTIONS)
def test_no_title_makes_a_header_of_its_own(title: str) -> None:
    """Line breaks, encoded words and hidden characters stay inside the subject, or go."""
    check(made(title))


@pytest.mark.parametrize("name", INJECTIONS)
def test_no_sender_name_makes_a_header_of_its_own(name: str) -> None:
    """The same for the name beside the sender's address, wherever that is one at all."""
    try:
        raw = made(sender=f"{name} <briefing@example.org>")
    except UsageError:
        return
    check(raw)
    assert str(email.message_from_bytes(raw, policy=email.policy.default)["From"]).endswith(
        "briefing@example.org>"
    ) or (b"From: briefing@example.org" in raw)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_title_fits_into_a_header(title: str) -> None:
    """For any Unicode text."""
    check(made(title))


def test_the_headers_come_from_the_edition() -> None:
    """Date is the end of the period, the Message-ID names the edition, nobody is addressed."""
    parsed = email.message_from_bytes(made("Ministers meet"), policy=email.policy.default)
    assert parsed["Subject"] == "Ministers meet"
    assert parsed["From"] == "Israel Briefing <briefing@example.org>"
    assert parsed["To"] == "undisclosed-recipients:;"
    assert parsed["Date"].datetime == an_edition().period.end
    assert parsed["Message-ID"] == "<israel.2021-12-28@example.org>"


def test_both_parts_read_back_as_they_were() -> None:
    """Text first, HTML after it, both intact in any script."""
    raw = made("A calm day")
    assert part(raw, "plain").startswith("A calm day\nhéllo\nthere")
    assert part(raw, "html").startswith("<p>héllo שלום</p>xxx")


def test_pictures_stand_with_the_html_under_their_content_id() -> None:
    """In multipart/related inside multipart/alternative, after the text; twice the same bytes."""
    pictures = (Picture(id="a1@picture.invalid", png=b"\x89PNG one" * 99), Picture(id="b2@picture.invalid", png=b"two"))
    html = '<p><img src="cid:a1@picture.invalid" alt="2, 5"></p>'
    raw = message(an_edition(), html, "text", "a <a@b.example>", pictures)
    check(raw)
    assert raw == message(an_edition(), html, "text", "a <a@b.example>", pictures)
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    kinds = [found.get_content_type() for found in parsed.walk()]
    assert kinds == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "image/png",
    ]  # fmt: skip
    shown = [found for found in parsed.walk() if found.get_content_maintype() == "image"]
    assert [found["Content-ID"] for found in shown] == ["<a1@picture.invalid>", "<b2@picture.invalid>"]
    assert {found.get_content_disposition() for found in shown} == {"inline"}
    assert [found.get_content() for found in shown] == [picture.png for picture in pictures]
    assert part(raw, "html").strip() == html


@pytest.mark.parametrize(
    "sender", ["", "nobody", "a@b@c", "a b@example.org", "<>", "x <@example.org>", "x <a@>", "é@example.org"]
)
def test_what_is_no_sender_is_told_in_one_line(sender: str) -> None:
    """The setting is wrong, not the edition."""
    with pytest.raises(UsageError, match="is no sender"):
        made(sender=sender)


def test_a_sender_in_another_script_becomes_ascii() -> None:
    """The name as an encoded word, the domain as IDNA."""
    raw = made(sender="תדריך ישראל <briefing@נמל.example>")
    check(raw)
    assert sender_address("x <briefing@נמל.example>").domain == "xn--hebdf.example"


def test_a_subject_of_plain_words_stands_on_one_line() -> None:
    """Folded before its first word it would be shown with a blank in front."""
    title = "Missiles hit the container terminal of a port, and its state media report on it early"
    sent = made(title)
    assert f"Subject: {title}\r\n".encode() in sent


def test_no_encoded_word_is_longer_than_75_characters() -> None:
    """RFC 2047 §2, which strict programs hold to."""
    head = made("חוות הדעת של היועצת המשפטית לממשלה " * 4).partition(b"\r\n\r\n")[0]
    words = re.findall(rb"=\?utf-8\?[bq]\?[^?]*\?=", head, re.IGNORECASE)
    assert len(words) > 2
    assert max(map(len, words)) <= 75


def test_a_long_subject_is_cut_at_a_word() -> None:
    """Nobody reads a headline of 2,000 characters."""
    cut = header_text("harbour " * 100)
    assert len(cut) <= 180
    assert cut.endswith("harbour…")


@pytest.mark.parametrize(
    "title",
    [
        "קו המעבורות נפתח מחדש אחרי שביתה של שלושה ימים בנמל הצפוני של הארץ",
        "Порт открылся после трёхдневной забастовки " * 3,
    ],
)
def test_a_subject_in_another_script_reads_back_word_for_word(title: str) -> None:
    """With every space, wherever it was broken into lines; so does the sender's name."""
    raw = made(title.strip(), f"{title.strip()} <briefing@example.org>")
    head = raw.partition(b"\r\n\r\n")[0]
    assert max(len(line) for line in head.split(b"\r\n") if b"=?" in line) <= 76
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    assert str(parsed["Subject"]) == title.strip()
    # Python's newer parser keeps the blanks between encoded words of a name, against RFC 2047 §6.2; the older does not.
    name = str(make_header(decode_header(email.message_from_bytes(raw)["From"])))
    assert name == f"{title.strip()} <briefing@example.org>"
