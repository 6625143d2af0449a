"""Articles × Watchlist → spellings that look like a tracked actor's, and names that rise and are not tracked. Pure.

Only proposed, never merged: consonants find a name again across scripts, and now and then somebody else's (reference
``language.md``: right as the first of 1,500 for nine Hebrew and Russian names of ten, seven Arabic ones).
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapidfuzz import fuzz

from briefgen.language.skeleton import plain, skeleton
from briefgen.match.candidates import candidates, lower_words
from briefgen.match.finder import Finder
from briefgen.match.spellings import folded_alias
from briefgen.model.article import Article
from briefgen.model.watch import Watchlist

#: What is new within it can rise.
RECENT = timedelta(days=3)
#: A name rises when so many articles of two feeds have it, three times as many a day as before; only articles that
#: name somebody or something watched are counted.
FEWEST, FEEDS, RISE = 3, 2, 3.0

#: Of consonants and of letters, how much two spellings must share (0 to 100); letters only where the script is one.
_CONSONANTS, _LETTERS = 85, 60
#: A surname alone must have so many consonants, all of them the same, share more letters, and stand in two articles.
_CONSONANTS_ALONE, _LETTERS_ALONE, _FEWEST_ALONE = 3, 80, 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelled:
    """A spelling that looks like a tracked actor's name and is no alias."""

    actor: str
    spelling: str
    like: str  #: the alias that it is like
    language: str
    alike: float  #: 0 to 1
    articles: int
    headline: str  #: of an article that has it
    url: str

    @property
    def toml(self) -> str:
        """What to add under [actor.aliases] of the actor; the list there may be there already."""
        quoted = self.spelling.replace("\\", "\\\\").replace('"', '\\"')
        return f'{self.language} = ["{quoted}"]'


@dataclass(frozen=True, kw_only=True, slots=True)
class Rising:
    """A name that is not tracked and stands in more and more articles."""

    name: str
    language: str
    recent: int  #: articles of the last days
    before: int  #: articles of the days before
    feeds: int
    headline: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestions:
    """What an editor might add to the catalogue, the most frequent first."""

    spellings: tuple[Spelled, ...]
    rising: tuple[Rising, ...]


@dataclass(frozen=True, slots=True)
class _Alias:
    actor: str
    words: str
    folded: str
    bones: str
    letters: str


def suggest(articles: Sequence[Article], watchlist: Watchlist, now: datetime) -> Suggestions:
    """Look through the articles for names that the watchlist lacks."""
    finder, ordinary = Finder(watchlist), lower_words(articles)
    seen: dict[tuple[str, str], list[Article]] = defaultdict(list)
    concerned: set[str] = set()
    for article in sorted(articles, key=lambda one: (one.published, one.id)):
        match = finder.find(article)
        if match.actors or match.topics:
            concerned.add(article.id)
        for name in candidates(article, match, ordinary):
            seen[name, article.language].append(article)
    known = _aliases(watchlist)
    spelled, rest = [], {}
    for (name, language), found in seen.items():
        like = _like(name, known)
        if like is None:
            rest[name, language] = found
        elif " " in name or len(found) >= _FEWEST_ALONE:
            alias, alike = like
            spelled.append(
                Spelled(
                    actor=alias.actor,
                    spelling=name,
                    like=alias.words,
                    language=language,
                    alike=alike,
                    articles=len(found),
                    headline=found[-1].title,
                    url=found[-1].url,
                )
            )
    first = min((article.published for article in articles), default=now)
    rising = (
        one
        for key, found in rest.items()
        if (one := _rising(*key, [article for article in found if article.id in concerned], first, now))
    )
    return Suggestions(
        spellings=tuple(sorted(spelled, key=lambda one: (-one.articles, -one.alike, one.actor, one.spelling))),
        rising=tuple(sorted(_longest(rising), key=lambda one: (-one.recent, one.before, one.name, one.language))),
    )


def _aliases(watchlist: Watchlist) -> dict[str, list[_Alias]]:
    """Persons' names by their first consonant: of states and bodies every word is a word."""
    known: dict[str, list[_Alias]] = defaultdict(list)
    for actor in watchlist.actors.values():
        if actor.kind != "person":
            continue
        for words in dict.fromkeys((actor.name, *(name for names in actor.aliases.values() for name in names))):
            if bones := skeleton(words):
                known[bones[0]].append(_Alias(actor.id, words, folded_alias(words), bones, plain(words)))
    return known


def _like(name: str, known: dict[str, list[_Alias]]) -> tuple[_Alias, float] | None:
    """Return the alias that a name is most like, and how much, 0 to 1; None if it is like none, or is one."""
    bones, folded, best = skeleton(name), folded_alias(name), None
    for alias in known.get(bones[:1], ()):
        if alias.folded == folded:
            return None
        alike = _alike_alone(name, alias) if " " not in name else _alike_in_full(name, alias)
        if alike and (best is None or alike > best[1]):
            best = alias, alike
    return best


def _alike_alone(name: str, alias: _Alias) -> float:
    """How alike a surname is to one in the same letters, with the same consonants; 0 for another name."""
    bones, alike = skeleton(name), fuzz.ratio(plain(name), alias.letters)
    enough = len(bones) >= _CONSONANTS_ALONE and bones == alias.bones and alike >= _LETTERS_ALONE
    return (
        round(alike / 100, 2) if enough and " " not in alias.words and _letters(name) == _letters(alias.words) else 0.0
    )


def _alike_in_full(name: str, alias: _Alias) -> float:
    """How alike a full name is to another, its first and its last word each for itself; 0 for another name."""
    if " " not in alias.words or fuzz.ratio(skeleton(name), alias.bones) < _CONSONANTS:
        return 0.0
    ones, others = name.split(), alias.words.split()
    for one, other in ((ones[0], others[0]), (ones[-1], others[-1])):
        if fuzz.ratio(skeleton(one), skeleton(other)) < _CONSONANTS:
            return 0.0
        if _letters(name) == _letters(alias.words) and fuzz.ratio(plain(one), plain(other)) < _LETTERS:
            return 0.0
    return round((fuzz.ratio(skeleton(name), alias.bones) + fuzz.ratio(plain(name), alias.letters)) / 200, 2)


def _letters(name: str) -> str:
    """Return the name of the script of a name."""
    return unicodedata.name(name[0]).partition(" ")[0]


def _longest(rising: Iterable[Rising]) -> Iterator[Rising]:
    """Leave out what stands at the end of a longer name only."""
    every = list(rising)
    for one in every:
        if not any(other.name.endswith(f" {one.name}") and other.recent >= one.recent for other in every):
            yield one


def _rising(name: str, language: str, found: Sequence[Article], first: datetime, now: datetime) -> Rising | None:
    if " " not in name:
        return None
    recent = [article for article in found if article.published > now - RECENT]
    before, feeds = len(found) - len(recent), len(Counter(article.feed for article in recent))
    days = max((now - RECENT - first) / timedelta(days=1), 0.0)
    usual = (before + 1) / max(days, RECENT.days) * RECENT.days if days else 0.0
    if len(recent) < FEWEST or feeds < FEEDS or len(recent) < RISE * usual:
        return None
    return Rising(
        name=name,
        language=language,
        recent=len(recent),
        before=before,
        feeds=feeds,
        headline=recent[-1].title,
        url=recent[-1].url,
    )
