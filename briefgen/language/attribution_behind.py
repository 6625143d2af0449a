"""Who is speaking, where the name stands behind the verb: "…, said X, who heads Y". Pure."""

from collections.abc import Sequence

from briefgen.language.attribution_sources import LONGEST, STOPS, is_title
from briefgen.language.attribution_tokens import Token
from briefgen.language.attribution_words import PRONOUNS, SPEAKERS, TIMES

#: Behind a name these tell when and where it was said.
_SETTINGS = frozenset(("in", "on", "during", "at", "after", "before", "adding", "when", "as"))
#: Unless a place of work follows: "director at the institute".
_OF_PLACE = frozenset(("in", "at", "on"))
_OCCASIONS = frozenset(
    (
        *("interview", "statement", "speech", "email", "e-mail", "tweet", "conference", "briefing", "rally", "post"),
        *("remarks", "debate", "hearing", "letter", "report", "twitter", "call", "telephone", "phone"),
    )
)
#: What begins a description behind a comma.
_DESCRIBING = frozenset(
    ("who", "whose", "which", "a", "an", "the", "one", "now", "then", "his", "her", "its", "another")
)
_OFFICES = ("or", "er", "ist", "man", "ent")  #: endings: director, leader, economist, chairman, president
_NO_OFFICES = frozenset(("after", "however", "under", "for", "or", "over"))


def subject_behind(found: Sequence[Token], place: int, end: int) -> tuple[int, int] | None:
    """The tokens from ``place`` on → the subject they begin with: up to a quotation or the end of the description."""
    last, named = place, False
    while last < end and last - place < LONGEST:
        token = found[last]
        named = named or token.capital or token.low in SPEAKERS
        if _ends_name(found, last, place, end) or (named and _ends_description(found, last, end)):
            break
        last += 1
    while last > place and found[last - 1].low == ",":
        last -= 1
    return (place, last) if named and last > place else None


def _ends_name(found: Sequence[Token], at: int, place: int, end: int) -> bool:
    token = found[at]
    if token.kind == "quotation":
        return not (is_title(token) and at > place and found[at - 1].low != ",")
    if token.kind != "mark":
        return False
    if token.low == ",":
        return at + 1 < end and not _describes(found[at + 1])
    return token.low in STOPS and token.low != "-"


def _ends_description(found: Sequence[Token], at: int, end: int) -> bool:
    token = found[at]
    if token.kind != "word":
        return False
    if token.low in _SETTINGS:
        return token.low not in _OF_PLACE or not _goes_with_noun(found, at, end)
    return token.low in TIMES and not token.capital


def _describes(first: Token) -> bool:
    if first.kind == "quotation":
        return False
    if first.capital or first.low in _DESCRIBING or first.low.isdigit():
        return True
    if first.low in SPEAKERS:
        return first.low not in PRONOUNS
    return first.low.endswith(_OFFICES) and first.low not in _NO_OFFICES


def _goes_with_noun(found: Sequence[Token], place: int, end: int) -> bool:
    """Tell "director at the institute" from "on Monday", "in an interview"."""
    ahead = {token.low for token in found[place + 1 : place + 5]}
    return place + 1 < end and not ahead & _OCCASIONS and found[place + 1].low not in TIMES
