"""The traps of feedparser: captions, second descriptions, links."""

import pytest

from tests.parse.documents import article, articles

MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
CAPTION = "<media:content url='a.jpg'><media:description>{}</media:description></media:content>"
LONG = "The port of Latakia, seen from the sea on a calm day of last summer, in a file picture of the agency."


@pytest.mark.parametrize(
    "parts", [("{caption}", "{text}"), ("{text}", "{caption}"), ("{caption}", "{text}", "{caption}")], ids=str
)
def test_a_caption_is_not_the_text_wherever_it_stands(parts: tuple[str, ...]) -> None:
    """feedparser#53: even if it is longer."""
    whole = "".join(parts).format(
        caption=CAPTION.format(LONG), text="<description>Missiles hit the port.</description>"
    )
    assert article(f"<title>T</title>{whole}", attributes=MEDIA).text == "Missiles hit the port."


def test_a_caption_is_known_whatever_its_prefix() -> None:
    """The name of a namespace is the publisher's choice."""
    item = f"<title>T</title><m:description><![CDATA[{LONG}]]></m:description><description>Short.</description>"
    assert article(item, attributes='xmlns:m="http://search.yahoo.com/mrss/"').text == "Short."


def test_a_caption_stands_in_where_there_is_no_text() -> None:
    """Feeds of videos have nothing else."""
    item = f"<title>T</title><media:group><media:description>{LONG}</media:description></media:group>"
    assert article(item, attributes=MEDIA).text == LONG


@pytest.mark.parametrize("order", ["{itunes}{description}", "{description}{itunes}"])
def test_the_summary_of_a_podcast_does_not_replace_a_longer_description(order: str) -> None:
    """feedparser#324."""
    item = order.format(
        itunes="<itunes:summary>Short.</itunes:summary>", description=f"<description>{LONG}</description>"
    )
    assert article(f"<title>T</title>{item}", attributes=ITUNES).text == LONG


def test_the_full_text_wins_over_the_teaser() -> None:
    """Whichever comes first."""
    full = "<content:encoded><![CDATA[<p>They met.</p><p>They parted.</p>]]></content:encoded>"
    for item in (f"{full}<description>They met.</description>", f"<description>They met.</description>{full}"):
        assert article(f"<title>T</title>{item}", attributes=MEDIA).text == "They met.\n\nThey parted."


def test_a_picture_inside_an_entry_is_no_text() -> None:
    """Atom allows any content."""
    entry = (
        "<entry><title>T</title><content type='image/svg+xml'><svg>words</svg></content><summary>S.</summary></entry>"
    )
    (only,) = articles(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')
    assert only.text == "S."


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[", ""])
def test_a_link_that_leads_nowhere_gives_way_to_another_or_to_the_feed(link: str) -> None:
    """No other scheme than http(s) gets in."""
    assert article(f"<title>T</title><link>{link}</link>").url.startswith("https://harbour-post.example/rss.xml#item-")


def test_a_relative_link_is_taken_from_the_feed_s_own_address() -> None:
    """RFC 3986."""
    assert article("<title>T</title><link>/a/b?c=1&amp;d=2</link>").url == "https://harbour-post.example/a/b?c=1&d=2"


def test_a_plain_text_title_of_atom_keeps_what_only_looks_like_a_tag() -> None:
    """A placeholder is a word."""
    entry = "<entry><title type='text'>How to use &lt;name&gt; &amp;amp; co</title></entry>"
    (only,) = articles(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')
    assert only.title == "How to use <name> & co"
