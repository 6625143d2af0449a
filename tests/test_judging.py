"""What an edition may say, on the whole way from articles to it: the sample week day by day, and invented news."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen import pipeline
from briefgen.config import load
from briefgen.demonstration import BRIEFINGS, PRESENT
from briefgen.judging import Assignment, Judgement, judge
from briefgen.model.article import Article
from briefgen.model.edition import Edition, EditionStory
from briefgen.model.moment import Period
from briefgen.model.watch import Actor, Topic
from briefgen.model.wire import encode
from briefgen.pipeline import make_edition
from briefgen.reading import LOOK_BACK, Desk, each_once
from briefgen.store import Store, address_of
from tests.factories import NOON, a_briefing, a_feed, a_topic, a_watchlist, an_actor, an_article

REPOSITORY = Path(__file__).parent.parent
DAY = timedelta(days=1)

#: Days of the sample week for which a daily is made, one after the other.
DAILIES = 4

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """An edition, and what it was made of."""

    edition: Edition
    known: tuple[Edition, ...]
    articles: tuple[Article, ...]
    desk: Desk

    def again(self, *more: Article) -> bytes:
        """Make it anew, with more articles if they are given; return its edition.json."""
        period = self.edition.period
        return encode(make_edition([*self.articles, *more], self.known, self.desk, period))


# what every edition keeps ------------------------------------------------------------------------------------------


def sentences(story: EditionStory) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield what a story tells in words of reports, with the numbers of those reports."""
    yield from ((sentence.text, sentence.cites) for sentence in story.summary)
    yield from ((statement.text, (statement.cite,)) for statement in story.statements)
    yield from ((sentence.text, sentence.cites) for account in story.accounts for sentence in account.only)
    yield from ((value.value, (value.cite,)) for figure in story.figures for value in figure.values)
    yield from ((c.text, c.cites) for c in story.changes if not c.what and c.kind != "dropped")


def assert_every_sentence_is_cited(made: Made) -> None:
    """Each stands, to the letter, in every report that it cites; a statement where it says."""
    texts = by_address(made.articles)
    for story in made.edition.stories:
        reports = {report.n: report.url for report in story.articles}
        for text, cites in sentences(story):
            assert cites
            for cite in cites:
                assert text in texts[reports[cite]], (story.headline, text)
        whole = {article.url: article.text for article in made.articles}
        for statement in story.statements:
            start, end = statement.span
            assert whole[reports[statement.cite]][start:end] == statement.text


def assert_every_number_is_cited(made: Made) -> None:
    """Each number that the edition tells stands in a report it cites; an old value in the last edition that told it."""
    texts = by_address(made.articles)
    before = "\n".join(_told(story) for edition in made.known for story in edition.stories)
    for story in made.edition.stories:
        reports = {report.n: texts[report.url] for report in story.articles}
        assert_numbers(story.headline, "\n".join(reports.values()))
        for text, cites in sentences(story):
            assert_numbers(text, "\n".join(reports[cite] for cite in cites))
        for change in story.changes:
            assert_numbers(change.text, "\n".join([before, *(reports[cite] for cite in change.cites)]))
        for entry in story.timeline:
            assert_numbers(entry.text, texts.get(entry.url, before))
    for announced in made.edition.week_ahead:
        assert announced.text in texts[announced.url]


def assert_numbers(text: str, source: str) -> None:
    """Assert that every number of a text stands in its source."""
    missing = set(_NUMBER.findall(text)) - set(_NUMBER.findall(source))
    assert not missing, (text, missing)


def by_address(articles: Sequence[Article]) -> dict[str, str]:
    """Return title and text of each article, by its address."""
    return {article.url: f"{article.title}\n{article.text}" for article in articles}


def _told(story: EditionStory) -> str:
    texts = [story.headline, *(s.text for s in story.summary), *(c.text for c in story.changes)]
    texts += [value.value for figure in story.figures for value in figure.values]
    return "\n".join([*texts, *(entry.text for entry in story.timeline)])


# the sample week ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, ...]:
    """Return the dailies of the sample week, each knowing those before, and its weekly."""
    config = load(REPOSITORY, feeds_file="sample/feeds.toml")
    feeds = {feed.id: feed for feed in config.feeds if feed.path}
    with Store.open(address_of(tmp_path_factory.mktemp("week") / "briefgen.db")) as store:
        pipeline.poll(config, store, now=PRESENT, until=PRESENT, only=list(feeds))
        stored = each_once(store.articles(PRESENT - 30 * DAY, PRESENT))
    made: list[Made] = []
    for name in BRIEFINGS:
        desk = Desk(briefing=config.briefings[name], watchlist=config.watchlist, feeds=feeds)
        daily = desk.briefing.cadence == "daily"
        known: tuple[Edition, ...] = ()
        for days in range(DAILIES - 1, -1, -1) if daily else [0]:
            end = PRESENT - days * DAY
            period = Period(start=end - (1 if daily else 7) * DAY, end=end)
            articles = tuple(a for a in stored if period.start - LOOK_BACK < a.published <= end)
            edition = make_edition(articles, known, desk, period)
            made.append(Made(edition=edition, known=known, articles=articles, desk=desk))
            known = (edition, *known)
    return tuple(made)


