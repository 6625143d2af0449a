"""The words by which a headline shows what kind of event it tells, in six languages. Data.

Each entry is a word or phrase as ``fold`` leaves it; the endings and prefixes of its language are allowed for by
``gravity``. Where English needs the whole phrase to mean the event ("peace deal", not "peace"), the phrase stands here.
No name of a person, outlet, place or event stands in this file.
"""

from collections.abc import Mapping
from typing import Literal

Kind = Literal[
    "deaths", "injuries", "attack", "show of force", "war and peace", "state decision", "disaster", "unrest", "talks",
    "statement", "business", "soft", "background",
]  # fmt: skip

#: By kind, by language: words and phrases, separated by ``|``.
WORDS: Mapping[Kind, Mapping[str, str]] = {
    "deaths": {
        "en": "kill|dead|deadly|slain|slay|death toll|die in|dies after|die after|died in|died after|dies from|"
        "fatal|"
        "fatally|massacre|assassinate|assassination|executed|execution|execute|corpse|bodies|drown|casualty|"
        "casualties|martyr",
        "he": "נהרג|הרוג|הרוגים|הרג|נרצח|רצח|חיסול|חוסל|חיסל|מתים|גופות|טבח",
        "ar": "قتل|مقتل|قتيل|قتلى|استشهاد|استشهد|شهيد|شهداء|اغتيال|اغتال|مصرع|وفيات|مجزره|اعدام|جثث|ضحايا",
        "ru": "убит|убил|убий|погиб|гибел|жертв|смертельн|казнен|казнь|ликвидирован",
        "fa": "كشته|كشت|شهيد|شهادت|ترور|جان باخت|قرباني|تلفات|اعدام|قتل",
        "tr": "oldu rul|oldurul|oldurdu|olu |hayatini kaybet|can verdi|sehit|suikast|katliam|infaz|cenaze",
    },
    "injuries": {
        "en": "wound|injure|injury|injuries|hurt in|hospitalised|hospitalized",
        "he": "נפצע|פצוע|פצועים|נפגע",
        "ar": "جرح|جريح|اصيب|اصابه|مصاب|جرحى",
        "ru": "ранен|пострадал|травмирован",
        "fa": "زخمي|مجروح|مصدوم",
        "tr": "yaralan|yarali",
    },
    "attack": {
        "en": "airstrike|air strike|strike|struck|drone strike|attack|raid|bomb|bombing|bombard|bombardment|blast|"
        "explosion|missile|rocket|shell|shelling|shelled|shoot|shooting|shot|gunman|gunmen|gunfire|open fire|"
        "opened fire|ambush|"
        "stab|stabbing|stabbed|car ramming|clash|firefight|incursion|hijack|seize|suicide bomber|intercept|"
        "torpedo|sabotage",
        "he": "תקיפ|תקף|תקפ|פיגוע|ירי|נורה|ירו|טיל|רקט|פשיט|פיצוץ|הפצצ|הפגז|דקיר|דריס|מחבל|יירט|עימות",
        "ar": "غاره|غارات|قصف|هجوم|هجمات|هاجم|استهدف|استهداف|صاروخ|صواريخ|انفجار|تفجير|اطلاق نار|اطلاق النار|اقتحم|"
        "اقتحام|اشتباك|كمين|طعن|مسيره استهدفت|توغل",
        "ru": "удар|атак|обстрел|обстрелял|взрыв|ракет|теракт|рейд|стрельб|боев|столкновени|нападени|напал|"
        "подорв|перехват",
        "fa": "حمله|حملات|موشك|انفجار|بمباران|تيراندازي|درگيري|يورش|پهپادي|گلوله باران|كمين",
        "tr": "saldiri|hava saldirisi|bombardiman|bombala|patlama|fuze|roket|baskin|catisma|silahli|vurdu|"
        "vuruldu|ates acti",
    },
    "show of force": {
        "en": "exercise|military drill|naval drill|war game|wargame|parade|test fire|test launch|missile test|"
        "simulated|deploy|mobilise|mobilize",
        "he": "תרגיל|מצעד|ניסוי|הדמיה|פריס",
        "ar": "مناوره|مناورات|تدريبات عسكريه|استعراض|تجربه صاروخيه|محاكاه|نشر قوات",
        "ru": "учени|маневр|парад|испытани|имитац|развернул",
        "fa": "رزمايش|مانور|رژه|ازمايش موشك|شبيه سازي|استقرار",
        "tr": "tatbikat|gecit toreni|deneme atisi|simulasyon|konuslan",
    },
    "war and peace": {
        "en": "ceasefire|cease fire|truce|armistice|peace deal|peace agreement|peace treaty|peace accord|"
        "declare war|"
        "declares war|restore ties|restores ties|restore relations|resume ties|resume relations|resume diplomatic|"
        "restore diplomatic|diplomatic relations|diplomatic ties|normalise ties|normalize ties|normalise relations|"
        "normalize relations|normalization deal|normalisation deal|sever ties|cut ties|cuts ties|severs ties|"
        "prisoner swap|prisoner exchange|hostage deal|release hostages|hostages freed|ground offensive|invade|coup|"
        "troop withdrawal|withdraw troops|withdraws troops|martial law|state of emergency|reopen embassies|"
        "reopen embassy|reopens embassy",
        "he": "הפסקת אש|הפסקת האש|הסכם שלום|נורמליזציה|יחסים דיפלומטיים|חידוש היחסים|עסקת חטופים|חילופי שבויים|"
        "הכריז מלחמה|הפיכה|מצב חירום|נסיג",
        "ar": "وقف اطلاق النار|هدنه|اتفاق سلام|تطبيع|استئناف العلاقات|العلاقات الدبلوماسيه|قطع العلاقات|"
        "تبادل الاسري|"
        "تبادل اسري|صفقه تبادل|انقلاب|حاله الطوارئ|انسحاب القوات|اعلان الحرب",
        "ru": "перемири|прекращени огня|прекращении огня|прекращение огня|мирный договор|мирное соглашение|"
        "дипломатическ отношени|дипотношени|восстанов|обмен пленными|обмене пленными|нормализаци|переворот|"
        "чрезвычайн положени|вывод войск|объявил войну|разрыв отношений",
        "fa": "اتش بس|توافق صلح|عادي سازي|روابط ديپلماتيك|از سرگيري روابط|تبادل زندانيان|قطع روابط|كودتا|"
        "وضعيت اضطراري|"
        "خروج نيروها|اعلام جنگ",
        "tr": "ateskes|baris anlasmasi|normallesme|diplomatik iliski|esir takasi|mahkum takasi|darbe|"
        "olaganustu hal|"
        "savas ilan|asker cekme",
    },
    "state decision": {
        "en": "deal|sanction|blacklist|embargo|treaty|accord|pact|agree to|agreed to|agrees to|agreement|"
        "brokered|elect|nominate|nominee|nomination|candidate|"
        "challenger|election|chosen to run|sworn in|swear in|appoint|resign|resignation|step down|steps down|"
        "oust|impeach|dismiss|dissolve|verdict|sentence|convict|acquit|jail|indict|extradite|death penalty|"
        "court rule|"
        "supreme court|recognise|recognize|expel|recall ambassador|recalls ambassador|parliament approve|"
        "parliament pass|lawmakers approve|passes law|pass law|approves bill|cabinet approve|ratify|ratifies|"
        "veto|ban|"
        "outlaw|annex|deport|pardon|amnesty|legalise|legalize|release from prison|repatriate|banned|jailed",
        "he": "סנקציות|הסכם|חתמו על|נחתם|בחירות|מועמד|מונה|מינוי|התפטר|פוטר|הדיח|גזר דין|הורשע|נידון|בגץ|כתב אישום|"
        "אושר בכנסת|אישרה הממשלה|אישר הקבינט|הכנסת אישרה|הכיר|גירוש|שגריר|חנינה|וטו",
        "ar": "عقوبات|اتفاق|اتفاقيه|معاهده|وقع|توقيع|انتخاب|مرشح|تعيين|عين|استقال|اقال|عزل|حكم|محكمه|ادان|"
        "ادانه المحكمه|"
        "اعترف|طرد|سفير|يقر|اقر البرلمان|البرلمان يوافق|حظر|فيتو|ترحيل|عفو",
        "ru": "санкци|соглашени|договор|подписа|выбор|кандидат|назначен|назначил|отставк|уволен|приговор|"
        "приговорил|суд |"
        "обвинени|призна|высла|посол|парламент принял|парламент одобрил|принял закон|запрет|вето|депортац|помилова",
        "fa": "تحريم|توافق|معاهده|پيمان|امضا|انتخابات|نامزد|منصوب|استعفا|بركنار|حكم|دادگاه|محكوم|شناسايي|اخراج|"
        "سفير|"
        "تصويب|ممنوع|وتو|عفو",
        "tr": "yaptirim|anlasma|mutabakat|imzala|secim|aday|atandi|atama|istifa|gorevden al|mahkeme|hapis cezasi|"
        "mahkum|"
        "karar verdi|tanidi|sinir disi|buyukelci|yasaklad|veto|onaylad|af ",
    },
    "disaster": {
        "en": "earthquake|quake|flood|shipwreck|capsize|derail|derailment|crash|collapse|wildfire|outbreak|famine|"
        "landslide|sink|sank|drown|accident|poisoning|leak",
        "he": "רעידת אדמה|שיטפון|התרסק|קריסה|התהפכ|טבע|דליק|שריפ|הרעל",
        "ar": "زلزال|فيضان|غرق|تحطم|انهيار|حريق|حرائق|كارثه|تفشي|تسمم|انقلاب قطار",
        "ru": "землетрясени|наводнени|крушени|катастроф|обрушени|затонул|пожар|вспышк|отравлени",
        "fa": "زلزله|سيل|غرق|سقوط|ريزش|اتش سوزي|شيوع|مسموميت|واژگوني",
        "tr": "deprem|sel |kaza|coktu|batti|yangin|salgin|zehirlen|devrildi",
    },
    "unrest": {
        "en": "protest|protester|demonstration|demonstrator|riot|rally|unrest|uprising|mutiny|crackdown|arrest|"
        "detain|"
        "general strike|tear gas|refuse to serve|evacuate|displace|flee|hunger strike",
        "he": "מחאה|הפגנ|מפגינ|מהומ|נעצר|מעצר|עצור|שביתה כללית|סרבנ|פינוי",
        "ar": "احتجاج|تظاهر|مظاهر|متظاهر|شغب|اعتقال|اعتقل|توقيف|اضراب|نزوح|نازح",
        "ru": "протест|митинг|демонстрант|беспорядк|арест|задержа|эвакуац|забастовк",
        "fa": "اعتراض|تظاهرات|معترض|ناارامي|بازداشت|دستگير|اعتصاب|اواره",
        "tr": "protesto|gosteri|isyan|gozalti|tutukla|tahliye|grev",
    },
    "talks": {
        "en": "talks|meet|meeting|summit|negotiate|negotiation|visit|trip|phone call|speak by phone|"
        "spoke by phone|mediate|"
        "mediation|envoy|delegation|inspector|inspection",
        "he": "שיחות|פגישה|נפגש|ביקור|ביקר|פסגה|משא ומתן|שוחח|משלחת",
        "ar": "محادثات|مفاوضات|لقاء|التقى|التقي|اجتماع|قمه|زياره|يزور|زار|اتصال هاتفي|وساطه|وفد|مبعوث|يبحث|بحث",
        "ru": "переговор|встреч|визит|саммит|разговор|посети|делегаци|спецпосланник",
        "fa": "مذاكره|مذاكرات|ديدار|سفر|نشست|گفتگو|گفت و گو|تماس تلفني|ميانجي|هيات",
        "tr": "gorusme|gorustu|muzakere|ziyaret|zirve|toplanti|telefonda|heyet|arabulucu",
    },
    "statement": {
        "en": "say|said|warn|urge|call for|calls for|call on|calls on|condemn|slam|criticise|criticize|vow|"
        "praise|welcome|deny|"
        "denies|claim|hint|hope|accuse|defend|stress|reiterate|express",
        "he": "אמר|הזהיר|קרא ל|גינה|הבטיח|טוען|טען|האשים|בירך|הכחיש",
        "ar": "قال|يقول|حذر|يحذر|دعا|يدعو|ندد|ادان|تعهد|رحب|نفى|نفي|اتهم|اكد|يؤكد|صرح",
        "ru": "заявил|сообщил|предупредил|призвал|осудил|обвинил|опроверг|подчеркнул|считает|назвал",
        "fa": "گفت|هشدار|خواستار|محكوم كرد|تاكيد|مدعي|تكذيب|استقبال كرد|متهم كرد",
        "tr": "dedi|uyardi|cagrisi|kinadi|acikladi|suclad|yalanlad|vurguladi",
    },
    "business": {
        "en": "profit|earnings|revenue|dividend|ipo|bond sale|bond deal|bonds|shareholder|stock market|stocks|"
        "startup|start up|"
        "investor|invest|investment|quarterly|stake in|billion fund|funding round|market share|merger|"
        "acquisition|airline|"
        "retailer|wall street|lender|tycoon|billionaire",
        "he": "רווח|הכנסות|מניות|מניה|הנפק|בורסה|אגח|משקיע|סטארטאפ|דיבידנד|רבעון|אקזיט|גייסה|מיזוג",
        "ar": "ارباح|ايرادات|اسهم|بورصه|سندات|استثمار|مستثمر|ارباح صافيه|اكتتاب|توزيعات|شركه ناشئه|صفقه استحواذ",
        "ru": "прибыл|выручк|акци |акций|биржа|бирже|облигаци|инвест|дивиденд|стартап|ipo",
        "fa": "سود|درامد شركت|سهام|بورس|اوراق|سرمايه گذار|استارتاپ",
        "tr": "kar acikladi|gelirler|hisse|borsa|tahvil|yatirim|halka arz|girisim",
    },
    "soft": {
        "en": "archaeologist|archaeological|archeologist|ancient|antiquities|antiquity|pharaoh|mummy|tomb|museum|"
        "exhibition|film|"
        "movie|actor|actress|singer|concert|festival|fashion|designer|novel|novelist|poem|recipe|chef|restaurant|"
        "travel|"
        "itinerary|tourist|tourism|holiday|wedding|celebrity|influencer|royal family|pet|zoo|wildlife|football|"
        "soccer|"
        "olympic|world cup|grand prix|chess|horoscope|crossword|quiz|memoir|obituary|love story|best photo|artist|"
        "painting|musician|documentary|archive|scientists find|study find|dinosaur|heritage site|women's day",
        "he": "ארכאולוג|ארכיאולוג|עתיק|מוזאון|מוזיאון|תערוכ|סרט|שחקן|שחקנית|זמר|קונצרט|פסטיבל|אופנ|מתכון|שף|מסעד|"
        "תייר|"
        "כדורגל|כדורסל|חתונ|סלב|אולימפי",
        "ar": "اثري|اثريه|اثار قديمه|متحف|معرض فني|فيلم|ممثل فنان|ممثله|مطرب|حفل غنائي|مهرجان|ازياء|وصفه|سياحه|"
        "سياح|"
        "كره القدم|زفاف|مسلسل|روايه|اولمبي",
        "ru": "археолог|древн|музей|музея|выставк|фильм|актер|актрис|певец|певиц|концерт|фестивал|мода|рецепт|"
        "ресторан|турист|"
        "туризм|футбол|свадьб|олимпи",
        "fa": "باستان شناس|باستاني|موزه|نمايشگاه هنري|فيلم|بازيگر|خواننده|كنسرت|جشنواره|مد لباس|گردشگر|فوتبال|"
        "عروسي|المپيك",
        "tr": "arkeolog|antik|muze|sergi|film|oyuncu|sarkici|konser|festival|moda|tarif|turist|turizm|futbol|"
        "dugun|olimpiyat",
    },
    "background": {
        "en": "opinion|analysis|explainer|explained|editorial|commentary|op ed|podcast|newsletter|interview|"
        "profile|q&a|"
        "fact check|in pictures|in photos|photos|timeline|what to know|what we know|things to know|"
        "what you need to know|"
        "need to know|takeaways|key moments|here's what|here is what|here are|years on|years after|years later|"
        "years ago|"
        "years since|anniversary|a look at|a look back|lessons|remembering|recounting|looking back|explaining|"
        "behind the|"
        "inside the|the inside story|long read|letter from|diary|your questions|perspective|could transform|"
        "could reshape|who is|what is|month after|months after|weeks after|year after|monday briefing|"
        "tuesday briefing|wednesday briefing|thursday briefing|friday briefing|weekend briefing|morning briefing|"
        "evening briefing|week in review|week's most important|week's top|week's biggest|"
        "stories of the week|roundup|live updates",
        "he": "דעה|פרשנות|ניתוח|מאמר|טור|ריאיון|ראיון|הסבר|פודקאסט|שנים אחרי|שנה אחרי|שנים ל|כל מה שצריך לדעת|בתמונות",
        "ar": "راي|تحليل|مقال|حوار|مقابله|تقرير خاص|بودكاست|في صور|بالصور|ماذا نعرف|ما نعرفه|بعد سنوات|عاما على|"
        "الذكرى|"
        "قصه|قراءه في|كيف|لماذا|هل ",
        "ru": "мнение|анализ|колонка|интервью|подкаст|что известно|что нужно знать|лет спустя|годовщин|фото|"
        "почему|как |обзор|"
        "разбор|история ",
        "fa": "تحليل|يادداشت|ديدگاه|سرمقاله|مصاحبه|گفتوگو با|پادكست|در تصاوير|چرا|چگونه|ايا |سالگرد|سال پس از",
        "tr": "analiz|yorum|gorus|roportaj|soylesi|podcast|fotograflarla|neden|nasil|yil sonra|yildonumu|"
        "kose yazisi|5 soruda|"
        "bilinmesi gerekenler",
    },
}

