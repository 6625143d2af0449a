"""Chooses the sentences that tell a story. Pure.

A sentence is worth what its words are: how many outlets of the story use them, how rare they are elsewhere, which pairs
of words other outlets write as well, whether headlines hold them, and how early it stands in its report. Then the best
are taken one by one, each weighed against what is told already (maximal marginal relevance, Carbonell and Goldstein
1998), with a new outlet preferred.

Measured on NeuS (``make eval``): ROUGE-1/2/L .406/.191/.282 at about 66 words; lead sentences give .390/.169/.258, the
best way known without training .405/.186/.279 (reference ``language.md``). The four shares lie on a plateau: 18
neighbours of them differ by .002. A linear model of nine features, its weights searched for on one half, fell to
.395/.181/.274 on the other, and choosing all sentences at once for the pairs of words they cover (Gillick and Favre
2009) gave .405/.186/.276: neither is worth its settings.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from briefgen.language.rarity import Rarity
from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.model.story import CitedSentence, Story, Summary
from briefgen.summarize.candidates import SHORTEST, Candidate, candidates
from briefgen.summarize.correction import still_standing
from briefgen.summarize.counting import counts
from briefgen.summarize.headline import headline, is_background
from briefgen.summarize.overtaking import Overtaken, overtaken_in

#: A story is told in this many sentences at most, and no sentence is added after so many words.
MOST_SENTENCES, ENOUGH_WORDS = 4, 65

#: Where every sentence is short, one of so many words will do.
TERSE = 3

#: Of a story with more reports, only so many of each are read for sentences: the newest know most.
MOST_REPORTS = 24

#: Shares of a sentence's worth.
CENTRAL, PHRASES, IN_TITLES, EARLY = 0.5, 0.25, 0.2, 0.2
#: So many pairs of words that every other outlet writes too make a sentence wholly the story's.
ENOUGH_PHRASES = 3
#: A sentence of which other outlets use less than this, by weight of its words, is an aside; two outlets cannot say.
ASIDE, FEW_OUTLETS = 0.1, 2
#: What repetition costs, and a second sentence of an outlet that has spoken.
REPETITION, SAME_OUTLET = 0.9, 0.1
#: A sentence worth less than this share of the best is background, and background is not told as news.
LEAST_WORTH = 0.5
#: A sentence with this share of its words told already adds nothing.
TOLD_ALREADY = 0.6
#: Two sentences of which the shorter shares this much with the other tell the same in other words.
SAME_THING = 0.45
#: So much is enough where both give the same number of the same thing.
SAME_TOLL = 0.2
#: What is left of a sentence's worth when newer reports have replaced its number.
OVERTAKEN = 0.25


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence that may be told."""

    candidate: Candidate
    stems: frozenset[str]
    worth: float


def summarize(
    story: Story,
    language: str,
    rarity: Rarity,
    publisher_names: frozenset[str] = frozenset(),
    enough: int = ENOUGH_WORDS,
) -> Summary:
    """Tell a story in ``language``, or, if no report is in it, in the language of most of its reports."""
    language = language if any(a.language == language for a in story.articles) else _commonest_language(story)
    reports = [a for a in story.articles if a.language == language]
    standing = still_standing(reports)
    overtaken = overtaken_in(standing)
    told = _news(standing[-MOST_REPORTS:])
    weighed = weigh(told, rarity, overtaken) or weigh(told, rarity, overtaken, TERSE)
    chosen = _choose(weighed, rarity, enough)
    title = headline(standing, rarity, publisher_names, chosen[0].stems if chosen else frozenset(), overtaken)
    return Summary(
        headline=title,
        language=language,
        sentences=tuple(_cited(w.candidate, reports) for w in chosen),
    )


def _news(reports: Sequence[Article]) -> Sequence[Article]:
    """Return the reports that tell news, by their titles; all of them where none of those has a text."""
    news = [report for report in reports if not is_background(report.title)]
    return news if any(report.text.strip() for report in news) else reports


def _commonest_language(story: Story) -> str:
    counts = Counter(a.language for a in story.articles)
    return min(counts, key=lambda language: (-counts[language], language))


