"""What was told of an affair before."""

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from briefgen.cluster import timeline
from briefgen.model.article import Article
from briefgen.model.edition import Edition, Section
from briefgen.model.moment import Period
from tests.factories import NOON, a_report, a_story, an_article, an_edition, an_edition_story


def a_day(day: float, title: str, **given: str) -> Article:
    """Return an article of some day."""
    return an_article(id=f"a-{title}", title=title, published=NOON + timedelta(days=day), **given)


def an_edition_of(day: int, headline: str, line: str = "l-dam") -> Edition:
    """Return the edition of some day with one story of a storyline."""
    when = NOON + timedelta(days=day)
    report = a_report(1, title=headline, url=f"https://harbour-post.example/told-{day}", published=when)
    story = an_edition_story(storyline=line, headline=headline, articles=(report,), summary=())
    period = Period(start=when - timedelta(days=1), end=when)
    return an_edition(Section(title="Top story", stories=(story,)), id=f"israel/{when.date()}", period=period)


def test_earlier_editions_tell_each_with_the_headline_of_its_day() -> None:
    """The oldest first, of this storyline only."""
    known = [an_edition_of(2, "Villages cleared"), an_edition_of(0, "Dam cracks"), an_edition_of(1, "Other", "l-other")]
    entries = timeline([], known, "l-dam", language="en", timezone=UTC)
    assert [(e.date, e.text) for e in entries] == [
        (date(2021, 12, 27), "Dam cracks"),
        (date(2021, 12, 29), "Villages cleared"),
    ]
    assert entries[0].url == "https://harbour-post.example/told-0"


def test_of_each_day_the_first_report_that_adds_something_is_taken() -> None:
    """Not what says the same again, and not what the story's own headline says."""
    story = a_story(
        a_day(0, "Dam on the Karun cracks"),
        a_day(0.1, "Villages below the wall cleared at night"),
        a_day(1, "Karun dam cracks"),
        a_day(1.1, "Minister promises new homes"),
        a_day(2, "Repair takes a year"),
    )
    entries = timeline([story], [], "l-dam", language="en", timezone=UTC, headline="Repair takes a year, engineers say")
    assert [entry.text for entry in entries] == ["Dam on the Karun cracks", "Minister promises new homes"]


def test_the_day_is_that_of_the_readers() -> None:
    """Half past ten in the evening in London is the next day in Jerusalem."""
    story = a_story(a_day(10.5 / 24, "Dam cracks"))
    (entry,) = timeline([story], [], "l-dam", language="en", timezone=ZoneInfo("Asia/Jerusalem"))
    assert entry.date == date(2021, 12, 28)


def test_a_long_timeline_keeps_its_beginning_and_its_end() -> None:
    """What lies between can be looked up."""
    happenings = ["flood", "drought", "election", "quake", "strike", "wedding", "eclipse", "harvest", "race", "feast"]
    story = a_story(*(a_day(n, what) for n, what in enumerate(happenings)))
    entries = timeline([story], [], "l", language="en", timezone=UTC)
    assert [e.text for e in entries] == [happenings[0], *happenings[3:]]


def test_reports_in_other_languages_stand_in_no_timeline() -> None:
    """Its readers cannot read them."""
    story = a_story(a_day(0, "В плотине трещины", language="ru"))
    assert timeline([story], [], "l", language="en", timezone=UTC) == ()
