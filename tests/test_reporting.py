"""A report on one subject, on the whole way from stored articles: the sample week, and invented news."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen import cli, pipeline
from briefgen.config import Config, load
from briefgen.model.edition import Edition
from briefgen.model.errors import UsageError
from briefgen.model.feed import FeedState
from briefgen.model.wire import encode
from briefgen.reporting import make_report
from briefgen.store import Store
from tests.factories import NOON, a_briefing, a_feed, a_topic, a_watchlist, an_actor, an_article

if TYPE_CHECKING:
    from briefgen.model.rendition import Format

REPOSITORY = Path(__file__).parent.parent
AT = datetime(2021, 12, 28, 4, tzinfo=UTC)
REPORT = a_briefing(
    id="trend-report", title="Trend Report", kind="report", cadence="monthly", about="lavrov", max_stories=6
)
CONFIG = Config(
    workspace=REPOSITORY,
    feeds=(a_feed(), a_feed(id="levant-wire", country="LB", ownership="wire"), a_feed(id="silent")),
    watchlist=a_watchlist(
        an_actor(), an_actor(id="lapid", name="Yair Lapid", side="israel", aliases={"en": ("Lapid",)}), a_topic()
    ),
    briefings={},
)


#: Title and text of each day's talks, by outlet.
TOLD = {
    "harbour-post": (
        "Lavrov and Lapid hold round {} of nuclear talks in Vienna",
        (
            "Sergey Lavrov met Yair Lapid in Vienna on day {}. “We shall go on with this until all have a result,” "
            "Russian Foreign Minister Sergey Lavrov said. Nuclear talks resume soon."
        ),
    ),
    "levant-wire": (
        "Vienna: nuclear talks of Lavrov and Lapid end round {}",
        "Delegations left the hall late at night after round {}. Mr Lavrov and Mr Lapid are to continue on Thursday.",
    ),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with two weeks of talks, reported by two outlets, and of weather by a third."""
    with Store.open(f"sqlite:///{tmp_path / 'briefgen.db'}") as opened:
        articles = [
            an_article(
                id=f"a-{ago}-{feed}",
                feed=feed,
                url=f"https://{feed}.example/{ago}",
                title=TOLD[feed][0].format(ago),
                text=TOLD[feed][1].format(ago),
                published=AT - timedelta(days=ago, hours=8 + n),
            )
            for ago in range(1, 15)
            for n, feed in enumerate(("harbour-post", "levant-wire"))
        ]
        weather = [
            an_article(
                id=f"a-w-{n}", feed="silent", url=f"https://silent.example/{n}", title="Rain again", text="It rained.",
                published=AT - timedelta(days=n, hours=3),
            )
            for n in range(1, 15)
        ]  # fmt: skip
        opened.save_poll(FeedState(feed="harbour-post"), [*articles, *weather], NOON)
        yield opened


def made(store: Store, about: str = "", at: datetime = AT) -> Edition:
    """Make a report."""
    return make_report(CONFIG, store, REPORT, at=at, about=about)


def test_a_report_counts_what_is_stored_and_tells_where_that_begins(store: Store) -> None:
    """Days, shares, outlets, company: nothing that no article or tally holds."""
    edition = made(store)
    focus = edition.focus
    assert focus is not None
    assert (edition.id, edition.slug, edition.title) == ("trend-report/2021-12-28", "", "Sergey Lavrov")
    assert edition.period.end - edition.period.start == timedelta(days=30)
    assert (focus.begins, focus.since) == (date(2021, 11, 29), date(2021, 12, 13))
    assert focus.counts == (1,) * 14 + (0,)
    assert sum(focus.reports) == 28
    assert focus.before == ()
    assert {(one.name, one.reports) for one in focus.outlets} == {("Harbour Post", 14), ("Levant Wire", 14)}
    assert (focus.countries, focus.owners, focus.silent) == ({"LB": 14}, {"independent": 14, "wire": 14}, 1)
    assert [(one.id, one.stories) for one in focus.companions] == [("lapid", 14)]
    assert focus.first is not None
    assert focus.last is not None
    assert focus.first.published < focus.last.published
    assert edition.stories
    assert all(sentence.cites for story in edition.stories for sentence in story.summary)


