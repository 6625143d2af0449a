"""Editions for looking at: invented news of an invented week, with everything an edition can hold."""

import dataclasses
from datetime import date, timedelta

from briefgen.model.edition import DownFeed, Edition, Masthead, Section, Sources, Trends
from briefgen.model.moment import Period
from tests.factories import an_edition
from tests.render.rich_after import BALANCE, TRENDS, WEEK_AHEAD, quick_hits
from tests.render.rich_lead import the_lead
from tests.render.rich_parts import END, reports, story


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
            Section(title="Quick hits", stories=quick_hits(11), brief=True),
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
        week_ahead=WEEK_AHEAD,
        trends=TRENDS,
        balance=BALANCE,
        model="example-model-1",
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
            Section(title="בקצרה", stories=quick_hits(4), brief=True),
        ),
    )


def a_quiet_edition() -> Edition:
    """Return an edition without any story; the week ahead is still there."""
    return an_edition(
        Section(title="Top story", stories=()), title="Israel Briefing", reading_minutes=1, week_ahead=WEEK_AHEAD
    )


def a_nearly_quiet_edition() -> Edition:
    """Return an edition of one short story."""
    one = story(
        1,
        "Envoys meet in Muscat for a fourth day without a joint statement",
        ("The talks will resume on Thursday at the level of experts.", (1, 2)),
        articles=reports(
            ("Gulf Dispatch", "Muscat talks go into a fifth day"), ("Strait Times Weekly", "No statement from Muscat")
        ),
        status="developing",
    )
    return dataclasses.replace(
        a_rich_edition(),
        title=one.headline,
        sections=(Section(title="Top story", stories=(one,)),),
        trends=Trends(),
        model="",
        reading_minutes=1,
    )


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
