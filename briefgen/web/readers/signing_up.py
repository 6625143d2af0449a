"""A sign-up, after its answer: the reader and what he asked for → the store; a message to confirm → his inbox."""

import logging
import secrets
from dataclasses import dataclass, field, replace

from briefgen.deliver.dkim import with_signature
from briefgen.deliver.smtp import FOR_GOOD, connect, mail_server, refusal
from briefgen.model.errors import DeliveryError
from briefgen.model.reader import Subscriber, Subscription
from briefgen.web.readers.forms import Choice
from briefgen.web.readers.letters import envelope, letter
from briefgen.web.readers.site import Site

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What somebody asked for, with an address that may be another's."""

    email: str = field(repr=False)
    briefings: tuple[str, ...]
    choice: Choice
    timezone: str
    language: str


@dataclass(slots=True)
class SignUp:
    """One sign-up as a job: tried again, it does not begin anew."""

    site: Site
    asked: Asked
    _mail: bytes = b""
    _subscriber: int = 0

    def __call__(self) -> None:
        """Store what was asked, and write to the reader; not to a mailbox that was written to lately."""
        if not self._mail and not self._prepare():
            return
        settings = self.site.settings
        sender, reader = envelope(self.asked.email, settings.sender)
        with connect(mail_server(settings.smtp_url)) as connection:
            code, words = refusal(connection, self._mail, sender=sender, reader=reader)
        if FOR_GOOD > code > 0:  # a server that lists us grey
            raise DeliveryError(words)
        log.info("the address of a sign-up does not exist" if code else "a message to confirm was sent")

    def give_up(self) -> None:
        """Let the reader try again at once."""
        if self._mail:
            self.site.store.askings.give_back(self._subscriber)

    def _prepare(self) -> bool:
        site, asked, now = self.site, self.asked, self.site.now()
        if site.store.suppressions.find(asked.email) is not None:
            log.info("a sign-up with a suppressed address was passed over")
            return False
        reader = self._reader()
        ours = site.config.briefings
        wanted = [
            Subscription(
                subscriber=reader.id,
                briefing=name,
                since=now,
                format=asked.choice.format,
                hour=asked.choice.hour if ours[name].reader_hours else None,
            )
            for name in asked.briefings
        ]
        waiting = site.store.subscriptions.ask(wanted, "web", now, detail=f"format: {asked.choice.format}")
        if not site.store.askings.take(reader.id, now):
            log.info("a mailbox that was written to lately was not written to again")
            return False
        named = tuple(one.briefing for one in waiting)
        self._subscriber = reader.id
        self._mail = confirm_letter(site, reader, named, asked.briefings, asked.language)
        return True

    def _reader(self) -> Subscriber:
        """Return the reader with this address, new if there is none; what is known of him a stranger cannot change."""
        readers, asked = self.site.store.readers, self.asked
        found = readers.find(asked.email)
        if found is None:
            new = Subscriber(email=asked.email, created=self.site.now(), timezone=asked.timezone)
            found = readers.add(new) or readers.find(asked.email)
        if found is None:  # pragma: no cover  erased between two statements
            return replace(new, id=0)
        return found


def confirm_letter(
    site: Site, reader: Subscriber, waiting: tuple[str, ...], had: tuple[str, ...], language: str
) -> bytes:
    """Return the message that asks a reader to confirm what waits; if nothing does, one that says what he has."""
    now = site.now()
    link = site.links.confirm(reader.id, waiting, now) if waiting else site.links.preferences(reader.id)
    values = {
        "briefings": [site.config.briefings[name] for name in waiting or had],
        "link": f"{link}?language={language}",
        "known": not waiting,
    }
    words = site.engine.words(language)["site"]
    mail = letter(
        reader.email,
        words["mail_subject" if waiting else "mail_known_subject"].replace("{publisher}", site.name),
        site.fill("letter.txt.j2", language, **values),
        site.fill("letter.html.j2", language, **values),
        sender=site.settings.sender,
        now=now,
        token=secrets.token_hex(12),
    )
    return with_signature(mail, site.key, int(now.timestamp())) if site.key else mail
