"""Steps 4 to 6 for one edition: what the articles are about, which stories they tell, what is told of each. Pure."""

import functools
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.cluster import follow, group, storylines, timeline
from briefgen.compose import Concern, Placed, Ranked, choose, country_of, rank, readable_first, week_ahead
from briefgen.language.rarity import Rarity, rarity
from briefgen.language.words import words
from briefgen.match import Finder, Relevance, relevance
from briefgen.model.article import Article
from briefgen.model.edition import Account, Edition, EditionStory, TimelineEntry, WeekAheadEntry
from briefgen.model.moment import Period
from briefgen.model.story import Continued, Story, Summary, Treatment
from briefgen.model.watch import Match, Watchlist
from briefgen.reading import Desk
from briefgen.summarize import (
    ENOUGH_WORDS,
    MOST_SENTENCES,
    accounts,
    candidates,
    changes,
    clean,
    figures,
    is_background,
    is_unchanged,
    statements,
    summarize,
    untold,
)

log = logging.getLogger(__name__)

#: Storylines are looked for among so many of the best stories: of the others none is told.
FOREMOST = 400

#: A story that leads for its accounts is one of so many best, with so large a share of the best score.
LEADING, LEADS = 8, 0.7


@dataclass(frozen=True, kw_only=True, slots=True)
class Assignment:
    """What an edition is to be made of, besides articles."""

    desk: Desk
    period: Period
    known: Sequence[Edition] = ()  #: the briefing's editions of the weeks before, the latest first
    late: Collection[str] = ()  #: ids of articles that came too late for the edition before: they count as new

    def fresh(self, story: Story) -> Story:
        """Return the story as far as it is new: an old report must not be told as news."""
        return replace(
            story, articles=tuple(a for a in story.articles if a.published in self.period or a.id in self.late)
        )

    def before(self, continued: Continued | None) -> EditionStory | None:
        """Return how the latest edition that told of a story told it."""
        if continued is None or not continued.earlier:
            return None
        edition, name = continued.earlier[0]
        return next((s for e in self.known if e.id == edition for s in e.stories if s.id == name), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """Everything that was decided on the way to an edition; ``briefgen explain`` shows it."""

    matches: Mapping[str, Match]  #: by article
    relevances: Mapping[str, Relevance]  #: by article
    stories: tuple[Story, ...]
    ranked: tuple[Ranked, ...]
    placed: tuple[Placed, ...]
    followed: Mapping[str, Continued]  #: by story, those that an earlier edition told
    unchanged: frozenset[str]  #: stories that an earlier edition told, and of which nothing is new
    storylines: Mapping[str, str]  #: by story, of the foremost
    rarity: Rarity  #: of words, among the articles that name anybody watched


@functools.lru_cache(maxsize=2)
def finder_of(watchlist: Watchlist) -> Finder:
    """Return the compiled watchlist; one process builds many editions with the same."""
    return Finder(watchlist)


def judge(articles: Sequence[Article], assignment: Assignment) -> Judgement:
    """Articles → who and what they are about, the stories they tell, and which of them the edition takes.

    Stories keep the ids that they had in earlier editions; one that was told, and of which nothing is new, is left out.
    """
    desk, known = assignment.desk, assignment.known
    finder = finder_of(desk.watchlist)
    matches = {article.id: finder.find(article) for article in articles}
    relevances = {a.id: relevance(a, matches[a.id], desk.briefing) for a in articles}
    touched = [a for a in articles if relevances[a.id].touches]
    log.info("4/9 match: %d of %d articles name somebody or something watched", len(touched), len(articles))
    named = [a for a in articles if relevances[a.id].strengths]
    marks = {a.id: _marks(relevances[a.id], desk.watchlist) for a in touched}
    stories, followed = follow(group(touched, marks, background=named), known)
    log.info("5/9 cluster: %d stories", len(stories))
    ranked = rank(
        stories,
        concerns={a.id: _concern(relevances[a.id]) for a in touched},
        watchlist=desk.watchlist,
        feeds=desk.feeds,
        period=assignment.period,
        briefing=desk.briefing,
        late=assignment.late,
        earlier=known,
    )
    rare = rarity((*words(a.title, a.language), *words(a.text, a.language)) for r in ranked for a in r.story.articles)
    unchanged = frozenset(
        r.story.id
        for r in ranked
        if is_unchanged(
            r.story,
            {a.id for a in assignment.fresh(r.story).articles},
            assignment.before(followed.get(r.story.id)),
            language=desk.briefing.language,
            rarity=rare,
            copies=r.copies,
        )
    )
    ranked = readable_first([r for r in ranked if r.story.id not in unchanged], desk.briefing.language)
    affairs = storylines([r.story for r in ranked[:FOREMOST]], marks, known, followed)
    judgement = Judgement(
        matches=matches,
        relevances=relevances,
        stories=stories,
        ranked=ranked,
        placed=choose(ranked, desk.briefing, affairs),
        followed=followed,
        unchanged=unchanged,
        storylines=affairs,
        rarity=rare,
    )
    return _led_by_accounts(judgement, assignment) if desk.briefing.lead == "accounts" else judgement


def _led_by_accounts(judgement: Judgement, assignment: Assignment) -> Judgement:
    """Let the best story lead that two sides tell, if it is among the day's best; else the best."""
    least = LEADS * max((r.score for r in judgement.ranked), default=0.0)
    for one in judgement.ranked[:LEADING]:
        placed = Placed(ranked=one, rank=1, section="")
        if one.score >= least and treat(placed, judgement, assignment).accounts:
            ranked = (one, *(r for r in judgement.ranked if r is not one))
            placing = choose(ranked, assignment.desk.briefing, judgement.storylines)
            return replace(judgement, ranked=ranked, placed=placing)
    return judgement


def treat(placed: Placed, judgement: Judgement, assignment: Assignment) -> Treatment:
    """A chosen story → everything the edition tells of it."""
    desk, story = assignment.desk, placed.ranked.story
    fresh = assignment.fresh(story)
    most = desk.briefing.sentences
    enough = round(ENOUGH_WORDS * most / MOST_SENTENCES)
    summary = summarize(fresh, desk.briefing.language, judgement.rarity, _outlet_names(desk), enough=enough, most=most)
    continued = judgement.followed.get(story.id)
    affair = judgement.storylines.get(story.id, "")
    if placed.brief:
        return Treatment(summary=summary, continued=continued, storyline=affair)
    copies = placed.ranked.copies
    in_language = [a for a in fresh.articles if a.language == summary.language]
    news = [a for a in in_language if not is_background(a.title)]  # what was said years ago is told in explainers
    readable = replace(fresh, articles=tuple(news or in_language))
    said = statements(readable, judgement.matches, desk.watchlist)
    together = accounts(readable, said, judgement.matches, desk.watchlist, _state_media(desk))
    said, together = untold(said, together, summary)
    numbers = {n: story.articles.index(article) + 1 for n, article in enumerate(readable.articles, 1)}
    return Treatment(
        summary=summary,
        storyline=affair,
        continued=continued,
        changes=changes(
            story,
            {a.id for a in fresh.articles},
            assignment.before(continued),
            language=summary.language,
            rarity=judgement.rarity,
            copies=copies,
        ),
        statements=tuple(replace(one, cite=numbers[one.cite]) for one in said),
        accounts=tuple(_renumbered(one, numbers) for one in together),
        figures=figures(story, summary.language, copies),
        timeline=_timeline(story, affair, summary, judgement, assignment),
    )


def announced(judgement: Judgement, assignment: Assignment) -> tuple[WeekAheadEntry, ...]:
    """Return the events that the foremost stories announce for the days after the period."""
    desk, foremost = assignment.desk, judgement.ranked[:FOREMOST]
    names = _outlet_names(desk)
    return week_ahead(
        [r.story for r in foremost],
        period=assignment.period,
        language=desk.briefing.language,
        feeds=desk.feeds,
        concerned={name for name, found in judgement.relevances.items() if found.concerns},
        timezone=desk.briefing.timezone,
        tellings=lambda article: (clean(article.title, names), *(one.text for one in candidates(article))),
        about={r.story.id: (*r.actors, *r.topics) for r in foremost},
    )


def _marks(found: Relevance, watchlist: Watchlist) -> Mapping[str, float]:
    """What shows that two reports tell one happening: not that both are about business."""
    topics = watchlist.topics
    return {
        name: strength for name, strength in found.strengths.items() if name not in topics or not topics[name].general
    }


def _concern(found: Relevance) -> Concern:
    return Concern(concerns=found.concerns, strengths=found.strengths, claims=found.claims)


def _timeline(
    story: Story, affair: str, summary: Summary, judgement: Judgement, assignment: Assignment
) -> tuple[TimelineEntry, ...]:
    """Tell how it came to this: of a day what was before it, of a week its days."""
    desk = assignment.desk
    weekly = desk.briefing.cadence == "weekly"
    names = _outlet_names(desk)
    stories = [r.story for r in judgement.ranked if affair and judgement.storylines.get(r.story.id) == affair] or [
        story
    ]
    reports = (
        replace(article, title=clean(article.title, names))
        for one in stories
        for article in one.articles
        if (weekly or article.published <= assignment.period.start) and not is_background(article.title)
    )
    by_time = tuple(sorted(reports, key=lambda article: (article.published, article.id)))
    entries = timeline(
        [replace(story, articles=by_time)] if by_time else [],
        assignment.known,
        affair,
        language=summary.language,
        timezone=desk.briefing.timezone,
        headline=summary.headline,
    )
    return entries if len(entries) > int(weekly) else ()


def _outlet_names(desk: Desk) -> frozenset[str]:
    return frozenset(feed.title.casefold() for feed in desk.feeds.values())


def _state_media(desk: Desk) -> dict[str, str]:
    """Feeds that speak for a state → the actor that this state is."""
    states = {country_of(a, desk.watchlist): a.id for a in desk.watchlist.actors.values() if a.kind == "state"}
    return {
        feed.id: states[feed.country]
        for feed in desk.feeds.values()
        if feed.ownership == "state" and feed.country in states
    }


def _renumbered(account: Account, numbers: Mapping[int, int]) -> Account:
    only = tuple(replace(s, cites=tuple(sorted(numbers[c] for c in s.cites))) for s in account.only)
    return replace(account, only=only)
