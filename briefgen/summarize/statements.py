"""A story's reports → who says what: the best statements, few a side. Pure.

A statement is worth what its words are: how much of the story they tell, whether they are the speaker's own, and how
early they stand. Every text is a span of its report, unaltered.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.language.attribution import Attribution, attributions
from briefgen.language.sentences import Span, sentences
from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.model.edition import Statement
from briefgen.model.story import Story
from briefgen.model.watch import Match, Watchlist
from briefgen.summarize.channels import channel
from briefgen.summarize.speakers import Speaker, Speakers
from briefgen.summarize.spoken import Spoken, spoken

#: Of a story with more reports, only so many are read: the earliest, where statements have their origin.
MOST_REPORTS = 24
#: Statements of a story.
MOST = 6
#: Statements of one side, and of one speaker.
MOST_OF_SIDE, MOST_OF_SPEAKER = 2, 2
#: Two texts of a side of which the shorter shares so much of its words are one statement, reported twice; of those that
#: no speaker's own words are in, less will do.
SAME, SAME_OF_SIDE = 0.7, 0.5
#: What the speaker's own words gain, what a tracked speaker gains, and what a whole sentence with its verb loses.
QUOTED, TRACKED, WHOLE = 1.3, 1.15, 0.8
#: Added to the number of words, so that a short text is not worth more for being short.
SHORTNESS = 8
#: The share of worth that place has, and the characters behind which it is halved.
EARLY, HALF_AS_EARLY = 0.4, 4_000
#: How often a word counts that the only report repeats.
MOST_REPEATS = 4

#: How far before its subject a sentence may say how it was said: "In a statement on Monday, X said".
_LEAD = 60

#: Verbs of what is done rather than said.
_DEED = re.compile(r"agree|offer|continu(?!ed:)", re.IGNORECASE)
_GAP = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    statement: Statement
    stems: frozenset[str]
    worth: float


def statements(
    story: Story,
    matches: Mapping[str, Match],
    watchlist: Watchlist,
    most: int = MOST,
    fresh: Collection[str] | None = None,
) -> tuple[Statement, ...]:
    """Return the story's best statements, the side that says most first; ``cite`` counts the reports from 1.

    ``fresh`` are the ids of the reports that are read; without it all are. What others said before is no news.
    """
    weights = _weights(story)
    found: list[_Candidate] = []
    read = [(n, a) for n, a in enumerate(story.articles, start=1) if fresh is None or a.id in fresh]
    for cite, article in read[:MOST_REPORTS]:
        for statement in _of_report(article, cite, matches.get(article.id), watchlist):
            stems = frozenset(words(statement.text, article.language))
            if stems:
                found.append(_Candidate(statement, stems, _worth(statement, stems, weights)))
    return tuple(c.statement for c in _best(_each_once(found), most))


def _of_report(article: Article, cite: int, match: Match | None, watchlist: Watchlist) -> Iterator[Statement]:
    text = article.text
    said = attributions(text, article.language)
    if not said:
        return
    spans = tuple(sentences(text))
    speakers = Speakers(article, match, watchlist)
    place = 0
    for one in sorted(said, key=lambda a: a.cue.start):
        while place + 1 < len(spans) and spans[place].end <= one.cue.start:
            place += 1
        speaker = speakers.speaker(one, spans[max(0, place - 1)].start)
        if speaker is None or not speaker.side or _DEED.match(text, one.cue.start):
            continue
        label = channel(speaker.source, _outside(text, one, spans[place]), named=bool(speaker.actor))
        for words_of in spoken(text, one, spans[place]):
            yield _statement(text, speaker, label, words_of, cite)


def _statement(text: str, speaker: Speaker, label: str, words_of: Spoken, cite: int) -> Statement:
    return Statement(
        speaker=speaker.actor,
        side=speaker.side,
        name=speaker.name,
        role=speaker.role,
        channel=label,
        text=text[words_of.span.start : words_of.span.end],
        verbatim=words_of.verbatim,
        cite=cite,
        span=(words_of.span.start, words_of.span.end),
    )


def _outside(text: str, said: Attribution, around: Span) -> str:
    """The sentence of the reporting verb without what is said in it, on one line."""
    begin = min(said.cue.start, said.source.start) if said.source else said.cue.start
    if begin - around.start < _LEAD:
        begin = around.start
    parts, here = [], begin
    for content in sorted(said.contents, key=lambda c: c.start):
        if content.end > begin and content.start < around.end:
            parts.append(text[here : max(here, content.start)])
            here = max(here, content.end)
    parts.append(text[here : around.end])
    return _GAP.sub(" ", " ".join(parts))


def _weights(story: Story) -> Counter[str]:
    """How much of the story a word tells: the reports that use it, twice where a headline does."""
    weights: Counter[str] = Counter()
    for article in story.articles[:MOST_REPORTS]:
        weights.update(set(words(article.text, article.language)))
        titled = set(words(article.title, article.language))
        weights.update(titled)
        weights.update(titled)
    if len(story.articles) == 1:  # every word of one report has the same; those it repeats tell more
        counted = Counter(words(story.articles[0].text, story.articles[0].language))
        weights.update({word: min(count, MOST_REPEATS) for word, count in counted.items()})
    return weights


def _worth(statement: Statement, stems: frozenset[str], weights: Counter[str]) -> float:
    whole = not statement.verbatim and statement.text.endswith((".", "!"))
    mass = sum(weights[stem] for stem in stems) / (len(stems) + SHORTNESS)
    early = 1.0 / (1.0 + statement.span[0] / HALF_AS_EARLY)
    worth = mass * (1 - EARLY + EARLY * early)
    worth *= QUOTED if statement.verbatim else 1.0
    worth *= TRACKED if statement.speaker else 1.0
    return worth * (WHOLE if whole else 1.0)


def _each_once(found: Sequence[_Candidate]) -> list[_Candidate]:
    """Of statements in the same words the earliest report's, for that is nearest to the origin."""
    kept: list[_Candidate] = []
    for one in sorted(found, key=lambda c: (c.statement.cite, c.statement.span)):
        if not any(one.statement.side == k.statement.side and _same(one, k) for k in kept):
            kept.append(one)
    return kept


def _same(one: _Candidate, other: _Candidate) -> bool:
    share = SAME if one.statement.verbatim or other.statement.verbatim else SAME_OF_SIDE
    return len(one.stems & other.stems) >= share * min(len(one.stems), len(other.stems))


def _best(found: Sequence[_Candidate], most: int) -> list[_Candidate]:
    """The best of each side in turn, so that a side that talks much does not drown the others."""
    left = sorted(found, key=lambda c: (-c.worth, c.statement.cite, c.statement.span))
    of_side: Counter[str] = Counter()
    of_speaker: Counter[tuple[str, frozenset[str]]] = Counter()
    chosen: list[_Candidate] = []
    for turn in range(1, MOST_OF_SIDE + 1):
        for one in left:
            who = (one.statement.speaker, frozenset(words(one.statement.name)))  # "Ministry of X", "X Ministry"
            if len(chosen) >= most or of_side[one.statement.side] >= turn or one in chosen:
                continue
            if of_speaker[who] < (1 if one.statement.channel == "state media" else MOST_OF_SPEAKER):
                chosen.append(one)
                of_side[one.statement.side] += 1
                of_speaker[who] += 1
    first = list(dict.fromkeys(one.statement.side for one in chosen))
    return sorted(chosen, key=lambda c: (first.index(c.statement.side), -c.worth))
