"""An edition → the letters of its readers: each format is rendered once, the rest is joining. Edge: templates, PDF.

A PDF that cannot be made keeps nobody waiting: its readers get the same mail without it.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime

from briefgen.config.settings import Settings
from briefgen.deliver.carriage import Signer
from briefgen.deliver.dkim import read_key
from briefgen.deliver.encoding import Encoded, Imprint, marks
from briefgen.deliver.headers import message_id, slug
from briefgen.deliver.letters import Letter
from briefgen.deliver.links import READER, Links
from briefgen.deliver.signing import Signers
from briefgen.deliver.tokens import Tokens
from briefgen.model.delivery import Claimed
from briefgen.model.edition import Edition
from briefgen.model.errors import BriefgenError, UsageError
from briefgen.model.marks import MarkedParts
from briefgen.model.reader import MailFormat
from briefgen.render import SENDER, Engine, open_press, packaged_templates, render_messages
from briefgen.render.message import sender_address

log = logging.getLogger(__name__)

#: What makes the letter of a delivery, or says why there is none.
Lettering = Callable[[Claimed], Letter | str]


def kin(edition: str) -> str:
    """Return what the Message-IDs of an edition begin with."""
    return f"{slug(edition)}."


def identity(edition: str, subscriber: int, form: MailFormat) -> str:
    """Return the local part of a delivery's Message-ID, the same each time it is sent."""
    return message_id(edition, subscriber, form, "").strip("<@>")


def check(settings: Settings) -> None:
    """Raise UsageError unless there is all that a message to a reader needs."""
    needed = {
        "BRIEFGEN_SMTP_URL": settings.smtp_url,
        "BRIEFGEN_SENDER": settings.sender,
        "BRIEFGEN_SECRET": settings.secret,
        "BRIEFGEN_PUBLIC_URL": settings.public_url,
    }
    if missing := [name for name, value in needed.items() if not value]:
        message = f"nothing can be sent without {', '.join(missing)}: set them in the environment or in .env"
        raise UsageError(message)


def message_of(
    edition: Edition,
    settings: Settings,
    form: MailFormat = "html",
    own: MarkedParts | None = None,
    *,
    pro: bool = False,
) -> bytes:
    """Render an edition's message in one format, addressed to nobody; with marks for what is a reader's own.

    ``pro``: its page shows others than its readers no more than the first story, so the links there are his own too.
    """
    folder = settings.workspace / "templates"
    engine = Engine([*([folder] if folder.is_dir() else []), packaged_templates()])
    page = f"{settings.public_url}/{edition.id}/" if settings.public_url else ""
    if page and own and pro:
        page = f"{page}?{READER}={own.pro}"
    with open_press(engine) if form == "pdf" else nullcontext() as press:
        made = render_messages(
            edition, [form], engine=engine, sender=settings.sender or SENDER, page_url=page, marks=own, press=press
        )
        return dict(made)[form]


def imprint_of(edition: Edition, settings: Settings, form: MailFormat, known: str = "") -> Imprint:
    """Return what an edition's letters say of whom they come from; ``known`` as what, its id if not given.

    Raises UsageError for settings that are missing or wrong.
    """
    tokens, domain = Tokens(settings.secret), sender_address(settings.sender).domain
    key = None
    if settings.dkim_key:
        key = read_key(settings.dkim_key, domain=domain, selector=settings.dkim_selector)
    return Imprint(
        edition=known or edition.id,
        briefing=edition.briefing.id,
        title=edition.briefing.title,
        form=form,
        domain=domain,
        links=Links(settings.public_url, tokens),
        tokens=tokens,
        key=key,
    )


@contextmanager
def letters(  # noqa: PLR0913  what letters are made of
    edition: Edition,
    settings: Settings,
    planned: datetime,
    forms: Iterable[MailFormat] = (),
    *,
    pro: bool = False,
    on_lack: Callable[[str], None] = lambda _: None,
) -> Iterator[tuple[Lettering, Signer | None]]:
    """Lend what makes the letters of an edition's readers, and what signs them if there is a key.

    ``forms`` are rendered before a connection waits for them, others when they are first asked for. Letters are dated
    ``planned``, so that each try of one is the same message; of a ``pro`` edition they link to its whole page.
    ``on_lack`` hears why the PDF is attached to none of them. Raises UsageError for settings that are missing or wrong,
    TemplateError for what cannot be rendered at all.
    """
    imprint = imprint_of(edition, settings, "html")
    own = marks(imprint.tokens, edition.id)
    made: dict[MailFormat, Encoded] = {}

    def encoded(form: MailFormat) -> Encoded:
        if form not in made:
            made[form] = Encoded(rendered(form), replace(imprint, form=form))
        return made[form]

    def rendered(form: MailFormat) -> bytes:
        if form != "pdf":
            return message_of(edition, settings, form, own, pro=pro)
        try:
            return message_of(edition, settings, form, own, pro=pro)
        except BriefgenError as error:
            lack = str(error)
        except Exception as error:
            log.exception("the PDF of %s failed", edition.id)
            lack = f"a fault of briefgen's own: {type(error).__name__}: {error}"
        html = message_of(edition, settings, "html", own, pro=pro)  # what is wrong with that, too, is raised
        log.warning("%s goes out without its PDF: %s", edition.id, lack)
        on_lack(lack)
        return html

    def letter(claimed: Claimed) -> Letter | str:
        return encoded(claimed.format).letter(claimed, planned)

    for form in forms:
        encoded(form)

    with Signers(imprint.key) if imprint.key else nullcontext() as signers:
        yield letter, signers
