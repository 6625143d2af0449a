"""Who is speaking: the words before or behind a reporting verb that name its subject. Pure.

Places are indices of tokens. A source takes in what stands in apposition ("Scott Pruitt, the attorney general, said").
"""

from collections.abc import Sequence

from briefgen.language.attribution_tokens import Token, has_verb
from briefgen.language.attribution_words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKERS,
    SUBORDINATORS,
    TIMES,
    is_verb,
)

LONGEST = 45  #: tokens
#: "A, B and C": tokens before the last comma. A subject before its verb, where the verb is not known: tokens.
_LONGEST_LIST, _LONGEST_LEADING = 8, 25
_LONGEST_TITLE = 30  #: characters of a quoted name
#: "Democrat of Ohio", "Oslo, Norway": tokens of an apposition that begins with a capital.
_SHORT = 4
_MOST_PARTS = 5
STOPS = frozenset((";", ":", "—", "–", "--", "-", ".", "?", "!", "•", "|", "…", "..."))
_DESCRIBING = frozenset(
    ("who", "whose", "which", "where", "a", "an", "one", "himself", "herself", "then", "now", "formerly", "jr.", "sr.")
)


def skip_back(found: Sequence[Token], verb: int) -> int:
    """The place behind the last word that does not belong to the verb: auxiliaries and adverbs are left out."""
    place = verb
    while place > 0 and found[place - 1].kind == "word" and _belongs_to_verb(found, place - 1, verb):
        place -= 1
    return place


def _belongs_to_verb(found: Sequence[Token], place: int, verb: int) -> bool:
    low = found[place].low
    if low in ADVERBS or low in AUXILIARIES:
        return True
    if low == "on":
        return place + 1 < verb and found[place + 1].low in TIMES  # "on Monday said"
    return low.endswith("ly") and not found[place].capital


def subject_before(found: Sequence[Token], place: int, least: int) -> tuple[int, int] | None:
    """The tokens from ``least`` to ``place`` → the subject at their end, or None where there is none."""
    if place <= least:
        return None
    last = found[place - 1]
    if last.kind == "mark" and last.low == ",":
        return _apposition(found, place, least)
    if last.kind == "word" and last.low in {"who", "which", "that"}:
        return _antecedent(found, place, least)
    if last.kind == "word" and last.low in CONJUNCTIONS:
        return None
    start = _phrase_start(found, place, least)
    if start > least and found[start - 1].low == "who":
        return _antecedent(found, start, least)
    return _trimmed(found, start, place)


def _phrase_start(found: Sequence[Token], place: int, least: int) -> int:
    """The beginning of the words that may name somebody up to a place."""
    start, joined = place, False
    while start > least and place - start < LONGEST:
        token = found[start - 1]
        if token.kind == "word" and token.low in CONJUNCTIONS:
            if token.low != "and" or start - 1 == least or has_verb(found, least, start - 1):
                break
            joined = True
        elif _ends_phrase(token, joined=joined) and not (token.low == "," and _in_list(found, start, place, least)):
            break
        start -= 1
    return start


def _ends_phrase(token: Token, *, joined: bool) -> bool:
    """Tell whether a token cannot belong to the subject behind it."""
    if token.kind == "word":
        verb = not joined and token.low not in SPEAKERS and is_verb(token.low)
        return not token.capital and (verb or token.low in SUBORDINATORS)
    if token.kind == "quotation":
        return not is_title(token)
    return token.kind == "mark" and (token.low in STOPS or token.low == ",")


def _in_list(found: Sequence[Token], start: int, place: int, least: int) -> bool:
    """Tell whether the comma before ``start`` separates members of "A, B and C"."""
    ahead = {token.low for token in found[start:place]}
    return "and" in ahead and not has_verb(found, least, start) and start < _LONGEST_LIST and least == 0


def is_title(token: Token) -> bool:
    """Tell whether a quotation is short enough for a name."""
    return token.end - token.start <= _LONGEST_TITLE and token.low not in {",", ".", "?", "!", "…"}