def test_what_is_quoted_stands_in_a_stored_report(store: Store) -> None:
    """To the letter, with its address."""
    focus = made(store).focus
    assert focus is not None
    texts = {a.url: a.text for a in store.articles(AT - timedelta(days=40), AT)}
    assert focus.quotes
    assert all(quote.text in texts[quote.source.url] for quote in focus.quotes)
    assert all(day.url in texts for line in focus.storylines for day in line.days)


def test_a_topic_is_a_subject_too(store: Store) -> None:
    """Counted in the same tallies."""
    edition = made(store, "iran-nuclear")
    focus = edition.focus
    assert focus is not None
    assert (focus.subject.kind, edition.title) == ("topic", "Iran nuclear file")
    assert sum(focus.counts) > 0
    assert {"lavrov", "lapid"} == {one.id for one in focus.companions}


def test_a_report_on_demand_stands_beside_the_standing_one(store: Store, tmp_path: Path) -> None:
    """In the store as among the files; neither follows the other."""
    wanted: tuple[Format, ...] = ("json",)
    for about in ("", "lapid", "lavrov"):
        pipeline.build(CONFIG, store, REPORT, at=AT, now=NOON, out=tmp_path, formats=wanted, sender="", about=about)
    assert [row.id for row in store.editions("trend-report")] == [
        "trend-report/2021-12-28",
        "trend-report/2021-12-28-lapid",
    ]
    assert {path.parent.name for path in tmp_path.glob("trend-report/*/edition.json")} == {
        "2021-12-28",
        "2021-12-28-lapid",
    }
    (kept,) = store.editions_before("trend-report", date(2021, 12, 29), 7)
    assert kept.title == "Sergey Lavrov"


def test_the_same_store_gives_the_same_report_whatever_was_published_before(store: Store) -> None:
    """A report looks at its whole month: otherwise it could not be held against the one before."""
    first = made(store)
    store.save_edition(replace(first, date=date(2021, 12, 27)), NOON)
    assert encode(made(store)) == encode(first)


def test_a_month_without_the_subject_is_told_as_one(store: Store) -> None:
    """Long before anything was stored."""
    edition = made(store, at=AT - timedelta(days=200))
    assert edition.focus is not None
    assert (edition.stories, edition.focus.stories, sum(edition.focus.counts)) == ((), 0, 0)
    assert edition.title == "Sergey Lavrov"


def test_an_unknown_subject_is_told_in_one_line(store: Store) -> None:
    """With the nearest that is watched."""
    with pytest.raises(UsageError, match=r"^no actor or topic 'lavrow' is watched; did you mean 'lavrov'\?$"):
        made(store, "lavrow")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "israel", "--about", "lavrov"], "--about is for reports; israel is none"),
        (["build", "trend-report", "--text", "x.md"], "--text is for memos; trend-report is none"),
        (
            ["explain", "memo", "https://a.example/"],
            "memo is a memo, which chooses no articles; explain is for editions",
        ),
        (["explain", "trend-report", "https://a.example/"], "trend-report is a report, which chooses no articles"),
    ],
)
def test_what_other_publications_have_is_refused_in_one_line(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, as every wrong call."""
    monkeypatch.setenv("BRIEFGEN_DATABASE_URL", f"sqlite:///{tmp_path}/briefgen.db")
    assert cli.main(["--workspace", str(REPOSITORY), *arguments]) == 2
    assert told in capsys.readouterr().err


def test_the_shipped_report_and_memo_are_right() -> None:
    """Their kinds, and the subject that is watched."""
    config = load(REPOSITORY)
    assert config.briefings["trend-report"].kind == "report"
    assert config.briefings["trend-report"].about in config.watchlist.actors
    assert config.briefings["memo"].kind == "memo"
