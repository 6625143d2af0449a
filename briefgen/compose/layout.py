"""The chosen stories, told, in their sections → Edition. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from briefgen.compose.balance import balance
from briefgen.compose.length import within
from briefgen.compose.reading_time import reading_minutes, word_count
from briefgen.compose.selection import BRIEF, Placed, section_titles
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.edition import (
    Edition,
    EditionStory,
    Masthead,
    Report,
    Section,
    Sentence,
    Sources,
    Trends,
    WeekAheadEntry,
)
from briefgen.model.feed import Feed
from briefgen.model.moment import Period
from briefgen.model.story import Treatment
from briefgen.model.watch import Watchlist


def lay_out(  # noqa: PLR0913  what an edition is made of
    placed: Sequence[Placed],
    treatments: Mapping[str, Treatment],
    *,
    briefing: Briefing,
    period: Period,
    feeds: Mapping[str, Feed],
    watchlist: Watchlist,
    late: Collection[str] = (),
    sources: Sources | None = None,
    week_ahead: tuple[WeekAheadEntry, ...] = (),
    trends: Trends | None = None,
    model: str = "",
) -> Edition:
    """Put everything together, as far as the briefing's character allows. ``treatments`` are by story id."""
    rises = trends if trends and "trends" in briefing.parts else Trends()
    fresh = {a.id for p in placed for a in p.ranked.story.articles if a.published in period or a.id in late}
    stories = {p.section: [q for q in placed if q.section == p.section] for p in placed}
    complete = tuple(
        Section(
            title=title,
            stories=tuple(
                _with_parts(_told(p, treatments[p.ranked.story.id], feeds, fresh), briefing) for p in stories[title]
            ),
            brief=title == BRIEF,
        )
        for title in section_titles(briefing)
        if title in stories
    )
    announced = week_ahead if "week-ahead" in briefing.parts else ()
    sections, announced = within(complete, announced, briefing.max_minutes)
    date = period.end.astimezone(briefing.timezone).date()
    told = [story for section in sections for story in section.stories]
    words = word_count(sections, announced)
    return Edition(
        id=f"{briefing.id}/{date}",
        title=sections[0].stories[0].headline if sections else briefing.title,
        date=date,
        briefing=masthead(briefing),
        period=period,
        cutoff=period.end,
        sections=sections,
        names=_names(told, rises, watchlist),
        week_ahead=announced,
        trends=rises,
        balance=balance(told, feeds=feeds, watchlist=watchlist),
        sources=sources or Sources(),
        model=model,
        word_count=words,
        reading_minutes=reading_minutes(words),
    )


def masthead(briefing: Briefing) -> Masthead:
    """Return what an edition carries of its briefing."""
    return Masthead(
        id=briefing.id,
        title=briefing.title,
        cadence=briefing.cadence,
        language=briefing.language,
        tagline=briefing.tagline,
        timezone=briefing.timezone.key,
        tier=briefing.tier,
        template=briefing.template,
        counts=briefing.counts,
    )


def _told(placed: Placed, treatment: Treatment, feeds: Mapping[str, Feed], fresh: Collection[str]) -> EditionStory:
    """A quick hit keeps its headline and first sentence; what else is known of it belongs to a full story."""
    story, summary = placed.ranked.story, treatment.summary
    numbers = {article.id: n for n, article in enumerate(story.articles, 1)}
    earlier = treatment.continued.earlier if treatment.continued else ()
    known = earlier or any(a.id not in fresh for a in story.articles)
    status: Literal["new", "developing"] = "developing" if known else "new"
    return EditionStory(
        id=story.id,
        rank=placed.rank,
        score=placed.ranked.score,
        headline=summary.headline,
        language=summary.language,
        storyline=treatment.storyline,
        status=status,
        first_reported=story.articles[0].published,
        previous_editions=tuple(dict.fromkeys(edition for edition, _ in earlier)),
        merged=treatment.continued.merged if treatment.continued else (),
        split_from=treatment.continued.split_from if treatment.continued else "",
        summary=tuple(
            Sentence(
                text=s.text,
                cites=tuple(sorted(numbers[a] for a in s.articles)),
                language=s.language,
                rewritten=s.rewritten,
            )
            for s in summary.sentences[: 1 if placed.brief else None]
        ),
        articles=tuple(
            _report(n, article, feeds[article.feed], origin=article.id not in placed.ranked.copies)
            for n, article in enumerate(story.articles, 1)
        ),
        changes=treatment.changes,
        statements=treatment.statements,
        accounts=treatment.accounts,
        figures=treatment.figures,
        actors=placed.ranked.actors,
        topics=placed.ranked.topics,
        timeline=treatment.timeline,
    )


def _with_parts(story: EditionStory, briefing: Briefing) -> EditionStory:
    """Keep of a story what the briefing shows of one."""
    kept = briefing.parts
    return replace(
        story,
        summary=story.summary[: briefing.sentences],
        changes=story.changes if "changes" in kept else (),
        statements=story.statements if "statements" in kept else (),
        accounts=story.accounts if "statements" in kept else (),
        figures=story.figures if "figures" in kept else (),
        timeline=story.timeline if "timeline" in kept else (),
    )


def _report(n: int, article: Article, feed: Feed, *, origin: bool) -> Report:
    return Report(
        n=n,
        url=article.url,
        title=article.title,
        publisher=feed.title,
        feed=feed.id,
        language=article.language,
        published=article.published,
        origin=origin,
    )


def _names(told: Sequence[EditionStory], trends: Trends, watchlist: Watchlist) -> dict[str, str]:
    """The names of all whose ids an edition holds; those of speakers stand with their statements."""
    spoken_of = {*(i for story in told for i in story.actors), *(i for pair in trends.pairs for i in (pair.a, pair.b))}
    actors = {i: watchlist.actors[i].name for i in sorted(spoken_of)}
    topics = {i: watchlist.topics[i].title for story in told for i in story.topics}
    return {**actors, **topics}
