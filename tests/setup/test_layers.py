"""The contracts of .ci/layers.ini bite: an offence in a copy of the package breaks the contract it offends, by name."""

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
CONTRACT = "importlinter:contract:"

#: name of the case -> contract, the module that offends, the line it should not contain
OFFENCES = {
    "a step imports a step": ("layers", "match/offence.py", "import briefgen.cluster"),
    "a step imports the configuration": ("layers", "fetch/offence.py", "import briefgen.config"),
    "the model imports language": ("layers", "model/offence.py", "import briefgen.language"),
    "a module belongs to no layer": ("layers", "utils.py", ""),
    "a pure package reads the disk": ("pure", "compose/offence.py", "import os.path"),
    "a pure package imports one that asks the network": ("pure", "language/offence.py", "import asyncio"),
    "a pure package draws lots": ("pure", "cluster/offence.py", "from random import shuffle"),
    "lint reads the disk": ("pure", "lint/offence.py", "import shutil"),
    "a pure package logs": ("pure", "parse/offence.py", "import logging"),
    "feeds are read outside parse": ("home-parse", "fetch/offence.py", "import feedparser"),
    "the database is known outside store": ("home-store", "deliver/offence.py", "from sqlalchemy import select"),
    "a PDF is laid out outside render": ("home-render", "deliver/offence.py", "import weasyprint"),
    "templates are known outside render and web": ("home-templates", "deliver/offence.py", "import jinja2"),
    "requests are answered outside web": ("home-web", "deliver/offence.py", "import starlette.routing"),
    "addresses are asked outside fetch": ("home-fetch", "deliver/offence.py", "import aiohttp.web"),
    "a language model is asked outside language_model": ("home-language-model", "render/offence.py", "import openai"),
    "mail is spoken outside deliver": ("home-deliver", "render/offence.py", "import smtplib"),
    "pydantic goes past the border": ("home-config", "store/offence.py", "from pydantic import BaseModel"),
    "scikit-learn leaves its home": ("home-vectors", "compose/offence.py", "import sklearn.cluster"),
    "the automaton leaves its home": ("home-automaton", "compose/offence.py", "import ahocorasick_rs"),
    "APScheduler leaves its home": ("home-scheduler", "deliver/offence.py", "import apscheduler"),
    "Procrastinate leaves its home": ("home-workers", "store/offence.py", "import procrastinate"),
    "styles are read outside lint": ("home-lint", "render/offence.py", "import tinycss2"),
    "a command imports a command": ("commands", "commands/terminal.py", "import briefgen.commands.run"),
    "a part of the scheduler imports another": ("operation", "operation/duties.py", "import briefgen.operation.making"),
    "the terminal is known outside cli": ("home-cli", "deliver/offence.py", "from rich.progress import Progress"),
}


def contracts() -> dict[str, str]:
    """Return id -> name of every contract."""
    settings = configparser.ConfigParser()
    settings.read(REPOSITORY / ".ci" / "layers.ini", encoding="utf-8")
    return {key.removeprefix(CONTRACT): settings[key]["name"] for key in settings if key.startswith(CONTRACT)}


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run lint-imports on the copy of the package in ``folder``."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", "layers.ini", *arguments]
    wide = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=folder, env=wide, capture_output=True, text=True, check=False)  # noqa: S603  our own


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the package's source and its contracts."""
    shutil.copytree(REPOSITORY / "briefgen", tmp_path / "briefgen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / ".ci" / "layers.ini", tmp_path)
    return tmp_path


@pytest.mark.slow
def test_the_package_as_it_is_keeps_every_contract(copy: Path) -> None:
    """Without an offence nothing is broken, so what breaks below breaks by the offence."""
    result = lint(copy)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("case", OFFENCES)
def test_an_offence_breaks_its_contract(copy: Path, case: str) -> None:
    """The contract says its name and the module that offends."""
    contract, module, line = OFFENCES[case]
    (copy / "briefgen" / module).write_text(f"{line}\n", encoding="utf-8")
    result = lint(copy, "--contract", contract)
    assert result.returncode == 1
    assert f"{contracts()[contract]} BROKEN" in result.stdout
    assert Path(module).stem in result.stdout


def test_every_contract_has_an_offence_that_it_is_proved_by() -> None:
    """A contract added without a case above fails here."""
    assert {contract for contract, _, _ in OFFENCES.values()} == set(contracts())
