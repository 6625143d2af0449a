"""Which names each article holds, as far as capital letters tell. Pure.

A word is a name if, within sentences, more of the articles at hand write it with a capital letter than without: nobody
has to know it before. Inflections of a name count as one (``KEY`` letters), days and months say nothing, and a script
without capital letters gives no names.
"""

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from babel import Locale, UnknownLocaleError

from briefgen.language.fold import fold
from briefgen.model.article import Article

#: Of so many articles that hold a word within a sentence, this share must write it with a capital.
CAPITALISED = 0.8

#: A word within a sentence: behind a word or a comma. At its start every word has a capital.
_WITHIN = re.compile(r"(?<=[\w,] )[^\W\d_]\w+")
_WORD = re.compile(r"[^\W\d_]\w+")

#: So many letters tell one name from another: Iran and Iranians, China and Chinese are one.
KEY = 4


def names(articles: Sequence[Article]) -> tuple[frozenset[str], ...]:
    """Articles → the names in the title and text of each."""
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for article in articles:
        for word in set(_WITHIN.findall(article.text)):
            (upper if word[0].isupper() else lower)[word.lower()] += 1
    known = {word for word, count in upper.items() if count >= CAPITALISED * (count + lower[word])}
    return tuple(_names(article, known) for article in articles)


def _names(article: Article, known: set[str]) -> frozenset[str]:
    written = {*_WORD.findall(article.title), *_WORD.findall(article.text)}
    found = {word.lower() for word in written if word[0].isupper()} & known
    return frozenset(_key(word) for word in found - _calendar(article.language))


@functools.lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return fold(word).text[:KEY]


@functools.lru_cache(maxsize=64)
def _calendar(language: str) -> frozenset[str]:
    """The days and months of a language, whole and short; none of a language that CLDR does not know."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    widths: list[Mapping[int, str]] = [
        kinds[context][width]
        for kinds in (locale.days, locale.months)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    ]
    return frozenset(name.lower().rstrip(".") for width in widths for name in width.values())
