"""Where a site's page says that its feed is."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.feed import FetchedFeed
from briefgen.parse.discovery import find_places
from briefgen.parse.heading import Heading, heading_of
from tests.factories import a_feed
from tests.newsroom import rss


def a_page(body: str, url: str = "https://fjord.example/news/") -> FetchedFeed:
    """Return a page as served."""
    return FetchedFeed(feed=a_feed(), body=body.encode(), content_type="text/html; charset=utf-8", url=url)


def test_declared_feeds_come_in_order_with_comments_last() -> None:
    """WordPress declares the comments too, and themes put them first."""
    places = find_places(
        a_page(
            '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
            "<LINK REL='Alternate home' TYPE='application/atom+xml; charset=utf-8' HREF='atom.xml'>"
            '<link rel="stylesheet" type="text/xml" href="/style.xml">'
            '<link rel="alternate" hreflang="de" href="/de/">'
        )
    )
    assert places.declared == ("https://fjord.example/news/atom.xml", "https://fjord.example/comments/feed/")


def test_the_base_of_the_page_counts() -> None:
    """As a browser has it."""
    page = a_page('<base href="https://cdn.example/x/"><link rel=alternate type=text/xml href="rss?a=1&amp;b=2">')
    assert find_places(page).declared == ("https://cdn.example/x/rss?a=1&b=2",)


def test_links_that_look_like_feeds_are_second_and_common_places_third() -> None:
    """Each address stands once."""
    places = find_places(a_page('<a href="/rss.xml">RSS</a> <a href="/about">About</a> <a href="/rss.xml">again</a>'))
    assert (places.declared, places.linked) == ((), ("https://fjord.example/rss.xml",))
    assert "https://fjord.example/feed" in places.guessed
    assert "https://fjord.example/rss.xml" not in places.guessed


def test_scripts_and_files_are_no_places() -> None:
    """Only what can be asked over HTTP."""
    page = a_page(
        '<link rel=alternate type="application/rss+xml" href="javascript:alert(1)">'
        '<link rel=alternate type="application/rss+xml" href="file:///etc/passwd">'
    )
    assert find_places(page).declared == ()


@given(st.text(st.characters(codec="utf-8"), max_size=200) | st.text('<>!-[]"=link arel&#;/', max_size=80))
def test_any_page_is_read(body: str) -> None:
    """Whatever stands in it."""
    assert len(find_places(a_page(body)).declared) <= 6


def test_a_feed_says_what_it_is_called() -> None:
    """Title as text, home page absolute, language with a hyphen."""
    body = rss().replace(
        b"<title>An outlet</title>", b"<title>Fjord &amp;amp; &lt;b&gt;Post&lt;/b&gt;</title><link>/</link>"
    )
    found = heading_of(a_page(body.replace(b">en<", b">nb_NO<").decode()))
    assert found == Heading(title="Fjord & Post", homepage="https://fjord.example/", language="nb-NO")


def test_a_feed_without_a_head_says_nothing() -> None:
    """Nor does a very long title stay long."""
    assert heading_of(a_page("<rss><channel><item><title>x</title></item></channel></rss>")) == Heading()
    long = heading_of(a_page(f"<rss><channel><title>{'word ' * 100}</title></channel></rss>"))
    assert len(long.title) <= 80
    assert long.title.endswith("word")
