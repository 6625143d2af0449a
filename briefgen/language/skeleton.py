"""A name in any script → the consonants that stay in every transliteration. Pure.

Vowels are what transliteration is freest with, and Hebrew, Arabic and Persian leave most of them out. What remains,
with letters that stand for each other made one, finds a name again across scripts (reference ``language.md``: .90 of
Hebrew and Russian, .70 of Arabic names as the first of 1,500). Good enough to suggest, never to decide.
"""

import functools
import re

from anyascii import anyascii

_SAME = (
    ("sch", "s"), ("tch", "c"), ("tsch", "c"), ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("ch", "c"), ("sh", "s"),
    ("zh", "j"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ts", "z"), ("tz", "z"), ("ck", "k"), ("x", "ks"),
    ("q", "k"), ("w", "v"), ("dj", "j"), ("ff", "v"), ("c", "k"), ("b", "v"), ("p", "f"),
)  # fmt: skip
_SILENT = re.compile(r"[aeiouy']|(?<=[ae])h\b")
_DOUBLED = re.compile(r"(.)\1+")
#: Hebrew and Arabic letters that are vowels more often than not.
_VOWEL_LETTER = re.compile(r"(?<=\w)[\u05d5\u0648]")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|es|an|ad|ar|az)[ -](?=\w)")


@functools.lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """A name → its consonants in Latin letters, without spaces; short for short names, empty for none."""
    plain = _ARTICLE.sub("", anyascii(_VOWEL_LETTER.sub("", name)).lower())
    for written, same in _SAME:
        plain = plain.replace(written, same)
    return _DOUBLED.sub(r"\1", re.sub(r"[^a-z]", "", _SILENT.sub("", plain)))


@functools.lru_cache(maxsize=65_536)
def plain(name: str) -> str:
    """A name → its Latin letters in lower case."""
    return re.sub(r"[^a-z ]", "", anyascii(name).lower())
