"""A sentence → what it has "according to" somebody. Pure."""

from collections.abc import Iterator, Sequence

from briefgen.language.attribution_behind import subject_behind
from briefgen.language.attribution_found import Found, clean
from briefgen.language.attribution_hits import Hit
from briefgen.language.attribution_tokens import Token
from briefgen.language.attribution_words import CONJUNCTIONS, is_verb

#: The words "according to".
_CUE = 2


def accords(found: Sequence[Token], place: int) -> bool:
    """Tell whether "according to" stands at a place."""
    return found[place].low == "according" and place + 1 < len(found) and found[place + 1].low == "to"


def according(found: Sequence[Token], verbs: Sequence[Hit]) -> Iterator[Found]:
    """The attributions of "According to X, A" and "A, according to X", in order."""
    for place in range(len(found) - 2):
        if not accords(found, place):
            continue
        source_end = _source_end(found, place + 2)
        cue = found[place].start, found[place + 1].end
        source = found[place + 2].start, found[source_end - 1].end
        if place == 0 or found[place - 1].low in CONJUNCTIONS | {";", "—"}:
            comma = next((i for i in range(source_end, len(found)) if found[i].low == ","), source_end - 1)
            begin = comma + 1
            end = next((h.left for h in verbs if h.left > begin and h.elided), len(found))
            if begin < end:
                yield Found(source, cue, (clean(found, begin, end),))
        else:
            begin = max((h.right for h in verbs if h.right <= place and h.inverted), default=0)
            last = place - 1 if found[place - 1].low == "," else place
            if begin < last:
                yield Found(source, cue, (clean(found, begin, last),))


def _source_end(found: Sequence[Token], start: int) -> int:
    behind = subject_behind(found, start, len(found))
    if behind is not None:
        comma = next((i for i in range(*behind) if found[i].low == ","), behind[1])
        if start - 2 == 0 or not any(t.kind == "word" and is_verb(t.low) for t in found[behind[0] : behind[1]]):
            return comma if start - 2 == 0 else behind[1]
        return comma
    end = start
    while end < len(found) and found[end].kind != "mark":
        end += 1
    return max(end, start + 1)
