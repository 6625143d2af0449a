"""A week of news of any size, invented: words as common as Zipf's law has them, stories of 1 to 60 reports."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from briefgen.model.article import Article

START = datetime(2023, 3, 6, tzinfo=UTC)
DAYS = 7.0

WORDS, NAMES, THEMES = 60_000, 20_000, 60
MOST_REPORTS = 60

#: Words of a text: most feeds give an opening, some the whole.
OPENING, WHOLE, WHOLE_SHARE = 40, 320, 0.25

_SYLLABLES = [a + b for a in (*"bdfgklmnprstvz", "br", "tr", "st", "kl") for b in (*"aeiou", "an")]


def invented_week(number: int, seed: int = 1) -> list[Article]:
    """Return so many articles of a week, the same for the same seed."""
    chance = np.random.default_rng(seed)
    words = [_word(place) for place in range(WORDS)]
    names = common_names(NAMES)
    return list(itertools.islice(_reports(chance, words, names), number))


def common_names(number: int) -> list[str]:
    """Return so many names, the most common ones first."""
    return [_word(place + WORDS).title() for place in range(number)]


def _word(place: int) -> str:
    letters = ""
    while place or len(letters) < 4:
        place, syllable = divmod(place, len(_SYLLABLES))
        letters += _SYLLABLES[syllable]
    return letters


@dataclass(frozen=True, slots=True)
class _Story:
    """What a story is told with: words of its own, those of its theme, names."""

    own: list[str]
    theme: list[str]
    named: list[str]

    def sentence(self, chance: np.random.Generator, words: Sequence[str], length: int) -> str:
        """A third of its words are the story's own, a fifth the theme's, some are names, the rest are common."""
        kinds = chance.random(length).tolist()
        ranks = np.minimum(chance.pareto(0.7, length) * 20, len(words) - 1).astype(int).tolist()
        places = chance.random(length).tolist()
        return " ".join(map(self._word, kinds, places, (words[rank] for rank in ranks)))

    def _word(self, kind: float, place: float, common: str) -> str:
        for share, among in ((0.3, self.own), (0.5, self.theme), (0.6, self.named)):
            if kind < share:
                return among[int(place * len(among))]
        return common


def _reports(chance: np.random.Generator, words: Sequence[str], names: Sequence[str]) -> Iterator[Article]:
    themes = [[words[w] for w in chance.choice(WORDS, 300, replace=False)] for _ in range(THEMES)]
    shares = 1.0 / np.arange(5, NAMES + 5)
    for number in itertools.count():
        known = chance.choice(NAMES, 2, p=shares / shares.sum())
        story = _Story(
            own=[words[w] for w in chance.integers(200, WORDS, 30)],
            theme=themes[int(chance.integers(THEMES))],
            named=[names[n] for n in (*known, *chance.integers(NAMES, size=2))],
        )
        begun = chance.uniform(0, DAYS - 0.2)
        for report in range(min(MOST_REPORTS, int(chance.pareto(1.1)) + 1)):
            after = min(DAYS - begun - 0.01, float(chance.exponential(0.5)))
            length = WHOLE if chance.random() < WHOLE_SHARE else OPENING
            yield Article(
                id=f"a-{number:08x}{report:08x}",
                feed=f"feed-{report}",
                url=f"https://feed-{report}.example/{number}",
                title=story.sentence(chance, words, 9),
                text=". ".join(story.sentence(chance, words, 20) for _ in range(length // 20)),
                language="en",
                published=START + timedelta(days=begun + after),
            )
