"""What .ci/setup does on machines other than this one: bare, too old, interrupted, moved.

The script is ours and runs for real; the machine around it is made here: a PATH of its own, in which ``python3``
is a few lines of shell that say what a Python of that machine would say and write down what pip is asked for.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
TOOLS = ("sh", "cat", "cksum", "cp", "dirname", "flock", "id", "mkdir", "mktemp", "rm", "tail", "uname")
LIBRARIES = "libpango-1.0.so.0 libharfbuzz-subset.so.0"
PYTHON = """answers=${0%/*}/../answers
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin .venv/answers; cp "$0" .venv/bin/python; cp "$answers"/* .venv/answers ;;
    *"-m pip"*) echo "$*" >>"$PIP_LOG"; [ ! -e "$PIP_LOG.broken" ] ;;
    *ctypes*) cat "$answers/missing" ;;
    *ensurepip*) [ ! -e "$answers/without-venv" ] ;;
    *version_info*) cat "$answers/version"; [ ! -e "$answers/too-old" ] ;;
esac
"""
APT = """echo "$*" >>"$HOME/apt.log"
case "$*" in
    *update*) : >"$HOME/lists" ;;
    *) [ -e "$HOME/lists" ] && echo >"$HOME/../answers/missing" ;;
esac
"""


class Machine:
    """A machine with a checkout in a folder whose name has a space, where pip is only written down."""

    def __init__(self, folder: Path) -> None:
        """Lay out the checkout, the tools and a Python 3.11 that lacks nothing."""
        self.checkout = folder / "a newsroom's checkout"
        (self.checkout / ".ci").mkdir(parents=True)
        shutil.copy(REPOSITORY / ".ci" / "setup", self.checkout / ".ci")
        for name in ("pyproject.toml", "constraints.txt"):
            shutil.copy(REPOSITORY / name, self.checkout)
        self.programs = folder / "bin"
        self.programs.mkdir()
        for tool in TOOLS:
            (self.programs / tool).symlink_to(shutil.which(tool) or tool)
        self.program("python3", PYTHON)
        self.answers = folder / "answers"
        self.answers.mkdir()
        self.answer("version", "3.11\n")
        self.answer("missing", "\n")
        self.pip_log = folder / "pip.log"

    def program(self, name: str, script: str) -> None:
        """Put a program of a few lines of shell on this machine's PATH."""
        (self.programs / name).unlink(missing_ok=True)
        (self.programs / name).write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        (self.programs / name).chmod(0o755)

    def answer(self, name: str, text: str = "") -> None:
        """Let this machine's Python answer ``text``."""
        (self.answers / name).write_text(text, encoding="utf-8")

    def set_up(self, *what: str) -> subprocess.CompletedProcess[str]:
        """Run ``sh .ci/setup WHAT...`` as make does."""
        alone = {"PATH": str(self.programs), "PIP_LOG": str(self.pip_log), "HOME": str(self.programs)}
        command = [str(self.programs / "sh"), ".ci/setup", *what]
        return subprocess.run(command, cwd=self.checkout, env=alone, capture_output=True, text=True, check=False)  # noqa: S603  our own

    def pip_calls(self) -> list[str]:
        """Return what pip was asked to install since this was last asked."""
        calls = self.pip_log.read_text(encoding="utf-8").splitlines() if self.pip_log.exists() else []
        self.pip_log.unlink(missing_ok=True)
        return [call.partition(" install ")[2] for call in calls if " install " in call]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine that lacks nothing but .venv."""
    return Machine(tmp_path)


def test_the_first_run_installs_the_pins_and_the_second_nothing(machine: Machine) -> None:
    """The quick way asks pip nothing, so it needs no network."""
    assert machine.set_up("native", "dev").returncode == 0
    calls = machine.pip_calls()
    assert all("--constraint constraints.txt" in call for call in calls)
    assert calls[-1].endswith("--editable .[dev,llm,postgresql]")
    second = machine.set_up("native", "dev")
    assert (second.returncode, second.stderr, machine.pip_calls()) == (0, "", [])


def test_the_demo_installs_no_tools_but_keeps_those_that_are_there(machine: Machine) -> None:
    """``make demo`` alone installs briefgen; after ``make test`` it finds everything done."""
    machine.set_up("app")
    assert machine.pip_calls()[-1].endswith("--editable .")
    machine.set_up("dev")
    assert machine.pip_calls()
    machine.set_up("app")
    assert machine.pip_calls() == []


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml"])
def test_a_changed_pin_is_installed(machine: Machine, name: str) -> None:
    """What .venv holds is compared with both files at every run."""
    machine.set_up("dev")
    machine.pip_calls()
    with (machine.checkout / name).open("a", encoding="utf-8") as changed:
        changed.write("# changed\n")
    assert machine.set_up("dev").returncode == 0
    assert machine.pip_calls()


def test_an_interrupted_installation_is_begun_afresh(machine: Machine) -> None:
    """What pip had half unpacked is not built upon."""
    broken = machine.pip_log.with_name("pip.log.broken")
    broken.touch()
    first = machine.set_up("dev")
    assert first.returncode == 1
    assert "pip could not install" in first.stderr
    (machine.checkout / ".venv" / "half a package").touch()
    broken.unlink()
    assert machine.set_up("dev").returncode == 0
    assert not (machine.checkout / ".venv" / "half a package").exists()
    assert machine.set_up("dev").stderr == ""


def test_a_moved_checkout_gets_a_new_environment(machine: Machine) -> None:
    """The scripts of a virtual environment name the folder it was made in."""
    machine.set_up("dev")
    machine.checkout = machine.checkout.rename(machine.checkout.with_name("moved"))
    assert "making .venv" in machine.set_up("dev").stderr


def test_another_python_gets_a_new_environment(machine: Machine) -> None:
    """A distribution's upgrade puts another Python under the same link."""
    machine.set_up("dev")
    machine.answer("version", "3.13\n")
    (machine.checkout / ".venv" / "answers" / "version").write_text("3.13\n", encoding="utf-8")
    assert "making .venv with Python 3.13" in machine.set_up("dev").stderr


def test_the_newest_suitable_python_is_taken(machine: Machine) -> None:
    """A version manager's link that leads nowhere is passed over."""
    machine.program("python3.13", "exit 127")
    machine.program("python3.12", PYTHON)
    assert "(python3.12)" in machine.set_up("dev").stderr


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that a failed set-up says."""
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    return result.stderr.rstrip()


def test_a_python_that_is_too_old_is_named(machine: Machine) -> None:
    """One line says what is needed, what was found and what to run."""
    machine.answer("version", "3.10\n")
    machine.answer("too-old")
    assert one_line(machine.set_up("dev")) == (
        "setup: briefgen needs Python 3.11, 3.12 or 3.13, and python3 is 3.10; "
        "install one (sudo apt-get install python3.11-venv) or name one (PYTHON=...)"
    )


def test_no_python_at_all_is_said_in_one_line(machine: Machine) -> None:
    """Then the libraries count as missing too: Python is what would load them."""
    (machine.programs / "python3").unlink()
    line = one_line(machine.set_up("native", "app"))
    assert "there is no Python" in line
    assert line.endswith("libharfbuzz-subset0 python3 python3-venv")


def test_a_python_without_venv_is_told_the_package(machine: Machine) -> None:
    """Debian packs ``ensurepip`` apart."""
    machine.answer("without-venv")
    assert one_line(machine.set_up("dev")).endswith("run: sudo apt-get install python3.11-venv")


def test_missing_native_libraries_are_named_with_the_command(machine: Machine) -> None:
    """The line names what cannot be loaded and the packages that bring it."""
    machine.answer("missing", f"{LIBRARIES}\n")
    assert one_line(machine.set_up("native", "app")) == (
        f"setup: the PDF needs {LIBRARIES}; "
        "run: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"
    )


def test_all_that_is_missing_is_named_in_one_line(machine: Machine) -> None:
    """Nobody has to come back for the second package."""
    machine.answer("missing", f"{LIBRARIES}\n")
    machine.answer("without-venv")
    assert one_line(machine.set_up("native", "postgresql", "dev")).endswith("libharfbuzz-subset0 python3.11-venv")


def test_root_gets_what_is_missing_by_apt(machine: Machine) -> None:
    """An apt that has no lists yet fails once, updates and then installs."""
    machine.program("id", "echo 0")
    machine.program("apt-get", APT)
    machine.answer("missing", f"{LIBRARIES}\n")
    result = machine.set_up("native")
    assert result.returncode == 0, result.stderr
    asked = (machine.programs / "apt.log").read_text(encoding="utf-8").splitlines()
    assert [" install " in call for call in asked] == [True, False, True]
    assert asked[-1].endswith("libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0")


def test_without_a_postgresql_server_the_tests_go_on(machine: Machine) -> None:
    """Its tests are skipped; one line says so. Where this machine has a server there is nothing to say."""
    result = machine.set_up("postgresql")
    assert result.returncode == 0
    assert result.stderr == "" or "its tests are skipped" in result.stderr


def test_without_java_the_tests_go_on(machine: Machine) -> None:
    """No PDF is checked against its standards then; a line says so. Where this machine has Java there is none."""
    result = machine.set_up("verapdf")
    assert result.returncode == 0
    assert result.stderr == "" or "sudo apt-get install" in result.stderr
    assert result.stderr.count("\n") <= 1


def test_without_nginx_the_benchmarks_go_on(machine: Machine) -> None:
    """What needs it is left out; one line says so. Where this machine has both programs there is nothing to say."""
    result = machine.set_up("nginx")
    assert result.returncode == 0
    assert result.stderr == "" or "sudo apt-get install" in result.stderr
    assert result.stderr.count("\n") <= 1


def test_without_a_browser_the_tests_go_on(machine: Machine) -> None:
    """Those that open a page are skipped; one line says so and what to install."""
    result = machine.set_up("browser")
    assert result.returncode == 0
    assert "tests of pages in a browser are skipped" in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith("to have them, run: sudo apt-get install chromium npm\n")


def test_a_peer_that_cannot_be_installed_is_left_out(machine: Machine) -> None:
    """The benchmarks go on without it: it is no part of briefgen."""
    result = machine.set_up("peers")
    assert result.returncode == 0
    assert "left out of the benchmarks" in result.stderr


def test_an_unknown_need_is_refused(machine: Machine) -> None:
    """A slip in the Makefile is seen at once."""
    assert one_line(machine.set_up("chrome")).startswith("setup: unknown: chrome")


@pytest.mark.skipif(not (REPOSITORY / "Makefile").exists(), reason="an installed copy has no Makefile")
def test_make_help_names_every_target() -> None:
    """Each target of .PHONY has its line, and `make` alone prints them."""
    make = shutil.which("make")
    if make is None:
        pytest.skip("no make")
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    listed = subprocess.run([make], cwd=REPOSITORY, env=outside, capture_output=True, text=True, check=True)  # noqa: S603  ours
    phony = next(
        line for line in (REPOSITORY / "Makefile").read_text("utf-8").splitlines() if line.startswith(".PHONY")
    )
    assert [line.split()[1] for line in listed.stdout.splitlines()] == phony.split()[1:]
