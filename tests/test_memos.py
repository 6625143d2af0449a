"""From an editor's file to a memo's edition: stories attached, slugs, one-line errors."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.config import Config
from briefgen.memos import make_memo
from briefgen.model.edition import Edition
from briefgen.model.errors import ConfigError
from briefgen.model.wire import encode
from briefgen.store import Store
from tests.config.test_memos import HEAD, MEMO, written
from tests.factories import NOON, a_feed, a_watchlist, an_edition

AT = datetime(2021, 12, 28, 4, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with the Israel Briefing of the day."""
    with Store.open(f"sqlite:///{tmp_path / 'briefgen.db'}") as opened:
        opened.save_edition(an_edition(), NOON)
        yield opened


def made(store: Store, workspace: Path, text: Path | None = None, at: datetime = AT) -> Edition:
    """Make the memo of a workspace."""
    config = Config(workspace=workspace, feeds=(a_feed(),), watchlist=a_watchlist(), briefings={})
    return make_memo(config, store, MEMO, at=at, text=text, out=workspace / "out")


def test_a_memo_is_an_edition_of_its_own_date_and_slug(store: Store, tmp_path: Path) -> None:
    """All that works with editions works with it."""
    written(tmp_path, HEAD + "language: he\n")
    edition = made(store, tmp_path)
    assert (edition.id, edition.slug, edition.title) == ("memo/2021-12-28-two-readouts", "two-readouts", "Two readouts")
    assert (edition.briefing.language, edition.stories) == ("he", ())
    assert edition.memo is not None
    assert edition.period.end == edition.memo.written


def test_stories_come_as_their_edition_told_them(store: Store, tmp_path: Path) -> None:
    """By edition and story, by a report's address, each once; ranks begin anew."""
    plain = an_edition()
    report = plain.stories[2].articles[0].url
    wanted = f"stories:\n  - israel/2021-12-28#s-0003\n  - {report}\n  - israel/2021-12-28#s-0003\n"
    edition = made(store, tmp_path, written(tmp_path, HEAD + wanted))
    assert [(s.rank, s.id) for s in edition.stories] == [(1, "s-0003"), (2, "s-0001")]
    assert edition.stories[0].summary == plain.stories[2].summary
    assert edition.names == {"lavrov": "Sergey Lavrov", "iran-nuclear": "Iran nuclear file"}
    assert edition.sections[0].title == "The reports behind it"


def test_a_story_may_come_from_a_folder_that_no_store_knows(store: Store, tmp_path: Path) -> None:
    """An edition that was built elsewhere and put into out/."""
    folder = tmp_path / "out" / "gulf" / "2021-12-20"
    folder.mkdir(parents=True)
    (folder / "edition.json").write_bytes(encode(an_edition()))
    edition = made(store, tmp_path, written(tmp_path, HEAD + "stories: [gulf/2021-12-20#s-0002]\n"))
    assert [s.id for s in edition.stories] == ["s-0002"]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("israel/2021-12-28#s-9", "the edition israel/2021-12-28 has no story 's-9'; it has s-0001, s-0002"),
        ("israel/2021-12-29#s-1", "there is no edition 'israel/2021-12-29', neither in the store nor in"),
        ("israel/2021-02-31#s-1", "there is no edition 'israel/2021-02-31'"),
        ("../../etc#passwd", "there is no edition '../../etc'"),
        ("https://nowhere.example/x", "no edition of the last 92 days has a report at https://nowhere.example/x"),
    ],
)
def test_a_story_that_nobody_told_is_a_mistake_in_its_line(
    store: Store, tmp_path: Path, wanted: str, told: str
) -> None:
    """With file and line, as every other."""
    with pytest.raises(ConfigError, match=r"^feeds/memos/2021-12-28-two-readouts.md:6: stories\[1\]: ") as refused:
        made(store, tmp_path, written(tmp_path, f"{HEAD}stories:\n  - {wanted}\n"))
    assert told in str(refused.value)


def test_a_memo_of_tomorrow_is_not_published_today(store: Store, tmp_path: Path) -> None:
    """Nothing later than the present of the call is seen."""
    path = written(tmp_path, HEAD.replace("28", "30"))
    with pytest.raises(ConfigError, match=r":4: date: is after the present of this call, 2021-12-28 04:00 UTC"):
        made(store, tmp_path, path)


def test_memos_of_one_day_stand_beside_each_other_and_each_replaces_only_itself(store: Store, tmp_path: Path) -> None:
    """In the store and as files."""
    config = Config(workspace=tmp_path, feeds=(a_feed(),), watchlist=a_watchlist(), briefings={})

    def built(text: Path) -> Edition:
        published = pipeline.build(
            config, store, MEMO, at=AT, now=NOON, out=tmp_path / "out", formats=("json", "text"), sender="", text=text
        )
        return published.edition

    first, second = written(tmp_path), written(tmp_path, name="another.md", body="Another text.")
    built(first)
    built(second)
    written(tmp_path, body="A better text.")
    built(first)
    rows = [row.id for row in store.editions("memo")]
    assert rows == ["memo/2021-12-28-another", "memo/2021-12-28-two-readouts"]
    texts = {path.parent.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out/memo").glob("*/*.txt")}
    assert "Another text." in texts["2021-12-28-another"]
    assert "A better text." in texts["2021-12-28-two-readouts"]
