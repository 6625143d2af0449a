"""What only a report or a memo has, for the edge cases: invented, like the rest."""

from datetime import UTC, date, datetime, timedelta

from briefgen.model.focus import Companion, Focus, Outlet, Quote, Source, Storyline, StorylineDay, Subject, Voice
from briefgen.model.memo import Memo

_LAST = date(2026, 3, 9)
_DAYS = 30

#: Stories a day: a quiet month, and a week in which the harbour stood still.
_COUNTS = (0, 1, 0, 0, 2, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 3, 5, 8, 7, 9, 6, 4, 6, 3)

_SOURCE = Source(
    url="https://harbour-post.example/strike-ends",
    title="Strike ends after night of talks",
    publisher="Harbour Post",
    language="en",
    published=datetime(2026, 3, 9, 5, tzinfo=UTC),
)

FOCUS = Focus(
    subject=Subject(id="selin-dor", name="Selin Dor", kind="person", role="Minister of Transport"),
    since=_LAST - timedelta(days=_DAYS - 1),
    begins=_LAST - timedelta(days=_DAYS - 1),
    counts=_COUNTS,
    everything=tuple(24 + count for count in _COUNTS),
    reports=tuple(count * 3 for count in _COUNTS),
    before=tuple(reversed(_COUNTS)),
    everything_before=700,
    first=_SOURCE,
    last=_SOURCE,
    outlets=(
        Outlet(name="Harbour Post", country="CY", ownership="independent", reports=61),
        Outlet(name="רחוב יפו", country="IL", ownership="independent", reports=22),
        Outlet(name="A wire whose name no column was made for", country="", ownership="wire", reports=7),
    ),
    silent=12,
    countries={"CY": 61, "IL": 22},
    owners={"independent": 83, "wire": 7},
    companions=(
        Companion(id="amran", name="Amran", stories=31, previous=30, expected=18.0),
        Companion(id="kalissa", name="Kalissa", stories=9, previous=2, expected=1.5),
    ),
    voices=(
        Voice(name="Selin Dor", role="Minister of Transport", side="Amran", statements=14, own=True),
        Voice(name="Dockers’ union", role="", side="", statements=6, own=False),
    ),
    quotes=(
        Quote(
            name="Selin Dor",
            role="Minister of Transport",
            text="Nobody has lost, and the harbour has won.",
            verbatim=True,
            own=True,
            source=_SOURCE,
        ),
        Quote(
            name="Dockers’ union",
            role="",
            text="The union denies any promise on weekend work.",
            verbatim=False,
            own=False,
            source=_SOURCE,
        ),
    ),
    storylines=(
        Storyline(
            id="l-strike",
            headline="Dockers strike for night pay, and win some of it",
            language="en",
            stories=11,
            reports=48,
            outlets=9,
            counts=tuple(count * 2 for count in _COUNTS),
            days=(
                StorylineDay(
                    date=_LAST,
                    text="Strike ends after night of talks",
                    url="https://harbour-post.example/1",
                    language="en",
                ),
            ),
        ),
        Storyline(
            id="l-bridge",
            headline="גשר ההרים נפתח מחדש אחרי החורף",
            language="he",
            stories=2,
            reports=3,
            outlets=2,
            counts=(0,) * (_DAYS - 3) + (1, 2, 0),
        ),
    ),
    stories=60,
    outside=4,
)

MEMO = Memo(
    author="The night desk",
    written=datetime(2026, 3, 9, 21, 30, tzinfo=UTC),
    standfirst="Two numbers stand in two reports. Both are right, for they count different nights.",
    tags=("how to read", "figures"),
    markdown="""\
The union counts *nights*, the port counts **shifts**. A reader of either comes away with another number.[^1]

## What each counts

| | Union | Port |
|---|---|---|
| Counts | nights without work | shifts struck off |
| Number | nine | 14 |

> A figure without its unit is a rumour.

1. Ask what is counted.
2. Ask since when.
    - and until when

`A line of code that is far longer than any column was made for, so that it has to break somewhere or run out of it.`

[A link](https://harbour-post.example/1) and one that leads nowhere: [no](javascript:alert(1)).

[^1]: As of Monday evening.
""",
)
