"""Does a sentence announce an event on a date that it names? Pure.

It does if the words around the date look ahead and a word of announcing stands by ("will", "is scheduled", "to visit",
"summit on Jan. 10"), and nothing in it takes that back: a denial, a condition, a mere possibility, a call on others to
act, an event that was called off. Better one event missed than one announced that is not.
"""

import re

from briefgen.language.dates import DatedSpan, side_of
from briefgen.language.fold import fold

#: Characters before and behind a date in which the name of an event makes it one.
NEAR = 45

_ANNOUNCES = re.compile(
    r"\b(?:will|shall)\b(?!\s+(?:not|never|have|be\s+(?:able|held\s+(?:accountable|responsible)))\b)|'ll\b"
    r"|\b(?:is|are|was|were|been|be)\s+(?:\w+ly\s+)?(?:set|due|scheduled|expected|slated|planned|poised|billed)\b"
    r"|\b(?:scheduled|slated|due|planned|set|fixed|expected|postponed|rescheduled|moved|adjourned)\s+(?:for|to|on|in|until)\b"
    r"|\b(?:is|are)\s+to\s+[a-z]+|\bplans?\s+to\b|\bdeadline\b|\bupcoming\b|\bgo(?:es)?\s+to\s+the\s+polls\b"
    r"|\b(?:begins?|opens?|starts?|resumes?|reopens?|meets?|convenes?|expires?|ends?|votes?|kicks?\s+off|takes?\s+(?:effect|place|office)"
    r"|comes?\s+into\s+force|heads?\s+to|travels?\s+to|visits?|hosts?|arrives?|flies|falls?\s+due)\b"
)
#: "said the talks would resume": announced, then told in the past.
_REPORTED = re.compile(
    r"\b(?:said|says?|announced|announces|told|confirmed|added|stated|according)\b.*\bwould\b|\bwould\b.*\b(?:said|announced|told|confirmed)\b"
)
#: In a headline: "Chancellor to visit Doha on Thursday".
_INFINITIVE = re.compile(r"\bto\s+(?!(?:the|an?|his|her|its|their|be\s+blamed|blame)\b)[a-z]{3,}")
_EVENT = re.compile(
    r"\b(?:elections?|vote|ballot|referendum|run-?off|polls|summit|conference|meeting|talks|round|hearing|trial|verdict|ruling"
    r"|visit|trip|session|ceremony|inauguration|deadline|signing|launch|exercises?|drills?|match|final|debate|strike|march|rally"
    r"|anniversary|handover|withdrawal|opening|reopening)\b"
)
_TAKEN_BACK = re.compile(
    r"\b(?:cancel(?:s|l?ed|ling|lation)?|call(?:s|ed|ing)\s+off|scrap(?:s|ped)?|abandon(?:s|ed)|suspend(?:s|ed)|no\s+longer|unlikely"
    r"|rul(?:es|ed)\s+out|den(?:y|ies|ied)|not\s+(?:be|to|expected|planned|scheduled|attend|take|happen|go|meet|visit|hold)|never"
    r"|(?:will|would|shall|does|do|is|are)\s+not|won't|wouldn't|doesn't|don't|isn't|aren't|cannot|can't|refus(?:es|ed|ing)|declin(?:es|ed)"
    r"|skip(?:s|ped)?|boycott(?:s|ed)?|fail(?:s|ed)\s+to|delayed|without\s+a\s+date|indefinitely)\b"
)
_POSTPONED = re.compile(r"\b(?:postpon|delay|reschedul|mov|push|adjourn|defer|put\s+off|brought\s+forward)")
_NEW_DATE = re.compile(_POSTPONED.pattern + r"\w*(?:\s\w+){0,3}\s(?:to|until|for)\s(?:the\s)?\Z")
#: A condition anywhere in the sentence leaves it open; a mere possibility or a wish, where it stands by the date.
_CONDITION = re.compile(
    r"\b(?:if|unless|whether|would\s+have|had\s+(?:been|it|they|he|she|the)|(?:was|were)\s+to\s+have|likelihood|doubts?|uncertain|unclear)\b"
)
_OPEN = re.compile(
    r"\b(?:might|could|should|ought|supposed\s+to|possibl[ey]|potential(?:ly)?|perhaps|maybe|rumou?red|speculat\w+|hop(?:es?|ed|ing)|wants?"
    r"|wanted|wish(?:es|ed)?|threaten(?:s|ed|ing)?|vow(?:s|ed)|urg(?:es?|ed|ing)|call(?:s|ed|ing)\s+(?:on|for)|demand(?:s|ed|ing)?"
    r"|ask(?:s|ed|ing)|propos(?:es?|ed|ing)|offer(?:s|ed)|suggest(?:s|ed)|consider(?:s|ed|ing)|seek(?:s|ing)?|sought|invit(?:es|ed)"
    r"|appeal(?:s|ed)|recommend(?:s|ed)|warn(?:s|ed|ing)?|predict(?:s|ed)|project(?:s|ed)|forecasts?)\b|\bmay\b(?!\s+\d)"
)
#: Where another clause begins, for what is said of a possibility.
_CLAUSE = re.compile(r"[;:—–]|,\s(?:which|who|as|while|although|though|because|with|an?|but|and|where)\b|\s-\s")
_QUESTION = re.compile(r"\?\W*$|^\W*(?:what|why|how|who|when|where)\b")
#: In a headline whose words all have capitals.
_MONTH_OF_MAY = re.compile(r"\bMay\b(?=\s\d)|(?<=\d\s)May\b|(?<=\b[Ii]n\s)May\b")
#: Straight before a date: what is told lasts until then, or stands since or after.
_NOT_THEN = re.compile(
    r"\b(?:(?:until|till|since|after|following|than|from|before)\s+(?:the\s+)?|(?:ahead\s+of|run-?up\s+to)\s+(?:\w+\s+){0,3})\Z"
)

