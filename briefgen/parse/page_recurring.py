"""What an outlet shows on every page → the lines that are no part of any report. Pure.

The words of ``promotion`` are known; an outlet's own slogans and boxes are not. They give themselves away by recurring.
But the background of an affair recurs as well, in the reports on it, and so does all of an article in its later
versions: so versions count as one page, and long lines are reporting wherever they stand.
"""

from collections import Counter
from collections.abc import Sequence

from briefgen.parse.promotion import LONGEST

#: Fewer pages teach nothing.
FEWEST_PAGES = 3

#: Of the pages, so many have what belongs to the outlet.
SHARE = 0.5

#: The last so many pages are enough; versions are found by comparing each with each.
MOST_PAGES = 60


def learned(pages: Sequence[str]) -> frozenset[str]:
    """The texts of an outlet's pages, oldest first → the lines that at least three and half of them have, folded."""
    distinct: list[frozenset[str]] = []
    for page in reversed(pages[-MOST_PAGES:]):
        lines = frozenset(map(folded, page.split("\n"))) - {""}
        if lines and not any(_are_versions(lines, other) for other in distinct):
            distinct.append(lines)
    counts = Counter(line for lines in distinct for line in lines if len(line) <= LONGEST)
    enough = max(FEWEST_PAGES, SHARE * len(distinct))
    return frozenset(line for line, count in counts.items() if count >= enough)


def folded(line: str) -> str:
    """A line → what of it is alike on all pages: case, spaces and figures do not count."""
    return " ".join("".join("0" if letter.isdecimal() else letter for letter in line.casefold()).split())


def _are_versions(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two pages share most of the letters of the shorter one."""
    shared = sum(map(len, one & other))
    return shared * 2 > min(sum(map(len, one)), sum(map(len, other)))
