"""What the edge cases tell: invented news of invented places, in our own words, in eight languages."""

#: Headline, then sentences. One ordinary day.
ORDINARY: tuple[tuple[str, ...], ...] = (
    (
        "Ferry line between Port Amran and Kalissa reopens after a three-day harbour strike",
        "The first ship left Port Amran at 05:40 on Monday with 212 passengers and 61 lorries on board.",
        "The harbour company and the dockers' union agreed late on Sunday to freeze night shifts until the summer.",
        "A second ship is to follow in April, the company said, once the new ramp has passed its trial.",
    ),
    (
        "Two coast guards agree to share one radio channel in the Gulf of Tenna",
        "Both duty desks will listen on one channel from the first of April.",
        "Officials of one side called the step technical; those of the other called it a beginning.",
    ),
    (
        "Envoys end a fourth day of talks in Salmira without a joint statement",
        "The talks resume on Thursday at the level of experts.",
        "Neither delegation would say how many chapters are still open.",
    ),
    (
        "Night exercise closes two roads in the northern hills until Friday",
        "Roads 4 and 70 stay closed between 22:00 and 05:00.",
        "Residents were told to expect noise and low flights.",
    ),
    (
        "Investigators find no sabotage in the grain silo fire at Dar Wadi",
        "Their report names dust and a failed bearing as the cause.",
    ),
    (
        "Central bank keeps its rate at 2.5 percent and expects faster growth",
        "The bank now expects growth of 3.1 percent this year, half a point more than in January.",
        "Prices rose by 4.2 percent in the year to February.",
    ),
)

#: Told in a line each.
HITS: tuple[tuple[str, str], ...] = (
    ("Salt pans near Kalissa open to visitors", "The pans had been closed for eleven years."),
    ("Customs offices of three ports agree on one form", "It takes the place of forty sheets of paper from July."),
    ("A lighthouse keeper retires after 41 years", "No successor will be named; the lamp turns by itself."),
)

#: A title that goes on, and words that no line can hold.
LONG_HEADLINE = (
    "The joint committee of the harbour company, the dockers' union, the ministry of transport and the chambers of "
    "commerce of all five coastal provinces publishes, after eleven months of hearings and two adjournments, its "
    "interim recommendations on the gradual reordering of night shifts, weekend work and the allotment of berths"
)
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstellenverzeichnis"
LONG_ADDRESS = "https://harbour-post.example/" + "very-long-part-of-an-address-" * 9 + "end?of=it"
ENDLESS = "Amran" * 24
LONG_SENTENCE = (
    "The recommendations, which the committee's chair called a compromise that nobody in the room would have written "
    "alone and that everybody in the room could nevertheless read out to those who had sent them, run to 214 pages, "
    "of which 61 are footnotes, 38 are dissenting opinions and one, the last, is a map of the harbour as it was drawn "
    "before the second breakwater, the grain pier and the customs shed were built."
)
LONG_OUTLET = "The Amran and Kalissa Coastal Gazette, Shipping List and Commercial Advertiser (Evening Edition)"

HEBREW_TITLE, HEBREW_TAGLINE = "תדריך הבוקר", "מדיניות, ביטחון וכלכלה, בכל יום חול"
HEBREW: tuple[tuple[str, ...], ...] = (
    (
        "קו המעבורות בין נמל עמרן לקליסה נפתח מחדש אחרי שביתה של שלושה ימים",
        "האונייה הראשונה יצאה ביום שני בשעה 05:40 ועל סיפונה 212 נוסעים ו־61 משאיות.",
        "חברת הנמל וועד הסוורים הסכימו להקפיא את משמרות הלילה עד הקיץ.",
    ),
    (
        'שר התחבורה: "קו שני ייפתח ב־1 באפריל"',
        "לפי הודעת המשרד, הקו יפעל שלוש פעמים בשבוע.",
    ),
    (
        "הבנק המרכזי השאיר את הריבית על 2.5% והעלה את תחזית הצמיחה (3.1%)",
        "המדד עלה ב־4.2% בשנה שהסתיימה בפברואר.",
    ),
)

