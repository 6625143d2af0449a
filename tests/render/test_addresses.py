"""Addresses: what may stand in a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.render.addresses import NOWHERE, safe_url

KEPT = {
    "a page": ("https://harbour.example/a?b=1&c=2#d", "https://harbour.example/a?b=1&c=2#d"),
    "http": ("http://harbour.example:8080/", "http://harbour.example:8080/"),
    "an address of mail": ("mailto:desk@harbour.example?subject=a b", "mailto:desk@harbour.example?subject=a%20b"),
    "upper case": ("HTTPS://Harbour.Example/A", "https://harbour.example/A"),
    "a host that the scheme holds too": ("HTTPS://S", "https://s"),
    "white space around": ("  https://harbour.example/ \n", "https://harbour.example/"),
    "white space inside": ("https://harbour.example/a b", "https://harbour.example/a%20b"),
    "what is encoded already": ("https://harbour.example/%D7%A9", "https://harbour.example/%D7%A9"),
    "a path in Hebrew": ("https://harbour.example/ש", "https://harbour.example/%D7%A9"),
    "a host in Hebrew": ("https://נמל.example/", "https://xn--hebdf.example/"),
    "quotes and brackets": ("https://harbour.example/\"'<>", "https://harbour.example/%22'%3C%3E"),
    "an IPv6 host": ("http://[::1]:80/x", "http://[::1]:80/x"),
}

REFUSED = (
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "jav\tascript:alert(1)",
    "java\nscript:alert(1)", "\x01javascript:alert(1)", "data:text/html;base64,AAAA", "vbscript:x", "file:///etc/passwd",
    "smb://host/share", "ftp://host/", "//host/path", "/path", "page.html", "", "#top", "http:", "https://", "http:///x",
    "https:\\\\host\\x", "https://good\\@evil/", "https://host:port/", "https://host:99999/", "http://[::1/",
    "https://harbour.example/\u202egpj", "https://harbour\u200b.example/", "https://ho st/", "https://<b>/",
)  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_a_web_address_is_kept(case: str) -> None:
    """What is legal stays, what is not is percent-encoded."""
    given_address, expected = KEPT[case]
    assert safe_url(given_address) == expected


@pytest.mark.parametrize("address", REFUSED)
def test_anything_else_leads_nowhere(address: str) -> None:
    """Other schemes, hidden characters and addresses that programs read differently are refused."""
    assert safe_url(address) == NOWHERE


@given(st.one_of(st.text(), st.text().map(lambda text: f"https://{text}"), st.text().map("https://h.example/".__add__)))
def test_an_address_is_plain_ascii_and_filtering_it_again_changes_nothing(address: str) -> None:
    """For any input: nowhere, or an address of an allowed scheme without a character that could end an attribute."""
    safe = safe_url(address)
    assert safe == NOWHERE or safe.startswith(("https://", "http://", "mailto:"))
    assert safe.isascii()
    assert not set(safe) & set('"<> \n\r\t\\`')
    assert safe_url(safe) == safe
