"""A sentence of English → who says what in it. Pure.

Conventions as the annotators of PolNeAR (Newell et al. 2018) had them: "that" and the quote marks belong to the
content, a comma or full stop outside of them does not; a sentence that an attribution interrupts is content before and
behind it.
"""

from collections.abc import Iterator, Sequence

from briefgen.language.attribution_according import according, accords
from briefgen.language.attribution_found import Found, SpanOf, clean
from briefgen.language.attribution_hits import Hit, hits
from briefgen.language.attribution_starts import start_behind
from briefgen.language.attribution_tokens import Token, has_quotation, has_verb
from briefgen.language.attribution_words import ASIDES, CONJUNCTIONS, PREPOSITIONS, SUBORDINATORS, TIMES

#: A "sentence" of more tokens is a table or a list.
MOST_TOKENS = 600
#: What is said unquoted before "X said" has as many tokens at least.
_FEWEST = 2


def clauses(found: Sequence[Token]) -> Iterator[Found]:
    """The tokens of a sentence → its attributions in order."""
    if len(found) > MOST_TOKENS:
        return
    verbs = hits(found)
    begin = 0  # what nobody said yet
    for number, hit in enumerate(verbs):
        following = verbs[number + 1] if number + 1 < len(verbs) else None
        one = _read(found, hit, following, begin)
        if one is not None:
            begin = max(begin, hit.right)
            yield one
    yield from according(found, verbs)


def _read(found: Sequence[Token], hit: Hit, following: Hit | None, begin: int) -> Found | None:
    contents: list[SpanOf] = []
    before = _before(found, hit, begin)
    end = _end(found, hit, following)
    if before is not None:
        contents.append(before)
        contents += _resumed(found, hit, begin, end, quoted=_quoted(found, hit))
        colon = False
    else:
        behind = None if hit.inverted else _behind(found, hit, end)
        if behind is not None:
            lead = _condition(found, hit, begin)
            contents += [lead, behind] if lead else [behind]
        colon = hit.may("q") and _ends_in_colon(found)
    if not contents and not colon:
        return None
    source = (found[hit.subject[0]].start, found[hit.subject[1] - 1].end) if hit.subject else None
    return Found(source, (found[hit.verb].start, found[hit.verb].end), tuple(contents), colon and not contents)


def _quoted(found: Sequence[Token], hit: Hit) -> bool:
    before = found[max(0, hit.left - 2) : hit.left]
    return before[-1].kind == "quotation" or (before[-1].low == "," and before[0].kind == "quotation")


def _before(found: Sequence[Token], hit: Hit, begin: int) -> SpanOf | None:
    """What stands before "X said", where that closes it: a quotation, or all up to the comma."""
    last = hit.left - 1
    if last < begin or hit.elided or not hit.may("cqo"):
        return None
    if found[last].low == "," and last > begin and found[last - 1].kind == "quotation":
        last -= 1
    start = begin
    while start < last and (found[start].kind == "mark" or found[start].low in TIMES) and found[start].low not in "([":
        start += 1
    if found[last].kind != "quotation":
        return _clause_before(found, hit, start, last)
    if found[start].low in PREPOSITIONS and found[last - 1].low != "," and not _closes(found, hit):
        return None  # "In an interview on "Face the Facts," X said the"
    return _with_lead(found, start, last)


def _clause_before(found: Sequence[Token], hit: Hit, start: int, last: int) -> SpanOf | None:
    """The clause A of "A, X said", if it is one."""
    if found[last].low not in {",", "—", "–", "--"} or last - start < _FEWEST or not _closes(found, hit):
        return None
    if found[last - 1].low in {"which", "who", "that", "and", "but"}:
        return None
    adjunct = hit.right < len(found) and found[hit.right].kind != "mark" and not hit.inverted
    if adjunct and (hit.may("i") or not has_verb(found, start, last)):
        return None  # "Under X, they agreed on"
    return (found[start].start, found[last - 1].end) if any(t.kind == "word" for t in found[start:last]) else None


def _with_lead(found: Sequence[Token], start: int, last: int) -> SpanOf:
    """A quotation, with the beginning of its sentence where it is only the end of it, and all parts before it."""
    first = last
    while first > start:
        before = found[first - 1]
        if first == last and before.kind == "mark" and not has_quotation(found, start, first):
            break
        if before.kind == "mark" and before.low in {":", "."}:
            break
        first -= 1
    return found[first].start, found[last].end


