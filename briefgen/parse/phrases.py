"""The words by which a line of a news page gives itself away as no part of the report. Data, by language.

``SURE`` ones are the whole line, or begin it in a way in which no sentence of a report begins. ``LIKELY`` ones count
where the line reports nothing: a line with one of ``REPORTING`` in it may quote them. After a ``HEADING`` comes
a list of links or offers. No outlet is named here.
"""

# ruff: noqa: E501  a phrase on one line is what can be read

_SOCIAL = r"(?:facebook|twitter|x|instagram|telegram|youtube|whatsapp|linkedin|tiktok|threads|bluesky|mastodon|rss|pinterest|reddit)"

SURE = (
    # English
    r"(?:subscribe|register|create an? (?:free )?account|log ?in|sign ?in) (?:now )?to (?:continue|keep|read|unlock|access)\b.{0,60}$|(?:accept|reject|manage|allow) (?:all|cookies|preferences|settings)(?: cookies)?\W*$",
    r"you have (?:\w+ ){1,2}(?:free |complimentary )?(?:articles?|stories|story) (?:left|remaining)\b.{0,30}$",
    r"(?:sign|log) ?in(?: (?:here|now|with|to (?:your|continue|read))\b.{0,40})?\W*$",
    r"(?:read|see|watch|listen|view|learn) (?:more|also|next)\b(?:\W.{0,90})?$",
    r"(?:read|see|watch|listen to|view) the full (?:story|article|text|interview|report|statement)\b.{0,60}$",
    r"(?:also read|read also|read next|see also|related|recommended|must read|don['’]t miss|trending|more on this|watch|listen|read)\s*[:|].{0,150}$",
    r"already an? (?:\w+ )?(?:member|subscriber|user)\b",
    r"follow us\b(?! (?:to|into|out|home)\b)|(?:like|find|join) us on \W*(?:our )?" + _SOCIAL,
    r"(?:" + _SOCIAL + r"(?:[\s,|·•/&]+(?:and\s+)?|$)){2,}$",
    r"share (?:this(?: (?:article|story|post|page))?|on " + _SOCIAL + r"|via (?:e-?mail|\w+))\W*$",
    r"(?:continue reading|click here|tap here|download (?:our|the) (?:free )?app)\b",
    r"(?:advertisement|advertising|sponsored(?: content)?|promoted(?: content)?|skip to (?:main )?content|loading|comments?|print|save)\W*$",
    r"(?:free|premium|expert|subscribe|subscribe now|register|menu|search|newsletters?|for subscribers only|members only)\W*$",
    r"(?:cookie|privacy) (?:policy|notice|settings)\W*$|accept (?:all )?cookies\b|terms of (?:use|service)\W*$",
    r"all rights reserved\b|(?:©|\(c\)|copyright ©?) ?\d{4}\b",
    r"be the first to know\b|never miss an? (?:story|update|headline|thing)\b",
    r"support (?:our|independent|quality) journalism\b|dear readers?\b|as one of our (?:\w+ )?readers\b",
    r"help us (?:grow|keep|continue|tell)\b|thank you for (?:reading|being|your support)\b",
    r"original(?:ly)? publi(?:cation|shed)\b.{0,60}$",
    r"(?:the post|this (?:article|post|story)) .{0,200}\b(?:appeared first|(?:first|originally) (?:appeared|published))\b",
    r"\d+[ -]min(?:ute)?s?[ -]read\W*$",
    r"you(?:['’]ve| have) (?:\w+ ){0,4}(?:read|used|reached|left|viewed)\b.{0,60}\b(?:free|complimentary|monthly|remaining)\b.{0,30}$",
    r"(?:get|receive) (?:our|all our)\b|(?:get|receive) (?:the|a) (?:\w+ ){0,3}(?:newsletter|briefing|e-?mail|digest)\b.{0,80}$",
    r"(?:start|begin) (?:your|the) (?:day|morning|week) with\b",
    r"(?:only |just |for |from )*[$€£₪]\s?\d+(?:[.,]\d+)? ?(?:/|an?|per)\s?(?:month|year|week)\b[^.]{0,60}$",
    r"to (?:continue|keep) reading\b|this (?:content|article|story) is (?:only )?(?:for|available to) (?:\w+ )?(?:subscribers|members)\b",
    # Hebrew
    r"(?:אתר זה|האתר|אתרנו|אנו|אנחנו) (?:משתמש(?:ים)?|עושה שימוש|עושים שימוש) ב(?:קובצי )?(?:עוגיות|cookies)\b.{0,120}$|מדיניות (?:ה?פרטיות|ה?עוגיות)\W*$",
    r"(?:ה?(?:כתבה|תוכן|מאמר)(?: ה?(?:זו|זה|מלאה?))? )(?:זמי(?:ן|נה) )?(?:ל|עבור )מנויים(?: בלבד)?\W*$|(?:שתפו|שיתוף) (?:ב|את הכתבה).{0,30}$|רוצים להמשיך לקרוא\b.{0,80}$",
    r"(?:הירשמו|הרשמו|הצטרפו) (?:עכשיו|עוד היום|כאן|לניוזלטר|לעדכונים|(?:ל|אל )?(?:קבוצ|ערוץ|דיוור|טלגרם|ווטסאפ|וואטסאפ)|.{0,60}(?:ניוזלטר|בחינם|תיבת הדואר|דוא\"ל))",
    r"(?:לחצו|הקליקו|הקישו) (?:כאן|לקריא)|לקריאה נוספת|להמשך קריאה|לכתבה המלאה|להרשמה",
    r"(?:קראו|ראו|צפו|קרא) (?:גם|עוד)\s*(?:[:|\-–>»]|$)|(?:כתבות|ידיעות) (?:נוספות|קשורות)\W*$|עקבו אחרינו|כבר מנוי|כל הזכויות שמורות",
    # Arabic
    r"(?:يستخدم (?:هذا )?(?:ال)?موقع(?:نا)?|نستخدم|نحن نستخدم) (?:ملفات (?:تعريف ال(?:ا|إ)رتباط|الكوكيز)|الكوكيز)(?:\W.{0,120})?$|سياسة (?:الخصوصية|ملفات تعريف الارتباط)\W*$",
    r"هذا (?:المحتوى|المقال) (?:متاح |مخصص )?(?:فقط )?للمشتركين(?: فقط)?\W*$|(?:شارك|شاركها|مشاركة) (?:على|عبر) .{0,30}$|انضم(?:وا|ي)? (?:إلى|الى|ل)\s?قنات(?:نا|ي)\b.{0,60}$|قد يعجبك أيض(?:ا|ً|اً)*\W*$",
    r"اشترك(?:وا|ي)? (?:الآن|مجان|في (?:ال)?(?:نشر|قنا|خدم))|(?:إ|ا)قر(?:أ|ئ|ؤ)وا? (?:أيض|ايض|المزيد)|للاشتراك في|للمزيد (?:من (?:التفاصيل|الأخبار)|اضغط)|اضغط(?:وا)? هنا",
    r"تابعونا|تابعنا على|سجل(?:وا)? (?:الدخول|الآن)|(?:مواضيع|أخبار|مقالات) (?:ذات صلة|متعلقة)\W*$|جميع الحقوق محفوظة|(?:إ|ا)قرأ (?:أيض|ايض|المزيد)",
    # Persian
    r"این (?:وب[\u200c -]?سایت|سایت|تارنما) از کوکی.{0,120}$|این (?:مطلب|محتوا|مقاله) (?:فقط |تنها )?(?:ویژه|مخصوص|برای) (?:مشترک|مشترکان|مشترکین)\b.{0,20}$|سیاست حریم خصوصی\W*$",
    r"(?:به|در) (?:کانال|خبرنامه)(?: تلگرام)?(?:[\u200c ]?ی)? ما (?:بپیوندید|عضو شوید|ملحق شوید).{0,40}$|اشتراک[\u200c ]?گذاری(?: در .{0,30})?\W*$|(?:خبر|مطلب)(?:‌)?های مرتبط\W*$",
    r"(?:عضو|عضویت|مشترک) (?:در )?(?:خبرنامه|کانال (?:تلگرام|ما))|بیشتر بخوانید|(?:بخوانید|مطالب مرتبط|اخبار مرتبط)\s*:?\W*$|ما را (?:در .{0,30})?دنبال کنید|انتهای پیام|کلیک کنید",
    # Russian
    r"(?:мы|(?:этот |наш )?сайт) использу(?:ем|ет) (?:файлы )?cookies?\b.{0,120}$|политика (?:конфиденциальности|cookies?)\W*$|ещ[её] по теме\W*$|поделиться (?:в|на|через) .{0,30}$",
    r"(?:этот )?(?:материал|статья|текст|контент) доступ(?:ен|на) только (?:для )?(?:подписчик|зарегистрированн).{0,30}$|оформ(?:ите|ить) подписку\b.{0,60}$|присоединяйтесь к наш(?:ему|ей) .{0,40}$",
    r"(?:подпи(?:шитесь|сывайтесь|ши(?:сь)?))\b|читайте (?:также|ещ[её]|нас|далее|подробнее|по теме)\b|следите за (?:нами|новостями)|(?:по теме|материалы по теме|реклама|войти|подробнее|поделиться)\W*$|все права защищены|присоединяйтесь к нам(?: (?:в|на) .{0,40})?\W*$",
    # Turkish
    r"(?:bu |web |internet )?(?:site|sitemiz|sitesi)(?:de)? (?:çerez|cookie).{0,80} kullan(?:ır|ıyor|makta|ılmakta).{0,20}$|(?:gizlilik|çerez) politikası\W*$|(?:bu )?(?:içerik|haber|makale) (?:yalnızca|sadece) abone(?:ler|lere).{0,20}$",
    r"(?:okumaya devam etmek için|devamını oku(?:mak için)?)\b.{0,40}$|(?:\w+ )?(?:kanalımıza|grubumuza) (?:katıl|abone ol)\w*\W*$|(?:haberi|bunu) paylaş(?:ın)?\W*$|(?:e-)?bültenimize (?:kaydol|abone|kayıt)\w*.{0,20}$",
    r"(?:ücretsiz )?abone ol(?:un|unuz)?\b|b[üu]ltenimize\b|ayrıca oku(?:yun)?\b|(?:daha fazla(?:sını)? oku(?:yun)?|üye girişi|[iİ]lgili haberler|giriş yap(?:ın)?|reklam)\W*$|bizi .{0,30}takip edin|tüm hakları saklıdır|tıklayın\W*$",
    # French, German, Spanish, Italian
    r"(?:lire (?:aussi|la suite|également)|à lire (?:aussi|également)|abonnez-vous|inscrivez-vous|lesen sie (?:auch|mehr)|mehr zum thema|jetzt (?:abonnieren|anmelden)|(?:lea|lee) (?:también|más)|suscríbe(?:te|ase)|leggi anche|iscriviti)\b.{0,120}$",
)

