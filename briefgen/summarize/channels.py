"""How a statement reached the reporter, as a short label: the ministry, a post, a spokesman, state media. Pure.

Labels are the report's own words where it names the channel; else one of a few English ones.
"""

import re

# ruff: noqa: E501  one pattern on one line is what can be read

#: "Russian Foreign Ministry", "Prime Minister's Office", "Kremlin press service": capitals before and in the name.
_INSTITUTION = re.compile(
    r"(?:[A-Z][\w.'’-]+ (?:of |for |and |the )?){0,5}(?:[Mm]inistry|[Oo]ffice|[Bb]ureau|[Ee]mbassy|[Aa]rmy|[Mm]ilitary|[Aa]ir [Ff]orce|"
    r"[Cc]abinet|[Gg]overnment|[Pp]arliament|[Cc]ommand|[Pp]residency|[Dd]epartment|[Pp]ress [Ss]ervice|[Cc]ouncil|[Mm]ission|Kremlin|"
    r"White House|Pentagon)\b(?: of (?:[A-Z][\w’'-]+ ?)+)?"
)
_INSTITUTION_ABROAD = re.compile(
    r"\bМИД\w*|\b[Мм]инистерств\w+|\bМинобороны|\bарми[яи]\b|\b[Пп]осольств\w+|\bКремл\w+|\bправительств\w+|"
    r"وزارة|الجيش|جيش|الحكومة|سفارة|مكتب|משרד|צבא|צה\"ל|ממשלת|לשכת|שגרירות|وزارت|ارتش|دولت|سفارت|"
    r"\b[Bb]akanlığı\w*|\b[Oo]rdusu|\b[Hh]ükümeti|\b[Bb]üyükelçiliği"
)
_IN = re.compile(r"^(?:в|во|the|an?) ", re.IGNORECASE)
_SPOKESMAN = re.compile(
    r"(?:[A-Z][\w.'’-]+ (?:of |for )?){0,6}(?:[Ss]pokes(?:man|woman|person|people|persons)|[Pp]ress [Ss]ecretary)\b"
    r"|пресс-секретар\w+|официальн\w+ представител\w+|представител\w+|المتحدث\w*|متحدث\w*|דובר\w*|سخنگو\w*|sözcü\w*",
)
_POSTS = (
    (
        re.compile(
            r"\btweet(?:s|ed|ing)?\b|\bTwitter\b|@\w|توييت|تويتر|צייצ?ה?\b|טוויטר|твит\w*|Твиттер\w*", re.IGNORECASE
        ),
        "Twitter",
    ),
    (re.compile(r"\bTelegram\b|Телеграм\w*|تلغرام|טלגרם", re.IGNORECASE), "Telegram"),
    (re.compile(r"\b(?:on|to|platform) X\b(?! ?-)|\bon X,"), "X"),
    (re.compile(r"\bFacebook\b|فيسبوك|פייסבוק", re.IGNORECASE), "Facebook"),
    (re.compile(r"\bInstagram\b", re.IGNORECASE), "Instagram"),
    (re.compile(r"\bTruth Social\b"), "Truth Social"),
)
_INTERVIEW = re.compile(r"\binterview with (?P<with>(?:the )?[A-Z][\w.’'&-]*(?:[ -][A-Z][\w.’'&-]*){0,4})")
_INTERVIEWED = re.compile(
    r"\b(?:told|telling|tells) (?P<with>(?:the )?[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})"
    r"(?= (?:that|on|in|at|during|by|the|he|she|it|they|we|a|his|her|last|earlier|this|there)\b|\s*[,.:;“\"]|\s*$)"
)
_OCCASIONS = (
    ("readout", re.compile(r"\breadouts?\b", re.IGNORECASE)),
    (
        "press conference",
        re.compile(r"\b(?:press|news) conference\b|пресс-конференц\w+|مؤتمر صحفي|מסיבת עיתונאים", re.IGNORECASE),
    ),
    ("briefing", re.compile(r"\bbriefing\b|брифинг\w*", re.IGNORECASE)),
    ("interview", re.compile(r"\binterview\b|интервью|مقابلة|ראיון|بیانیه|röportaj", re.IGNORECASE)),
    ("speech", re.compile(r"\b(?:speech|address|sermon)\b|خطاب\b|נאום", re.IGNORECASE)),
    ("statement", re.compile(r"\bstatement\b|\bcommuniqué\b|заявлени\w+|بيان\b|הודעה|بیانیه|açıklama", re.IGNORECASE)),
    ("letter", re.compile(r"\bletter to\b")),
)
_STATE_MEDIA = re.compile(
    r"\bstate(?:-run|-owned|-controlled|-affiliated|-linked)? (?:news|media|television|tv|radio|broadcaster)\b",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\bnews(?:paper| agency| site| outlet| website|wire)?\b|\b(?:daily|outlet|broadcaster|channel|media|television|tv|radio|"
    r"magazine|website)\b|информагентств\w*|وكالة|صحيفة|קול ישראל|خبرگزاری|ajans\w*",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:officials?(?! (?:readout|statement|account|news|media|transcript))|sources?|diplomats?|aides?|authorities|leaders|figures|lawmakers|commanders?|advisers?)\b"
    r"|источник\w*|чиновник\w*|مصدر|مصادر|مسؤول\w*|גורם|גורמים|בכיר\w*|منبع|مقام\w*|yetkili\w*|kaynak\w*",
    re.IGNORECASE,
)


