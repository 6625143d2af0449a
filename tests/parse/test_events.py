"""What feedparser finds does not depend on how the pieces of a text reach it."""

from io import BytesIO
from xml.sax.handler import ContentHandler, feature_namespaces

from feedparser.api import PREFERRED_XML_PARSERS
from hypothesis import given
from hypothesis import strategies as st

from briefgen.parse import events


class _Pieces(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def characters(self, content: str) -> None:
        """Keep a piece."""
        self.pieces.append(content)


def pieces(document: str) -> list[str]:
    """Return the pieces in which the text of a document comes."""
    parser, kept = events.create_parser(), _Pieces()
    parser.setContentHandler(kept)
    parser.parse(BytesIO(document.encode()))
    return kept.pieces


def test_feedparser_uses_this_reader() -> None:
    """It is asked for first."""
    assert PREFERRED_XML_PARSERS == ["briefgen.parse.events"]


@given(st.lists(st.sampled_from(["a", "&lt;", "\n", "&amp;", "é", "<![CDATA[<b>]]>", "&#8217;"]), min_size=1))
def test_a_text_comes_in_one_piece(parts: list[str]) -> None:
    """Lines, entities and CDATA in it make no difference."""
    found = pieces(f"<a>{''.join(parts)}</a>")
    meant = "".join(parts).replace("<![CDATA[<b>]]>", "<b>").replace("&lt;", "<").replace("&#8217;", "’")
    assert found == [meant.replace("&amp;", "&")]


def test_a_text_longer_than_a_piece_loses_nothing() -> None:
    """It comes in several."""
    assert "".join(pieces(f"<a>{'é ' * 100_000}</a>")) == "é " * 100_000


def test_what_says_nothing_of_an_article_is_not_handed_on() -> None:
    """A count of views is not; a caption, a title and what another vocabulary calls a thumbnail are."""
    heard: list[str] = []

    class Elements(ContentHandler):
        def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: object) -> None:  # noqa: ARG002, N802  as xml.sax calls it
            """Keep the name of an element."""
            heard.append(name[1])

        def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: ARG002, N802  likewise
            """Keep the name of an element."""
            ended.append(name[1])

    ended: list[str] = []
    parser = events.create_parser()
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(Elements())
    inside = "<m:community><m:statistics views='1'/></m:community><m:thumbnail/><m:title/><o:thumbnail/>"
    document = f"<a xmlns:m='http://search.yahoo.com/mrss/' xmlns:o='https://o.example/'>{inside}</a>"
    parser.parse(BytesIO(document.encode()))
    assert heard == ["a", "title", "thumbnail"]
    assert sorted(ended) == sorted(heard)
