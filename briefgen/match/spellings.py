"""Watchlist → the spellings to look for, each with what it takes to count. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.language.fold import fold
from briefgen.match.boundaries import elided, is_declined, stems_of
from briefgen.match.transliteration import variants
from briefgen.model.watch import Actor, Topic, Watchlist

#: Acronyms up to this many letters must be written as acronyms: "US" is not "us".
LONGEST_ACRONYM = 5

#: An acronym that can be read as a word may be one when it is written like one: Isis, Sana. "Idf" cannot.
_READABLE = re.compile(r"(?!.*[aeiou]{3})(?:[bcdfghjklmnpqrstvwxyz]?[aeiou][bcdfghjklmnpqrstvwxz]?)+")
_SHORTEST_UNREADABLE = 3

_ARTICLE = re.compile(r"^(?:al|el|аль|אל|א) ")

#: ``other`` is somebody else's name that holds one of the actor's; ``office`` a word such as "foreign minister".
Kind = Literal["actor", "topic", "veto", "other", "office"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write an actor's name or a topic's word."""

    kind: Kind
    id: str
    person: bool = False  #: takes fewer endings and may stand inside another person's name
    state: bool = False  #: may be a town of the same name
    capital: bool = False  #: must begin with a capital where the script has any
    bare: bool = False  #: one word of a name that may mean somebody else
    unsure: bool = False  #: may mean something else, and counts near its context only
    acronym: str | None = None  #: must be all capitals; the language it belongs to, "" for any
    phrase: str = ""  #: several words that decline each for itself; the automaton finds the first

    @property
    def is_full(self) -> bool:
        """Tell whether it can mean nobody but the actor, and so says who is meant in the whole article."""
        return self.kind == "actor" and not self.bare and not self.unsure


def spellings(watchlist: Watchlist, besides: Iterable[tuple[str, Spelling]] = ()) -> dict[str, tuple[Spelling, ...]]:
    """Everything to look for, and what is given besides, as written: the folded string → what it may be."""
    found: dict[str, dict[Spelling, None]] = {}
    for written, spelling in (*_all(watchlist), *besides):
        for form, one in forms(written, spelling):
            found.setdefault(form, {})[one] = None
    return {form: tuple(ones) for form, ones in sorted(found.items())}


def folded_alias(alias: str) -> str:
    """An alias as written → as it stands in a folded text."""
    return " ".join(fold(unicodedata.normalize("NFC", alias)).text.split())


def given_names(actor: Actor) -> frozenset[str]:
    """The given names of a person in every spelling, folded; what stands before another name of a state or body."""
    names = (folded_alias(name) for name in _names(actor))
    return frozenset(word for name in names for word in name.split()[:-1])


def _names(actor: Actor) -> Iterator[str]:
    yield actor.name
    for aliases in actor.aliases.values():
        yield from aliases


def _all(watchlist: Watchlist) -> Iterator[tuple[str, Spelling]]:
    for actor in watchlist.actors.values():
        for language, names in (("", (actor.name,)), *actor.aliases.items()):
            for name in names:
                yield name, _of_actor(actor, name, language)
        for name in actor.unless:
            yield name, Spelling(kind="other", id=actor.id, person=actor.kind == "person", capital=name[:1].isupper())
    for topic in watchlist.topics.values():
        yield from _of_topic(topic, "topic", topic.terms)
        yield from _of_topic(topic, "veto", topic.unless)


def _of_actor(actor: Actor, name: str, language: str) -> Spelling:
    one_word = " " not in _ARTICLE.sub("", folded_alias(name))
    ambiguous = name in actor.ambiguous if actor.ambiguous else one_word
    return Spelling(
        kind="actor",
        id=actor.id,
        person=actor.kind == "person",
        state=actor.kind == "state",
        capital=name[:1].isupper(),
        bare=one_word,
        unsure=ambiguous and bool(actor.context),
        acronym=_acronym(name, language),
    )


def _of_topic(topic: Topic, kind: Kind, by_language: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Spelling]]:
    for language, terms in by_language.items():
        for term in terms:
            yield term, Spelling(kind, topic.id, acronym=_acronym(term, language))


def _acronym(written: str, language: str) -> str | None:
    """English acronyms are used in every language; "AB" is the European Union in Turkish only."""
    if not written.isupper() or len(written) > LONGEST_ACRONYM:
        return None
    return language if written.isascii() and language != "en" else ""


def is_acronym_in_small(written: str) -> bool:
    """Tell whether a text is written as some newspapers write acronyms, "Idf", and can be nothing else."""
    small = written.lower()
    if len(small) < _SHORTEST_UNREADABLE or not small.isalpha() or not small.isascii():
        return False
    return written == small.capitalize() and not _READABLE.fullmatch(small)


def forms(written: str, spelling: Spelling) -> Iterator[tuple[str, Spelling]]:
    """A spelling as written → every folded string under which the automaton has to look for it."""
    in_two = (written.replace("\u200c", " "),) if "\u200c" in written else ()
    for alias in dict.fromkeys(map(folded_alias, (written, *in_two))):
        if not alias:
            continue
        for form in variants(alias):
            yield from _found_by(form, spelling)


def _found_by(folded: str, spelling: Spelling) -> Iterator[tuple[str, Spelling]]:
    if is_declined(folded):
        for stem in stems_of(folded.split(maxsplit=1)[0]):
            yield stem, replace(spelling, phrase=folded)
        return
    stems = (folded,) if spelling.acronym is not None else stems_of(folded)
    for form in (*stems, folded.replace("'", ""), *elided(folded, person=spelling.person)):
        if form:
            yield form, spelling
