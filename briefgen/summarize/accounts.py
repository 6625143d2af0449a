"""Statements of two sides on one event → their accounts side by side, with what only one of them mentions. Pure.

Two statements are on one event when they, or the sentences that introduce them, share enough of what is rare in the
story's reports. Being in one story is not enough: a report may quote a second side on something else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from briefgen.language.rarity import Rarity, rarity
from briefgen.language.sentences import Span, sentences
from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.model.edition import Account, Sentence, Statement
from briefgen.model.story import Story
from briefgen.model.watch import Match, Watchlist

#: The share of what is rare in one statement's setting that the other's must have, and how many marks at least.
SAME_SETTING, LEAST_SHARED = 0.12, 3
#: Statements that name neither the other's side nor a third party in common must share so much of their own words.
SAME_WORDS = 0.15
#: A sentence is one side's own if so much of its words, by number and by rarity, stands in no other account; where it
#: has a name or a number that no other has, less will do. Below that most of it is told by both, in whatever words.
OWN, OWN_NAMED = 0.75, 0.5
MOST_ONLY = 3
#: Sentences that say what a report is about.
LEAD = 4


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement with its marks (stems, and ids of who and what is named): of its words, its setting, the title."""

    place: int
    statement: Statement
    said: frozenset[str]
    setting: frozenset[str]
    title: frozenset[str]


def accounts(
    story: Story,
    statements: Sequence[Statement],
    matches: Mapping[str, Match],
    watchlist: Watchlist,
    outlet_sides: Mapping[str, str] | None = None,
) -> tuple[Account, ...]:
    """Return the accounts of the event on which most sides speak, or nothing where each speaks of its own.

    ``statements`` are those the edition shows; the accounts point at them. ``outlet_sides`` tells for feeds which side
    they belong to: what a side's own outlets report, that side is taken to mention.
    """
    if len({s.side for s in statements}) < 2:  # noqa: PLR2004  one side has no other
        return ()
    rare = rarity(
        _marks(a, s, _names(matches.get(a.id), watchlist)) for a in _cited(story, statements) for s in sentences(a.text)
    )
    side_of = {_mark(actor.id): actor.side or actor.id for actor in watchlist.actors.values()}
    told = [_told(place, s, story, matches, watchlist) for place, s in enumerate(statements)]
    head = _head(story, matches, watchlist)
    together = max(
        _groups(told, rare, side_of),
        key=lambda group: (_sides(group) > 1, _nearness(group, head, rare), -group[0].place),
        default=(),
    )
    if _sides(together) < 2:  # noqa: PLR2004  likewise
        return ()
    reported = _reported(story, told, matches, watchlist, outlet_sides or {})
    made = []
    for side in dict.fromkeys(t.statement.side for t in together):
        own = [t for t in together if t.statement.side == side]
        rest = [t for t in together if t.statement.side != side]
        speaking = {_mark(name) for t in rest for name in (t.statement.side, t.statement.speaker)}
        others = frozenset(speaking).union(*(t.said for t in rest))
        others = others.union(*(marks for outlet, marks in reported.items() if outlet != side))
        made.append(
            Account(
                side=side,
                name=watchlist.actors[side].name if side in watchlist.actors else own[0].statement.name,
                statements=tuple(t.place for t in own),
                only=_only(own, others, _Marker(story, matches, watchlist), rare),
            )
        )
    return tuple(made)


def _cited(story: Story, statements: Sequence[Statement]) -> list[Article]:
    return [story.articles[cite - 1] for cite in sorted({s.cite for s in statements})]


def _told(place: int, statement: Statement, story: Story, matches: Mapping[str, Match], watchlist: Watchlist) -> _Told:
    article = story.articles[statement.cite - 1]
    start, end = statement.span
    spans = list(sentences(article.text))
    inside = [i for i, s in enumerate(spans) if s.start < end and s.end > start]
    setting = Span(spans[max(0, inside[0] - 1)].start, spans[inside[-1]].end) if inside else Span(start, end)
    names = _names(matches.get(article.id), watchlist)
    return _Told(
        place,
        statement,
        said=_marks(article, Span(start, end), names),
        setting=_marks(article, setting, names),
        title=frozenset(words(article.title, article.language)),
    )


def _names(match: Match | None, watchlist: Watchlist) -> list[tuple[int, int, str]]:
    if match is None:
        return []
    known = watchlist.actors.keys() | watchlist.topics.keys()
    found = (*match.actors, *match.topics)
    return [(m.start, m.end, _mark(m.id)) for m in found if m.place == "text" and m.id in known]


def _mark(name: str) -> str:
    """The id of an actor or topic as a mark; no stem has a sign like it."""
    return f"@{name}"


def _marks(article: Article, span: Span, names: Sequence[tuple[int, int, str]]) -> frozenset[str]:
    inside = [(start, end, name) for start, end, name in names if start < span.end and end > span.start]
    parts, here = [], span.start
    for start, end, _ in sorted(inside):  # an actor counts once, by whatever name
        parts.append(article.text[here : max(here, start)])
        here = max(here, end)
    parts.append(article.text[here : span.end])
    return frozenset((*words(" ".join(parts), article.language), *(name for _, _, name in inside)))