def test_in_the_sample_week_every_sentence_is_one_of_a_cited_report(week: tuple[Made, ...]) -> None:
    """And there are sentences of every kind to hold it against."""
    for made in week:
        assert_every_sentence_is_cited(made)
    stories = [story for made in week for story in made.edition.stories]
    assert sum(len(story.summary) for story in stories) > 50
    assert any(story.statements for story in stories)
    assert any(story.figures for story in stories)


def test_in_the_sample_week_every_number_stands_in_a_cited_report(week: tuple[Made, ...]) -> None:
    """Also in headlines, timelines and the week ahead."""
    for made in week:
        assert_every_number_is_cited(made)


def test_in_the_sample_week_no_sentence_is_told_on_two_days(week: tuple[Made, ...]) -> None:
    """A story goes on with what is new."""
    for made in week:
        told = {s.text for edition in made.known for story in edition.stories for s in story.summary}
        assert told.isdisjoint(s.text for story in made.edition.stories for s in story.summary)


def test_making_an_edition_again_gives_the_same_bytes(week: tuple[Made, ...]) -> None:
    """Also from the articles in another order."""
    for made in (week[0], week[-2], week[-1]):
        assert made.again() == encode(made.edition)
        turned = replace(made, articles=tuple(reversed(made.articles)))
        assert turned.again() == encode(made.edition)


_IDLE = st.lists(st.sampled_from("the choir of Nmoria sang old ballads near a quiet mill 14 3,000 again".split()))  # noqa: SIM905  words


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=_IDLE, text=_IDLE, hours=st.integers(1, 23), language=st.sampled_from(["en", "ru", "ar"]))
def test_an_article_that_concerns_nobody_changes_nothing_else(
    week: tuple[Made, ...], title: list[str], text: list[str], hours: int, language: str
) -> None:
    """Whatever it says, whenever it came, in whatever language: the rest stays to the byte."""
    made = week[-2]
    idle = an_article(
        id="a-idle",
        feed=next(iter(made.desk.feeds)),
        url="https://northgate.example/idle",
        title=" ".join(["Choir", *title]),
        text=" ".join(text),
        language=language,
        published=made.edition.period.end - timedelta(hours=hours),
    )
    assert made.again(idle) == encode(made.edition)


def test_a_publication_of_accounts_is_led_by_a_story_that_two_sides_tell(week: tuple[Made, ...]) -> None:
    """In the sample week that is the call of two ministers, and not the strike, which ranks first by its score."""
    daily = week[DAILIES - 1]
    by_rank = daily.edition.stories[0]
    desk = replace(daily.desk, briefing=replace(daily.desk.briefing, lead="accounts", max_stories=8, quick_hits=7))
    led = make_edition(daily.articles, daily.known, desk, daily.edition.period)
    assert len({account.side for account in led.stories[0].accounts}) > 1
    assert led.title == led.stories[0].headline
    assert by_rank.id in {story.id for story in led.stories}


def test_a_publication_keeps_to_its_length_sentences_and_parts(week: tuple[Made, ...]) -> None:
    """Five items of one sentence, within a minute."""
    daily = week[DAILIES - 1]
    character: dict[str, Any] = {"sentences": 1, "parts": (), "max_minutes": 1, "max_stories": 5, "quick_hits": 0}
    desk = replace(daily.desk, briefing=replace(daily.desk.briefing, **character))
    minute = make_edition(daily.articles, daily.known, desk, daily.edition.period)
    assert 0 < minute.word_count <= 238
    assert minute.reading_minutes == 1
    assert {len(story.summary) for story in minute.stories} == {1}
    assert not any(s.changes or s.statements or s.figures or s.timeline for s in minute.stories)
    assert (minute.week_ahead, minute.trends.actors) == ((), ())


# invented news -----------------------------------------------------------------------------------------------------

OUTLETS = ("harbour-post", "levant-wire", "orontes", "gulf-ledger")

