"""Which reports a story cites, and how a report is named."""

import pytest

from briefgen.render.citations import cited, titled
from tests.factories import a_report, an_edition_story


def test_what_the_sentences_rest_on_is_cited() -> None:
    """The numbers of the summary's reports."""
    story = an_edition_story()
    assert cited(story) == {n for sentence in story.summary for n in sentence.cites}


@pytest.mark.parametrize(
    "title",
    [
        "Ceasefire holds | Harbour Post",
        "Ceasefire holds - Harbour Post",
        "Ceasefire holds — the harbour  post ",
        "Ceasefire holds • The Harbour Post",
    ],
)
def test_an_outlet_printed_beside_its_title_does_not_stand_in_it_too(title: str) -> None:
    """Whatever sign the feed puts between them."""
    assert titled(a_report(title=title, publisher="Harbour Post")) == "Ceasefire holds"


@pytest.mark.parametrize(
    "title",
    [
        "Ceasefire holds - organizers",
        "Ceasefire holds | Levant Wire",
        "Harbour Post",
        "| Harbour Post",
        "Ceasefire-Harbour Post",
        "לפיד שוחח עם לברוב",
    ],
)
def test_a_title_that_does_not_end_with_its_outlet_stays_as_it_is(title: str) -> None:
    """An attribution after a dash is part of the news."""
    assert titled(a_report(title=title, publisher="Harbour Post")) == title
