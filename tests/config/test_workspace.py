"""Finding and making workspaces."""

from pathlib import Path

import pytest

from briefgen.config import load
from briefgen.config.workspace import find, make_workspace, packaged
from briefgen.model.errors import OutputError, UsageError
from tests.config.files import write


def a_source(folder: Path) -> Path:
    """Write what a package brings, read-only as a system's package directory is."""
    source = write(folder / "package/workspace")
    for file in ("feeds/sample/orontes.xml", "templates/page.html.j2", "templates/fonts/a.ttf"):
        (source / file).parent.mkdir(parents=True, exist_ok=True)
        (source / file).write_text(file)
    for file in ("templates/__pycache__/x.pyc", "templates/.page.swp", "out/briefgen.db", "README.md"):
        (source / file).parent.mkdir(parents=True, exist_ok=True)
        (source / file).write_text("not for a new workspace")
    for path in source.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return source


def test_a_new_workspace_holds_configuration_templates_sample_and_out(tmp_path: Path) -> None:
    """And nothing else; its files can be written though the packaged ones cannot."""
    desk = tmp_path / "a new" / "desk"
    written = make_workspace(desk, source=a_source(tmp_path))
    assert sorted(path.relative_to(desk).as_posix() for path in written) == [
        ".env.example",
        "feeds/actors.toml",
        "feeds/briefings/israel.toml",
        "feeds/feeds.toml",
        "feeds/sample/orontes.xml",
        "feeds/topics.toml",
        "templates/fonts/a.ttf",
        "templates/page.html.j2",
    ]
    assert sorted(path for path in desk.rglob("*") if path.is_file()) == sorted(written)
    assert all(path.stat().st_mode & 0o200 for path in desk.rglob("*"))
    assert list((desk / "out").iterdir()) == []
    assert find(desk) == desk
    assert load(desk).briefings


def test_an_existing_folder_keeps_its_own_files(tmp_path: Path) -> None:
    """``git init`` may have come first."""
    (tmp_path / "desk/.git").mkdir(parents=True)
    (tmp_path / "desk/notes.txt").write_text("ours")
    make_workspace(tmp_path / "desk", source=a_source(tmp_path))
    assert (tmp_path / "desk/notes.txt").read_text() == "ours"


def test_nothing_is_overwritten_and_nothing_written_when_a_file_is_in_the_way(tmp_path: Path) -> None:
    """The first one is named."""
    (tmp_path / "desk/feeds").mkdir(parents=True)
    (tmp_path / "desk/feeds/feeds.toml").write_text("ours")
    (tmp_path / "desk/feeds/topics.toml").write_text("ours")
    with pytest.raises(UsageError, match=r"desk/feeds/feeds\.toml exists already; nothing was written$"):
        make_workspace(tmp_path / "desk", source=a_source(tmp_path))
    assert sorted(path.name for path in (tmp_path / "desk").rglob("*")) == ["feeds", "feeds.toml", "topics.toml"]
    assert (tmp_path / "desk/feeds/feeds.toml").read_text() == "ours"


def test_a_file_in_the_place_of_the_folder_is_told_in_one_line(tmp_path: Path) -> None:
    """No traceback."""
    (tmp_path / "desk").write_text("a file")
    with pytest.raises(OutputError, match=r"^cannot make the folder .*desk/feeds: Not a directory$"):
        make_workspace(tmp_path / "desk", source=a_source(tmp_path))


def test_what_was_written_before_a_failure_is_taken_back(tmp_path: Path) -> None:
    """So that the same command works once the cause is mended."""
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/templates").write_text("a file where a folder should be")
    source = a_source(tmp_path)
    with pytest.raises(OutputError):
        make_workspace(tmp_path / "desk", source=source)
    assert not [path for path in (tmp_path / "desk/feeds").rglob("*") if path.is_file()]
    (tmp_path / "desk/templates").unlink()
    assert make_workspace(tmp_path / "desk", source=source)


def test_a_folder_without_feeds_is_told_how_to_become_a_workspace(tmp_path: Path) -> None:
    """Also one that does not exist."""
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UsageError, match=r"is not a workspace .*`briefgen init DIR` makes one"):
            find(folder)


def test_an_installed_package_brings_its_workspace_and_the_repository_is_one(tmp_path: Path) -> None:
    """In a wheel it lies inside the package."""
    source = a_source(tmp_path)
    assert packaged(source.parent) == source
    assert find(packaged())
    assert (packaged() / "templates").is_dir()
