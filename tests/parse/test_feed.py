"""Documents of every kind, whole and broken, become articles or one line that says why not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.feed import FetchError
from briefgen.parse import ParsedFeed
from tests.parse.documents import NOW, article, articles, parsed, reason, rss

ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>A</title></channel>'
)
ONE = "<title>Talks resume</title><link>https://a.example/1</link><description>They met again.</description>"
FORMATS = {
    "RSS 0.91": f'<rss version="0.91"><channel><title>A</title><item>{ONE}</item></channel></rss>',
    "RSS 0.92": f'<rss version="0.92"><channel><title>A</title><item>{ONE}</item></channel></rss>',
    "RSS without a version": f"<rss><channel><item>{ONE}</item></channel></rss>",
    "RSS 1.0": f'{RDF}<item rdf:about="https://a.example/1">{ONE}</item></rdf:RDF>',
    "RSS 2.0": rss(ONE),
    "Atom 1.0": f'<feed {ATOM}><title>A</title><entry><title>Talks resume</title><link href="https://a.example/1"/>'
    "<summary>They met again.</summary></entry></feed>",
    "Atom with XHTML": f'<feed {ATOM}><entry><title>Talks resume</title><link href="https://a.example/1"/><content '
    'type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They met <b>again</b>.</p></div></content>'
    "</entry></feed>",
}


@pytest.mark.parametrize("document", FORMATS.values(), ids=FORMATS)
def test_every_format_gives_the_same_article(document: str) -> None:
    """RSS in its versions, RDF and Atom differ in their marks, not in what they say."""
    (only,) = articles(document)
    assert (only.title, only.text, only.url) == ("Talks resume", "They met again.", "https://a.example/1")


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("", "the document is empty"),
        (" \n ", "the document is empty"),
        ("\ufeff", "the document is empty"),
        ("Not found", "not XML"),
        ("{}", "not XML"),
        ("<!doctype html><html><body><p>Blocked</p></body></html>", "not a feed but an HTML page"),
        ('<?xml version="1.0"?><html xmlns="x"><body/></html>', "not a feed but an HTML page"),
        ("<note><to>You</to></note>", "XML without feed items"),
        ("<?xml version='1.0'?>", "the document is empty"),
    ],
)
def test_what_is_no_feed_is_told_in_words(document: str, why: str) -> None:
    """One line for people, without the parser's own words."""
    assert reason(document) == why


def test_a_feed_without_items_is_read() -> None:
    """A quiet day is no error."""
    assert articles(rss()) == ()


def test_a_truncated_document_keeps_what_arrived() -> None:
    """A connection that broke off loses the rest, not the beginning."""
    whole = rss(ONE, ONE.replace("/1", "/2"), "<title>Third</title><description>Cut off here and")
    assert [a.url for a in articles(whole[: whole.index("</item></channel>")])][:2] == [
        "https://a.example/1",
        "https://a.example/2",
    ]


@pytest.mark.parametrize("lead", ["\n\n", "\ufeff", " \t\r\n"])
def test_white_space_before_the_declaration_is_forgiven(lead: str) -> None:
    """The most frequent fault of real feeds."""
    assert len(articles(f"{lead}<?xml version='1.0' encoding='utf-8'?>{rss(ONE)}")) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_document_that_declares_entities_is_refused_in_every_encoding(encoding: str) -> None:
    """A bomb would otherwise grow, or pass as articles with holes."""
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert reason((bomb + rss("<title>&b;</title>")).encode(encoding)) == (
        "the document declares XML entities, so it was not read"
    )


def test_a_declaration_may_be_hidden_but_not_from_us() -> None:
    """Behind comments and instructions with elements in them."""
    bomb = '<!-- <rss> --><?x <rss> ?><!DOCTYPE rss [<!ENTITY a "ha">]>'
    assert "entities" in reason(bomb + rss("<title>&a;</title>"))


def test_an_item_may_speak_of_declarations() -> None:
    """In front of the first element they are dangerous, inside an item they are words."""
    assert (
        article("<title>On XML</title><description><![CDATA[<!ENTITY a> is dangerous.]]></description>").title
        == "On XML"
    )


