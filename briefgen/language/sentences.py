"""Text → sentences, as spans of the text. Pure.

nupunkt splits (F1 .95, 14 MB/s, reference ``language.md``); what it cuts inside a quotation or a bracket is joined
again, because half a quotation says something else than the whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import nupunkt

#: A paragraph this long without an end is no prose, and quotations are not looked for in it. Characters.
LONGEST_PARAGRAPH = 20_000

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_ENDS = re.compile(r"[.!?؟。…][\"'”’»)\]]*$")
#: What ends a sentence in scripts that nupunkt's English model does not know.
_OTHER_END = re.compile(r"(?<=[.!?؟…])[\"'”»)\]]*\s+(?=\S)")
_LATIN = re.compile(r"[A-Za-z]")
_PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` of the text it was found in."""

    start: int
    end: int


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text in order, without the white space around them."""
    for paragraph in _PARAGRAPH.finditer(text):
        pending: tuple[int, int] | None = None
        for start, end in _split(paragraph[0]):
            begin = start if pending is None else pending[0]
            if _is_open(paragraph[0][begin:end]) and len(paragraph[0]) < LONGEST_PARAGRAPH:
                pending = (begin, end)
                continue
            yield _trimmed(text, paragraph.start() + begin, paragraph.start() + end)
            pending = None
        if pending is not None:
            yield _trimmed(text, paragraph.start() + pending[0], paragraph.start() + pending[1])


def is_whole(sentence: str) -> bool:
    """Tell whether a sentence ends as one, rather than being a heading or cut off by the feed."""
    return bool(_ENDS.search(sentence)) and not sentence.rstrip("\"'”’»)]").endswith(("...", "…"))


def _split(paragraph: str) -> Iterator[tuple[int, int]]:
    if len(_LATIN.findall(paragraph)) * 2 > len(paragraph.replace(" ", "")):
        yield from ((start, end) for start, end in nupunkt.sent_spans(paragraph))
        return
    start = 0
    for cut in _OTHER_END.finditer(paragraph):
        yield start, cut.end()
        start = cut.end()
    if start < len(paragraph):
        yield start, len(paragraph)


def _is_open(piece: str) -> bool:
    if piece.count('"') % 2:
        return True
    return any(piece.count(opening) > piece.count(closing) for opening, closing in _PAIRS.items())


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