#: Words by which a headline says that something has not happened, or not yet.
HEDGES: Mapping[str, str] = {
    "en": "may|might|could|would|near|close to|closer than|soon|plan|plans to|mull|consider|seek|aim|hope|claim|"
    "deny|denies|dismiss|"
    "threaten|call for|calls for|urge|propose|offers its|possible|potential|likely to|set for|reject|if|"
    "talks on|talks about|talks over|talks to|exchange talks|swap talks|truce talks|peace talks|"
    "negotiate|negotiation|discuss",
    "he": "עשוי|עשויה|עלול|שוקל|מתכוון|קרוב ל|טוען|מכחיש|מאיים|דורש|אולי|שיחות|משא ומתן",
    "ar": "قد |ربما|يدرس|يعتزم|قريبا|قريب من|يزعم|ينفي|نفي|يهدد|يامل|يطالب|محتمل|محادثات|مفاوضات|يبحث",
    "ru": "может|могут|возможн|планирует|намерен|рассматривает|надеется|опроверг|грозит|угрожает|призвал|"
    "переговор|обсуд",
    "fa": "شايد|ممكن است|احتمال|قصد دارد|به زودي|تكذيب|تهديد|خواستار|اميدوار|مذاكره|مذاكرات|گفتگو",
    "tr": "olabilir|planliyor|degerlendiriyor|yakinda|iddia|yalanla|tehdit|umuyor|cagrisi|muzakere|gorusme",
}

