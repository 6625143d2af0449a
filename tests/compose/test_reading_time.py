"""How much there is to read."""

from datetime import date
from typing import Any

import pytest

from briefgen.compose.reading_time import reading_minutes, word_count
from briefgen.model.edition import Change, Figure, FigureValue, Section, Sentence, TimelineEntry, WeekAheadEntry
from tests.factories import an_edition_story

PLAIN: dict[str, Any] = {"headline": "Two words", "summary": (Sentence(text="Three more words.", cites=(1,)),)}
FULL: dict[str, Any] = {
    **PLAIN,
    "changes": (Change(kind="new", text="One new thing.", cites=(1,)),),
    "figures": (Figure(what="dead", values=(FigureValue(value="6", cite=1),), agree=True),),
    "timeline": (TimelineEntry(date=date(2021, 12, 7), text="An earlier strike.", url="https://x.example/"),),
}


def test_every_text_of_a_story_is_counted_once() -> None:
    """Headline, summary, changes, figures, timeline; not the list of its reports."""
    assert word_count([Section(title="T", stories=(an_edition_story(1, **PLAIN),))]) == 5
    assert word_count([Section(title="T", stories=(an_edition_story(1, **FULL),))]) == 13


def test_a_quick_hit_is_its_headline_and_summary() -> None:
    """The rest is not shown."""
    assert word_count([Section(title="T", stories=(an_edition_story(1, **FULL),), brief=True)]) == 5


def test_the_week_ahead_is_read_too() -> None:
    """Its texts."""
    entry = WeekAheadEntry(date=date(2022, 1, 3), precision="day", text="Talks resume.", url="u", publisher="p")
    assert word_count([], [entry]) == 2


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (238, 1), (600, 3)])
def test_an_edition_takes_a_minute_at_least(words: int, minutes: int) -> None:
    """238 words a minute."""
    assert reading_minutes(words) == minutes
