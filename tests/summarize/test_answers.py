"""What a language model answered is read as far as it can be verified, and no further."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.story import CitedSentence, Summary
from briefgen.summarize.answers import verified
from briefgen.summarize.offers import Offer

TEXTS = (
    "Foreign Minister Sergey Lavrov of Russia met Sameh Shoukry in Cairo on Monday to discuss grain shipments.",
    "Egypt buys most of its wheat from Russia and wants the price fixed for two years.",
    "Foreign Minister Sergey Lavrov met Sameh Shoukry in Cairo on Monday to discuss shipments of grain.",
    "Floods closed the road between Alexandria and the new terminal for the third night.",
    "Traders in Odessa expect a ship with barley before the end of the month.",
    "A new railway will carry fertiliser from the quarries at Abu Tartur to the coast.",
)


def a_sentence(number: int) -> CitedSentence:
    """Return an offered sentence: each of its own article, the second also of the first's."""
    articles = ("a-2", "a-1") if number == 2 else (f"a-{number}",)
    text = TEXTS[number - 1]
    return CitedSentence(text=text, articles=articles, start=0, end=len(text))


OFFER = Offer(
    summary=Summary(headline="Lavrov in Cairo", language="en", sentences=(a_sentence(1), a_sentence(2))),
    sentences=tuple(map(a_sentence, range(1, 7))),
    written=(date(2021, 12, 27),) * 6,
    target="en",
)


def selected(answer: Any) -> list[int]:
    """Return the numbers of the sentences that stand after this answer."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    told = verified(text, OFFER, "select").sentences
    return [TEXTS.index(one.text) + 1 for one in told]


SELECTIONS = {
    "numbers in order": ([4, 1], [4, 1]),
    "texts with their cites; the texts are not looked at": ([{"text": "Lies.", "cites": [1]}, {"cites": [2]}], [1, 2]),
    "in a fence": ("```json\n[1, 2]\n```", [1, 2]),
    "behind words": ("Here you are: [2, 1]. Anything else?", [2, 1]),
    "in an object": ({"sentences": [1, 2]}, [1, 2]),
    "unknown numbers are passed over": ([0, 99, -1, 1, 2], [1, 2]),
    "what is no number is passed over": ([1, "2", 2.0, True, None, [3], {"text": "x"}, 2], [1, 2]),
    "a number twice": ([1, 1, 2], [1, 2]),
    "a sentence that says the same": ([1, 3, 2], [1, 2]),
    "four at most, and none after enough words": ([1, 2, 4, 5, 6], [1, 2, 4, 5]),
    "one is too few": ([1], []),
    "none": ([], []),
    "no JSON": ("I cannot help with that.", []),
    "broken JSON": ("[1, 2", []),
    "a deep nest": ("[" * 50_000, []),
    "a number of many digits": ("[" + "9" * 20_000 + ", 1, 2]", []),
    "two lists": ({"a": [1, 2], "b": [3, 4]}, []),
    "far too long": (" " * 100_001 + "[1, 2]", []),
}


@pytest.mark.parametrize("case", SELECTIONS)
def test_only_known_numbers_count(case: str) -> None:
    """The sentences stand as they were offered, or none does."""
    answer, expected = SELECTIONS[case]
    assert selected(answer) == expected


def test_selected_sentences_are_those_of_the_reports_to_the_letter() -> None:
    """With their cites; nothing of the model's is in them."""
    told = verified("[2, 1]", OFFER, "select").sentences
    assert told == (OFFER.sentences[1], OFFER.sentences[0])


def reworded(*entries: Any) -> tuple[CitedSentence, ...]:
    """Return what stands after this answer."""
    return verified(json.dumps(entries), OFFER, "rewrite").sentences


MET = {"text": "Foreign Minister Sergey Lavrov met Sameh Shoukry in Cairo to discuss grain shipments.", "cites": [1]}
WHEAT = {"text": "Egypt buys most of its wheat from Russia and wants a price fixed for two years.", "cites": [2]}


def test_verified_wordings_are_marked_and_cite_what_they_were_made_of() -> None:
    """All articles that hold a cited sentence are cited."""
    first, second = reworded(MET, WHEAT)
    assert (first.text, first.articles, first.rewritten) == (MET["text"], ("a-1",), True)
    assert (second.text, second.articles, second.rewritten) == (WHEAT["text"], ("a-2", "a-1"), True)


def test_where_a_wording_is_refused_the_sentence_of_the_report_stands_in_its_place() -> None:
    """Unmarked, and the other wordings stay."""
    lie = {"text": "Egypt buys most of its wheat from Ukraine and wants the price fixed for nine years.", "cites": [2]}
    first, second = reworded(MET, lie)
    assert first.rewritten
    assert second == OFFER.sentences[1]


def test_a_sentence_of_the_report_that_comes_back_as_it_is_is_not_marked() -> None:
    """Nobody worded it."""
    assert reworded({"text": TEXTS[0], "cites": [1]}, WHEAT)[0] == OFFER.sentences[0]


REFUSED = {
    "no cites": [{"text": MET["text"], "cites": []}, {"text": WHEAT["text"]}],
    "unknown cites": [{"text": MET["text"], "cites": [1, 99]}, {"text": WHEAT["text"], "cites": ["2"]}],
    "only numbers": [1, 2],
    "every wording is refused": [{"text": "Buy gold now.", "cites": [1]}, {"text": "Buy gold now.", "cites": [2]}],
    "one is too few": [MET],
    "the same twice": [MET, MET],
    "a cite of everything": [{"text": MET["text"], "cites": [1, 2, 3, 4, 5, 6]}],
    "no list": {"text": "x"},
}


@pytest.mark.parametrize("case", REFUSED)
def test_without_enough_that_is_verified_the_summary_stands_as_it_was(case: str) -> None:
    """The reason is told, none of the model's words is in it."""
    found = verified(json.dumps(REFUSED[case]), OFFER, "rewrite")
    assert found.sentences == ()
    assert found.refused
    assert "gold" not in " ".join(found.refused)


@given(st.text() | st.recursive(st.integers() | st.text() | st.none(), st.lists).map(json.dumps))
def test_no_answer_breaks_it_and_selection_yields_only_what_was_offered(answer: str) -> None:
    """Whatever comes."""
    assert set(verified(answer, OFFER, "select").sentences) <= set(OFFER.sentences)
    assert not any(one.rewritten for one in verified(answer, OFFER, "rewrite").sentences)
