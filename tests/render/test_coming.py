"""Announced events by their date."""

from datetime import date
from typing import Any

from briefgen.model.edition import WeekAheadEntry
from briefgen.render.coming import by_date


def an_event(day: int, **given: Any) -> WeekAheadEntry:
    """Return an event of March 2022."""
    plausible: dict[str, Any] = {
        "date": date(2022, 3, day),
        "precision": "day",
        "text": "A vote",
        "url": "https://harbour-post.example/vote",
        "publisher": "Harbour Post",
    }
    return WeekAheadEntry(**{**plausible, **given})


def test_events_of_one_date_stand_under_it_once() -> None:
    """In calendar order, whatever their own; a week that begins on that day comes after it."""
    events = (an_event(2), an_event(1, precision="week"), an_event(1, text="a"), an_event(1, text="b"))
    assert [(group.date.day, group.precision, len(group.events)) for group in by_date(events)] == [
        (1, "day", 2),
        (1, "week", 1),
        (2, "day", 1),
    ]
