"""What a report counts: text → the killed, the wounded, the arrested, missiles, money …, each with its words. Pure.

Only a number whose role the grammar around it settles is read: "killed six Palestinians", "six Palestinians were killed",
"death toll rises to six". A wrong reading is worse than none, so totals of a year, of a war and of the past are passed
over, and so is all that follows "one of" or stands in a list of several numbers.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.summarize.opening import opening
from briefgen.summarize.quantities import QUANTITY, SPELLED_WORDS, Quantity, quantity

# ruff: noqa: E501  one pattern on one line is what can be read

#: How many sentences of a report are read for numbers: what comes later is often the background.
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Count:
    """A number of a report with what it counts."""

    what: str  #: a key, in English: ``killed``, ``missiles fired``, ``profit``
    quantity: Quantity
    who: str  #: as written; empty where nobody is named, or only "people" or "others"
    subject: frozenset[str]  #: the stems of ``who``
    context: frozenset[str]  #: other stems of the sentence it stands in


#: The roles, each as done to somebody (after "six people", "six people were"), as doing (before "six people") and as a noun.
_ROLES = {
    "killed": (
        r"killed|dead|slain|martyred|shot\ dead|found\ dead",
        r"killed|kills?|killing|shot\ dead|shoots?\ dead|murdered|(?:claim(?:s|ed)|took)\ the\ lives\ of",
    ),
    "wounded": (r"wounded|injured|hurt|hospitali[sz]ed", r"wound(?:s|ed|ing)?|injur(?:e|es|ed|ing)"),
    "arrested": (r"arrested|detained|taken\ into\ custody", r"arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|arrest\ of"),
    "missing": (r"missing|unaccounted\ for", r""),
    "displaced": (r"displaced", r"displac(?:es|ed|ing)"),
    "evacuated": (r"evacuated", r"evacuat(?:es|ed|ing)"),
    "rescued": (r"rescued", r"rescu(?:es|ed|ing)"),
    "protesters": (
        r"(?:join(?:ed)?|attend(?:ed)?|rall(?:y|ied)|march(?:ed)?|protest(?:ed)?|demonstrated?|took\ to\ the\ streets|take\ to\ the\ streets|turned\ out)",
        r"crowd\ of",
    ),
}
_THINGS = r"(?P<thing>missile|rocket|drone|shell|mortar|projectile|warplane|tank)s?"
_ACTIONS = {
    "fired": r"fired|launched|fires?|launch(?:es)?|firing|launching",
    "intercepted": r"intercepted|intercepts?|shot\ down|shoots?\ down|downed",
    "destroyed": r"destroyed|destroys?",
}
_MONEY = {
    "profit": r"profits?|earnings|net\ income|earned|earning",
    "loss": r"loss(?:es)?|lost",
    "aid": r"aid|assistance|humanitarian\ package",
    "loan": r"loans?|bailout",
    "fine": r"fines?|fined",
    "ransom": r"ransom",
    "damage": r"damages?",
}
_RATES = {"inflation": r"inflation", "turnout": r"turnout", "unemployment": r"unemployment"}

#: Words that end the naming of who was counted.
_STOP = (
    r"(?:and|or|but|who|whom|which|that|when|while|after|before|as|of|by|than|with|times?|years?|months?|weeks?|days?|hours?|minutes?|"
    r"per|percent|killed|dead|wounded|injured|arrested|detained|were|was|are|is|have|has|had|to|from|in|on|at|near|for|during|said|says|did|not|no)"
)
_WORD = rf"(?!{_STOP}\b)[^\W\d_][\w'’-]*"
#: Where it happened may stand between who and the verb: "six people in the camp were killed".
_PLACE = rf"(?:\ (?:in|at|near|from)\ (?:the\ )?{_WORD}(?:\ {_WORD}){{0,2}})?"
#: Likewise some of them: "six people, including two children, were killed".
_AMONG = r"(?:(?:,|\ \(|\ [–—-])\ ?(?:including|among\ them|(?:\w+\ )?\w+\ of\ (?:them|whom))\b[^,;:.()–—]{0,60}(?:,|\)|\ [–—-]))?"
_WHO = rf"(?P<who>(?:\ (?:of\ )?{_WORD}){{0,4}}?)"
_AUX = r"(?:(?:\ (?:have|has|had|were|was|are|is|being|been|be|reportedly|also|already|shot|and|confirmed|feared|reported|left))*)"
#: What may follow "six Palestinians killed" without "were": otherwise it may be they who did it.
_DONE_TO = r"(?=\ (?:in|by|as|after|on|during|near|when|while|at|and|from|outside|overnight|over|amid|across|for|following|inside|since|hours|so)\b|\s*[,.;:)’'\"”|–—-]|\s*$)"

#: Totals and the past: such a number is not that of the news.
_ELSEWHEN = re.compile(
    r"\b(?:this\ year|last\ (?:year|month|week)|past\ \w+|so\ far|since\ (?:the\ (?:start|beginning|war|outbreak|revolution)|19|20|Jan|Feb|March|April|May|June|July|Aug|Sep|Oct|Nov|Dec)|"
    r"(?:19|20)\d\d(?!\ (?:people|civilians|soldiers|troops|missiles|rockets|drones))|in\ (?:January|February|March|April|May|June|July|August|September|October|November|December)|in\ recent|recent(?:ly)?\ (?:weeks|months|years|days)|annual(?:ly)?|(?:each|every|per)\ (?:day|week|month|year)|"
    r"in\ (?:total|all)|overall|altogether|(?:years?|months?|weeks?|decades?)\ ago|ago|previous(?:ly)?|earlier\ (?:this|attack|raid|strike)|deadliest|worst|anniversary|decades?|"
    r"bring(?:s|ing)\ (?:the\ )?(?:total|number|toll)|toll\ (?:this|for|since)|(?:war|conflict|campaign|offensive|insurgency|crackdown|unrest)\b[^.]*\b(?:has|have|had)\ (?:killed|displaced|left)|"
    r"would|could|might|if)\b",
    re.IGNORECASE | re.VERBOSE,
)
#: Another number just before, joined by "and": a list, of which this is a part.
_LISTED = re.compile(
    rf"{QUANTITY}(?:\s+(?!killed|dead|wounded|injured|arrested)[\w'’-]+){{0,4}}\s*,?\s+(?:and|or|plus|to)\s+$",
    re.IGNORECASE | re.VERBOSE,
)
#: Words that name nobody in particular.
_GENERIC = "people person persons other others man men woman women individual civilian resident victim life lives more"
#: Words of the role itself: that two sentences share them tells nothing.
_SAYS_WHAT = "killed kills killing dead death deaths toll wounded injured injures hurt arrested arrests detained people shot fired"
#: What is counted by the year.
_YEARLY = frozenset((*_MONEY, *_RATES))
_NUMBER_WORDS = frozenset(word for spelled in SPELLED_WORDS for word in spelled.split()) - {"a", "of", "half"}
_LETTERS = re.compile(r"[a-z]+")


#: Pieces of which one stands in every sentence that counts such a thing: looked for first, for the patterns are slow.
_CUES = {
    "killed": ("kill", "dead", "death", "fatal", "slain", "martyr", "murder", "lives"),
    "wounded": ("wound", "injur", "hurt", "hospitali"),
    "arrested": ("arrest", "detain", "custody"),
    "missing": ("missing", "unaccounted"),
    "displaced": ("displac",),
    "evacuated": ("evacuat",),
    "rescued": ("rescu",),
    "protesters": ("join", "attend", "rall", "march", "protest", "demonstrat", "streets", "turned out", "crowd"),
    "votes": ("vote", "voti", "passed", "approved", "rejected"),
    "{thing} fired": ("fire", "firing", "launch"),
    "{thing} intercepted": ("intercept", "down"),
    "{thing} destroyed": ("destroy",),
    "profit": ("profit", "earn", "income"),
    "loss": ("loss", "lost"),
    "aid": (" aid", "assistance", "package"),
    "loan": ("loan", "bailout"),
    "fine": (" fine",),
    "ransom": ("ransom",),
    "damage": ("damage",),
    "inflation": ("inflation",),
    "turnout": ("turnout",),
    "unemployment": ("unemployment",),
}


def _english() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what is counted and the patterns that say so; ``{thing}`` is filled from the match."""
    found = [
        (
            "killed",
            rf"death\ toll(?:\ [\w'’-]+){{0,6}}?\ (?:to|at|of|is|was|passes|tops|reaches|hits|surpasses)\ {QUANTITY}",
        ),
        ("killed", rf"{QUANTITY}\ (?:deaths|fatalities)\b"),
        ("killed", rf"\b(?:leaves?|leaving|left)\ {QUANTITY}{_WHO}\ dead\b"),
        (
            "votes",
            r"\b(?:vot(?:e|ed|es)|passed|approved|rejected)\b[^.;]{0,60}?(?P<quantity>(?<![\w.,-])(?P<digits>\d{1,3})(?:-|–|\ to\ |\ votes\ to\ )(?P<against>\d{1,3}))(?![\w-]|[.,]\d)",
        ),
    ]
    for what, (done_to, doing) in _ROLES.items():
        after = "" if what in {"missing", "protesters"} else _DONE_TO
        found.append((what, rf"{QUANTITY}(?:\ of(?=\ ))?{_WHO}{_PLACE}{_AMONG}{_AUX}\ (?:{done_to})\b{after}"))
        if doing:
            found.append((what, rf"\b(?:{doing})\ {QUANTITY}(?P<who>(?:\ (?:of\ )?{_WORD}){{0,3}})"))
    for action, verbs in _ACTIONS.items():
        found.append(
            (f"{{thing}} {action}", rf"{QUANTITY}(?:\ {_WORD}){{0,2}}?\ {_THINGS}(?!\ and\b){_AUX}\ (?:{verbs})\b")
        )
        found.append(
            (f"{{thing}} {action}", rf"\b(?:{verbs})\ {QUANTITY}(?:\ {_WORD}){{0,2}}?\ {_THINGS}\b(?!\ and\b)")
        )
    for what, nouns in _MONEY.items():
        found.append(
            (what, rf"(?:\b(?:{nouns})\b(?:\ (?!and\b)[\w'’-]+){{0,4}}\ )(?=(?:[a-z\ ]+)?(?:US\$|[$€£₪])){QUANTITY}")
        )
        found.append(
            (what, rf"(?=(?:[a-z\ ]+)?(?:US\$|[$€£₪])){QUANTITY}(?:\ (?!and\b)[\w'’-]+){{0,3}}\ (?:{nouns})\b")
        )
    for what, nouns in _RATES.items():
        found.append((what, rf"\b{nouns}\b(?:\ (?!and\b)[\w'’-]+){{0,5}}?\ {QUANTITY}(?:\ per\ ?cent|%)"))
    found.append(("protesters", rf"{QUANTITY}(?:\ of)?{_WHO}\ (?:protesters|demonstrators|marchers)\b"))
    return tuple((what, re.compile(pattern, re.IGNORECASE | re.VERBOSE)) for what, pattern in found)


