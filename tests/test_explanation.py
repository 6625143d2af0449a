"""``briefgen explain``: every verdict, and what it rests on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen import pipeline
from briefgen.config import Config, load
from briefgen.explanation import Explanation, explain
from briefgen.model.errors import UsageError
from briefgen.model.feed import FeedState
from briefgen.store import Store, address_of
from tests.factories import an_article
from tests.newsroom import DAILY, PRESENT, a_newsroom, news

if TYPE_CHECKING:
    from briefgen.model.rendition import Format

LAVROV = "https://orontes.example/lavrov"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open an empty store."""
    with Store.open(address_of(tmp_path / "out" / "briefgen.db")) as opened:
        yield opened


def of(config: Config, store: Store, url: str, *, exclude: tuple[str, ...] = (), days: float = 0) -> Explanation:
    """Explain an article for the edition of the present, or of so many days later."""
    briefing = replace(config.briefings["morning"], exclude=exclude)
    return explain(config, store, briefing, url, at=PRESENT + timedelta(days=days))


def a_polled_newsroom(tmp_path: Path, store: Store, daily: str = DAILY) -> Config:
    """Return the configuration of a newsroom whose feeds were polled."""
    config = load(a_newsroom(tmp_path, daily=daily))
    pipeline.poll(config, store, now=PRESENT)
    return config


def keep(store: Store, **given: object) -> str:
    """Store one more article of Orontes; return its address."""
    article = an_article(**{"id": "a-more", "feed": "orontes", "url": "https://orontes.example/more", **given})
    store.save_poll(FeedState(feed=article.feed), [article], PRESENT)
    return article.url


def test_an_article_that_is_in_tells_its_rank_and_section(tmp_path: Path, store: Store) -> None:
    """And everything that led there, step by step."""
    found = of(a_polled_newsroom(tmp_path, store), store, LAVROV)
    assert found.verdict == "in, as story 1, section 'Top story'"
    assert (found.place, found.of) == (1, 2)
    lines = list(found.lines())
    assert "  4 match: actor lavrov as 'Lavrov' in the title" in lines
    assert any(line.startswith("  4 relevance: ") and "lavrov 1.00" in line for line in lines)
    assert any(line.startswith("  5 story ") and line.endswith(" of 3 reports:") for line in lines)
    assert any(line.startswith("  7 rank 1 of 2, score 0.") for line in lines)
    document = found.as_json()
    assert document["story"]["articles"][-1] == LAVROV
    assert {"lavrov", "russia"} <= {mention["id"] for mention in document["actors"]}
    assert document["score"] == pytest.approx(sum(part["value"] for part in document["parts"]), abs=1e-3)


def test_the_verdict_agrees_with_the_edition(tmp_path: Path, store: Store) -> None:
    """For every article that is stored."""
    config = a_polled_newsroom(tmp_path, store)
    formats: tuple[Format, ...] = ("json",)
    published = pipeline.build(
        config,
        store,
        config.briefings["morning"],
        at=PRESENT,
        now=PRESENT,
        out=tmp_path / "out",
        formats=formats,
        sender="",
    )
    told = {report.url for story in published.edition.stories for report in story.articles}
    for article in store.articles(PRESENT - timedelta(days=3), PRESENT):
        assert of(config, store, article.url).verdict.startswith("in") == (article.url in told)


def test_an_article_that_names_nobody_watched_is_not_in(tmp_path: Path, store: Store) -> None:
    """The orchestra."""
    found = of(a_polled_newsroom(tmp_path, store), store, "https://levant-wire.example/orchestra")
    assert found.verdict == "not in: it names nobody and nothing that is watched"
    assert found.as_json()["story"] is None


def test_an_article_on_an_excluded_topic_is_not_in(tmp_path: Path, store: Store) -> None:
    """The briefing keeps water out."""
    config = a_polled_newsroom(tmp_path, store)
    found = of(config, store, "https://levant-wire.example/reservoir", exclude=("water",))
    assert found.verdict == "not in: the briefing excludes water"


def test_an_article_for_which_there_was_no_room_is_not_in(tmp_path: Path, store: Store) -> None:
    """Its rank says how far off it was."""
    config = a_polled_newsroom(tmp_path, store, DAILY.replace("max_stories = 6", "max_stories = 1"))
    found = of(config, store, "https://levant-wire.example/reservoir")
    assert found.verdict == "not in: its story ranks 2 of 2, and there was no room for it"


def test_an_article_that_concerns_others_is_not_in(tmp_path: Path, store: Store) -> None:
    """It names somebody watched, whom this briefing does not cover."""
    daily = DAILY.replace("[[section]]", 'actors = ["lavrov"]\ntopics = ["diplomacy"]\n[[section]]', 1)
    config = a_polled_newsroom(tmp_path, store, daily)
    found = of(config, store, "https://levant-wire.example/reservoir")
    assert found.verdict == "not in: it names nobody and nothing of this briefing"
    assert any(line.endswith("about none of them") for line in found.lines())


