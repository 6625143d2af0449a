"""Article → what stands in it like a name and is not known: capitalised words, or what follows an office. Pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from briefgen.match.doubts import TITLES
from briefgen.match.offices import OFFICES
from briefgen.model.article import Article
from briefgen.model.watch import Match

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ]"
_WORD = rf"(?:[aeAE]l-|d'|O'|Mc)?{_CAPITAL}[^\W\d_]*(?:['’][^\W\d_]{{2,}})?(?:-{_CAPITAL}?[^\W\d_]+)*"
_PARTICLE = r"(?:bin|ibn|ben|al|el|de|der|van|von|бен|бин|ибн|аль|эль)"
_NAME = re.compile(rf"(?<![\w’'-]){_WORD}(?: (?:{_PARTICLE} )?{_WORD}){{0,3}}(?![\w-])")
_LOWER = re.compile(r"(?<![\w’'-])[a-zà-öø-ÿа-яё]{2,}\b")

#: Behind an office the two words that follow are a name, in scripts without capitals.
_BEHIND_OFFICE = {
    language: re.compile(
        r"(?<!\w)(?:"
        + "|".join(
            re.escape(word)
            for word in sorted({w for o in OFFICES.values() for w in o.get(language, ())}, key=len, reverse=True)
        )
        + r") (?:\w+ )?(\w{3,} [\w'\u200c]{3,})(?!\w)"
    )
    for language in ("ar", "he", "fa")
}

#: A word that even a headline In Capitals would have written with one.
_LONG_LOWER = re.compile(r"(?<![\w’'-])[a-zà-öø-ÿа-яё]{5,}\b")


def lower_words(articles: Iterable[Article]) -> Collection[str]:
    """Return the words that stand in lower case somewhere: their capitals at the head of a sentence say nothing."""
    seen = Counter(word for article in articles for word in _LOWER.findall(article.text or article.title))
    return frozenset(word for word, times in seen.items() if times > 1)


def candidates(article: Article, match: Match, ordinary: Collection[str]) -> frozenset[str]:
    """Return the names in an article that are not part of a mention of its match."""
    taken = {"title": [False] * (len(article.title) + 1), "text": [False] * (len(article.text) + 1)}
    for mention in match.actors:
        taken[mention.place][mention.start : mention.end] = [True] * (mention.end - mention.start)
    found: set[str] = set()
    for place, text in (("title", article.title), ("text", article.text)):
        found.update(_in(text, article.language, taken[place], ordinary))
    return frozenset(found)


def _in(text: str, language: str, taken: list[bool], ordinary: Collection[str]) -> Iterator[str]:
    if language in _BEHIND_OFFICE:
        spans = [found.span(1) for found in _BEHIND_OFFICE[language].finditer(text)]
    elif not _LONG_LOWER.search(text):
        return
    else:
        spans = [found.span() for found in _NAME.finditer(text)]
    for start, end in spans:
        if any(taken[start:end]):
            continue
        words = text[start:end].split()
        titled = max((place for place, word in enumerate(words[:-1], 1) if word.lower() in TITLES), default=0)
        words = words[titled:]
        while words and words[0].lower() in ordinary:
            words.pop(0)
        while words and words[-1].lower() in ordinary:
            words.pop()
        name = " ".join(words)
        if len(name) > 2 and not name.isupper():  # noqa: PLR2004  shorter is an initial
            yield name
            if len(words) > 2:  # noqa: PLR2004  a first and a last name, behind a place or a title
                yield " ".join(words[-2:])
