"""A line → the order in which resvg must be given its words, for it takes every line to run from left to right. Pure.

What runs from right to left inside such a line it sets rightly. So of a line that runs from right to left the runs are
turned round, each held together by marks of direction: the Bidirectional Algorithm of Unicode (UAX 9) for two levels.
"""

import re
import unicodedata

#: Invisible, and of the direction from right to left.
_MARK = "\u200f"

#: Letters that run from left to right with what stands between them, numbers behind them included (UAX 9, W7 and N1).
_LEFTWARD = re.compile("L(?:[^R]*[LN])?")


def visual_order(text: str, direction: str) -> str:
    """Return one line as it must stand in an SVG's text; ``direction`` is that of the line, ``ltr`` or ``rtl``."""
    if direction != "rtl":
        return text
    kinds = "".join(map(_kind, text))
    runs: list[str] = []
    end = 0
    for found in _LEFTWARD.finditer(kinds):
        runs += [_held(text[end : found.start()]), text[found.start() : found.end()]]
        end = found.end()
    return "".join(reversed([*runs, _held(text[end:])]))


def _held(run: str) -> str:
    return f"{_MARK}{run}{_MARK}" if run else ""


def _kind(character: str) -> str:
    """Return L or R of a letter, N of a European number, a space of anything else."""
    return {"L": "L", "R": "R", "AL": "R", "EN": "N"}.get(unicodedata.bidirectional(character), " ")