def _closes(found: Sequence[Token], hit: Hit) -> bool:
    """Tell whether nothing that could be said follows the verb: only when and where it was said."""
    at = hit.right
    if at >= len(found) or found[at].kind == "mark":
        return True
    if found[at].low == "that":
        return False
    rest = found[at:]
    comma = next((i for i, token in enumerate(rest) if token.kind == "mark"), len(rest))
    if any(token.kind == "quotation" for token in rest[:comma]):
        return False
    if rest[0].low in PREPOSITIONS | TIMES or (rest[0].capital and rest[0].low in TIMES):
        return not any(
            t.kind == "word" and (t.low == "that" or t.low in {"would", "will", "is", "was"}) for t in rest[:comma]
        )
    if hit.may("o"):
        return not has_verb(found, at, at + comma)
    return hit.inverted


def _leans(found: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a part is no sentence yet: "If elected", "The latest test"."""
    if found[start].low in SUBORDINATORS | {"for", "with", "in", "at", "by"}:
        return True
    return not has_verb(found, start, end)


def _resumed(found: Sequence[Token], hit: Hit, begin: int, end: int, *, quoted: bool) -> list[SpanOf]:
    """What goes on behind the interruption: "A," X said, "B"."""
    at = hit.right
    for place in range(at, end):
        if found[place].kind == "quotation" and place > at and found[place - 1].kind == "mark":
            return [(found[place].start, found[_last_quotation(found, place, end)].end)]
    if quoted or at + 1 >= end or found[at].low != ",":
        return []
    if _leans(found, begin, hit.left):
        return [clean(found, at + 1, end)]
    if found[at + 1].low in ASIDES | PREPOSITIONS | {"who", "which", "a", "as", "in"}:
        return []
    if found[at + 1].low.endswith("ing") or found[at + 1].kind == "quotation":
        return []
    return [clean(found, at + 1, end)]


def _last_quotation(found: Sequence[Token], place: int, end: int) -> int:
    last = place
    while last + 1 < end and found[last + 1].kind == "quotation":
        last += 1
    return last


def _behind(found: Sequence[Token], hit: Hit, end: int) -> SpanOf | None:
    """What stands behind "X said"."""
    start = start_behind(found, hit, end)
    if start is None or start >= end:
        return None
    if found[start].low in {"as", "so"}:
        return None  # "said as much"
    if found[start].kind == "quotation" and found[start].low in {",", ".", "?", "!", "…"}:
        return found[start].start, found[_last_quotation(found, start, end)].end
    return clean(found, start, end)


def _condition(found: Sequence[Token], hit: Hit, begin: int) -> SpanOf | None:
    """Of "If elected, X said, he would" the condition, which is said too."""
    last = hit.left - 1
    if last <= begin or found[last].low != "," or found[hit.right : hit.right + 1] == []:
        return None
    if found[hit.right].low != "," and found[begin].low not in {"if", "unless"}:
        return None
    return found[begin].start, found[last - 1].end


def _end(found: Sequence[Token], hit: Hit, following: Hit | None) -> int:
    """The place behind the last token that can still be said here."""
    end = len(found)
    if following is not None:
        cut = _cut(found, hit, following)
        if cut is not None:
            end = min(end, cut)
    for place in range(hit.right + 1, end - 1):
        if found[place].low == "," and (found[place + 1].low in ASIDES or accords(found, place + 1)):
            return place
        if found[place].low == ";":
            return place
    return end


def _cut(found: Sequence[Token], hit: Hit, following: Hit) -> int | None:
    left = following.left
    if left < hit.right:
        return None
    if following.elided:
        return left
    while left > hit.right and found[left - 1].low in CONJUNCTIONS | {"while", "though", "although", "as", "then"}:
        left -= 1
    if left > hit.right and found[left - 1].kind == "mark" and found[left - 1].low in {",", ";", "—", "–", "--"}:
        return left - 1
    return None


def _ends_in_colon(found: Sequence[Token]) -> bool:
    return found[-1].low == ":"
