"""What an edition reads."""

from dataclasses import replace

from briefgen.reading import each_once
from tests.factories import an_article


def test_an_article_under_two_addresses_is_read_once() -> None:
    """Its pages name one address and it has one title; the longer text is the one that is read."""
    short = an_article(id="a-1", url="https://outlet.example/1?from=feed", canonical="https://outlet.example/1")
    long = replace(short, id="a-2", url="https://outlet.example/live/1", text=short.text * 2)
    assert each_once([short, long]) == [long]
    assert each_once([long, short]) == [long]


def test_a_template_that_gives_all_pages_one_address_joins_nothing() -> None:
    """The titles tell them apart."""
    one = an_article(id="a-1", url="https://outlet.example/1", title="One", canonical="https://outlet.example/news")
    two = replace(one, id="a-2", url="https://outlet.example/2", title="Two")
    assert each_once([one, two]) == [one, two]


def test_a_copy_stays_beside_its_original() -> None:
    """It is listed, as a copy."""
    original = an_article(id="a-1", url="https://wire.example/1", canonical="https://wire.example/1")
    copy = replace(original, id="a-2", url="https://outlet.example/1", is_copy=True)
    assert each_once([original, copy]) == [original, copy]
