"""Edition → its email: the HTML part with pictures, within what mail programs show whole. Pure but for font files."""

import functools
from bisect import bisect_left
from dataclasses import dataclass

import css_inline

from briefgen.model.edition import Edition
from briefgen.model.marks import Marks
from briefgen.render.engine import Engine
from briefgen.render.linked_data import description
from briefgen.render.pdf import FONTS
from briefgen.render.pictures import Picture, embedded, with_pictures
from briefgen.render.shortening import Shortened, shorter

#: Bytes of HTML that Gmail shows at most; what follows hides behind a link (measured: about 102 KiB).
CLIPPED = 100 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail:
    """The HTML part of a message, and the pictures that it names by their Content-ID."""

    html: str
    pictures: tuple[Picture, ...]

    @property
    def alone(self) -> str:
        """The same with its pictures inside, as a browser needs it, to which a Content-ID says nothing."""
        return embedded(self.html, self.pictures)


def write_mail(edition: Edition, engine: Engine, page_url: str = "", own: Marks | None = None) -> Mail:
    """Return the HTML part: rendered first, its styles put into the elements afterwards, as mail clients want.

    An edition that Gmail would cut is shortened, step by step (``shortening``), and says so: the rest is on the page,
    where there is one, and in the text part. The pictures count, though a message carries them apart. ``own`` stands
    where a reader's own links belong; without it there are none.
    """
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True)
    fonts = [file for folder in engine.folders for file in sorted((folder / FONTS).glob("*.[ot]tf"))]

    @functools.cache
    def made(number: int) -> Mail:
        html, pictures = with_pictures(fill_mail(edition, steps[number], engine, page_url, own), fonts)
        return Mail(html=inliner.inline(html) + "\n", pictures=pictures)

    def fits(number: int) -> bool:
        return len(made(number).alone.encode()) < CLIPPED

    steps = [*shorter(edition, on_page=bool(page_url))]
    first = 0 if fits(0) else bisect_left(range(len(steps)), True, lo=1, key=fits)
    return made(min(first, len(steps) - 1))


def fill_mail(edition: Edition, step: Shortened, engine: Engine, page_url: str, own: Marks | None = None) -> str:
    """Return what the template makes of a step of the edition, its styles still in one place, its charts as SVG."""
    return engine.render(
        "email/email.html.j2",
        step.edition,
        description=description(edition),
        page_url=page_url,
        own=own,
        listed=step.listed,
        complete=step.complete,
        begun=step.begun,
        bare=step.bare,
        counted=step.counted,
    )
