"""What a page declares of itself is read, and what cannot be true is not believed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from briefgen.model.page import Page
from briefgen.parse.page import read_page
from tests.parse.pages import a_page

URL = "https://example.org/news/1?utm_source=feed"
MOMENT = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)


def page_with(head: str = "", data: Any = None, language: str = "en") -> Page:
    """Return the page that has this head."""
    page = read_page(a_page(head=head, data=data, language=language), URL)
    assert page is not None
    return page


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", "https://example.org/news/1"),
        ('<link rel="canonical" href="/world/1?utm_medium=rss">', "https://example.org/world/1"),
        ('<link rel="Canonical" href="https://first.example/1">', "https://first.example/1"),
        ('<meta property="og:url" content="https://example.org/og">', "https://example.org/og"),
        ('<link rel="canonical" href="https://example.org/">', "https://example.org/news/1"),
        ('<link rel="canonical" href="javascript:alert(1)">', "https://example.org/news/1"),
        ('<link rel="canonical" href="">', "https://example.org/news/1"),
        ('<link rel="canonical" href="http://[broken/">', "https://example.org/news/1"),
    ],
)
def test_the_canonical_link_is_the_address(head: str, url: str) -> None:
    """Unless it is none, or that of the front page."""
    assert page_with(head).url == url


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Talks go on | The Bugle</title><meta property='og:site_name' content='The Bugle'>", "Talks go on"),
        ("<title>Talks go on - in Vienna</title>", "Talks go on - in Vienna"),
        ("<title>x</title><meta property='og:title' content='Talks &amp;amp; more'>", "Talks & more"),
        ("<title><b>Talks</b>\n go on</title>", "Talks go on"),
        ("", ""),
    ],
)
def test_the_title_is_that_of_the_article_without_the_outlet(head: str, title: str) -> None:
    """What it shares with all pages of the outlet goes."""
    assert page_with(head).title == title


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ({"@type": "Person", "name": "Ada Byron"}, ("Ada Byron",)),
        ([{"name": "Ada Byron"}, {"name": "ada byron"}, {"name": "Max Born"}], ("Ada Byron", "Max Born")),
        ("Ada Byron", ("Ada Byron",)),
        ({"name": "The Bugle"}, ()),
        ({"name": "https://example.org/ada"}, ()),
        ({"name": "x" * 90}, ()),
        ({"name": ["odd"]}, ()),
        (None, ()),
    ],
)
def test_authors_are_the_names_of_people(author: Any, authors: tuple[str, ...]) -> None:
    """Each once; not the outlet, not an address, not a sentence."""
    data = {"@type": "NewsArticle", "author": author, "publisher": {"name": "The Bugle"}}
    page = page_with(data={"@graph": [{"@type": "WebSite"}, data]})
    assert page.authors == authors
    assert page.site == "The Bugle"


def test_an_author_in_a_meta_element_counts() -> None:
    """Where there is no JSON-LD."""
    assert page_with('<meta name="author" content="Ada Byron">').authors == ("Ada Byron",)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2026-11-16T09:30:00+02:00">', MOMENT),
        (
            '<meta property="article:published" itemprop="dateCreated datePublished" content="2026-11-16T07:30Z">',
            MOMENT,
        ),
        ('<meta property="article:published_time" content="2026-11-16T09:30:00">', None),
        ('<meta property="article:published_time" content="2026-11-16">', None),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00Z">', None),
        ('<meta property="article:published_time" content="yesterday">', None),
        ("", None),
    ],
)
def test_the_date_is_given_with_hour_and_zone_or_not_at_all(head: str, published: datetime | None) -> None:
    """A guess could put it into another edition."""
    assert page_with(head).published == published


def test_json_ld_goes_first() -> None:
    """It is written for machines."""
    data = [{"@type": ["NewsArticle"], "datePublished": "2026-11-16T07:30:00.000Z", "headline": "Talks"}]
    page = page_with('<meta property="article:published_time" content="2020-01-01T00:00:00Z">', data)
    assert (page.published, page.title) == (MOMENT, "Talks")


@pytest.mark.parametrize(
    "data", ["{", "[" * 100_000, '{"@graph": 3}', "null", '{"@type": "Article", "author": [[[]]]}']
)
def test_json_ld_that_is_none_is_left_alone(data: str) -> None:
    """Broken, bottomless or of another shape."""
    page = page_with(f'<script type="application/ld+json">{data}</script>')
    assert page.authors == ()


def test_the_language_is_that_of_the_text() -> None:
    """What the template declares stands only where the text does not refute it."""
    assert page_with(language="en-GB").language == "en"
    assert page_with(language="he").language == "en"


def test_a_page_refuses_a_naive_date() -> None:
    """As every noun does."""
    with pytest.raises(ValueError, match="time zone"):
        Page(url=URL, title="", paragraphs=(), language="en", published=datetime(2026, 1, 1))  # noqa: DTZ001  naive is the point
