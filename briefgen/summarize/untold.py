"""A story's statements and accounts → those that tell more than its summary does. Pure.

What a summary has told with its speaker is not shown again below it, unless two sides' accounts of one event stand
beside each other: there it is half of the picture.
"""

from collections.abc import Sequence
from dataclasses import replace

from briefgen.language.words import words
from briefgen.model.edition import Account, Statement
from briefgen.model.story import Summary

#: A statement with this share of its words in one sentence of the summary repeats it.
REPEATED = 0.75
#: Statements of a story in which no two sides speak on one event.
MOST_ALONE = 4


def untold(
    statements: Sequence[Statement], accounts: Sequence[Account], summary: Summary
) -> tuple[tuple[Statement, ...], tuple[Account, ...]]:
    """Return what to show, in order; accounts point at the statements that are left."""
    beside = {place for account in accounts for place in account.statements}
    told = [frozenset(words(s.text, summary.language)) for s in summary.sentences]
    left = [
        place
        for place, statement in enumerate(statements)
        if place in beside or not _repeats(frozenset(words(statement.text, summary.language)), told)
    ]
    if not accounts:
        left = sorted(sorted(left, key=lambda place: _turn(statements, left, place))[:MOST_ALONE])
    new_place = {place: n for n, place in enumerate(left)}
    kept = tuple(replace(a, statements=tuple(new_place[place] for place in a.statements)) for a in accounts)
    return tuple(statements[place] for place in left), kept


def _repeats(stems: frozenset[str], told: Sequence[frozenset[str]]) -> bool:
    return any(len(stems & sentence) >= REPEATED * len(stems) for sentence in told)


def _turn(statements: Sequence[Statement], left: Sequence[int], place: int) -> tuple[int, int]:
    """Sides speak in turn, so that none is cut off for another."""
    side = statements[place].side
    return sum(1 for other in left if other < place and statements[other].side == side), place
