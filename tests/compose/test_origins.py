"""Republished copies."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.origins import copies
from briefgen.model.article import Article
from tests.compose.judged import a_concern, ranking
from tests.factories import NOON, a_feed, a_story, an_article

WIRE_TEXT = (
    "Negotiators met again in Vienna on Monday for a second round of talks since the new government took office. "
    "Diplomats said that the first day was given to sanctions and that experts would meet on Tuesday to prepare a list."
)
FEEDS = {
    "levant-wire": a_feed(id="levant-wire", ownership="wire"),
    "harbour-post": a_feed(id="harbour-post"),
    "gulf-ledger": a_feed(id="gulf-ledger"),
}


def a_text(feed: str, text: str = WIRE_TEXT, *, hours: float = 0, name: str = "") -> Article:
    """Return an article of an outlet, some hours after noon."""
    return an_article(
        id=f"a-{name or feed}",
        feed=feed,
        url=f"https://{feed}.example/{name or 1}",
        text=text,
        published=NOON + timedelta(hours=hours),
    )


def test_the_wire_is_the_origin_even_if_its_customer_was_quicker() -> None:
    """With a line of credit and another first line, too."""
    changed = "In Vienna, the talks went on. " + WIRE_TEXT + " (Levant Wire)"
    found = copies([a_text("harbour-post", changed), a_text("levant-wire", hours=1)], FEEDS)
    assert found == {"a-harbour-post"}


def test_without_a_wire_the_first_is_the_origin() -> None:
    """By the time of publication, in whatever order they come."""
    later, first = a_text("gulf-ledger", hours=2), a_text("harbour-post")
    assert copies([later, first], FEEDS) == copies([first, later], FEEDS) == {"a-gulf-ledger"}


def test_a_report_of_its_own_is_no_copy_though_it_quotes_a_sentence() -> None:
    """Nor is one outlet's second text a copy of its first."""
    own = (
        "Traders in Dubai watched Vienna closely on Monday, because oil could flow again within months of a deal. "
        "Experts would meet on Tuesday to prepare a list. Prices in Asia fell by two per cent before noon."
    )
    assert copies([a_text("levant-wire"), a_text("gulf-ledger", own)], FEEDS) == frozenset()
    assert copies([a_text("harbour-post"), a_text("harbour-post", name="again")], FEEDS) == frozenset()


def test_a_line_under_a_headline_is_a_copy_only_if_it_is_the_same_line() -> None:
    """And no text at all is a copy of nothing."""
    line = "The ministers spoke by phone on Monday."
    short = [a_text("harbour-post", line), a_text("gulf-ledger", line, hours=1)]
    assert copies(short, FEEDS) == {"a-gulf-ledger"}
    assert copies([a_text("harbour-post", line), a_text("gulf-ledger", f"{line[:-1]} evening.")], FEEDS) == frozenset()
    assert copies([a_text("harbour-post", ""), a_text("gulf-ledger", "")], FEEDS) == frozenset()


@given(st.lists(st.sampled_from([WIRE_TEXT, WIRE_TEXT[:120], "Something else.", ""]), min_size=1, max_size=6))
def test_something_is_always_an_origin(texts: list[str]) -> None:
    """However often it was copied."""
    articles = [a_text(("harbour-post", "gulf-ledger")[n % 2], text, name=str(n)) for n, text in enumerate(texts)]
    assert len(copies(articles, FEEDS)) < len(articles)


def test_ten_copies_count_as_one_outlet() -> None:
    """So a story of two that wrote themselves ranks above it."""
    feeds = {f"outlet-{n}": a_feed(id=f"outlet-{n}") for n in range(10)}
    copied = a_story(*(a_text(feed, name=feed) for feed in feeds))
    others = ("The minister landed in Moscow at noon, aides said.", "He will stay for two days and meet traders.")
    written = a_story(*(a_text(feed, text, name=f"own-{feed}") for feed, text in zip(feeds, others, strict=False)))
    first, second = ranking((copied, a_concern("lavrov")), (written, a_concern("lavrov")), feeds=feeds)
    assert first.story == written
    assert len(second.copies) == 9


def test_a_page_that_names_another_outlets_as_the_original_is_a_copy() -> None:
    """Though it came first, and though the original is not among the reports; it counts as its origin."""
    copy = replace(a_text("harbour-post"), is_copy=True)
    assert copies([copy, a_text("gulf-ledger", hours=2)], FEEDS) == {copy.id}
    assert copies([copy], FEEDS) == {copy.id}
    alone, original = (
        ranking((a_story(article), a_concern("lavrov")), feeds=FEEDS) for article in (copy, a_text("gulf-ledger"))
    )
    (told,), (whole,) = ([part.because for part in one[0].parts if part.name == "outlets"] for one in (alone, original))
    assert told == whole == "1 outlet"
