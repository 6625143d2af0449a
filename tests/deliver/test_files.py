"""Files are written whole or not at all."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from briefgen.deliver import write_renditions, write_whole
from briefgen.model.errors import OutputError, PdfError
from briefgen.model.rendition import Rendition

AS_ROOT = os.geteuid() == 0


def a_rendition(name: str = "briefing.txt", content: bytes = b"Talks resume.\n") -> Rendition:
    """Return a text rendition."""
    return Rendition(format="text", name=name, content=content)


def names_in(folder: Path) -> list[str]:
    """Return the names of everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_renditions_are_written_under_their_names(tmp_path: Path) -> None:
    """The folder and its parents are made."""
    folder = tmp_path / "israel" / "2021-12-28"
    paths = write_renditions([a_rendition(), a_rendition("index.html", b"<p>")], folder)
    assert paths == [folder / "briefing.txt", folder / "index.html"]
    assert [path.read_bytes() for path in paths] == [b"Talks resume.\n", b"<p>"]
    assert names_in(folder) == ["briefing.txt", "index.html"]


def test_a_file_is_replaced_by_the_new_one(tmp_path: Path) -> None:
    """A longer old content leaves nothing behind."""
    path = tmp_path / "briefing.txt"
    path.write_bytes(b"old " * 1000)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert names_in(tmp_path) == ["briefing.txt"]


def test_what_is_written_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    """Temporary files are private by default; an edition is not."""
    assert write_whole(tmp_path / "index.html", b"<p>").stat().st_mode & 0o777 == 0o644


def test_a_rendition_that_cannot_be_made_leaves_those_before_it(tmp_path: Path) -> None:
    """And its own error comes through."""

    def renditions() -> Iterator[Rendition]:
        yield a_rendition()
        message = "the PDF was given up"
        raise PdfError(message)

    with pytest.raises(PdfError, match="given up"):
        write_renditions(renditions(), tmp_path)
    assert names_in(tmp_path) == ["briefing.txt"]


def test_leftovers_of_a_killed_write_are_swept_away(tmp_path: Path) -> None:
    """By the next write into the folder; other hidden files are left alone."""
    (tmp_path / ".unfinished-abc").write_bytes(b"half")
    (tmp_path / ".keep").write_bytes(b"")
    write_renditions([a_rendition()], tmp_path)
    assert names_in(tmp_path) == [".keep", "briefing.txt"]


_WRITER = """
import sys
from itertools import cycle
from pathlib import Path
from briefgen.deliver import write_whole
path = Path(sys.argv[1])
write_whole(path, b"a" * 2_000_000)
print("begun", flush=True)
for letter in cycle((b"b", b"a")):
    write_whole(path, letter * 2_000_000)
"""


def test_a_reader_never_finds_a_torn_file_however_the_writer_dies(tmp_path: Path) -> None:
    """A child that writes without pause is killed in the middle of it, several times."""
    path = tmp_path / "briefing.pdf"
    for attempt in range(5):
        with subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE) as writer:  # noqa: S603  ours
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"begun\n"
            for _ in range(attempt * 3):
                assert _is_whole(path.read_bytes())
            writer.send_signal(signal.SIGKILL)
        assert _is_whole(path.read_bytes())
    write_renditions([a_rendition()], tmp_path)
    assert names_in(tmp_path) == ["briefing.pdf", "briefing.txt"]


def _is_whole(content: bytes) -> bool:
    return len(content) == 2_000_000 and len(set(content)) == 1


def test_a_file_where_the_folder_should_be_is_told_in_one_line(tmp_path: Path) -> None:
    """With the path."""
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        write_renditions([a_rendition()], tmp_path / "out" / "israel")
    assert str(caught.value) == f"{tmp_path}/out/israel cannot be written: not a directory"


def test_a_folder_where_the_file_should_be_is_told_in_one_line(tmp_path: Path) -> None:
    """Nothing unfinished stays behind."""
    (tmp_path / "briefing.txt").mkdir()
    with pytest.raises(OutputError) as caught:
        write_renditions([a_rendition()], tmp_path)
    assert str(caught.value) == f"{tmp_path}/briefing.txt cannot be written: is a directory"
    assert names_in(tmp_path) == ["briefing.txt"]


def test_a_name_that_is_too_long_is_told_in_one_line(tmp_path: Path) -> None:
    """The system's limit, met at the rename."""
    with pytest.raises(OutputError, match="cannot be written: file name too long"):
        write_whole(tmp_path / ("x" * 300), b"")
    assert names_in(tmp_path) == []


@pytest.mark.skipif(AS_ROOT, reason="root may write anywhere")
def test_an_unwritable_folder_is_told_in_one_line(tmp_path: Path) -> None:
    """As an ordinary user meets it."""
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(OutputError, match="cannot be written: permission denied"):
            write_renditions([a_rendition()], tmp_path)
    finally:
        tmp_path.chmod(0o755)


_AS_NOBODY = """
import os, sys
from pathlib import Path
from briefgen.deliver import write_whole
from briefgen.model.errors import OutputError
os.setuid(65534)
try:
    write_whole(Path(sys.argv[1]), b"x")
except OutputError as error:
    print(error)
"""


@pytest.mark.skipif(not AS_ROOT, reason="only root can become another user")
def test_another_users_folder_is_told_in_one_line() -> None:
    """The same for root's tests: a child gives up its rights first."""
    folder = Path("/")
    told = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", _AS_NOBODY, str(folder / "briefing.txt")], capture_output=True, text=True, check=True
    )
    assert told.stdout == "/briefing.txt cannot be written: permission denied\n"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 256 KB, where the machine allows it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(  # noqa: S603  a fixed command
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)],  # noqa: S607  wherever the system has it
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607  likewise


@pytest.mark.skipif(not AS_ROOT, reason="a disk can only be mounted by root")
def test_a_full_disk_leaves_the_old_file_and_nothing_half_written(tiny_disk: Path) -> None:
    """The reader keeps yesterday's edition."""
    path = write_whole(tiny_disk / "briefing.txt", b"old")
    with pytest.raises(OutputError) as caught:
        write_whole(path, b"new" * 200_000)
    assert str(caught.value) == f"{path} cannot be written: no space left on device"
    assert path.read_bytes() == b"old"
    assert names_in(tiny_disk) == ["briefing.txt"]


def test_names_of_any_script_can_be_written(tmp_path: Path) -> None:
    """Paths hold spaces and letters of every script."""
    folder = tmp_path / "יום שני" / "a b"
    for number, name in zip(count(1), ("תקציר.txt", "a b.txt"), strict=False):
        write_renditions([a_rendition(name)], folder)
        assert len(names_in(folder)) == number
