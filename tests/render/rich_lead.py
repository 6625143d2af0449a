"""The lead of the edition for looking at: a story that has everything a story can have."""

from datetime import date

from briefgen.model.edition import (
    Account,
    Change,
    EditionStory,
    Figure,
    FigureValue,
    Sentence,
    Statement,
    TimelineEntry,
)
from tests.render.rich_parts import reports, story


def the_lead() -> EditionStory:
    """Return a story with changes, figures, statements of two sides, a timeline and nine reports."""
    return story(
        1,
        "Ferry line between Haifa and Limassol reopens after harbour strike ends on the third day",
        status="developing",
        previous_editions=("israel/2022-03-07", "israel/2022-03-08"),
        summary=_SUMMARY,
        changes=_CHANGES,
        figures=_FIGURES,
        statements=_STATEMENTS,
        accounts=_ACCOUNTS,
        timeline=_TIMELINE,
        articles=reports(
            ("Harbour Post", "Ferries sail again as Haifa dock workers end three-day strike"),
            ("Levant Wire", "Port authority: night shifts frozen until summer"),
            ("Cedar Tribune", "Union says no promise was made on weekend work"),
            ("שער הנמל", "הרשות: מדובר ב־14 משמרות לילה, לא בתשע"),
            ("Gulf Dispatch", "Limassol readies second ferry"),
            ("Anatolia Courier", "AGENCY: Ferries sail again as Haifa dock workers end strike"),
            ("Strait Times Weekly", "AGENCY: Haifa dock workers end strike"),
            ("Невский обзор", "Паромы между Хайфой и Лимасолом снова ходят"),
            ("مرآة الساحل", "عودة العبّارات بين حيفا وليماسول"),
        ),
        actors=("barak-lin", "maria-christou", "cyprus"),
        topics=("shipping", "labour"),
    )


_SUMMARY = (
    Sentence(
        text="Dock workers in Haifa returned to work on Tuesday after the port authority froze its night shifts.",
        cites=(1, 2, 4),
    ),
    Sentence(
        text="The first ferry to Limassol left at 14:20 with 212 passengers on board, three days late.", cites=(1,)
    ),
    Sentence(
        text="What had been promised was told in two ways, and the agreement stayed unpublished.",
        cites=(3, 5),
        rewritten=True,
    ),
    Sentence(text="הוועד ישוב ויתכנס ביום חמישי, כך נמסר.", cites=(4,), language="he"),
)

_CHANGES = (
    Change(kind="new", text="Ferries sail again from both harbours.", cites=(1, 2)),
    Change(kind="confirmed", text="The strike, said to be over on Monday night, has ended.", cites=(1,)),
    Change(kind="revised", text="9 → 14", cites=(2, 4), what="night shifts in dispute"),
    Change(kind="denied", text="The union denies that it has agreed to weekend work.", cites=(3,)),
    Change(kind="dropped", text="Nothing more is said of a court order against the strike.", cites=(2,)),
)

_FIGURES = (
    Figure(
        what="passengers waiting in Haifa",
        values=(
            FigureValue(value="1,400", cite=1),
            FigureValue(value="more than 2,000", cite=3),
            FigureValue(value="1,400", cite=2),
        ),
        agree=False,
    ),
    Figure(
        what="night shifts in dispute",
        values=(FigureValue(value="9", cite=2), FigureValue(value="14", cite=4)),
        agree=False,
    ),
    Figure(
        what="passengers on the first ferry",
        values=(FigureValue(value="212", cite=1), FigureValue(value="212", cite=2)),
        agree=True,
    ),
)

_STATEMENTS = (
    Statement(
        speaker="barak-lin", side="israel", name="Barak Lin", role="head of the port authority",
        channel="press conference in Haifa", text="Nobody has given anything away. We have bought time.",
        verbatim=True, cite=2, span=(120, 168),
    ),
    Statement(
        speaker="port-authority", side="israel", name="Haifa Port Authority", role="", channel="written statement",
        text="מדובר ב־14 משמרות לילה, ואף אחת מהן לא בוטלה.", verbatim=True, cite=4, span=(0, 46),
    ),
    Statement(
        speaker="maria-christou", side="cyprus", name="Maria Christou", role="Minister of Shipping",
        channel="Cyprus radio",
        text="Limassol is ready for two ferries a day from Thursday on.", verbatim=False, cite=5, span=(0, 57),
    ),
    Statement(
        speaker="dock-union", side="", name="Dock Workers’ Union", role="", channel="",
        text="There is no word on weekends in what we signed, and there will be none.",
        verbatim=True, cite=3, span=(10, 81),
    ),
)  # fmt: skip

_ACCOUNTS = (
    Account(
        side="israel", name="Israel", statements=(0, 1),
        only=(
            Sentence(text="Fourteen night shifts are at issue, and none of them is cancelled.", cites=(4,)),
            Sentence(text="Nobody has given anything away. We have bought time", cites=(2,)),
        ),
    ),
    Account(
        side="cyprus", name="Cyprus", statements=(2,),
        only=(
            Sentence(text="A second ferry will sail from Thursday.", cites=(5,)),
            Sentence(text="Limassol asks for a share of the harbour dues.", cites=(5,)),
        ),
    ),
)  # fmt: skip

_TIMELINE = (
    TimelineEntry(
        date=date(2022, 3, 5),
        text="Dock workers walk out over night shifts | Harbour Post",
        url="https://harbour-post.example/2022/03/05/walk-out",
    ),
    TimelineEntry(
        date=date(2022, 3, 7),
        text="Mediator called in; Limassol closes its terminal",
        url="https://levant-wire.example/2022/03/07/mediator",
    ),
)
