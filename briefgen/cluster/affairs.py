"""Stories → storylines: which of them belong to one affair over days. Pure and deterministic.

The same measure as for a story, looser and slower: two stories belong to one affair if their reports are on average at
least ``CUT`` alike in words, fading with the days between them as ``exp(−days / 10)``; with only one actor
or topic that both are about, it takes a quarter more, with none twice as much. Affairs are formed by average link, so
that no story bridges two.

An affair that an earlier edition told of keeps its id: by a story that goes on (``following``), or by one that is alike
to what the edition printed of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from briefgen.cluster.evidence import Marks
from briefgen.cluster.likeness import Floats, Indices, Pairs
from briefgen.cluster.linking import average_link
from briefgen.cluster.vectors import vectors
from briefgen.model.article import Article
from briefgen.model.edition import Edition, EditionStory
from briefgen.model.story import Continued, Story

#: On average so alike are the reports of one affair. Of one story they are .12.
CUT = 0.09

#: After so many days the same words are 1/e as likely to be of one affair.
FADING_DAYS = 10.0

#: What an affair is about, its reports are on average this strongly about.
ABOUT = 0.5

#: What counts of the likeness of two stories that are about nothing in common, and about one thing only: two happenings
#: of one country's week share that and its words.
NOTHING_IN_COMMON, ONE_IN_COMMON = 0.5, 0.8

_ROWS = 512

_Days = NDArray[np.float64]
_SECONDS_A_DAY = 86_400.0


def storylines(
    stories: Sequence[Story],
    marks: Marks,
    known: Sequence[Edition] = (),
    followed: Mapping[str, Continued] = MappingProxyType({}),
) -> Mapping[str, str]:
    """Return the storyline of each story, by its id. Meant for stories that may be told: some hundreds.

    ``marks`` say who and what each article is about, by its id. ``known`` are earlier editions of the briefing,
    ``followed`` is what ``follow`` found in them.
    """
    told = _as_told(known, skipped={name for one in followed.values() for _, name in one.earlier})
    affairs = _Affairs([_Affair(story.articles, _about(story, marks)) for story in stories] + [a for _, a in told])
    number = len(stories) + len(told)
    labels = average_link(number, affairs.near(CUT), affairs, CUT).tolist() if number else []
    names: dict[int, str] = {}
    order = sorted(range(len(stories)), key=lambda i: (stories[i].articles[0].published, stories[i].id))
    for label, name in (
        *((labels[i], followed[stories[i].id].storyline) for i in order if stories[i].id in followed),
        *((label, name) for label, (name, _) in zip(labels[len(stories) :], told, strict=True)),
        *((labels[i], "l-" + stories[i].id.removeprefix("s-")) for i in order),
    ):
        if name:
            names.setdefault(label, name)
    return {story.id: names[label] for story, label in zip(stories, labels, strict=False)}


@dataclass(frozen=True, slots=True)
class _Affair:
    """Reports, and the actors and topics they are about."""

    articles: Sequence[Article]
    about: Collection[str]


def _as_told(known: Sequence[Edition], skipped: Collection[str]) -> list[tuple[str, _Affair]]:
    """Storyline → what the newest edition that told of it printed, as if it were a report."""
    found: dict[str, _Affair] = {}
    for edition in sorted(known, key=lambda edition: (edition.period.end, edition.id), reverse=True):
        for story in edition.stories:
            if story.storyline and story.id not in skipped:
                found.setdefault(story.storyline, _printed(edition, story))
    return sorted(found.items())


def _printed(edition: Edition, story: EditionStory) -> _Affair:
    titles = [report.title for report in story.articles if report.language == story.language]
    article = Article(
        id=f"{edition.id} {story.id}",
        feed="",
        url=story.articles[0].url if story.articles else "",
        title=story.headline,
        text="\n\n".join([*(sentence.text for sentence in story.summary), *titles]),
        language=story.language,
        published=max((report.published for report in story.articles), default=story.first_reported),
    )
    return _Affair([article], {*story.actors, *story.topics})


def _about(story: Story, marks: Marks) -> Collection[str]:
    total: dict[str, float] = {}
    for article in story.articles:
        for name, strength in marks.get(article.id, {}).items():
            total[name] = total.get(name, 0.0) + strength
    return {name for name, strength in total.items() if strength >= ABOUT * len(story.articles)}


class _Affairs:
    """Compares stories by the mean of their reports' vectors: its product is the average likeness of the reports."""

    def __init__(self, affairs: Sequence[_Affair]) -> None:
        articles = [article for affair in affairs for article in affair.articles]
        sizes = np.array([len(affair.articles) for affair in affairs], np.int64)
        ends = np.concatenate([[0], np.cumsum(sizes)])
        shares = np.repeat(1.0 / sizes, sizes).astype(np.float32)
        mean = csr_array((shares, np.arange(len(articles)), ends), shape=(len(affairs), len(articles)))
        self._rows = csr_array(mean @ vectors(articles))
        days = np.array([article.published.timestamp() / _SECONDS_A_DAY for article in articles])
        self._days: _Days = mean @ days
        names = {name: place for place, name in enumerate(sorted({n for affair in affairs for n in affair.about}))}
        self._about = np.zeros((len(affairs), len(names)), np.float32)
        for row, affair in enumerate(affairs):
            self._about[row, [names[name] for name in affair.about]] = 1.0

    def near(self, cut: float) -> Pairs:
        """Return the pairs that reach the cut."""
        number = len(self._days)
        found = []
        for start in range(0, number, _ROWS):
            ones = np.arange(start, min(number, start + _ROWS))
            others = np.arange(start, number)
            likeness = self.block(ones, others)
            row, column = np.nonzero((likeness >= cut) & (ones[:, None] < others[None, :]))
            found.append(Pairs(ones[row], others[column], likeness[row, column]))
        return Pairs(
            np.concatenate([p.one for p in found]),
            np.concatenate([p.other for p in found]),
            np.concatenate([p.likeness for p in found]),
        )

    def block(self, ones: Indices, others: Indices) -> Floats:
        """Return the likeness of each of the ones with each of the others, as a matrix."""
        likeness: Floats = (self._rows[ones] @ self._rows[others].T).toarray()
        likeness *= np.exp(-np.abs(self._days[ones][:, None] - self._days[others][None, :]) / FADING_DAYS)
        return likeness * _common(self._about[ones] @ self._about[others].T)

    def each(self, ones: Indices, others: Indices) -> Floats:
        """Return the likeness of the first of each, of the second, and so on."""
        likeness: Floats = np.asarray(self._rows[ones].multiply(self._rows[others]).sum(axis=1), np.float32)
        likeness *= np.exp(-np.abs(self._days[ones] - self._days[others]) / FADING_DAYS)
        return likeness * _common((self._about[ones] * self._about[others]).sum(axis=1))


def _common(number: Floats) -> Floats:
    """How many actors and topics each pair shares → what counts of its likeness."""
    shares = np.array([NOTHING_IN_COMMON, ONE_IN_COMMON, 1.0], np.float32)
    return shares[np.minimum(number, 2).astype(np.int64)]
