"""Two sides on one event, side by side."""

from dataclasses import replace

from briefgen.model.edition import Account
from briefgen.model.story import Story
from briefgen.summarize.accounts import accounts
from briefgen.summarize.statements import statements
from tests.factories import a_story, an_article
from tests.summarize.sides import WATCHLIST, matches_of

NORTHERN = (
    "Foreign Minister Maya Holm spoke by phone with Omar Sand of Southmark on Monday about the old port. "
    'Holm tweeted after the call: "I spoke with Omar Sand about the old port and the winter ferries. '
    'We agreed to meet in spring."'
)
SOUTHERN = (
    "Omar Sand and Maya Holm spoke by phone on Monday about the old port. "
    "The Southmarkian Foreign Ministry said the two mainly discussed the unpaid fees of Northland for 12 warehouses."
)


def _accounts(*texts: str, sides: dict[str, str] | None = None) -> tuple[Story, tuple[Account, ...]]:
    story = a_story(
        *(
            an_article(id=f"a-{n}", feed=f"outlet-{n}", title="Ministers speak by phone", text=text)
            for n, text in enumerate(texts)
        )
    )
    matches = matches_of(story)
    said = statements(story, matches, WATCHLIST)
    return story, accounts(story, said, matches, WATCHLIST, sides)


def test_both_sides_of_a_call_come_out_of_one_report() -> None:
    """Each with its statement and with what the other does not mention."""
    _, told = _accounts(f"{NORTHERN}\n\n{SOUTHERN}")
    assert [one.side for one in told] == ["northland", "southmark"]
    assert [one.name for one in told] == ["Northland", "Southmark"]
    only = {one.side: " ".join(sentence.text for sentence in one.only) for one in told}
    assert "12 warehouses" in only["southmark"]
    assert "meet in spring" in only["northland"]


def test_both_sides_of_a_call_come_out_of_two_reports() -> None:
    """The sides need not be in one report."""
    _, told = _accounts(NORTHERN, SOUTHERN)
    assert {one.side for one in told} == {"northland", "southmark"}
    assert {sentence.cites for one in told for sentence in one.only} == {(1,), (2,)}


def test_what_the_other_sides_outlets_mention_is_not_only_ones_own() -> None:
    """A side is taken to mention what its own outlets report."""
    also = (
        "The dispute is about 12 warehouses, unpaid fees and what the two mainly discussed, Northland's press writes."
    )
    _, told = _accounts(NORTHERN, SOUTHERN, also, sides={"outlet-2": "northland"})
    south = next(one for one in told if one.side == "southmark")
    assert south.only == ()


def test_an_outlet_that_quotes_the_other_side_does_not_mention_it_itself() -> None:
    """Otherwise nothing would be left of what only one says."""
    _, told = _accounts(NORTHERN, SOUTHERN, sides={"outlet-1": "northland"})
    south = next(one for one in told if one.side == "southmark")
    assert south.only


def test_statements_on_different_things_are_not_two_accounts() -> None:
    """Being in one story is not enough."""
    _, told = _accounts(
        'Rain fell on the hills. "Our bakers will strike over flour prices," Maya Holm said.\n\n'
        "Swimmers won medals. Southmark said that the museum of clocks would open in June."
    )
    assert told == ()


def test_one_side_alone_has_no_account() -> None:
    """There is nothing to put beside it."""
    _, told = _accounts(NORTHERN)
    assert told == ()


def test_every_sentence_is_in_its_report() -> None:
    """What only one side mentions is quoted, not told."""
    story, told = _accounts(NORTHERN, SOUTHERN)
    for one in told:
        for sentence in one.only:
            assert all(sentence.text in story.articles[cite - 1].text for cite in sentence.cites)


def test_statements_are_pointed_at_by_their_place() -> None:
    """The places are those in the tuple that was given, and an empty one has no accounts."""
    story, told = _accounts(NORTHERN, SOUTHERN)
    matches = matches_of(story)
    said = statements(story, matches, WATCHLIST)
    for one in told:
        assert all(said[place].side == one.side for place in one.statements)
    assert accounts(story, [replace(said[0])], matches, WATCHLIST) == ()


def test_what_both_tell_in_part_is_not_marked_as_told_by_one() -> None:
    """A statement on the same thing with some words of its own would be shown as the side's alone, whole."""
    _, told = _accounts(
        "Northland says it has reached a deal with Southmark to reopen the old port and the ferry line in May. "
        "Southmark says a deal with Northland on the old port has been reached after years of quarrels."
    )
    assert len(told) == 2
    assert all(one.only == () for one in told)
