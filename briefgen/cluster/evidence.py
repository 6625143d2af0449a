"""Stories → what each holds that can be told in any language: actors and topics, numbers, countries, names. Pure.

- Actors and topics are the marks that the match step found under all their spellings.
- A number of two digits and more; years say nothing. 601,500 and 601.500 and 601500 are one.
- A country of CLDR, under its name in the language of the report (``language.countries``).
- The consonants of a name (``language.skeleton``): of words with a capital letter, and of every word in scripts that
  have none, as far as several languages hold the same.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from briefgen.language.countries import countries
from briefgen.language.skeleton import skeleton
from briefgen.model.article import Article
from briefgen.model.story import Story

#: Marks of an article: the id of an actor or topic → how strongly the article is about it, 0 to 1.
Marks = Mapping[str, Mapping[str, float]]

NUMBER_STRENGTH, COUNTRY_STRENGTH, NAME_STRENGTH = 0.5, 0.5, 0.5

#: So much of a text is looked at: its news stands at the top.
OPENING = 1_000

#: A number this long is rarely the same by chance; years are not counted.
_NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[.,]\d{3})+|\d{2,})(?![.,]?\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")

_WORD = re.compile(r"[^\W\d_]{3,}")
_UNCASED = frozenset(("he", "ar", "fa", "ur", "yi"))
#: What Hebrew and Arabic write in one with a name.
_PARTICLE = re.compile(r"^(?:[והבלמשכ]{1,2}|[وفبلك]?ال|لل|[وفبلك])(?=\w{4})")

#: Consonants that scripts tell apart and transliterations do not.
_COARSE = str.maketrans({"z": "s", "h": "k", "g": "k", "j": "k", "d": "t", "b": "p", "v": "f"})
#: Shorter ones are the same by chance.
_SHORTEST = 4


def evidence(stories: Sequence[Story], marks: Marks) -> list[dict[str, float]]:
    """Return for each story what it holds, and how strongly: the mean over its reports."""
    spoken: dict[str, set[str]] = {}
    for story in stories:
        for article in story.articles:
            for name in _names(article.title, article.text[:OPENING], article.language):
                spoken.setdefault(name, set()).add(article.language)
    return [_mean(story, marks, spoken) for story in stories]


def kind_of(mark: str) -> Literal["number", "country", "name", "mark"]:
    """Return what kind of evidence it is; "mark" for an actor or topic."""
    for kind in ("number", "country", "name"):
        if mark.startswith(f"{kind} "):
            return kind
    return "mark"


def without_v(name: str) -> str:
    """Two forms of one name → the same."""
    return name.translate({ord("f"): None})


def _mean(story: Story, marks: Marks, spoken: Mapping[str, set[str]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for article in story.articles:
        for mark, strength in (*marks.get(article.id, {}).items(), *_found(article, spoken)):
            total[mark] = total.get(mark, 0.0) + strength
    return {mark: strength / len(story.articles) for mark, strength in total.items()}


def _found(article: Article, spoken: Mapping[str, set[str]]) -> Iterator[tuple[str, float]]:
    opening = article.text[:OPENING]
    written = _NUMBER.findall(f"{article.title} {opening}")
    for number in {re.sub("[.,]", "", number) for number in written if not _YEAR.fullmatch(number)}:
        yield f"number {number}", NUMBER_STRENGTH
    for code in countries(f"{article.title}\n{opening}", article.language):
        yield f"country {code}", COUNTRY_STRENGTH
    for name in _names(article.title, opening, article.language):
        if len(spoken[name]) > 1:
            yield f"name {name}", NAME_STRENGTH


@functools.lru_cache(maxsize=16_384)
def _names(title: str, text: str, language: str) -> frozenset[str]:
    cased = language not in _UNCASED
    found: set[str] = set()
    for word in {*_WORD.findall(title), *_WORD.findall(text)}:
        if not cased or word[0].isupper():
            found.update(_skeletons(word, cased=cased))
    return frozenset(found)


@functools.lru_cache(maxsize=65_536)
def _skeletons(word: str, *, cased: bool) -> frozenset[str]:
    """The consonants of a word with v, and without: Hebrew, Arabic and Persian write o and u with the same letter."""
    forms = {word} if cased else {word, _PARTICLE.sub("", word)}
    found: set[str] = set()
    for bones in map(skeleton, forms):
        for kept in (bones, bones.replace("v", "")):
            coarse = re.sub(r"(.)\1+", r"\1", kept.translate(_COARSE))
            if len(coarse) >= _SHORTEST:
                found.add(coarse)
    return frozenset(found)
