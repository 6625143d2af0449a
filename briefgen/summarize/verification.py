"""Does a sentence say no more than the sentences it cites? Pure.

What can be compared word for word is: numbers, dates, names, quotations, who is said to have said it, what is negated
or left open. Names and numbers keep the order of a cited sentence, for order tells who does what to whom. All other
words must be the source's, but for a few that claim nothing: one new verb makes another event of the same names.
Lexical checks cannot certify a paraphrase (balanced accuracy .60 on SummEdits, reference ``language.md``), so every
doubt refuses, and what passes is marked as worded by a model all the same.

So a wording shortens, joins and puts in order; a freer one is refused. A translation has nothing but numbers, dates and
names to be judged by.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise, permutations

from briefgen.language.attribution import attributions
from briefgen.language.countries import countries
from briefgen.language.dates import dates
from briefgen.language.fold import fold
from briefgen.language.sentences import sentences
from briefgen.language.skeleton import skeleton
from briefgen.language.words import words
from briefgen.summarize.anchors import amounts, in_order, names, numerals, quoted, runs, scales, spelled, vocabulary
from briefgen.summarize.candidates import stands_alone
from briefgen.summarize.counting import counts
from briefgen.summarize.stances import knows_negation, negates, qualified, relations, stances
from briefgen.summarize.telling import TERSE

#: New words that claim nothing: those that English sums up with. A verb makes another event.
NEUTRAL = (
    "subject topic matter issue question area region place country nation side group member people person part report "
    "statement remark word day time moment total number figure amount"
)
#: The share of a sentence's telling words that may be new.
MOST_NEW = 0.3
#: A sentence joins two; a third cite would make room for anything.
MOST_CITES = 3
#: So many telling words of each cited sentence come back, or the cite is an ornament.
LEAST_SHARED = 2
#: Languages that are translated into: their names have capitals, and nouns have none.
TRANSLATED_INTO = frozenset(("en", "fr", "es", "it", "tr", "ru"))
#: A translation has from so many to so many times the words of its source.
SHORTER, LONGER = 0.6, 3.0
#: Fewer consonants are in any name.
CONSONANTS = 2

_SIGNS = re.compile(r"[^\w\s.,;:!?'\"“”‘’«»„()–—\-‑%$€£₪&/]")
_ADDRESS = re.compile(r"\w\.[^\W\d_]{2,}|//|\bwww\b|@", re.IGNORECASE)
_CASED = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that is cited: its words, the local day they were written on, their language."""

    text: str
    written: date
    language: str


def fault(text: str, cited: Sequence[Source], language: str) -> str:
    """Return the first reason to refuse a sentence in ``language``; empty where none is found."""
    return next(_faults(text, cited, language), "")


