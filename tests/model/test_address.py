"""What is one address, and which addresses are one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.address import address_domain, address_key, split_address

LOCAL = st.from_regex(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}(\.[A-Za-z0-9+-]{1,10})?", fullmatch=True)
LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Mn"]), min_size=1, max_size=12)
DOMAIN = st.from_regex(r"[a-z]([a-z0-9]{0,9}[a-z0-9])?\.[a-z]{2,8}", fullmatch=True)


@given(LOCAL, DOMAIN)
def test_cases_do_not_make_another_reader(local: str, domain: str) -> None:
    """Neither before the @ nor behind it."""
    key = address_key(f"{local}@{domain}")
    assert key == address_key(f"{local.upper()}@{domain.upper()}") == f"{local.lower()}@{domain}"


@given(LETTERS, DOMAIN)
def test_the_key_of_a_key_is_itself(local: str, domain: str) -> None:
    """In every script, composed or not."""
    address = f"{local}@{domain}"
    try:
        key = address_key(address)
    except ValueError:
        return  # too long in UTF-8
    assert address_key(key) == key
    assert address_key(unicodedata.normalize("NFD", address)) == key
    assert address_key(unicodedata.normalize("NFC", address)) == key


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused_in_words(text: str) -> None:
    """Never with another error, and never with what could end a line of SMTP or a header."""
    try:
        local, domain = split_address(text)
    except ValueError:
        return
    assert domain.isascii()
    assert "@" not in local
    assert not set(f"{local}@{domain}") & set('\r\n\0 <>",;:')


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane@Example.ORG", "jane@example.org"),
        ("jane@BÜCHER.example", "jane@xn--bcher-kva.example"),
        ("Ж@пример.рф", "ж@ПРИМЕР.рф"),
        ("jose\u0301@example.org", "jos\u00e9@example.org"),
        (" jane@example.org ", "jane@example.org"),
    ],
)
def test_one_mailbox_has_one_key(one: str, other: str) -> None:
    """However it is typed."""
    assert address_key(one) == address_key(other)


def test_other_mailboxes_have_other_keys() -> None:
    """Dots and plus signs are the provider's affair."""
    addresses = ["jane.roe@example.org", "janeroe@example.org", "jane+news@example.org", "jane@sub.example.org"]
    assert len({address_key(address) for address in addresses}) == len(addresses)


def test_mail_goes_to_a_domain_in_ascii() -> None:
    """As the wire wants it."""
    assert address_domain("jane@Bücher.Example") == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jane",
        "@example.org",
        "jane@",
        "jane@example",
        "jane@@example.org",
        "jane@a@example.org",
        "jane doe@example.org",
        "jane@example.org\r\nBcc: x@example.org",
        "jane@exam\u202eple.org",
        "jane@[192.0.2.1]",
        "jane@192.0.2.1",
        '"jane"@example.org',
        "jane,joe@example.org",
        "<jane@example.org>",
        ".jane@example.org",
        "ja..ne@example.org",
        "jane@-example.org",
        "jane@example..org",
        "jane@" + "a" * 64 + ".org",
        "j" * 65 + "@example.org",
        "é" * 33 + "@example.org",
        "jane@" + ".".join(["abcdefgh"] * 30) + ".org",
        "jane@\ud800.org",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """In one line."""
    with pytest.raises(ValueError, match=r"^[^\n]+$"):
        split_address(text)
