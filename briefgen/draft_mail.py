"""A draft → a message to each of its editors, with a link of their own to the desk. Edge: SMTP.

An edition never waits for a mail: what goes wrong is logged, and the draft goes out at its moment all the same.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from briefgen.config import Config
from briefgen.config.settings import Settings
from briefgen.config.variables import split_senders
from briefgen.deliver.smtp import connect, hand_in, mail_server
from briefgen.deliver.tokens import Tokens
from briefgen.model.errors import BriefgenError
from briefgen.render import SENDER, Engine, packaged_templates
from briefgen.render.message import header_text, sender_address
from briefgen.render.printable import printable
from briefgen.reviewing import Draft

log = logging.getLogger(__name__)

#: How long a link to the desk works: over a weekend, for a correction on Monday.
LINK_LASTS = timedelta(days=4)


def desk_link(public_url: str, tokens: Tokens, edition: str, editor: str, now: datetime) -> str:
    """Return an editor's own link to an edition on the desk."""
    return f"{public_url}/desk/{tokens.sign('review', f'{edition} {editor}', at=now)}"


def read_desk_token(tokens: Tokens, token: str, now: datetime) -> tuple[str, str] | None:
    """Return (edition, editor) of a link's token; None for any other text, and for one that is too old."""
    edition, found, editor = (tokens.read("review", token, now=now, lasts=LINK_LASTS) or "").partition(" ")
    return (edition, editor) if found else None


class DraftMail:
    """Mails drafts to their editors."""

    def __init__(self, config: Callable[[], Config], settings: Callable[[], Settings]) -> None:
        """Take what reads the configuration and the settings as they are now."""
        self._config, self._settings = config, settings
        self._told: dict[str, set[str]] = {}  # by edition, while some are still to be told

    def __call__(self, draft: Draft, now: datetime) -> bool:
        """Mail a draft to each of its editors who has not got it; False if that failed for one."""
        settings, name = self._settings(), draft.review.edition
        editors = self.editors(draft.review.briefing)
        if not editors or not settings.smtp_url or not settings.secret or not settings.public_url:
            log.warning(
                "%s is under review, but no editor can be told: BRIEFGEN_EDITORS, _SMTP_URL, _SECRET, _PUBLIC_URL", name
            )
            return True
        told = self._told.pop(name, set())
        for editor in editors:
            if editor in told:
                continue
            try:
                self._mail(draft, settings, editor, now)
                told.add(editor)
            except BriefgenError as error:  # an address that is refused keeps no other editor from knowing
                log.warning("%s could not be told of the draft %s: %s", editor, name, error)
        if told.issuperset(editors):
            return True
        self._told[name] = told
        return False

    def _mail(self, draft: Draft, settings: Settings, editor: str, now: datetime) -> None:
        sender = settings.sender or SENDER
        link = desk_link(settings.public_url, Tokens(settings.secret), draft.review.edition, editor, now)
        message = draft_message(draft, self._engine(settings), editor=editor, sender=sender, link=link, now=now)
        with connect(mail_server(settings.smtp_url)) as connection:
            reader = sender_address(editor).addr_spec
            hand_in(connection, message, sender=sender_address(sender).addr_spec, reader=reader)

    def editors(self, briefing: str) -> tuple[str, ...]:
        """Return who reviews a briefing."""
        known = self._config().briefings.get(briefing)
        return (known.editors if known else ()) or tuple(split_senders(self._settings().editors))

    @staticmethod
    def _engine(settings: Settings) -> Engine:
        own = settings.workspace / "templates"
        return Engine([*([own] if own.is_dir() else []), packaged_templates()])


def draft_message(  # noqa: PLR0913  what a message is made of
    draft: Draft, engine: Engine, *, editor: str, sender: str, link: str, now: datetime
) -> bytes:
    """Return the message to one editor: what goes out when, the headlines, and the link. Pure."""
    edition = printable(draft.edition)
    word = str(engine.words(edition.briefing.language)["draft"])
    values = {"review": draft.review, "link": link, "until": now + LINK_LASTS}
    origin = sender_address(sender)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = origin
    mail["To"] = sender_address(editor)
    mail["Subject"] = header_text(f"[{word}] {edition.briefing.title}: {edition.title}")
    mail["Date"] = format_datetime(now)
    own = sha256(f"{edition.id} {editor} {now.isoformat()}".encode()).hexdigest()[:24]
    mail["Message-ID"] = f"<draft.{own}@{origin.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(engine.render("text/draft.txt.j2", edition, **values), cte="quoted-printable")
    mail.add_alternative(
        engine.render("email/draft.html.j2", edition, **values), subtype="html", cte="quoted-printable"
    )
    return mail.as_bytes()