#: Phrases in which one of the words above means something else.
UNLESS: Mapping[str, str] = {
    "en": "strike a deal|strikes a deal|strike deal|strikes deal|struck a deal|heart attack|panic attack|"
    "cyber attack|"
    "cyberattack|on strike|photo shoot|movie shoot|shell company|shell companies|shot down the idea|rocket science|"
    "blast from the past|dead sea|death of the|sound bite|ban on smoking|on the rocket|under attack over|"
    "kill bill|kill resolution|box office bomb|in may|may election|since may|by may|until may|of may|from may|"
    "big shot|long shot|call shots|shell out|in the dead",
    "ar": "حكم محلي|الحكم المحلي|حكم كره",
    "ru": "ударн волн|удар по карману",
}

#: A number in words, as far as headlines write numbers so; a vague one counts as its least.
NUMBERS: Mapping[str, Mapping[str, int]] = {
    "en": {
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "several": 3,
        "dozen": 12,
        "dozens": 24,
        "scores": 40,
        "hundreds": 200,
        "thousands": 2000,
    },
    "he": {"שני": 2, "שלושה": 3, "ארבעה": 4, "חמישה": 5, "שישה": 6, "עשרה": 10, "עשרות": 20, "מאות": 200, "אלפי": 2000},
    "ar": {"ثلاثه": 3, "اربعه": 4, "خمسه": 5, "سته": 6, "سبعه": 7, "عشره": 10, "عشرات": 20, "مئات": 200, "الاف": 2000},
    "ru": {
        "два": 2,
        "двое": 2,
        "трое": 3,
        "три": 3,
        "четверо": 4,
        "пять": 5,
        "шесть": 6,
        "десятки": 20,
        "сотни": 200,
        "тысячи": 2000,
    },
    "fa": {"دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "ده": 10, "ده ها": 20, "صدها": 200, "هزاران": 2000},
    "tr": {
        "iki": 2,
        "uc": 3,
        "dort": 4,
        "bes": 5,
        "alti": 6,
        "on": 10,
        "onlarca": 20,
        "yuzlerce": 200,
        "binlerce": 2000,
    },
}
