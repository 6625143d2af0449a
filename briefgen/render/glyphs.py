"""Font files → the characters they have; HTML → the same without those that none has. Pure but for reading fonts.

A character without a glyph is printed as an empty box, and forbidden by PDF/A (6.2.11.8) and PDF/UA (7.21.8).
"""

import functools
import re
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

#: What a sign is printed as where the fonts lack it.
_STAND_INS = {"→": "›", "⇒": "›", "➔": "›", "←": "‹", "−": "–", "‐": "-", "‑": "-", "′": "’", "″": "”", "●": "•"}
#: What letters of a script are printed as that no font has.
_UNREADABLE = "[…]"
#: What a likeness must not bring into HTML: U+FE64 is like ``<``.
_MARKUP = frozenset("<>&\"'")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@functools.cache
def characters(fonts: tuple[Path, ...]) -> frozenset[str]:
    """Return every character of which one of the TrueType files has a glyph; a file that is no font has none."""
    return frozenset(chr(code) for path in fonts for code in _codes(path.read_bytes()))


def spelt(text: str, known: frozenset[str]) -> str:
    """Return text or HTML in known characters: a sign by its likeness or not at all, unknown letters as ``[…]``."""
    return _NOT_ASCII.sub(lambda found: _spelt(found[0], known), text)


def _spelt(word: str, known: frozenset[str]) -> str:
    if known.issuperset(word):
        return word
    return re.sub(r"\0+", _UNREADABLE, "".join(_one(character, known) for character in word))


def _one(character: str, known: frozenset[str]) -> str:
    """Return what is printed of a character; a letter that cannot be printed is NUL."""
    category = unicodedata.category(character)
    if character in known or category[0] in "ZC":  # spaces, joiners and marks of direction draw nothing
        return character if category not in {"Cn", "Co"} else ""
    likeness = _STAND_INS.get(character) or unicodedata.normalize("NFKC", character)
    if likeness != character and _MARKUP.isdisjoint(likeness) and all(c.isascii() or c in known for c in likeness):
        return likeness
    return "\0" if category[0] in "LN" else ""


def _codes(font: bytes) -> Iterator[int]:
    """Yield the characters of a font's ``cmap`` table, formats 4 and 12 (OpenType 1.9)."""
    try:
        tables = {
            font[at : at + 4]: struct.unpack_from(">II", font, at + 8)
            for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)
        }
        start, _ = tables[b"cmap"]
        for at in range(start + 4, start + 4 + 8 * struct.unpack_from(">H", font, start + 2)[0], 8):
            table = start + struct.unpack_from(">I", font, at + 4)[0]
            layout = struct.unpack_from(">H", font, table)[0]
            if layout == 4:  # noqa: PLR2004  the number of the format
                yield from _segments(font, table)
            elif layout == 12:  # noqa: PLR2004  likewise
                count = struct.unpack_from(">I", font, table + 12)[0]
                for first, last, _ in struct.iter_unpack(">III", font[table + 16 : table + 16 + 12 * count]):
                    yield from range(first, last + 1)
    except (struct.error, KeyError):
        return


def _segments(font: bytes, table: int) -> Iterator[int]:
    """Yield the characters of a table of format 4; one that it maps to glyph 0 has none."""
    double = struct.unpack_from(">H", font, table + 6)[0]
    words = double // 2
    ends = struct.unpack_from(f">{words}H", font, table + 14)
    starts = struct.unpack_from(f">{words}H", font, table + 16 + double)
    deltas = struct.unpack_from(f">{words}H", font, table + 16 + 2 * double)
    offsets = struct.unpack_from(f">{words}H", font, table + 16 + 3 * double)
    for place, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                at = table + 16 + 3 * double + 2 * place + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", font, at)[0]
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                yield code
