"""The words of dates in Russian, Arabic, Hebrew, Persian and Turkish, as ``fold`` leaves them. Data.

Gregorian months only: a Persian solar or a Hijri month is left alone, since it would need its own calendar.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from briefgen.language.fold import fold

#: What a word may be: a month (1 to 12), a weekday (0 is Monday), a day by its name (days from today), a unit of time
#: (``UNITS``), the unit that we are in, two of a unit, "last", "this" or "next" (-1, 0, 1), a number, "ago", "in" or
#: "from now", and what leads to a bare month, to a weekday, or away from one.
Kind = Literal[
    "month", "weekday", "named", "unit", "current", "dual", "way", "number", "ago", "ahead", "lead", "day", "every"
]

UNITS = ("day", "week", "month", "year")


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """How one language writes dates."""

    words: Mapping[str, Mapping[Kind, int]]  #: folded word, or two with a space → what it may be
    future: re.Pattern[str]  #: the words of a sentence that look ahead
    beginnings: frozenset[str] = frozenset()  #: words that begin one of two words
    counts_after: bool = False  #: "three days ago" rather than "ago three days"
    way_after: bool = False  #: "week next" rather than "next week"
    verb_last: bool = False  #: the word of the future may stand clauses away
    bare_weekdays: frozenset[int] = field(default=frozenset(range(7)))  #: that are known without the word "day"


@functools.cache
def vocabulary(language: str) -> Vocabulary | None:
    """Language → its words; nothing for one that has none here."""
    made = _MADE.get(language)
    if made is None:
        return None
    words = made()
    return replace(words, beginnings=frozenset(word.split()[0] for word in words.words if " " in word))


def _numbered(first: int, text: str) -> Iterator[tuple[str, int]]:
    """Number "a b|c": a is ``first``, b and c are the one after. ``~`` stands for a space inside a word."""
    for number, words in enumerate(text.split(), first):
        for word in words.split("|"):
            yield word, number


def _words(
    forms: Mapping[Kind, Iterable[tuple[str, int]]],
    *,
    prefixes: str = "",
    endings: Mapping[Kind, str] | None = None,
) -> dict[str, dict[Kind, int]]:
    """Every form of every word → its meanings. Months, weekdays and units may begin and end in several ways."""
    found: dict[str, dict[Kind, int]] = {}
    for kind, words in forms.items():
        fronts = ("", *prefixes.split()) if kind in ("month", "weekday", "unit", "current", "day") else ("",)
        for word, number in words:
            for front in fronts:
                for end in (endings or {}).get(kind, "").split() or ("",):
                    form = fold(front + word.replace("~", " ") + end.replace("-", "")).text
                    found.setdefault(form, {}).setdefault(kind, number)
    return found


def _russian() -> Vocabulary:
    return Vocabulary(
        words=_words(
            {
                "month": _numbered(1, "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр"),
                "weekday": _numbered(0, "понедельник вторник сред четверг пятниц суббот воскресен"),
                "named": _numbered(-2, "позавчера вчера сегодня завтра послезавтра"),
                "unit": _numbered(0, "день|дня|дней недел месяц год|лет"),
                "way": _numbered(-1, "прошл|минувш|прошедш эт|нынешн|текущ следующ|будущ|ближайш|предстоящ|наступающ"),
                "number": _numbered(1, "один|одну два|две три четыре пять шесть семь восемь девять десять"),
                "ago": [("назад", 0)],
                "ahead": [("через", 0)],
                "lead": _numbered(0, "в|во|до|с|к|на|по|конце|конца|начале|начала|середине|середины"),
                "every": _numbered(0, "каждый|каждую|каждое|по"),
            },
            endings={
                "month": "- ь я е ю ём ем а у ом й",
                "weekday": "- а у е ы ой ом и ам ье ья ью",
                "unit": "- я ю е и ь а у ев ом ы",
                "way": "ый ий ая яя ое ее ого его ой ей ом ем ую юю ые ие от у а и ым им",
            },
        ),
        future=re.compile(
            r"буд[еу]т|состо[ия]тся|пройд[уе]т|планиру|запланир|намеч|назначен|ожидается|ожидаются|намерен|предсто"
            r"|встретится|встретятся|посетит|начн[уе]тся|провед[уе]т|прибудет|приедет|отправится|обсуд[яи]т"
            r"|рассмотр[ия]т|выступит|истекает|истечет|продлится|откроется|вступит|должн"
        ),
    )


def _arabic() -> Vocabulary:
    months = (
        "يناير|كانون~الثاني فبراير|شباط مارس|اذار ابريل|نيسان مايو|ايار يونيو|يونيه|حزيران يوليو|يوليه|تموز "
        "اغسطس|آب سبتمبر|ايلول اكتوبر|تشرين~الاول نوفمبر|تشرين~الثاني ديسمبر|كانون~الاول"
    )
    return Vocabulary(
        words=_words(
            {
                "month": _numbered(1, months),
                "weekday": _numbered(0, "الاثنين|الإثنين|الاتنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد"),
                "named": [*_numbered(-1, "امس اليوم غدا"), ("بعد~غد", 2), ("الليلة", 0), ("مساء~امس", -1)],
                "unit": _numbered(
                    0, "يوم|ايام اسبوع|الاسبوع|اسابيع شهر|الشهر|اشهر|شهور عام|العام|سنة|السنة|سنوات|اعوام"
                ),
                "dual": _numbered(0, "يومين اسبوعين شهرين عامين|سنتين"),
                "way": [
                    *_numbered(-1, "الماضي|الماضية|الفائت|المنصرم|الفائتة"),
                    *_numbered(0, "هذا|هذه|الحالي|الجاري|الحالية|الجارية"),
                    *_numbered(1, "المقبل|القادم|المقبلة|القادمة"),
                ],
                "number": _numbered(3, "ثلاثة|ثلاث اربعة|اربع خمسة|خمس ستة|ست سبعة|سبع ثمانية|ثماني تسعة|تسع عشرة|عشر"),
                "ago": [("قبل", 0)],
                "ahead": [("بعد", 0), ("خلال", 0)],
                "lead": _numbered(0, "شهر|في|خلال|حتى|منذ|نهاية|بداية|مطلع|اواخر|اوائل|منتصف|من"),
                "every": [("كل", 0)],
            },
            prefixes="و ب ل ف",
        ),
        future=re.compile(r"(?<!\w)(?:و?س[يتن]\w{3,}|سوف|المقرر|مقرر|المتوقع|يتوقع|المزمع|يعتزم|تعتزم|موعد|المرتقب)"),
        way_after=True,
    )


def _hebrew() -> Vocabulary:
    return Vocabulary(
        words=_words(
            {
                "month": _numbered(
                    1, "ינואר פברואר מרץ|מרס|מארס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"
                ),
                "weekday": _numbered(0, "שני שלישי רביעי חמישי שישי שבת ראשון"),
                "named": [*_numbered(-2, "שלשום אתמול היום מחר מחרתיים"), ("הערב", 0), ("הלילה", 0), ("הבוקר", 0)],
                "unit": _numbered(0, "ימים שבוע|שבועות חודש|חודשים שנה|שנים"),
                "current": [("השבוע", 1), ("החודש", 2), ("השנה", 3)],
                "dual": _numbered(0, "יומיים שבועיים חודשיים שנתיים"),
                "way": _numbered(-1, "שעבר|שעברה|האחרון|האחרונה|החולף הנוכחי|הנוכחית|הזה|הזאת הבא|הבאה|הקרוב|הקרובה"),
                "number": _numbered(
                    1, "אחד|אחת שני|שתי שלושה|שלוש ארבעה|ארבע חמישה|חמש שישה|שש שבעה|שבע שמונה תשעה|תשע עשרה|עשר"
                ),
                "ago": [("לפני", 0)],
                "ahead": _numbered(0, "בעוד|עוד|תוך|בתוך"),
                "lead": _numbered(0, "עד|סוף|תחילת|אמצע|בסוף|בתחילת|באמצע|חודש"),
                "day": [("יום", 0)],
                "every": [("כל", 0)],
            },
            prefixes="ב ל מ ה ו וב ומ ול ש שב מה",
        ),
        future=re.compile(
            r"(?<!\w)(?:צפוי|עתיד|אמור|יתקיי[םמ]|תתקיים|ייפגש|תיפגש|יגיע|תגיע|מתוכנ|נקבע|ייפתח|תיפתח|יחל|תחל|יימשך|ידו[ןנ]|תדון"
            r"|יצביע|תצביע|יבקר|תבקר|ישוב|תשוב|יוצג|תוצג)"
        ),
        way_after=True,
        bare_weekdays=frozenset(),
    )


def _persian() -> Vocabulary:
    weekdays = "دوشنبه|دو~شنبه سهشنبه|سه~شنبه چهارشنبه|چهار~شنبه پنجشنبه|پنج~شنبه جمعه شنبه یکشنبه|یک~شنبه"
    return Vocabulary(
        words=_words(
            {
                "month": _numbered(
                    1, "ژانویه فوریه مارس آوریل مه ژوئن|جون ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر"
                ),
                "weekday": _numbered(0, weekdays),
                "named": [*_numbered(-2, "پریروز دیروز امروز فردا پسفردا|پس~فردا"), ("امشب", 0), ("دیشب", -1)],
                "unit": _numbered(0, "روز هفته ماه سال"),
                "way": _numbered(-1, "گذشته این|جاری|کنونی آینده|بعد"),
                "number": _numbered(1, "یک دو سه چهار پنج شش هفت هشت نه ده"),
                "ago": _numbered(0, "پیش|قبل"),
                "ahead": _numbered(0, "دیگر"),
                "lead": _numbered(0, "در|از|تا|ماه|اوایل|اواخر|اواسط|پایان"),
                "every": [("هر", 0)],
            },
        ),
        future=re.compile(r"(?<!\w)(?:خواه[دنمي]|قرار است|برنامه ريزي|پيش بيني مي شود)"),
        counts_after=True,
        verb_last=True,
        way_after=True,
    )


def _turkish() -> Vocabulary:
    return Vocabulary(
        words=_words(
            {
                "month": _numbered(1, "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"),
                "weekday": _numbered(0, "pazartesi salı çarşamba perşembe cuma cumartesi pazar"),
                "named": _numbered(-1, "dün bugün yarın"),
                "unit": _numbered(0, "gün hafta ay yıl"),
                "way": _numbered(-1, "geçen|geçtiğimiz bu gelecek|önümüzdeki"),
                "number": _numbered(1, "bir iki üç dört beş altı yedi sekiz dokuz on"),
                "ago": _numbered(0, "önce|evvel"),
                "ahead": _numbered(0, "sonra|içinde"),
                "day": _numbered(0, "günü|gecesi|sabahı|akşamı|gününe|günkü"),
                "every": [("her", 0)],
            },
            endings={
                "unit": "- ın in ki nın lık ında nda ına na",
                "month": "- ta da te de tan dan ten den a e ya ın in un ün",
            },
        ),
        future=re.compile(r"\w(?:acak|ecek|acag|eceg)|planlan|bekleniyor|ongoruluyor"),
        counts_after=True,
        verb_last=True,
        bare_weekdays=frozenset((0, 2, 3, 5)),  # the others are a market, a mosque's day and a name as well
    )


_MADE = {"ru": _russian, "ar": _arabic, "he": _hebrew, "fa": _persian, "tr": _turkish}
