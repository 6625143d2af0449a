"""Finding 10,000 invented names in invented articles, beside spaCy's PhraseMatcher, which only finds them.

Ours also folds six scripts, looks for the edges of words, endings, other people's names and offices, and says where
each name stands in the text as written.
"""

import json
import random
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from briefgen.match import Finder
from briefgen.model.watch import Actor, Watchlist
from tests.benchmarks.measuring import Row, median_seconds
from tests.benchmarks.peers import program
from tests.factories import an_article

#: Of actors, each with five spellings; of articles, of words in each, and how often one of them is a name.
ACTORS, SPELLINGS, ARTICLES, WORDS, NAMED = 2_000, 5, 1_000, 350, 0.02
RUNS = 3

_SYLLABLES = [consonant + vowel for consonant in "bdklmnrst" for vowel in "aeiou"]


def rows() -> Iterator[Row]:
    """Yield one row: articles a second with 10,000 names."""
    chance = random.Random(7)  # noqa: S311  the same names in every run
    names = list(_names(chance, ACTORS * SPELLINGS))
    articles = [
        an_article(id=f"a-{n}", title=_text(chance, names, 10), text=_text(chance, names, WORDS))
        for n in range(ARTICLES)
    ]
    finder = Finder(_watchlist(names))
    seconds = median_seconds(lambda: [finder.find(article) for article in articles], RUNS)
    peer = _spacy(names, [f"{article.title}\n\n{article.text}" for article in articles])
    yield Row(
        what=f"match {len(names):,} names in articles of {WORDS} words",
        measured=f"{ARTICLES / seconds:,.0f} /s",
        peer=f"spaCy {ARTICLES / peer:,.0f} /s" if peer else "(spaCy: sh .ci/setup peers)",
        ratio=peer / seconds if peer else None,
        limit="times as fast as spaCy's PhraseMatcher",
    )


def _names(chance: random.Random, count: int) -> Iterator[str]:
    seen: set[str] = set()
    while len(seen) < count:
        name = f"{_word(chance, 2).title()} {_word(chance, 4).title()}"
        if name not in seen:
            seen.add(name)
            yield name


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables))


def _text(chance: random.Random, names: list[str], words: int) -> str:
    written = (
        chance.choice(names) if chance.random() < NAMED else _word(chance, chance.choice((1, 2, 2, 3)))
        for _ in range(words)
    )
    return " ".join(written) + "."


def _watchlist(names: list[str]) -> Watchlist:
    actors = {}
    for n in range(0, len(names), SPELLINGS):
        first, *others = names[n : n + SPELLINGS]
        actors[f"p{n}"] = Actor(id=f"p{n}", name=first, kind="person", aliases={"en": tuple(others)})
    return Watchlist(actors=actors, topics={})


def _spacy(names: list[str], texts: list[str]) -> float | None:
    """Seconds of the peer, None if it is not installed."""
    python = program("spacy", "python")
    if python is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.json"
        given.write_text(json.dumps({"names": names, "texts": texts}), encoding="utf-8")
        script = Path(__file__).with_name("spacy_alone.py")
        done = subprocess.run(  # noqa: S603  our own words
            [str(python), "-W", "ignore", str(script), str(given), str(RUNS)],
            check=True,
            capture_output=True,
            text=True,
        )
    return float(json.loads(done.stdout)["seconds"])
