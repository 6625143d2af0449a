"""How grave what a story tells is, 0 to 1: hard news first. Pure.

An editor puts the raid that killed six before the oil company's profit, although more outlets report the profit.
Each report is of the gravest kind that its headline shows (``events.WORDS``):

===============  ======  ==========================================================================================
kind             weight  why
===============  ======  ==========================================================================================
deaths           .7      and .1 more for each power of ten dead: one .7, ten .8, a thousand 1
war and peace    .8      cease-fires, relations restored or broken, coups: they change what follows
attack           .7      armed force, whether or not anybody is known to be hurt
injuries         .6      and .1 for each power of ten
state decision   .6      agreements, sanctions, elections, verdicts, resignations: a fact made by an authority
disaster         .5      and .1 for each power of ten dead: accidents concern a political reader by their size
unrest           .5      protests, arrests
show of force    .4      exercises, tests, parades, deployments: nobody was fired at
talks            .4      meetings and visits: something may come of them
any other        .3      nothing is known for or against it
statement        .2      somebody says, warns, urges: an announcement is not an event
business         .2      results and markets
soft             0       culture, travel, sport, finds
background       0       analysis, opinion, explainers, anniversaries: about news, not news
===============  ======  ==========================================================================================

Where the headline shows none, the opening is asked; it moves a report ``OPENING`` of the way from "any other" to
what it shows. A headline that marks itself as background is that, whatever it is about. What a headline says may
come, is sought or denied moves half of the way. The gravity of a story is the mean over its reports that are news:
that many explain an affair does not make it lighter. Which share of the reports is background is told beside it.
"""

import functools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.compose.events import HEDGES, NUMBERS, UNLESS, WORDS, Kind
from briefgen.language.fold import fold
from briefgen.model.article import Article

WEIGHTS: dict[Kind, float] = {
    "war and peace": 0.8,
    "deaths": 0.7,
    "attack": 0.7,
    "injuries": 0.6,
    "state decision": 0.6,
    "disaster": 0.5,
    "unrest": 0.5,
    "show of force": 0.4,
    "talks": 0.4,
    "statement": 0.2,
    "business": 0.2,
    "soft": 0.0,
    "background": 0.0,
}

#: Of a report whose words show no kind, or whose language has no words here.
UNKNOWN = 0.3

#: So much each power of ten of the dead and injured adds.
EACH_TENFOLD = 0.1

#: What the opening shows counts for so much of what a headline shows; it is so many characters long.
OPENING, OPENING_LENGTH = 0.7, 250

#: Kinds of which a headline that says that they may come, or are denied, tells only half.
_DECIDED: tuple[Kind, ...] = ("war and peace", "state decision", "talks")
_HARD: tuple[Kind, ...] = (*_DECIDED, "deaths", "attack", "injuries", "disaster", "unrest", "show of force")
#: Beside a soft word or one of business only these count: force and death are hard news in any surroundings.
_FORCE: tuple[Kind, ...] = ("deaths", "attack", "injuries", "disaster")
_COUNTED: tuple[Kind, ...] = ("deaths", "injuries")
_SOFT: tuple[Kind, ...] = ("soft", "business")
HEDGED = 0.5

#: What may stand before and after a word: article and prepositions in Semitic languages, cases and endings elsewhere.
_BEFORE = {"he": "[והבלמשכ]{0,3}", "ar": "[وفبلك]{0,2}(?:ال)?(?:ل)?"}
_AFTER = {
    "en": "(?:s|es|d|ed|ing|'s)?",
    "he": r"\w{0,3}",
    "ar": r"\w{0,3}",
    "ru": r"\w{0,5}",
    "fa": r"\w{0,4}",
    "tr": r"\w{0,8}",
}

_ASKS = re.compile(r"\?\s*$|؟\s*$")
_OPENS_AS_ESSAY = re.compile(
    r"(?:how|why|what|who|when|where|should|could|can|is|are|will|does|do|inside|meet|opinion)\b"
)

#: A number as it stands before or after a word of deaths; years and ages are not meant.
_COUNT = re.compile(r"(?<![\w.,:$])\d{1,3}(?:[,.]\d{3})+(?![\w.,:])|(?<![\w.,:$])\d{1,6}(?![\w:%]|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")

