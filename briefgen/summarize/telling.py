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

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.language.rarity import Rarity
from briefgen.model.article import Article
from briefgen.model.story import CitedSentence, Story, Summary
from briefgen.summarize.candidates import Candidate
from briefgen.summarize.correction import still_standing
from briefgen.summarize.counting import counts
from briefgen.summarize.headline import headline, is_background
from briefgen.summarize.overtaking import Overtaken, overtaken_in
from briefgen.summarize.weighing import Weighed, Weight, weigh

#: A story is told in this many sentences at most, and no sentence is added after so many words.
MOST_SENTENCES, ENOUGH_WORDS = 4, 65

#: Where every sentence is short, one of so many words will do.
TERSE = 3

#: Of a story with more reports, only so many of each are read for sentences: the newest know most.
MOST_REPORTS = 24

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


def summarize(  # noqa: PLR0913  what a telling depends on
    story: Story,
    language: str,
    rarity: Rarity,
    publisher_names: frozenset[str] = frozenset(),
    *,
    enough: int = ENOUGH_WORDS,
    most: int = MOST_SENTENCES,
) -> Summary:
    """Tell a story in ``language``, or, if no report is in it, in the language of most of its reports.

    No sentence is added after ``enough`` words, nor after ``most`` sentences.
    """
    reading = _read(story, language, functools.cache(rarity))
    chosen = _choose(reading.weighed, reading.weight, enough, most)
    stems = chosen[0].stems if chosen else frozenset[str]()
    title = headline(reading.standing, reading.weight, publisher_names, stems, reading.overtaken)
    return Summary(
        headline=title,
        language=reading.language,
        sentences=tuple(_cited(w.candidate, reading.reports) for w in chosen),
    )


def best_sentences(story: Story, language: str, rarity: Rarity, most: int) -> tuple[CitedSentence, ...]:
    """Return the sentences that may tell a story, the best first, none twice and no background: ``most`` at most.

    They are those that ``summarize`` chooses from, in the same language.
    """
    reading = _read(story, language, functools.cache(rarity))
    least = LEAST_WORTH * max((one.worth for one in reading.weighed), default=0.0)
    best = sorted((one for one in reading.weighed if one.worth >= least), key=_by_worth)
    unlike = {one.stems: one for one in reversed(best)}
    kept = [one for one in best if unlike[one.stems] is one]
    return tuple(_cited(one.candidate, reading.reports) for one in kept[:most])


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    """A story as read for sentences."""

    language: str
    reports: Sequence[Article]  #: those in the language
    standing: Sequence[Article]  #: of these, those that no later one takes back
    weight: Weight
    overtaken: Overtaken
    weighed: list[Weighed]


def _read(story: Story, language: str, weight: Weight) -> _Reading:
    language = language if any(a.language == language for a in story.articles) else _commonest_language(story)
    reports = [a for a in story.articles if a.language == language]
    standing = still_standing(reports)
    overtaken = overtaken_in(standing)
    told = _news(standing[-MOST_REPORTS:])
    return _Reading(
        language=language,
        reports=reports,
        standing=standing,
        weight=weight,
        overtaken=overtaken,
        weighed=weigh(told, weight, overtaken) or weigh(told, weight, overtaken, TERSE),
    )


def _by_worth(one: Weighed) -> tuple[object, ...]:
    article = one.candidate.article
    return (-one.worth, article.published, article.id, one.candidate.position)


def _news(reports: Sequence[Article]) -> Sequence[Article]:
    """Return the reports that tell news, by their titles; all of them where none of those has a text."""
    news = [report for report in reports if not is_background(report.title)]
    return news if any(report.text.strip() for report in news) else reports


def _commonest_language(story: Story) -> str:
    counts = Counter(a.language for a in story.articles)
    return min(counts, key=lambda language: (-counts[language], language))


def _choose(weighed: list[Weighed], weight: Weight, enough: int, most: int) -> list[Weighed]:
    chosen: list[Weighed] = []
    told: frozenset[str] = frozenset()
    length = 0
    least = LEAST_WORTH * max((one.worth for one in weighed), default=0.0)
    left = sorted(weighed, key=_by_worth)
    while left and len(chosen) < most and length < enough:
        spoken = {w.candidate.article.feed for w in chosen}
        best, best_worth = None, 0.0
        for one in left:
            repeated = one.repeats(told, weight) * REPETITION * one.worth
            worth = one.worth - repeated - SAME_OUTLET * (one.candidate.article.feed in spoken)
            if worth > best_worth:
                best, best_worth = one, worth
        if best is None:
            break
        chosen.append(best)
        told |= best.stems
        left = [one for one in left if one.worth >= least and _adds(one, best, told, weight)]
        length += len(best.candidate.text.split())
    return chosen[:1] + sorted(chosen[1:], key=_in_order)


def _adds(one: Weighed, newest: Weighed, told: frozenset[str], weight: Weight) -> bool:
    """Tell whether a sentence says more than what is told, and not what the newest says, in more words or in fewer."""
    if one is newest or one.repeats(told, weight) >= TOLD_ALREADY:
        return False
    same = SAME_TOLL if _same_toll(one.candidate, newest.candidate) else SAME_THING
    return max(one.repeats(newest.stems, weight), newest.repeats(one.stems, weight)) < same


def _same_toll(one: Candidate, other: Candidate) -> bool:
    return any(
        a.what == b.what and a.quantity.allows(b.quantity) and (a.subject & b.subject or not (a.subject and b.subject))
        for a in counts(one.text, one.article.language)
        for b in counts(other.text, other.article.language)
    )


def _in_order(one: Weighed) -> tuple[object, ...]:
    """After the lead: by place in the report, then by time."""
    return (one.candidate.position, one.candidate.article.published, one.candidate.article.id)


def _cited(candidate: Candidate, reports: Sequence[Article]) -> CitedSentence:
    text = candidate.text
    others = [a.id for a in reports if a.id != candidate.article.id and text in a.text]
    return CitedSentence(
        text=text, articles=(candidate.article.id, *others), start=candidate.span.start, end=candidate.span.end
    )