LIKELY = (
    r"^\W*(?:subscribe|sign ?up|join|register|become)\b.{0,90}\b(?:newsletters?|today|now|free|digest|inbox|channel|premium|pro|members?|subscribers?|facebook|telegram|whatsapp)\b",
    r"\b(?:subscribe|sign ?up) (?:to|for|here for) (?:our|this|the|daily|free)\b.{0,60}\b(?:newsletters?|updates|alerts|podcast|channel|app)\b",
    r"\balready an? (?:\w+ )?(?:member|subscriber)\?",
    r"\b(?:to|in) your (?:inbox|e-?mail|mailbox)\b|\bby reading on you agree\b",
    r"\b(?:we|(?:web)?site|pages?|partners) uses? .{0,60}cookies\b",
    r"\btry (?:it|us|\w+ pro|premium)(?: for)? free\b|\b(?:start|with) (?:your |an? )?(?:[\w-]+ ){0,2}free trial\b|\bbilled (?:annually|monthly)\b|\bcancel (?:any ?time|whenever)\b",
    r"\bplease (?:send|email|e-mail|write|contact)\b.{0,60}@\w",
    r"\bone of our (?:loyal|valued|\w+ )readers\b|^\W*(?:you can )?follow (?:me|@\w+|\w+ \w+) on " + _SOCIAL + r"\b",
    r"^.{0,60}\bbest newsletters?\W*$",
    r"النشرة البريدية|نشرتنا",
    r"\bнаш(?:ем|их|и|у)? (?:telegram|телеграм|канал)",
)

