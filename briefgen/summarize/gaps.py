"""What may be left out of a sentence so that the rest still says what it said. Pure; English.

A phrase or a clause that hangs on the words before it: it begins with a comma, a preposition, a conjunction or a
relative, and whatever introduces the words behind it stays. "Missiles hit the port, killing workers" may lose "killing
workers", but not "the port, killing".
"""

import re
from collections.abc import Sequence

from briefgen.language.words import words

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_][\w'’]*|[,;:()–—¶]")
#: What a phrase begins with that can be left out.
_MARKS = frozenset(",;:()–—")
_BINDING = frozenset(
    re.findall(
        r"\w+",
        "about above after against along amid among around as at because before behind below beside between beyond "
        "but by despite during following for from in including inside into like near of off on onto outside over "
        "since than that through throughout to toward towards under until upon via when where which while who whom "
        "whose with within without and or",
    )
)
#: Where one sentence ends and the next that is joined to it begins.
_SEAM = "¶"
#: What leans on the word behind it: without it that word is something else.
_LEANS = _BINDING | {"a", "an", "the", "not", "no"}


def cuts_well(text: str, sources: Sequence[str]) -> bool:
    """Tell whether what ``text`` leaves out of ``sources``, told in this order, can be left out.

    All without dates and speakers. Nothing is said of words that the sources do not have.
    """
    whole, kept = _tokens(f" {_SEAM} ".join(sources)), _tokens(text)
    places: list[int] = []
    for place, token in enumerate(kept):
        if not _tells(token):
            continue
        found = next((n for n in range(places[-1] + 1 if places else 0, len(whole)) if _same(whole[n], token)), None)
        if found is None:
            continue
        before = kept[place - 1].lower() if place else ""
        if places and not _may_go(whole[places[-1] + 1 : found], before):
            return False
        if not places and not _may_lead(whole[:found]):
            return False
        places.append(found)
    return not places or _may_go(whole[places[-1] + 1 :], "")


def _may_go(gap: Sequence[str], before: str) -> bool:
    if not any(map(_tells, gap)):
        return True
    if _SEAM in gap:
        seam = gap.index(_SEAM)
        return _may_go(gap[:seam], "") and _may_lead(gap[seam + 1 :])
    last = gap[-1].lower()
    return (gap[0] in _MARKS or gap[0].lower() in _BINDING) and (last not in _LEANS or last == before)


def _may_lead(gap: Sequence[str]) -> bool:
    """A sentence may lose its beginning up to a comma, and the title before a name."""
    telling = [token for token in gap if _tells(token)]
    return not telling or gap[-1] == "," or all(token[0].isupper() for token in telling)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _tells(token: str) -> bool:
    return bool(words(token))


def _same(one: str, other: str) -> bool:
    return words(one) == words(other)
