"""Text → the countries it names, in any language that CLDR knows. Pure, by babel.

What follows from a country's name counts as well ("Iranian", "иранский", "إيراني", "İran'ın"), and so do the particles
that Hebrew and Arabic write in one with it. In scripts with capital letters a name has one. Evidence to weigh, not to
decide by: adjectives that do not begin like the country ("Dutch", "French") are missed, and namesakes are taken.
"""

import functools
import re
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from briefgen.language.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
#: Letters that a suffix begins behind, and how long a suffix may be.
_ENDING = re.compile(r"(?:ая|[aeiouyаеийоуыьэюя]|יה|ה|يا|يه|ا|ه)$")
_LONGEST_SUFFIX = 5
#: Shorter stems are found whole only.
_SHORTEST_STEM = 4
_PARTICLE = re.compile(r"^(?:[והבלמשכ]{1,2}|[وفبلك]?ال|لل|[وفبلك])(?=\w{2})")
#: A Hebrew letter at the end of a word is the same letter.
_FINAL = str.maketrans("ךםןףץ", "כמנפצ")
_UNCASED = frozenset(("he", "ar", "fa", "ur", "yi"))


@functools.lru_cache(maxsize=16_384)
def countries(text: str, language: str) -> frozenset[str]:
    """Return ISO 3166 codes. None in a language that CLDR does not know."""
    known = _names(language)
    return frozenset(_found(text, language, known)) if known else frozenset()


def _found(text: str, language: str, known: dict[str, list[tuple[tuple[str, ...], str]]]) -> Iterator[str]:
    written = _WORD.findall(text)
    folded = [_folded(word) for word in written]
    for place, word in enumerate(folded):
        if language not in _UNCASED and not written[place][0].isupper():
            continue
        forms = (word, _without_article(word), _PARTICLE.sub("", word)) if language in _UNCASED else (word,)
        rest = [_without_article(further) for further in folded[place + 1 : place + _MOST_WORDS]]
        for form in dict.fromkeys(forms):
            fitting = [
                (names, code)
                for names, code in known.get(form[:_FIRST], ())
                if all(_fits(name, w) for name, w in zip(names, [form, *rest], strict=False))
                and len(names) <= len(rest) + 1
            ]
            if fitting:
                yield max(fitting, key=lambda one: (sum(map(len, one[0])), one[1]))[1]
                break


_FIRST, _MOST_WORDS = 3, 5


def _folded(text: str) -> str:
    return fold(text).text.translate(_FINAL)


def _without_article(word: str) -> str:
    return re.sub(r"^ال(?=\w{3})", "", word)


def _fits(name: str, word: str) -> bool:
    if name == word:
        return True
    stem = _ENDING.sub("", name)
    return len(stem) >= _SHORTEST_STEM and word.startswith(stem) and len(word) - len(stem) <= _LONGEST_SUFFIX


@functools.lru_cache(maxsize=32)
def _names(language: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The names of countries by their first letters; a name is its words."""
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for code, name in territories.items():
        words = tuple(_without_article(word) for word in _WORD.findall(_folded(name)))
        if len(code) == 2 and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ"} and words:  # noqa: PLR2004  ISO 3166-1
            known.setdefault(words[0][:_FIRST], []).append((words, code))
    return known
