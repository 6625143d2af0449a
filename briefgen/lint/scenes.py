"""Under which conditions a document is seen, and which ``@media`` hold in each. Pure.

Three scenes: ``light``; ``dark``, where the reader's system asks for dark colours; and ``outlook``, where Outlook's
apps and outlook.com turn a message dark and mark what they changed, by ``data-ogsc`` (colour) and ``data-ogsb``
(background).
"""

import re
from functools import lru_cache
from typing import Literal

Scene = Literal["light", "dark", "outlook"]

#: The width that is looked at, in CSS pixels: a reading pane, or a browser's window.
WIDTH = 1024

_LENGTH = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(px|r?em)?$")
_FEATURE = re.compile(r"\(\s*([a-z-]+)\s*(?::\s*([^()]+?)\s*)?\)")
_ROOT_SIZE = 16


@lru_cache(maxsize=1024)
def holds(media: str, scene: Scene) -> bool:
    """Tell whether a media query list holds on a screen in this scene. What is not understood does not hold."""
    return not media.strip() or any(_query_holds(query.strip(), scene) for query in media.split(","))


def _query_holds(query: str, scene: Scene) -> bool:
    negated = query.startswith("not ")
    rest = re.sub(r"^(?:not|only)\s+", "", query)
    kind = re.match(r"[a-z]+", rest)
    seen = kind is None or kind[0] in {"all", "screen"}
    left = _FEATURE.sub("", rest[kind.end() :] if kind else rest)
    understood = not left.replace("and", "").strip()
    met = understood and seen and all(_feature_holds(name, value, scene) for name, value in _FEATURE.findall(rest))
    return met != negated


def _feature_holds(name: str, value: str, scene: Scene) -> bool:
    match name:
        case "prefers-color-scheme":
            return value == ("dark" if scene == "dark" else "light")
        case "min-width" | "max-width":
            pixels = _pixels(value)
            return pixels is not None and (pixels <= WIDTH if name == "min-width" else pixels >= WIDTH)
        case "hover" | "any-hover":
            return value in {"", "hover"}
        case "prefers-reduced-motion" | "prefers-contrast":
            return value == "no-preference"
        case _:
            return False


def _pixels(value: str) -> float | None:
    length = _LENGTH.match(value)
    return None if length is None else float(length[1]) * (_ROOT_SIZE if length[2] in {"em", "rem"} else 1)
