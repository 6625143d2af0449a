"""A sentence of Russian, Arabic, Hebrew, Persian or Turkish → who says what in it. Pure.

Simpler than English and careful: a reporting verb must stand beside a quotation, a colon or the language's "that", or
close a sentence behind a comma. Verbs take their subject in front or, where the language has it so, behind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.language.attribution_found import Found
from briefgen.language.attribution_quotes import CLOSING, INSIDE, OPENING
from briefgen.language.sentences import Span


@dataclass(frozen=True, slots=True)
class _Rules:
    """A language's words, as regular expressions."""

    verbs: str
    that: str
    according: str = ""
    behind: bool = False  #: the subject follows the verb: "said X that"
    closing: bool = False  #: the verb closes the sentence: "X, that he comes, said"


_RULES = {
    "ru": _Rules(
        verbs="(?:за|у|рас)?(?:сказал|явил|казал)[аи]?|(?:за|объ)явил[аио]?|заявля[ею]т|отметил[аио]?|отмеча[ею]т|"
        "сообщил[аио]?|сообща[ею]т|подчеркнул[аи]?|добавил[аи]?|пояснил[аи]?|объяснил[аи]?|написал[аи]?|"
        "предупредил[аи]?|уточнил[аи]?|указал[аи]?|говорит|говорил[аи]?|напомнил[аи]?|признал[аи]?|утвержда[ею]т|"
        "утверждал[аи]?|подтвердил[аи]?|считает|ответил[аи]?|пообещал[аи]?|говорится",
        that="что|будто",
        according="по словам|по данным|по мнению|по сообщению|согласно",
    ),
    "ar": _Rules(
        verbs="[وف]?(?:قال|قالت|قالوا|يقول|تقول|أكد|أكدت|أعلن|أعلنت|صرح|صرّح|صرحت|أضاف|أضافت|أوضح|أوضحت|ذكر|ذكرت|شدد|شددت|"
        "حذر|حذرت|نفى|نفت|كتب|كتبت|اعتبر|اعتبرت|أفاد|أفادت|تابع|تابعت|أشار|أشارت|كشف|كشفت|زعم|زعمت|رأى|لفت)",
        that="(?:إلى |على |عن )?[بل]?(?:أن|إن)(?:ه|ها|هم|نا|ني)?",
        according="(?:وفقا|وفقاً|طبقا|طبقاً) ل|[و]?بحسب |[و]?حسب ",
        behind=True,
    ),
    "he": _Rules(
        verbs="אמר|אמרה|אמרו|אומר|אומרת|אומרים|הודיע|הודיעה|הודיעו|הבהיר|הבהירה|הוסיף|הוסיפה|הוסיפו|ציין|ציינה|ציינו|כתב|"
        "כתבה|כתבו|טען|טענה|טענו|הדגיש|הדגישה|מסר|מסרה|מסרו|הזהיר|הזהירה|הכחיש|הכחישה|הצהיר|הצהירה|הסביר|הסבירה|צייץ|"
        "צייצה|אישר|אישרה|דיווח|דיווחה|דיווחו|נמסר",
        that="כי|ש(?=[א-ת]{2})",
        according="לדברי|על פי|לפי",
    ),
    "fa": _Rules(
        verbs="گفت|گفتند|گفته است|افزود|اعلام کرد|اعلام کردند|تاکید کرد|تأکید کرد|اظهار داشت|"
        "اظهار کرد|نوشت|خبر داد|هشدار داد|گزارش داد|"
        "تصریح کرد|بیان کرد|ادعا کرد|مدعی شد|خاطرنشان کرد|یادآور شد|می‌گوید|می گوید|توییت کرد|عنوان کرد",
        that="که",
        according="به گفته|به گزارش|بنا بر|بر اساس اعلام|به نقل از",
    ),
    "tr": _Rules(
        verbs="dedi|diyor|dediler|söyledi|söylediler|açıkladı|açıkladılar|belirtti|bildirdi|kaydetti|vurguladı|duyurdu|yazdı|"
        "uyardı|aktardı|ekledi|savundu|ifade etti|dile getirdi|iddia etti|ifadelerini kullandı|ifadesini kullandı",
        that="ki",
        closing=True,
    ),
}
LANGUAGES = frozenset(_RULES)

