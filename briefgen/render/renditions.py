"""Edition → its files, one function a format. Pure: the same edition and templates give the same bytes."""

import functools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import css_inline

from briefgen.model import wire
from briefgen.model.edition import Edition
from briefgen.model.rendition import Format, Rendition
from briefgen.render.engine import Engine
from briefgen.render.linked_data import description, news_article
from briefgen.render.message import message
from briefgen.render.pdf import write_pdf
from briefgen.render.pdf_press import Press
from briefgen.render.printable import printable
from briefgen.render.shortening import shorter

#: Who sends where nobody is configured; ``example.org`` is reserved and reaches no one (RFC 2606).
SENDER = "briefgen <briefing@example.org>"

#: Bytes of HTML that Gmail shows at most; what follows hides behind a link (measured: about 102 KiB).
CLIPPED = 100 * 1024


def render(  # noqa: PLR0913  what an edition is rendered with
    edition: Edition,
    formats: Sequence[Format],
    *,
    templates: Sequence[Path] | Engine,
    sender: str = SENDER,
    page_url: str = "",
    press: Press | None = None,
) -> Iterator[Rendition]:
    """Yield the files of an edition in the wanted formats, each as soon as it is made.

    ``templates`` are the folders to look into, the workspace's own first; an ``Engine`` made of them earlier spares
    reading them again. ``sender`` signs the email, ``page_url`` is where the page will stand, if anywhere; a ``press``
    opened earlier (``open_press``) spares the PDF its start.
    Raises TemplateError with file and line, UsageError for a wrong sender.
    """
    engine = templates if isinstance(templates, Engine) else Engine(templates)
    tidy = printable(edition)
    for wanted in dict.fromkeys(formats):
        if wanted == "json":
            yield Rendition(format="json", name="edition.json", content=wire.encode(edition))
        elif wanted == "email":
            yield from _email(tidy, engine, sender, page_url)
        elif wanted == "pdf":
            yield Rendition(format="pdf", name="briefing.pdf", content=write_pdf(tidy, engine, press))
        else:
            name, make = _FILES[wanted]
            yield Rendition(format=wanted, name=name, content=make(tidy, engine, page_url))


def _page(edition: Edition, engine: Engine, page_url: str) -> bytes:
    text = engine.render(
        "page/index.html.j2",
        edition,
        description=description(edition),
        linked_data=news_article(edition, engine.theme_of(edition).get("publisher", {}).get("name", ""), page_url),
        page_url=page_url,
    )
    return text.encode()


def _text(edition: Edition, engine: Engine, page_url: str) -> bytes:
    return engine.render("text/briefing.txt.j2", edition, page_url=page_url).encode()


def _markdown(edition: Edition, engine: Engine, page_url: str) -> bytes:
    return engine.render("markdown/briefing.md.j2", edition, page_url=page_url).encode()


def _email(edition: Edition, engine: Engine, sender: str, page_url: str) -> Iterator[Rendition]:
    """Yield the HTML alone (for preview and lint), then the whole message."""
    html = email_html(edition, engine, page_url)
    text = engine.render("text/email.txt.j2", edition, page_url=page_url)
    yield Rendition(format="email", name="email.html", content=html.encode())
    yield Rendition(format="email", name="email.eml", content=message(edition, html, text, sender))


def email_html(edition: Edition, engine: Engine, page_url: str = "") -> str:
    """Return the HTML part: rendered first, its styles put into the elements afterwards, as mail clients want.

    An edition that Gmail would cut leaves, step by step (``shortening``), what stands beside its sentences to the text
    part and the page, and says so. Stories, sentences and the reports that they cite are always complete.
    """
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True)

    @functools.cache
    def made(number: int) -> str:
        rendered = engine.render(
            "email/email.html.j2",
            steps[number].edition,
            description=description(edition),
            page_url=page_url,
            listed=steps[number].listed,
            complete=steps[number].complete,
        )
        return inliner.inline(rendered) + "\n"

    def fits(number: int) -> bool:
        return len(made(number).encode()) <= CLIPPED

    steps = [*shorter(edition)]
    first = 0 if fits(0) else bisect_left(range(len(steps)), True, lo=1, key=fits)
    return made(min(first, len(steps) - 1))


_FILES: Mapping[Format, tuple[str, Callable[[Edition, Engine, str], bytes]]] = {
    "html": ("index.html", _page),
    "text": ("briefing.txt", _text),
    "markdown": ("briefing.md", _markdown),
}
