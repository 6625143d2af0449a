"""Edition → its files, one function a format. Pure: the same edition and templates give the same bytes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefgen.model import wire
from briefgen.model.edition import Edition
from briefgen.model.rendition import Format, Rendition
from briefgen.render.card import NAME, card, card_png
from briefgen.render.engine import Engine
from briefgen.render.linked_data import description, news_article
from briefgen.render.mail import write_mail
from briefgen.render.message import message
from briefgen.render.pdf import write_pdf
from briefgen.render.pdf_press import Press
from briefgen.render.printable import printable

#: Who sends where nobody is configured; ``example.org`` is reserved and reaches no one (RFC 2606).
SENDER = "briefgen <briefing@example.org>"


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
        elif wanted == "html":
            yield Rendition(format="html", name="index.html", content=write_page(tidy, engine, page_url))
            yield Rendition(format="html", name=NAME, content=card_png(tidy, engine))
        elif wanted == "pdf":
            yield Rendition(format="pdf", name="briefing.pdf", content=write_pdf(tidy, engine, press, source=edition))
        else:
            name, make = _FILES[wanted]
            yield Rendition(format=wanted, name=name, content=make(tidy, engine, page_url))


def write_page(edition: Edition, engine: Engine, page_url: str, frame: str = "", **more: Any) -> bytes:
    """Return the page of an edition that is ``printable``.

    ``frame`` is a template that extends the publication's own, which it is given as ``plain``, and adds to its blocks.
    """
    picture = card(edition, engine, page_url)
    plain = "page/index.html.j2"
    text = engine.render(
        frame or plain,
        edition,
        plain=engine.template_of(edition, plain),
        **more,
        description=description(edition),
        linked_data=news_article(edition, engine.theme_of(edition).get("publisher", {}), page_url, picture.url),
        page_url=page_url,
        card=picture,
    )
    return text.encode()


def _text(edition: Edition, engine: Engine, page_url: str) -> bytes:
    return engine.render("text/briefing.txt.j2", edition, page_url=page_url).encode()


def _markdown(edition: Edition, engine: Engine, page_url: str) -> bytes:
    return engine.render("markdown/briefing.md.j2", edition, page_url=page_url).encode()


def _email(edition: Edition, engine: Engine, sender: str, page_url: str) -> Iterator[Rendition]:
    """Yield the HTML alone (for preview and lint, its pictures inside), then the whole message."""
    mail = write_mail(edition, engine, page_url)
    text = engine.render("text/email.txt.j2", edition, page_url=page_url, own=None)
    yield Rendition(format="email", name="email.html", content=mail.alone.encode())
    yield Rendition(format="email", name="email.eml", content=message(edition, mail.html, text, sender, mail.pictures))


_FILES: Mapping[Format, tuple[str, Callable[[Edition, Engine, str], bytes]]] = {
    "text": ("briefing.txt", _text),
    "markdown": ("briefing.md", _markdown),
}