ARABIC_TITLE, ARABIC_TAGLINE = "موجز الصباح", "سياسة وأمن واقتصاد، كل يوم عمل"
ARABIC: tuple[tuple[str, ...], ...] = (
    (
        "عودة خط العبّارات بين ميناء عمران وكاليسا بعد إضراب دام ثلاثة أيام",
        "غادرت السفينة الأولى الميناء صباح الاثنين عند الساعة 05:40 وعلى متنها 212 راكبًا و61 شاحنة.",
        "واتفقت شركة الميناء ونقابة العمال على تجميد نوبات الليل حتى الصيف.",
    ),
    (
        "خفر السواحل ينقذ ثلاثة عشر صيادًا قبالة كاليسا بعد عاصفة مفاجئة",
        "نُقل الصيادون جميعًا إلى المستشفى وحالتهم مستقرة.",
    ),
    (
        "المصرف المركزي يبقي سعر الفائدة عند 2.5% ويرفع توقعات النمو",
        "ارتفعت الأسعار بنسبة 4.2% خلال عام انتهى في فبراير.",
    ),
)

PERSIAN_TITLE, PERSIAN_TAGLINE = "گزارش بامداد", "سیاست، امنیت و اقتصاد، هر روز کاری"
PERSIAN: tuple[tuple[str, ...], ...] = (
    (
        "خط کشتی‌رانی میان بندر عمران و کالیسا پس از سه روز اعتصاب بازگشایی شد",
        "نخستین کشتی بامداد دوشنبه ساعت ۰۵:۴۰ با ۲۱۲ مسافر و ۶۱ کامیون به راه افتاد.",
        "شرکت بندر و اتحادیهٔ کارگران پذیرفتند که نوبت‌های شبانه تا تابستان متوقف بماند.",
    ),
    (
        "گارد ساحلی سیزده ماهی‌گیر را پس از توفانی ناگهانی نجات داد",
        "حال همهٔ آن‌ها خوب است و به بیمارستان منتقل شده‌اند.",
    ),
    (
        "بانک مرکزی نرخ بهره را در ۲٫۵ درصد نگه داشت",
        "بهای کالاها در یک سال ۴٫۲ درصد بالا رفت.",
    ),
)

#: Each with its language; directions change within the lines.
MIXED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "en",
        (
            "Harbour talks: what “עמרן 2030”, “رؤية كاليسا” and «План-2030» have in common",
            "The plan is called עמרן 2030 (Amran 2030) in one country, رؤية كاليسا in the other, and costs €1.2bn.",
        ),
    ),
    ("he", ("חברת Amran Lines (AML) רכשה 3 אוניות בסך 48 מיליון €", "המניה עלתה ב־7.5% בבורסת London.")),
    ("ar", ("وزارة النقل: رحلات AML-204 وAML-205 تُستأنف في 1 أبريل", "قال متحدث إن نسبة الالتزام بلغت 98.4%.")),
    ("ru", ("Паромы между Амраном и Калиссой снова ходят", "Первое судно вышло в 05:40 (AML-204).")),
    ("tr", ("Amran–Kalissa feribotları üç günlük grevin ardından yeniden başladı", "İlk gemide 212 yolcu vardı.")),
    ("fa", ("شرکت AML سه کشتی تازه خرید", "ارزش قرارداد ۴۸ میلیون یورو (48 M€) است.")),
    (
        "en",
        (
            "Signs and marks: 50 % ± 3, “quotes”, ‘single’, A&B <C>, 10⁻³, ½, №7, →, 東京, 🚢",
            "It says {{ 7 * 7 }} & <b>.",
        ),
    ),
)

#: Of which outlets report.
OUTLETS = ("Harbour Post", "Levant Wire", "Gulf Ledger", "Cedar Tribune", "Anatolia Courier", "Nile Courier")
