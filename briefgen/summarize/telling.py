"""Chooses the sentences that tell a story. Pure.

A sentence is worth what its words are: how many outlets of the story use them, how rare they are elsewhere, whether
headlines hold them, and how early it stands in its report. Then the best are taken one by one, each weighed against
what is told already (maximal marginal relevance, Carbonell and Goldstein 1998), with a new outlet preferred.
Measured on NeuS (``make eval``): ROUGE-1/2/L .399/.183/.279 at about 61 words; lead sentences give .390/.169/.258, the
best way known without training .405/.186/.279 (reference ``language.md``).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.language.rarity import Rarity
from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.model.story import CitedSentence, Story, Summary
from briefgen.summarize.candidates import SHORTEST, Candidate, candidates
from briefgen.summarize.correction import still_standing
from briefgen.summarize.headline import headline, is_background

#: A story is told in this many sentences at most, and no sentence is added after so many words.
MOST_SENTENCES, ENOUGH_WORDS = 4, 55

#: Where every sentence is short, one of so many words will do.
TERSE = 3

#: Of a story with more reports, only so many of each are read for sentences: the newest know most.
MOST_REPORTS = 24

#: Shares of a sentence's worth.
CENTRAL, IN_TITLES, EARLY = 0.5, 0.25, 0.25
#: What repetition costs, and a second sentence of an outlet that has spoken.
REPETITION, SAME_OUTLET = 0.9, 0.1
#: A sentence worth less than this share of the best is background, and background is not told as news.
LEAST_WORTH = 0.5
#: A sentence with this share of its words told already adds nothing.
TOLD_ALREADY = 0.6
#: Two sentences of which the shorter shares this much with the other tell the same in other words.
SAME_THING = 0.45
#: What the first sentence gains by bearing out the headline above it.
BEARS_OUT = 0.2


@dataclass(frozen=True, slots=True)
class _Weighed:
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
    title = headline(standing, rarity, publisher_names)
    told = _news(standing[-MOST_REPORTS:])
    weighed = _weigh(told, rarity) or _weigh(told, rarity, TERSE)
    chosen = _choose(weighed, frozenset(words(title, language)), rarity, enough)
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


def _weigh(reports: Sequence[Article], rarity: Rarity, shortest: int = SHORTEST) -> list[_Weighed]:
    outlets: dict[str, set[str]] = {}
    titles: Counter[str] = Counter()
    for report in reports:
        outlets.setdefault(report.feed, set()).update(
            words(report.title, report.language), words(report.text, report.language)
        )
        titles.update(set(words(report.title, report.language)))
    used = Counter(word for stems in outlets.values() for word in stems)
    best_title = max((count * rarity(w) for w, count in titles.items()), default=1.0) or 1.0
    found = []
    for report in reports:
        for candidate in candidates(report, shortest):
            stems = frozenset(words(candidate.text, report.language))
            if not stems:
                continue
            mass = sum(rarity(w) for w in stems)
            central = sum(rarity(w) * used[w] / len(outlets) for w in stems) / mass
            in_titles = min(1.0, sum(titles[w] * rarity(w) for w in stems) / best_title / 4)
            early = 1.0 / (1.0 + 0.5 * candidate.position)
            found.append(_Weighed(candidate, stems, CENTRAL * central + IN_TITLES * in_titles + EARLY * early))
    return found


def _choose(weighed: list[_Weighed], title: frozenset[str], rarity: Rarity, enough: int) -> list[_Weighed]:
    chosen: list[_Weighed] = []
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
            repeated = _share(one.stems, told, rarity)
            if chosen and (repeated >= TOLD_ALREADY or one.worth < least or _tells_again(one, chosen, rarity)):
                continue
            worth = one.worth - REPETITION * repeated * one.worth - SAME_OUTLET * (one.candidate.article.feed in spoken)
            if not chosen and title:
                worth += BEARS_OUT * _share(title, one.stems, rarity)
            if worth > best_worth:
                best, best_worth = one, worth
        if best is None:
            break
        chosen.append(best)
        left = [one for one in left if one is not best]
        length += len(best.candidate.text.split())
    return chosen[:1] + sorted(chosen[1:], key=_in_order)


def _tells_again(one: _Weighed, chosen: Sequence[_Weighed], rarity: Rarity) -> bool:
    """Tell whether a sentence says what one of the chosen says, be it longer or shorter."""
    return any(
        max(_share(one.stems, told.stems, rarity), _share(told.stems, one.stems, rarity)) >= SAME_THING
        for told in chosen
    )


def _in_order(one: _Weighed) -> tuple[object, ...]:
    """After the lead: by place in the report, then by time."""
    return (one.candidate.position, one.candidate.article.published, one.candidate.article.id)


def _share(stems: frozenset[str], told: frozenset[str], rarity: Rarity) -> float:
    mass = sum(rarity(w) for w in stems)
    return sum(rarity(w) for w in stems & told) / mass


def _cited(candidate: Candidate, reports: Sequence[Article]) -> CitedSentence:
    text = candidate.text
    others = [a.id for a in reports if a.id != candidate.article.id and text in a.text]
    return CitedSentence(
        text=text, articles=(candidate.article.id, *others), start=candidate.span.start, end=candidate.span.end
    )
