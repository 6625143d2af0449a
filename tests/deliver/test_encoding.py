"""Letters of readers, read again as raw bytes and by Python's own parser, whatever names and titles hold."""

import email
import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP, default
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.deliver.encoding import Encoded, Imprint, check_raw, marks, stuffed
from briefgen.deliver.headers import phrase
from briefgen.deliver.letters import Letter
from briefgen.deliver.links import Links
from briefgen.deliver.tokens import Tokens
from briefgen.deliver.verp import read_return_path
from briefgen.model.address import split_address
from briefgen.model.delivery import Claimed
from briefgen.render.message import message
from tests.factories import an_edition
from tests.render.test_message import INJECTIONS

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
TOKENS = Tokens("a secret of at least thirty-two characters")
LINKS = Links("https://briefing.example.org", TOKENS)
EDITION = an_edition().id
MARKS = marks(TOKENS, EDITION)
JANE = Claimed(
    mailing=3, subscriber=7, format="html", email="jane@example.org", domain="example.org", name="Jane Doe",
    timezone="", attempts=1,
)  # fmt: skip

HEADERS = [
    "To", "Date", "Message-ID", "List-Unsubscribe", "From", "Subject", "MIME-Version", "Content-Type", "List-Id",
    "List-Unsubscribe-Post", "List-Archive", "List-Post", "Feedback-ID", "Auto-Submitted", "Precedence",
]  # fmt: skip

HTML = (
    "<p>.dots\n.\n..\nhéllo שלום  two  blanks</p>"
    + "x" * 3000
    + f'<a href="{MARKS.html.unsubscribe}">leave</a>{MARKS.html.address}<a href="{MARKS.html.preferences}">change</a>'
)
TEXT = (
    ".\n.hidden\n\n  two  blanks \nhéllo\n"
    f"{MARKS.text.address}\n{MARKS.text.preferences}\n{MARKS.text.unsubscribe}\n.\n"
)


def an_imprint(**fields: object) -> Imprint:
    """Return what letters say of us."""
    imprint = Imprint(
        edition=EDITION, briefing="israel", title="Israel Briefing", form="html", domain="example.org", links=LINKS,
        tokens=TOKENS,
    )  # fmt: skip
    return replace(imprint, **fields)  # type: ignore[arg-type]


@cache
def encoded(title: str = "A calm day", briefing: str = "Israel Briefing") -> Encoded:
    """Return an edition of this title, encoded."""
    raw = message(an_edition(title=title), HTML, TEXT, "Israel Briefing <briefing@example.org>")
    return Encoded(raw, an_imprint(title=briefing))


def a_letter(row: Claimed = JANE, of: Encoded | None = None) -> Letter:
    """Return the letter of a reader."""
    made = (of or encoded()).letter(row, NOW)
    assert isinstance(made, Letter)
    return made


def arrived(letter: Letter) -> bytes:
    """Return what a server makes of it: no dot that was only for the way. All of it is checked as bytes."""
    wire = letter.body()
    assert re.search(rb"(?:^|\n)\.(?!\.)", wire) is None
    raw = re.sub(rb"^\.", b"", wire, flags=re.MULTILINE)
    assert re.search(rb"(?<!\r)\n|\r(?!\n)|\0", raw) is None
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.endswith(b"\r\n")
    assert not raw.endswith(b"\r\n\r\n")
    head = raw.partition(b"\r\n\r\n")[0].decode()
    assert re.findall(r"^([^\s:]+):", head, re.MULTILINE) == HEADERS
    assert all(line.startswith((" ", "\t")) or ":" in line for line in head.split("\r\n"))
    return raw


