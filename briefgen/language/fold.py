"""Folding: spellings of one word in six scripts → one form, with the way back to the original. Pure.

Lower case, no accents, no vowel points, one form for each family of Arabic letters, one apostrophe, one
space.
Every character becomes one character or none, so that a place in the folded text is a place in the original.
"""

import functools
import unicodedata
from dataclasses import dataclass

_SAME = {
    "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و", "ک": "ك", "ة": "ه",
    "ۀ": "ه",
    "ё": "е", "Ё": "е", "ґ": "г",
    "ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
    "־": " ", "׳": "'", "״": '"',
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": " ", "‑": " ", "‒": " ", "–": " ", "—": " ", "-": " ", "_": " ",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\t": " ",
}  # fmt: skip

#: Hebrew points, Arabic vowel signs and tatweel, zero-width joiners, combining accents.
_DROPPED = (
    (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06ED), (0x200B, 0x200F), (0x0300, 0x036F),
)  # fmt: skip


@functools.cache
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in range(0x41, 0x0530):  # Latin, Greek, Cyrillic
        letter = chr(code)
        if not letter.isalpha():
            continue
        base = unicodedata.normalize("NFKD", letter)[0] if letter not in "йЙ" else letter
        lower = base.lower()
        if lower != letter and len(lower) == 1:
            table[code] = lower
    table.update({ord(old): new for old, new in _SAME.items()})
    for first, last in _DROPPED:
        table.update(dict.fromkeys(range(first, last + 1)))
    return table


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, where characters were dropped, the original place of each of its characters."""

    text: str
    places: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A span of the folded text → the span of the original it stands for."""
        if self.places is None:
            return start, end
        last = self.places[end - 1] + 1 if end else 0
        return (self.places[start] if start < len(self.places) else last), last


def fold(text: str) -> Folded:
    """Text → its folded form."""
    table = _table()
    folded = text.translate(table)
    if len(folded) == len(text):
        return Folded(folded, None)
    places = tuple(i for i, letter in enumerate(text) if table.get(ord(letter), letter) is not None)
    return Folded(folded, places)
