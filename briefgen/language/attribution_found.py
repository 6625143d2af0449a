"""What the rules of every language find: places of source, verb and contents. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.language.attribution_tokens import Token

SpanOf = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Places in the text. ``colon``: what is said stands in the next paragraph."""

    source: SpanOf | None
    cue: SpanOf
    contents: tuple[SpanOf, ...]
    colon: bool = False


def clean(found: Sequence[Token], start: int, end: int) -> SpanOf:
    """Places of the tokens, without marks at their ends."""
    while end - 1 > start and found[end - 1].kind == "mark" and found[end - 1].low not in {")", "]", "%", "”", "$"}:
        end -= 1
    return found[start].start, found[end - 1].end
