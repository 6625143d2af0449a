"""Where a name begins and ends, and what grammar may add to it, by script. Pure.

A name counts only as a whole word; but Hebrew and Arabic write "and", "in" and "the" on to the front of it, Russian
declines it, English and Turkish add endings. People's names take less than other words do: what looks like a person's
plural is another family. All texts here are folded.
"""

import functools
import re

_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_ARABIC = re.compile(r"[\u0621-\u06d3]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z]")

_NOTHING = re.compile(r"")
#: And; when; in, as, to, from; the: the one-letter words in the order in which they can stand. No person is "the".
_HEBREW_PREFIX = re.compile(r"ו?(?:כש|ש|מש|לכש)?[בכלמ]?ה?")
_HEBREW_PREFIX_OF_PERSON = re.compile(r"ו?(?:כש|ש|מש|לכש)?[בכלמ]?")
#: And, so; in, as, to, by; the. ``لل`` is "to the".
_ARABIC_PREFIX = re.compile(r"[وف]?[بكل]?(?:ال|ل)?")
_ARABIC_PREFIX_OF_PERSON = re.compile(r"[وف]?[بكل]?")

#: Noun and adjective endings that a folded dictionary form takes in its cases.
_RUSSIAN = (
    "(?:а|у|е|ы|и|о|я|ю|ь|й|ом|ем|ым|им|ой|ей|ою|ею|ов|ев|ам|ям|ами|ями|ах|ях|ого|его|ому|ему|ая|яя|ую|юю|ое|ее|ые|ие"
    "|ых|их|ыми|ими|ый|ий|ия|ии|ию|ией|иям|иями|иях)?"
)
_RUSSIAN_ENDING = re.compile(_RUSSIAN)
_HEBREW_ENDING = re.compile(r"(?:י|ת|ים|ות|ית|יים|יות)?")
_ARABIC_ENDING = re.compile(r"(?:ه|ين|ون|ان|ات|يه|يين|يون|ي|ها|هاي|اي)?")
_ENGLISH_ENDING = re.compile(r"(?:s|es)?")
_GERMAN_ENDING = re.compile(r"(?:s|es|n|en)?")
_TURKISH_ENDING = re.compile(
    r"(?:s|l[ae]r(?:in[iae]?|i|a|e|d[ae]n?)?|y?l[ae]|n?[iu]n|n?[iu]|y[iuae]|[iuae]|[dt][ae]n?|[iu]n[iuae]|[iu]nd[ae]n?|[iu]yl[ae])?"
)

#: Russian words lose this ending before they take another.
_RUSSIAN_LOST = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ия|ие|а|я|ь|й|о|е|ы|и)$")
#: A vowel that is only there while the word has no ending: Египет, Египта.
_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:е(?=[тцк]$)|о(?=к$))")
_SHORTEST_RUSSIAN_STEM = 3


def stems_of(word: str) -> tuple[str, ...]:
    """A folded word → the parts of it that stay in every case. Only Russian words lose anything."""
    if not _CYRILLIC.search(word):
        return (word,)
    stem = _RUSSIAN_LOST.sub("", word)
    if len(stem) < _SHORTEST_RUSSIAN_STEM:
        return (word,)
    return tuple(dict.fromkeys((stem, _FLEETING.sub("", stem))))


def is_declined(phrase: str) -> bool:
    """Tell whether the words of a folded phrase decline each for itself."""
    return " " in phrase and bool(_CYRILLIC.search(phrase))


@functools.cache
def declined(phrase: str) -> re.Pattern[str]:
    """A folded Russian phrase → what finds it in every case, up to the edge of its last word."""
    words = (f"(?:{'|'.join(map(re.escape, stems_of(word)))}){_RUSSIAN}" for word in phrase.split())
    return re.compile(" ".join(words) + r"(?!\w)")


def elided(alias: str, *, person: bool) -> tuple[str, ...]:
    """A folded alias with its article → its forms behind a preposition, where the article is swallowed."""
    if alias.startswith("ال") and len(alias) > 4:  # noqa: PLR2004  the article and a word
        return ("لل" + alias[2:],)
    if alias.startswith("ה") and len(alias) > 3 and not person:  # noqa: PLR2004  likewise
        return tuple(preposition + alias[1:] for preposition in "בכל")
    return ()


def starts_a_word(text: str, start: int, language: str, *, person: bool) -> bool:
    """Tell whether what begins at ``start`` is the beginning of its word, or stands behind a prefix of grammar."""
    if start == 0 or not text[start - 1].isalnum():
        return True
    prefix = _prefix(text[start], language, person=person)
    if prefix is _NOTHING:
        return False
    edge = start
    while edge and text[edge - 1].isalnum():
        edge -= 1
    return bool(prefix.fullmatch(text, edge, start))


def word_end(text: str, end: int, language: str, *, person: bool) -> int | None:
    """Where the word ends if only an ending of grammar stands between ``end`` and its edge; otherwise None."""
    if end == len(text) or not text[end].isalnum():
        return end
    edge = end
    while edge < len(text) and text[edge].isalnum():
        edge += 1
    return edge if _ending(text[end - 1], language, person=person).fullmatch(text, end, edge) else None


def _prefix(letter: str, language: str, *, person: bool) -> re.Pattern[str]:
    if _HEBREW.match(letter):
        return _HEBREW_PREFIX_OF_PERSON if person else _HEBREW_PREFIX
    if _ARABIC.match(letter) and language != "fa":
        return _ARABIC_PREFIX_OF_PERSON if person else _ARABIC_PREFIX
    return _NOTHING


def _ending(letter: str, language: str, *, person: bool) -> re.Pattern[str]:
    if _CYRILLIC.match(letter):
        return _RUSSIAN_ENDING
    if _LATIN.match(letter):
        if language in {"tr", "de"}:
            return _TURKISH_ENDING if language == "tr" else _GERMAN_ENDING
        return _NOTHING if person else _ENGLISH_ENDING
    if person:
        return _NOTHING
    if _HEBREW.match(letter):
        return _HEBREW_ENDING
    return _ARABIC_ENDING if _ARABIC.match(letter) else _NOTHING
