"""Theme → how its PDF is laid out. Pure; a wrong value names the file's key and what would be right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from briefgen.model.errors import TemplateError

#: Where cited reports stand: at the foot of the page, or under their story.
Notes = Literal["foot", "story"]

#: What a theme may say → how CSS calls it.
PAPERS = {"a4": "A4", "letter": "letter"}

#: Where a mistake is looked for first; a publication's own theme may hold it too.
_THEME = ("templates/theme.toml", 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """Paper, columns, and where the cited reports stand."""

    paper: str  #: as CSS calls it
    columns: Literal[1, 2]
    notes: Notes


def layout_of(theme: Mapping[str, Any], *, notes: Notes | None = None) -> Layout:
    """Return the layout that ``[pdf]`` of a theme asks for: A4, one column, unless it says otherwise.

    Cited reports are footnotes with one column only. With two, WeasyPrint balances columns and notes against each
    other: that takes three times as long and leaves pages half empty (WeasyPrint 70, the sample's week), so there the
    notes follow their story. ``notes`` puts them elsewhere.
    Raises TemplateError for a paper or a number of columns that there is not.
    """
    wanted = theme.get("pdf", {})
    paper, columns = wanted.get("paper", "A4"), wanted.get("columns", 1)
    if str(paper).casefold() not in PAPERS:
        raise TemplateError(*_THEME, f'pdf.paper is "A4" or "Letter", not {paper!r}')
    if isinstance(columns, bool) or columns not in {1, 2}:
        raise TemplateError(*_THEME, f"pdf.columns is 1 or 2, not {columns!r}")
    own: Notes = "foot" if columns == 1 else "story"
    return Layout(paper=PAPERS[str(paper).casefold()], columns=columns, notes=notes or own)
