"""What a sentence is worth to its story."""

import pytest

from briefgen.language.rarity import rarity
from briefgen.summarize.weighing import OVERTAKEN, share, weigh
from tests.factories import an_article

RARE = rarity([])
FIRST = "The ministers of five states signed the grain deal in Vienna on Monday."
ASIDE = "A brass band played waltzes below the balcony until it began to snow."


def worth(*texts: str, old: str = "") -> dict[str, float]:
    """Return the worth of the sentences of reports, each of an outlet of its own; ``old`` is overtaken."""
    reports = [
        an_article(id=f"a-{n}", feed=f"outlet-{n}", title="Grain deal signed in Vienna", text=text)
        for n, text in enumerate(texts)
    ]
    return {w.candidate.text: w.worth for w in weigh(reports, RARE, lambda _report, text: text == old)}


def test_what_two_outlets_tell_is_worth_more_than_what_one_tells() -> None:
    """In words, and in pairs of words."""
    found = worth(f"{ASIDE} {FIRST}", FIRST)
    assert found[FIRST] > found[ASIDE]
    turned = "Signed on Monday: five ministers, one Vienna, states of grain, the deal was."
    assert worth(FIRST, FIRST)[FIRST] > worth(FIRST, turned)[FIRST]


def test_an_aside_is_left_out_where_three_outlets_tell_the_story() -> None:
    """Two cannot say what is one."""
    assert ASIDE in worth(f"{FIRST} {ASIDE}", FIRST)
    assert ASIDE not in worth(f"{FIRST} {ASIDE}", FIRST, FIRST)


def test_an_overtaken_number_costs_a_sentence_most_of_its_worth() -> None:
    """It is told only where there is nothing else."""
    assert worth(FIRST, old=FIRST)[FIRST] == pytest.approx(OVERTAKEN * worth(FIRST)[FIRST])


def test_a_share_is_between_nothing_and_all() -> None:
    """By the weight of the words, not by their number."""
    words = frozenset({"grain", "deal"})
    assert share(words, frozenset(), RARE) == 0
    assert share(words, words, RARE) == 1
    assert share(frozenset(), words, RARE) == 0