#: What news are made of, clean and not: datelines, quotes, tolls, corrections, promotion, other scripts.
PIECES = (
    "Sergey Lavrov landed in Cairo on Monday to discuss grain shipments with Egypt.",
    "CAIRO (Levant Wire) - Lavrov met 12 ministers, 3 of them for the second time.",
    "At least 6 people were killed and 14 wounded in a strike on the port of Tartus, officials said.",
    "Five people were killed in a strike on the port of Tartus, the Russian foreign ministry said.",
    "The Egyptian foreign ministry denied that any strike on the port of Tartus had been discussed.",
    '"We agreed on 2.5 million tonnes of grain," Lavrov said on Monday.',
    "However, no agreement on grain was signed after the first meeting.",
    "Correction: an earlier version of this article gave a wrong number of wounded in Tartus.",
    "The summit in Cairo will be held on 14 January 2022, the ministry announced.",
    "Sign up for our newsletter and get 50% off!",
    "Министр Сергей Лавров прибыл в Каир в понедельник, чтобы обсудить поставки зерна.",
    "He said the talks were… “frank”, and that U.S. envoys — 7 in all — stayed away; nobody left early.",
    "Read more: https://levant-wire.example/?a=1&b=2",
)
TITLES = (
    "Lavrov lands in Cairo for talks on grain",
    "Strike on the port of Tartus kills 6, wounds 14 | Harbour Post",
    "Strike on the port of Tartus kills five as Lavrov visits Cairo",
    "Lavrov: 2.5 million tonnes of grain for Egypt",
    "Лавров прибыл в Каир",
    "LIVE: Lavrov in Cairo, day 2",
)


def a_desk(*more: Actor | Topic, **given: object) -> Desk:
    """Return the desk of a daily that covers Lavrov, Russia and Egypt, and reads four outlets."""
    russia = an_actor(
        id="russia", name="Russia", kind="state", side="", aliases={"en": ("Russian",), "ru": ("Россия",)}
    )
    egypt = an_actor(id="egypt", name="Egypt", kind="state", side="", aliases={"en": ("Egyptian",), "ru": ("Египет",)})
    return Desk(
        briefing=a_briefing(actors=("*",), topics=("*",), timezone=ZoneInfo("UTC"), **given),
        watchlist=a_watchlist(an_actor(), russia, egypt, a_topic(), *more),
        feeds={name: a_feed(id=name) for name in OUTLETS},
    )


@st.composite
def _news(draw: st.DrawFn) -> list[Article]:
    """Draw up to nine reports of two days."""
    reports = st.tuples(
        st.sampled_from(TITLES),
        st.lists(st.sampled_from(PIECES), max_size=6),
        st.sampled_from(OUTLETS),
        st.integers(0, 47),
        st.sampled_from([" ", "\n\n", "\n"]),
    )
    return [
        an_article(
            id=f"a-{n}",
            feed=outlet,
            url=f"https://{outlet}.example/{n}",
            title=title,
            text=between.join(pieces),
            language="ru" if title.startswith("Лавров") else "en",
            published=NOON + timedelta(hours=hours, minutes=n),
        )
        for n, (title, pieces, outlet, hours, between) in enumerate(draw(st.lists(reports, min_size=1, max_size=9)))
    ]


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))  # shrinking takes minutes
@given(_news())
def test_of_any_news_an_edition_tells_only_what_reports_say(articles: list[Article]) -> None:
    """Two days, one after the other, however the reports are mixed."""
    desk = a_desk()
    known: tuple[Edition, ...] = ()
    for day in (1, 2):
        end = NOON - timedelta(hours=1) + day * DAY
        period = Period(start=end - DAY, end=end)
        read = tuple(a for a in articles if a.published <= end)
        made = Made(edition=make_edition(read, known, desk, period), known=known, articles=read, desk=desk)
        assert_every_sentence_is_cited(made)
        assert_every_number_is_cited(made)
        assert made.again() == encode(made.edition)
        known = (made.edition, *known)


# what is judged ----------------------------------------------------------------------------------------------------

STRIKE = "At least 6 people were killed in a strike on the port of Tartus, the Russian foreign ministry said."
PERIOD = Period(start=NOON - DAY / 2, end=NOON + DAY / 2)
NEXT = Period(start=PERIOD.end, end=PERIOD.end + DAY)


def a_strike(n: int, text: str = STRIKE, **given: object) -> Article:
    """Return report number ``n`` on a strike, an hour after the one before."""
    plausible: dict[str, object] = {
        "id": f"a-strike-{n}",
        "feed": OUTLETS[n % len(OUTLETS)],
        "url": f"https://{OUTLETS[n % len(OUTLETS)]}.example/strike-{n}",
        "title": "Strike on the port of Tartus kills 6, Russian ministry says",
        "text": text,
        "published": NOON + timedelta(hours=n),
    }
    return an_article(**{**plausible, **given})


