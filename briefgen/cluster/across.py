"""Joins stories that different languages tell of one happening. Pure and deterministic.

Two languages share few words; what they share is ``evidence``: actors and topics, countries, numbers, names. Two
stories of different languages that began within ``NEAR`` of each other are one if

- the cosine of their evidence, weighed by rarity, reaches ``ALIKE``, and
- they share a number or a name and something else; or else ``LEAST_KNOWN`` actors, topics or countries: two strikes on
  one country in one night share who and where, and are two.

No language joins a story that already has reports in it: those were compared by their words.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta

from briefgen.cluster.evidence import Marks, evidence, kind_of, without_v
from briefgen.model.article import Article
from briefgen.model.story import Story

ALIKE = 0.5
LEAST_COMMON, LEAST_KNOWN = 2, 3

#: What more stories hold does not lead from one to another; it counts where something rarer does.
WIDELY_HELD = 300

NEAR = timedelta(hours=30)


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
    raw = evidence(stories, marks)
    known = Counter(mark for vector in raw for mark in vector)
    vectors = []
    for vector in raw:
        weighed = {m: x * (math.log((len(raw) + 1) / (known[m] + 1)) + 1) for m, x in vector.items()}
        norm = math.sqrt(sum(x * x for x in weighed.values())) or 1.0
        vectors.append({m: x / norm for m, x in weighed.items()})
    return vectors


def _pairs(
    stories: Sequence[Story], languages: Sequence[frozenset[str]], vectors: Sequence[Mapping[str, float]]
) -> Iterator[tuple[float, int, int]]:
    """Yield (unlikeness, one, other) of every pair that may be joined."""
    holding: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        for mark in vector:
            holding.setdefault(mark, []).append(number)
    for number, vector in enumerate(vectors):
        near = {o for mark in vector if len(holding[mark]) <= WIDELY_HELD for o in holding[mark] if o < number}
        for other in sorted(near):
            apart = abs(stories[number].articles[0].published - stories[other].articles[0].published)
            if apart > NEAR or languages[other] & languages[number]:
                continue
            shared = vector.keys() & vectors[other].keys()
            alike = sum(vector[mark] * vectors[other][mark] for mark in sorted(shared))
            if alike >= ALIKE and _is_enough(shared):
                yield 1.0 - alike, other, number


def _is_enough(shared: Collection[str]) -> bool:
    kinds = Counter(kind_of(mark) for mark in shared)
    known = max(kinds["mark"], kinds["country"])  # a state is both
    telling = kinds["number"] + len({without_v(mark) for mark in shared if kind_of(mark) == "name"})
    return known + telling >= (LEAST_COMMON if telling else LEAST_KNOWN)


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        number = parent[number]
    return number
