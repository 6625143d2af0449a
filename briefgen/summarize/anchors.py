"""A sentence → what in it can be held against its source word for word: numbers, names, quotations. Pure.

A name shows by its capital. Where a capital says nothing (first word) or does not exist (Hebrew, Arabic, Persian), a
word is treated by ``verification`` as if it might be one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefgen.language.attribution_quotes import quotations
from briefgen.language.dates import dates
from briefgen.language.fold import fold
from briefgen.language.words import words
from briefgen.summarize.quantities import QUANTITY, SPELLED_WORDS, quantity

_NUMERAL = re.compile(r"\d+(?:[.,:]\d+)*")
_QUANTITY = re.compile(QUANTITY, re.IGNORECASE | re.VERBOSE)
#: Numbers that ``quantities`` does not read, and signs that change what a number says.
_NUMBER_LIKE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|half|halves|quarters?|thirds|twice|thrice|"
    r"double[ds]?|tripled?|both|none|several|hundredth|zero|dozens?|pairs?|couple|percent|per\ cent|percentage|million|"
    r"billion|trillion|thousand|hundred)\b|[%‰$€£₪°]",
    re.IGNORECASE,
)
#: What multiplies a number or makes it a share, in the languages that are translated from and into.
_SCALES = {
    3: r"thousand|тыс|ألف|آلاف|אלפ|אלף|هزار|\bbin\b|mille\b|\bmil\b|mila\b",
    6: r"million|милли(?:он|ён)|млн|مليون|ملايين|מיליון|میلیون|milyon|mill[oó]n|milion",
    9: r"billion|миллиард|млрд|مليار|מיליארד|میلیارد|milyar|milliard|miliard",
    -2: r"%|percent|per cent|процент|بالمئة|بالمائة|في المئة|في المائة|אחוז|درصد|yüzde|pour cent|por ciento|per cento",
}
_SPELLED = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, SPELLED_WORDS))}|half|twice|third|quarter|both|several)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_POSSESSIVE = re.compile(r"['’]s?$")
#: Between the words of one name only these may stand.
_WITHIN_NAME = re.compile(r"[ \u00a0]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that is cited: its words, the local day they were written on, their language."""

    text: str
    written: date
    language: str


@dataclass(frozen=True, slots=True)
class Name:
    """A word with a capital, folded, and where it stands. ``opens``: it begins the sentence, as any word may."""

    word: str
    start: int
    end: int
    opens: bool


def numerals(text: str) -> tuple[str, ...]:
    """Return the numbers written in digits, in order: ``1,000`` is ``1000`` in every script."""
    return tuple(found.replace(",", "") for found in _NUMERAL.findall(fold(text).text))


def amounts(text: str) -> frozenset[tuple[object, ...]]:
    """Return what English numbers say: value, what values they allow ("at least"), currency; and words like "half"."""
    found: set[tuple[object, ...]] = set()
    for match in _QUANTITY.finditer(text):
        if (one := quantity(match)) is not None:
            found.add((one.value, one.low, one.high, match["currency"] or ""))
    found.update((word.lower().replace("per cent", "percent"),) for word in _NUMBER_LIKE.findall(text))
    return frozenset(found)


def spelled(text: str) -> bool:
    """Tell whether an English text has a number in words."""
    return _SPELLED.search(text) is not None


def scales(text: str) -> tuple[int, ...]:
    """Return the powers of ten that numbers are told in by words, in any of our languages; -2 for percent."""
    return tuple(power for power, words in _SCALES.items() if re.search(words, text, re.IGNORECASE))


def names(text: str) -> tuple[Name, ...]:
    """Return the words with a capital, in order, each part of "Israeli-Egyptian" for itself."""
    return tuple(_names(text))


def _names(text: str) -> Iterator[Name]:
    first = True
    for found in _WORD.finditer(text):
        whole = _POSSESSIVE.sub("", found[0]).rstrip(".-")
        if whole[:1].isupper():
            for part in fold(whole).text.split():
                yield Name(part, found.start(), found.start() + len(whole), first)
        elif any(letter.isupper() for letter in whole):  # "iPhone", "al-Assad"
            for part in re.split(r"[-]", whole):
                if part[:1].isupper():
                    yield Name(fold(part).text, found.start(), found.start() + len(whole), first)
        first = False


def runs(text: str) -> tuple[tuple[str, ...], ...]:
    """Return names as they stand together: "Foreign Minister Sergey Lavrov of Russia" has two."""
    joined: list[list[str]] = []
    end = -1
    for name in names(text):
        if name.opens and not words(name.word):  # "The", "In"
            continue
        if end >= 0 and (name.start < end or _WITHIN_NAME.fullmatch(text, end, name.start)):
            joined[-1].append(name.word)
        else:
            joined.append([name.word])
        end = name.end
    return tuple(map(tuple, joined))


def in_order(text: str) -> tuple[str, ...]:
    """Return names and numbers in the order in which they stand, each where it stands first."""
    found = [(name.start, name.word) for name in names(text) if not name.opens or words(name.word)]
    folded = fold(text)
    found += [(folded.original(m.start(), m.end())[0], m[0].replace(",", "")) for m in _NUMERAL.finditer(folded.text)]
    return tuple(dict.fromkeys(word for _, word in sorted(found)))


def quoted(text: str) -> tuple[str, ...]:
    """Return what stands in quote marks, folded, without the stop at its end."""
    return tuple(fold(text[q.start + 1 : q.end - 1]).text.strip(" .,;'\"") for q in quotations(text))


def vocabulary(text: str) -> frozenset[str]:
    """Return all words of a text, folded, as written and without a possessive."""
    found = set[str]()
    for match in _WORD.finditer(text):
        for form in (match[0], _POSSESSIVE.sub("", match[0]).rstrip(".-")):
            found.update(fold(form).text.split())
    return frozenset(found)


def undated(text: str, written: date, language: str) -> str:
    """Blind the dates of a text, each character in its place: what they say is compared by value."""
    for span in dates(text, written, language):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
