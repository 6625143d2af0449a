"""Telling invented stories, beside sumy's LexRank, which ranks their sentences and is given them split.

Ours also splits the sentences, leaves out those that cannot stand alone, chooses the headline, and finds the numbers.
"""

import json
import random
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from briefgen.language.rarity import Rarity, rarity
from briefgen.language.words import words
from briefgen.model.story import Story
from briefgen.summarize import figures, summarize
from briefgen.summarize.counting import counts, counts_of
from tests.benchmarks.measuring import Row, median_seconds
from tests.factories import NOON, a_story, an_article

#: Stories, reports of each, sentences of a report, words of a sentence; and of how many words a story is made.
STORIES, REPORTS, SENTENCES, WORDS, VOCABULARY = 30, 8, 12, 22, 150
RUNS = 3

_PEER = Path(__file__).parents[2] / ".cache" / "peers" / "sumy" / "bin" / "python"
_SYLLABLES = [consonant + vowel for consonant in "bdklmnrst" for vowel in "aeiou"]


def rows() -> Iterator[Row]:
    """Yield one row: stories a second."""
    chance = random.Random(11)  # noqa: S311  the same stories in every run
    told = [
        [_report(chance, vocabulary) for _ in range(REPORTS)] for vocabulary in map(_vocabulary, [chance] * STORIES)
    ]
    stories = [_story(number, reports) for number, reports in enumerate(told)]
    rare = rarity(words(a.text) for story in stories for a in story.articles)
    seconds = median_seconds(lambda: _tell(stories, rare), RUNS)
    peer = _sumy(told)
    yield Row(
        what=f"tell stories of {REPORTS} reports of {SENTENCES} sentences",
        measured=f"{STORIES / seconds:,.0f} /s",
        peer=f"sumy LexRank {STORIES / peer:,.0f} /s" if peer else "(sumy: sh .ci/setup peers)",
        ratio=peer / seconds if peer else None,
        limit="times as fast as sumy's LexRank",
    )


def _tell(stories: list[Story], rare: Rarity) -> None:
    words.cache_clear()  # as for stories that were never seen
    counts.cache_clear()
    counts_of.cache_clear()
    for story in stories:
        summarize(story, "en", rare)
        figures(story, "en")


def _vocabulary(chance: random.Random) -> list[str]:
    return ["".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 2, 3)))) for _ in range(VOCABULARY)]


def _report(chance: random.Random, vocabulary: list[str]) -> list[str]:
    return [_sentence(chance, vocabulary) for _ in range(SENTENCES)]


def _sentence(chance: random.Random, vocabulary: list[str]) -> str:
    written = [chance.choice(vocabulary) for _ in range(WORDS)]
    if chance.random() < 0.1:
        written[4:4] = ["killed", str(chance.randrange(2, 9)), "people", "in"]
    return " ".join(written).capitalize() + "."


def _story(number: int, reports: list[list[str]]) -> Story:
    return a_story(
        *(
            an_article(
                id=f"a-{number}-{n}",
                feed=f"outlet-{n}",
                title=sentences[0].rstrip("."),
                text=" ".join(sentences),
                published=NOON + timedelta(hours=n),
            )
            for n, sentences in enumerate(reports)
        )
    )


def _sumy(told: list[list[list[str]]]) -> float | None:
    """Seconds of the peer, None if it is not installed."""
    if not _PEER.is_file():
        return None
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.json"
        given.write_text(json.dumps(told), encoding="utf-8")
        script = Path(__file__).with_name("sumy_alone.py")
        done = subprocess.run(  # noqa: S603  our own words
            [str(_PEER), "-W", "ignore", str(script), str(given), str(RUNS)], check=True, capture_output=True, text=True
        )
    return float(json.loads(done.stdout)["seconds"])
