"""``briefgen explain``: why an article is in, or not in, an edition."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from briefgen.compose import Part, why_left_out
from briefgen.config import Config
from briefgen.judging import Assignment, Judgement, judge
from briefgen.match import Relevance
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.errors import UsageError
from briefgen.model.moment import Period
from briefgen.model.story import Story
from briefgen.model.watch import Match
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
                    yield f"  4 match: {kind} {mention.id} as {mention.words!r} in the {mention.place}"
            for refused in self.match.refused:
                yield f"  4 match, not counted: {refused}"
        if self.relevance:
            strengths = ", ".join(f"{name} {share:.2f}" for name, share in sorted(self.relevance.strengths.items()))
            yield f"  4 relevance: {strengths or 'nothing'}; about {', '.join(self.relevance.claims) or 'none of them'}"
        if self.story:
            reports = len(self.story.articles)
            yield f"  5 story {self.story.id} of {reports} report{'s' if reports > 1 else ''}:"
            yield from (f"      {a.published:%Y-%m-%d %H:%M} {a.title}" for a in self.story.articles)
        if self.score is not None:
            yield f"  7 rank {self.place} of {self.of}, score {self.score:.3f}:"
            yield from (f"      {part.value:.3f} {part.name}: {part.because}" for part in self.parts)

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
            "place": self.place,
            "of": self.of,
            "score": self.score,
            "parts": [asdict(part) for part in self.parts],
        }


def explain(config: Config, store: Store, briefing: Briefing, url: str, *, at: datetime) -> Explanation:
    """Judge the edition of ``at`` anew and say what became of the article. Raises UsageError if it is unknown."""
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
    judgement = judge(articles, Assignment(desk=desk, period=period, known=before, late=late))
    return _judged(read[url], judgement, period, late)


def _unread(article: Article, desk: Desk, period: Period) -> str:
    if article.feed not in desk.feeds:
        return f"not in: the feed {article.feed} is no longer configured"
    if article.published > period.end:
        return f"not in: published {article.published:%Y-%m-%d %H:%M} UTC, after the cut-off"
    if article.published <= period.start:
        return f"not in: published {article.published:%Y-%m-%d %H:%M} UTC, before the period"
    return f"not in: the briefing does not read the feed {article.feed}"


def _judged(article: Article, judgement: Judgement, period: Period, late: Collection[str]) -> Explanation:
    match, relevance = judgement.matches[article.id], judgement.relevances[article.id]
    story = next((s for s in judgement.stories if article.id in {a.id for a in s.articles}), None)
    place, ranked = next(
        ((n, r) for n, r in enumerate(judgement.ranked, 1) if story and r.story.id == story.id), (None, None)
    )
    placed = next((p for p in judgement.placed if story and p.ranked.story.id == story.id), None)
    if relevance.excluded:
        verdict = f"not in: the briefing excludes {', '.join(relevance.excluded)}"
    elif story is None:
        verdict = (
            f"not in: it names nobody and nothing {'of this briefing' if relevance.strengths else 'that is watched'}"
        )
    elif placed is not None:
        verdict = f"in, as story {placed.rank}, section {placed.section!r}"
    elif ranked is not None:
        because = why_left_out(ranked, judgement.ranked, judgement.placed)
        verdict = f"not in: its story ranks {place} of {len(judgement.ranked)}, and {because}"
    elif story.id in judgement.unchanged:
        verdict = "not in: an earlier edition told its story, and nothing has changed since"
    elif not any(a.published in period or a.id in late for a in story.articles):
        verdict = "not in: its story has nothing new in the period"
    else:
        verdict = "not in: too few of its story's reports concern the briefing"
    return Explanation(
        article=article,
        period=period,
        verdict=verdict,
        match=match,
        relevance=relevance,
        story=story,
        place=place,
        of=len(judgement.ranked),
        score=ranked.score if ranked else None,
        parts=ranked.parts if ranked else (),
    )
