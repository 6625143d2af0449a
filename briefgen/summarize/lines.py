"""The lines of a report that are held against what was told, and the marks by which one is new. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.summarize.opening import opening

#: A name inside a sentence, as far as a script has capitals, or a number.
_MARK = re.compile(r"(?<=[^\W_] )[^\W\d_a-zа-яё][\w'’-]+|\d+(?:[.,]\d+)*")


def marks_of(text: str, language: str) -> frozenset[str]:
    """The stems of the names, days and numbers of a sentence."""
    return frozenset(
        stem
        for mark in _MARK.findall(text)
        for stem in words(mark, language)
        if mark[0] != mark[0].lower() or mark[0].isdigit()
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or the title of a new report."""

    text: str
    stems: frozenset[str]
    article: Article


def lines_of(article: Article) -> Sequence[Line]:
    """The sentences of a report and then its title, as far down as news goes."""
    texts = (*(article.text[span.start : span.end] for span in opening(article.text)), article.title)
    return [Line(text, frozenset(words(text, article.language)), article) for text in texts]
