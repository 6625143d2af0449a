"""Which email clients fail at what a message uses, by the data of caniemail.com. Pure.

``caniemail.json`` is reduced from npm's ``caniemail`` by ``tests/lint/reduce_caniemail.py``, which says how; its
licence (MIT) lies beside it. Of each client the latest version that was tested counts; the message names the versions.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib.resources import files

from briefgen.lint.rules import Document, Rule, Spot
from briefgen.lint.uses import Use, uses_of

#: The clients that most readers have. Not among them: Gmail's page for old phones and Windows Mail, which are retired.
DEFAULT_CLIENTS = (
    "apple-mail",
    "gmail.desktop-webmail",
    "gmail.ios",
    "gmail.android",
    "outlook.windows",
    "outlook.macos",
    "outlook.outlook-com",
    "outlook.ios",
    "outlook.android",
    "yahoo",
    "samsung-email",
    "thunderbird",
    "protonmail",
)

#: caniemail's word for a feature that a client does not know; ``a`` is one that it knows in part.
_NO = "n"

#: How many names a line tells before it counts the rest.
_SHOWN = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Feature:
    """Something that clients may not know."""

    title: str
    keys: tuple[str, ...]
    degrades: bool  #: without it the message is plainer, and can be read all the same
    fails: Mapping[str, tuple[str, str, str]]  #: client -> n or a (partly), first and last version of which it holds


@dataclass(frozen=True, kw_only=True, slots=True)
class Data:
    """What is known of clients."""

    source: str
    families: Mapping[str, str]
    platforms: Mapping[str, str]
    features: tuple[Feature, ...]

    def clients(self) -> set[str]:
        """Return every client, as ``family.platform``."""
        return {client for feature in self.features for client in feature.fails}


@lru_cache(maxsize=1)
def data() -> Data:
    """Read caniemail.json, once."""
    read = json.loads(files("briefgen.lint").joinpath("caniemail.json").read_text(encoding="utf-8"))
    features = (
        Feature(
            title=one["title"],
            keys=tuple(one["keys"]),
            degrades=one["degrades"],
            fails={client: (state[0], state[1], state[2]) for client, state in one["fails"].items()},
        )
        for one in read["features"]
    )
    return Data(source=read["from"], families=read["families"], platforms=read["platforms"], features=tuple(features))


@lru_cache(maxsize=64)
def chosen(patterns: tuple[str, ...]) -> frozenset[str]:
    """Return the clients that patterns mean: ``gmail``, ``outlook.windows``, ``*.ios``, ``all``."""
    wanted = ["*" if one == "all" else one if "." in one or "*" in one else f"{one}.*" for one in patterns]
    return frozenset(client for client in data().clients() if any(fnmatchcase(client, one) for one in wanted))


def unknown(patterns: Collection[str]) -> list[str]:
    """Return the patterns that mean no client."""
    return [one for one in patterns if not chosen((one,))]


def _failing(document: Document) -> Iterator[tuple[Feature, Use]]:
    uses = uses_of(document)
    for feature in data().features:
        found = [uses[key] for key in feature.keys if key in uses]
        if found:
            first = min(found, key=lambda use: (use.line, use.column))
            yield feature, Use(first.line, first.column, sum(use.times for use in found))


def client_support(document: Document) -> Iterator[Spot]:
    """What is used is understood where it matters."""
    for feature, use in _failing(document):
        if not feature.degrades and (where := _named(feature, document.clients)):
            yield Spot(line=use.line, column=use.column, message=f"{_used(feature, use)} fails in {where}")


def client_partial(document: Document) -> Iterator[Spot]:
    """What is understood in part, or missing without harm: one line for each family of clients."""
    without: dict[str, list[str]] = {}
    partly: dict[str, list[str]] = {}
    for feature, _ in _failing(document):
        states: dict[str, set[str]] = {}
        for client in chosen(document.clients) & feature.fails.keys():
            states.setdefault(client.partition(".")[0], set()).add(feature.fails[client][0])
        for family, found in states.items():
            if _NO not in found:
                partly.setdefault(family, []).append(feature.title.strip())
            elif feature.degrades:
                without.setdefault(family, []).append(feature.title.strip())
    for family in sorted(without.keys() | partly.keys()):
        told = [f"does without {_few(without[family])}"] if family in without else []
        told += [f"knows in part {_few(partly[family])}"] if family in partly else []
        yield Spot(message=f"{data().families.get(family, family)} {'; '.join(told)}")


def _few(names: Sequence[str]) -> str:
    """Return the first names and how many more there are: whoever reads the line wants to know how much, not all."""
    rest = len(names) - _SHOWN
    return f"{', '.join(names[:_SHOWN])} and {rest} more" if rest > 1 else ", ".join(names)


def _used(feature: Feature, use: Use) -> str:
    return f"{feature.title.strip()} ({use.times} times)" if use.times > 1 else feature.title.strip()


def _named(feature: Feature, clients: tuple[str, ...]) -> str:
    """Return the clients that do not know a feature: ``Outlook (Windows 2007 to 2019), Gmail …``."""
    known = data()
    families: dict[str, list[str]] = {}
    for client in sorted(chosen(clients) & feature.fails.keys()):
        state, first, last = feature.fails[client]
        if state == _NO:
            family, _, platform = client.partition(".")
            versions = first if first == last else f"{first} to {last}"
            families.setdefault(family, []).append(f"{known.platforms.get(platform, platform)} {versions}")
    return ", ".join(f"{known.families.get(family, family)} ({', '.join(where)})" for family, where in families.items())


RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="client-support",
        level="warning",
        what="something that the email uses fails in a client that matters (caniemail.com)",
        help="do without it, or give those clients something else; --clients chooses which matter",
        look=client_support,
    ),
    Rule(
        id="client-partial",
        level="note",
        what="something that the email uses is known in part, or missing without harm, in a client that matters",
        help="look whether the message can be read without it",
        look=client_partial,
    ),
)
