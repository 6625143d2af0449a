"""``theme.toml`` → what it says, checked. Pure; a wrong value names its key, what would be right, and the line.

What a theme may hold is what the packaged ``theme.toml`` holds (``KNOWN``), so that a misspelt key is told instead of
read by nobody. A newsroom's own templates may want more: that stands in a table ``[own]``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: A table of a newsroom's own, of which nothing is asked.
OWN = "own"

Check = Callable[[Any], bool]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FAMILIES = re.compile(r"[\w\s,.'-]+")
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAaEe0-9\s,.+-]*")
_HOME = re.compile(r"https?://[^\s\"<>]+")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")

#: The pictures of a logo are shown this high, in pixels.
HEIGHTS = range(8, 121)


@dataclass(frozen=True, kw_only=True, slots=True)
class Flaw:
    """One value of a theme that is not right: its key with the tables before it, and what would be."""

    key: str
    problem: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rule:
    right: Check
    asked: str  #: what is right, for a person


def _matching(pattern: re.Pattern[str], *, empty: bool = False) -> Check:
    return lambda value: isinstance(value, str) and (bool(pattern.fullmatch(value)) or (empty and not value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_text_by_language(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, dict)
        and all(_LANGUAGE.fullmatch(key) and isinstance(text, str) for key, text in value.items())
    )


_TEXT = _Rule(right=_is_text, asked="a text")
_TEXTS = _Rule(right=_is_text_by_language, asked='a text, or one by language ({ en = "…", he = "…" })')
_FONTS = _Rule(right=_matching(_FAMILIES), asked="font families with commas between, as in CSS")
_SHAPE = _Rule(right=_matching(_PATH), asked='the data of an SVG path ("M0 0H48V48Z"), or empty')
_HUE = _Rule(right=_matching(_COLOUR), asked='a colour such as "#0b3d5c"')
_HUES = dict.fromkeys(
    ("paper", "wash", "ink", "muted", "line", "link", "brand", "accent", "band", "on_band", "glow"), _HUE
)

#: Table → key → what its value must be.
KNOWN: Mapping[str, Mapping[str, _Rule]] = {
    "publisher": {
        "name": _TEXT,
        "legal": _TEXT,
        "address": _TEXT,
        "email": _Rule(right=_matching(_MAIL, empty=True), asked='an address such as "desk@example.org", or empty'),
        "homepage": _Rule(
            right=_matching(_HOME, empty=True), asked='an address such as "https://example.org", or empty'
        ),
        "imprint": _TEXTS,
    },
    "logo": {
        "text": _TEXT,
        "picture": _TEXT,
        "height": _Rule(
            right=lambda value: type(value) is int and value in HEIGHTS,
            asked=f"a whole number of pixels from {HEIGHTS.start} to {HEIGHTS.stop - 1}",
        ),
    },
    "identity": {"kicker": _TEXTS},
    "emblem": {"shape": _SHAPE, "spark": _SHAPE},
    "fonts": {"headline": _FONTS, "text": _FONTS, "labels": _FONTS},
    "pdf": {
        "paper": _Rule(right=lambda value: str(value).casefold() in {"a4", "letter"}, asked='"A4" or "Letter"'),
        "columns": _Rule(right=lambda value: type(value) is int and value in {1, 2}, asked="1 or 2"),
        "headline": _Rule(right=lambda value: value in ("serif", "sans"), asked='"serif" or "sans"'),
    },
    "colours.light": _HUES,
    "colours.dark": _HUES,
    "lint": {
        "clients": _Rule(
            right=lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
            asked='a list such as ["gmail", "outlook.windows"]',
        )
    },
}


def flaws(theme: Mapping[str, Any]) -> Iterator[Flaw]:
    """Yield what is wrong with a theme, table by table."""
    for name, table in _tables(theme):
        if name not in KNOWN:
            yield Flaw(key=name, problem=f"is not read by any template; there are {_listed(KNOWN)}, and {OWN}")
        elif not isinstance(table, dict):
            yield Flaw(key=name, problem=f"is a table, [{name}]")
        else:
            for key, value in table.items():
                if (rule := KNOWN[name].get(key)) is None:
                    yield Flaw(
                        key=f"{name}.{key}", problem=f"is not read by any template; {name} has {_listed(KNOWN[name])}"
                    )
                elif not rule.right(value):
                    yield Flaw(key=f"{name}.{key}", problem=f"is {rule.asked}, not {value!r}")


def _tables(theme: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the tables by their names, those of ``colours`` by both."""
    for name, table in theme.items():
        if name == "colours" and isinstance(table, dict):
            yield from ((f"{name}.{shade}", below) for shade, below in table.items())
        elif name != OWN:
            yield name, table


def _listed(names: Mapping[str, Any]) -> str:
    return ", ".join(names)


def line_of(text: str, key: str) -> int:
    """Return the line of a TOML text where a key is set, or its table begins; 1 where it is not found."""
    table, at = key.rpartition(".")[0], ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            at = header[1]
            if at == key or at.startswith(f"{key}."):
                return number
        elif named := re.match(r"\s*([\w.-]+)\s*=", line):
            full = f"{at}.{named[1]}" if at else named[1]
            if full in {key, table}:
                return number
    return 1


def changed(mine: Mapping[str, Any], packaged: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a workspace's file says that the packaged one does not.

    A copy of the packaged file (``briefgen init`` makes one), edited or not, says only what differs in it. A file that
    lacks some of the packaged keys was written by hand, so all of it is meant, even where it agrees.
    """
    return _differing(mine, packaged) if _holds(mine, packaged) else dict(mine)


def _holds(mine: Mapping[str, Any], packaged: Mapping[str, Any]) -> bool:
    return all(
        key in mine and (not isinstance(value, dict) or (isinstance(mine[key], dict) and _holds(mine[key], value)))
        for key, value in packaged.items()
    )


def _differing(mine: Mapping[str, Any], packaged: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in mine.items():
        old = packaged.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            if below := _differing(value, old):
                result[key] = below
        elif value != old:
            result[key] = value
    return result