#: Whatever one of ``LIKELY`` is found in holds one of these, in lower case: most lines need no other look.
LIKELY_WORDS = (
    "subscribe", "sign", "join", "register", "become", "already a", "your ", "reading on", "cookies", "free", "billed",
    "cancel", "please", "of our", "follow ", "newsletter", "النشرة", "نشرتنا", "наш",
)  # fmt: skip

HEADING = (
    r"(?:related|recommended|more|latest|further|popular|top) (?:articles?|content|stor(?:y|ies)|topics?|coverage|news|reading|reports?)(?: from .{0,40}| on .{0,40})?",
    r"you (?:may|might|['’]ll) (?:also )?(?:like|be interested|enjoy).{0,20}|most (?:read|popular|viewed|shared)|trending(?: now)?|editors?['’]? picks?|more from .{0,40}|in case you missed it|read more",
    r"(?:what['’]?s|what is) included|(?:free )?newsletters available|.{0,40}\byou will (?:receive|get) (?:access to )?the following",
    r"כתבות (?:נוספות|קשורות)|אולי יעניין אותך|הנקראות ביותר|עוד בנושא",
    r"(?:مواضيع|أخبار|مقالات) (?:ذات صلة|متعلقة)|الأكثر قراءة|اقرأ أيض[اً]*",
    r"(?:مطالب|اخبار) مرتبط|پربازدیدترین.{0,15}|بیشتر بخوانید",
    r"(?:материалы )?по теме|самое читаемое|читайте также|популярное",
    r"[iİ]lgili haberler|çok okunanlar|bunlar da ilginizi çekebilir",
    r"(?:sur le même sujet|mehr zum thema|noticias relacionadas|leggi anche|les plus lus|meistgelesen)",
)

REPORTING = (
    r"\b(?:sa(?:id|ys)|told|tells|according to|announced|warned|reported(?:ly)?|stated|wrote|added|denied|claimed|quoted|posted|tweeted)\b",
    r"\b(?:אמר|אמרה|אמרו|מסר|מסרה|הודיע|הודיעה|דיווח|דיווחה|לדברי|לפי)\b|\b(?:قال|قالت|أعلن|أعلنت|أفاد|أفادت|وفق|وفقا|بحسب|ذكر|ذكرت|أكد)\b",
    r"\b(?:گفت|گفتند|اعلام کرد|گزارش|افزود)\b|\b(?:сказал|заявил|сообщил|отметил|написал|подчеркнул)[аио]?\b|по (?:словам|данным)|\b(?:dedi|söyledi|açıkladı|belirtti|bildirdi|yazdı|göre)\b",
)
