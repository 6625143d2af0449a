"""A headline → the lines in which it fits, as large as it can be. Pure but for reading fonts; the home of fontTools."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

#: Of a letter that no font has, in parts of its size.
_UNKNOWN = 0.6
_ELLIPSIS = "…"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fitted:
    """Lines and the size they are set in."""

    size: int
    lines: tuple[str, ...]


def fitted(text: str, fonts: tuple[Path, ...], *, width: float, room: Sequence[tuple[int, int]]) -> Fitted:
    """Return the text in the first of the sizes in which it fits; in the last it is cut, with an ellipsis.

    ``room`` says for each size, the largest first, how many lines it may have; ``width`` is that of a line, in the
    same unit as the sizes. Letters are as wide as in the first of the fonts that has them.
    """
    for size, most in room:
        lines = _broken(text, fonts, width / size)
        if len(lines) <= most:
            return Fitted(size=size, lines=lines)
    size, most = room[-1]
    *whole, last = _broken(text, fonts, width / size)[:most]
    while last and _width(last + _ELLIPSIS, fonts) > width / size:
        last = last[:-1]
    return Fitted(size=size, lines=(*whole, last.rstrip(" ,;:–-") + _ELLIPSIS))


def _broken(text: str, fonts: tuple[Path, ...], width: float) -> tuple[str, ...]:
    """Return the text in lines; a word that is wider than a line is broken wherever it must be."""
    lines = [""]
    for word in text.split():
        rest = word
        longer = f"{lines[-1]} {rest}".lstrip()
        if _width(longer, fonts) <= width:
            lines[-1] = longer
            continue
        while _width(rest, fonts) > width:
            fits = max(1, next(n for n in range(len(rest), -1, -1) if _width(rest[:n], fonts) <= width))
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    return tuple(line for line in lines if line)


def _width(text: str, fonts: tuple[Path, ...]) -> float:
    widths = [_widths(font) for font in fonts]
    return sum(next((known[c] for known in widths if c in known), _UNKNOWN) for c in text)


@functools.cache
def _widths(font: Path) -> dict[str, float]:
    """Return the width of every character of a font, in parts of its size."""
    with TTFont(font, lazy=True) as opened:
        units, advances = opened["head"].unitsPerEm, opened["hmtx"].metrics
        return {chr(code): advances[glyph][0] / units for code, glyph in opened.getBestCmap().items()}
