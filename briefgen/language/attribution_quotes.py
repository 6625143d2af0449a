"""Text → its quotations, by quote marks of every kind. Pure, one pass.

Marks may be mixed (“so"), left open at the end of a paragraph that the quotation outlives, single, or stand inside a
Hebrew abbreviation, where they quote nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: What stands for an opening mark, the words and a closing mark in a masked text. No text that was read holds them.
OPENING, INSIDE, CLOSING = "\ue000", "\ue001", "\ue002"

#: A quotation that has not ended after so many characters has a quote mark too many.
LONGEST = 6_000
LONGEST_SINGLE = 600

_MARK = re.compile(r"[“”„‟«»\"״]|''|``|[‘’']|\n\s*")
_STRAIGHT = frozenset(('"', "״", "''", "‟"))
_OPENING = frozenset(("“", "«", "„", "``"))
#: A paragraph that begins with one of these goes on with the quotation of the last.
_AGAIN = ("“", '"', "«", "„", "''", "``")
_SINGLE = frozenset("‘’'")
#: Behind an apostrophe these are words, not quotations.
_CLIPPED = re.compile(r"(?:em|til|tis|twas|cause|n)\b|\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]``, quote marks included. ``goes_on``: the next one, in the next paragraph, continues it."""

    start: int
    end: int
    goes_on: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """Text → its quotations in order, none inside another."""
    return tuple(_found(text))


def masked(text: str, quotations: Sequence[Quotation]) -> str:
    """Text → the same with every quotation blinded, each character still in its place."""
    parts: list[str] = []
    here = 0
    for one in quotations:
        parts += (text[here : one.start], OPENING, INSIDE * (one.end - one.start - 2), CLOSING)
        here = one.end
    return "".join((*parts, text[here:]))


def _found(text: str) -> Iterator[Quotation]:  # noqa: C901  one state machine, read from the top
    start, kind, depth = -1, "", 0  # where the open quotation began, by which mark, and how many are open within
    for mark in _MARK.finditer(text):
        sign, here = mark[0], mark.start()
        if start >= 0 and here - start > (LONGEST_SINGLE if kind in _SINGLE else LONGEST):
            start = -1
        if sign[0] == "\n":
            again = kind not in _SINGLE and text.startswith(_AGAIN, mark.end())
            if start >= 0 and again and here - start > 1:
                yield Quotation(start, here, goes_on=True)
            start = -1 if again or sign.count("\n") > 1 else start
        elif sign in _SINGLE:
            if start < 0 and _opens_single(sign, text, mark.end()):
                start, kind = here, sign
            elif start >= 0 and kind in _SINGLE and _closes_single(sign, text, mark.end()):
                yield Quotation(start, mark.end())
                start = -1
        elif start < 0 or kind in _SINGLE:
            start, kind, depth = (here if _opens(sign, text, mark) else -1), sign, 0
        elif _opens(sign, text, mark) and _may_nest(sign, kind, text, mark):
            depth += 1
        elif depth and not _in_word(sign, text, mark):
            depth -= 1
        elif not _in_word(sign, text, mark):
            if mark.end() - start > len(kind) + len(sign):
                yield Quotation(start, mark.end())
            start = -1


def _in_word(sign: str, text: str, mark: "re.Match[str]") -> bool:
    """Tell whether a straight mark stands in a Hebrew abbreviation."""
    return sign in _STRAIGHT and all(sign.isalpha() for sign in _around(text, mark.start(), mark.end()))


def _opens(sign: str, text: str, mark: "re.Match[str]") -> bool:
    before, after = _around(text, mark.start(), mark.end())
    if sign in _OPENING:
        return not (sign == "“" and before.isalnum() and not after.isalnum())  # „so“
    if sign in _STRAIGHT or sign == "”":
        outside = not before or before.isspace() or before in "([{—–-:/‘'>…"
        return outside and bool(after) and not after.isspace() and after not in ",;:)"
    return False


def _may_nest(sign: str, kind: str, text: str, mark: "re.Match[str]") -> bool:
    """Tell whether an opening mark within a quotation opens another one."""
    if sign in _STRAIGHT and kind in _STRAIGHT:
        return False
    before, after = _around(text, mark.start(), mark.end())
    return sign in _OPENING or (before.isspace() and after.isalnum())


def _opens_single(sign: str, text: str, end: int) -> bool:
    before, after = _around(text, end - 1, end)
    if sign == "’" or not after or not (after.isalnum() or after in "[…"):
        return False
    return (not before or before.isspace() or before in "([—–-:/") and not _CLIPPED.match(text, end)


def _closes_single(sign: str, text: str, end: int) -> bool:
    before, after = _around(text, end - 1, end)
    if sign == "‘" or after.isalnum() or not before or before.isspace():
        return False
    return before in ",.?!…" or not after or after in ",.;:?!)—–" or (after.isspace() and before not in "sS")


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[start - 1 : start] if start else "", text[end : end + 1]
