"""Whole workspaces on disk → Config, or every mistake with file and line."""

from datetime import date, time
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import pytest

from briefgen.config import load
from briefgen.config.workspace import packaged
from briefgen.model.briefing import Briefing, SectionRule
from briefgen.model.errors import UsageError
from briefgen.model.feed import Feed
from briefgen.model.watch import Actor, Role, Topic
from tests.config.files import mistakes_in, reports, write


def test_a_workspace_becomes_the_frozen_nouns(tmp_path: Path) -> None:
    """Every key of the contract arrives; what is left out has the model's default."""
    workspace = write(
        tmp_path,
        feeds="""\
            [[feed]]
            id = "tass"
            title = " TASS "
            url = "https://tass.com/rss/v2.xml"
            homepage = "https://tass.com/"
            language = "en-GB"
            country = "RU"
            ownership = "state"
            weight = 2
            full_text = true
            poll_minutes = 15
            allow_private_network = true

            [[feed]]
            id = "orontes"
            title = "Orontes"
            path = "sample/orontes.xml"
            """,
        topics="""\
            [[topic]]
            id = "iran-nuclear"
            title = "Iran nuclear file"
            weight = 0.5
            terms = { en = ["nuclear talks"], ru = ["ядерная сделка"] }
            unless.en = ["nuclear family"]
            """,
        israel="""\
            id = "israel"
            title = "Israel Briefing"
            tagline = "Every weekday"
            cadence = "daily"
            days = ["mon", "fri"]
            send_at = "06:30"
            timezone = "Asia/Jerusalem"
            tier = "pro"
            actors = ["lavrov"]
            topics = ["*"]
            feeds = ["tass", "orontes"]
            max_stories = 15
            quick_hits = 4
            model = "rewrite"
            ranking = { outlets = 0.5, gravity = 0 }
            review_minutes = 20
            language = "he"
            [[section]]
            title = "Diplomacy"
            topics = ["iran-nuclear"]
            actors = ["russia"]
            max_stories = 4
            [[section]]
            title = "All else"
            """,
    )
    config = load(workspace)
    assert config.workspace == tmp_path.resolve()
    assert config.feeds == (
        Feed(
            id="tass",
            title="TASS",
            url="https://tass.com/rss/v2.xml",
            homepage="https://tass.com/",
            language="en-GB",
            country="RU",
            ownership="state",
            weight=2.0,
            full_text=True,
            poll_minutes=15,
            allow_private_network=True,
        ),
        Feed(id="orontes", title="Orontes", path=PurePosixPath("sample/orontes.xml")),
    )
    assert config.watchlist.actors["lavrov"] == Actor(
        id="lavrov",
        name="Sergey Lavrov",
        kind="person",
        side="russia",
        roles=(Role(title="Foreign Minister", start=date(2004, 3, 9)),),
        aliases={"en": ("Lavrov",), "ru": ("Лавров",)},
    )
    assert config.watchlist.topics == {
        "iran-nuclear": Topic(
            id="iran-nuclear",
            title="Iran nuclear file",
            weight=0.5,
            terms={"en": ("nuclear talks",), "ru": ("ядерная сделка",)},
            unless={"en": ("nuclear family",)},
        )
    }
    assert config.briefings == {
        "israel": Briefing(
            id="israel",
            title="Israel Briefing",
            tagline="Every weekday",
            cadence="daily",
            days=("mon", "fri"),
            send_at=time(6, 30),
            timezone=ZoneInfo("Asia/Jerusalem"),
            tier="pro",
            actors=("lavrov",),
            topics=("*",),
            feeds=("tass", "orontes"),
            max_stories=15,
            quick_hits=4,
            model="rewrite",
            ranking={"outlets": 0.5, "gravity": 0.0},
            review_minutes=20,
            language="he",
            sections=(
                SectionRule(title="Diplomacy", topics=("iran-nuclear",), actors=("russia",), max_stories=4),
                SectionRule(title="All else"),
            ),
        )
    }


