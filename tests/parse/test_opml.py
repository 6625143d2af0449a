"""OPML in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.parse.opml import Outline, parse_opml, write_opml
from tests.factories import a_feed

NESTED = b"""<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Region"><outline text="North"><outline type="rss" text="Fjord Post" xmlUrl="https://fjord.example/rss"
 htmlUrl="https://fjord.example/" language="nb_NO"/></outline>
<outline TITLE="Dune Times" xmlURL=" feed://dune.example/feed "/></outline>
<outline text="A note"/>
<outline text="On disk" xmlUrl="file:///etc/passwd"/>
<outline text="Fjord again" xmlUrl="https://fjord.example/rss"/>
</body></opml>"""

BOMB = b"""<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<opml version="2.0"><body><outline text="&b;" xmlUrl="https://a.example/"/></body></opml>"""

EXTERNAL = (
    b"""<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;"/></body></opml>"""
)


def test_nested_outlines_are_read_whatever_the_case_of_their_attributes() -> None:
    """Folders are passed over; repetitions stay, for the caller to report."""
    found = parse_opml(NESTED)
    assert [(one.title, one.url) for one in found.feeds] == [
        ("Fjord Post", "https://fjord.example/rss"),
        ("Dune Times", "http://dune.example/feed"),
        ("Fjord again", "https://fjord.example/rss"),
    ]
    assert (found.feeds[0].homepage, found.feeds[0].language) == ("https://fjord.example/", "nb-NO")


def test_an_address_that_is_not_of_the_web_is_named_as_unusable() -> None:
    """A list of feeds must not open files."""
    assert parse_opml(NESTED).unusable == ("On disk",)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (BOMB, "has a DTD or declares entities"),
        (EXTERNAL, "has a DTD or declares entities"),
        (b'<!DOCTYPE opml SYSTEM "http://a.example/opml.dtd"><opml/>', "has a DTD"),
        (b"<opml><body>", "not XML that can be read: no element found"),
        (b"", "not XML that can be read"),
        (b"<?xml version='1.0' encoding='nonsense'?><opml/>", "not XML that can be read"),
        (b"<rss version='2.0'/>", "not OPML: the document is a <rss>"),
    ],
)
def test_what_is_no_harmless_opml_is_refused_in_one_line(document: bytes, told: str) -> None:
    """Bombs are refused before they expand."""
    with pytest.raises(ValueError, match=told) as refusal:
        parse_opml(document)
    assert "\n" not in str(refusal.value)


def test_outlines_nested_ten_thousand_deep_are_read() -> None:
    """Without a stack to overflow."""
    deep = b"<outline text='f'>" * 10_000 + b"<outline text='x' xmlUrl='https://x.example/'/>" + b"</outline>" * 10_000
    assert len(parse_opml(b"<opml><body>" + deep + b"</body></opml>").feeds) == 1


def test_our_own_attributes_come_back_but_no_permission_for_our_network() -> None:
    """A list from elsewhere must not open the intranet."""
    feed = a_feed(country="NO", ownership="state", weight=0.5, full_text=True, allow_private_network=True)
    document = write_opml([feed], "Mine")
    assert "private" not in document
    assert parse_opml(document.encode()).feeds[0].ours == {
        "id": "harbour-post",
        "country": "NO",
        "ownership": "state",
        "weight": "0.5",
        "full_text": "true",
        "poll_minutes": "30",
    }


def test_saved_documents_are_left_out() -> None:
    """They have no address that another program could ask."""
    assert parse_opml(write_opml([a_feed(path="saved/a.xml")], "Mine").encode()).feeds == ()


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co"]), max_size=40))
def test_any_title_survives_the_round_trip(title: str) -> None:
    """Quotes, brackets and ampersands too; spaces are made one."""
    (found,) = parse_opml(write_opml([a_feed(title=f"x {title} x")], title).encode()).feeds
    assert isinstance(found, Outline)
    assert found.url == "https://harbour-post.example/rss.xml"
    if title.isascii() and "&" not in title and "<" not in title:
        assert found.title == " ".join(f"x {title} x".split())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(document: bytes) -> None:
    """Never another error."""
    try:
        parse_opml(document)
    except ValueError as error:
        assert "\n" not in str(error)  # noqa: PT017  most examples raise, some may not