def _faults(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    yield from _shape(text, cited, language)
    yield from _dates(text, cited, language)
    if any(one.language != language for one in cited):
        yield from _translation(text, cited, language)
        return
    yield from _numbers(text, cited, language)
    yield from _quotations(text, cited)
    yield from _names(text, cited, language)
    yield from _order(text, cited, language)
    yield from _stances(text, cited, language)
    yield from _speakers(text, cited, language)
    yield from _words(text, cited, language)
    yield from _sequence(text, cited, language)


def _shape(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    if not 0 < len(cited) <= MOST_CITES:
        yield f"it cites {len(cited)} sentences"
    told = "".join(one.text for one in cited)
    if new := set(_SIGNS.findall(text)) - set(told):
        yield f"it has signs of its own: {''.join(sorted(new))!a}"
    if any(found not in told for found in _ADDRESS.findall(text)):
        yield "it has an address"
    if not stands_alone(text, TERSE, language) or len(list(sentences(text))) != 1:
        yield "it is no sentence that stands alone"


def _dates(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    known = {span.value for one in cited for span in dates(one.text, one.written, one.language)}
    for written in {one.written for one in cited}:
        found = {span.value for span in dates(text, written, language)}
        if not found <= known:
            yield f"another date: {', '.join(sorted(found - known))}"


def _undated(text: str, written: date, language: str) -> str:
    """Blind the dates of a text, each character in its place: what they say is compared by value."""
    for span in dates(text, written, language):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _numbers(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    sources = [_undated(one.text, one.written, language) for one in cited]
    found = _undated(text, cited[0].written, language)
    written = {number for source in sources for number in numerals(source)}
    if language != "en":
        if new := set(numerals(found)) - written:
            yield f"another number: {', '.join(sorted(new))}"
        return
    known = {amount for source in sources for amount in amounts(source)}
    if new := set(numerals(found)) - written - {_plain(amount[0]) for amount in known}:
        yield f"another number: {', '.join(sorted(new))}"
    if not amounts(found) <= known:
        yield "a number says something else"
    told = [count for one in cited for count in counts(one.text, language)]
    for count in counts(text, language):
        same = [other for other in told if other.what == count.what]
        if same and not any(other.quantity.value == count.quantity.value for other in same):
            yield f"another number of the same thing: {count.what}"


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float | int) else ""


def _quotations(text: str, cited: Sequence[Source]) -> Iterator[str]:
    known = [words for one in cited for words in quoted(one.text)]
    if any(not any(words in whole for whole in known) for words in quoted(text)):
        yield "it quotes what is not quoted there"
    marks = sum(text.count(mark) for mark in '"“”«»„')
    if marks != 2 * len(quoted(text)) and marks % 2:
        yield "a quote mark stands alone"


def _names(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    text = _undated(text, cited[0].written, language)
    known = {name.word for one in cited for name in names(one.text)}
    spelled = frozenset[str]().union(*(vocabulary(one.text) for one in cited))
    for name in names(text):
        if name.opens and (name.word in spelled or not words(name.word)):
            continue
        if name.word not in known:
            yield f"another name: {name.word}"
    together = [run for one in cited for run in runs(one.text)]
    for run in runs(text):
        for pair in pairwise(run):
            if pair[0] not in known:  # a first word that is no name there
                continue
            if not any(pair[0] in whole and pair[1] in whole[whole.index(pair[0]) :] for whole in together):
                yield f"a name of two: {' '.join(pair)}"


def _order(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    orders = [in_order(_content(one.text, one.written, language)) for one in cited]
    found = in_order(_content(text, cited[0].written, language))
    for place, first in enumerate(found):
        for second in found[place + 1 :]:
            both = [order for order in orders if first in order and second in order]
            if both and all(order.index(first) > order.index(second) for order in both):
                yield f"another order: {first}, {second}"


def _speakers(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    said = [(one.text, a) for one in cited for a in attributions(one.text, language)]
    found = attributions(text, language)
    if said and not found:
        yield "it does not say who says so"
    sources = [set(words(whole[a.source.start : a.source.end], language)) for whole, a in said if a.source]
    for one in found:
        speaker = set(words(text[one.source.start : one.source.end], language)) if one.source else set[str]()
        if not any(speaker <= known for known in sources) and (speaker or not said):
            yield "another speaker"


def _stances(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    if language == "en":
        for what, so in stances(text).items():
            if so != any(stances(one.text)[what] for one in cited):
                yield f"it {'' if so else 'no longer '}{what}"
        yield from _qualified(text, cited)
    elif negates(text, language) != any(negates(one.text, language) for one in cited):
        yield "it negates otherwise"


def _qualified(text: str, cited: Sequence[Source]) -> Iterator[str]:
    written = vocabulary(text)
    for one in cited:
        for word, of in qualified(one.text):
            if of in written and not written.issuperset(fold(word).text.split()):
                yield f"it is no longer {word}"
    if new := relations(text) - frozenset[str]().union(*(relations(one.text) for one in cited)):
        yield f"it relates otherwise: {', '.join(sorted(new))}"


def _words(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    undated = _undated(text, cited[0].written, language)
    found = {word for word in words(undated, language) if not word[0].isdigit()}
    told = [set(words(one.text, language)) for one in cited]
    known = set[str]().union(*told)
    new = found - known
    neutral = set(words(NEUTRAL)) if language == "en" else set[str]()
    if not found or not new <= neutral or len(new) > MOST_NEW * len(found):
        yield f"other words: {', '.join(sorted(new))}"
    if any(len(found & own) < min(LEAST_SHARED, len(own)) for own in told):
        yield "a cite that it has nothing of"


def _sequence(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    """Order tells who does what: "workers hit the port" is all in "missiles hit the port, killing workers"."""
    told = [_telling(one.text, one.written, language) for one in cited]
    known = set[str]().union(*told) - set(words(NEUTRAL, language))
    found = [word for word in _telling(text, cited[0].written, language) if word in known]
    if not any(_is_within(found, list(chain.from_iterable(order))) for order in permutations(told)):
        yield "its words stand in another order"


def _content(text: str, written: date, language: str) -> str:
    """Blind the dates of a sentence and who says so: these may stand anywhere, and are compared for themselves."""
    blind = _undated(text, written, language)
    for one in attributions(text, language):
        for span in (one.source, one.cue):
            if span is not None:
                blind = blind[: span.start] + " " * (span.end - span.start) + blind[span.end :]
    return blind


def _telling(text: str, written: date, language: str) -> list[str]:
    """Return the words of a sentence's content in order, without numbers."""
    return [word for word in words(_content(text, written, language), language) if not word[0].isdigit()]


def _is_within(found: Sequence[str], whole: Sequence[str]) -> bool:
    left = iter(whole)
    return all(word in left for word in found)


def _translation(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    """A translation stands by one sentence: all its numbers, no other, and names that sound alike in both."""
    if language not in TRANSLATED_INTO:
        yield f"translations into {language} cannot be verified"
    if len(cited) != 1:
        yield "a translation joins sentences"
    source = cited[0]
    if sorted(numerals(text)) != sorted(numerals(source.text)):
        yield "other numbers"
    if language == "en" and spelled(_undated(text, source.written, language)):
        yield "a number in words"
    if scales(text) != scales(source.text):
        yield "other thousands, millions or shares"
    if quoted(text) or re.search(r"[\"“”«»]", text):
        yield "a translated quotation is none"
    if not knows_negation(source.language) or not knows_negation(language):
        yield f"negation cannot be read in {source.language} and {language}"
    elif negates(text, language) != negates(source.text, source.language):
        yield "it negates otherwise"
    if not SHORTER <= len(text.split()) / len(source.text.split()) <= LONGER:
        yield "its length is another"
    yield from _names_alike(text, source, language)


def _names_alike(text: str, source: Source, language: str) -> Iterator[str]:
    dated = [range(span.start, span.end) for span in dates(text, source.written, language)]
    there = countries(source.text, source.language)
    sounds = {skeleton(word) for word in fold(source.text).text.split()}
    for name in names(text):
        if any(name.start in span for span in dated) or (name.opens and not words(name.word, language)):
            continue
        land = countries(text[name.start : name.end], language)
        if (land and land <= there) or _heard(skeleton(name.word), sounds):
            continue
        yield f"a name that the source may not have: {name.word}"


def _heard(sound: str, sounds: set[str]) -> bool:
    """Tell whether a name's consonants stand in the source, be it with a case ending or a prefix."""
    return len(sound) >= CONSONANTS and any(sound in (other, other[: len(sound)], other[1:]) for other in sounds)
