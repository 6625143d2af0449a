"""Every command that the README shows exists and works."""

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.config import load
from tests.newsroom import DAILY, a_newsroom

REPOSITORY = Path(__file__).parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")

_BLOCK = re.compile(
    r"^```(?P<tongue>sh|bash|shell|console|toml)\b(?P<notes>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
_FILE = re.compile(r"\A# (?P<path>\S+/\S+)\n")  #: a block of TOML that begins so is that file
_PICTURE = re.compile(r'!\[(?P<says>[^]]*)\]\((?P<path>[^)]+)\)|<img src="(?P<file>[^"]+)"[^>]* alt="(?P<alt>[^"]*)">')
_TARGET = re.compile(r"^(\w+):", re.MULTILINE)
_INLINE = re.compile(r"`(briefgen [^`]+)`")


@dataclass(frozen=True, slots=True)
class Shown:
    """One command line of a fenced block, or a file to be written."""

    line: str = ""
    network: bool = False  #: the block says that it needs the internet
    forever: bool = False  #: the block says that it runs until somebody ends it
    file: str = ""
    content: str = ""


def shown() -> Iterator[Shown]:
    """Yield the command lines and files of all fenced blocks, in order; a backslash continues a line."""
    for block in _BLOCK.finditer(README):
        body = block["body"]
        if block["tongue"] == "toml":
            if named := _FILE.match(body):
                yield Shown(file=named["path"], content=body)
            continue
        for line in body.replace("\\\n", " ").splitlines():
            command = line.removeprefix("$ ").strip()
            if command and not command.startswith("#"):
                yield Shown(command, network="network" in block["notes"], forever="forever" in block["notes"])


STEPS = tuple(shown())
COMMANDS = tuple(step for step in STEPS if step.line)


def program(line: str) -> list[str]:
    """Split a line into words, without the comment after it."""
    return shlex.split(line, comments=True)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder like a fresh clone, as far as a workspace goes."""
    folder = tmp_path_factory.mktemp("reader")
    for part in ("feeds", "templates"):
        shutil.copytree(REPOSITORY / part, folder / part)
    return folder


def test_the_readme_shows_commands() -> None:
    """Otherwise the tests below would prove nothing."""
    assert any(command.line.startswith("make ") for command in COMMANDS)
    assert any(command.line.startswith("briefgen ") for command in COMMANDS)
    assert {program(command.line)[0] for command in COMMANDS} <= {"briefgen", "make"}


def test_what_asks_the_internet_is_marked_so() -> None:
    """```` ```sh network ````: no test may ask a publisher for anything."""
    asking = [command for command in COMMANDS if {"poll", "check"} & set(program(command.line))]
    assert [command.line for command in asking if not command.network] == []


def test_its_pictures_exist_say_what_they_show_and_are_light() -> None:
    """Somebody reads the README on a train, or has it read out."""
    pictures = {
        (found["path"] or found["file"]): (found["says"] or found["alt"]) for found in _PICTURE.finditer(README)
    }
    kept = {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "tests/pictures").glob("*.png")}
    assert set(pictures) == kept
    assert all(len(says) > 20 for says in pictures.values())
    assert sum((REPOSITORY / path).stat().st_size for path in kept) < 500_000


def test_every_make_target_it_shows_exists() -> None:
    """In blocks and in the text."""
    targets = set(_TARGET.findall((REPOSITORY / "Makefile").read_text(encoding="utf-8")))
    named = {program(command.line)[1] for command in COMMANDS if command.line.startswith("make ")}
    named |= {words.split()[0] for words in re.findall(r"`make ([^`]+)`", README)}
    assert named <= targets


@pytest.mark.slow
def test_every_command_it_shows_works(
    reader: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In order, in one folder, as a reader would type them, with the files that it shows written in between.

    Blocks marked ``network`` get the sample's feeds in place of those on the internet, and its week as the present. Of
    what is marked ``forever`` only the name is tried.
    """
    monkeypatch.chdir(reader)
    for name in [name for name in os.environ if name.startswith("BRIEFGEN_")]:
        monkeypatch.delenv(name)
    for command in STEPS:
        if command.file:
            assert (reader / command.file).parent.is_dir()
            (reader / command.file).write_text(command.content, encoding="utf-8")
            continue
        words = program(command.line)
        if words[0] != "briefgen":
            continue
        if command.forever:
            words.append("--help")
        if command.network:
            words += ["--at", "2021-12-28T06:00Z"] if {"poll", "build"} & set(words) else []
            for catalogue in reader.rglob("feeds/feeds.toml"):
                sample = catalogue.with_name("sample") / "feeds.toml"
                if sample.is_file():
                    shutil.copy(sample, catalogue)
        status = cli.main(words[1:])
        out, err = capsys.readouterr()
        assert status == 0, f"{command.line}\n{out}{err}"


def test_what_it_shows_of_a_briefing_is_understood(tmp_path: Path) -> None:
    """Each block of TOML that is no file of its own may stand at the head of a briefing's file."""
    blocks = [b["body"] for b in _BLOCK.finditer(README) if b["tongue"] == "toml" and not _FILE.match(b["body"])]
    assert blocks
    for block in blocks:
        head, brackets, sections = DAILY.partition("[[section]]")
        load(a_newsroom(tmp_path, daily=head + block + brackets + sections))


def test_every_command_it_names_in_passing_exists() -> None:
    """Those of the table, with arguments in capitals."""
    named = {" ".join(_command_of(program(words)[1:])) for words in _INLINE.findall(README)}
    assert named
    for words in sorted(named):
        assert cli.main([*words.split(), "--help"]) == 0, words


def _command_of(words: list[str]) -> Iterator[str]:
    """Yield the command's own words: without options, and up to the first argument."""
    previous = ""
    for word in words:
        if word.startswith("-"):
            previous = word
            continue
        if previous == "--workspace":
            previous = ""
            continue
        if not word.isalpha() or not word.islower():
            return
        yield word
        if word not in {"feeds", "db", "subscribers"}:
            return
