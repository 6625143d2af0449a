"""The task ``statements``: a text → who says what in it, as production reads its articles."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefgen.language.attribution import attributions
from briefgen.language.sentences import Span


def statements(truth: Path) -> Iterator[dict[str, Any]]:
    """Yield an answer for each line of the truth."""
    for line in truth.read_text(encoding="utf-8").splitlines():
        if line.strip():
            found = attributions(json.loads(line)["text"])
            yield {
                "attributions": [
                    {
                        "source": [_pair(one.source)] if one.source else [],
                        "cue": [_pair(one.cue)],
                        "content": [_pair(content) for content in one.contents],
                    }
                    for one in found
                ]
            }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
