"""Memos read from files: what a head may say, which file is the newest."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.config import newest_memo, read_memo
from briefgen.model.errors import ConfigError, UsageError
from tests.factories import a_briefing

MEMO = a_briefing(id="memo", title="Memo", kind="memo")
HEAD = "title: Two readouts\nauthor: Ada Example\ndate: 2021-12-28\n"


def written(folder: Path, head: str = HEAD, *, name: str = "2021-12-28-two-readouts.md", body: str = "Text.") -> Path:
    """Write a memo into a workspace's folder."""
    path = folder / "feeds" / "memos" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")
    return path


def test_a_memo_is_read_with_what_its_head_leaves_out(tmp_path: Path) -> None:
    """Language and clock are the publication's, the slug is the file's name without its date."""
    read = read_memo(written(tmp_path), MEMO, workspace=tmp_path)
    assert (read.title, read.memo.author, read.slug, read.language) == (
        "Two readouts",
        "Ada Example",
        "two-readouts",
        "en",
    )
    assert read.memo.written == datetime(2021, 12, 27, 22, tzinfo=UTC)  # midnight in Jerusalem
    assert read.memo.markdown == "Text."
    assert read.file == "feeds/memos/2021-12-28-two-readouts.md"


def test_a_head_may_say_everything(tmp_path: Path) -> None:
    """Standfirst, language, slug, stories, tags, and a moment with its zone."""
    head = (
        "title: שתי גרסאות\nauthor: Ada\ndate: 2021-12-28T05:30+00:00\nstandfirst: In short.\nlanguage: he\nslug: two\n"
        "stories: [israel/2021-12-28#s-1]\ntags: [a, b]\n"
    )
    read = read_memo(written(tmp_path, head), MEMO, workspace=tmp_path)
    assert (read.language, read.slug, read.memo.standfirst, read.memo.tags) == ("he", "two", "In short.", ("a", "b"))
    assert read.memo.written == datetime(2021, 12, 28, 5, 30, tzinfo=UTC)
    assert read.stories == (("israel/2021-12-28#s-1", 8),)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("author: Ada\ndate: 2021-12-28\n", ":1: title: a memo needs its title"),
        (HEAD.replace("2021-12-28", "28 December"), ":4: date: must be a date such as 2021-12-28"),
        (HEAD.replace("2021-12-28", "0001-01-01"), ":4: date: must be a date such as 2021-12-28"),
        (HEAD + "tittle: x\n", ":5: tittle: a memo has no such key; did you mean 'title'?"),
        (HEAD + "slug: Two Readouts\n", ":5: slug: must be lower-case letters"),
        (HEAD + "language: Hebrew!\n", ":5: language: must be a language code"),
        (HEAD + "stories:\n  - somewhere\n", ":6: stories[1]: must be EDITION#STORY"),
        (HEAD.replace("title: Two readouts", "title: [a, b]"), ":2: title: must be a text, not a list"),
    ],
)
def test_mistakes_are_told_with_file_and_line(tmp_path: Path, head: str, told: str) -> None:
    """As those of all configuration."""
    with pytest.raises(ConfigError, match=r"^feeds/memos/") as refused:
        read_memo(written(tmp_path, head), MEMO, workspace=tmp_path)
    assert f"two-readouts.md{told}" in str(refused.value)


def test_a_memo_without_text_or_of_too_much_is_none(tmp_path: Path) -> None:
    """The mistake stands where the text would begin."""
    for body, problem in (("", "no text stands below the head"), ("x" * 200_001, "is longer than 200,000 characters")):
        with pytest.raises(ConfigError, match=problem):
            read_memo(written(tmp_path, body=body), MEMO, workspace=tmp_path)


def test_a_file_that_is_not_there_or_no_text_is_told_in_one_line(tmp_path: Path) -> None:
    """A name mistyped, a picture given."""
    with pytest.raises(UsageError, match=r"^gone.md cannot be read: no such file"):
        read_memo(Path("gone.md"), MEMO, workspace=tmp_path)
    picture = written(tmp_path)
    picture.write_bytes(b"---\ntitle: \xff\n---\n")
    with pytest.raises(ConfigError, match=r"two-readouts.md:2: must be saved as UTF-8"):
        read_memo(picture, MEMO, workspace=tmp_path)


def test_the_newest_memo_is_the_last_that_is_not_dated_later(tmp_path: Path) -> None:
    """By its date, not by its file's; drafts of tomorrow wait."""
    written(tmp_path, HEAD.replace("28", "26"), name="z-older.md")
    written(tmp_path, HEAD, name="a-newest.md")
    written(tmp_path, HEAD.replace("28", "30"), name="later.md")
    (tmp_path / "feeds/memos/README.md").write_text("no memo", encoding="utf-8")
    at = datetime(2021, 12, 28, 4, tzinfo=UTC)
    assert newest_memo(tmp_path, MEMO, at).slug == "a-newest"
    with pytest.raises(UsageError, match="holds no memo dated up to 2021-12-20"):
        newest_memo(tmp_path, MEMO, at.replace(day=20))
