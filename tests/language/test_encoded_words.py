"""What stands in a header reads as it was meant."""

import email
import email.policy
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.encoded_words import header_value

LONG = {
    "he": "קו המעבורות נפתח מחדש אחרי שביתה של שלושה ימים בנמל הצפוני של הארץ",
    "ru": "Министры обсудили порядок работы порта после трёхдневной забастовки докеров",
    "mixed": "Kızılırmak'ta köprü açıldı – צפון and south " * 3 + "end",
}


def read(value: str) -> tuple[str, str]:
    """Return what two parsers, the new and the old one of the standard library, make of a subject."""
    raw = f"Subject: {value}\r\n\r\n".encode("ascii")
    new = email.message_from_bytes(raw, policy=email.policy.default)["Subject"]
    old = email.message_from_bytes(raw, policy=email.policy.compat32)["Subject"]
    return str(new), str(make_header(decode_header(old)))


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_subject_keeps_every_space(text: str) -> None:
    """Also where it is broken into lines."""
    assert read(header_value(text)) == (text, text)


def test_ascii_stays_as_it_is() -> None:
    """Most subjects are plain."""
    assert header_value("Talks resume in Vienna") == "Talks resume in Vienna"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=200))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    """In lines of 76 characters at most, ASCII alone."""
    value = header_value(f"é{text}é")
    assert all(len(line) <= 76 for line in value.split("\r\n"))
    assert value.isascii()
    assert read(value) == (f"é{text}é", f"é{text}é")
