"""Feed documents for tests, and the shortest way from one to its articles."""

from datetime import UTC, datetime

from briefgen.model.article import Article
from briefgen.model.feed import FetchedFeed, FetchError
from briefgen.parse import ParsedFeed, parse_feed
from tests.factories import a_feed

NOW = datetime(2021, 12, 28, 4, tzinfo=UTC)
ADDRESS = "https://harbour-post.example/rss.xml"


def rss(*items: str, head: str = "", attributes: str = "") -> str:
    """Return an RSS 2.0 document of the insides of its items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {attributes}><channel><title>Harbour Post</title>{head}{inside}</channel></rss>'


def parsed(
    document: str | bytes, *, content_type: str = "", language: str = "en", until: datetime | None = None
) -> ParsedFeed | FetchError:
    """Parse a document as if a server had sent it."""
    body = document if isinstance(document, bytes) else document.encode()
    fetched = FetchedFeed(feed=a_feed(language=language), body=body, content_type=content_type, url=ADDRESS)
    return parse_feed(fetched, NOW, until=until)


def articles(document: str | bytes, *, content_type: str = "", language: str = "en") -> tuple[Article, ...]:
    """Return the articles of a document that can be read."""
    result = parsed(document, content_type=content_type, language=language)
    assert isinstance(result, ParsedFeed), result.reason
    return result.articles


def article(item: str, *, attributes: str = "") -> Article:
    """Return the one article of the one item of an RSS document."""
    (only,) = articles(rss(item, attributes=attributes))
    return only


def reason(document: str | bytes) -> str:
    """Return why a document cannot be read."""
    result = parsed(document)
    assert isinstance(result, FetchError)
    return result.reason
