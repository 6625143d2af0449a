"""The statements of a period's stories → who spoke how often, and which are worth quoting. Pure.

Worth quoting is what stands in the best stories, in the speaker's own words, and is a sentence or two long; of one
speaker no more than two, of one story no more than two.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.compose.focus import source
from briefgen.model.article import Article
from briefgen.model.edition import Statement
from briefgen.model.feed import Feed
from briefgen.model.focus import Quote, Subject, Voice
from briefgen.model.watch import Match, Watchlist

#: Voices that are shown; quotes of the subject, and of others about it.
MOST_VOICES, MOST_QUOTES = 8, 4

#: Characters of a statement that says something and can be read at a glance.
SHORTEST, LONGEST = 40, 320

MOST_OF_SPEAKER = MOST_OF_STORY = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A statement with the report that holds it, and the place of its story among the best, from 0."""

    statement: Statement
    article: Article
    story: int


def voices(said: Sequence[Said], subject: Subject, watchlist: Watchlist) -> tuple[Voice, ...]:
    """Return who spoke, those of most statements first; the same person under two offices is one."""
    counts = Counter(_speaker(one.statement) for one in said)
    first = {_speaker(one.statement): one.statement for one in reversed(said)}
    order = sorted(counts, key=lambda name: (-counts[name], name))[:MOST_VOICES]
    return tuple(
        Voice(
            name=first[name].name,
            role=first[name].role,
            side=_side(first[name], watchlist),
            statements=counts[name],
            own=is_own(first[name], subject),
        )
        for name in order
    )


def quotes(
    said: Sequence[Said], subject: Subject, *, matches: Mapping[str, Match], feeds: Mapping[str, Feed], language: str
) -> tuple[Quote, ...]:
    """Return notable statements, the subject's own first, each group in the order in which they were made."""
    fit = [
        one
        for one in said
        if SHORTEST <= len(one.statement.text) <= LONGEST
        and one.article.language == language
        and (is_own(one.statement, subject) or _is_about(one, subject, matches))
    ]
    best = sorted(fit, key=lambda one: (not one.statement.verbatim, one.story, one.article.published, one.article.id))
    taken: list[Said] = []
    texts: set[str] = set()
    speakers: Counter[str] = Counter()
    stories: Counter[tuple[bool, int]] = Counter()
    groups: Counter[bool] = Counter()
    for one in best:
        own, words = is_own(one.statement, subject), " ".join(one.statement.text.casefold().split())
        speaker = _speaker(one.statement)
        if (
            words in texts
            or groups[own] == MOST_QUOTES
            or speakers[speaker] == MOST_OF_SPEAKER
            or stories[own, one.story] == MOST_OF_STORY
        ):
            continue
        texts.add(words)
        groups[own] += 1
        speakers[speaker] += 1
        stories[own, one.story] += 1
        taken.append(one)
    taken.sort(key=lambda one: (not is_own(one.statement, subject), one.article.published, one.article.id))
    return tuple(
        Quote(
            name=one.statement.name,
            role=one.statement.role,
            text=one.statement.text,
            verbatim=one.statement.verbatim,
            own=is_own(one.statement, subject),
            source=source(one.article, feeds),
        )
        for one in taken
    )


def is_own(statement: Statement, subject: Subject) -> bool:
    """Tell whether the subject speaks itself, or somebody for it."""
    return subject.id in {statement.speaker, statement.side}


def _is_about(one: Said, subject: Subject, matches: Mapping[str, Match]) -> bool:
    """Tell whether the statement's words name the subject."""
    found = matches.get(one.article.id)
    start, end = one.statement.span
    return found is not None and any(
        m.id == subject.id and m.place == "text" and start <= m.start < end for m in (*found.actors, *found.topics)
    )


def _speaker(statement: Statement) -> str:
    return statement.speaker or f"{statement.side} {statement.name}"


def _side(statement: Statement, watchlist: Watchlist) -> str:
    side = watchlist.actors.get(statement.side)
    return "" if side is None or statement.side == statement.speaker else side.name