#: Who was killed, wounded, arrested in other languages: words that may stand before or behind a number in digits.
_OTHERS: Mapping[str, Mapping[str, str]] = {
    "ru": {"killed": r"погиб\w*|убит\w*", "wounded": r"ранен\w*|пострада\w*", "arrested": r"задержан\w*|арестован\w*"},
    "he": {"killed": r"נהרג\w*|הרוג\w*", "wounded": r"נפצע\w*|פצוע\w*", "arrested": r"נעצר\w*"},
    "ar": {
        "killed": r"قتلى|قتيل\w*|قتل|مقتل|شهداء|شهيد\w*|استشهاد",
        "wounded": r"جرحى|جريح\w*|إصابة|أصيب|مصاب\w*",
        "arrested": r"اعتقال|اعتقلت|اعتقل",
    },
    "fa": {"killed": r"کشته", "wounded": r"زخمی|مجروح", "arrested": r"بازداشت|دستگیر"},
    "tr": {"killed": r"öldü\w*|ölü", "wounded": r"yaralı|yaraland\w*", "arrested": r"gözaltı\w*|tutukland\w*"},
}


def _other(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    roles = _OTHERS.get(language, {})
    every = "|".join(roles.values())
    between = rf"(?:\s+(?!(?:{every}|и|ve|و|ו)\b|[וو](?:{every})\b)[^\W\d_]\w*){{0,2}}"
    found = []
    for what, verbs in roles.items():
        found.append((what, rf"{QUANTITY}{between.replace(' ', '')}\s+(?:{verbs})\b"))
        found.append((what, rf"\b[וو]?(?:{verbs}){between}\s+{QUANTITY}(?!\s+(?:{every})\b)"))
    return tuple((what, re.compile(pattern, re.IGNORECASE | re.VERBOSE)) for what, pattern in found)


_PATTERNS = {"en": _english(), **{language: _other(language) for language in _OTHERS}}


@functools.lru_cache(maxsize=2_048)  # the reports of an edition's stories, for headline, figures and changes
def counts_of(article: Article) -> tuple[Count, ...]:
    """Return what a report counts in its title and its first sentences, in order. A title speaks of what the opening tells."""
    told = [article.text[span.start : span.end] for span in opening(article.text)[:DEEPEST]]
    first = _telling(told[0], article.language) if told else frozenset()
    return (
        *(replace(c, context=c.context | first - c.subject) for c in counts(article.title, article.language)),
        *(count for text in told for count in counts(text, article.language)),
    )


@functools.cache
def _stems(text: str) -> frozenset[str]:
    """Return the stems of words of ours, once they are needed: stop words bring 80 MB that polling does without."""
    return frozenset(words(text))


def _telling(sentence: str, language: str) -> frozenset[str]:
    """Return the stems of a sentence without those that say what is counted."""
    return frozenset(words(sentence, language)) - _stems(_SAYS_WHAT)


@functools.lru_cache(maxsize=16_384)  # figures, headline, sentences and changes ask for the same
def counts(sentence: str, language: str = "en") -> tuple[Count, ...]:
    """Return what one sentence counts."""
    folded = f" {sentence.lower()}"
    if language == "en" and not any(cue in folded for cues in _CUES.values() for cue in cues):
        return ()
    if not any(map(str.isdigit, folded)) and (language != "en" or _NUMBER_WORDS.isdisjoint(_LETTERS.findall(folded))):
        return ()
    return tuple(_counts(sentence, folded, language))


def _counts(sentence: str, folded: str, language: str) -> Iterator[Count]:
    past = _ELSEWHEN.search(sentence) is not None
    context = _telling(sentence, language)
    taken: set[int] = set()
    for what, pattern in _PATTERNS.get(language, ()):
        if (past and what not in _YEARLY) or (language == "en" and not any(cue in folded for cue in _CUES[what])):
            continue
        for found in pattern.finditer(sentence):
            start = found.start("quantity")
            if start in taken or not _stands_for_itself(sentence, found):
                continue
            value = _value(what, found)
            if value is not None:
                taken.add(start)
                yield _count(what, value, found.groupdict(), language, context)


def _count(
    what: str, value: Quantity, groups: Mapping[str, str | None], language: str, context: frozenset[str]
) -> Count:
    name = what.format(thing=(groups.get("thing") or "").lower() + "s")
    currency = groups.get("currency")
    who = " ".join((groups.get("who") or "").split()).removeprefix("of ")
    subject = frozenset(words(who, language)) - _stems(_GENERIC)
    return Count(
        what=f"{name} ({currency})" if currency else name,
        quantity=value,
        who=who if subject else "",
        subject=subject,
        context=context - subject,
    )


def _value(what: str, found: re.Match[str]) -> Quantity | None:
    if what == "votes":
        whole = float(found["digits"]) * 1000 + float(found["against"])
        return Quantity(found["quantity"], whole, whole, whole)
    return quantity(found)


def _stands_for_itself(sentence: str, found: re.Match[str]) -> bool:
    """Tell whether a number is neither "one of them" nor part of a list of numbers."""
    rest = sentence[found.end("quantity") :]
    exact = "spelled" not in found.groupdict() or not (found["spelled"] or "").lower().endswith("s")
    if exact and re.match(r"\s+of\b", rest):
        return False
    return not _LISTED.search(sentence[: found.start("quantity")])