def test_a_letter_says_who_it_is_from_and_for_and_how_to_leave() -> None:
    """The headers that providers ask of bulk senders, byte for byte."""
    letter = a_letter()
    parsed = email.message_from_bytes(arrived(letter), policy=default)
    link = LINKS.unsubscribe(7, "israel")
    assert f"\r\nList-Unsubscribe: <{link}>\r\n".encode() in letter.body()
    assert parsed["To"] == '"Jane Doe" <jane@example.org>' or str(parsed["To"]) == "Jane Doe <jane@example.org>"
    assert parsed["Date"].datetime == NOW
    assert parsed["Message-ID"] == "<israel.2021-12-28.7.html@example.org>"
    assert parsed["List-Id"] == '"Israel Briefing" <israel.example.org>'
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert parsed["List-Archive"] == "<https://briefing.example.org/israel/>"
    assert parsed["List-Post"] == "NO"
    assert parsed["Feedback-ID"] == "israel.2021-12-28:israel:html:exampleorg"
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["Subject"] == "A calm day"
    returned = read_return_path(TOKENS, letter.sender)
    assert returned is not None
    assert (returned.subscriber, returned.mailing) == (7, 3)
    assert (letter.reader, letter.wide) == ("jane@example.org", False)


def test_both_parts_are_as_they_were_with_the_readers_own_in_place() -> None:
    """In HTML ``&`` and quotes of an address are escaped, in text they are not."""
    row = replace(JANE, email="o'jane&co=x@example.org")
    parsed = email.message_from_bytes(arrived(a_letter(row)), policy=default)
    html, text = (
        part.get_content().replace("\r\n", "\n") for kind in ("html", "plain") if (part := parsed.get_body((kind,)))
    )
    leave, change = LINKS.unsubscribe(7, "israel"), LINKS.preferences(7)
    address = "o&#x27;jane&amp;co=x@example.org"
    wanted = HTML.replace(MARKS.html.unsubscribe, leave).replace(MARKS.html.preferences, change)
    assert html.strip() == wanted.replace(MARKS.html.address, address)
    wanted = TEXT.replace(MARKS.text.unsubscribe, leave).replace(MARKS.text.preferences, change)
    assert text.strip() == wanted.replace(MARKS.text.address, row.email).strip()


def test_quoted_printable_lines_stay_within_76_characters() -> None:
    """Also around what is filled in, which may be long (RFC 2045, 6.7)."""
    long = replace(JANE, email=f"{'a' * 60}@{'b' * 60}.example.org", domain=f"{'b' * 60}.example.org")
    body = arrived(a_letter(long)).partition(b"\r\n\r\n")[2]
    assert max(map(len, body.split(b"\r\n"))) <= 76


def test_the_same_letter_twice_is_the_same_and_another_readers_is_another() -> None:
    """Each try has the same Message-ID; no one has another's links."""
    assert a_letter() == a_letter()
    other = a_letter(replace(JANE, subscriber=8, email="joe@example.org"))
    assert LINKS.unsubscribe(7, "israel").encode() not in other.body()
    assert b"jane@" not in other.body()


@pytest.mark.parametrize("text", INJECTIONS)
def test_neither_title_nor_name_makes_a_header_of_its_own(text: str) -> None:
    """Line breaks, encoded words, hidden characters; of the edition, the briefing and the reader."""
    check_everywhere(text)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120))
def test_any_text_stays_where_it_belongs(text: str) -> None:
    """For any Unicode text."""
    check_everywhere(text)


def test_naughty_strings_stay_where_they_belong() -> None:
    """The list that everybody tests with, where it is at hand."""
    found = Path(os.environ.get("CORPORA_DIR", "../shared/corpora")) / "hostile" / "naughty-strings.json"
    if not found.is_file():
        pytest.skip("naughty-strings.json: CORPORA_DIR")
    for text in json.loads(found.read_text(encoding="utf-8")):
        shown = a_letter(replace(JANE, name=text)), phrase(text)
        parsed = email.message_from_bytes(arrived(shown[0]), policy=default)
        assert [address.addr_spec for address in parsed["To"].addresses] == ["jane@example.org"]
        check_address(text)
        check_address(f"{text}@example.org")


def check_everywhere(text: str) -> None:
    """Put a text wherever somebody's text stands."""
    letter = a_letter(replace(JANE, name=text), encoded(text, text))
    parsed = email.message_from_bytes(arrived(letter), policy=default)
    assert parsed["Bcc"] is None
    assert [address.addr_spec for address in parsed["To"].addresses] == ["jane@example.org"]
    check_address(f"{text}@example.org")


