"""One invented day in the news, as outlets of six languages tell it: event → language → reports (title, text)."""

from datetime import timedelta

from briefgen.model.article import Article
from tests.factories import NOON, an_article

DAY: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "airport": {
        "en": (
            (
                "Three wounded as strike shuts Aleppo airport",
                (
                    "An Israeli strike before dawn on Monday put Aleppo airport in Syria out of service. Three workers "
                    "were wounded, and 14 flights were diverted to Damascus and Latakia."
                ),
            ),
            (
                "Syria says Israel hit Aleppo's airport again",
                (
                    "Flights were sent to Latakia after the attack damaged the runway, said transport minister Zuhair "
                    "Khazim in Syria. 14 flights were affected."
                ),
            ),
        ),
        "he": (
            ("תקיפה בנמל התעופה של חלב", "סוריה מאשימה את ישראל: 14 טיסות הופנו ללטקיה, אמר שר התחבורה זוהיר חזים."),
        ),
        "ru": (
            (
                "Аэропорт Алеппо закрыт после удара",
                (
                    "Израиль нанес удар по аэропорту в Сирии, 14 рейсов перенаправлены в Латакию, сообщил министр "
                    "Зухейр Хазим."
                ),
            ),
        ),
    },
    "depot": {
        "en": (
            (
                "Five killed in strike on arms depot near Masyaf",
                (
                    "Israeli jets hit a depot near Masyaf in Syria on Monday and killed 5 soldiers, a monitor said. It "
                    "was the second raid of the day in Syria, and 22 people were hurt."
                ),
            ),
        ),
        "ar": (("غارة على مستودع في مصياف", "قتل خمسة جنود وأصيب 22 شخصا في غارة إسرائيلية قرب مصياف في سوريا."),),
    },
    "inspectors": {
        "en": (
            (
                "Grossi in Tehran as inspectors find uranium enriched to 84 percent",
                (
                    "Rafael Grossi, who heads the UN nuclear watchdog, met Mohammad Eslami in Iran on Monday. "
                    "Inspectors had found particles enriched to 84 percent in Fordow."
                ),
            ),
            (
                "Iran agrees to more inspections after Grossi visit",
                "Iran will let inspectors put back cameras in Fordow, Rafael Grossi said after talks with Eslami.",
            ),
        ),
        "fa": (
            ("گفتگوی گروسی با اسلامی در تهران", "رافائل گروسی درباره غنی سازی 84 درصدی در فردو با ایران گفتگو کرد."),
        ),
        "he": (
            ("גרוסי בטהרן: העשרה של 84 אחוז", "ראש הסוכנות רפאל גרוסי נפגש באיראן עם מוחמד אסלאמי על האתר בפורדו."),
        ),
        "ru": (
            (
                "Гросси прибыл в Тегеран",
                "Глава МАГАТЭ Рафаэль Гросси обсуждает в Иране обогащение урана до 84 процентов на объекте Фордо.",
            ),
        ),
    },
    "rial": {
        "en": (
            (
                "Iran's rial falls to record low of 601,500 to the dollar",
                (
                    "The currency of Iran lost another 5 percent on Monday. Central bank governor Farzin blamed "
                    "rumours; one dollar cost 601,500 rials on the open market."
                ),
            ),
        ),
        "fa": (("سقوط ریال ایران", "فرزین: نرخ دلار در بازار ایران به 601500 ریال رسید."),),
        "tr": (("İran riyali tarihi dipte", "İran'da bir dolar 601.500 riyale çıktı; merkez bankası başkanı Farzin."),),
    },
    "summit": {
        "en": (
            (
                "Mitsotakis in Ankara for first visit in four years",
                (
                    "Greek prime minister Kyriakos Mitsotakis and his host signed 12 agreements in Turkey on Monday, "
                    "and agreed to double trade between Greece and Turkey to 10 billion dollars."
                ),
            ),
        ),
        "tr": (
            (
                "Miçotakis Ankara'da: 12 anlaşma imzalandı",
                "Yunanistan Başbakanı Kiryakos Miçotakis Türkiye'de; ticaret 10 milyar dolara çıkacak.",
            ),
        ),
        "ar": (("ميتسوتاكيس في أنقرة", "وقع رئيس وزراء اليونان كيرياكوس ميتسوتاكيس 12 اتفاقية في تركيا."),),
    },
    "quake": {
        "en": (
            (
                "Quake of magnitude 5.6 shakes Malatya",
                "A quake killed one and wounded 69 in Malatya in southern Turkey on Monday; 29 buildings fell.",
            ),
        ),
        "tr": (
            ("Malatya'da deprem: 69 yaralı", "Malatya Yeşilyurt'ta deprem oldu, 29 bina yıkıldı, 69 kişi yaralandı."),
        ),
        "he": (("רעידת אדמה בטורקיה", "69 בני אדם נפצעו ו-29 מבנים קרסו ברעידת אדמה במלטיה שבטורקיה."),),
    },
    "grain": {
        "en": (
            (
                "Lavrov and Shoukry speak of grain in Cairo",
                (
                    "Russian foreign minister Sergey Lavrov met Sameh Shoukry in Egypt on Monday. Egypt is to receive "
                    "480,000 tonnes of wheat from Russia by 30 April."
                ),
            ),
        ),
        "ru": (
            (
                "Лавров и Шукри обсудили поставки зерна",
                (
                    "Египет получит от России 480 тыс. тонн пшеницы до 30 апреля, заявил в Каире Сергей Лавров; Россия "
                    "и Египет расширяют торговлю."
                ),
            ),
        ),
        "ar": (
            ("لافروف وشكري يبحثان القمح", "مصر تستلم 480,000 طن من القمح من روسيا، قال لافروف وسامح شكري في القاهرة."),
        ),
    },
    "trial": {
        "en": (
            (
                "Court in Luxor sentences 30 over 2021 train crash",
                "A court in Egypt sent the driver and 29 officials to prison on Monday, a lawyer said.",
            ),
        ),
    },
    "envoy": {
        "en": (
            (
                "Russia's envoy leaves Damascus after talks on bases",
                "Alexander Lavrentiev spoke in Syria on Monday about the Russian base at Tartus.",
            ),
        ),
    },
}

#: Which tracked states an article names, by the event: all that a small watchlist would find.
MARKS = {
    "airport": ("israel", "syria"),
    "depot": ("israel", "syria"),
    "inspectors": ("iran",),
    "rial": ("iran",),
    "summit": ("turkey",),
    "quake": ("turkey",),
    "grain": ("egypt", "russia"),
    "trial": ("egypt",),
    "envoy": ("russia", "syria"),
}


def the_day() -> tuple[list[Article], dict[str, dict[str, float]]]:
    """Return the day's articles, whose ids begin with their event, and their marks."""
    articles, marks = [], {}
    for event, languages in DAY.items():
        for language, reports in languages.items():
            for n, (title, text) in enumerate(reports):
                article = an_article(
                    id=f"a-{event}-{language}-{n}",
                    feed=f"feed-{language}-{n}",
                    url=f"https://feed-{language}-{n}.example/{event}",
                    title=title,
                    text=text,
                    language=language,
                    published=NOON + timedelta(hours=n + len(language)),
                )
                articles.append(article)
                marks[article.id] = dict.fromkeys(MARKS[event], 1.0)
    return articles, marks
