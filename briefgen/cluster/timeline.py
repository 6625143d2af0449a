"""A storyline → its timeline: what was told of the affair before, by day. Pure.

First what the briefing's earlier editions told, each with the headline of its day. Then, from the reports at hand, the
first of each day that adds something: half of the words of its title are new. Nothing that the story's own headline
says already.
"""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from itertools import chain

from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.model.edition import Edition, EditionStory, Report, TimelineEntry
from briefgen.model.story import Story

#: The share of a title's words that no entry before it has.
ADDS = 0.5

#: Entries of one timeline; of more, the first is kept and the newest.
MOST = 8


def timeline(  # noqa: PLR0913  what an editor looks at
    stories: Sequence[Story],
    known: Sequence[Edition],
    storyline: str,
    *,
    language: str,
    timezone: tzinfo,
    headline: str = "",
) -> tuple[TimelineEntry, ...]:
    """Return the entries in order of time. ``stories`` are those of the storyline in this edition's window.

    ``known`` are earlier editions, ``timezone`` is the briefing's, ``headline`` is what the edition tells now.
    """
    entries: list[TimelineEntry] = []
    said = [set(words(headline, language))]
    reports = (article for story in stories for article in story.articles if article.language == language)
    for entry in (*_told(known, storyline, timezone), *_days(reports, timezone)):
        new = set(words(entry.text, language))
        if any(entry.date == before.date for before in entries):
            continue
        if new and all(len(new - old) >= ADDS * len(new) for old in said):
            said.append(new)
            entries.append(entry)
    entries.sort(key=lambda entry: entry.date)
    return (*entries[:1], *entries[1:][-(MOST - 1) :])


def _told(known: Sequence[Edition], storyline: str, timezone: tzinfo) -> Iterator[TimelineEntry]:
    """Yield what each edition told first of the affair, the oldest edition first."""
    for edition in sorted(known, key=lambda edition: (edition.period.end, edition.id)):
        for story in edition.stories:
            if storyline and story.storyline == storyline:
                newest = max((report.published for report in story.articles), default=story.first_reported)
                day = newest.astimezone(timezone).date()
                yield TimelineEntry(date=day, text=story.headline, url=_source(story).url)
                break


def _source(story: EditionStory) -> Report:
    """Return the report whose title the headline is, which is cleaned; else the first in its language, or at all."""
    headline = story.headline.casefold()
    titled = (report for report in story.articles if headline in " ".join(report.title.split()).casefold())
    readable = (report for report in story.articles if report.language == story.language)
    return next(chain(titled, readable, story.articles))


def _days(reports: Iterator[Article], timezone: tzinfo) -> Iterator[TimelineEntry]:
    """Yield every report as an entry, in order of time."""
    for article in sorted(reports, key=lambda article: (article.published, article.id)):
        day: date = article.published.astimezone(timezone).date()
        yield TimelineEntry(date=day, text=article.title, url=article.url)
