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
from datetime import date
from itertools import chain, pairwise, permutations

from briefgen.language.attribution import Attribution, attributions
from briefgen.language.dates import dates
from briefgen.language.fold import fold
from briefgen.language.sentences import sentences
from briefgen.language.words import words
from briefgen.summarize.anchors import (
    Source,
    amounts,
    in_order,
    names,
    numerals,
    quoted,
    runs,
    undated,
    vocabulary,
)
from briefgen.summarize.candidates import stands_alone
from briefgen.summarize.counting import counts
from briefgen.summarize.gaps import cuts_well
from briefgen.summarize.stances import negates, qualified, relations, stances
from briefgen.summarize.telling import TERSE
from briefgen.summarize.translation import translation_faults

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
_SIGNS = re.compile(r"[^\w\s.,;:!?'\"“”‘’«»„()–—\-‑%$€£₪&/]")
_ADDRESS = re.compile(r"\w\.[^\W\d_]{2,}|//|\bwww\b|@", re.IGNORECASE)
_CASED = re.compile(r"[^\W\d_]")


def fault(text: str, cited: Sequence[Source], language: str) -> str:
    """Return the first reason to refuse a sentence in ``language``; empty where none is found."""
    return next(_faults(text, cited, language), "")


def _faults(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    yield from _shape(text, cited, language)
    yield from _dates(text, cited, language)
    if any(one.language != language for one in cited):
        yield from translation_faults(text, cited, language)
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


def _numbers(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    sources = [undated(one.text, one.written, language) for one in cited]
    found = undated(text, cited[0].written, language)
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
    text = undated(text, cited[0].written, language)
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
    sources = [_speaker(whole, a, language) for whole, a in said if a.source]
    for one in found:
        speaker = _speaker(text, one, language)
        if not any(speaker <= known for known in sources) and (speaker or not said):
            yield "another speaker"
        theirs = [
            _contents(whole, a, language) for whole, a in said if a.source and speaker <= _speaker(whole, a, language)
        ]
        if theirs and not any(_contents(text, one, language) <= content | set(words(NEUTRAL)) for content in theirs):
            yield "it is somebody else who says so"


def _speaker(text: str, one: Attribution, language: str) -> set[str]:
    return set(words(text[one.source.start : one.source.end], language)) if one.source else set()


def _contents(text: str, one: Attribution, language: str) -> set[str]:
    return {word for span in one.contents for word in words(text[span.start : span.end], language) if word.isalpha()}


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
    own_words = words(undated(text, cited[0].written, language), language)
    found = {word for word in own_words if not word[0].isdigit()}
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
    contents = [_content(one.text, one.written, language) for one in cited]
    own = _content(text, cited[0].written, language)
    if language == "en" and not any(cuts_well(own, order) for order in permutations(contents)):
        yield "it leaves out what cannot be left out"


def _content(text: str, written: date, language: str) -> str:
    """Blind the dates of a sentence and who says so: these may stand anywhere, and are compared for themselves."""
    blind = undated(text, written, language)
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