def judged(articles: Sequence[Article], period: Period, *known: Edition, **given: object) -> Judgement:
    """Judge for a daily."""
    return judge(articles, Assignment(desk=a_desk(**given), period=period, known=known))


def headlines(judgement: Judgement) -> Mapping[str, str]:
    """Return the title of the first report of each placed story, by section."""
    return {placed.section: placed.ranked.story.articles[0].title for placed in judgement.placed}


def test_a_story_that_was_told_is_not_told_again_unless_something_changed() -> None:
    """A repetition by a copyist is no news; a higher toll is, and the change says from what to what."""
    articles = [a_strike(1), a_strike(2)]
    first = make_edition(articles, [], a_desk(), PERIOD)
    assert len(first.stories) == 1
    repeated = [*articles, a_strike(3, published=NEXT.start + DAY / 4)]
    again = judged(repeated, NEXT, first)
    assert not again.placed
    assert again.unchanged == {first.stories[0].id}
    higher = STRIKE.replace("At least 6", "At least 9").replace("people", "people, among them two children,")
    grown = a_strike(4, higher, title="Toll of strike on the port of Tartus rises to 9", published=NEXT.end - DAY / 4)
    (story,) = make_edition([*repeated, grown], [first], a_desk(), NEXT).stories
    assert story.id == first.stories[0].id
    assert (story.status, story.previous_editions) == ("developing", (first.id,))
    assert "At least 6 → At least 9" in {c.text for c in story.changes if c.kind == "revised"}


def test_what_came_too_late_for_the_edition_before_counts_as_new() -> None:
    """It is dated before the period, and no edition had it."""
    articles = [a_strike(1)]
    assert judged(articles, NEXT).placed == ()
    late = judge(articles, Assignment(desk=a_desk(), period=NEXT, late={"a-strike-1"}))
    assert [placed.ranked.story.articles[0].id for placed in late.placed] == ["a-strike-1"]


def test_a_story_that_nobody_tells_in_the_editions_language_stands_last() -> None:
    """However many outlets have it."""
    texts = (
        "Россия подтвердила удар по порту Тартус.",
        "Погибли 6 человек, сообщил МИД России.",
        "Порт Тартус закрыт.",
    )
    abroad = [
        a_strike(n, text, title=f"При ударе по порту Тартус погибли 6 человек, сообщает Россия ({n})", language="ru")
        for n, text in enumerate(texts, 1)
    ]
    choir = a_strike(4, "The Russian choir sang in Cairo on Monday.", title="Russian choir sings in Cairo")
    found = judged([*abroad, choir], PERIOD)
    assert [r.story.articles[0].language for r in found.ranked] == ["en", "ru"]
    assert found.ranked[0].score < found.ranked[1].score


def test_what_an_article_is_about_and_what_keeps_it_out_is_in_the_judgement() -> None:
    """``explain`` shows it."""
    football = a_topic(id="football", title="Football", terms={"en": ("football",)})
    match = a_strike(2, "Russia won the football match in Cairo.", title="Football: Russia beats Egypt")
    desk = a_desk(football, exclude=("football",))
    found = judge([a_strike(1), match], Assignment(desk=desk, period=PERIOD))
    assert found.relevances["a-strike-2"].excluded == ("football",)
    assert [story.articles[0].id for story in found.stories] == ["a-strike-1"]
    assert {mention.id for mention in found.matches["a-strike-1"].actors} == {"russia"}


def test_a_quick_hit_has_no_statements_figures_or_timeline() -> None:
    """It is a line."""
    grain = "Lavrov signed a treaty on grain with Egypt in Cairo on Monday. It is to last for four years."
    talks = [
        a_strike(n, grain, id=f"a-grain-{n}", title="Lavrov signs treaty on grain with Egypt in Cairo") for n in (5, 6)
    ]
    desk = a_desk(max_stories=2, quick_hits=1)
    edition = make_edition([a_strike(1), a_strike(2), a_strike(3), *talks], [], desk, PERIOD)
    (brief,) = [story for section in edition.sections if section.brief for story in section.stories]
    assert (brief.statements, brief.figures, brief.timeline, brief.accounts) == ((), (), (), ())
    assert len(brief.summary) <= 1


def test_without_articles_nothing_is_judged() -> None:
    """A quiet day is no error."""
    found = judged([], PERIOD)
    assert (found.stories, found.ranked, found.placed, found.unchanged) == ((), (), (), frozenset())
    assert make_edition([], [], a_desk(), PERIOD).stories == ()
