"""Pages as outlets serve them, written for the tests."""

import html
import json
from typing import Any

#: Reports long enough to be found, each a paragraph.
REPORT = (
    "The foreign ministers of both countries met in Vienna on Monday for the first time since the talks broke down.",
    "They spoke for three hours about the inspection of two sites near the border, a diplomat said, and about the fee.",
    "A second meeting is planned for March, when the commission will have published what its inspectors found there.",
)


def a_page(*paragraphs: str, head: str = "", data: Any = None, language: str = "en") -> bytes:
    """Return a page that is one ``div``, with a paragraph for each line and whatever its head is to hold."""
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data is not None else ""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in paragraphs or REPORT)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}{script}</head>'
        f"<body><div>{body}</div></body></html>"
    ).encode()