_QUOTATION = re.compile(rf"{OPENING}{INSIDE}*{CLOSING}|{OPENING}{INSIDE}+|{INSIDE}+{CLOSING}")
_GAP = re.compile(r"[\s,،:：—–\-]*")
_SOURCE_END = re.compile(rf"[,،:;؛.!?؟—–{OPENING}{CLOSING}\n]|\s-\s")
#: Characters of a source; of a clause before "said X"; of a subject before its comma; of a title behind one.
_LEAST, _LONGEST = 2, 160
_SHORTEST_CLAUSE, _LONGEST_SUBJECT, _LONGEST_TITLE = 12, 80, 12
#: How much may follow behind "…, said X".
_FARTHEST = 60


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]:
    rules = _RULES[language]
    flags = re.IGNORECASE if language in {"ru", "tr"} else 0
    verb = re.compile(rf"(?<!\w)(?:{rules.verbs})(?!\w)", flags)
    that = re.compile(rf"(?<!\w)(?:{rules.that})" + ("" if language == "he" else r"(?!\w)"), flags)
    according = re.compile(rf"(?<!\w)(?:{rules.according})", flags) if rules.according else None
    return verb, that, according


def abroad(text: str, blind: str, span: Span, language: str) -> Iterator[Found]:
    """A sentence with blinded quotations → its attributions, at most one a verb."""
    rules = _RULES[language]
    verb, that, according = _patterns(language)
    if according is not None and (found := _according(blind, span, according, language)):
        yield found
        return
    begin = span.start
    verbs = list(verb.finditer(blind, span.start, span.end))
    for number, cue in enumerate(verbs):
        end = verbs[number + 1].start() if number + 1 < len(verbs) else span.end
        found = (
            _closed(text, blind, span, cue, begin)
            if rules.closing
            else _read(blind, (begin, end, span.end), cue, that, rules)
        )
        if found is not None:
            begin = max(cue.end(), found.contents[-1][1] if found.contents else 0)
            yield found


def _read(
    blind: str, bounds: tuple[int, int, int], cue: re.Match[str], that: re.Pattern[str], rules: _Rules
) -> Found | None:
    begin, end, last = bounds
    before = _quotation_before(blind, begin, cue.start())
    if before is not None:
        source = _behind(blind, cue.end(), last)
        return Found(source, cue.span(), (before,)) if source else None
    quotation = _QUOTATION.search(blind, cue.end(), end)
    clause = that.search(blind, cue.end(), end)
    if clause is not None and (quotation is None or clause.start() < quotation.start()):
        start, stop = clause.start(), last
    elif quotation is not None and blind[cue.end() : quotation.start()].rstrip()[-1:] in {":", "", ",", "،"}:
        start, stop = quotation.span()
    elif blind[cue.end() : cue.end() + 1] == ":":
        start, stop = cue.end() + 1, last
        if not blind[start:stop].strip():
            source = _front(blind, begin, cue.start())
            return Found(source, cue.span(), (), colon=True) if source else None
    else:
        return _closing_verb(blind, begin, cue, last)
    source = _between(blind, cue.end(), start) if rules.behind else None
    source = source or _front(blind, begin, cue.start())
    if source is None and not rules.behind:
        source = _between(blind, cue.end(), start)
    return Found(source, cue.span(), (_stripped(blind, start, stop),)) if source else None


