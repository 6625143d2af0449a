"""Editions at the edge, built in code: empty, blind, one story, endless words, right to left, mixed, forty stories.

And a report and a memo, which few workspaces have saved. They wear the masthead of whichever publication is looked at,
so its templates meet them before a reader does. Pure.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from briefgen.model.edition import DownFeed, Edition, EditionStory, Masthead, Report, Section, Sentence, Sources
from briefgen.model.moment import Period
from briefgen.web.preview import edge_words as words
from briefgen.web.preview.edge_parts import BALANCE, LEAD, NAMES, TRENDS, WEEK_AHEAD
from briefgen.web.preview.edge_reports import FOCUS, MEMO

#: When all of it happens: 10 March 2026, 06:00 in the eastern Mediterranean.
END = datetime(2026, 3, 10, 4, tzinfo=UTC)

#: Words that somebody reads in a minute.
PACE = 230

#: How many stories "forty stories" has.
MANY = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class EdgeCase:
    """One edge case: what it is called, what it is there to show, and how it is made of a masthead."""

    id: str
    title: str
    shows: str
    make: Callable[[Masthead], Edition]


def _story(rank: int, told: Sequence[str], *, language: str = "en", reports: int = 2, **more: Any) -> EditionStory:
    headline, *sentences = told
    return EditionStory(
        id=f"s-edge-{rank:03d}",
        rank=rank,
        score=round(1 / rank, 4),
        headline=headline,
        language=language,
        first_reported=END - timedelta(hours=7 + rank % 11),
        **{
            "status": "new",
            "summary": tuple(Sentence(text=text, cites=(1 + n % reports,)) for n, text in enumerate(sentences)),
            "articles": tuple(_report(n, headline, language) for n in range(1, reports + 1)),
            **more,
        },
    )


def _report(n: int, title: str, language: str, **more: Any) -> Report:
    outlet = words.OUTLETS[(n - 1) % len(words.OUTLETS)]
    slug = outlet.lower().replace(" ", "-")
    plausible: dict[str, Any] = {
        "url": f"https://{slug}.example/report-{n}",
        "title": title,
        "publisher": outlet,
        "feed": slug,
        "language": language,
        "published": END - timedelta(hours=n),
    }
    return Report(n=n, **{**plausible, **more})


def _edition(masthead: Masthead, *sections: Section, **more: Any) -> Edition:
    told = [story for section in sections for story in section.stories]
    count = sum(len(text.split()) for story in told for text in (story.headline, *(s.text for s in story.summary)))
    days = {"daily": 1, "weekly": 7, "monthly": 30}.get(masthead.cadence, 1)
    plausible: dict[str, Any] = {
        "title": told[0].headline if told else masthead.title,
        "names": NAMES,
        "sources": Sources(polled=31),
        "word_count": count,
        "reading_minutes": max(1, round(count / PACE)),
    }
    return Edition(
        id=f"{masthead.id}/{END.date()}",
        date=END.date(),
        briefing=masthead,
        period=Period(start=END - timedelta(days=days), end=END),
        cutoff=END,
        sections=sections,
        **{**plausible, **more},
    )


def _ordinary(masthead: Masthead) -> Edition:
    lead, *others = words.ORDINARY
    full = [_story(rank, told) for rank, told in enumerate(others, 2)]
    hits = [_story(rank, told) for rank, told in enumerate(words.HITS, 2 + len(full))]
    return _edition(
        masthead,
        Section(title="Top story", stories=(_story(1, lead, reports=6, **LEAD),)),
        Section(title="Diplomacy", stories=tuple(full[:2])),
        Section(title="Security", stories=tuple(full[2:4])),
        Section(title="Economy", stories=tuple(full[4:])),
        Section(title="Quick hits", stories=tuple(hits), brief=True),
        week_ahead=WEEK_AHEAD,
        trends=TRENDS,
        balance=BALANCE,
        sources=Sources(polled=31, down=(_down("Gulf Ledger"),)),
    )


def _down(outlet: str) -> DownFeed:
    slug = outlet.lower().replace(" ", "-")
    return DownFeed(feed=slug, title=outlet, since=END - timedelta(hours=30), reason="connection refused")


def _empty(masthead: Masthead) -> Edition:
    return _edition(masthead, week_ahead=WEEK_AHEAD)


def _blind(masthead: Masthead) -> Edition:
    return _edition(masthead, sources=Sources(polled=len(words.OUTLETS), down=tuple(map(_down, words.OUTLETS))))


def _one(masthead: Masthead) -> Edition:
    return _edition(masthead, Section(title="Top story", stories=(_story(1, words.ORDINARY[2], reports=1),)))


def _long(masthead: Masthead) -> Edition:
    named = dataclasses.replace(masthead, tagline=f"{masthead.tagline} {words.LONG_SENTENCE}".strip())
    lead = _story(1, (words.LONG_HEADLINE, words.LONG_SENTENCE, f"It is filed under {words.LONG_WORD}."))
    reports = tuple(
        dataclasses.replace(report, publisher=words.LONG_OUTLET, url=words.LONG_ADDRESS) for report in lead.articles
    )
    return _edition(
        named,
        Section(title="Top story", stories=(dataclasses.replace(lead, articles=reports),)),
        Section(
            title="Sections too may have names that somebody thought about for longer than a reader will",
            stories=(
                _story(2, (words.LONG_WORD, f"A word without a break: {words.ENDLESS}.")),
                _story(3, (f"An address in a title: {words.LONG_ADDRESS}", words.LONG_SENTENCE), reports=6),
            ),
        ),
        Section(title="Quick hits", stories=(_story(4, (words.LONG_HEADLINE, words.LONG_SENTENCE)),), brief=True),
    )


def _of_language(
    language: str, title: str, tagline: str, told: Sequence[Sequence[str]], sections: Sequence[str]
) -> Any:
    def make(masthead: Masthead) -> Edition:
        own = dataclasses.replace(masthead, language=language, title=title, tagline=tagline)
        stories = [_story(rank, one, language=language) for rank, one in enumerate(told, 1)]
        abroad = _story(len(stories) + 1, words.ORDINARY[3])
        hit = _story(len(stories) + 2, words.HITS[0])
        return _edition(
            own,
            Section(title=sections[0], stories=(stories[0],)),
            Section(title=sections[1], stories=(*stories[1:], abroad)),
            Section(title=sections[2], stories=(hit,), brief=True),
        )

    return make


def _mixed(masthead: Masthead) -> Edition:
    stories = [_story(rank, told, language=language) for rank, (language, told) in enumerate(words.MIXED, 1)]
    return _edition(
        masthead,
        Section(title="Top story", stories=tuple(stories[:1])),
        Section(title="Diplomacy", stories=tuple(stories[1:])),
    )


def _forty(masthead: Masthead) -> Edition:
    told = [words.ORDINARY[n % len(words.ORDINARY)] for n in range(MANY)]
    stories = [
        _story(rank, (f"{headline} ({rank})", *sentences), reports=6)
        for rank, (headline, *sentences) in enumerate(told, 1)
    ]
    return _edition(
        masthead,
        Section(title="Top story", stories=tuple(stories[:1])),
        Section(title="Diplomacy", stories=tuple(stories[1:14])),
        Section(title="Security", stories=tuple(stories[14:27])),
        Section(title="Economy", stories=tuple(stories[27:])),
    )


def _report_on(masthead: Masthead) -> Edition:
    return dataclasses.replace(_ordinary(masthead), title=FOCUS.subject.name, focus=FOCUS)


def _memo(masthead: Masthead) -> Edition:
    story = _story(1, words.ORDINARY[0])
    return _edition(masthead, Section(title="Also noted", stories=(story,)), title="One strike, two numbers", memo=MEMO)


EDGE_CASES: tuple[EdgeCase, ...] = (
    EdgeCase(id="everything", title="Everything", shows="every part at once", make=_ordinary),
    EdgeCase(id="empty", title="Empty", shows="a quiet day", make=_empty),
    EdgeCase(id="blind", title="Blind day", shows="no source answers", make=_blind),
    EdgeCase(id="one-story", title="One story", shows="of one report", make=_one),
    EdgeCase(id="long", title="Very long", shows="endless titles", make=_long),
    EdgeCase(
        id="hebrew",
        title="Hebrew",
        shows="right to left",
        make=_of_language(
            "he", words.HEBREW_TITLE, words.HEBREW_TAGLINE, words.HEBREW, ("הידיעה המרכזית", "מדיניות וביטחון", "בקצרה")
        ),
    ),
    EdgeCase(
        id="arabic",
        title="Arabic",
        shows="right to left",
        make=_of_language(
            "ar", words.ARABIC_TITLE, words.ARABIC_TAGLINE, words.ARABIC, ("الخبر الأول", "سياسة وأمن", "باختصار")
        ),
    ),
    EdgeCase(
        id="persian",
        title="Persian",
        shows="own digits, too",
        make=_of_language(
            "fa", words.PERSIAN_TITLE, words.PERSIAN_TAGLINE, words.PERSIAN, ("خبر نخست", "سیاست و امنیت", "کوتاه")
        ),
    ),
    EdgeCase(id="mixed", title="Mixed scripts", shows="six languages", make=_mixed),
    EdgeCase(id="forty", title="40 stories", shows="beyond Gmail’s cut", make=_forty),
    EdgeCase(id="report", title="Report", shows="on one actor", make=_report_on),
    EdgeCase(id="memo", title="Memo", shows="an editor’s text", make=_memo),
)
