"""A scheduling process for tests: ``python -m tests.operation.schedulers WORKSPACE URL MOMENT``.

It prints ``ready`` once it is loaded and at work, a minute before the moment; when a line arrives it makes what is due
at the moment, and prints each edition that it made, a line each.
"""

import sys
from datetime import datetime
from pathlib import Path

from tests.operation.newsday import MINUTE, at_work


def main(workspace: str, url: str, moment: str) -> None:
    """Schedule."""
    due = datetime.fromisoformat(moment)
    with at_work(Path(workspace), url, due - MINUTE) as desk:
        print("ready", flush=True)  # noqa: T201  what the test waits for
        sys.stdin.readline()
        desk.jump(due)
        for one in desk.rounds():
            if one.claimed_by == desk.operation.run.id:
                print(one.edition)  # noqa: T201  what the test reads


if __name__ == "__main__":
    main(*sys.argv[1:])
