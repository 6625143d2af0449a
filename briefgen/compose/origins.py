"""Which reports of a story are republished copies of another. Pure.

Ten outlets that print one wire text are one report: a copy is listed, but counts as its origin. Two texts are copies if
most of the shorter one's runs of ``RUN`` words stand in the longer one too; outlets rewrite the headline and the first
line, cut the end, and add a line of credit. And a page may say itself that it is a copy.
"""

import re
from collections.abc import Mapping, Sequence

from briefgen.language.fold import fold
from briefgen.model.article import Article
from briefgen.model.feed import Feed

#: Words in a row.
RUN = 5

#: A share of the runs of the shorter text.
COPIED = 0.6

#: A text of fewer runs is a line under a headline: only the same line is a copy.
FEWEST_RUNS = 12

_WORD = re.compile(r"\w+")


def copies(articles: Sequence[Article], feeds: Mapping[str, Feed]) -> frozenset[str]:
    """Return the ids of the articles that republish another. Of equal texts a wire's is the origin, else the first.

    Whose own page names another outlet's as the original is a copy, whether or not that one is among the articles.
    """
    declared = frozenset(article.id for article in articles if article.is_copy)
    if len({article.feed for article in articles}) < 2:  # noqa: PLR2004  nobody to copy from
        return declared
    ordered = sorted(articles, key=lambda a: (a.is_copy, feeds[a.feed].ownership != "wire", a.published, a.id))
    runs = {article.id: _runs(article.text) for article in ordered}
    origins: list[Article] = []
    found = set()
    for article in ordered:
        if any(_is_copy(runs[article.id], runs[origin.id]) for origin in origins if origin.feed != article.feed):
            found.add(article.id)
        else:
            origins.append(article)
    return declared | found


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(fold(text).text)
    if len(words) < RUN:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _is_copy(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    shorter = min(len(one), len(other))
    if shorter < FEWEST_RUNS:
        return bool(one) and one == other
    return len(one & other) >= COPIED * shorter
