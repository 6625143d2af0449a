"""Editions for looking at PDFs: twenty invented stories in six languages, with everything an edition can hold."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from briefgen.model.edition import (
    ActorTrend,
    Balance,
    Change,
    Edition,
    EditionStory,
    Figure,
    FigureValue,
    Masthead,
    PairTrend,
    Report,
    Section,
    Sentence,
    Statement,
    TimelineEntry,
    Trends,
    WeekAheadEntry,
)
from tests.factories import NOON, a_report, an_edition, an_edition_story

#: Invented news in each language: a headline and sentences whose words must come out of the PDF again.
NEWS: dict[str, tuple[str, ...]] = {
    "en": (
        "Port authority reopens the northern container terminal after two days of inspection",
        (
            "The port authority said on Monday that the northern container terminal had reopened after engineers "
            "found no damage to its cranes."
        ),
        (
            "Four ships that had waited in the bay since Saturday were unloaded during the night, according to the "
            "harbour master’s office."
        ),
        "Insurers want a second report before they lower the war-risk premium, which has doubled since October.",
        "Exporters of citrus fruit put their losses at 1.3 million a day; the ministry speaks of half of that.",
    ),
    "he": (
        "שרי החוץ ייפגשו בשבוע הבא בחיפה לדיון על הסכם הדיג",
        "משרד החוץ הודיע אתמול כי שרי החוץ של שתי המדינות ייפגשו בשבוע הבא בחיפה, לראשונה מזה ארבע שנים.",
        'על סדר היום: הסכם הדיג, קו החשמל התת־ימי ו־12 בקשות לאיחוד משפחות; דובר המשרד אמר כי "הדלת פתוחה".',
    ),
    "ar": (
        "الأمم المتحدة تعلن استئناف المحادثات حول الميناء الشمالي الثلاثاء",
        "أعلنت بعثة الأمم المتحدة أن المحادثات حول الميناء ستُستأنف يوم الثلاثاء ٢٨ ديسمبر، وأن الأطراف كافة وافقت.",
        "وقال مسؤول في وزارة النقل إن الاتفاق لا يزال ممكنًا إلا أن الخلافات لم تُحل، بعد لقاء دام 3 ساعات.",
    ),
    "fa": (
        "وزارت نیرو: بازسازی خط انتقال برق تا پایان هفته کامل می‌شود",
        "سخنگوی وزارت نیرو گفت بازسازی خط انتقال برق جنوب تا پایان هفته کامل می‌شود و خاموشی‌ها پایان می‌یابد.",
        "به گفته او اطلاعات تازه نشان می‌دهد که مصرف برق در استان‌های جنوبی نسبت به سال گذشته ۱۲ درصد کاهش یافته است.",
    ),
    "ru": (
        "Министерство транспорта объявило о возобновлении паромного сообщения",
        (
            "Министерство транспорта объявило в понедельник, что паромное сообщение между двумя портами возобновится "
            "после подъёма затонувшей баржи."
        ),
        "Первый рейс назначен на 30 декабря; билеты, купленные ранее, остаются действительными ещё шесть месяцев.",
    ),
    "tr": (
        "Ulaştırma Bakanlığı: Boğaz geçişleri yoğun sis nedeniyle ertelendi",
        (
            "Ulaştırma Bakanlığı, yoğun sis nedeniyle Boğaz’daki gemi geçişlerinin salı sabahına kadar ertelendiğini, "
            "İstanbul’daki iskelelerin ise açık olduğunu duyurdu."
        ),
        "Kıyı Emniyeti’ne göre bölgede 34 gemi bekliyor; ığdır, çığ, şöför gibi yerel sözcükler doğru yazıldı.",
    ),
}

OUTLETS = {
    "en": ("Harbour Post", "Levant Wire", "Gulf Dispatch", "The Cape Register"),
    "he": ("הנמל היומי", "קול המפרץ"),
    "ar": ("صحيفة الميناء", "وكالة الخليج الأولى"),
    "fa": ("روزنامه بندر", "خبرگزاری جنوب"),
    "ru": ("Портовый вестник", "Волна"),
    "tr": ("Liman Gazetesi", "Körfez Ajansı"),
}

#: The languages of the twenty stories, by rank.
TONGUES = ("en", "en", "he", "en", "ar", "en", "ru", "en", "fa", "en", "tr", "en", "en", "he", "ar", "en", "en", "ru")

NAMES = {
    "port-authority": "Northern Port Authority",
    "transport-ministry": "Ministry of Transport",
    "un-mission": "UN Mission",
    "shipping": "Shipping and ports",
    "energy": "Energy",
}


def a_full_edition(stories: int = 20, **given: Any) -> Edition:
    """Return an edition of so many stories in four sections, with week ahead, trends and balance."""
    told = [_told(rank) for rank in range(1, stories + 1)]
    cuts = (0, 1, max(1, stories * 2 // 5), max(1, stories * 7 // 10), stories)
    titles = ("Top story", "Diplomacy and the talks", "Security", "Economy, energy and ports")
    sections = tuple(
        Section(title=title, stories=tuple(told[a:b])) for title, a, b in zip(titles, cuts, cuts[1:], strict=False)
    )
    plausible: dict[str, Any] = {
        "title": told[0].headline,
        "names": NAMES,
        "word_count": 75 * stories,
        "reading_minutes": max(1, stories // 3),
        "week_ahead": _WEEK_AHEAD,
        "trends": _TRENDS,
        "balance": _BALANCE,
    }
    return an_edition(*sections, **{**plausible, **given})


def a_quiet_edition() -> Edition:
    """Return an edition of a day without stories."""
    return an_edition(Section(title="Top story", stories=()), title="Israel Briefing")


def an_edition_in(language: str, title: str, tagline: str) -> Edition:
    """Return an edition whose own language it is, with five stories in it and one in English."""
    stories = tuple(_told(rank, language if rank != 4 else "en") for rank in range(1, 7))
    masthead = Masthead(
        id="israel", title=title, cadence="daily", language=language, tagline=tagline, timezone="Asia/Jerusalem"
    )
    sections = (Section(title=stories[0].headline.split()[0], stories=stories),)
    return replace(an_edition(*sections, names=NAMES), briefing=masthead)


def _told(rank: int, language: str | None = None) -> EditionStory:
    tongue = language or TONGUES[(rank - 1) % len(TONGUES)]
    headline, *sentences = NEWS[tongue]
    reports = _reports(rank, tongue)
    summary = tuple(
        Sentence(text=text, cites=(1, len(reports)) if n == 1 else (1,))
        for n, text in enumerate(sentences[: 4 if rank == 1 else 3])
    )
    story = an_edition_story(
        rank,
        headline=headline,
        language=tongue,
        status="developing" if rank % 3 == 1 else "new",
        summary=summary,
        articles=reports,
        actors=("port-authority", "un-mission")[: 1 + rank % 2],
        topics=("shipping", "energy")[rank % 2 :],
    )
    return replace(story, **_EXTRAS.get(rank, {}))


def _reports(rank: int, tongue: str) -> tuple[Report, ...]:
    languages = [tongue, *("en", tongue, "ru", "en", "he", "ar")[: 1 + rank % 4]]
    return tuple(
        a_report(
            n,
            url=f"https://news-{n}.example/{rank}/story?id={rank}{n}&ref=a%20b",
            title=NEWS[language][0],
            publisher=OUTLETS[language][(n + rank) % len(OUTLETS[language])],
            language=language,
            published=NOON - timedelta(minutes=37 * n),
            origin=n != 3,
        )
        for n, language in enumerate(languages, start=1)
    )


_EXTRAS: dict[int, dict[str, Any]] = {
    1: {
        "changes": (
            Change(kind="confirmed", text="The reopening, announced on Sunday, has taken place.", cites=(1,)),
            Change(kind="revised", text="Four ships had waited, not six.", cites=(2,)),
        ),
        "statements": (
            Statement(
                speaker="port-authority", side="port", name="Northern Port Authority", role="Spokeswoman",
                channel="Press conference", text="The terminal works as it did before the incident, day and night.",
                verbatim=True, cite=1, span=(10, 80),
            ),
            Statement(
                speaker="insurers", side="insurers", name="Association of Insurers", role="Director",
                channel="Written statement",
                text="Nobody has shown us the second report, and until then the premium stays where it is.",
                verbatim=True, cite=2, span=(10, 80),
            ),
            Statement(
                speaker="transport-ministry", side="state", name="Ministry of Transport", role="Deputy minister",
                channel="State radio", text="He sees no reason for a premium at all.",
                verbatim=False, cite=1, span=(10, 80),
            ),
        ),
        "figures": (
            Figure(
                what="Loss of exporters, a day", agree=False,
                values=(FigureValue(value="1.3 million", cite=1), FigureValue(value="650,000", cite=2)),
            ),
            Figure(
                what="Ships that waited", agree=True,
                values=(FigureValue(value="4", cite=1), FigureValue(value="four", cite=2)),
            ),
        ),
        "timeline": (
            TimelineEntry(date=date(2021, 12, 7), text="Fire on a quay of the container area.",
                          url="https://news.example/fire"),
            TimelineEntry(date=date(2021, 12, 25), text="The terminal is closed for inspection.",
                          url="https://news.example/closed"),
        ),
    },
    5: {
        "statements": (
            Statement(
                speaker="un-mission", side="un", name="بعثة الأمم المتحدة", role="متحدث باسم البعثة",
                channel="بيان صحفي", text="وافقت الأطراف كافة على جدول الأعمال، والباب مفتوح أمام الاتفاق.",
                verbatim=True, cite=1, span=(0, 9),
            ),
            Statement(
                speaker="transport-ministry", side="state", name="Ministry of Transport", role="",
                channel="State radio", text="The agenda is a proposal.", verbatim=True, cite=2, span=(0, 9),
            ),
        ),
    },
}  # fmt: skip

_WEEK_AHEAD = (
    WeekAheadEntry(date=date(2021, 12, 30), precision="day", text="First ferry between the two ports.",
                   url="https://news.example/ferry", publisher="Портовый вестник"),
    WeekAheadEntry(date=date(2022, 1, 3), precision="day", text="Foreign ministers meet in Haifa on fishing.",
                   url="https://news.example/haifa", publisher="Harbour Post"),
)  # fmt: skip

_TRENDS = Trends(
    actors=(
        ActorTrend(id="port-authority", name="Northern Port Authority", counts=(2, 0, 5, 6), previous=3),
        ActorTrend(id="un-mission", name="UN Mission", counts=(1, 1, 1, 2), previous=9),
    ),
    pairs=(PairTrend(a="port-authority", b="un-mission", stories=4, previous=1),),
)

_BALANCE = Balance(countries={"IL": 9, "RU": 4, "TR": 3, "IR": 2}, state_owned=0.2, absent=("SY", "LB"))

END = datetime(2021, 12, 28, 4, tzinfo=UTC)
