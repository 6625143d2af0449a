"""Where what is said begins behind a reporting verb: behind those addressed, and behind when and where it was. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.language.attribution_hits import Hit
from briefgen.language.attribution_tokens import Token, has_quotation, has_verb
from briefgen.language.attribution_words import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIMES,
)

_ASKING = frozenset(("how", "why", "whether", "what"))
#: Within so many tokens "to" tells what somebody is urged to.
_NEAR = 14
#: How far behind a verb its "that" may stand: "said in an interview with the broadcaster on Monday that".
_FAR = 28


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Where the clause ends, and the first "that" and quotation in it."""

    end: int
    that: int | None
    quotation: int | None


def start_behind(found: Sequence[Token], hit: Hit, end: int) -> int | None:  # noqa: PLR0911  one line a frame
    """The place of the first token that is said, or None where the verb has nothing behind it."""
    at = hit.verb + 1
    while at < end and found[at].kind == "mark" and found[at].low in {",", ":"}:
        at += 1
    if at >= end:
        return None
    first = found[at]
    if first.kind == "quotation" or first.low == "that":
        return at
    that = next((i for i in range(at, min(end, at + _FAR)) if found[i].low == "that"), None)
    quotation = next((i for i in range(at, min(end, at + _FAR)) if found[i].kind == "quotation"), None)
    ahead = _Ahead(end, that, quotation)
    if hit.may("o") or hit.may("u"):
        return _after_addressee(found, hit, at, ahead)
    if first.low == "to":
        return at if hit.may("i") and not (hit.left and found[hit.left - 1].low in SUBORDINATORS) else None
    if hit.may("n") and not hit.may("c"):
        return _called(found, hit, at, end)
    if first.low in PREPOSITIONS or first.low in TIMES:
        return _after_adjunct(found, at, ahead) if hit.may("c") else that
    return at if hit.may("c") or (first.low in _ASKING and hit.may("q")) else None


def _called(found: Sequence[Token], hit: Hit, at: int, end: int) -> int | None:
    """Behind "called" in "called the raid a "crime"", "called on the council to", "called for talks"."""
    if found[at].low in {"for", "on"}:
        return at + 1 if at + 1 < end and found[hit.verb].low.startswith("call") else None
    words = {token.low for token in found[at + 1 : end]}
    named = has_quotation(found, at, end) or ("as" in words and not found[hit.verb].low.startswith("call"))
    return at if named and found[at].low not in PREPOSITIONS else None


def _after_addressee(found: Sequence[Token], hit: Hit, at: int, ahead: _Ahead) -> int | None:
    """Behind the ones addressed: "told reporters (on Monday) that", "told the radio the plan", "urged both to"."""
    end = ahead.end
    to = next((i for i in range(at + 1, min(end, at + _NEAR)) if found[i].low == "to"), None)
    near = [place for place in (ahead.that, ahead.quotation) if place is not None]
    if to is not None and not [place for place in near if place < to]:
        return to
    if near and not any(
        found[i].kind == "word" and found[i].low in {"he", "she", "they", "it"} for i in range(at + 1, min(near))
    ):
        return min(near)
    if not hit.may("c"):
        return None
    place = at + 1
    if found[at].capital or found[at].low in DETERMINERS:
        while place < end and found[place].capital:
            place += 1
    while place < end and found[place].low in PREPOSITIONS | TIMES:
        place = _skip_phrase(found, place, end)
    return place if place < end and found[place].kind == "word" else None


def _after_adjunct(found: Sequence[Token], at: int, ahead: _Ahead) -> int | None:
    """Behind when and where it was said: "in an interview on Monday that", "Tuesday the plan"."""
    place, end, that, quotation = at, ahead.end, ahead.that, ahead.quotation
    while place < end and (found[place].low in PREPOSITIONS | TIMES):
        place = _skip_phrase(found, place, end)
    if that is not None and not has_verb(found, at, that):
        return that
    if quotation is not None and quotation <= place + 1:
        return quotation
    while place < end and found[place].low == ",":
        place += 1
    return place if place < end and found[place].kind != "mark" else None


def _skip_phrase(found: Sequence[Token], place: int, end: int) -> int:
    """Behind a phrase of time or place: preposition, article, and words up to the next beginning of a phrase."""
    at = place + 1
    if found[place].low in TIMES:
        while at < end and (found[at].low in TIMES or found[at].low.isdigit()):
            at += 1
        return at
    begun = at + 1 if at < end and found[at].low in DETERMINERS else at
    at = begun
    while at < end and found[at].kind not in {"mark", "quotation"}:
        low = found[at].low
        begins = low in PRONOUNS or low in DETERMINERS or (found[at].capital and not found[at - 1].capital)
        if low in PREPOSITIONS | TIMES or (at > begun and begins):
            break
        at += 1
    return at