def test_a_document_made_to_keep_the_parser_busy_is_refused() -> None:
    """A hundred thousand attributes take feedparser more than a minute."""
    attributes = " ".join(f'a{n}="1"' for n in range(100_000))
    assert "attributes" in reason(rss(f"<title {attributes}>Talks</title>"))


def test_an_entry_that_says_nothing_is_no_article() -> None:
    """Neither title nor text: there is nothing to print."""
    assert articles(rss("<link>https://a.example/1</link>", "<title> </title>", ONE))[0].title == "Talks resume"
    assert len(articles(rss("", "<guid>x</guid>", ONE))) == 1


def test_an_entry_without_a_title_is_called_by_its_first_words() -> None:
    """A briefing has to call it something."""
    text = "One two three four five six seven eight nine ten eleven twelve thirteen."
    assert article(f"<description>{text}</description>").title == (
        "One two three four five six seven eight nine ten eleven twelve …"
    )


def test_an_entry_without_guid_and_link_leads_to_the_feed() -> None:
    """Its address stays the same from poll to poll."""
    first, again = (article("<title>Sanaa airport struck</title>") for _ in range(2))
    assert first.url == again.url
    assert first.url.startswith("https://harbour-post.example/rss.xml#item-")


def test_an_undated_entry_was_published_when_it_was_first_seen() -> None:
    """And says so."""
    undated = article("<title>Who sits at the table</title>")
    assert (undated.published, undated.dated) == (NOW, False)


@pytest.mark.parametrize(
    "date", ["yesterday", "31 Foo 2021", "0000-00-00", "Thu, 01 Jan 1970 00:00:00 GMT", "99999999", ""]
)
def test_a_date_that_cannot_be_meant_is_no_date(date: str) -> None:
    """Neither gibberish nor the epoch."""
    assert not article(f"<title>Talks</title><pubDate>{date}</pubDate>").dated


def test_an_unreadable_date_of_publication_gives_way_to_the_date_of_change() -> None:
    """Any date is better than none."""
    entry = "<entry><title>T</title><published>soon</published><updated>2021-12-27T10:00:00+02:00</updated></entry>"
    (only,) = articles(f"<feed {ATOM}>{entry}</feed>")
    assert (only.published, only.dated) == (datetime(2021, 12, 27, 8, tzinfo=UTC), True)


def test_a_date_a_little_ahead_is_now_and_one_far_ahead_is_none() -> None:
    """Clocks differ; the year 2099 does not."""
    soon = article("<title>T</title><pubDate>Tue, 28 Dec 2021 09:30:00 +0200</pubDate>")
    late = article("<title>T</title><pubDate>Tue, 28 Dec 2099 09:30:00 +0200</pubDate>")
    assert (soon.published, soon.dated) == (NOW, True)
    assert (late.published, late.dated) == (NOW, False)


def test_what_is_dated_after_until_does_not_exist_yet_and_is_counted() -> None:
    """An undated item was always there."""
    item = "<title>{0}</title><link>https://a.example/{0}</link><pubDate>Mon, 27 Dec 2021 {0}:00:00 GMT</pubDate>"
    document = rss(item.format(10), item.format(12), "<title>undated</title>")
    result = parsed(document, until=datetime(2021, 12, 27, 11, tzinfo=UTC))
    assert isinstance(result, ParsedFeed)
    assert [a.title for a in result.articles] == ["10", "undated"]
    assert result.held_back == 1


def test_a_changed_guid_under_the_same_link_is_no_new_article() -> None:
    """FreshRSS#5909."""
    one, two = (article(f"{ONE}<guid isPermaLink='false'>{guid}</guid>") for guid in ("a", "b"))
    assert one.id == two.id
    assert (
        len(articles(rss(f"{ONE}<guid isPermaLink='false'>a</guid>", f"{ONE}<guid isPermaLink='false'>b</guid>"))) == 1
    )


def test_one_guid_for_all_items_loses_none() -> None:
    """Some systems number nothing."""
    items = [f"<title>Report {n}</title><guid isPermaLink='false'>0</guid>" for n in range(3)]
    assert len({a.id for a in articles(rss(*items))}) == 3


