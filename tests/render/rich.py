"""Editions for looking at: invented news of an invented week, with everything an edition can hold."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

from briefgen.model.edition import (
    ActorTrend,
    Balance,
    Change,
    DownFeed,
    Edition,
    EditionStory,
    Figure,
    FigureValue,
    Masthead,
    PairTrend,
    Report,
    Section,
    Sentence,
    Sources,
    Statement,
    TimelineEntry,
    Trends,
    WeekAheadEntry,
)
from briefgen.model.moment import Period
from tests.factories import an_edition

END = datetime(2022, 3, 9, 4, tzinfo=UTC)

OUTLETS = {
    "Harbour Post": ("harbour-post", "en"),
    "Levant Wire": ("levant-wire", "en"),
    "Gulf Dispatch": ("gulf-dispatch", "en"),
    "Strait Times Weekly": ("strait-weekly", "en"),
    "Cedar Tribune": ("cedar-tribune", "en"),
    "Anatolia Courier": ("anatolia-courier", "en"),
    "Невский обзор": ("nevsky-review", "ru"),
    "שער הנמל": ("shaar-hanamal", "he"),
    "مرآة الساحل": ("coast-mirror", "ar"),
}


def reports(*told: tuple[str, str]) -> tuple[Report, ...]:
    """Return reports of (outlet, title), the first the origin, each half an hour after the one before."""
    made = []
    for n, (outlet, title) in enumerate(told, start=1):
        feed, language = OUTLETS[outlet]
        made.append(
            Report(
                n=n,
                url=f"https://{feed}.example/2022/03/08/{feed}-{len(title)}{n}?ref=rss&id={n}",
                title=title,
                publisher=outlet,
                feed=feed,
                language=language,
                published=END - timedelta(hours=14) + timedelta(minutes=30 * n),
                origin=not title.startswith("AGENCY"),
            )
        )
    return tuple(made)


def story(rank: int, headline: str, *sentences: tuple[str, tuple[int, ...]], **given: object) -> EditionStory:
    """Return a story of the rank with these cited sentences."""
    plausible = {
        "id": f"s-{rank:04d}",
        "rank": rank,
        "score": round(1 / rank, 4),
        "headline": headline,
        "language": "en",
        "status": "new",
        "first_reported": END - timedelta(hours=13, minutes=7 * rank),
        "summary": tuple(Sentence(text=text, cites=cites) for text, cites in sentences),
    }
    return EditionStory(**{**plausible, **given})  # type: ignore[arg-type]


def the_lead() -> EditionStory:
    """Return a story with changes, figures, statements, a timeline and ten reports."""
    return story(
        1,
        "Ferry line between Haifa and Limassol reopens after harbour strike ends on the third day",
        (
            "Dock workers in Haifa returned to work on Tuesday after the port authority froze its night shifts.",
            (1, 2, 4),
        ),
        ("The first ferry to Limassol left at 14:20 with 212 passengers on board, three days late.", (1,)),
        (
            "Both sides gave different accounts of what had been promised, and the agreement was not published.",
            (3, 5),
        ),
        status="developing",
        previous_editions=("israel/2022-03-08",),
        changes=(
            Change(kind="new", text="Ferries sail again from both harbours.", cites=(1, 2)),
            Change(kind="revised", text="The authority now speaks of 14 shifts, not of nine.", cites=(4,)),
            Change(kind="denied", text="The union denies that it has agreed to weekend work.", cites=(3,)),
        ),
        figures=(
            Figure(
                what="passengers waiting in Haifa",
                values=(FigureValue(value="1,400", cite=1), FigureValue(value="more than 2,000", cite=3)),
                agree=False,
            ),
            Figure(what="night shifts in dispute", values=(FigureValue(value="14", cite=4),), agree=True),
        ),
        statements=(
            Statement(
                speaker="barak-lin",
                side="israel",
                name="Barak Lin",
                role="head of the port authority",
                channel="press conference in Haifa",
                text="Nobody has given anything away. We have bought time.",
                verbatim=True,
                cite=2,
                span=(120, 168),
            ),
            Statement(
                speaker="maria-christou",
                side="cyprus",
                name="Maria Christou",
                role="Minister of Shipping",
                channel="Cyprus radio",
                text="Limassol is ready for two ferries a day from Thursday on.",
                verbatim=False,
                cite=5,
                span=(0, 57),
            ),
        ),
        timeline=(
            TimelineEntry(
                date=date(2022, 3, 5),
                text="Dock workers walk out over night shifts",
                url="https://harbour-post.example/2022/03/05/walk-out",
            ),
            TimelineEntry(
                date=date(2022, 3, 7),
                text="Mediator called in; Limassol closes its terminal",
                url="https://levant-wire.example/2022/03/07/mediator",
            ),
        ),
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


def a_rich_edition() -> Edition:
    """Return ten stories in four sections, two of them in Hebrew and Arabic, and every later part filled."""
    diplomacy = (
        story(
            2,
            "Ankara and Athens agree on a joint search-and-rescue line in the Aegean",
            ("The two coast guards will share one radio channel and one duty desk from April.", (1, 2)),
            ("Greek officials called the step technical; Turkish officials called it a beginning.", (2, 3)),
            articles=reports(
                ("Anatolia Courier", "One channel for two coast guards"),
                ("Levant Wire", "Aegean rescue line agreed in Izmir"),
                ("Harbour Post", "Athens: a technical step, no more"),
            ),
            actors=("turkey", "greece"),
            topics=("shipping",),
        ),
        story(
            3,
            "שר התחבורה נפגש בניקוסיה עם מקבילתו הקפריסאית ודן בקו המעבורות החדש",
            ("השר הגיע לניקוסיה ביום שלישי בבוקר ושב באותו ערב לחיפה.", (1,)),
            ("לפי הודעת משרדו, קו שני ייפתח ב־1 באפריל ויפעל שלוש פעמים בשבוע.", (1, 2)),
            language="he",
            articles=reports(
                ("שער הנמל", 'שר התחבורה בניקוסיה: "קו שני באפריל"'),
                ("Levant Wire", "Second ferry line from April, says Haifa"),
            ),
            actors=("cyprus",),
            topics=("shipping",),
        ),
        story(
            4,
            "Envoys meet in Muscat for a fourth day without a joint statement",
            ("The talks will resume on Thursday at the level of experts.", (1, 2)),
            articles=reports(
                ("Gulf Dispatch", "Muscat talks go into a fifth day"),
                ("Strait Times Weekly", "No statement from Muscat"),
            ),
            status="developing",
            actors=("oman",),
        ),
    )
    security = (
        story(
            5,
            "خفر السواحل ينقذ ثلاثة عشر صيادًا قبالة طرابلس بعد عاصفة مفاجئة",
            ("أعلن خفر السواحل أن جميع الصيادين نُقلوا إلى المستشفى وأن حالتهم مستقرة.", (1, 2)),
            ("وكانت العاصفة قد ضربت الساحل مساء الاثنين من دون إنذار.", (1,)),
            language="ar",
            articles=reports(
                ("مرآة الساحل", "إنقاذ 13 صيادًا قبالة طرابلس"),
                ("Cedar Tribune", "Thirteen fishermen saved off Tripoli"),
            ),
            topics=("shipping",),
        ),
        story(
            6,
            "Army and police exercise at the northern crossings closes two roads until Friday",
            ("Roads 4 and 70 are closed between 22:00 and 05:00.", (1,)),
            ("Residents were told to expect noise and low flights.", (1, 2)),
            articles=reports(
                ("Harbour Post", "Night exercise closes roads in the north"),
                ("Levant Wire", "Exercise announced on both sides of the line"),
            ),
            topics=("security",),
        ),
        story(
            7,
            "Investigators rule out sabotage in the Aqaba grain silo fire",
            ("The report names dust and a failed bearing as the cause.", (1, 2)),
            articles=reports(
                ("Gulf Dispatch", "Silo fire: bearing to blame"), ("Cedar Tribune", "Report on Aqaba fire")
            ),
            status="quiet",
        ),
    )
    economy = (
        story(
            8,
            "Central bank leaves its rate at 0.1 percent and raises its forecast for growth",
            (
                "The bank expects the economy to grow by 5.5 percent this year, half a point more than in January.",
                (1, 2),
            ),
            ("Inflation stood at 3.1 percent in February, the highest since 2011.", (2,)),
            articles=reports(
                ("Levant Wire", "Rate stays at 0.1 percent"),
                ("Harbour Post", "Bank lifts growth forecast to 5.5 percent"),
            ),
            topics=("economy",),
        ),
        story(
            9,
            "Wheat importers in Beirut look to India as Black Sea cargoes stay away",
            ("Six cargoes of 25,000 tonnes were ordered last week.", (1,)),
            ("Stocks last for a month and a half, the ministry says.", (1, 2)),
            articles=reports(
                ("Cedar Tribune", "Beirut buys wheat from India"), ("Невский обзор", "Ливан закупает индийскую пшеницу")
            ),
            topics=("economy",),
        ),
        story(
            10,
            "Two desalination plants in the Gulf to share one grid connection",
            ("The builders expect to save a tenth of the power.", (1,)),
            articles=reports(
                ("Gulf Dispatch", "Two plants, one cable"),
            ),
            topics=("economy",),
        ),
    )
    return Edition(
        id="israel/2022-03-09",
        title=the_lead().headline,
        date=date(2022, 3, 9),
        briefing=Masthead(
            id="israel",
            title="Israel Briefing",
            cadence="daily",
            language="en",
            tagline="Diplomacy, security and politics, every weekday",
            timezone="Asia/Jerusalem",
        ),
        period=Period(start=END - timedelta(days=1), end=END),
        cutoff=END,
        sections=(
            Section(title="Top story", stories=(the_lead(),)),
            Section(title="Diplomacy", stories=diplomacy),
            Section(title="Security", stories=security),
            Section(title="Economy", stories=economy),
        ),
        names={
            "barak-lin": "Barak Lin",
            "maria-christou": "Maria Christou",
            "cyprus": "Cyprus",
            "israel": "Israel",
            "turkey": "Turkey",
            "greece": "Greece",
            "oman": "Oman",
            "shipping": "Shipping and ports",
            "labour": "Labour disputes",
            "security": "Security",
            "economy": "Economy",
        },
        week_ahead=(
            WeekAheadEntry(
                date=date(2022, 3, 10),
                precision="day",
                text="Experts resume talks in Muscat",
                url="https://gulf-dispatch.example/muscat",
                publisher="Gulf Dispatch",
            ),
            WeekAheadEntry(
                date=date(2022, 3, 16),
                precision="week",
                text="Knesset committee hears the port authority",
                url="https://harbour-post.example/committee",
                publisher="Harbour Post",
            ),
            WeekAheadEntry(
                date=date(2022, 4, 1),
                precision="month",
                text="Second ferry line to Limassol opens",
                url="https://levant-wire.example/second-line",
                publisher="Levant Wire",
            ),
        ),
        trends=Trends(
            actors=(
                ActorTrend(id="cyprus", name="Cyprus", counts=(0, 1, 1, 2, 4, 3, 5), previous=6),
                ActorTrend(id="turkey", name="Turkey", counts=(3, 2, 2, 1, 2, 1, 1), previous=19),
                ActorTrend(id="oman", name="Oman", counts=(0, 0, 0, 1, 1, 2, 2), previous=0),
            ),
            pairs=(PairTrend(a="turkey", b="greece", stories=4, previous=1),),
        ),
        balance=Balance(countries={"IL": 9, "LB": 4, "AE": 5, "TR": 2, "RU": 2}, state_owned=0.2, absent=("SY", "JO")),
        sources=Sources(
            polled=31,
            down=(
                DownFeed(feed="bay-news", title="Bay News", since=END - timedelta(hours=16), reason="timed out"),
                DownFeed(feed="delta-daily", title="Delta Daily", since=END - timedelta(days=3), reason="HTTP 503"),
            ),
        ),
        word_count=612,
        reading_minutes=5,
    )


def a_hebrew_edition() -> Edition:
    """Return a Hebrew briefing with one Hebrew, one Arabic and one English story."""
    rich = a_rich_edition()
    three = tuple(
        dataclasses.replace(s, rank=n) for n, s in enumerate((rich.stories[2], rich.stories[4], rich.stories[0]), 1)
    )
    return dataclasses.replace(
        rich,
        id="yisrael/2022-03-09",
        title=three[0].headline,
        briefing=dataclasses.replace(rich.briefing, title="תדריך ישראל", language="he", tagline="מדיניות וביטחון"),
        sections=(
            Section(title="הידיעה המרכזית", stories=three[:1]),
            Section(title="ביטחון ומדיניות", stories=three[1:]),
        ),
    )


def a_quiet_edition() -> Edition:
    """Return an edition without any story."""
    return an_edition(Section(title="Top story", stories=()), title="Israel Briefing", reading_minutes=1)


def a_long_edition(stories: int = 20, reports_each: int = 8) -> Edition:
    """Return an edition of many stories with many reports each."""
    rich = a_rich_edition()
    body = "The ministry said on Tuesday that the second round would begin in the first week of April. "
    many = tuple(
        story(
            rank,
            f"Negotiators in Muscat publish chapter {rank} of the agreement on ports and ferries",
            *((f"{body}({rank}.{n})", (1, n)) for n in range(1, 5)),
            articles=reports(*([("Levant Wire", f"Report on chapter {rank} of the Muscat agreement")] * reports_each)),
        )
        for rank in range(1, stories + 1)
    )
    return dataclasses.replace(
        rich,
        title=many[0].headline,
        sections=(
            Section(title="Top story", stories=many[:1]),
            Section(title="Diplomacy", stories=many[1:]),
        ),
    )
