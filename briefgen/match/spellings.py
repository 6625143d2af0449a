"""Watchlist → the spellings to look for, each with what it takes to count. Pure."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.language.fold import fold
from briefgen.match.boundaries import elided, is_declined, stems_of
from briefgen.model.watch import Actor, Topic, Watchlist

#: Acronyms up to this many letters must be written as acronyms: "US" is not "us".
LONGEST_ACRONYM = 5

Kind = Literal["actor", "topic", "veto"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write an actor's name or a topic's word."""

    kind: Kind
    id: str
    person: bool  #: takes fewer endings and may stand inside another person's name
    capital: bool  #: must begin with a capital where the script has any
    bare: bool  #: one word of a name that may mean something else
    acronym: str | None  #: must be all capitals; the language it belongs to, "" for any
    phrase: str = ""  #: several words that decline each for itself; the automaton finds the first


def spellings(watchlist: Watchlist) -> dict[str, tuple[Spelling, ...]]:
    """Everything to look for: the folded string → what it may be."""
    found: dict[str, dict[Spelling, None]] = {}
    for written, spelling in _all(watchlist):
        for form, one in _forms(written, spelling):
            found.setdefault(form, {})[one] = None
    return {form: tuple(ones) for form, ones in sorted(found.items())}


def folded_alias(alias: str) -> str:
    """An alias as written → as it stands in a folded text."""
    return " ".join(fold(unicodedata.normalize("NFC", alias)).text.split())


def initials(actor: Actor) -> frozenset[str]:
    """The first letters of an actor's given names in every spelling."""
    names = (folded_alias(name) for name in _names(actor))
    return frozenset(word[0] for name in names for word in name.split()[:-1])


def _names(actor: Actor) -> Iterator[str]:
    yield actor.name
    for aliases in actor.aliases.values():
        yield from aliases


def _all(watchlist: Watchlist) -> Iterator[tuple[str, Spelling]]:
    for actor in watchlist.actors.values():
        for language, names in (("", (actor.name,)), *actor.aliases.items()):
            for name in names:
                yield name, _of_actor(actor, name, language)
    for topic in watchlist.topics.values():
        yield from _of_topic(topic, "topic", topic.terms)
        yield from _of_topic(topic, "veto", topic.unless)


def _of_actor(actor: Actor, name: str, language: str) -> Spelling:
    return Spelling(
        kind="actor",
        id=actor.id,
        person=actor.kind == "person",
        capital=name[:1].isupper(),
        bare=" " not in folded_alias(name) and (not actor.ambiguous or name in actor.ambiguous),
        acronym=_acronym(name, language),
    )


def _of_topic(topic: Topic, kind: Kind, by_language: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Spelling]]:
    for language, terms in by_language.items():
        for term in terms:
            acronym = _acronym(term, language)
            yield term, Spelling(kind, topic.id, person=False, capital=False, bare=False, acronym=acronym)


def _acronym(written: str, language: str) -> str | None:
    """English acronyms are used in every language; "AB" is the European Union in Turkish only."""
    if not written.isupper() or len(written) > LONGEST_ACRONYM:
        return None
    return language if written.isascii() and language != "en" else ""


def _forms(written: str, spelling: Spelling) -> Iterator[tuple[str, Spelling]]:
    folded = folded_alias(written)
    if not folded:
        return
    if is_declined(folded):
        for stem in stems_of(folded.split()[0]):
            yield stem, replace(spelling, phrase=folded)
        return
    stems = (folded,) if spelling.acronym is not None else stems_of(folded)
    for form in (*stems, folded.replace("'", ""), *elided(folded, person=spelling.person)):
        if form:
            yield form, spelling
