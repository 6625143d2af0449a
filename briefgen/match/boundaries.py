"""Where a name ends and grammar begins, by script. Pure.

A name counts only as a whole word; but Hebrew and Arabic write "and", "in" and "the" on to the front of it, Russian
declines it, English and Turkish add endings. What may stand between the name and the word's edge is listed here.
"""

import re

_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_ARABIC = re.compile(r"[\u0621-\u06d3]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z]")

#: One to three of the one-letter words, in the order in which they can stand.
_HEBREW_PREFIX = re.compile(r"ו?כ?ש?[בכלמ]?ה?")
#: And, so; in, as, to, by; the. ``لل`` is "to the".
_ARABIC_PREFIX = re.compile(r"[وف]?[بكل]?(?:ال|ل)?")
#: Noun and adjective endings that a folded dictionary form takes in its cases.
_RUSSIAN_ENDING = re.compile(
    r"(?:а|у|е|ы|и|о|я|ю|ь|й|ом|ем|ым|им|ой|ей|ою|ею|ов|ев|ам|ям|ами|ями|ах|ях|ого|его|ому|ему|ая|яя|ую|юю|ое|ее|ые|ие|ых|их|ыми|ими|ия|ии|ию|ией)?"
)
_HEBREW_ENDING = re.compile(r"(?:ת|ים|ות|ית|יים|יות)?")
_ARABIC_ENDING = re.compile(r"(?:ه|ين|ون|ان|ات|يه|يين|يون|ي|ها|هاي|اي)?")
_ENGLISH_ENDING = re.compile(r"(?:s|es)?")
_TURKISH_ENDING = re.compile(r"(?:s|es|l[ae]r(?:i|in|a|e)?|[iuae]|[iu]n|n?[iu]n|d[ae]|t[ae]|d[ae]n|t[ae]n|y[iuae])?")

#: Russian words lose this ending before they take another.
_RUSSIAN_LOST = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ия|ие|а|я|ь|й|о|е|ы|и)$")
_SHORTEST_RUSSIAN_STEM = 3


def stem_of(alias: str) -> str:
    """A folded alias → the part of it that stays in every case. Only Russian words lose anything."""
    if not _CYRILLIC.search(alias):
        return alias
    stem = _RUSSIAN_LOST.sub("", alias)
    return stem if len(stem) >= _SHORTEST_RUSSIAN_STEM else alias


def starts_a_word(text: str, start: int) -> bool:
    """Tell whether what begins at ``start`` of a folded text is the word's own beginning."""
    if start == 0 or not text[start - 1].isalnum():
        return True
    edge = start
    while edge and text[edge - 1].isalnum():
        edge -= 1
    before, first = text[edge:start], text[start]
    if _HEBREW.match(first):
        return bool(_HEBREW_PREFIX.fullmatch(before))
    if _ARABIC.match(first):
        return bool(_ARABIC_PREFIX.fullmatch(before))
    return False


def word_end(text: str, end: int, language: str) -> int | None:
    """Where the word ends if only an ending of grammar stands between ``end`` and its edge; otherwise None."""
    edge = end
    while edge < len(text) and text[edge].isalnum():
        edge += 1
    after, last = text[end:edge], text[end - 1]
    if not after:
        return edge
    endings = _TURKISH_ENDING if language == "tr" else _ENGLISH_ENDING
    for script, ending in (
        (_LATIN, endings),
        (_CYRILLIC, _RUSSIAN_ENDING),
        (_HEBREW, _HEBREW_ENDING),
        (_ARABIC, _ARABIC_ENDING),
    ):
        if script.match(last):
            return edge if ending.fullmatch(after) else None
    return None
