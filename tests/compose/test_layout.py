"""The chosen stories, told, in their sections."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

from briefgen.compose import Placed, choose, lay_out
from briefgen.compose.selection import REST, TOP
from briefgen.model.briefing import Briefing, SectionRule
from briefgen.model.edition import DownFeed, Edition, PairTrend, Sources, Trends
from briefgen.model.moment import Period
from briefgen.model.story import Continued, Story, Treatment
from tests.compose.judged import END, PERIOD, WATCHED, a_concern, a_summary, a_told_story, feeds_of, ranking
from tests.factories import NOON, a_briefing, a_watchlist, an_actor


def places(briefing: Briefing, *about: tuple[str, ...]) -> list[tuple[str, str]]:
    """Place a story for each entry of ``about``, the first told by most outlets; return (section, first mark)."""
    judged = [(a_told_story(f"story-{n}", outlets=12 - n), a_concern(*marks)) for n, marks in enumerate(about)]
    placed = choose(ranking(*judged), replace(briefing, quick_hits=0))
    assert [p.rank for p in placed] == list(range(1, len(placed) + 1))
    return [(p.section, p.ranked.story.id.removeprefix("s-story-").removesuffix("-0")) for p in placed]


def laid_out(
    stories: Sequence[Story],
    *,
    briefing: Briefing | None = None,
    period: Period = PERIOD,
    continued: Mapping[str, Continued] = MappingProxyType({}),
    sources: Sources | None = None,
) -> Edition:
    """Lay out an edition of stories that are about Lavrov and the nuclear talks."""
    publication = briefing or a_briefing()
    placed: tuple[Placed, ...] = choose(
        ranking(*((story, a_concern("lavrov", "iran-nuclear")) for story in stories)), publication
    )
    return lay_out(
        placed,
        {s.id: Treatment(summary=a_summary(s), continued=continued.get(s.id)) for s in stories},
        briefing=publication,
        period=period,
        feeds=feeds_of(*stories),
        watchlist=WATCHED,
        sources=sources,
    )


STRIKES = SectionRule(title="Security", topics=("syria-strikes",))
TALKS = SectionRule(title="Diplomacy", topics=("iran-nuclear",), actors=("lavrov",))


def test_the_first_section_that_claims_a_story_takes_it() -> None:
    """By a topic or by an actor; the best story of all stands on top."""
    briefing = a_briefing(sections=(STRIKES, TALKS))
    both = ("lavrov", "syria-strikes")
    found = {name: section for section, name in places(briefing, both, both, ("iran-nuclear",), ("lavrov",))}
    assert found == {"0": TOP, "1": "Security", "2": "Diplomacy", "3": "Diplomacy"}


def test_a_full_section_passes_a_story_on() -> None:
    """To the next one that claims it; what none takes is left out."""
    briefing = a_briefing(sections=(replace(STRIKES, max_stories=1), replace(TALKS, max_stories=1)))
    both = ("lavrov", "syria-strikes")
    assert places(briefing, both, both, both, both) == [(TOP, "0"), ("Security", "1"), ("Diplomacy", "2")]


def test_a_story_that_no_section_claims_is_left_out() -> None:
    """A briefing with sections has no room for anything else."""
    briefing = a_briefing(sections=(STRIKES,))
    assert places(briefing, ("lavrov",), ("lavrov",), ("syria-strikes",)) == [(TOP, "0"), ("Security", "2")]


def test_a_section_without_topics_and_actors_takes_what_is_left() -> None:
    """The catch-all."""
    briefing = a_briefing(sections=(STRIKES, SectionRule(title="Elsewhere")))
    assert places(briefing, ("lavrov",), ("lavrov",), ("syria-strikes",)) == [
        (TOP, "0"),
        ("Elsewhere", "1"),
        ("Security", "2"),
    ]


def test_a_briefing_without_sections_takes_every_story() -> None:
    """Below the one on top."""
    assert places(a_briefing(), ("lavrov",), ("iran-nuclear",)) == [(TOP, "0"), (REST, "1")]


def test_no_edition_holds_more_stories_than_its_briefing_wants() -> None:
    """The best ones, over all sections."""
    briefing = a_briefing(max_stories=3, sections=(STRIKES, TALKS))
    assert [name for _, name in places(briefing, *[("lavrov",)] * 8)] == ["0", "1", "2"]


def test_sections_stand_in_the_order_of_the_briefing() -> None:
    """Whatever ranks higher inside; empty ones are left out."""
    stories = [a_told_story(f"story-{n}", 5 - n) for n in range(3)]
    sections = (SectionRule(title="Nothing", actors=("nobody",)), SectionRule(title="All"))
    edition = laid_out(stories, briefing=a_briefing(sections=sections))
    assert [section.title for section in edition.sections] == [TOP, "All"]
    assert [story.rank for story in edition.stories] == [1, 2, 3]


def test_a_day_without_stories_gives_an_edition_all_the_same() -> None:
    """Readers learn that nothing was found, and which feeds were down."""
    down = DownFeed(feed="outlet-1", title="Outlet 1", since=NOON, reason="connection refused")
    edition = laid_out([], sources=Sources(polled=3, down=(down,)))
    assert edition.sections == ()
    assert edition.title == "Israel Briefing"
    assert edition.sources.down == (down,)
    assert (edition.word_count, edition.reading_minutes) == (0, 1)


def test_the_edition_is_named_after_its_briefing_and_the_day_there() -> None:
    """23:30 in London is the next day in Jerusalem."""
    end = datetime(2021, 12, 28, 23, 30, tzinfo=UTC)
    period = Period(start=end - timedelta(days=1), end=end)
    edition = laid_out([], period=period)
    assert (edition.id, edition.date) == ("israel/2021-12-29", date(2021, 12, 29))
    london = laid_out([], period=period, briefing=a_briefing(timezone=ZoneInfo("Europe/London")))
    assert (london.id, london.date) == ("israel/2021-12-28", date(2021, 12, 28))
    assert edition.cutoff == end
    assert edition.briefing.timezone == "Asia/Jerusalem"


def test_reports_are_numbered_by_time_and_cites_are_their_numbers() -> None:
    """From 1, in ascending order."""
    (story,) = laid_out([a_told_story("talks", 3)]).stories
    assert [(r.n, r.feed) for r in story.articles] == [(1, "outlet-0"), (2, "outlet-1"), (3, "outlet-2")]
    assert [sentence.cites for sentence in story.summary] == [(1, 2, 3)]
    assert story.first_reported == story.articles[0].published
    assert [r.publisher for r in story.articles] == ["Outlet 0", "Outlet 1", "Outlet 2"]


def test_the_lead_storys_headline_titles_the_edition() -> None:
    """What the subject of the email says."""
    edition = laid_out([a_told_story("talks", 3), a_told_story("phone call", 1)])
    assert edition.title == edition.stories[0].headline == "Report 0 on talks"


def test_the_names_of_all_actors_and_topics_are_in_the_edition() -> None:
    """So that it can be rendered without the workspace."""
    edition = laid_out([a_told_story("talks")])
    assert edition.names == {"lavrov": "Sergey Lavrov", "iran-nuclear": "Iran nuclear file"}
    assert (edition.stories[0].actors, edition.stories[0].topics) == (("lavrov",), ("iran-nuclear",))


def test_a_story_that_begins_in_the_period_is_new() -> None:
    """And was in no edition before."""
    (story,) = laid_out([a_told_story("talks")]).stories
    assert (story.status, story.previous_editions) == ("new", ())


def test_a_story_that_began_earlier_is_developing() -> None:
    """Also where no edition told it."""
    old = a_told_story("talks", hours=40)
    new = replace(old.articles[0], id="a-new", published=END - timedelta(hours=1))
    (story,) = laid_out([Story(id=old.id, articles=(*old.articles, new))]).stories
    assert (story.status, story.previous_editions) == ("developing", ())


def test_a_story_that_earlier_editions_told_names_each_once() -> None:
    """The newest first, also where two of their stories have become one."""
    told = a_told_story("talks")
    earlier = (("israel/2021-12-27", "s-1"), ("israel/2021-12-27", "s-2"), ("israel/2021-12-26", "s-1"))
    (story,) = laid_out([told], continued={told.id: Continued(id=told.id, earlier=earlier)}).stories
    assert (story.status, story.previous_editions) == ("developing", ("israel/2021-12-27", "israel/2021-12-26"))


def test_words_are_counted_as_readers_read_them() -> None:
    """Headlines and sentences; a long edition takes minutes."""
    short = laid_out([a_told_story("talks")])
    (story,) = short.stories
    texts = [story.headline, *(s.text for s in story.summary)]
    assert short.word_count == sum(len(text.split()) for text in texts)
    many = laid_out(
        [a_told_story(f"talks {n}", text=f"{'very ' * 100}long. End") for n in range(10)],
        briefing=a_briefing(max_stories=10),
    )
    assert many.reading_minutes == pytest.approx(many.word_count / 238, abs=1)


def test_what_a_story_is_about_throughout_decides_its_section() -> None:
    """A name that one report of three drops does not, unless nothing else claims it."""
    rules = (SectionRule(title="Iran", actors=("iran",)), SectionRule(title="West Bank", topics=("west-bank",)))
    about_both = replace(
        ranking((a_told_story("a"), a_concern("lavrov")))[0],
        actors=("iran",),
        topics=("west-bank",),
        foremost=frozenset({"west-bank"}),
    )
    lead = replace(about_both, story=a_told_story("lead"))
    placed = choose([lead, about_both], a_briefing(sections=rules))
    assert [p.section for p in placed] == [TOP, "West Bank"]
    only_dropped = replace(about_both, topics=(), foremost=frozenset())
    assert choose([lead, only_dropped], a_briefing(sections=rules))[1].section == "Iran"


def test_whoever_is_named_in_a_trend_has_a_name() -> None:
    """No story of the edition need be about them."""
    trends = Trends(pairs=(PairTrend(a="lavrov", b="putin", stories=3, previous=0),))
    watchlist = a_watchlist(an_actor(), an_actor(id="putin", name="Vladimir Putin"))
    edition = lay_out((), {}, briefing=a_briefing(), period=PERIOD, feeds={}, watchlist=watchlist, trends=trends)
    assert edition.names == {"lavrov": "Sergey Lavrov", "putin": "Vladimir Putin"}