def check_address(address: str) -> None:
    """An address goes out as it is, or not at all."""
    made = encoded().letter(replace(JANE, email=address, domain=address.rpartition("@")[2].lower()), NOW)
    if isinstance(made, str):
        with pytest.raises(ValueError, match=r"."):
            split_address(address)
        return
    assert re.search(r"[\s<>\x00-\x1f]", made.reader) is None
    arrived(made)


def test_a_domain_in_another_script_goes_out_as_idna_and_a_local_part_needs_smtputf8() -> None:
    """RFC 6531: a server that does not offer it cannot have that reader."""
    german = a_letter(replace(JANE, email="jane@bücher.example", domain="xn--bcher-kva.example"))
    assert (german.reader, german.wide) == ("jane@xn--bcher-kva.example", False)
    wide = a_letter(replace(JANE, email="jané@example.org"))
    assert (wide.reader, wide.wide) == ("jané@example.org", True)
    assert "<jané@example.org>" in arrived(wide).decode()


def test_marks_of_another_secret_or_edition_are_words_like_any_other() -> None:
    """A feed that guesses what a mark looks like gets no reader's link."""
    foreign = marks(Tokens("another secret of thirty-two characters"), EDITION)
    raw = message(an_edition(), f"<p>{foreign.html.unsubscribe}</p>", "text", "a <a@example.org>")
    letter = Encoded(raw, an_imprint()).letter(JANE, NOW)
    assert isinstance(letter, Letter)
    assert b"/unsubscribe/" not in letter.body().partition(b"\r\n\r\n")[2]
    assert marks(TOKENS, "israel/1999-01-01") != MARKS


@pytest.mark.parametrize(
    "raw",
    [b"From: a\r\n\r\na\nb\r\n", b"From: a\r\n\r\na\rb\r\n", "From: é\r\n\r\na\r\n".encode(), b"From: a\r\n\r\n\0\r\n",
     b"From: a\r\n\r\n" + b"x" * 999 + b"\r\n", b"From: a\r\n", b"From: a\r\nno header\r\n\r\na\r\n"],
)  # fmt: skip
def test_a_message_that_servers_read_in_two_ways_is_not_encoded(raw: bytes) -> None:
    """SMTP smuggling lives on a bare CR or LF."""
    with pytest.raises(ValueError, match="a message"):
        Encoded(raw, an_imprint())


@given(st.lists(st.sampled_from([b".", b"a", b"\r\n", b"=", b".\r\n"]), max_size=40))
def test_dots_are_stuffed_so_that_a_body_ends_once(parts: list[bytes]) -> None:
    """And a server that takes them away has what was sent."""
    text = b"".join(parts) + b"\r\n"
    wire = stuffed(text)
    assert not wire.startswith(b".\r\n")
    assert b"\r\n.\r\n" not in wire
    assert re.sub(rb"^\.", b"", wire, flags=re.MULTILINE) == text
    check_raw(text)


def test_replies_may_go_elsewhere() -> None:
    """And returns to a domain of their own."""
    raw = message(an_edition(), HTML, TEXT, "Israel Briefing <briefing@example.org>")
    letter = Encoded(raw, an_imprint(reply_to="desk@example.org", returns_to="bounces.example.org")).letter(JANE, NOW)
    assert isinstance(letter, Letter)
    assert b"\r\nReply-To: desk@example.org\r\n" in letter.body()
    assert letter.sender.endswith("@bounces.example.org")


def test_a_message_of_text_alone_is_encoded_too() -> None:
    """For readers who want no HTML."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = "briefing@example.org", "A calm day"
    mail.set_content(TEXT, cte="quoted-printable")
    letter = Encoded(mail.as_bytes(), an_imprint(form="text")).letter(replace(JANE, format="text"), NOW)
    assert isinstance(letter, Letter)
    parsed = email.message_from_bytes(letter.body(), policy=default)
    assert LINKS.unsubscribe(7, "israel") in parsed.get_content()
