"""What a sentence of a report is worth to its story. Pure.

How many outlets use its words, how rare these are elsewhere, which pairs of words other outlets write as well, whether
headlines hold them, and how early it stands.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.summarize.candidates import SHORTEST, Candidate, candidates
from briefgen.summarize.overtaking import Overtaken

#: A word → how much it tells (``language.rarity``). Sums are exact (``fsum``), so the order of a set does not matter.
Weight = Callable[[str], float]

#: Shares of a sentence's worth.
CENTRAL, PHRASES, IN_TITLES, EARLY = 0.5, 0.25, 0.2, 0.2
#: So many pairs of words that every other outlet writes too make a sentence wholly the story's.
ENOUGH_PHRASES = 3
#: A sentence of which other outlets use less than this, by weight of its words, is an aside; two outlets cannot say.
ASIDE, FEW_OUTLETS = 0.1, 2
#: What is left of a sentence's worth when newer reports have replaced its number.
OVERTAKEN = 0.25


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence that may be told."""

    candidate: Candidate
    stems: frozenset[str]
    mass: float  #: the weight of all its words
    worth: float

    def repeats(self, told: frozenset[str], weight: Weight) -> float:
        """Return how much of it, by weight of its words, stands in what is told; 0 to 1."""
        return fsum(map(weight, self.stems & told)) / self.mass


def share(stems: frozenset[str], told: frozenset[str], weight: Weight) -> float:
    """Return how much of a sentence, by weight of its words, stands in what is told; 0 to 1."""
    mass = fsum(map(weight, stems))
    return fsum(map(weight, stems & told)) / mass if mass else 0.0


def weigh(reports: Sequence[Article], weight: Weight, overtaken: Overtaken, shortest: int = SHORTEST) -> list[Weighed]:
    """Return the sentences of the reports that can be told, with what they are worth, in order of the reports."""
    outlets, used, phrases = _use(reports)
    titles = Counter(word for report in reports for word in set(words(report.title, report.language)))
    best_title = max((count * weight(w) for w, count in titles.items()), default=1.0) or 1.0
    found = []
    for report in reports:
        for candidate in candidates(report, shortest):
            in_order = words(candidate.text, report.language)
            stems = frozenset(in_order)
            if not stems:
                continue
            mass = fsum(weight(w) for w in stems)
            echoed = fsum(weight(w) for w in stems if used[w] > 1) / mass
            if outlets > FEW_OUTLETS and echoed < ASIDE:
                continue
            central = fsum(weight(w) * used[w] / outlets for w in stems) / mass
            others = sum(phrases[pair] - 1 for pair in set(pairwise(in_order))) / max(1, outlets - 1)
            in_titles = min(1.0, fsum(titles[w] * weight(w) for w in stems) / best_title / 4)
            early = 1.0 / (1.0 + 0.5 * candidate.position)
            worth = (
                CENTRAL * central + PHRASES * min(1.0, others / ENOUGH_PHRASES) + IN_TITLES * in_titles + EARLY * early
            )
            kept = OVERTAKEN if overtaken(report, candidate.text) else 1.0
            found.append(Weighed(candidate, stems, mass, worth * kept))
    return found


def _use(reports: Sequence[Article]) -> tuple[int, Counter[str], Counter[tuple[str, str]]]:
    """Reports → how many outlets they are of, and how many of these use each word and each pair of words in a row."""
    stems: dict[str, set[str]] = {}
    pairs: dict[str, set[tuple[str, str]]] = {}
    for report in reports:
        for text in (report.title, report.text):
            in_order = words(text, report.language)
            stems.setdefault(report.feed, set()).update(in_order)
            pairs.setdefault(report.feed, set()).update(pairwise(in_order))
    used = Counter(word for outlet in stems.values() for word in outlet)
    return len(stems), used, Counter(pair for outlet in pairs.values() for pair in outlet)
