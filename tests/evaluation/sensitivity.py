"""How the figures of a week move when one share of the score is changed: ``python -m tests.evaluation.sensitivity``.

Not a part of ``make eval``: it says whether the shares were fitted to a case, or stand on their own.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

from briefgen.compose.ranking import BACKGROUND, SHARES
from tests.evaluation.__main__ import ANSWERS, briefgen, end_of, make_workspace, score

FIGURES = ("recall_link_weighted", "precision_at_10", "ndcg", "redundancy")
FACTORS = (0.0, 0.5, 1.5)


def main() -> int:
    """Print one line of figures for each share and factor."""
    folder = Path(os.environ.get("EVAL_DIR", "../shared/eval")).resolve()
    ANSWERS.mkdir(parents=True, exist_ok=True)
    for case in sorted((folder / "briefing").glob("*")):
        with tempfile.TemporaryDirectory() as workspace:
            make_workspace(folder, case, workspace)
            briefgen(workspace, "poll")
            print(f"{case.name}: {_figures(folder, case, workspace, '')}")  # noqa: T201  the result
            for part, share in (*SHARES["weekly"].items(), ("background", BACKGROUND)):
                for factor in FACTORS if share else ():
                    tuned = f"[ranking]\n{part} = {share * factor:.4f}\n"
                    print(f"{part} × {factor}: {_figures(folder, case, workspace, tuned)}")  # noqa: T201  likewise
    return 0


def _figures(folder: Path, case: Path, workspace: str, ranking: str) -> str:
    file = Path(workspace) / "feeds/briefings/week-in-review.toml"
    before = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^\[\[section\]\]", f"{ranking}[[section]]", before, count=1), encoding="utf-8")
    briefgen(workspace, "build", "week-in-review", "--at", end_of(case), "--format", "json")
    file.write_text(before, encoding="utf-8")
    (edition,) = Path(workspace).glob("out/week-in-review/*/edition.json")
    found = score(folder, "briefing", case, edition)
    return ", ".join(f"{name} {found[name]:.3f}" for name in FIGURES)


if __name__ == "__main__":
    sys.exit(main())
