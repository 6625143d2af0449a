"""The task ``extraction``: the pages of outlets → the text of their articles."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from briefgen.parse.page import read_page

_ENDING = ".html.gz"


def extraction(folder: Path) -> Iterator[dict[str, str]]:
    """Yield an answer for each page of the folder, one paragraph a line."""
    for path in sorted(folder.glob(f"*{_ENDING}")):
        page = read_page(gzip.decompress(path.read_bytes()), "https://example.org/article")
        yield {"id": path.name.removesuffix(_ENDING), "text": "\n".join(page.paragraphs) if page else ""}