#: In so many characters around the word stands the number that belongs to it.
_NEAR_BEFORE, _NEAR_AFTER = 40, 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What one report shows of the event it tells."""

    kind: Kind | None
    toll: int = 0  #: of dead, where there are none of injured; 1 where no number is given
    weight: float = UNKNOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class Gravity:
    """How grave a story is and what most of its reports are."""

    value: float  #: 0 to 1
    kind: Kind | None  #: that most reports show; None where most show none
    toll: int  #: the greatest number of dead or injured that a headline or opening gives
    background: float  #: the share of the reports that are background or soft


def gravity(articles: Sequence[Article]) -> Gravity:
    """Reports of one story, at least one → how grave it is."""
    shown = [report_shows(article) for article in articles]
    kinds = [one.kind for one in shown]
    news = [one.weight for one in shown if one.kind != "background"]
    return Gravity(
        value=sum(news) / len(news) if news else WEIGHTS["background"],
        kind=max(sorted({kind for kind in kinds if kind}), key=kinds.count, default=None),
        toll=max(one.toll for one in shown),
        background=sum(kind in {"background", "soft"} for kind in kinds) / len(kinds),
    )


def report_shows(article: Article) -> Shown:
    """Article → what kind of event it tells, with its toll and weight."""
    return _shows(article.title, article.text[:OPENING_LENGTH], article.language)


@functools.lru_cache(maxsize=16_384)  # an affair's reports are weighed for every edition and for explain
def _shows(headline: str, opening: str, language: str) -> Shown:
    title = fold(headline).text
    if _is_background(headline, title, language):
        return Shown(kind="background", weight=WEIGHTS["background"])
    shown = _shown(title, language)
    if shown.kind is not None:
        return shown
    shown = _shown(fold(opening).text, language)
    return replace(shown, weight=UNKNOWN + OPENING * (shown.weight - UNKNOWN))


def _shown(folded: str, language: str) -> Shown:
    """The gravest kind that a text shows; what is soft or business is that, unless force or death is shown too."""
    text = _without_other_senses(folded, language)
    found = {kind: match for kind in WORDS if kind != "background" and (match := _found(kind, text, language))}
    soft = next((kind for kind in _SOFT if kind in found), None)
    tolls: dict[Kind, int] = {kind: _toll(text, found[kind], language) for kind in _COUNTED if kind in found}
    hedged = any(kind in found for kind in _DECIDED) and _hedges(text, language)
    if "show of force" in found and "deaths" not in found:
        found.pop("attack", None)
    if "disaster" in found and "attack" not in found:  # who died in it makes it as grave as it is large
        tolls = {"disaster": max(tolls.values(), default=0)}
        found = {kind: match for kind, match in found.items() if kind not in _COUNTED}
    ranks = _FORCE if soft else _HARD
    heavy = {kind: _weight(kind, tolls.get(kind, 0), hedged=hedged) for kind in ranks if kind in found}
    if heavy:
        kind = max(heavy, key=lambda k: heavy[k])
        return Shown(kind=kind, toll=tolls.get("deaths") or max(tolls.values(), default=0), weight=heavy[kind])
    light = soft or ("statement" if "statement" in found else None)
    return Shown(kind=light, weight=WEIGHTS[light] if light else UNKNOWN)


def _weight(kind: Kind, toll: int, *, hedged: bool) -> float:
    weight = WEIGHTS[kind]
    if toll > 1:
        return min(1.0, weight + EACH_TENFOLD * math.log10(toll))
    return UNKNOWN + HEDGED * (weight - UNKNOWN) if hedged and kind in _DECIDED else weight


def _hedges(folded: str, language: str) -> bool:
    pattern = _of(HEDGES, language)
    return pattern is not None and pattern.search(folded) is not None


def _is_background(title: str, folded: str, language: str) -> bool:
    if _ASKS.search(title) or (language == "en" and _OPENS_AS_ESSAY.match(folded)):
        return True
    pattern = _of(WORDS["background"], language)
    return pattern is not None and pattern.search(folded) is not None


def _found(kind: Kind, text: str, language: str) -> re.Match[str] | None:
    pattern = _of(WORDS[kind], language)
    return pattern.search(text) if pattern else None


def _toll(text: str, match: re.Match[str], language: str) -> int:
    """The number nearest to a word of deaths or injuries: before it, else after it; 1 where none is given."""
    before, after = (
        text[max(0, match.start() - _NEAR_BEFORE) : match.start()],
        text[match.end() : match.end() + _NEAR_AFTER],
    )
    for numbers in (_numbers(before, language)[::-1], _numbers(after, language)):
        if numbers:
            return numbers[0]
    return 1


def _numbers(text: str, language: str) -> list[int]:
    named = NUMBERS.get(language, {})
    found = []
    for word in re.finditer(rf"{_COUNT.pattern}|\w+", text):
        if _COUNT.fullmatch(word[0]):
            if not _YEAR.fullmatch(word[0]):
                found.append(int(re.sub("[.,]", "", word[0])))
        elif word[0] in named:
            found.append(named[word[0]])
    return [number for number in found if number]


def _without_other_senses(folded: str, language: str) -> str:
    unless = _of(UNLESS, language)
    return unless.sub(" ", folded) if unless else folded


def _of(table: Mapping[str, str], language: str) -> re.Pattern[str] | None:
    return _compiled(table[language], language) if language in table else None


@functools.cache
def _compiled(words: str, language: str) -> re.Pattern[str]:
    return re.compile(_alternatives(words, language))


def _alternatives(words: str, language: str) -> str:
    """Words → a pattern of them with the prefixes and endings of the language, the longest first."""
    folded = sorted({fold(word).text.strip() for word in words.split("|")}, key=lambda w: (-len(w), w))
    either = "|".join(re.escape(word) for word in folded)
    return rf"(?<!\w){_BEFORE.get(language, '')}(?:{either}){_AFTER.get(language, '')}(?!\w)"
