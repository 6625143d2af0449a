"""The store → a report on one actor or topic: 4 to 7 for a month of what concerns it. ``report`` is pure.

Numbers are of the days' tallies, which are counted once and kept; what is told is of the articles that name the
subject. Of the others only ``BACKGROUND`` are read along: they say how rare a word is.
"""

import difflib
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from briefgen.cluster import timeline
from briefgen.compose import (
    Course,
    Placed,
    Ranked,
    Said,
    a_day,
    companions,
    courses,
    days_of,
    lay_out,
    outlets,
    place,
    quotes,
    reading_minutes,
    source,
    span,
    subject_of,
    voices,
)
from briefgen.config import Config
from briefgen.judging import FOREMOST, Assignment, Judgement, announced, finder_of, judge, treat
from briefgen.match import relevance
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing, SectionRule
from briefgen.model.edition import Edition, Sources, TimelineEntry
from briefgen.model.errors import UsageError
from briefgen.model.focus import Focus, Storyline, StorylineDay, Subject
from briefgen.model.moment import LENGTH, Period
from briefgen.model.story import Story, Treatment
from briefgen.model.tally import DayTally
from briefgen.reading import Desk, read_for, sources_of
from briefgen.store import Store
from briefgen.summarize import clean, is_background, statements
from briefgen.tallying import counted

log = logging.getLogger(__name__)

#: So many articles that do not name the subject are read along at most.
BACKGROUND = 4_000


