"""Text → sentences, as spans of the text. Pure.

nupunkt splits Latin script (F1 .95, 14 MB/s, reference ``language.md``), full stops and their like the others. What
either cuts behind an abbreviation, or inside a quotation or a bracket, is joined again: half a quotation says something
else than the whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import nupunkt

#: A quotation that has not ended after so many characters has a quote mark too many.
LONGEST_QUOTATION = 1_500

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
_WHOLE = re.compile(r"[.!?؟۔。…][\"״'”’»)\]]*\s*$")
#: What ends a sentence in scripts that nupunkt's English model does not know.
_OTHER_END = re.compile(r"(?<=[.!?؟۔。…])[\"״'”’»)\]]*\s+(?=\S)")
#: nupunkt takes many an ordinary word ("port", "month") for an abbreviation, for it was trained on law.
_WORD_END = re.compile(r"(?<![^\s(\"'“‘-])(?P<word>[^\W\d_]{3,})[.][\"”’)\]]*\s+(?=[\"“‘(]?[^\W\d_])")
_ABBREVIATED = frozenset(("etc", "approx", "dept", "est", "inc", "ltd", "corp", "assn", "bros", "univ", "prof"))
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")

#: Behind these a sentence goes on: ranks and titles, initials, Russian and Arabic abbreviations of one letter.
_NO_END = re.compile(
    r"(?:^|[\s(\"'“«\[])(?:(?:Lt|Gen|Maj|Col|Brig|Sgt|Capt|Cmdr|Adm|Sen|Rep|Gov|Rev|Mr|Mrs|Ms|Dr|Prof|St|Hon|Amb|Pres|vs|"
    r"им|ул|пр|тыс|млн|млрд|долл|руб|проф|акад|ген|полк|см|стр|др|гг|[^\W\d_])\.\s*)+$"
)
#: Behind these, if a number follows.
_NO_END_OF_NUMBER = re.compile(
    r"\b(?:No|Nos|Art|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|ст|№)\.\s*$", re.IGNORECASE
)
#: Quote marks that are straight; one between two letters belongs to a Hebrew abbreviation.
_STRAIGHT = re.compile(r"(?<!\w)[\"״]|[\"״](?!\w)")
_PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` of the text it was found in."""

    start: int
    end: int


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text in order, without the white space around them."""
    for paragraph in _PARAGRAPH.finditer(text):
        for start, end in _joined(paragraph[0], _cuts(paragraph[0])):
            piece = paragraph[0][start:end]
            if piece.strip():
                left = paragraph.start() + start + len(piece) - len(piece.lstrip())
                yield Span(left, left + len(piece.strip()))


def is_whole(sentence: str) -> bool:
    """Tell whether a sentence ends as one, rather than being a heading or cut off by the feed."""
    return bool(_WHOLE.search(sentence)) and not sentence.rstrip("\"'”’»)] \n").endswith(("...", "…"))


def _cuts(paragraph: str) -> list[int]:
    """Where sentences may end, the end of the paragraph last."""
    if paragraph.isascii() or len(_LATIN.findall(paragraph)) * 2 > len(_LETTER.findall(paragraph)):
        cuts = {end for _, end in nupunkt.sent_spans(paragraph)} | set(_missed(paragraph))
        return sorted(cuts | {len(paragraph)})
    return [*(cut.end() for cut in _OTHER_END.finditer(paragraph)), len(paragraph)]


def _missed(paragraph: str) -> Iterator[int]:
    """Ends behind an ordinary word, with a capital after it."""
    for found in _WORD_END.finditer(paragraph):
        if found["word"].islower() and found["word"] not in _ABBREVIATED:
            yield found.end()  # what follows in lower case is joined again


def _joined(paragraph: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = first = 0
    while first < len(cuts):
        last = next((i for i in range(first, len(cuts)) if not _goes_on(paragraph, cuts[i])), len(cuts) - 1)
        if _is_open(paragraph[start : cuts[last]]):
            last = _closing(paragraph, start, cuts, last)
        yield start, cuts[last]
        start, first = cuts[last], last + 1


def _goes_on(paragraph: str, cut: int) -> bool:
    """Tell whether the sentence only seems to end here."""
    if cut == len(paragraph):
        return False
    before, after = paragraph[max(0, cut - 40) : cut], paragraph[cut:].lstrip()[:1]
    if after.islower() or _NO_END.search(before):
        return True
    return after.isdigit() and bool(_NO_END_OF_NUMBER.search(before))


def _closing(paragraph: str, start: int, cuts: Sequence[int], opened: int) -> int:
    """The first cut behind which the quotation is closed; where it was opened, if it never is."""
    for i in range(opened + 1, len(cuts)):
        if cuts[i] - start > LONGEST_QUOTATION:
            break
        if not _goes_on(paragraph, cuts[i]) and not _is_open(paragraph[start : cuts[i]]):
            return i
    return opened


def _is_open(piece: str) -> bool:
    if len(_STRAIGHT.findall(piece)) % 2:
        return True
    return any(piece.count(opening) > piece.count(closing) for opening, closing in _PAIRS.items())
