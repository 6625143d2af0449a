"""What is left of a document gives exactly the articles that it gives in the whole."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.article import Article
from briefgen.model.feed import FetchedFeed, FetchError, Hints
from briefgen.parse import ParsedFeed, parse_feed
from briefgen.parse.reduction import item_spans, reduce
from tests.factories import a_feed
from tests.parse.documents import ADDRESS, NOW, rss

CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "feeds"
DOCUMENTS = sorted(CORPORA.glob("*/*"))
ITEMS = [f"<title>Item {n}</title><link>https://a.example/{n}</link><guid>g{n}</guid>" for n in range(5)]
WHOLE = rss(*ITEMS)
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


def read(document: str | bytes, known: str = "", content_type: str = "") -> ParsedFeed | FetchError:
    """Read a document of which some items may be known."""
    body = document.encode("utf-8", "replace") if isinstance(document, str) else document
    fetched = FetchedFeed(feed=a_feed(), body=body, content_type=content_type, url=ADDRESS)
    return parse_feed(fetched, NOW, known=known)


def once(document: str | bytes) -> ParsedFeed:
    """Read a document in the whole."""
    result = read(document)
    assert isinstance(result, ParsedFeed), result.reason
    return result


def known_of(document: str | bytes) -> str:
    """Return what is known after a document was read once."""
    known = once(document).known
    assert known
    return known


def without(known: str, *places: int) -> str:
    """Return what is known but for the groups of these places."""
    return " ".join(group for n, group in enumerate(known.split()) if n not in places)


def kept(document: str | bytes, known: str, whole: ParsedFeed | None = None) -> tuple[Article, ...]:
    """Return the articles of what is left; check that they are those of the whole, none is lost, and all is counted."""
    whole, left = whole or once(document), read(document, known)
    assert isinstance(left, ParsedFeed), left.reason
    ids = {article.id for article in left.articles}
    assert left.articles == tuple(article for article in whole.articles if article.id in ids)
    assert len(whole.articles) - len(left.articles) <= left.unchanged
    assert (left.hints, left.held_back) == (whole.hints, whole.held_back)
    assert set(whole.known.split()) <= set(left.known.split())
    return left.articles


def titles(document: str | bytes, known: str) -> list[str]:
    """Return the titles of the articles of what is left."""
    return [article.title for article in kept(document, known)]


def test_what_is_known_is_left_out() -> None:
    """And of a document that brings no news feedparser reads nothing."""
    known = known_of(WHOLE)
    assert kept(WHOLE, known) == ()
    assert titles(WHOLE, without(known, 3)) == ["Item 3"]
    reduced = reduce(WHOLE, without(known, 3))
    assert reduced is not None
    assert (reduced.kept, reduced.dropped) == (1, 4)
    assert reduced.document == rss(ITEMS[3])


def test_a_changed_item_is_read_again() -> None:
    """It is another text; the rest stays out."""
    assert titles(WHOLE.replace("Item 2", "Item 2, corrected"), known_of(WHOLE)) == ["Item 2, corrected"]


def test_the_head_may_change_and_is_heard() -> None:
    """What belongs to the whole document comes out though no item is new."""
    changed = rss(*ITEMS, head="<ttl>45</ttl><skipHours><hour>3</hour></skipHours>")
    left = read(changed, known_of(WHOLE))
    assert isinstance(left, ParsedFeed)
    assert (left.articles, left.unchanged) == ((), 5)
    assert left.hints == Hints(ttl=2_700, skip_hours=(3,))


def test_items_may_come_go_and_change_places() -> None:
    """Each is known by itself."""
    known = known_of(WHOLE)
    assert kept(rss(*reversed(ITEMS)), known) == ()
    assert titles(rss("<title>New</title><link>https://a.example/new</link>", *ITEMS[:3]), known) == ["New"]


def test_a_counter_of_views_changes_no_item() -> None:
    """It counts all day."""
    item = "<media:community><media:statistics views='{}'/></media:community>"
    first, second = (rss(*(i + item.format(n) for i in ITEMS), attributes=MEDIA) for n in (1, 22))
    assert kept(second, known_of(first)) == ()


def test_items_that_share_a_link_stay_together() -> None:
    """Alone, each would be told by its link; together by their guids."""
    shared = [f"<title>Bulletin {n}</title><link>https://a.example/live?utm_source={n}</link>" for n in range(2)]
    document, shorter = rss(*ITEMS, *shared), rss(*ITEMS, shared[0])
    assert titles(document, known_of(shorter)) == ["Bulletin 0", "Bulletin 1"]
    assert titles(shorter, known_of(document)) == ["Bulletin 0"]
    assert kept(document, known_of(document)) == ()
    assert titles(rss(*ITEMS, *reversed(shared)), known_of(document)) == ["Bulletin 1", "Bulletin 0"]


def test_a_caption_belongs_to_its_own_item() -> None:
    """What one item says is no caption because another has it below a picture."""
    text = "Smoke over the harbour on Monday."
    items = [
        f"<title>A</title><link>https://a.example/a</link><description>{text}</description>",
        f"<title>B</title><link>https://a.example/b</link><media:description>{text}</media:description>",
    ]
    document = rss(*items, attributes=MEDIA)
    assert [a.text for a in kept(document, without(known_of(document), 0))] == [text]


def test_an_item_may_name_the_namespace_of_its_captions() -> None:
    """Whether the item before it, which named it otherwise, is left out or not."""
    link = "<link>https://a.example/{0}</link><description>Told.</description>"
    items = [
        f"<title>{n}</title>{link.format(n)}<{n}:description {MEDIA.replace('media', n)}>Shown.</{n}:description>"
        for n in ("ma", "mb")
    ]
    assert [a.text for a in once(rss(*items)).articles] == ["Told.", "Told."]
    assert [a.text for a in kept(rss(*items), without(known_of(rss(*items)), 1))] == ["Told."]


@pytest.mark.parametrize(
    "document",
    [
        "",
        "not XML",
        "<rss><channel/></rss>",
        rss(ITEMS[0]),
        WHOLE.replace("</item>", "", 1),
        WHOLE.replace("<title>Item 1", "<foo:title>Item 1"),
        WHOLE.replace("Item 1", "Item &nbsp; 1"),
        WHOLE.replace("Item 1", "Item <![CDATA[ 1"),
        WHOLE.replace("Item 1", "<item>in an item</item>"),
        WHOLE.replace("https://a.example/1", "/1"),
        WHOLE.replace("Item 1", "Item \x00"),
        "<!DOCTYPE rss>" + WHOLE,
        '<!DOCTYPE rss [<!ENTITY a "b">]>' + WHOLE,
        "<rss>" + "<a>" * 1000 + "</a>" * 1000 + WHOLE + "</rss>",
    ],
)
def test_what_cannot_be_reduced_safely_is_read_whole(document: str) -> None:
    """Nothing is tried on a document that two parsers may read in two ways, even where its items are known."""
    assert reduce(document, "") is None
    broken_head = WHOLE.replace("<channel>", "<channel><foo:x/>")
    assert reduce(broken_head, known_of(WHOLE)) is None
    assert reduce("<!DOCTYPE rss>" + WHOLE, known_of(WHOLE)) is None


def test_a_document_in_which_feedparser_sees_other_items_is_not_trusted() -> None:
    """It takes capitals for the same; so nothing is known of this one, and it is read whole."""
    document = WHOLE.replace("</channel>", "<ITEM><title>Loud</title></ITEM></channel>")
    whole = once(document)
    assert (len(whole.articles), whole.known) == (6, "")
    reduced = reduce(document, "")
    assert reduced is not None
    assert read(document, without(reduced.known, 0)) == whole


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251", "iso2022_jp"])
def test_what_is_known_is_known_in_every_encoding(encoding: str) -> None:
    """It is text that is compared, not bytes."""
    text = {"cp1251": "Переговоры", "utf-16": "Переговоры", "iso2022_jp": "会談"}[encoding]
    whole = rss(*(item.replace("Item", text) for item in ITEMS))
    document = f"<?xml version='1.0' encoding='{encoding}'?>{whole}".encode(encoding)
    assert titles(document, without(known_of(document), 0)) == [f"{text} 0"]
    assert known_of(document) == known_of(whole)


def test_a_json_feed_is_reduced_too() -> None:
    """Behind its border it is Atom."""
    item = '{{"id": "{0}", "url": "https://a.example/{0}", "title": "Item {0}", "content_text": "Text."}}'
    document = '{{"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{}]}}'
    first = document.format(", ".join(item.format(n) for n in (1, 2)))
    second = document.format(", ".join(item.format(n) for n in (1, 2, 3)))
    assert [a.title for a in once(first).articles] == ["Item 1", "Item 2"]
    assert titles(second, known_of(first)) == ["Item 3"]


def test_words_that_look_like_items_are_words() -> None:
    """In CDATA, comments and attributes."""
    item = (
        '<title a="\'>">x</title><link>https://a.example/{}</link><description><![CDATA[<item>y</item>]]></description>'
    )
    document = rss(*(item.format(n) + "<!-- </item><item> -->" for n in range(3)))
    assert [a.url for a in kept(document, without(known_of(document), 1))] == ["https://a.example/1"]


@pytest.mark.parametrize(
    "mark", ["<", "<item", '<item "', "<!--", "<![CDATA[", "<?", "<a:", "<item '\"", "<!---", "<![CDATA[]"]
)
def test_the_time_to_find_items_grows_with_the_document_and_no_faster(mark: str) -> None:
    """A quarter of a megabyte of what begins and does not end: with the square it would take minutes."""
    assert not item_spans(mark * (250_000 // len(mark)))


@given(
    st.lists(
        st.tuples(st.sampled_from("ABCD"), st.sampled_from(["", "", "/", "/1", "/2", "/2?utm_a=1", "/3"]),
                  st.sampled_from(["", "", "g1", "g2", "https://a.example/3"])),
        min_size=2, max_size=8,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_whatever_is_known_the_rest_gives_the_same_articles(
    marks: list[tuple[str, str, str]], chance: random.Random
) -> None:
    """With links and guids that are missing, shared, or lead to the front page."""
    items = (
        f"<title>{title}</title><description>{title} {n % 2}</description>"
        + (f"<link>https://a.example{link}</link>" if link else "")
        + (f"<guid>{guid}</guid>" if guid else "")
        for n, (title, link, guid) in enumerate(marks)
    )
    document = rss(*items)
    known = once(document).known.split()
    kept(document, " ".join(group for group in known if chance.random() < 0.6))
    kept(document, " ".join(known))


@pytest.mark.skipif(not DOCUMENTS, reason="the corpora are not beside the project")
@pytest.mark.parametrize("folder", ["news", "odd"])
def test_real_documents_give_the_same_articles_whatever_of_them_is_known(folder: str) -> None:
    """Nothing, each half, all. Most of the news can be reduced; what cannot is read whole."""
    read_whole, reducible, items = 0, 0, 0
    paths = [path for path in DOCUMENTS if path.parent.name == folder]
    for path in paths:
        body = path.read_bytes()
        whole = read(body)
        if isinstance(whole, FetchError) or not whole.known:
            assert read(body, "0123456789abcdef") == whole, path.name
            read_whole += 1
            continue
        reducible += 1
        groups = whole.known.split()
        items += whole.known.count("+") + len(groups)
        halves = [" ".join(groups[start::2]) for start in (0, 1)]
        first, second = (kept(body, half, whole) for half in halves)
        assert {a.id for a in first} | {a.id for a in second} == {a.id for a in whole.articles}, path.name
        assert kept(body, whole.known, whole) == (), path.name
    print(f"{folder}: {len(paths)} documents, {reducible} reduced ({items} items), {read_whole} read whole")  # noqa: T201  a figure to report
    assert reducible > len(paths) * (0.9 if folder == "news" else 0.04)
