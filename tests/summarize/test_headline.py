"""The best of the reports' own headlines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.language.rarity import rarity
from briefgen.summarize.headline import clean, headline
from tests.factories import an_article

NAMES = frozenset({"harbour post", "رحوف يافا"})
RARE = rarity([])


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("Lapid speaks with Lavrov by phone | Harbour Post", "Lapid speaks with Lavrov by phone"),
        ("Lapid speaks with Lavrov by phone - Harbour Post", "Lapid speaks with Lavrov by phone"),
        ("Lapid speaks with Lavrov by phone – The Levant Wire", "Lapid speaks with Lavrov by phone"),
        ("LIVE: Lapid speaks with Lavrov by phone", "Lapid speaks with Lavrov by phone"),
        ("Breaking news: missiles hit the port of Latakia", "Missiles hit the port of Latakia"),
        ("  Lapid speaks \n with Lavrov ", "Lapid speaks with Lavrov"),
    ],
)
def test_the_outlets_name_and_the_label_are_taken_off(title: str, cleaned: str) -> None:
    """A headline stands for the story, not for one outlet."""
    assert clean(title, NAMES) == cleaned


@pytest.mark.parametrize(
    "title",
    [
        "Lapid: no comment on the strike in Latakia",
        "Israel–Russia talks to resume in January",
        "Two-year-old rescued from rubble - third in a day",
        "Strike on the port of Latakia unforgivable - Lavrov",
        "Half a million join the protest in the capital – Organisers",
        "Port of Latakia will be rebuilt within a year - State Television",
        "Egypt to buy wheat from Russia",
        "לפיד שוחח עם לברוב בטלפון",
        "",
    ],
)
def test_a_title_without_either_stays_as_it_is(title: str) -> None:
    """A dash or a colon alone takes nothing off."""
    assert clean(title, NAMES) == title


@given(st.text(max_size=80))
@settings(deadline=None)
def test_cleaning_adds_nothing_and_is_done_once(title: str) -> None:
    """What is left are words of the title, in their order, and never nothing of something."""
    cleaned = clean(title, NAMES)
    assert cleaned.casefold() in " ".join(title.split()).casefold()


def test_a_headline_that_tells_is_preferred_to_a_question_or_a_live_page() -> None:
    """Whatever came first."""
    titles = [
        "What we know about the missiles that hit the port of Latakia",
        "Missiles hit the port of Latakia: live updates",
        "Missiles hit the port of Latakia?",
        "Missiles hit the port of Latakia and set containers ablaze",
    ]
    assert headline([an_article(title=t) for t in titles], RARE, NAMES) == titles[3]


def test_the_headline_says_what_most_others_say() -> None:
    """An aside of one outlet does not stand for all."""
    titles = [
        "Port workers in Latakia drank tea in the evening",
        "Missiles hit the port of Latakia and set containers ablaze",
        "Containers ablaze in the port of Latakia after missiles hit",
    ]
    assert headline([an_article(title=t) for t in titles], RARE, NAMES) in titles[1:]


@pytest.mark.parametrize("label", ["Analysis", "Opinion", "Explainer", "Timeline", "Video"])
def test_a_headline_labelled_as_something_else_than_news_is_passed_over(label: str) -> None:
    """Even though the label is taken off where nothing better is known."""
    titles = [
        f"{label}: missiles in the port of Latakia and the fires after",
        "Missiles hit the port of Latakia at night",
    ]
    assert headline([an_article(title=t) for t in titles], RARE, NAMES) == titles[1]


def test_of_equal_headlines_the_one_whose_report_can_be_quoted_is_taken() -> None:
    """So that headline and sentences tell the same."""
    silent = an_article(title="Missiles strike the port of Latakia overnight", text="")
    quotable = an_article(title="Missiles hit the port of Latakia at night", text="Missiles hit the port.")
    assert headline([silent, quotable], RARE, NAMES) == quotable.title


def test_of_equal_headlines_the_one_without_capitals_is_taken() -> None:
    """One edition, one style."""
    titles = ["Missiles Strike the Port of Latakia Overnight", "Missiles strike the port of Latakia overnight"]
    assert headline([an_article(title=t) for t in titles], RARE, NAMES) == titles[1]


def test_one_report_gives_its_own_headline() -> None:
    """Even if it is a question."""
    assert headline([an_article(title="What now? | Harbour Post")], RARE, NAMES) == "What now?"
