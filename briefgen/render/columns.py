"""Text → lines of at most 76 columns, in any script. Pure.

A column is what a terminal gives a character: two for East-Asian wide ones, none for marks that sit on another.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: What RFC 5322 §2.1.1 recommends is 78; two are left for the ``> `` of a reply.
WIDTH = 76

_LINK = re.compile(r"https?://|mailto:")
_WIDE = r"\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
#: A word, or one wide character, between two of which a line may end.
_PIECE = re.compile(rf"(\s*)([{_WIDE}]|[^\s{_WIDE}]+)")


def columns(text: str) -> int:
    """Return how many columns a line takes."""
    return len(text) if text.isascii() else sum(_width(character) for character in text)


def wrap(text: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> str:
    """Return the text in lines of at most ``width`` columns, ``first`` before the first, ``rest`` before the others.

    Without ``rest``, the later lines are indented like the first. A link is never broken, however long; any other
    word that fits no line is.
    """
    indent = " " * columns(first) if rest is None else rest
    lines, line, room = [], first, width - columns(first)
    empty = True
    for space, piece in _pieces(text, width - max(columns(first), columns(indent))):
        gap = "" if empty or not space else " "
        needed = len(gap) + columns(piece)
        if not empty and needed > room:
            lines.append(line)
            line, room, gap = indent, width - columns(indent), ""
            needed = columns(piece)
        line, room, empty = line + gap + piece, room - needed, False
    return "\n".join([*lines, line]).rstrip()


def rule(character: str = "-", width: int = WIDTH) -> str:
    """Return a line across the page."""
    return character * width


def titled_rule(title: str, width: int = WIDTH) -> str:
    """Return ``== Diplomacy =====`` across the page; a title that leaves no room for that stands above its rule."""
    head = f"== {title} "
    if columns(head) > width - 4:
        return f"{wrap(title, width=width)}\n{rule('=', width)}"
    return head + "=" * (width - columns(head))


def gutter(names: Iterable[str], indent: int = 3, most: int = 14) -> str:
    """Return the blanks that stand for a name below which text goes on: as wide as the widest name that fits."""
    fitting = [columns(name) for name in names if columns(name) <= most]
    return " " * (indent + max(fitting, default=2) + 2)


def in_gutter(name: str, blanks: str, indent: int = 3) -> str:
    """Return the name in its gutter, or nothing where it is too wide for it."""
    line = " " * indent + name
    room = columns(blanks) - columns(line)
    return line + " " * room if room > 1 else ""


def _pieces(text: str, longest: int) -> Iterator[tuple[str, str]]:
    """Yield what may not be broken, with the white space before it."""
    for found in _PIECE.finditer(text):
        space, piece = found.groups()
        if _LINK.match(piece):
            yield space, piece
            continue
        while columns(piece) > longest:
            head = _head(piece, longest)
            yield space, head
            space, piece = "", piece[len(head) :]
        yield space, piece


def _head(word: str, longest: int) -> str:
    """Return as much of a word as fits, marks kept with the letter that they sit on."""
    taken = 0
    for place, character in enumerate(word):
        taken += _width(character)
        if taken > longest:
            return word[:place]
    return word


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
