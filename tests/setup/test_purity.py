"""What imports cannot show import-linter: the pure packages open no file, and nobody uses urllib.request."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "briefgen"
PURE = ("model", "language", "parse", "match", "cluster", "summarize", "compose", "lint")


def offences(source: str, *, pure: bool) -> Iterator[str]:
    """Yield what in a module's source reaches for a file or an address.

    ``pathlib`` is allowed for its pure paths, which are names; ``urllib`` for ``urllib.parse``, which is text.
    """
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                imported = [name.name for name in names]
            case ast.ImportFrom(module=str(module), names=names):
                imported = [f"{module}.{name.name}" for name in names]
            case ast.Call(func=ast.Name(id="open")) if pure:
                imported = ["open()"]
            case _:
                continue
        for name in imported:
            reaches_out = name.startswith("urllib.request")
            reaches_disk = name == "open()" or (name.startswith("pathlib") and not name.startswith("pathlib.Pure"))
            if reaches_out or (pure and reaches_disk):
                yield f"line {node.lineno}: {name}"


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_opens_no_file(package: str) -> None:
    """Not by ``open()`` and not by a ``Path``; import-linter sees to ``os`` and its like."""
    for module in (PACKAGE / package).rglob("*.py"):
        assert list(offences(module.read_text(encoding="utf-8"), pure=True)) == [], module


def test_no_module_asks_an_address_behind_fetch() -> None:
    """``urllib.request`` would go around every limit that fetch keeps."""
    for module in PACKAGE.rglob("*.py"):
        assert list(offences(module.read_text(encoding="utf-8"), pure=False)) == [], module


@pytest.mark.parametrize(
    "source",
    [
        "import pathlib",
        "from pathlib import Path",
        "open('x')",
        "import urllib.request",
        "from urllib.request import urlopen",
    ],
)
def test_the_watch_sees_an_offence(source: str) -> None:
    """Each way to a file or an address is reported with its line."""
    assert [offence.split(":")[0] for offence in offences(source, pure=True)] == ["line 1"]


@pytest.mark.parametrize("source", ["from pathlib import PurePath", "from urllib.parse import urljoin", "page.open()"])
def test_the_watch_lets_names_and_texts_pass(source: str) -> None:
    """A pure path and a split address touch nothing."""
    assert list(offences(source, pure=True)) == []
