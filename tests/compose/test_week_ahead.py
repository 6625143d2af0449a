"""What is announced for the days ahead: which sentences, one an event, in which order."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefgen.compose.announcements import announces
from briefgen.compose.week_ahead import week_ahead
from briefgen.language.dates import dates
from briefgen.model.article import Article
from briefgen.model.edition import WeekAheadEntry
from briefgen.model.moment import Period
from briefgen.model.story import Story
from briefgen.summarize.candidates import candidates
from tests.factories import a_feed, a_story, an_article

#: Tuesday, six in the morning.
END = datetime(2021, 12, 28, 6, tzinfo=UTC)
MONDAY = date(2021, 12, 27)


def tellings(article: Article) -> Iterator[str]:
    """Yield the headline and the sentences that stand alone, as the pipeline does."""
    yield article.title
    for candidate in candidates(article):
        yield candidate.text


def ahead(
    *stories: Story,
    concerned: frozenset[str] | None = None,
    about: Mapping[str, Collection[str]] | None = None,
    most: int = 8,
) -> tuple[WeekAheadEntry, ...]:
    """Return the week ahead of an edition of Tuesday morning."""
    articles = [article for story in stories for article in story.articles]
    return week_ahead(
        stories,
        period=Period(start=END - timedelta(days=1), end=END),
        language="en",
        feeds={a.feed: a_feed(id=a.feed, language=a.language) for a in articles},
        concerned=frozenset(a.id for a in articles) if concerned is None else concerned,
        timezone=ZoneInfo("UTC"),
        tellings=tellings,
        about=about or {},
        most=most,
    )


def telling(text: str, **given: object) -> Article:
    """Return an article of Monday noon with that text, under a headline that announces nothing."""
    return an_article(**{"title": "Ferry line makes news", "text": text, "id": f"a-{text[:60]}", **given})


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The port authority will meet the two mayors on Thursday in the old customs house.", 30),
        ("Harbour pilots are due to vote on Friday on the new pay agreement.", 31),
        ("The ferry summit is scheduled for Jan. 4 in the small town of Lissen.", 4),
        ("The minister is expected on Wednesday in the southern province of Tarn.", 29),
        ("The port authority said on Monday that talks would resume on Thursday.", 30),
        ("The hearing, first planned for Tuesday, was postponed to Jan. 5 by the court.", 5),
        ("Voters in the northern province go to the polls on Sunday.", 2),
        ("Mayor Anna Holt's trial opens on 3 January, a court spokesman said.", 3),
        ("On Wednesday the council will decide who is to build the new bridge.", 29),
        ("The deadline for bids is Jan. 7, according to the harbour authority.", 7),
    ],
)  # fmt: skip
def test_an_announced_event_is_told_under_its_day(sentence: str, day: int) -> None:
    """Word for word, with its source."""
    (entry,) = ahead(a_story(telling(sentence)))
    assert (entry.text, entry.date.day, entry.precision) == (sentence, day, "day")
    assert (entry.publisher, entry.language) == ("Harbour Post", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "The port authority met the two mayors on Thursday in the old customs house.",
        "Coastal mayors would have met on Thursday in the old customs house.",
        "Coastal mayors had been due to meet on Thursday, but the talks were called off.",
        "The port authority has cancelled the summit that was set for Thursday.",
        "The summit, which was to open on Thursday, has been postponed indefinitely.",
        "Coastal mayors will not meet on Thursday, the port authority said.",
        "Coastal mayors are unlikely to meet on Thursday in the old customs house.",
        "Coastal mayors might meet on Thursday in the old customs house.",
        "If the council agrees, the two mayors will meet on Thursday in Lissen.",
        "The port authority urged the two mayors to meet on Thursday in Lissen.",
        "The harbour will stay closed until Thursday, the port authority said.",
        "Coastal mayors will meet in the spring of next year in Lissen.",
        "Coastal mayors will meet on March 15 in the old customs house.",
        "Coastal mayors will meet on Jan. 20 in the old customs house.",
        "Fishermen fired flares on Thursday to force the mayors to meet them.",
        "Coastal mayors will meet every Thursday in the old customs house from now on.",
        "Ahead of Thursday's summit the mayors had little to say to reporters.",
        "She will meet the two mayors on Thursday in the old customs house.",
        "Will the two mayors meet on Thursday in the old customs house?",
    ],
)
def test_what_was_or_may_be_or_was_taken_back_is_not_announced(sentence: str) -> None:
    """Nor what lies too far ahead, nor a sentence that leans on another."""
    assert ahead(a_story(telling(sentence))) == ()


@pytest.mark.parametrize(
    ("headline", "announced"),
    [
        ("Harbour minister to visit Lissen on Thursday", True),
        ("Harbour Minister To Visit Lissen On Thursday", True),
        ("Harbour minister visited Lissen on Thursday", False),
        ("Harbour minister may visit Lissen on Thursday", False),
        ("Harbour minister cancels visit to Lissen set for Thursday", False),
        ("Will the harbour minister visit Lissen on Thursday?", False),
        ("What to expect when the mayors meet on Thursday", False),
        ("Lissen to hold ferry summit on Jan. 5", True),
    ],
)
def test_a_headline_may_announce(headline: str, announced: bool) -> None:  # noqa: FBT001  a column
    """It is told as it stands."""
    found = ahead(a_story(an_article(title=headline, text="")))
    assert [entry.text for entry in found] == [headline] * announced


def test_one_event_is_told_once_by_the_report_that_tells_it_best() -> None:
    """Outlets put it in their own words, one of them less exactly."""
    sentence = "The port authority will meet the two mayors of Lissen on Thursday."
    story = a_story(
        telling("Mayors of Lissen meet the port authority this week or next, as will be known on Thursday."),
        an_article(title="Port authority to meet mayors of Lissen on Thursday", text="", feed="levant-wire"),
        telling(sentence, feed="gulf-ledger"),
    )
    (entry,) = ahead(story)
    assert (entry.text, entry.publisher) == (sentence, "Gulf Ledger")


def test_two_events_of_one_day_are_two() -> None:
    """The day alone makes them no one event."""
    found = ahead(
        a_story(telling("The port authority will meet the two mayors of Lissen on Thursday.")),
        a_story(telling("Grain traders are to choose a new chairman in Port Ayle on Thursday.")),
    )
    assert len(found) == 2


def test_a_later_report_calls_an_event_off() -> None:
    """An earlier one does not: then the announcement is the news."""
    announced = telling("The port authority will meet the two mayors of Lissen on Thursday.")
    off = telling("The port authority has called off the meeting with the two mayors of Lissen.", feed="levant-wire")
    later = an_article(**{name: getattr(off, name) for name in ("id", "feed", "title", "text")}, published=END)
    earlier = an_article(
        **{name: getattr(off, name) for name in ("id", "feed", "title", "text")}, published=END - timedelta(days=2)
    )
    assert ahead(a_story(announced, later)) == ()
    assert len(ahead(a_story(earlier, announced))) == 1


def test_the_order_is_that_of_the_days_and_the_editions_language_stands_first() -> None:
    """What only a report in another language announces is told in that, and says which it is."""
    found = ahead(
        a_story(
            telling("Встреча министров состоится в среду в старой таможне города Лиссен.", language="ru", feed="reka")
        ),
        a_story(telling("Grain traders are to choose a new chairman in Port Ayle on Friday.")),
        a_story(telling("The port authority will meet the two mayors of Lissen on Thursday.")),
    )
    assert [(entry.date.day, entry.language) for entry in found] == [(30, ""), (31, ""), (29, "ru")]


def test_an_event_is_known_again_in_another_language_by_who_it_is_about() -> None:
    """Two names in common, for one is in too many stories; and the same day."""
    english = a_story(telling("The port authority will meet the coastal mayors of Lissen on Thursday."))
    russian = a_story(
        telling("Встреча с мэрами состоится в четверг в старой таможне города Лиссен.", language="ru", feed="reka")
    )
    assert len(ahead(russian, english)) == 2
    assert len(ahead(russian, english, about={russian.id: ["port", "lissen"], english.id: ["lissen"]})) == 2
    (entry,) = ahead(russian, english, about={russian.id: ["port", "lissen"], english.id: ["lissen", "port", "grain"]})
    assert entry.language == ""


def test_what_more_outlets_announce_is_taken_first() -> None:
    """Where there is no room for all."""
    found = ahead(
        a_story(telling("Grain traders are to choose a new chairman in Port Ayle on Friday.")),
        a_story(
            telling("The port authority will meet the two mayors of Lissen on Thursday."),
            telling("The port authority will meet two mayors of Lissen on Thursday.", feed="levant-wire"),
        ),
        most=1,
    )
    assert [entry.date.day for entry in found] == [30]


def test_only_what_concerns_the_briefing_is_read() -> None:
    """And nothing that was published after the period."""
    article = telling("The port authority will meet the two mayors of Lissen on Thursday.")
    assert ahead(a_story(article), concerned=frozenset()) == ()
    late = telling(
        "The port authority will meet the two mayors of Lissen on Thursday.", published=END + timedelta(hours=1)
    )
    assert ahead(a_story(late)) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Coastal mayors will meet next week in the old customs house.", (date(2022, 1, 3), "week")),
        ("Coastal mayors will meet in January in the old customs house.", (date(2022, 1, 1), "month")),
        ("Coastal mayors are to decide on January's ferries in the old customs house.", None),
        ("Coastal mayors will meet in March in the old customs house.", None),
        ("Coastal mayors will meet this week in the old customs house.", None),
    ],
)
def test_a_week_or_a_month_keeps_its_precision(sentence: str, expected: tuple[date, str] | None) -> None:
    """A month may begin some weeks later than a day may lie ahead."""
    found = [(entry.date, entry.precision) for entry in ahead(a_story(telling(sentence)))]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "sentence", "announced"),
    [
        ("ru", "Министры встретятся в четверг в старой таможне.", True),
        ("ru", "Министры не встретятся: встреча, запланированная на четверг, отменена.", False),
        ("ar", "سيلتقي الوزيران يوم الخميس المقبل في مبنى الجمارك القديم.", True),
        ("ar", "لن يلتقي الوزيران يوم الخميس المقبل كما كان من المقرر.", False),
        ("he", "השרים ייפגשו, והישיבה צפויה להתקיים ביום חמישי הקרוב בבית המכס.", True),
        ("he", "הישיבה שהייתה צפויה להתקיים ביום חמישי הקרוב בוטלה.", False),
        ("fa", "وزیران پنج‌شنبه آینده در گمرک قدیم دیدار خواهند کرد.", True),
        ("fa", "دیدار وزیران که قرار است پنج‌شنبه آینده باشد لغو شد.", False),
        ("tr", "Bakanlar önümüzdeki perşembe eski gümrük binasında görüşecek.", True),
        ("tr", "Bakanların önümüzdeki perşembe yapılacak görüşmesi iptal edildi.", False),
        ("fr", "Les ministres se rencontreront jeudi.", False),
    ],
)
def test_other_languages_announce_in_their_own_words(language: str, sentence: str, announced: bool) -> None:  # noqa: FBT001  a column
    """And take back in them."""
    spans = dates(sentence, MONDAY, language)
    assert any(announces(sentence, span, language) for span in spans) is announced


def test_the_same_stories_in_another_order_of_reports_give_the_same_entries() -> None:
    """Nothing depends on the order in which reports of a moment were read."""
    reports = [
        telling("The port authority will meet the two mayors of Lissen on Thursday."),
        telling("The port authority will meet two mayors of Lissen on Thursday.", feed="levant-wire"),
        telling("Grain traders are to choose a new chairman in Port Ayle on Friday.", feed="gulf-ledger"),
    ]
    assert ahead(Story(id="s-1", articles=tuple(reports))) == ahead(Story(id="s-1", articles=tuple(reversed(reports))))
