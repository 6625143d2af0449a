"""An installed wheel works outside the repository: it brings its own templates, configuration and sample."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


def python(*arguments: str, cwd: Path, path: Path | None = None) -> str:
    """Run this Python in ``cwd``, with ``path`` before everything installed, and return what it prints."""
    settings = {**os.environ, "PYTHONPATH": str(path) if path else "", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    settings.pop("BRIEFGEN_WORKSPACE", None)
    command = [sys.executable, *arguments]
    result = subprocess.run(command, cwd=cwd, env=settings, capture_output=True, text=True, check=False)  # noqa: S603  our own
    assert result.returncode == 0, result.stderr
    return result.stdout


def workspace_files() -> list[Path]:
    """Return the files of the repository that are a workspace, without hidden and compiled ones."""
    files = [path for folder in ("templates", "feeds") for path in (REPOSITORY / folder).rglob("*") if path.is_file()]
    return [path for path in files if path.name[0] != "." and "__pycache__" not in path.parts]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the repository as it is, built without network."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder))
    python("-m", "pip", "wheel", *options, str(REPOSITORY), cwd=folder)
    [built] = folder.glob("briefgen-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """A folder with the wheel installed and nothing else: its dependencies are this environment's."""
    target = wheel.parent / "installed"
    python(
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
        cwd=wheel.parent,
    )
    return target


@pytest.mark.slow
def test_the_wheel_brings_every_template_and_every_feed_file(wheel: Path) -> None:
    """What lies in templates/ and feeds/ lies in briefgen/workspace/, and no test comes along."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "feeds"):
        files = [
            path for path in (REPOSITORY / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ]
        assert files
        assert {f"briefgen/workspace/{path.relative_to(REPOSITORY)}" for path in files} <= names
    pages = [
        path for part in ("templates", "assets") for path in (REPOSITORY / "briefgen/web/preview" / part).iterdir()
    ]
    assert {str(path.relative_to(REPOSITORY)) for path in pages} <= names
    assert not {name for name in names if name.startswith("tests/")}


@pytest.mark.slow
def test_the_wheel_brings_what_is_known_of_email_clients_with_its_licence(wheel: Path) -> None:
    """The data of caniemail.com are MIT: they go nowhere without the licence."""
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"briefgen/lint/caniemail.json", "briefgen/lint/caniemail-LICENSE.txt", "briefgen/conformance.java"} <= names
    assert any(name.endswith("licenses/briefgen/lint/caniemail-LICENSE.txt") for name in names)


@pytest.mark.slow
def test_an_installed_wheel_answers_from_any_folder(installed: Path, tmp_path: Path) -> None:
    """``python -m briefgen --help`` runs the installed code, not the repository's."""
    where = python("-c", "import briefgen; print(briefgen.__file__)", cwd=tmp_path, path=installed)
    assert Path(where.strip()).is_relative_to(installed)
    assert "briefgen" in python("-m", "briefgen", "--help", cwd=tmp_path, path=installed)


@pytest.mark.slow
def test_an_installed_wheel_lays_out_a_workspace(installed: Path, tmp_path: Path) -> None:
    """``briefgen init DIR`` writes the packaged templates, configuration and sample."""
    python("-m", "briefgen", "init", "desk", cwd=tmp_path, path=installed)
    for path in workspace_files():
        assert (tmp_path / "desk" / path.relative_to(REPOSITORY)).read_bytes() == path.read_bytes()


@pytest.mark.slow
def test_an_installed_wheel_shows_the_demo(installed: Path, tmp_path: Path) -> None:
    """The main job, on the sample that the wheel brings, written where the reader says and nowhere else."""
    python("-m", "briefgen", "demo", "--out", "editions", cwd=tmp_path, path=installed)
    assert list((tmp_path / "editions").rglob("briefing.pdf"))
    assert [path.name for path in tmp_path.iterdir()] == ["editions"]
