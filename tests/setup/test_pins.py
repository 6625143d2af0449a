"""constraints.txt pins everything that pyproject.toml asks for, to releases and nothing else."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[2]


def pins() -> dict[str, str]:
    """Return canonical name -> version of every line of constraints.txt that is not a comment."""
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def requirements(*, tools: bool = True) -> Iterator[Requirement]:
    """Yield what pyproject.toml asks for; without ``tools`` only what briefgen runs with."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    yield from map(Requirement, project["project"]["dependencies"])
    for name, extra in project["project"]["optional-dependencies"].items():
        if tools or name != "dev":
            yield from map(Requirement, extra)
    if tools:
        yield from map(Requirement, project["build-system"]["requires"])


def foreign_imports(folder: str) -> dict[str, str]:
    """Return top-level name -> a file that imports it, for all that is neither ours nor Python's own."""
    found: dict[str, str] = {}
    for path in (REPOSITORY / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    imported = [name.name for name in names]
                case ast.ImportFrom(module=str(module), level=0):
                    imported = [module]
                case _:
                    continue
            found |= dict.fromkeys((name.partition(".")[0] for name in imported), str(path.relative_to(REPOSITORY)))
    return {name: file for name, file in found.items() if name not in {*sys.stdlib_module_names, "briefgen", "tests"}}


@pytest.mark.parametrize("requirement", list(requirements()), ids=lambda requirement: requirement.name)
def test_what_pyproject_asks_for_is_pinned_to_a_version_that_satisfies_it(requirement: Requirement) -> None:
    """A dependency added without `make pins` fails here."""
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


def test_every_pin_is_an_exact_release() -> None:
    """No address, no path, no range, no local version."""
    for line in (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line), line


@pytest.mark.parametrize("folder", ["briefgen", "tests"])
def test_what_is_imported_is_asked_for(folder: str) -> None:
    """What only another package brings, or somebody's own installation, is missing on the next machine."""
    asked = {canonicalize_name(requirement.name) for requirement in requirements(tools=folder == "tests")}
    homes = packages_distributions()
    unasked = {
        f"{file} imports {name}"
        for name, file in foreign_imports(folder).items()
        if asked.isdisjoint(map(canonicalize_name, homes.get(name, [])))
    }
    assert unasked == set()


def test_what_is_asked_for_is_imported() -> None:
    """A dependency that nothing imports is a download, a risk and a question for the next reader."""
    homes = packages_distributions()
    imported = {canonicalize_name(home) for name in foreign_imports("briefgen") for home in homes.get(name, [])}
    asked = {canonicalize_name(requirement.name) for requirement in requirements(tools=False)}
    not_imported = {
        "lxml-html-clean",  # trafilatura cannot be imported without it, and an older pip leaves it out
        "tzdata",  # data: zoneinfo finds it
        "pystemmer",  # snowballstemmer imports it where it is there
        "psycopg",  # SQLAlchemy imports it, by the address of the database
    }
    assert asked - imported == not_imported
