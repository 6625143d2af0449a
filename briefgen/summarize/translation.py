"""What speaks against a translation of a sentence. Pure.

Words cannot be compared over languages, so it has nothing but numbers, dates, negation and names to be judged by, and
is refused wherever one of them cannot be compared either.
"""

import re
from collections.abc import Iterator, Sequence

from briefgen.language.countries import countries
from briefgen.language.dates import dates
from briefgen.language.fold import fold
from briefgen.language.skeleton import skeleton
from briefgen.language.words import words
from briefgen.summarize.anchors import Source, names, numerals, quoted, scales, spelled, undated
from briefgen.summarize.stances import knows_negation, negates

#: Languages that are translated into: their names have capitals, and nouns have none.
TRANSLATED_INTO = frozenset(("en", "fr", "es", "it", "tr", "ru"))
#: A translation has from so many to so many times the words of its source.
SHORTER, LONGER = 0.6, 3.0
#: Fewer consonants are in any name.
CONSONANTS = 2


def translation_faults(text: str, cited: Sequence[Source], language: str) -> Iterator[str]:
    """A translation stands by one sentence: all its numbers, no other, and names that sound alike in both."""
    if language not in TRANSLATED_INTO:
        yield f"translations into {language} cannot be verified"
    if len(cited) != 1:
        yield "a translation joins sentences"
    source = cited[0]
    if sorted(numerals(text)) != sorted(numerals(source.text)):
        yield "other numbers"
    if language == "en" and spelled(undated(text, source.written, language)):
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
