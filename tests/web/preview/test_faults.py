"""Errors as they are shown over the page."""

from pathlib import Path

from briefgen.model.errors import ConfigError, Mistake, PdfError, TemplateError
from briefgen.web.preview.faults import excerpt, faults_of


def a_file(folder: Path, lines: int = 9) -> Path:
    """Write a file of numbered lines."""
    file = folder / "templates" / "page.html.j2"
    file.parent.mkdir()
    file.write_text("".join(f"line {n}\n" for n in range(1, lines + 1)), encoding="utf-8")
    return file


def test_a_templates_fault_has_its_place_and_the_lines_around_it(tmp_path: Path) -> None:
    """Three before and three after."""
    a_file(tmp_path)
    [fault] = faults_of(TemplateError("templates/page.html.j2", 5, "no such name"), tmp_path)
    assert (fault.kind, fault.file, fault.line, fault.problem) == (
        "template",
        "templates/page.html.j2",
        5,
        "no such name",
    )
    assert [line.text for line in fault.excerpt] == [f"line {n}" for n in range(2, 9)]
    assert [line.number for line in fault.excerpt if line.meant] == [5]


def test_every_mistake_of_the_configuration_is_a_fault(tmp_path: Path) -> None:
    """With its key."""
    mistakes = tuple(Mistake(file="feeds/feeds.toml", line=n, key=f"feed[{n}].url", problem="wrong") for n in (1, 2))
    faults = faults_of(ConfigError(mistakes), tmp_path)
    assert [(fault.kind, fault.line, fault.key) for fault in faults] == [
        ("configuration", 1, "feed[1].url"),
        ("configuration", 2, "feed[2].url"),
    ]


def test_other_errors_are_told_in_a_line(tmp_path: Path) -> None:
    """A PDF that was given up, a fault of our own."""
    assert [fault.problem for fault in faults_of(PdfError("too slow"), tmp_path)] == ["too slow"]
    [fault] = faults_of(KeyError("x"), tmp_path)
    assert fault.problem == "a fault of briefgen's own: KeyError: 'x'"


def test_lines_at_an_end_of_the_file_have_fewer_around_them(tmp_path: Path) -> None:
    """And a line behind the end has those that there are."""
    file = a_file(tmp_path, 3)
    assert [line.number for line in excerpt(file, 1)] == [1, 2, 3]
    assert [line.number for line in excerpt(file, 5)] == [2, 3]


def test_a_file_that_has_gone_has_no_lines(tmp_path: Path) -> None:
    """The error is told all the same."""
    assert excerpt(tmp_path / "gone.html.j2", 1) == ()
