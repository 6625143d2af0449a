"""Answer every task for which there is data, write the answers to ``out/eval``, print the scores as one JSON object."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.evaluation.dates import dated
from tests.evaluation.extraction import extraction
from tests.evaluation.names import names
from tests.evaluation.statements import statements
from tests.evaluation.summaries import summaries

ANSWERS = Path("out") / "eval"


def main() -> int:
    """Return 0 when everything that could be answered was."""
    folder = Path(os.environ.get("EVAL_DIR", "../shared/eval")).resolve()
    if not (folder / "score.py").is_file():
        print(f"{folder} holds no score.py; EVAL_DIR names the folder of the evaluation cases")  # noqa: T201
        return 1
    ANSWERS.mkdir(parents=True, exist_ok=True)
    scores = dict(_scores(folder))
    print(json.dumps(scores, indent=1))  # noqa: T201  the result
    return 0


def _scores(folder: Path) -> Iterator[tuple[str, Any]]:
    for case in sorted((folder / "briefing").glob("*")):
        yield case.name, _briefing(folder, case)
    for case in sorted((folder / "stories").glob("*")):
        yield case.name, _stories(folder, case)
    for truth in sorted((folder / "summaries").glob("*.jsonl")):
        answers = _lines(ANSWERS / "summaries.jsonl", summaries(truth))
        yield truth.stem, score(folder, "summaries", truth, answers)
    for truth in sorted((folder / "dates").glob("*.jsonl")):
        answers = _lines(ANSWERS / "dates.jsonl", dated(truth))
        yield truth.stem, score(folder, "dates", truth, answers)
    for truth in sorted((folder / "statements").glob("*.jsonl")):
        answers = _lines(ANSWERS / "statements.jsonl", statements(truth))
        yield truth.stem, score(folder, "statements", truth, answers)
    for pages in sorted((folder / "extraction").glob("*")):
        answers = _lines(ANSWERS / "extraction.jsonl", extraction(pages))
        yield pages.name, score(folder, "extraction", pages, answers)
    if (folder / "names").is_dir():
        yield "names", names(folder / "names", ANSWERS / "names.json")


def _briefing(folder: Path, case: Path) -> Any:
    with tempfile.TemporaryDirectory() as workspace:
        make_workspace(folder, case, workspace)
        briefgen(workspace, "poll")
        briefgen(workspace, "build", "week-in-review", "--at", end_of(case), "--format", "json")
        (edition,) = Path(workspace).glob("out/week-in-review/*/edition.json")
        kept = ANSWERS / f"{case.name}.json"
        kept.write_bytes(edition.read_bytes())
    return score(folder, "briefing", case, kept)


def end_of(case: Path) -> str:
    """Return the moment at which the window of a briefing's case ends."""
    window = json.loads((case / "truth.json").read_text(encoding="utf-8"))["window"]
    return f"{date.fromisoformat(window[1]) + timedelta(days=1)}T00:00Z"


def _stories(folder: Path, case: Path) -> Any:
    with tempfile.TemporaryDirectory() as workspace:
        make_workspace(folder, case, workspace)
        briefgen(workspace, "poll")
        kept = ANSWERS / f"{case.name}.json"
        kept.write_text(briefgen(workspace, "stories", "--json"), encoding="utf-8")
    return score(folder, "stories", case, kept)


def make_workspace(folder: Path, case: Path, workspace: str) -> None:
    """Fill an empty folder with a workspace whose feeds are those of a case."""
    target = Path(workspace)
    target.rmdir()
    briefgen(".", "init", workspace)
    _run(sys.executable, str(folder / "workspace.py"), str(case), workspace)


def briefgen(workspace: str, *arguments: str) -> str:
    """Run a command of briefgen in a workspace; return what it prints."""
    return _run(sys.executable, "-m", "briefgen", "--workspace", workspace, *arguments)


def score(folder: Path, kind: str, truth: Path, answers: Path) -> Any:
    """Return the figures that ``score.py`` finds for answers of a kind."""
    return json.loads(_run(sys.executable, str(folder / "score.py"), kind, str(truth), str(answers)))


def _run(*command: str) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  our own words
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def _lines(path: Path, rows: Iterator[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