def make_report(  # noqa: PLR0913  as pipeline.build
    config: Config,
    store: Store,
    briefing: Briefing,
    *,
    at: datetime,
    about: str = "",
    on_step: Callable[[str], None] = lambda _: None,
) -> Edition:
    """Return the report of the cadence up to ``at`` on the briefing's standing subject, or on that of ``about``.

    One on demand has its subject as slug: it stands beside the standing one. A report looks at its whole cadence,
    whatever was published before: else it could not be held against the one before.
    Raises UsageError for a subject that nobody watches.
    """
    wanted = about or briefing.about
    subject = subject_of(wanted, config.watchlist, at.astimezone(briefing.timezone).date())
    if subject is None:
        near = difflib.get_close_matches(wanted, [*config.watchlist.actors, *config.watchlist.topics], n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "; `briefgen actors list` shows whom"
        message = f"no actor or topic {wanted!r} is watched{hint}"
        raise UsageError(message)
    period = Period(start=at - LENGTH[briefing.cadence], end=at)
    desk = Desk(briefing=_on(subject, briefing), watchlist=config.watchlist, feeds={f.id: f for f in config.feeds})
    articles = read_for(store, desk, period)
    days = days_of(period)
    on_step(f"counting {2 * len(days)} days")
    first = days[0] - timedelta(days=len(days))
    finder = finder_of(config.watchlist)
    tallies = counted(store, config.watchlist, finder, (first, days[-1]), most=2 * len(days)) if days else []
    on_step(f"judging {len(articles)} articles")
    sources = sources_of(config, briefing, store.feed_states(), period)
    slug = "" if wanted == briefing.about else wanted
    return report(articles, desk, period, subject, history=tallies, sources=sources, slug=slug)


def report(  # noqa: PLR0913  all that a report is made of
    articles: Sequence[Article],
    desk: Desk,
    period: Period,
    subject: Subject,
    *,
    history: Sequence[DayTally],
    sources: Sources | None = None,
    slug: str = "",
) -> Edition:
    """Articles of the period and tallies of its days → the report on a subject. Pure."""
    finder = finder_of(desk.watchlist)
    on = [a for a in articles if relevance(a, finder.find(a), desk.briefing).touches]
    assignment = Assignment(desk=desk, period=period)
    judgement = judge([*on, *_background(articles, {a.id for a in on})], assignment)
    told = courses(
        judgement.ranked[:FOREMOST],
        judgement.storylines,
        subject=subject.id,
        period=period,
        watchlist=desk.watchlist,
    )
    placed = place(judgement.ranked, told, desk.briefing)
    labels = dict.fromkeys(p.section for p in placed if not p.brief)
    judgement = replace(judgement, placed=placed)
    best = (Placed(ranked=one.stories[0], rank=1, section=one.label, brief=True) for one in told)
    treatments = {p.ranked.story.id: treat(p, judgement, assignment) for p in (*best, *placed)}
    log.info("6/9 summarize: %d of %d stories", len(treatments), len(judgement.ranked))
    edition = lay_out(
        placed,
        treatments,
        briefing=replace(desk.briefing, sections=tuple(SectionRule(title=label) for label in labels)),
        period=period,
        feeds=desk.feeds,
        watchlist=desk.watchlist,
        sources=sources,
        week_ahead=announced(judgement, assignment),
    )
    reports = [a for a in on if a.published in period and judgement.relevances[a.id].concerns]
    focus = _focus(subject, judgement, assignment, reports, told=told, history=history, treatments=treatments)
    words = edition.word_count + _words(focus)
    silent = {a.feed for a in articles if a.published in period} - {a.feed for a in reports}
    edition = replace(
        edition,
        id=f"{edition.id}-{slug}" if slug else edition.id,
        title=subject.name,
        slug=slug,
        word_count=words,
        reading_minutes=reading_minutes(words),
        focus=replace(focus, silent=len({desk.feeds[name].title for name in silent})),
    )
    log.info("7/9 compose: %s, %d reports on %s", edition.id, len(reports), subject.id)
    return edition


def _words(focus: Focus) -> int:
    """Count the words of a report's own parts that are there to be read: what is said, and how affairs went."""
    texts = [quote.text for quote in focus.quotes]
    texts += [text for line in focus.storylines for text in (line.headline, *(day.text for day in line.days))]
    return sum(len(text.split()) for text in texts)


def _on(subject: Subject, briefing: Briefing) -> Briefing:
    """Return the briefing, watching its subject only."""
    one = (subject.id,)
    return replace(
        briefing,
        actors=() if subject.kind == "topic" else one,
        topics=one if subject.kind == "topic" else (),
        exclude=tuple(name for name in briefing.exclude if name != subject.id),
    )


def _background(articles: Sequence[Article], but: Collection[str]) -> list[Article]:
    """Return so many of the other articles, evenly, as say how rare a word is."""
    others = sorted((a for a in articles if a.id not in but), key=lambda article: article.id)
    return others[:: max(1, -(-len(others) // BACKGROUND))]


def _focus(  # noqa: PLR0913  all that it counts
    subject: Subject,
    judgement: Judgement,
    assignment: Assignment,
    reports: Sequence[Article],
    *,
    told: Sequence[Course],
    history: Sequence[DayTally],
    treatments: Mapping[str, Treatment],
) -> Focus:
    desk, foremost = assignment.desk, judgement.ranked[:FOREMOST]
    days = days_of(assignment.period)
    spanned = span(days, history)
    copies = {name for one in judgement.ranked for name in one.copies}
    heard, countries, owners = outlets(reports, desk.feeds, copies)
    by_time = sorted(reports, key=lambda article: (article.published, article.id))
    said = [*_said(foremost, judgement, assignment)]
    return Focus(
        subject=subject,
        since=spanned.shown[0] if spanned.shown else assignment.period.end.date(),
        begins=days[0] if days else assignment.period.end.date(),
        counts=tuple(tally.actors.get(subject.id, 0) for tally in spanned.now),
        everything=tuple(tally.stories for tally in spanned.now),
        reports=a_day([a for a in reports if a.id not in copies], spanned.shown),
        before=tuple(tally.actors.get(subject.id, 0) for tally in spanned.before),
        everything_before=sum(tally.stories for tally in spanned.before),
        first=source(by_time[0], desk.feeds) if by_time else None,
        last=source(by_time[-1], desk.feeds) if by_time else None,
        outlets=heard,
        countries=countries,
        owners=owners,
        companions=companions(subject.id, spanned, desk.watchlist),
        voices=voices(said, subject, desk.watchlist),
        quotes=quotes(said, subject, matches=judgement.matches, feeds=desk.feeds, language=desk.briefing.language),
        storylines=tuple(_storyline(one, spanned.shown, assignment, treatments) for one in told),
        stories=len(judgement.ranked),
        outside=len(judgement.ranked) - sum(len(one.stories) for one in told),
    )


def _said(ranked: Sequence[Ranked], judgement: Judgement, assignment: Assignment) -> list[Said]:
    """Return what is said in the best stories, as far as it is new, and no explainer tells it."""
    found: list[Said] = []
    for place_of, one in enumerate(ranked):
        own = [a for a in assignment.fresh(one.story).articles if a.id not in one.copies]
        news = [a for a in own if not is_background(a.title)]
        if news:
            said = statements(
                Story(id=one.story.id, articles=tuple(news)), judgement.matches, assignment.desk.watchlist
            )
            found += [Said(statement=s, article=news[s.cite - 1], story=place_of) for s in said]
    return found


def _storyline(
    course: Course, shown: Sequence[date], assignment: Assignment, treatments: Mapping[str, Treatment]
) -> Storyline:
    """Return an affair with its headline, that of its best story, its weight by day and its course."""
    desk = assignment.desk
    names = frozenset(feed.title.casefold() for feed in desk.feeds.values())
    summary = treatments[course.stories[0].story.id].summary
    readable = [a for a in course.reports if a.language == summary.language and not is_background(a.title)]
    titles = [replace(a, title=clean(a.title, names)) for a in readable or course.reports]
    entries: Sequence[TimelineEntry] = ()
    if titles:
        entries = timeline(
            [Story(id=course.id, articles=tuple(titles))],
            (),
            course.id,
            language=summary.language,
            timezone=desk.briefing.timezone,
            headline=summary.headline,
        )
    return Storyline(
        id=course.id,
        headline=summary.headline,
        language=summary.language,
        stories=len(course.stories),
        reports=len(course.reports),
        outlets=course.outlets,
        counts=a_day(course.reports, shown),
        days=tuple(StorylineDay(date=e.date, text=e.text, url=e.url, language=summary.language) for e in entries),
    )
