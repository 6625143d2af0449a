"""What ARCHITECTURE.md says of the house is true of the code."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PACKAGE = REPOSITORY / "briefgen"
ARCHITECTURE = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")

#: A row of the table of steps: its number and its package.
_STEP = re.compile(r"^\| (\d+) \| `(\w+)` \|", re.MULTILINE)
#: A numbered line of the package's docstring, likewise.
_LISTED = re.compile(r"^(\d+)\. (\w+) ", re.MULTILINE)

#: A package beside the steps: what several of them share, or what reads the workspace.
BESIDE = {"commands", "config", "language", "lint", "model", "operation", "web"}


def section(title: str) -> str:
    """Return the text under a heading of ARCHITECTURE.md, up to the next one."""
    return ARCHITECTURE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def classes(module: Path) -> Iterator[str]:
    """Yield the names of the public classes that a module defines."""
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


NOUNS = sorted({name for module in (PACKAGE / "model").glob("*.py") for name in classes(module)})


@pytest.mark.parametrize("noun", NOUNS)
def test_the_glossary_names_every_public_type_of_the_model(noun: str) -> None:
    """A type that the glossary leaves out is a word of which nobody knows what it means."""
    assert re.search(rf"\*\*{noun}\*\*", section("Glossary")), f"the glossary lacks **{noun}**"


def test_the_glossary_names_no_type_that_has_gone() -> None:
    """Every bold word of the glossary is a class somewhere in the package, or one of the few plain words."""
    defined = {name for module in PACKAGE.rglob("*.py") for name in classes(module)}
    named = set(re.findall(r"\*\*(\w+)\*\*", section("Glossary")))
    aliases = {"FetchResult", "Cadence"}  # unions and literals, which are no classes
    assert named - defined - aliases == set()


def test_the_table_of_steps_has_the_packages_that_exist() -> None:
    """Nine rows, numbered; together with what stands beside them they are all packages."""
    rows = _STEP.findall(section("The nine steps"))
    packages = {init.parent.name for init in PACKAGE.glob("*/__init__.py")}
    assert [int(number) for number, _ in rows] == list(range(1, 10))
    assert {package for _, package in rows} == packages - BESIDE


def test_every_module_beside_the_packages_says_what_it_is() -> None:
    """A row of the second table, which names nothing that has gone."""
    rows = re.findall(r"^\| (`[^|]+) \|[^|]+\|$", section("The nine steps"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert named == modules | BESIDE


def test_the_docstring_of_the_package_lists_the_same_steps() -> None:
    """The numbers are the same everywhere, or they help nobody."""
    docstring = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")))
    assert docstring is not None
    assert _LISTED.findall(docstring) == _STEP.findall(section("The nine steps"))


def test_every_dependency_has_its_reason() -> None:
    """What is installed at every reader's, or for a language model, is in the table, which names nothing else."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {
        re.split(r"[<>=~\[ ]", line)[0] for line in (*project["dependencies"], *project["optional-dependencies"]["llm"])
    }
    rows = re.findall(r"^\| ([^|]+) \|[^|]+\|[^|]+\|$", section("Dependencies, each with its reason"), re.MULTILINE)
    named = {name.strip().lower() for row in rows for name in row.split(",")} - {"library", "---"}
    assert named == asked
