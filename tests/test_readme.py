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

_BLOCK = re.compile(r"^```(?:sh|bash|shell|console)\b(?P<notes>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"^```toml\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_TARGET = re.compile(r"^(\w+):", re.MULTILINE)
_INLINE = re.compile(r"`(briefgen [^`]+)`")


@dataclass(frozen=True, slots=True)
class Shown:
    """One command line of a fenced block."""

    line: str
    network: bool  #: the block says that it needs the internet


def shown() -> Iterator[Shown]:
    """Yield the command lines of all fenced blocks, in order; a backslash continues a line."""
    for block in _BLOCK.finditer(README):
        for line in block["body"].replace("\\\n", " ").splitlines():
            command = line.removeprefix("$ ").strip()
            if command and not command.startswith("#"):
                yield Shown(command, network="network" in block["notes"])


COMMANDS = tuple(shown())


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
    """In order, in one folder, as a reader would type them.

    Blocks marked ``network`` get the sample's feeds in place of those on the internet.
    """
    monkeypatch.chdir(reader)
    for name in [name for name in os.environ if name.startswith("BRIEFGEN_")]:
        monkeypatch.delenv(name)
    for command in COMMANDS:
        words = program(command.line)
        if words[0] != "briefgen":
            continue
        if command.network:
            for catalogue in reader.rglob("feeds/feeds.toml"):
                sample = catalogue.with_name("sample") / "feeds.toml"
                if sample.is_file():
                    shutil.copy(sample, catalogue)
        status = cli.main(words[1:])
        out, err = capsys.readouterr()
        assert status == 0, f"{command.line}\n{out}{err}"


def test_what_it_shows_of_a_briefing_is_understood(tmp_path: Path) -> None:
    """Each block of TOML may stand at the head of a briefing's file."""
    blocks = [block["body"] for block in _TOML.finditer(README)]
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