def test_an_article_from_before_the_period_is_not_in(tmp_path: Path, store: Store) -> None:
    """Read as background, but nothing of its story is new; or too old to be read at all."""
    config = a_polled_newsroom(tmp_path, store)
    assert of(config, store, LAVROV, days=2).verdict == "not in: its story has nothing new in the period"
    assert of(config, store, LAVROV, days=30).verdict == "not in: published 2021-12-27 15:00 UTC, before the period"


def test_an_article_from_after_the_cut_off_is_not_in(tmp_path: Path, store: Store) -> None:
    """The edition of yesterday could not know it."""
    config = a_polled_newsroom(tmp_path, store)
    assert of(config, store, LAVROV, days=-1).verdict == "not in: published 2021-12-27 15:00 UTC, after the cut-off"


def test_an_article_of_a_feed_that_the_briefing_does_not_read_is_not_in(tmp_path: Path, store: Store) -> None:
    """Its feeds are named in its file."""
    daily = DAILY.replace("[[section]]", 'feeds = ["levant-wire"]\n[[section]]', 1)
    config = a_polled_newsroom(tmp_path, store, daily)
    assert of(config, store, LAVROV).verdict == "not in: the briefing does not read the feed orontes"


def test_an_article_of_a_feed_that_is_gone_is_not_in(tmp_path: Path, store: Store) -> None:
    """Its outlet is unknown now."""
    a_polled_newsroom(tmp_path, store)
    fewer = {name: document for name, document in news().items() if name != "orontes"}
    config = load(a_newsroom(tmp_path, fewer))
    assert of(config, store, LAVROV).verdict == "not in: the feed orontes is no longer configured"


def test_a_name_that_was_refused_is_told(tmp_path: Path, store: Store) -> None:
    """A terrier called Lavrov is not the minister."""
    config = a_polled_newsroom(tmp_path, store)
    actors = tmp_path / "feeds/actors.toml"
    text = actors.read_text(encoding="utf-8")
    actors.write_text(text.replace('side = "russia"', 'side = "russia"\ncontext = ["minister"]'), encoding="utf-8")
    url = keep(store, title="A terrier called Lavrov wins the show", text="The dog slept through the interview.")
    found = of(load(config.workspace), store, url)
    assert found.verdict == "not in: it names nobody and nothing that is watched"
    assert [line for line in found.lines() if line.startswith("  4 match, not counted: actor lavrov")]
    assert found.as_json()["refused"]


def test_an_address_that_nobody_stored_is_refused(tmp_path: Path, store: Store) -> None:
    """With the command that lists what is."""
    config = a_polled_newsroom(tmp_path, store)
    with pytest.raises(UsageError, match=r"no article at https://nowhere\.example/ is stored; `briefgen stories`"):
        of(config, store, "https://nowhere.example/")


def publish(config: Config, store: Store, tmp_path: Path) -> None:
    """Make the edition of the present, with its edition.json."""
    formats: tuple[Format, ...] = ("json",)
    briefing, out = config.briefings["morning"], tmp_path / "out"
    pipeline.build(config, store, briefing, at=PRESENT, now=PRESENT, out=out, formats=formats, sender="")


def test_what_an_earlier_edition_told_is_said_with_what_changed_since(tmp_path: Path, store: Store) -> None:
    """Nothing, or what; and which edition it was, under which headline."""
    config = a_polled_newsroom(tmp_path, store)
    publish(config, store, tmp_path)
    title = "Russian foreign minister Lavrov visits Cairo over grain shipments"
    text = "The Russian foreign minister, Sergey Lavrov, visited Cairo on Monday over grain shipments to Egypt."
    url = keep(store, title=title, text=text, published=PRESENT + timedelta(hours=2))
    found = of(config, store, url, days=1)
    assert found.verdict == "not in: an earlier edition told its story, and nothing has changed since"
    lines = list(found.lines())
    assert any(line.startswith("  6 told before in morning/2021-12-28, as '") for line in lines)
    assert lines[-1] == "      no report adds, revises, confirms, denies or drops anything"
    more = "Lavrov and his Egyptian host signed a treaty on grain shipments in Cairo that is to last until 2030."
    news = {"title": "Lavrov signs treaty on grain shipments in Cairo", "text": more}
    at = PRESENT + timedelta(hours=3)
    treaty = keep(store, id="a-treaty", url="https://orontes.example/treaty", published=at, **news)
    found = of(config, store, treaty, days=1)
    assert found.verdict == "in, as story 1, section 'Top story'"
    assert f"      new: {more}" in list(found.lines())
    assert found.as_json()["earlier_editions"] == ["morning/2021-12-28"]


def test_who_only_reported_the_news_is_said_to_be_a_source(tmp_path: Path, store: Store) -> None:
    """It weighs little."""
    config = a_polled_newsroom(tmp_path, store)
    text = "The reservoir holds half of its water, Russian state media reported. Rain is expected on Tuesday."
    url = keep(store, title="Reservoir half empty after dry winter", text=text)
    lines = list(of(config, store, url).lines())
    assert "  4 match: actor russia as 'Russian' in the text, as a source" in lines
