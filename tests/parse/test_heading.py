"""What a feed says of itself."""

import json

import pytest

from briefgen.model.feed import FetchedFeed
from briefgen.parse.heading import Heading, heading_of
from tests.factories import a_feed

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Phare</title><link href="/"/></feed>'
RSS = "<rss><channel><title>Le Phare</title><link>https://phare.example/</link><language>fr</language></channel></rss>"
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Le Phare",
        "home_page_url": "https://phare.example/",
        "language": "fr",
        "items": [],
    }
)


@pytest.mark.parametrize("document", [ATOM, RSS, JSON], ids=["Atom", "RSS", "JSON Feed"])
def test_title_home_page_and_language_are_read(document: str) -> None:
    """Of every kind of feed."""
    fetched = FetchedFeed(feed=a_feed(), body=document.encode(), content_type="", url="https://phare.example/feed")
    assert heading_of(fetched) == Heading(title="Le Phare", homepage="https://phare.example/", language="fr")
