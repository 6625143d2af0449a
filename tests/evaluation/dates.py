"""The task ``dates``: articles and the day they were written on → the dates in their text."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from briefgen.language.dates import dates


def dated(truth: Path) -> Iterator[dict[str, Any]]:
    """Yield an answer for each line of the truth."""
    for line in truth.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            found = dates(row["text"], date.fromisoformat(row["written"]))
            yield {"dates": [{"start": one.start, "end": one.end, "value": one.value} for one in found]}