def test_one_link_for_several_titles_loses_none() -> None:
    """A live page, or the front page given as the link of everything."""
    items = [f"<title>Report {n}</title><link>https://a.example/live</link>" for n in range(3)]
    assert len({a.id for a in articles(rss(*items))}) == 3


def test_the_front_page_tells_no_item_from_the_next() -> None:
    """Today's only item is not tomorrow's, though both link to the front page."""
    today, tomorrow = (article(f"<title>{t}</title><link>https://a.example/</link>") for t in ("One", "Two"))
    assert today.id != tomorrow.id


def test_a_guid_that_is_no_address_is_no_link() -> None:
    """The attribute isPermaLink is true by default, and nobody knows it."""
    only = article("<title>T</title><guid>tag48893</guid>")
    assert "tag48893" not in only.url
    assert only.guid == "tag48893"


def test_a_guid_that_is_an_address_is_the_link() -> None:
    """That is what RSS 2.0 says."""
    assert article("<title>T</title><guid>https://a.example/7</guid>").url == "https://a.example/7"


def test_a_changed_text_changes_the_hash_and_nothing_else() -> None:
    """Counters of views do not."""
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    counted = [
        article(f"{ONE}<media:community><media:statistics views='{n}'/></media:community>", attributes=media)
        for n in (1, 2)
    ]
    changed = article(ONE.replace("again", "twice"), attributes=media)
    assert counted[0] == counted[1]
    assert changed.id == counted[0].id
    assert changed.content_hash != counted[0].content_hash


def test_the_time_to_live_is_in_seconds() -> None:
    """RSS gives minutes; what is no number says nothing."""
    ttls = [parsed(rss(head=f"<ttl>{ttl}</ttl>")) for ttl in ("30", "soon", "-5", "99999999999", "")]
    told = [result.hints.ttl for result in ttls if isinstance(result, ParsedFeed)]
    assert told == [1800, None, None, None, None]


@pytest.mark.parametrize(("declared", "expected"), [("ru-RU", "en"), ("en_US", "en"), ("English", "en"), ("", "en")])
def test_the_language_is_a_tag_whatever_the_feed_says(declared: str, expected: str) -> None:
    """A name is no tag, and an English text is not Russian because the feed says so."""
    (only,) = articles(rss(ONE, head=f"<language>{declared}</language>"))
    assert only.language == expected


def test_authors_are_named_once_and_without_markup() -> None:
    """Whatever element names them."""
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    creators = "<dc:creator>&lt;b&gt;Dana Levi&lt;/b&gt;</dc:creator>" * 2
    assert article(f"<title>T</title>{creators}", attributes=dc).authors == ("Dana Levi",)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_articles_or_one_line(body: bytes) -> None:
    """Nothing raises."""
    result = parsed(body)
    assert isinstance(result, ParsedFeed) or (isinstance(result, FetchError) and "\n" not in result.reason)


_FRAGMENTS = st.sampled_from(
    [
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<![CDATA[",
        "]]>",
        "<description>",
        "</description>",
        "&#0;",
        "&#xD800;",
        "&amp;lt;b&amp;gt;",
        "<!--",
        "<link>",
        "</link>",
        "javascript:x",
        "&nbsp;",
        "<guid>",
        "</guid>",
        "<pubDate>",
        "\x00",
        "</pubDate>",
        "2021-13-45",
        "<media:description>",
        "é",
        "שלום",
        "text",
        "<content:encoded>",
        "<?xml?>",
        "<a:b c>",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_FRAGMENTS, max_size=25))
def test_any_disorder_of_tags_gives_articles_that_can_be_stored(fragments: list[str]) -> None:
    """Every field is valid text, every link http(s), every date aware."""
    result = parsed(f"<rss version='2.0'><channel>{''.join(fragments)}")
    for one in result.articles if isinstance(result, ParsedFeed) else ():
        for field in (one.title, one.text, one.url, one.guid or "", *one.authors):
            field.encode()
            assert "\x00" not in field
        assert one.url.startswith("https://")
        assert one.published.tzinfo is UTC
        assert one.title
