"""How much a word tells: its rarity among the articles at hand. Pure."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rarity:
    """Smoothed inverse document frequency: ``ln((n + 1) / (df + 1)) + 1``, as scikit-learn has it."""

    documents: int
    frequencies: Mapping[str, int]

    def __call__(self, word: str) -> float:
        """Word → at least 1; the rarer the more."""
        return math.log((self.documents + 1) / (self.frequencies.get(word, 0) + 1)) + 1


def rarity(texts: Iterable[Iterable[str]]) -> Rarity:
    """The words of each text → the rarity of any word among them."""
    frequencies: Counter[str] = Counter()
    documents = 0
    for text in texts:
        documents += 1
        frequencies.update(set(text))
    return Rarity(documents, frequencies)
