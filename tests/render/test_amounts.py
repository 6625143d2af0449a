"""Sums and shares of an edition's stories."""

import dataclasses

import pytest

from briefgen.model.edition import Section
from briefgen.render.amounts import amounts
from tests.factories import an_edition, an_edition_story

TEXTS = {
    "Riyadh announces $5 Billion for the harbours": "$5 Billion",
    "Shares fall by 3.5% in a day": "3.5%",
    "Inflation at 12 percent": "12 percent",
    "Tanker carries 1.1 million barrels": "1.1 million barrels",
    "Bank lends €1.5bn": "€1.5bn",
    "Курс: 2 млрд рублей": "2 млрд",
    "העסקה: ₪30 מיליון": "₪30 מיליון",
    "Yatırım 4 milyar": "4 milyar",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_sum_or_share_is_found_as_it_is_worded(text: str) -> None:
    """In every language of the editions."""
    sections = (Section(title="x", stories=tuple(an_edition_story(id=f"s-{n}", headline=text) for n in (1, 2))),)
    found = amounts(dataclasses.replace(an_edition(), sections=sections))
    assert [amount.value for amount in found] == [TEXTS[text]] * 2


def test_other_numbers_are_none() -> None:
    """Dates, ages and counts of people; a single sum is no overview, and quick hits have none."""
    plain = [an_edition_story(id=f"s-{n}", headline=text) for n, text in enumerate(["On 7 March 2023", "41 killed"])]
    one = an_edition_story(id="s-9", headline="A loan of $5 billion")
    edition = dataclasses.replace(
        an_edition(),
        sections=(Section(title="x", stories=(*plain, one)), Section(title="y", stories=(one, one), brief=True)),
    )
    assert amounts(edition) == ()
