"""Edition → briefing.pdf. The template and its style sheet are filled here; ``pdf_press`` lays them out."""

import re
from dataclasses import dataclass
from pathlib import Path

from briefgen.model.edition import Edition
from briefgen.render.engine import Engine
from briefgen.render.glyphs import characters, spelt
from briefgen.render.pdf_press import Press

#: Where an engine's folders may hold fonts, and where pictures that the template names by file name.
FONTS, IMAGES = "fonts", "pdf/images"


#: A tag, or so many characters (an entity is one) without a space that only an attack or an accident writes them.
_TAG_OR_LONG_WORD = re.compile(r"<[^>]*>|(?:&#?\w{1,8};|[^<\s&]){80}")

#: Where a line may break, without width.
_BREAK = "<wbr>"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheets:
    """What is laid out: a document and its style sheet."""

    html: str
    css: str


def write_pdf(edition: Edition, engine: Engine, press: Press | None = None) -> bytes:
    """Return the edition as PDF, A4, tagged. The same edition, templates and fonts give the same bytes.

    Give a ``press`` (``open_press``) to print several editions with one worker process.
    Raises TemplateError, PdfError (too slow, too large), NativeLibraryError.
    """
    if press is not None:
        return press.print(**_parts(fill(edition, engine)))
    with open_press(engine) as own:  # it starts while the template is filled
        return own.print(**_parts(fill(edition, engine)))


def fill(edition: Edition, engine: Engine) -> Sheets:
    """Return document and style sheet of the edition."""
    html = breakable(engine.render("pdf/briefing.html.j2", edition))
    return Sheets(
        html=spelt(html, characters(_fonts(engine))),
        css=engine.render("pdf/briefing.css.j2", edition),
    )


def breakable(html: str) -> str:
    """Let lines break within endless words of the body; the layout of one takes the square of its length in time.

    Twenty thousand letters, or accents over one letter, in the title of a single feed would cost the whole edition.
    """
    head, body, rest = html.partition("<body")
    broken = _TAG_OR_LONG_WORD.sub(lambda found: found[0] if found[0][0] == "<" else found[0] + _BREAK, rest)
    return head + body + broken


def open_press(engine: Engine) -> Press:
    """Start a worker with the fonts and pictures of the engine's folders, the workspace's own first."""
    images = {
        path.name: path.read_bytes()
        for folder in reversed(engine.folders)
        for path in sorted((folder / IMAGES).glob("*"))
        if path.is_file()
    }
    return Press([folder / FONTS for folder in engine.folders], images)


def _fonts(engine: Engine) -> tuple[Path, ...]:
    return tuple(path for folder in engine.folders for path in sorted((folder / FONTS).glob("*.[ot]tf")))


def _parts(sheets: Sheets) -> dict[str, str]:
    return {"html": sheets.html, "css": sheets.css}
