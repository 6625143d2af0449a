"""Joins stories that different languages tell of one happening. Pure and deterministic.

Two languages share no words; what they share are marks: the actors and topics that the match step found under all their
spellings, and numbers. Two stories of different languages that began within ``NEAR`` of each other are one if the
cosine of their marks, weighed by rarity, reaches ``ALIKE`` and at least two marks are common. No language joins a story
that already has reports in it: those were compared by their words.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from briefgen.model.article import Article
from briefgen.model.story import Story

#: Marks of an article: the id of an actor or topic → how strongly the article is about it, 0 to 1.
Marks = Mapping[str, Mapping[str, float]]


ALIKE = 0.6
LEAST_COMMON = 2
NEAR = timedelta(hours=30)

#: A number this long is rarely the same by chance; years are not counted.
_NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[.,]\d{3})+|\d{2,})(?![.,]?\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER_STRENGTH = 0.5


def join_across_languages(stories: Sequence[Story], marks: Marks) -> tuple[Story, ...]:
    """Stories of one language each → the same, those of one happening joined. Ids are of the earliest article."""
    languages = [frozenset(a.language for a in story.articles) for story in stories]
    if len(frozenset().union(*languages)) < 2:  # noqa: PLR2004  nothing to join
        return tuple(stories)
    vectors = _vectors(stories, marks)
    parent = list(range(len(stories)))
    spoken = [set(known) for known in languages]
    for _, one, other in sorted(_pairs(stories, languages, vectors)):
        a, b = _root(parent, one), _root(parent, other)
        if a != b and not spoken[a] & spoken[b]:
            parent[max(a, b)] = min(a, b)
            spoken[min(a, b)] |= spoken[max(a, b)]
    joined: dict[int, list[Article]] = {}
    for number, story in enumerate(stories):
        joined.setdefault(_root(parent, number), []).extend(story.articles)
    return tuple(_story(articles) for articles in joined.values())


def _story(articles: list[Article]) -> Story:
    ordered = tuple(sorted(articles, key=lambda a: (a.published, a.id)))
    return Story(id="s-" + ordered[0].id.removeprefix("a-"), articles=ordered)


def _vectors(stories: Sequence[Story], marks: Marks) -> list[dict[str, float]]:
    """One unit vector of marks a story."""
    raw = [_mean_marks(story, marks) for story in stories]
    known = Counter(mark for vector in raw for mark in vector)
    vectors = []
    for vector in raw:
        weighed = {m: x * (math.log((len(raw) + 1) / (known[m] + 1)) + 1) for m, x in vector.items()}
        norm = math.sqrt(sum(x * x for x in weighed.values())) or 1.0
        vectors.append({m: x / norm for m, x in weighed.items()})
    return vectors


def _mean_marks(story: Story, marks: Marks) -> dict[str, float]:
    total: dict[str, float] = {}
    for article in story.articles:
        written = _NUMBER.findall(f"{article.title} {article.text}")
        numbers = {re.sub("[.,]", "", number) for number in written if not _YEAR.fullmatch(number)}
        for mark, strength in (*marks.get(article.id, {}).items(), *((n, NUMBER_STRENGTH) for n in numbers)):
            total[mark] = total.get(mark, 0.0) + strength
    return {mark: strength / len(story.articles) for mark, strength in total.items()}


def _pairs(
    stories: Sequence[Story], languages: Sequence[frozenset[str]], vectors: Sequence[Mapping[str, float]]
) -> Iterator[tuple[float, int, int]]:
    """Yield (unlikeness, one, other) of every pair that may be joined."""
    holding: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        common = Counter(
            other for mark in vector for other in holding.get(mark, ()) if not languages[other] & languages[number]
        )
        for other, shared in common.items():
            apart = abs(stories[number].articles[0].published - stories[other].articles[0].published)
            if shared < LEAST_COMMON or apart > NEAR:
                continue
            alike = sum(x * vectors[other].get(mark, 0.0) for mark, x in vector.items())
            if alike >= ALIKE:
                yield 1.0 - alike, other, number
        for mark in vector:
            holding.setdefault(mark, []).append(number)


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        number = parent[number]
    return number
