"""SVG → PNG. The only home of resvg. Its text is set in the fonts that are given, never in one of the machine."""

from collections.abc import Sequence
from pathlib import Path

import resvg_py


def png(svg: str, fonts: Sequence[Path], *, zoom: int = 1) -> bytes:
    """Return the drawing as PNG, ``zoom`` pixels to a unit. The same drawing and fonts give the same bytes.

    ``fonts`` are TrueType files (``Engine.fonts``); where a family lacks a letter, the first of them that has it
    serves. Words that run from right to left are set so. Raises ValueError for what is no SVG.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg, zoom=zoom, skip_system_fonts=True, font_files=[str(path) for path in fonts]
    )
