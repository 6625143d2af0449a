"""Numbers as news writes them: text → the quantity and what it may stand for. Pure.

"at least six", "more than 20", "22", "a dozen", "$161 billion": the words are kept as written, beside the range of values
that they allow. "At least six" allows nine; "six" does not.
"""

import math
import re
from dataclasses import dataclass

# ruff: noqa: E501  one pattern on one line is what can be read

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905  a list of words
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905  a list of words
_WORDS: dict[str, float] = {
    **{word: n for n, word in enumerate(_UNITS, 1)},
    **{word: n * 10 for n, word in enumerate(_TENS, 2)},
    **{f"{ten}-{unit}": n * 10 + m for n, ten in enumerate(_TENS, 2) for m, unit in enumerate(_UNITS[:9], 1)},
    "a dozen": 12,
    "two dozen": 24,
    "three dozen": 36,
    "a hundred": 100,
    "one hundred": 100,
    "half a million": 500_000,
}
#: What vague words allow: from, to.
_VAGUE: dict[str, tuple[float, float]] = {
    "dozens": (20, 300),
    "scores": (30, 500),
    "hundreds of thousands": (1e5, 2e6),
    "tens of thousands": (1e4, 2e5),
    "hundreds": (100, 3_000),
    "thousands": (1_000, 30_000),
}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9}

_BOUND = (
    r"(?:(?P<bound>at\ least|no\ (?:fewer|less)\ than|more\ than|over|upwards\ of|nearly|almost|close\ to|up\ to|as\ many\ as|"
    r"fewer\ than|less\ than|under|about|around|some|roughly|approximately|an\ estimated)\ )?"
)
#: Every number that is read in words.
SPELLED_WORDS = (*_WORDS, *_VAGUE)
_SPELLED = "|".join(sorted(map(re.escape, SPELLED_WORDS), key=len, reverse=True))
#: A quantity; not a part of a word, an age ("22-year-old") or a longer number.
QUANTITY = (
    rf"(?P<quantity>(?<![\w$€£.,-]){_BOUND}(?P<currency>US\$|[$€£₪])?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?:\ ?(?P<scale>thousand|million|billion|trillion|bn|k|m|b)\b)?"
    rf"|(?P<spelled>{_SPELLED})\b(?:\ (?P<spelled_scale>thousand|million|billion)\b)?)(?![\w-]|[.,]\d))"
)
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words of a report and the values they allow, ends included."""

    text: str
    value: float  #: the number itself; of vague words the least
    low: float
    high: float

    def allows(self, other: "Quantity") -> bool:
        """Tell whether both can be true."""
        return self.low <= other.high and other.low <= self.high


def quantity(found: re.Match[str]) -> Quantity | None:
    """Match of ``QUANTITY`` → its quantity; None for what is rather a year."""
    spelled, digits = (found["spelled"] or "").lower(), found["digits"]
    if spelled in _VAGUE:
        return Quantity(found["quantity"], _VAGUE[spelled][0], *_VAGUE[spelled])
    scale = _SCALES.get((found["scale"] or found["spelled_scale"] or "").lower(), 1)
    value = _WORDS[spelled] * scale if spelled else float(digits.replace(",", "")) * scale
    if digits and scale == 1 and value in _YEARS and len(digits) == 4:  # noqa: PLR2004  a year has four
        return None
    # What is written in millions is rounded to the last digit written.
    decimals = len(digits.partition(".")[2]) if digits else 0
    slack = scale * 10**-decimals / 2 if scale > 1 or decimals else 0.0
    return Quantity(found["quantity"], value, *_bounded((found["bound"] or "").lower(), value - slack, value + slack))


def _bounded(bound: str, low: float, high: float) -> tuple[float, float]:
    match bound:
        case "at least" | "no fewer than" | "no less than" | "more than" | "over" | "upwards of":
            return low, math.inf
        case "nearly" | "almost" | "close to" | "up to" | "as many as":
            return low * 0.8, high
        case "fewer than" | "less than" | "under":
            return 0, high
        case "":
            return low, high
        case _:
            return low * 0.9, high * 1.1
