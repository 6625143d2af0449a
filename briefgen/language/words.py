"""Text → the words by which it is compared with another. Pure."""

import functools
import re

import snowballstemmer

from briefgen.language.fold import fold

#: Runs of letters, or of digits with what stands inside a number.
_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")

_STEMMERS = {"en": "english", "ru": "russian", "ar": "arabic", "tr": "turkish", "fr": "french", "de": "german"}
#: scikit-learn's list holds a few words that say much in the news.
_TELLING = {"fire", "bill", "mine", "mill", "system", "serious", "interest", "cry"}
_REPORTING = {"said", "says", "say", "according", "mr", "ms", "mrs", "also", "including"}


@functools.lru_cache(maxsize=16_384)  # grouping, rarity and summaries ask for the same titles and texts
def words(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the stems of a text's words in order, without the words that say nothing."""
    stop_words = _stop_words()
    return tuple(stem(word, language) for word in _WORD.findall(fold(text).text) if word not in stop_words)


@functools.lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; the word itself in a language without a stemmer."""
    name = _STEMMERS.get(language)
    return _stemmer(name).stemWord(word) if name else word


@functools.cache
def _stop_words() -> frozenset[str]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # noqa: PLC0415  80 MB that polling does without

    return frozenset((ENGLISH_STOP_WORDS - _TELLING) | _REPORTING)


@functools.cache
def _stemmer(name: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(name)
