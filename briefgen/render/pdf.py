"""Edition → briefing.pdf. The template and its style sheet are filled here; ``pdf_press`` lays them out."""

import re
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from briefgen.model import wire
from briefgen.model.edition import Edition
from briefgen.render.engine import Engine
from briefgen.render.footnotes import Notebook
from briefgen.render.glyphs import characters, spelt
from briefgen.render.pdf_layout import Notes, layout_of
from briefgen.render.pdf_press import Press
from briefgen.render.pdf_worker import LOST_NOTE

#: Where an engine's folders may hold fonts, and where pictures that the template names by file name.
FONTS, IMAGES = "fonts", "pdf/images"


#: A tag, or so many characters (an entity is one) without a space that only an attack or an accident writes them.
_TAG_OR_LONG_WORD = re.compile(r"<[^>]*>|(?:&#?\w{1,8};|[^<\s&]){80}")

#: Where a line may break, without width.
_BREAK = "<wbr/>"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheets:
    """What is laid out: a document and its style sheet."""

    html: str
    css: str


def write_pdf(edition: Edition, engine: Engine, press: Press | None = None, *, source: Edition | None = None) -> bytes:
    """Return the edition as PDF: tagged, archivable, its ``edition.json`` attached.

    The same edition, templates and fonts give the same bytes. ``source`` is what is attached in place of the edition as
    it is printed, such as one that was not yet made fit to print.

    Give a ``press`` (``open_press``) to print several editions with one worker process.
    Raises TemplateError, PdfError (too slow, too large), NativeLibraryError.
    """
    attached = wire.encode(source or edition)
    with nullcontext(press) if press else open_press(engine) as printing:  # it starts while the template is filled
        sheets = fill(edition, engine)
        pdf = printing.print(sheets.html, sheets.css, attached)
        if any(warning.startswith(LOST_NOTE) for warning in printing.warnings):  # no source may be missing
            sheets = fill(edition, engine, notes="story")
            pdf = printing.print(sheets.html, sheets.css, attached)
    return pdf


def fill(edition: Edition, engine: Engine, *, notes: Notes | None = None) -> Sheets:
    """Return document and style sheet of the edition; ``notes`` stand where the theme's layout has them, or here."""
    layout = layout_of(engine.theme_of(edition), notes=notes)
    notebook = Notebook(counted=layout.notes == "foot")
    html = breakable(engine.render("pdf/briefing.html.j2", edition, layout=layout, notebook=notebook))
    return Sheets(
        html=spelt(html, characters(_fonts(engine))),
        css=engine.render("pdf/briefing.css.j2", edition, layout=layout),
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
    images: dict[str, bytes] = {}
    for folder in reversed(engine.folders):  # by their bare name from images/, a logo as the theme names it
        images |= {path.name: path.read_bytes() for path in sorted((folder / IMAGES).glob("*")) if path.is_file()}
        images |= {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.png"))}
    return Press([folder / FONTS for folder in engine.folders], images)


def _fonts(engine: Engine) -> tuple[Path, ...]:
    return tuple(path for folder in engine.folders for path in sorted((folder / FONTS).glob("*.[ot]tf")))
