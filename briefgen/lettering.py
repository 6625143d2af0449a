"""An edition → the letters of its readers: each format is rendered once, the rest is joining. Edge: templates, PDF."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial

from briefgen.config.settings import Settings
from briefgen.deliver.carriage import Signer
from briefgen.deliver.dkim import read_key
from briefgen.deliver.encoding import Encoded, Imprint
from briefgen.deliver.headers import message_id, slug
from briefgen.deliver.letters import Letter
from briefgen.deliver.links import Links
from briefgen.deliver.signing import Signers
from briefgen.deliver.tokens import Tokens
from briefgen.model.delivery import Claimed
from briefgen.model.edition import Edition
from briefgen.model.errors import UsageError
from briefgen.model.reader import MailFormat
from briefgen.model.rendition import Format
from briefgen.render import Engine, open_press, packaged_templates, render
from briefgen.render.message import sender_address


#: What makes the letter of a delivery, or says why there is none.
Lettering = Callable[[Claimed], Letter | str]


def kin(edition: str) -> str:
    """Return what the Message-IDs of an edition begin with."""
    return f"{slug(edition)}."


def identity(edition: str, subscriber: int, as_format: MailFormat) -> str:
    """Return the local part of a delivery's Message-ID, the same each time it is sent."""
    return message_id(edition, subscriber, as_format, "").strip("<@>")


def check(settings: Settings) -> None:
    """Raise UsageError unless there is all that a message to a reader needs."""
    needed = {
        "BRIEFGEN_SMTP_URL": settings.smtp_url,
        "BRIEFGEN_SENDER": settings.sender,
        "BRIEFGEN_SECRET": settings.secret,
        "BRIEFGEN_PUBLIC_URL": settings.public_url,
    }
    if missing := [name for name, value in needed.items() if not value]:
        message = f"nothing can be sent without {', '.join(missing)}: set it in the environment or in .env"
        raise UsageError(message)


def message_of(edition: Edition, settings: Settings, as_format: MailFormat = "html") -> bytes:
    """Render an edition's message in one format, addressed to nobody."""
    own = settings.workspace / "templates"
    engine = Engine([*([own] if own.is_dir() else []), packaged_templates()])
    wanted: Sequence[Format] = ("email", "pdf") if as_format == "pdf" else ("email",)
    page = f"{settings.public_url}/{edition.id}/" if settings.public_url else ""
    with open_press(engine) if as_format == "pdf" else nullcontext() as press:
        made = {
            one.name: one.content
            for one in render(edition, wanted, templates=engine, sender=settings.sender, page_url=page, press=press)
        }
    if as_format == "html":
        return made["email.eml"]
    mail = message_from_bytes(made["email.eml"], policy=SMTP)
    if as_format == "text":
        return _text_only(mail)
    return _with_pdf(mail, made["briefing.pdf"], f"{slug(edition.id)}.pdf")


@contextmanager
def letters(edition: Edition, settings: Settings, planned: datetime) -> Iterator[tuple[Lettering, Signer | None]]:
    """Lend what makes the letters of an edition's readers, and what signs them if there is a key.

    A format is rendered when it is first asked for. Letters are dated ``planned``, so that each try of one is the same
    message. Raises UsageError for settings that are missing or wrong.
    """
    tokens, domain = Tokens(settings.secret), sender_address(settings.sender).domain
    key = None
    if settings.dkim_key:
        key = read_key(settings.dkim_key, domain=domain, selector=settings.dkim_selector)
    imprint = partial(
        Imprint,
        edition=edition.id,
        briefing=edition.briefing.id,
        title=edition.briefing.title,
        domain=domain,
        links=Links(settings.public_url, tokens),
        tokens=tokens,
        key=key,
    )
    made: dict[MailFormat, Encoded] = {}

    def letter(claimed: Claimed) -> Letter | str:
        form = claimed.format
        if form not in made:
            made[form] = Encoded(message_of(edition, settings, form), imprint(form=form))
        return made[form].letter(claimed, planned)

    with Signers(key) if key else nullcontext() as signers:
        yield letter, signers


def _text_only(mail: EmailMessage) -> bytes:
    plain = mail.get_body(("plain",))
    text = EmailMessage(policy=SMTP)
    for name in ("From", "To", "Subject", "Date", "Message-ID"):
        text[name] = mail[name]
    text.set_content(plain.get_content() if plain else "", cte="quoted-printable")
    return text.as_bytes()


def _with_pdf(mail: EmailMessage, pdf: bytes, name: str) -> bytes:
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    mail.set_boundary(f"=_{name}")
    return mail.as_bytes()
