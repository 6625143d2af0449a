"""``briefgen explain``: why an article is in, or not in, an edition."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from briefgen.compose import Part, Placed, Ranked, why_left_out
from briefgen.config import Config
from briefgen.judging import Assignment, Judgement, judge, treat
from briefgen.match import Relevance
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.edition import Change
from briefgen.model.errors import UsageError
from briefgen.model.moment import Period
from briefgen.model.story import Story
from briefgen.model.watch import Match, Mention
from briefgen.reading import REMEMBERED, Desk, late_for, period_of, read_for
from briefgen.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What each step decided of one article."""

    article: Article
    period: Period
    verdict: str
    match: Match | None = None
    relevance: Relevance | None = None
    story: Story | None = None
    storyline: str = ""
    affair: tuple[Story, ...] = ()  #: the other stories of its storyline
    earlier: tuple[str, ...] = ()  #: the editions that told of the story, the latest first
    told: str = ""  #: the headline under which the latest of them told it
    changes: tuple[Change, ...] = ()  #: since then
    place: int | None = None  #: of the story among all that concern the briefing, from 1
    of: int = 0
    score: float | None = None
    parts: tuple[Part, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the explanation as text."""
        yield f"{self.article.title}"
        yield f"  {self.article.url}"
        yield f"  {self.verdict}"
        yield f"  period: {self.period.start:%Y-%m-%d %H:%M} to {self.period.end:%Y-%m-%d %H:%M} UTC"
        if self.match:
            for kind, mentions in (("actor", self.match.actors), ("topic", self.match.topics)):
                for mention in mentions:
                    yield f"  4 match: {kind} {mention.id} as {mention.words!r} in the {mention.place}{_as(mention)}"
            for refused in self.match.refused:
                yield f"  4 match, not counted: {refused}"
        if self.relevance:
            strengths = ", ".join(f"{name} {share:.2f}" for name, share in sorted(self.relevance.strengths.items()))
            yield f"  4 relevance: {strengths or 'nothing'}; about {', '.join(self.relevance.claims) or 'none of them'}"
        if self.story:
            yield from self._of_story(self.story)
        if self.score is not None:
            yield f"  7 rank {self.place} of {self.of}, score {self.score:.3f}:"
            yield from (f"      {part.value:.3f} {part.name}: {part.because}" for part in self.parts)

    def _of_story(self, story: Story) -> Iterator[str]:
        reports = len(story.articles)
        yield f"  5 story {story.id} of {reports} report{'s' if reports > 1 else ''}:"
        yield from (f"      {a.published:%Y-%m-%d %H:%M} {a.title}" for a in story.articles)
        if self.affair:
            yield f"  5 storyline {self.storyline}, with the stories:"
            yield from (f"      {other.articles[0].title}" for other in self.affair)
        if self.earlier:
            yield f"  6 told before in {', '.join(self.earlier)}, as {self.told!r}; since then:"
            yield from (f"      {_in_words(change)}" for change in self.changes)
            if not self.changes:
                yield "      no report adds, revises, confirms, denies or drops anything"

    def as_json(self) -> dict[str, Any]:
        """Return the same for programs."""
        return {
            "url": self.article.url,
            "title": self.article.title,
            "verdict": self.verdict,
            "actors": [asdict(m) for m in self.match.actors] if self.match else [],
            "topics": [asdict(m) for m in self.match.topics] if self.match else [],
            "refused": list(self.match.refused) if self.match else [],
            "strengths": dict(sorted(self.relevance.strengths.items())) if self.relevance else {},
            "story": {"id": self.story.id, "articles": [a.url for a in self.story.articles]} if self.story else None,
            "storyline": self.storyline,
            "affair": [story.id for story in self.affair],
            "earlier_editions": list(self.earlier),
            "changes": [asdict(change) for change in self.changes],
            "place": self.place,
            "of": self.of,
            "score": self.score,
            "parts": [asdict(part) for part in self.parts],
        }


def explain(config: Config, store: Store, briefing: Briefing, url: str, *, at: datetime) -> Explanation:
    """Judge the edition of ``at`` anew and say what became of the article. Raises UsageError if it is unknown."""
    if briefing.kind != "edition":
        message = f"{briefing.id} is a {briefing.kind}, which chooses no articles; explain is for editions"
        raise UsageError(message)
    known = store.find_articles(url)
    if not known:
        message = f"no article at {url} is stored; `briefgen stories` lists what is"
        raise UsageError(message)
    before = store.editions_before(briefing.id, at.astimezone(briefing.timezone).date(), REMEMBERED)
    previous = before[0] if before else None
    period = period_of(briefing, at, previous)
    desk = Desk(briefing=briefing, watchlist=config.watchlist, feeds={feed.id: feed for feed in config.feeds})
    articles, late = read_for(store, desk, period), late_for(store, briefing, period, previous)
    read = {article.url: article for article in articles}
    if url not in read:
        return Explanation(article=known[0], period=period, verdict=_unread(known[0], desk, period))
    assignment = Assignment(desk=desk, period=period, known=before, late=late)
    return _judged(read[url], judge(articles, assignment), assignment)


def _as(mention: Mention) -> str:
    return ", as a source" if mention.source else ""


def _in_words(change: Change) -> str:
    told = f"{change.what}: {change.text}" if change.what else change.text
    return f"{change.kind}: {told}"


def _unread(article: Article, desk: Desk, period: Period) -> str:
    if article.feed not in desk.feeds:
        return f"not in: the feed {article.feed} is no longer configured"
    if article.published > period.end:
        return f"not in: published {article.published:%Y-%m-%d %H:%M} UTC, after the cut-off"
    if article.published <= period.start:
        return f"not in: published {article.published:%Y-%m-%d %H:%M} UTC, before the period"
    return f"not in: the briefing does not read the feed {article.feed}"


def _judged(article: Article, judgement: Judgement, assignment: Assignment) -> Explanation:
    match, relevance = judgement.matches[article.id], judgement.relevances[article.id]
    story = next((s for s in judgement.stories if article.id in {a.id for a in s.articles}), None)
    found = Explanation(
        article=article,
        period=assignment.period,
        verdict=_verdict(story, relevance, judgement, assignment),
        match=match,
        relevance=relevance,
        of=len(judgement.ranked),
    )
    return found if story is None else _with(found, story, judgement, assignment)


def _with(found: Explanation, story: Story, judgement: Judgement, assignment: Assignment) -> Explanation:
    """Add what was decided of the article's story."""
    place, ranked = _place(story, judgement)
    continued = judgement.followed.get(story.id)
    before = assignment.before(continued)
    affair = judgement.storylines.get(story.id, "")
    others = (r.story for r in judgement.ranked if affair and judgement.storylines.get(r.story.id) == affair)
    return replace(
        found,
        story=story,
        storyline=affair,
        affair=tuple(other for other in others if other.id != story.id),
        earlier=tuple(edition for edition, _ in continued.earlier) if continued and before else (),
        told=before.headline if before else "",
        changes=treat(Placed(ranked=ranked, rank=place, section=""), judgement, assignment).changes if ranked else (),
        place=place or None,
        score=ranked.score if ranked else None,
        parts=ranked.parts if ranked else (),
    )


def _place(story: Story, judgement: Judgement) -> tuple[int, Ranked | None]:
    """Return the story's rank, from 1, and what it rests on; 0 and None if it was not ranked."""
    return next(((n, r) for n, r in enumerate(judgement.ranked, 1) if r.story.id == story.id), (0, None))


def _verdict(story: Story | None, relevance: Relevance, judgement: Judgement, assignment: Assignment) -> str:
    if relevance.excluded or (relevance.lacks and relevance.claims):
        wants, topics = ("excludes", relevance.excluded) if relevance.excluded else ("requires one of", relevance.lacks)
        return f"not in: the briefing {wants} {', '.join(topics)}"
    if story is None:
        return f"not in: it names nobody and nothing {'of this briefing' if relevance.strengths else 'that is watched'}"
    place, ranked = _place(story, judgement)
    if ranked is not None:
        return _verdict_by_rank(place, ranked, judgement)
    if story.id in judgement.unchanged:
        return "not in: an earlier edition told its story, and nothing has changed since"
    if not any(a.published in assignment.period or a.id in assignment.late for a in story.articles):
        return "not in: its story has nothing new in the period"
    return "not in: too few of its story's reports concern the briefing"


def _verdict_by_rank(place: int, ranked: Ranked, judgement: Judgement) -> str:
    placed = next((p for p in judgement.placed if p.ranked.story.id == ranked.story.id), None)
    if placed is not None:
        return f"in, as story {placed.rank}, section {placed.section!r}"
    because = why_left_out(ranked, judgement.ranked, judgement.placed, judgement.storylines)
    return f"not in: its story ranks {place} of {len(judgement.ranked)}, and {because}"