def is_state_media(source: str) -> bool:
    """Tell whether the words of a source are those of a state's own media."""
    return bool(_STATE_MEDIA.search(source))


def is_media(source: str) -> bool:
    """Tell whether the words of a source are those of an outlet: what it reports is no side's statement."""
    return bool(_MEDIA.search(source)) and not is_state_media(source)


def is_unnamed(source: str) -> bool:
    """Tell whether somebody speaks without a name: "an Israeli official", "sources"."""
    return bool(_UNNAMED.search(source))


#: They live in a state, and do not speak for it.
_PRIVATE = re.compile(
    r"\b(?:analysts?|experts?|critics?|observers?|commentators?|researchers?|residents?|witness(?:es)?|activists?|"
    r"journalists?|reporting|correspondents?|reporters?|protest[eo]rs?|academics?|professors?|scholars?|polls?|surveys?|voters?|fellow|historians?|"
    r"former|retired|ex-\w+|opponents?|opposition|rebels?|dissidents?|union|association|lawyers?|attorneys?|families|relatives|media|press reports?|economists?|columnists?|authors?|fans?)\b",
    re.IGNORECASE,
)


#: Offices by which somebody speaks for a state or a movement.
_OFFICE = re.compile(
    r"\b(?:(?:prime |vice )?minister|president|premier|chancellor|secretary|ambassador|envoy|representative|delegate|negotiator|"
    r"senator|congress(?:man|woman)|lawmaker|mp|mk|governor|mayor|king|queen|prince|emir|sheikh|ayatollah|commander|"
    r"general|gen\.|admiral|adm\.|brig\.|maj\.|colonel|col\.|chief of staff|sen\.|rep\.|consul|diplomat|director general|"
    r"chargé d'affaires|speaker of|chief negotiator|(?:adviser|aide|deputy|assistant) to)\b"
    r"|министр\w*|президент\w*|посол\w*|посл\w+|премьер\w*|глав\w+|وزير\w*|رئيس|سفير|שר |שרת |נשיא|ראש הממשלה|שגריר|"
    r"وزیر|رئیس|سفیر|bakan\w*|cumhurbaşkan\w*|büyükelçi\w*",
    re.IGNORECASE,
)
#: They held an office, or want to: they do not speak for the state.
_LEFT = re.compile(r"\b(?:former|retired|ex-\w+|opposition)\b", re.IGNORECASE)


def is_private(source: str) -> bool:
    """Tell whether the words of a source are those of people who speak for themselves: "Israeli analysts"."""
    if is_state_media(source) or not _PRIVATE.search(source):
        return False
    return bool(_LEFT.search(source)) or not is_official(source)


def is_official(source: str) -> bool:
    """Tell whether somebody speaks by an office: a spokesman, an ambassador, a senator."""
    return bool(_SPOKESMAN.search(source) or _OFFICE.search(source))


def is_institution(source: str) -> bool:
    """Tell whether a ministry, an office or an army speaks."""
    return bool(institution(source)) and not is_unnamed(source)


def institution(source: str) -> str:
    """The institution as written: "Russian Foreign Ministry"; empty where there is none."""
    found = _INSTITUTION.search(source)
    if found is None and _INSTITUTION_ABROAD.search(source):
        return _IN.sub("", source.split(",", maxsplit=1)[0]).strip()
    return _IN.sub("", found[0]).strip() if found else ""


def channel(source: str, around: str, *, named: bool) -> str:  # noqa: PLR0911  one line a kind of channel
    """The words of the source, and those around the reporting verb outside of what is said → a label, or empty."""
    if _OCCASIONS[0][1].search(source):
        return _OCCASIONS[0][0]
    for pattern, label in _POSTS:
        if pattern.search(around):
            return label
    if found := _INTERVIEW.search(around) or _INTERVIEWED.search(around):
        return f"interview with {found['with']}".rstrip(".") if "interview" in found[0] else found["with"].rstrip(".")
    if is_state_media(source):
        return "state media"
    if found := _SPOKESMAN.search(source):
        return found[0]
    if (label := institution(source)) and not label.islower():
        return label
    if not named and is_unnamed(source):
        return "unnamed official"
    return next((label for label, pattern in _OCCASIONS if pattern.search(around)), "")
