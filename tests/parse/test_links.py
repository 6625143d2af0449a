"""Links become absolute http(s) addresses, or nothing."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.parse.links import article_link, is_plain, names_an_item

BASE = "https://a.example/feeds/rss.xml"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://b.example/x?utm_source=rss&id=3&utm_medium=feed", "https://b.example/x?id=3"),
        ("https://b.example/x?a=1&amp;b=2", "https://b.example/x?a=1&b=2"),
        ("\n  https://b.example/x\n", "https://b.example/x"),
        ("/x", "https://a.example/x"),
        ("x", "https://a.example/feeds/x"),
        ("//b.example/x", "https://b.example/x"),
        ("https://b.example/كلمة", "https://b.example/كلمة"),
        ('https://b.example/"><script>', "https://b.example/%22%3E%3Cscript%3E"),
        ("https://b.example/x#utm_source=a", "https://b.example/x#utm_source=a"),
        ("jav\tascript:alert(1)", ""),
        ("JAVASCRIPT:alert(1)", ""),
        ("vbscript:x", ""),
        ("mailto:a@b.example", ""),
        ("ftp://b.example/x", ""),
        ("http://", ""),
        ("http://[::1", ""),
        ("http://b.example:port/", ""),
        ("", ""),
    ],
)
def test_a_link_is_absolute_clean_and_http_or_empty(link: str, expected: str) -> None:
    """Tracking goes, the rest stays as it is."""
    assert article_link(link, BASE) == expected


def test_the_first_base_that_makes_it_absolute_counts() -> None:
    """A saved document has no address; its channel has a link."""
    assert article_link("/x", "", "https://b.example/", BASE) == "https://b.example/x"
    assert article_link("/x", "") == ""


@pytest.mark.parametrize(
    ("link", "does"), [("https://a.example", False), ("https://a.example/", False), ("https://a.example/?p=1", True)]
)
def test_the_front_page_names_no_item(link: str, does: bool) -> None:  # noqa: FBT001  a column of the table
    """But a query on it does."""
    assert names_an_item(link) is does


@given(st.text(max_size=60))
def test_any_text_is_a_safe_address_or_none(link: str) -> None:
    """What comes out can stand in an attribute and in the store."""
    found = article_link(link, BASE)
    found.encode()
    assert not found or urlsplit(found).scheme in {"http", "https"}
    assert not set(found) & set(' "<>\\^`{|}\n\t')


@given(
    st.lists(st.sampled_from([*"ahtps:./%,'1_-=~?#&;@A", "utm_a=1", "&amp;", "fbclid=1", "//", "?a=1", "&b"])).map(
        "".join
    ),
    st.sampled_from([(), ("https://b.example/c/d",), ("https://a.example",)]),
)
@settings(max_examples=500)
def test_a_plain_link_is_what_the_long_way_would_give(tail: str, bases: tuple[str, ...]) -> None:
    """So the short way changes no article's identity; a blank in front of a link takes the long one."""
    link = f"https://a.example/{tail}"
    if is_plain(link):
        assert names_an_item(link)
        assert article_link(f" {link}", *bases) == article_link(link, *bases) == link
