"""What follows the stories of the edition for looking at: quick hits, the week ahead, who is in the news."""

from datetime import date

from briefgen.model.edition import ActorTrend, Balance, EditionStory, PairTrend, Trends, WeekAheadEntry
from tests.render.rich_parts import OUTLETS, reports, story


def quick_hits(first_rank: int) -> tuple[EditionStory, ...]:
    """Return five quick hits: with a sentence, without one, by many outlets, in Hebrew, by one outlet twice."""
    return (
        story(
            first_rank,
            "Salt pans near Larnaca open to visitors",
            ("The pans were closed for eleven years.", (2,)),
            articles=reports(("Levant Wire", "Salt pans open"), ("Gulf Dispatch", "Larnaca lets visitors in")),
        ),
        story(
            first_rank + 1,
            "Storm warning for the southern Aegean until Friday noon",
            ("Storm warning for the southern Aegean until Friday noon.", (1,)),
            articles=reports(("Anatolia Courier", "Storm warning for the southern Aegean until Friday noon")),
        ),
        story(
            first_rank + 2,
            "Customs offices of three ports agree on one electronic form",
            ("It replaces forty sheets of paper from July.", (1, 3)),
            articles=reports(*((outlet, "One form for three ports") for outlet in OUTLETS)),
        ),
        story(
            first_rank + 3,
            "תערוכת ציורי ים נפתחה בעכו",
            ("התערוכה תוצג עד סוף אפריל.", (1,)),
            language="he",
            articles=reports(("שער הנמל", "ציורי ים בעכו")),
        ),
        story(
            first_rank + 4,
            "A lighthouse keeper retires after 41 years",
            ("No successor will be named; the lamp turns by itself.", (2,)),
            articles=reports(("Harbour Post", "Keeper retires"), ("Harbour Post", "The lamp that turns by itself")),
        ),
    )


WEEK_AHEAD = (
    WeekAheadEntry(
        date=date(2022, 3, 10), precision="day", text="Experts resume talks in Muscat",
        url="https://gulf-dispatch.example/muscat", publisher="Gulf Dispatch",
    ),
    WeekAheadEntry(
        date=date(2022, 3, 10), precision="day",
        text="The dock workers’ committee meets in Haifa to vote on what its chairman brought home from the talks",
        url="https://harbour-post.example/vote", publisher="Harbour Post",
    ),
    WeekAheadEntry(
        date=date(2022, 3, 16), precision="week", text="Knesset committee hears the port authority",
        url="https://harbour-post.example/committee", publisher="Harbour Post",
    ),
    WeekAheadEntry(
        date=date(2022, 3, 10), precision="day", text="הוועד יתכנס בחיפה ביום חמישי",
        url="https://shaar-hanamal.example/vaad", publisher="שער הנמל", language="he",
    ),
    WeekAheadEntry(
        date=date(2022, 4, 1), precision="month", text="Second ferry line to Limassol opens",
        url="https://levant-wire.example/second-line", publisher="Levant Wire",
    ),
)  # fmt: skip

TRENDS = Trends(
    since=date(2022, 3, 2),
    actors=(
        ActorTrend(id="cyprus", name="Cyprus", counts=(0, 1, 1, 2, 4, 3, 5), previous=6, expected=5.84, rise=2.3),
        ActorTrend(id="turkey", name="Turkey", counts=(3, 2, 2, 1, 2, 1, 1), previous=19, expected=16.0, rise=0.8),
        ActorTrend(id="oman", name="Oman", counts=(0, 0, 0, 1, 1, 2, 2), previous=0, expected=1.2, rise=2.5),
    ),
    pairs=(
        PairTrend(a="turkey", b="greece", stories=4, previous=1, expected=1.5, rise=1.7),
        PairTrend(a="cyprus", b="israel", stories=3, previous=3, expected=2.75, rise=1.1),
    ),
)

BALANCE = Balance(countries={"IL": 9, "LB": 4, "AE": 5, "TR": 2, "RU": 2}, state_owned=0.2, absent=("SY", "JO"))
