"""A sentence with its quotations blinded → tokens: words, marks, and each quotation as one. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.language.attribution_quotes import CLOSING, INSIDE, OPENING
from briefgen.language.attribution_words import is_verb

Kind = Literal["word", "mark", "quotation", "aside"]

_TOKEN = re.compile(
    rf"(?P<quotation>[{OPENING}{INSIDE}]{INSIDE}*{CLOSING}?)"
    r"|(?P<aside>[(\[][^()\[\]\n]{0,90}[)\]])"
    r"|(?P<word>@?\w+(?:[.,’'&@/\-‑]\w+)*(?:[’'](?=\s))?(?:\.(?=\s*[^\s\ue000]))?)"
    r"|(?P<mark>--+|\.\.\.+|[^\w\s])"
)
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b[A-Z][a-z]{1,4}|[a-z]\.[a-z])\.$")


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:end]`` of the whole text; ``low`` in lower case with one kind of apostrophe."""

    kind: Kind
    start: int
    end: int
    low: str
    capital: bool


def tokens(text: str, masked: str, start: int, end: int) -> list[Token]:
    """The tokens of ``masked[start:end]`` in order; ``low`` of a quotation is its last sign before the closing mark."""
    found = []
    for match in _TOKEN.finditer(masked, start, end):
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # one of the four groups
        words, last = match[0], match.end()
        if kind == "word" and words[-1] == "." and not _ABBREVIATION.search(words):
            words, last = words[:-1], last - 1
            found.append(_word(match.start(), last, words))
            found.append(Token("mark", last, last + 1, ".", False))
        elif kind == "word":
            found.append(_word(match.start(), last, words))
        elif kind == "quotation":
            inside = text[match.start() : last].rstrip("”\"'’»״“ ")
            found.append(Token(kind, match.start(), last, inside[-1:], False))
        else:
            found.append(Token(kind, match.start(), last, words if kind == "mark" else "", False))
    return found


def _word(start: int, end: int, words: str) -> Token:
    return Token("word", start, end, words.lower().replace("’", "'"), words[0].isupper() or words[0] == "@")


def has_verb(found: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a verb may stand among the tokens."""
    return any(token.kind == "word" and not token.capital and is_verb(token.low) for token in found[start:end])


def has_quotation(found: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a quotation stands among the tokens."""
    return any(token.kind == "quotation" for token in found[start:end])
