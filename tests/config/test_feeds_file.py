"""Feeds that are added to ``feeds.toml``."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.config import load
from briefgen.config.feeds_file import acceptable, address_key, append_feeds, free_id, table_of
from briefgen.model.errors import ConfigError, OutputError
from briefgen.model.feed import Feed
from tests.factories import a_feed
from tests.newsroom import a_newsroom


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a workspace of three feeds."""
    return a_newsroom(tmp_path / "newsroom")


def test_feeds_are_appended_and_the_rest_stays_byte_for_byte(workspace: Path) -> None:
    """Comments, blank lines, a missing line end."""
    file = workspace / "feeds/feeds.toml"
    before = b"# ours  \n\n" + file.read_bytes().rstrip() + b"  # the last"
    file.write_bytes(before)
    feed = a_feed(id="fjord", language="nb-NO", weight=0.5, full_text=True)
    append_feeds(workspace, [feed])
    assert file.read_bytes().startswith(before + b"\n\n[[feed]]\n")
    assert load(workspace).feeds[-1] == feed


def test_windows_line_ends_stay(workspace: Path) -> None:
    """A file has one kind."""
    file = workspace / "feeds/feeds.toml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    append_feeds(workspace, [a_feed(id="fjord")])
    assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")


@pytest.mark.parametrize("wrong", [a_feed(id="orontes"), a_feed(id="fjord", weight=9.0)])
def test_a_mistake_leaves_the_file_as_it_was(workspace: Path, wrong: Feed) -> None:
    """And names the file that people know, not the draft."""
    file = workspace / "feeds/feeds.toml"
    before = file.read_bytes()
    with pytest.raises(ConfigError) as refusal:
        append_feeds(workspace, [a_feed(id="good"), wrong])
    assert {mistake.file for mistake in refusal.value.mistakes} == {"feeds/feeds.toml"}
    assert file.read_bytes() == before
    assert [path.name for path in (workspace / "feeds").glob(".*")] == []


def test_a_file_that_is_a_link_stays_one(workspace: Path, tmp_path: Path) -> None:
    """As where the configuration lies in another repository."""
    file, elsewhere = workspace / "feeds/feeds.toml", tmp_path / "shared.toml"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    append_feeds(workspace, [a_feed(id="fjord")])
    assert file.is_symlink()
    assert load(workspace).feeds[-1].id == "fjord"


def test_a_missing_file_is_told(workspace: Path) -> None:
    """In one line with its name."""
    (workspace / "feeds/feeds.toml").unlink()
    with pytest.raises(OutputError, match=r"feeds\.toml cannot be written: no such file"):
        append_feeds(workspace, [a_feed()])


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_title_is_toml_that_reads_back(title: str) -> None:
    """Quotes, backslashes, line ends and controls."""
    (table,) = tomllib.loads(table_of(a_feed(title=title)))["feed"]
    assert table["title"] == title


@pytest.mark.parametrize(
    ("title", "url", "taken", "expected"),
    [
        ("Fjord Post – World", "https://a.example/rss", (), "fjord-post-world"),
        ("Fjord Post", "https://a.example/rss", ("fjord-post", "fjord-post-2"), "fjord-post-3"),
        ("חדשות הנמל", "https://www.namal.example/rss", (), "namal-example"),
        ("", "https://a.example/rss", (), "a-example"),
        ("x" * 90, "https://a.example/rss", (), "x" * 50),
    ],
)
def test_an_id_is_made_of_the_title_or_the_host(title: str, url: str, taken: tuple[str, ...], expected: str) -> None:
    """Never one that is taken."""
    assert free_id(title, url, taken) == expected


def test_two_spellings_of_an_address_are_one() -> None:
    """Scheme, www, default port, last slash; a query is another address."""
    same = ("https://www.Fjord.example/rss/", "http://fjord.example:80/rss", "https://fjord.example:443/rss")
    assert len({address_key(url) for url in same}) == 1
    assert address_key("https://fjord.example/rss?s=1") != address_key(same[0])


def test_values_from_outside_that_may_not_be_are_left_out() -> None:
    """But a feed without a usable address is none."""
    given = {"id": "fjord", "title": "Fjord", "url": "https://fjord.example/rss"}
    wrong = {"language": "Norwegian!", "country": "Norway", "weight": 9.0, "ownership": "mine", "poll_minutes": 0}
    assert acceptable({**given, **wrong}) == Feed(id="fjord", title="Fjord", url="https://fjord.example/rss")
    assert str(acceptable({**given, "url": "gopher://fjord.example"})).startswith("url must begin with http")