def _groups(told: Sequence[_Told], rare: Rarity, side_of: Mapping[str, str]) -> list[tuple[_Told, ...]]:
    """Statements on one event, linked directly or by others."""
    groups = [[one] for one in told]
    for i, one in enumerate(told):
        for other in told[i + 1 :]:
            if _same_subject(one, other, rare, side_of):
                mine, its = (next(g for g in groups if t in g) for t in (one, other))
                if mine is not its:
                    mine += its
                    groups.remove(its)
    return [tuple(sorted(group, key=lambda t: t.place)) for group in groups]


def _same_subject(one: _Told, other: _Told, rare: Rarity, side_of: Mapping[str, str]) -> bool:
    """Tell whether the settings agree, and the words themselves bear it out."""
    sides = {one.statement.side, other.statement.side}
    mine, its = one.setting, other.setting
    if one.statement.cite != other.statement.cite:  # of two reports the headlines set the scene too
        mine, its = mine | one.title, its | other.title
    mine, its = (marks - {_mark(side) for side in sides} for marks in (mine, its))
    shared = mine & its
    if len(shared) < LEAST_SHARED or _mass(shared, rare) < SAME_SETTING * min(_mass(mine, rare), _mass(its, rare)):
        return False
    named = any(mark.startswith("@") for mark in shared)
    if len(sides) == 1:
        return named
    if named and (_names_side(one, other.statement.side, side_of) or _names_side(other, one.statement.side, side_of)):
        return True
    said = one.said & other.said
    return _mass(said, rare) >= SAME_WORDS * min(_mass(one.said, rare), _mass(other.said, rare))


def _names_side(told: _Told, side: str, side_of: Mapping[str, str]) -> bool:
    return any(side_of.get(mark) == side for mark in told.said)


def _head(story: Story, matches: Mapping[str, Match], watchlist: Watchlist) -> frozenset[str]:
    """The marks of what the story is about: headlines and leads."""
    marks: set[str] = set()
    for article in story.articles:
        marks.update(words(article.title, article.language))
        lead = list(islice(sentences(article.text), LEAD))
        if lead:
            names = _names(matches.get(article.id), watchlist)
            marks |= _marks(article, Span(lead[0].start, lead[-1].end), names)
    return frozenset(marks)


def _nearness(group: Sequence[_Told], head: frozenset[str], rare: Rarity) -> float:
    """How much of what the group says, and of what introduces it, the story is about."""
    return sum(_mass(t.setting & head, rare) / (_mass(t.setting, rare) or 1.0) for t in group) / len(group)


def _mass(marks: frozenset[str], rare: Rarity) -> float:
    return sum(rare(mark) - 1 for mark in marks)


def _sides(group: Sequence[_Told]) -> int:
    return len({t.statement.side for t in group})


def _reported(
    story: Story,
    told: Sequence[_Told],
    matches: Mapping[str, Match],
    watchlist: Watchlist,
    outlet_sides: Mapping[str, str],
) -> dict[str, frozenset[str]]:
    """What the outlets of each side tell, other than what they say that another side said."""
    reported: dict[str, frozenset[str]] = {}
    for n, article in enumerate(story.articles, start=1):
        side = outlet_sides.get(article.feed, "")
        if not side:
            continue
        names = _names(matches.get(article.id), watchlist)
        others = [t.statement.span for t in told if t.statement.cite == n and t.statement.side != side]
        for span in sentences(article.text):
            if not any(start < span.end and end > span.start for start, end in others):
                reported[side] = reported.get(side, frozenset()) | _marks(article, span, names)
    return reported


def _only(own: Sequence[_Told], others: frozenset[str], marks_of: "_Marker", rare: Rarity) -> tuple[Sentence, ...]:
    """The sentences of a side's statements that say most of what no other side does, in their order."""
    found: list[tuple[bool, float, int, Sentence]] = []
    for told in own:
        statement = told.statement
        for span in sentences(statement.text):
            marks = marks_of(statement, span)
            fresh = frozenset(m for m in marks if m not in others)
            hard = any(m.startswith("@") or m[0].isdigit() for m in fresh)
            least = OWN_NAMED if hard else OWN
            own_words = len(fresh) >= least * len(marks) and _mass(fresh, rare) >= least * _mass(marks, rare)
            if fresh and (hard or len(fresh) > 1) and own_words:
                text = statement.text[span.start : span.end]
                found.append((hard, _mass(fresh, rare), len(found), Sentence(text=text, cites=(statement.cite,))))
    best = sorted(found, key=lambda f: (not f[0], -f[1], f[2]))[:MOST_ONLY]
    return tuple(sentence for *_, sentence in sorted(best, key=lambda f: f[2]))


@dataclass(frozen=True, slots=True)
class _Marker:
    """The marks of a sentence of a statement; of the names, not those of the side that speaks."""

    story: Story
    matches: Mapping[str, Match]
    watchlist: Watchlist

    def __call__(self, statement: Statement, span: Span) -> frozenset[str]:
        article = self.story.articles[statement.cite - 1]
        names = _names(self.matches.get(article.id), self.watchlist)
        first = statement.span[0]
        marks = _marks(article, Span(first + span.start, first + span.end), names)
        return marks - {_mark(statement.side), _mark(statement.speaker)}
