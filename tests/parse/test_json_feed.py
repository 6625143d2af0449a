"""JSON Feed, read through Atom."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.article import Article
from briefgen.model.feed import FetchedFeed
from briefgen.parse import ParsedFeed, parse_feed
from briefgen.parse.json_feed import atom_of
from tests.factories import NOON, a_feed

HEAD = {"version": "https://jsonfeed.org/version/1.1", "title": "Fjord", "language": "en"}
ITEM = {
    "id": 7,
    "url": "https://fjord.example/7?a=1&b=2",
    "title": "Ferry <again> & again",
    "content_html": "<p>The ferry runs.</p><p>Twice a day.</p>",
    "date_published": "2021-12-27T10:00:00+02:00",
    "authors": [{"name": "Kari Nord"}, {"url": "https://x.example"}],
    "tags": ["ferries", 3],
}


def articles_of(*items: object, **head: object) -> tuple[Article, ...]:
    """Return the articles of a JSON Feed with the items."""
    atom = atom_of(json.dumps({**HEAD, **head, "items": items}))
    assert atom is not None
    fetched = FetchedFeed(feed=a_feed(), body=atom.encode(), content_type="", url="https://fjord.example/feed.json")
    parsed = parse_feed(fetched, NOON)
    assert isinstance(parsed, ParsedFeed), parsed
    return parsed.articles


def test_an_item_becomes_an_article_with_all_it_says() -> None:
    """As the same item of an Atom feed would."""
    (article,) = articles_of(ITEM)
    assert (article.guid, article.url) == ("7", "https://fjord.example/7?a=1&b=2")
    assert article.title == "Ferry <again> & again"
    assert article.text == "The ferry runs.\n\nTwice a day."
    assert article.published == datetime(2021, 12, 27, 8, tzinfo=UTC)
    assert (article.authors, article.categories) == (("Kari Nord",), ("ferries",))


def test_plain_text_and_the_author_of_version_1_are_read() -> None:
    """What looks like markup in plain text is text."""
    item = {"id": "x", "content_text": "Levels fell: 3 < 4 metres.", "author": {"name": "Ola"}}
    (article,) = articles_of(item, version="https://jsonfeed.org/version/1")
    assert (article.text, article.authors) == ("Levels fell: 3 < 4 metres.", ("Ola",))


@pytest.mark.parametrize(
    "document", ["", "<rss/>", "{", "[]", "{}", '{"version": "https://jsonfeed.org/version/2"}', "[" * 100_000]
)
def test_what_is_no_json_feed_is_none(document: str) -> None:
    """XML, other JSON, broken JSON."""
    assert atom_of(document) is None


def test_nesting_without_end_is_no_feed() -> None:
    """The parser of JSON gives up; we do not."""
    assert atom_of('{"version": ' + "[" * 200_000) is None


def test_what_is_of_the_wrong_type_stops_no_other_item() -> None:
    """Each document holds something odd."""
    odd: tuple[object, ...] = ({"id": None, "title": ["x"], "url": 3, "tags": "no", "authors": {}}, "no item", None)
    assert [article.title for article in articles_of(*odd, ITEM)][-1] == "Ferry <again> & again"


@given(st.dictionaries(st.sampled_from(sorted(ITEM)), st.text(st.characters(codec="utf-8"), max_size=40)))
def test_any_text_is_well_formed(item: dict[str, str]) -> None:
    """Controls, brackets, quotes: the known item beside it is always read."""
    assert "Ferry <again> & again" in [article.title for article in articles_of(item, ITEM)]
