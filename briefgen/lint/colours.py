"""Colours: from CSS to numbers, one over another, and the contrast of two. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tinycss2.ast import Node
from tinycss2.color4 import Color, parse_color

#: Below this a channel is linear, above it curved: sRGB, as WCAG 2.2 gives it.
_LINEAR = 0.04045


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in sRGB; channels and ``alpha`` from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: "Colour") -> "Colour":
        """Return what is seen where this lies over the opaque ``below``."""
        share = self.alpha
        mixed = (
            top * share + bottom * (1 - share)
            for top, bottom in zip((self.red, self.green, self.blue), (below.red, below.green, below.blue), strict=True)
        )
        return Colour(*mixed)

    def __str__(self) -> str:
        """Return ``#0b3d5c``."""
        return "#" + "".join(f"{round(channel * 255):02x}" for channel in (self.red, self.green, self.blue))

    @property
    def luminance(self) -> float:
        """Relative luminance, WCAG 2.2: 0 for black, 1 for white."""
        red, green, blue = (
            c / 12.92 if c <= _LINEAR else ((c + 0.055) / 1.055) ** 2.4 for c in (self.red, self.green, self.blue)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


WHITE, BLACK = Colour(1, 1, 1), Colour(0, 0, 0)
CLEAR = Colour(0, 0, 0, 0)


@lru_cache(maxsize=4096)
def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two opaque colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((one.luminance, other.luminance), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colour_of(tokens: Sequence[Node]) -> Colour | None:
    """Return the colour that one CSS value is; None for what is none, or none that can be told without a browser."""
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if token.type not in {"ident", "hash", "function"}:
        return None
    try:
        found = parse_color(token)
        if found is None or isinstance(found, str):  # "currentcolor" is a text
            return None
        return _in_srgb(found)
    except (ValueError, ArithmeticError, NotImplementedError, TypeError, AttributeError):
        return None


def _in_srgb(found: Color) -> Colour | None:
    if found.space not in {"srgb", "hsl", "hwb"}:
        return None
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in found.to("srgb").coordinates)
    return Colour(red, green, blue, found.alpha)


@lru_cache(maxsize=512)
def named(text: str) -> Colour | None:
    """Return the colour of a ``bgcolor`` or ``color`` attribute."""
    try:
        found = parse_color(text.strip())
        if found is None and not text.startswith("#"):
            found = parse_color("#" + text.strip())
        return None if found is None or isinstance(found, str) else _in_srgb(found)
    except (ValueError, ArithmeticError, NotImplementedError, TypeError, AttributeError):
        return None
