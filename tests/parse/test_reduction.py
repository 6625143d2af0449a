"""What is left of a document gives exactly the articles that it gives in the whole."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.article import Article
from briefgen.model.feed import FetchError
from briefgen.parse.reduction import reduce
from tests.parse.documents import articles, parsed, rss

NEWS = sorted((Path(__file__).parents[3] / "shared" / "corpora" / "feeds" / "news").glob("*"))
ITEMS = [f"<title>Item {n}</title><link>https://a.example/{n}</link><guid>g{n}</guid>" for n in range(5)]
WHOLE = rss(*ITEMS).encode()


def hashes(document: bytes) -> dict[str, str]:
    """Return what is known after a document was read once."""
    reduced = reduce(document, {})
    assert reduced is not None
    assert reduced.body == document
    assert reduced.dropped == 0
    return dict(reduced.hashes)


def kept(document: bytes, known: dict[str, str]) -> tuple[Article, ...]:
    """Return the articles of what is left; check that they are those of the whole, and none is lost."""
    reduced = reduce(document, known)
    assert reduced is not None
    whole, left = articles(document), articles(reduced.body)
    ids = {article.id for article in left}
    assert left == tuple(article for article in whole if article.id in ids)
    assert len(whole) - len(left) <= reduced.dropped
    assert reduced.hashes == hashes(document)
    return left


def test_what_is_known_is_left_out() -> None:
    """And nothing is left of a document that brings no news, but its head."""
    known = hashes(WHOLE)
    assert kept(WHOLE, known) == ()
    del known["g3"]
    assert [a.title for a in kept(WHOLE, known)] == ["Item 3"]


def test_a_changed_item_is_read_again() -> None:
    """Its hash is another; the rest stays out."""
    changed = WHOLE.replace(b"Item 2", b"Item 2, corrected")
    assert [a.title for a in kept(changed, hashes(WHOLE))] == ["Item 2, corrected"]


def test_a_counter_of_views_changes_no_item() -> None:
    """It counts all day."""
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    item = "<media:community><media:statistics views='{}'/></media:community>"
    first, second = (rss(*(i + item.format(n) for i in ITEMS), attributes=media).encode() for n in (1, 22))
    assert kept(second, hashes(first)) == ()


def test_items_that_share_a_link_stay_together() -> None:
    """Alone, each would be told by its link; together by their guids."""
    shared = [f"<title>Bulletin {n}</title><link>https://a.example/live?utm_source={n}</link>" for n in range(2)]
    document = rss(*ITEMS, *shared).encode()
    known = hashes(rss(*ITEMS, shared[0]).encode())
    assert [a.title for a in kept(document, known)] == ["Bulletin 0", "Bulletin 1"]
    assert [a.title for a in kept(rss(*ITEMS, shared[0]).encode(), hashes(document))] == ["Bulletin 0"]


def test_a_caption_belongs_to_its_own_item() -> None:
    """What one item says is no caption because another has it below a picture."""
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    text = "Smoke over the harbour on Monday."
    items = [
        f"<title>A</title><link>https://a.example/a</link><description>{text}</description>",
        f"<title>B</title><link>https://a.example/b</link><media:description>{text}</media:description>",
    ]
    document = rss(*items, attributes=media).encode()
    known = hashes(document)
    del known["https://a.example/a"]
    assert [a.text for a in kept(document, known)] == [text]


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"not XML",
        b"<rss><channel/></rss>",
        rss(ITEMS[0]).encode(),
        WHOLE.replace(b"</item>", b"", 1),
        WHOLE.replace(b"<title>Item 1", b"<foo:title>Item 1"),
        WHOLE.replace(b"Item 1", b"Item &nbsp; 1"),
        WHOLE.replace(b"Item 1", b"Item <![CDATA[ 1"),
        WHOLE.replace(b"Item 1", b"<item>in an item</item>"),
        WHOLE.replace(b"https://a.example/1", b"/1"),
        WHOLE.replace(b"Item 1", b"\xcf\xf0\xe8"),
        b"<!DOCTYPE rss>" + WHOLE,
        b'<!DOCTYPE rss [<!ENTITY a "b">]>' + WHOLE,
        b"<?xml version='1.0' encoding='iso-2022-jp'?>" + WHOLE,
        WHOLE.decode().encode("utf-16"),
        b"<rss>" + b"<a>" * 1000 + b"</a>" * 1000 + WHOLE + b"</rss>",
    ],
)
def test_what_cannot_be_reduced_safely_is_read_whole(document: bytes) -> None:
    """Nothing is tried on a document that two parsers may read in two ways."""
    assert reduce(document, {}) is None


def test_words_that_look_like_items_are_words() -> None:
    """In CDATA, comments and attributes."""
    item = (
        '<title a="\'>">x</title><link>https://a.example/{}</link><description><![CDATA[<item>y</item>]]></description>'
    )
    document = rss(*(item.format(n) + "<!-- </item><item> -->" for n in range(3))).encode()
    known = hashes(document)
    del known["https://a.example/1"]
    assert [a.url for a in kept(document, known)] == ["https://a.example/1"]


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
    document = rss(*items).encode()
    known = hashes(document)
    kept(document, {key: known[key] for key in known if chance.random() < 0.6})


@pytest.mark.skipif(not NEWS, reason="the corpora are not beside the project")
def test_real_documents_give_the_same_articles_with_half_of_their_items_known() -> None:
    """Most can be reduced; those that cannot are read whole."""
    chance = random.Random(7)  # noqa: S311  no secret
    reduced = 0
    for path in NEWS:
        body = path.read_bytes()
        first = reduce(body, {})
        if first is None or isinstance(parsed(body), FetchError):
            continue
        reduced += 1
        second = reduce(body, {key: first.hashes[key] for key in first.hashes if chance.random() < 0.5})
        assert second is not None
        whole, left = articles(body), articles(second.body)
        ids = {article.id for article in left}
        assert left == tuple(article for article in whole if article.id in ids), path.name
        assert len(whole) - len(left) <= second.dropped, path.name
    assert reduced > len(NEWS) * 0.8
