"""A bare surname and what stands around it → why it may be somebody else. Pure. Texts are as written, in English.

"Tom Bennett" and "Bennett Coleman" are others than Naftali Bennett, and a terrier can be called Lapid. What stands
before or behind a surname tells so only where capitals mean names: not in headlines written In Capitals.
"""

import re
from collections.abc import Collection

from briefgen.language.fold import fold

#: How far back a given name can begin. Characters.
_BACK = 60

_CALLED = re.compile(r"\b(?:called|named|nicknamed|dubbed|name is|names? was)\s+[\"'“‘]?$", re.IGNORECASE)
#: The word before, over particles such as "al-", "ben" and "von"; not the first of its sentence, nor of a quotation.
_BEFORE = re.compile(r"(?<=[\w,;] )([^\W\d_][\w'’.-]*) (?:(?:al|el|ben|bin|ibn|abu|de|van|von|der)[ -])*(?:[aeAE]l-)?$")
_BEHIND = re.compile(r"(?: [A-Z]\.)? ([A-Z][a-z]{2,})(?![\w'’])")
_LOWER_WORD = re.compile(r"\b[a-z]{5,}\b")

#: What stands before a surname and is no given name.
_TITLES = frozenset(
    re.findall(
        r"\w+",
        """
    minister premier president chancellor king queen prince princess sheikh sheik sultan emir general gen colonel col
    maj major lt capt captain brig adm admiral marshal chief secretary speaker leader chairman chairwoman envoy
    ambassador spokesman spokeswoman spokesperson mr mrs ms dr prof sir lord mk mp pm fm dm ayatollah imam pope
    governor justice judge attorney director commander deputy rep sen senator mayor elect the and but for with when
    while as if after before both on in at of from by about that says tells to against under over since until than
    israeli russian iranian syrian turkish palestinian lebanese egyptian american iraqi saudi qatari
    """,
    )
)
#: What stands behind a surname and does not go on with it.
_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december government administration cabinet said says
    """,
    )
)


def doubt(text: str, start: int, end: int, given: Collection[str], capitals: Collection[int] = ()) -> str:
    """A text, the place of a surname in it and the first letters of the given names of whom is meant → a doubt or "".

    ``capitals`` are places where other names begin or end: they are no part of this one.
    """
    before = text[max(0, start - _BACK) : start]
    if _CALLED.search(before):
        return f"{text[start:end]!r} is what something is called"
    if len(_LOWER_WORD.findall(text[max(0, start - 200) : end + 200])) < 2:  # noqa: PLR2004  a headline In Capitals
        return ""
    found = _BEFORE.search(before)
    if found and start - len(before) + found.end(1) not in capitals and _is_given_name(found[1], given):
        return (
            f"{text[start:end]!r} stands in another name, {found[1] + text[start - len(before) + found.end(1) : end]!r}"
        )
    behind = _BEHIND.match(text, end)
    if behind and behind.start(1) not in capitals and behind[1].lower() not in _NO_NAMES | _TITLES:
        return f"{text[start:end]!r} stands in another name, {text[start : behind.end()]!r}"
    return ""


def _is_given_name(word: str, given: Collection[str]) -> bool:
    """Tell whether a word is a given name, but of somebody else."""
    plain = fold(word).text.strip(".' ")
    if not word[0].isupper() or word.isupper() or "'" in plain or plain in _TITLES or len(plain) < 2:  # noqa: PLR2004
        return False
    return plain.rsplit(" ", maxsplit=1)[-1] not in _TITLES and plain[0] not in given