def _closing_verb(blind: str, begin: int, cue: re.Match[str], last: int) -> Found | None:
    """Of "A, сообщил X." the source and A."""
    front = blind[begin : cue.start()].rstrip()
    if front[-1:] not in {",", "،"} or len(front) < _SHORTEST_CLAUSE:
        return None
    source = _behind(blind, cue.end(), last)
    if source is None or last - source[1] > _FARTHEST:
        return None
    return Found(source, cue.span(), (_stripped(blind, begin, begin + len(front) - 1),))


def _closed(text: str, blind: str, span: Span, cue: re.Match[str], begin: int) -> Found | None:
    """Turkish: "X, “…” dedi", "“…” dedi X", "X, …diğini söyledi"."""
    before = _quotation_before(blind, begin, cue.start())
    comma = blind.find(",", begin, cue.start())
    if before is not None:
        source = _front(blind, begin, before[0]) or _behind(blind, cue.end(), span.end)
        return Found(source, cue.span(), (before,)) if source else None
    after = _QUOTATION.search(blind, cue.end(), span.end)
    if after is not None and blind[cue.end() : after.start()].strip() in {":", ""}:
        source = _front(blind, begin, cue.start())
        return Found(source, cue.span(), (after.span(),)) if source else None
    if comma < 0 or comma - begin > _LONGEST_SUBJECT or not text[begin:comma].strip()[:1].isupper():
        return None
    start = comma + 1
    return Found(_stripped(blind, begin, comma), cue.span(), (_stripped(blind, start, cue.start()),))


def _according(blind: str, span: Span, according: re.Pattern[str], language: str) -> Found | None:
    cue = according.search(blind, span.start, span.end)
    if cue is None or (cue.start() - span.start > _LEAST and language != "ar"):
        return None
    end = _SOURCE_END.search(blind, cue.end(), span.end)
    if cue.start() - span.start > _SHORTEST_CLAUSE:
        source = _stripped(blind, cue.end(), end.start() if end else span.end)
        return Found(source, cue.span(), (_stripped(blind, span.start, cue.start()),))
    if end is None or end[0] not in {",", "،"}:
        return None
    return Found(_stripped(blind, cue.end(), end.start()), cue.span(), (_stripped(blind, end.end(), span.end),))


def _quotation_before(blind: str, begin: int, place: int) -> tuple[int, int] | None:
    """The quotation that ends just before a place."""
    end = place
    while end > begin and blind[end - 1] in " \n,،—–-\u00a0":
        end -= 1
    if end == begin or blind[end - 1] not in {CLOSING, INSIDE}:
        return None
    start = max(blind.rfind(OPENING, begin, end), begin)
    return start, end


def _behind(blind: str, place: int, last: int) -> tuple[int, int] | None:
    start = _GAP.match(blind, place, last).end()  # type: ignore[union-attr]  # matches nothing as well
    end = _SOURCE_END.search(blind, start, last)
    return _named(blind, start, end.start() if end else last)


def _between(blind: str, place: int, end: int) -> tuple[int, int] | None:
    return _named(blind, place, end)


def _front(blind: str, begin: int, place: int) -> tuple[int, int] | None:
    """The words between the last stop and a place."""
    start = begin
    stripped = len(blind[begin:place].rstrip(" ,،\n—–-")) + begin
    for stop in _SOURCE_END.finditer(blind, begin, stripped):
        if stop[0] not in ",،" or stripped - stop.end() > _LONGEST_TITLE:
            start = stop.end()
    return _named(blind, start, stripped)


def _named(blind: str, start: int, end: int) -> tuple[int, int] | None:
    start, end = _stripped(blind, start, end)
    inside = blind[start:end]
    if not _LEAST <= len(inside) <= _LONGEST or not any(c.isalpha() for c in inside):
        return None
    return start, end


def _stripped(blind: str, start: int, end: int) -> tuple[int, int]:
    piece = blind[start:end]
    left = len(piece) - len(piece.lstrip(" ,،:;\n—–-\u00a0"))
    right = len(piece.rstrip(" ,،:;.؛\n—–-\u00a0"))
    return start + left, max(start + right, start + left)