#: The same in other languages, on folded text. Their words of the future are those of ``language.dates``.
_OTHERS_TAKEN_BACK = {
    "ru": r"отмен|отлож|не состо[ия]тся|не буд[еу]т|не смож|отказ|сорва",
    "ar": r"الغ[اي]ء?|تاجيل|تاجل|ارجاء|(?<!\w)لن (?=\w)|يرفض|رفض",
    "he": r"בוטל|ביטל|נדח|לא (?:י|ת)|לא צפוי|סירב",
    "fa": r"لغو|به تعويق|نخواه|تعليق",
    "tr": r"iptal|ertelen|m[ae]yac[ae][kg]|reddet",
}
_OTHERS_OPEN = {
    "ru": r"\bесли\b|\bбы\b|\bможет\b|\bмогут\b|возможно|призва|требу|предлож|угро[зж]а",
    "ar": r"(?<!\w)(?:اذا|لو|قد|ربما|يحتمل|يمكن)(?!\w)|دعا|طالب|هدد|اقترح",
    "he": r"(?<!\w)(?:אם|אולי|ייתכן|עשוי|עשויה|עלול)(?!\w)|קרא ל|דרש|איים|הציע",
    "fa": r"(?<!\w)(?:اگر|شايد|ممكن)(?!\w)|خواستار|تهديد|پيشنهاد",
    "tr": r"\beger\b|\bbelki\b|olabilir|ebilir|abilir|cagri|talep|tehdit|onerdi",
}
_OTHERS = {
    language: (re.compile(taken), re.compile(_OTHERS_OPEN[language])) for language, taken in _OTHERS_TAKEN_BACK.items()
}


def announces(sentence: str, span: DatedSpan, language: str = "en", *, is_headline: bool = False) -> bool:
    """Tell whether a sentence announces an event on the date of ``span``, of which it is known that it lies ahead."""
    if language != "en":
        folded = fold(sentence).text
        if language not in _OTHERS or any(pattern.search(folded) for pattern in _OTHERS[language]):
            return False
        return side_of(sentence, span, language) == "future"
    text = sentence.replace("’", "'")
    plain = _MONTH_OF_MAY.sub("---", text).lower() if is_headline else text[:1].lower() + text[1:]
    if _is_open(plain, span):
        return False
    near = plain[max(0, span.start - NEAR) : span.start] + " " + plain[span.end : span.end + NEAR]
    side = side_of(text, span)
    if side == "future":
        cued = any(cue.search(plain) for cue in (_ANNOUNCES, _REPORTED, *((_INFINITIVE,) if is_headline else ())))
        return cued or _EVENT.search(near) is not None
    return not side and span.precision == "day" and _EVENT.search(near) is not None


def _is_open(plain: str, span: DatedSpan) -> bool:
    """Tell whether a sentence takes its announcement back, or leaves open whether the event will be, or when.

    A month that owns something dates the thing, and not what is done about it.
    """
    before = plain[: span.start]
    if span.precision == "month" and plain.startswith("'s ", span.end):  # "agree on February's output"
        return True
    if any(pattern.search(plain) for pattern in (_TAKEN_BACK, _CONDITION, _QUESTION)) or _OPEN.search(
        _clause(plain, span)
    ):
        return True
    if _POSTPONED.search(plain):
        return _NEW_DATE.search(before) is None
    return _NOT_THEN.search(before) is not None


def _clause(plain: str, span: DatedSpan) -> str:
    """The part of a sentence that a date stands in."""
    breaks = [found.span() for found in _CLAUSE.finditer(plain)]
    start = max((end for _, end in breaks if end <= span.start), default=0)
    return plain[start : min((start for start, _ in breaks if start >= span.end), default=len(plain))]


def is_called_off(sentence: str, language: str = "en") -> bool:
    """Tell whether a sentence says that an event will not be, or not when it was announced."""
    if language != "en":
        return language in _OTHERS and _OTHERS[language][0].search(fold(sentence).text) is not None
    text = sentence.lower().replace("’", "'")
    return _TAKEN_BACK.search(text) is not None or _POSTPONED.search(text) is not None
