"""Bytes in every encoding that the web serves become the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.parse.decoding import document_text
from tests.parse.documents import articles, rss

RUSSIAN = "Переговоры возобновились в Вене"
ARABIC = "استؤنفت المحادثات في فيينا"


@pytest.mark.parametrize("content_type", ["", "text/xml", "application/xml", "text/html; charset=utf-8", "text/plain"])
@pytest.mark.parametrize("declared", ["", "<?xml version='1.0'?>", "<?xml version='1.0' encoding='UTF-8'?>"])
def test_utf_8_is_read_whatever_is_said_or_not(content_type: str, declared: str) -> None:
    """By itself feedparser alone would take it for ISO-8859-1 or ASCII."""
    (only,) = articles(declared + rss(f"<title>{RUSSIAN}</title>"), content_type=content_type)
    assert only.title == RUSSIAN


@pytest.mark.parametrize(
    "wrong", ["iso-8859-1", "windows-1251", "us-ascii", "utf-16", "utf-7", "no-such-thing", "rot13"]
)
def test_utf_8_under_a_wrong_name_is_still_utf_8(wrong: str) -> None:
    """The bytes know better."""
    document = f"<?xml version='1.0' encoding='{wrong}'?>" + rss(f"<title>{RUSSIAN} – “é”</title>")
    assert articles(document, content_type=f"text/xml; charset={wrong}")[0].title == f"{RUSSIAN} – “é”"


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        (RUSSIAN, "windows-1251", "ru"),
        (ARABIC, "windows-1256", "ar"),
        (RUSSIAN, "koi8-r", "ru"),
        ("Café", "latin-1", "fr"),
    ],
)
def test_a_declared_code_page_is_obeyed(text: str, encoding: str, language: str) -> None:
    """Declared by the document or by the server."""
    document = rss(f"<title>{text}</title>")
    inside = f"<?xml version='1.0' encoding='{encoding}'?>{document}".encode(encoding)
    assert articles(inside, language=language)[0].title == text
    served = articles(document.encode(encoding), content_type=f'text/xml; charset="{encoding}"', language=language)
    assert served[0].title == text


@pytest.mark.parametrize(("text", "encoding", "language"), [(RUSSIAN, "cp1251", "ru-RU"), (ARABIC, "cp1256", "ar")])
def test_an_undeclared_code_page_is_that_of_the_language(text: str, encoding: str, language: str) -> None:
    """The feed's configured language is all there is to go by."""
    assert articles(rss(f"<title>{text}</title>").encode(encoding), language=language)[0].title == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_are_seen_with_and_without_a_mark(encoding: str) -> None:
    """XML 1.0, appendix F."""
    document = f"<?xml version='1.0' encoding='utf-16'?>{rss(f'<title>{RUSSIAN}</title>')}"
    assert articles(document.encode(encoding))[0].title == RUSSIAN


def test_one_broken_byte_does_not_garble_the_whole() -> None:
    """By itself feedparser alone would read all of it as windows-1252."""
    body = rss(f"<title>{RUSSIAN}</title><description>{RUSSIAN} X</description>").encode().replace(b" X", b" \xd0")
    assert articles(body)[0].title == RUSSIAN


def test_the_windows_quotes_in_what_calls_itself_latin_1_are_quotes() -> None:
    """As every browser has it."""
    body = (
        b"<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><item><title>\x93No\x94</title></item>"
    )
    assert articles(body)[0].title == "“No”"


@given(st.binary(max_size=200), st.sampled_from(["", "text/xml; charset=utf-16", "charset=hz", "charset=iso-2022-jp"]))
def test_any_bytes_are_some_text(body: bytes, content_type: str) -> None:
    """Nothing raises, nothing is left that cannot be encoded."""
    document_text(body, content_type, "ru").encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=100).filter(lambda text: "\ufffd" not in text))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    """The usual case loses nothing."""
    assert document_text(f"<a>{text}".encode(), "", "en") == f"<a>{text}"
