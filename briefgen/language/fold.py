"""Folding: spellings of one word in six scripts → one form, with the way back to the original. Pure.

Lower case, no accents, no vowel points, one form for each family of Arabic letters, one apostrophe, one space, one set
of digits. Every character becomes one character or none, so that a place in the folded text is a place in the original.
"""

import functools
import unicodedata
from dataclasses import dataclass

_SAME = {
    "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و", "ک": "ك", "ة": "ه",
    "ۀ": "ه",
    "ё": "е", "Ё": "е", "ґ": "г", "Ґ": "г",
    "ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
    "׳": "'", "״": '"',
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "־": " ", "-": " ", "_": " ", "‐": " ", "‑": " ", "‒": " ", "–": " ", "—": " ", "―": " ", "−": " ",
}  # fmt: skip

#: Soft hyphens, accents, Hebrew points, Arabic vowel signs and tatweel, joiners and marks of direction.
_DROPPED = (
    (0x00AD, 0x00AD), (0x0300, 0x036F), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
    (0x05C7, 0x05C7), (0x0610, 0x061C), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC),
    (0x06DF, 0x06E8), (0x06EA, 0x06ED), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
)  # fmt: skip

#: White space of every width.
_SPACES = (*range(0x09, 0x0E), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)

#: Where letters have cases, accents or forms of presentation: Latin to Cyrillic, Latin Extended, Hebrew, Arabic.
_LETTERS = ((0x41, 0x530), (0x1E00, 0x1F00), (0xFB1D, 0xFE00), (0xFE70, 0xFEFD), (0xFF21, 0xFF5B))


def _folded_letter(letter: str) -> str:
    """A letter → its base in lower case; itself where that is not one letter. Й is a letter of its own."""
    plain = letter if letter in "йЙ" else unicodedata.normalize("NFKD", letter)
    base = [c for c in plain if not unicodedata.combining(c) and c != "\u0640"]
    lower = "".join(base).lower()
    return _SAME.get(lower, lower) if len(lower) == 1 else letter


@functools.cache
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(_SPACES, " ")
    for first, beyond in _LETTERS:
        for code in range(first, beyond):
            if chr(code).isalpha() and (folded := _folded_letter(chr(code))) != chr(code):
                table[code] = folded
    for zero in (0x0660, 0x06F0, 0xFF10):
        table.update({zero + n: str(n) for n in range(10)})
    table.update({ord(old): new for old, new in _SAME.items()})
    for first, last in _DROPPED:
        table.update(dict.fromkeys(range(first, last + 1)))
    return table


#: What English text has beside ASCII.
_TYPOGRAPHIC = "’‘“”–—"


@functools.cache
def _ascii() -> bytes:
    """The same table for bytes of ASCII text."""
    table = _table()
    return bytes(ord(table.get(code) or chr(code)) for code in range(128)) + bytes(range(128, 256))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, where characters were dropped, the original place of each of its characters and its end."""

    text: str
    places: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A span of the folded text → the span of the original it stands for, with the marks on its last letter."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end]


def fold(text: str) -> Folded:
    """Text → its folded form."""
    plain = text
    if not text.isascii():
        for letter in _TYPOGRAPHIC:
            plain = plain.replace(letter, _SAME[letter])
    if plain.isascii():  # most of English: six times as fast
        return Folded(plain.encode().translate(_ascii()).decode(), None)
    table = _table()
    folded = text.translate(table)
    if len(folded) == len(text):
        return Folded(folded, None)
    places = [place for place, letter in enumerate(text) if table.get(ord(letter), letter) is not None]
    return Folded(folded, (*places, len(text)))