def weigh(reports: Sequence[Article], rarity: Rarity, overtaken: Overtaken, shortest: int = SHORTEST) -> list[Weighed]:
    """Return the sentences of the reports that can be told, with what they are worth, in order of the reports."""
    outlets, used, phrases = _use(reports)
    titles = Counter(word for report in reports for word in set(words(report.title, report.language)))
    best_title = max((count * rarity(w) for w, count in titles.items()), default=1.0) or 1.0
    found = []
    for report in reports:
        for candidate in candidates(report, shortest):
            in_order = words(candidate.text, report.language)
            stems = frozenset(in_order)
            if not stems:
                continue
            mass = fsum(rarity(w) for w in stems)
            echoed = fsum(rarity(w) for w in stems if used[w] > 1) / mass
            if outlets > FEW_OUTLETS and echoed < ASIDE:
                continue
            central = fsum(rarity(w) * used[w] / outlets for w in stems) / mass
            others = sum(phrases[pair] - 1 for pair in set(pairwise(in_order))) / max(1, outlets - 1)
            in_titles = min(1.0, fsum(titles[w] * rarity(w) for w in stems) / best_title / 4)
            early = 1.0 / (1.0 + 0.5 * candidate.position)
            worth = (
                CENTRAL * central + PHRASES * min(1.0, others / ENOUGH_PHRASES) + IN_TITLES * in_titles + EARLY * early
            )
            kept = OVERTAKEN if overtaken(report, candidate.text) else 1.0
            found.append(Weighed(candidate, stems, worth * kept))
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


def _choose(weighed: list[Weighed], rarity: Rarity, enough: int) -> list[Weighed]:
    chosen: list[Weighed] = []
    length = 0
    least = LEAST_WORTH * max((one.worth for one in weighed), default=0.0)
    left = sorted(
        weighed, key=lambda w: (-w.worth, w.candidate.article.published, w.candidate.article.id, w.candidate.position)
    )
    while left and len(chosen) < MOST_SENTENCES and length < enough:
        told = frozenset().union(*(w.stems for w in chosen))
        spoken = {w.candidate.article.feed for w in chosen}
        best, best_worth = None, 0.0
        for one in left:
            repeated = share(one.stems, told, rarity)
            if chosen and (repeated >= TOLD_ALREADY or one.worth < least or _tells_again(one, chosen, rarity)):
                continue
            worth = one.worth - REPETITION * repeated * one.worth - SAME_OUTLET * (one.candidate.article.feed in spoken)
            if worth > best_worth:
                best, best_worth = one, worth
        if best is None:
            break
        chosen.append(best)
        left = [one for one in left if one is not best]
        length += len(best.candidate.text.split())
    return chosen[:1] + sorted(chosen[1:], key=_in_order)


def _tells_again(one: Weighed, chosen: Sequence[Weighed], rarity: Rarity) -> bool:
    """Tell whether a sentence says what one of the chosen says, be it longer or shorter, or gives the same toll."""
    return any(
        max(share(one.stems, told.stems, rarity), share(told.stems, one.stems, rarity))
        >= (SAME_TOLL if _same_toll(one.candidate, told.candidate) else SAME_THING)
        for told in chosen
    )


def _same_toll(one: Candidate, other: Candidate) -> bool:
    return any(
        a.what == b.what and a.quantity.allows(b.quantity) and (a.subject & b.subject or not (a.subject and b.subject))
        for a in counts(one.text, one.article.language)
        for b in counts(other.text, other.article.language)
    )


def _in_order(one: Weighed) -> tuple[object, ...]:
    """After the lead: by place in the report, then by time."""
    return (one.candidate.position, one.candidate.article.published, one.candidate.article.id)


def share(stems: frozenset[str], told: frozenset[str], rarity: Rarity) -> float:
    """Return how much of a sentence, by weight of its words, stands in what is told; 0 to 1."""
    mass = fsum(rarity(w) for w in stems)
    return fsum(rarity(w) for w in stems & told) / mass if mass else 0.0


def _cited(candidate: Candidate, reports: Sequence[Article]) -> CitedSentence:
    text = candidate.text
    others = [a.id for a in reports if a.id != candidate.article.id and text in a.text]
    return CitedSentence(
        text=text, articles=(candidate.article.id, *others), start=candidate.span.start, end=candidate.span.end
    )