def test_what_a_briefing_leaves_out_has_the_defaults_of_the_model(tmp_path: Path) -> None:
    """One truth on defaults: the wire models must agree with the nouns."""
    config = load(write(tmp_path))
    zone = ZoneInfo("Asia/Jerusalem")
    assert config.briefings["israel"] == Briefing(id="israel", title="Israel Briefing", cadence="daily", timezone=zone)
    url = "https://harbour-post.example/rss.xml"
    assert config.feeds[0] == Feed(id="harbour-post", title="Harbour Post", url=url)
    assert config.watchlist.actors["russia"] == Actor(id="russia", name="Russia", kind="state")


def test_another_file_of_feeds_can_be_named(tmp_path: Path) -> None:
    """The demo polls the sample's feeds."""
    workspace = write(tmp_path)
    (workspace / "feeds/sample").mkdir()
    (workspace / "feeds/sample/feeds.toml").write_text('[[feed]]\nid = "x"\ntitle = "X"\npath = "sample/x.xml"\n')
    assert [feed.id for feed in load(workspace, feeds_file="sample/feeds.toml").feeds] == ["x"]


def test_a_saved_document_that_does_not_exist_is_no_mistake(tmp_path: Path) -> None:
    """It is that feed's error when it is polled."""
    assert load(write(tmp_path)).feeds[1].path == PurePosixPath("sample/orontes.xml")


def test_a_folder_without_feeds_is_no_workspace(tmp_path: Path) -> None:
    """One line, not three missing files."""
    with pytest.raises(UsageError, match="briefgen init DIR"):
        load(tmp_path)


def test_all_mistakes_of_all_files_are_reported_together_in_order(tmp_path: Path) -> None:
    """A broken file, a missing one, a wrong type and an unknown name, in one go."""
    workspace = write(
        tmp_path,
        feeds='[[feed]]\nid = "x\n',
        israel="""\
            id = "israel"
            title = "Israel Briefing"
            cadence = "dayly"
            timezone = "Asia/Jerusalem"
            max_stories = "12"
            actors = ["lavrof"]
            topics = ["unknown while topics.toml is missing"]
            """,
    )
    (workspace / "feeds/topics.toml").unlink()
    assert [str(mistake) for mistake in mistakes_in(workspace)] == [
        "feeds/briefings/israel.toml:3: cadence: must be one of daily, weekly, monthly, not 'dayly'",
        "feeds/briefings/israel.toml:5: max_stories: must be a whole number, not '12'",
        (
            "feeds/briefings/israel.toml:6: actors[1]: there is no actor 'lavrof' in feeds/actors.toml;"
            " did you mean 'lavrov'?"
        ),
        "feeds/feeds.toml:2: not valid TOML: a text is not closed on its line: a quote is missing (column 8)",
        "feeds/topics.toml:1: this file is missing",
    ]


def test_a_misnamed_table_does_not_make_every_name_unknown(tmp_path: Path) -> None:
    """``[[feeds]]`` for ``[[feed]]`` is one slip; the briefing that names a feed is right."""
    found = reports(
        tmp_path,
        feeds='[[feeds]]\nid = "tass"\n',
        israel="""\
            id = "israel"
            title = "Israel Briefing"
            cadence = "daily"
            timezone = "Asia/Jerusalem"
            feeds = ["tass"]
            """,
    )
    assert found == [
        "feeds/feeds.toml:1: feeds: is not a key of this file; did you mean 'feed'?",
    ]


def test_the_briefings_of_an_editor_in_the_middle_of_saving_are_not_read(tmp_path: Path) -> None:
    """Emacs leaves ``.#israel.toml`` beside the file, a dangling link."""
    workspace = write(tmp_path)
    (workspace / "feeds/briefings/.#israel.toml").symlink_to("nowhere")
    (workspace / "feeds/briefings/israel.toml~").write_text("old")
    assert list(load(workspace).briefings) == ["israel"]


def test_the_packaged_workspace_is_without_a_mistake() -> None:
    """What we ship loads, and the sample's feeds too."""
    config = load(packaged())
    assert len(config.feeds) >= 60
    assert len(config.watchlist.actors) >= 90
    assert len(config.watchlist.topics) >= 14
    assert {"israel", "week-in-review"} <= set(config.briefings)
    assert any(feed.path for feed in load(packaged(), feeds_file="sample/feeds.toml").feeds)