def _trimmed(found: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """A subject without what only leads to it: "But on Monday the …"."""
    while start < end and _leads(found, start, end):
        start += 1
    if start < end and found[start].low in PREPOSITIONS:
        start = _nearest(found, start, end)
    return (start, end) if any(token.kind in {"word", "quotation"} for token in found[start:end]) else None


def _leads(found: Sequence[Token], place: int, end: int) -> bool:
    token = found[place]
    if token.kind == "quotation":
        return False
    if token.low in TIMES:
        return place + 1 < end and (found[place + 1].low in PRONOUNS or found[place + 1].capital)
    return token.low in CONJUNCTIONS | ADVERBS | {","} | (SUBORDINATORS - {"who", "which"})


def _nearest(found: Sequence[Token], start: int, end: int) -> int:
    """The beginning of the last phrase that could be a subject: "In Ohio Trump said"."""
    for place in range(end - 1, start, -1):
        token, before = found[place], found[place - 1]
        if token.low in PRONOUNS or token.low in DETERMINERS:
            return place
        if token.capital and not before.capital:
            return place
    return start + 1


def _apposition(found: Sequence[Token], place: int, least: int) -> tuple[int, int] | None:
    """Of "X, the minister of Y, said" all from X on: X is the first part that could not describe one before it."""
    start = place - 1
    for _ in range(_MOST_PARTS):
        comma = _comma_before(found, start, least)
        head = comma + 1 if comma is not None else _phrase_floor(found, start, least)
        if head >= start:
            return None
        if comma is not None and _is_apposition(found, head, start):
            start = comma
            continue
        subject = _trimmed(found, head, place)
        if subject is None or (comma is None and place - subject[0] > LONGEST):
            return None
        return subject if start != place - 1 or not has_verb(found, *subject) else None
    return None


def _phrase_floor(found: Sequence[Token], place: int, least: int) -> int:
    start = place
    while start > least and not (
        (found[start - 1].kind == "quotation" and not is_title(found[start - 1]))
        or (found[start - 1].kind == "mark" and found[start - 1].low in STOPS)
    ):
        start -= 1
    return start


def _comma_before(found: Sequence[Token], place: int, least: int) -> int | None:
    floor = _phrase_floor(found, place, least)
    for at in range(place - 1, floor - 1, -1):
        if found[at].kind == "mark" and found[at].low == ",":
            return at
    return None


def _is_apposition(found: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a part between commas only describes the one before: "who heads it", "53", "the top Democrat"."""
    first = found[start]
    if first.low in _DESCRIBING or first.low.isdigit() or first.kind == "aside":
        return True
    if _is_lead(found, start):
        return False  # "On Friday, the army, which …, reported"
    if first.low in {"the", "his", "her", "their", "its"}:
        return True
    if first.capital:
        return end - start <= _SHORT and start > 1 and found[start - 2].capital
    if has_verb(found, start + 1, end):
        return False
    return first.low.endswith("ing") or first.low not in PRONOUNS | PREPOSITIONS


def _is_lead(found: Sequence[Token], start: int) -> bool:
    """Tell whether the part before the comma before ``start`` tells when or where: "In October, X"."""
    at = start - 1
    if at <= 0 or found[at].low != ",":
        return start == 0
    while at > 0 and not (found[at - 1].kind == "mark" and found[at - 1].low in STOPS | {","}):
        at -= 1
    return found[at].low in PREPOSITIONS or found[at].low in TIMES


def _antecedent(found: Sequence[Token], place: int, least: int) -> tuple[int, int]:
    start = place - 1
    if start > least and found[start - 1].low == ",":
        start -= 1
    return _phrase_start(found, start, least), place


def leading_subject(found: Sequence[Token], least: int, place: int) -> tuple[int, int] | None:
    """The subject that an elided one repeats: "X met Y and said", "X criticised Y, saying"."""
    start = least
    if start < place and (found[start].low in PREPOSITIONS or found[start].low.endswith("ing")):
        for at in range(start, min(place, start + _LONGEST_LEADING)):
            if found[at].low == ",":
                start = at + 1
                break
    end = start
    while end < place and end - start < _LONGEST_LEADING and not _ends_subject(found[end]):
        end += 1
    return _trimmed(found, start, end) if end > start else None


def _ends_subject(token: Token) -> bool:
    if token.kind == "word":
        return token.low in AUXILIARIES or (not token.capital and is_verb(token.low))
    return token.kind == "quotation" or (token.kind == "mark" and token.low in STOPS)
