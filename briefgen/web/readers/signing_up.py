"""A sign-up, after its answer: the reader and what he asked for → the store; a message to confirm → his inbox."""

import logging
import secrets
from dataclasses import dataclass, field, replace

from briefgen.deliver.smtp import connect, hand_in, mail_server
from briefgen.model.address import address_key
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

    def __call__(self) -> None:
        """Store what was asked, and write to the reader; not to one who was written to some minutes ago."""
        if not self._mail and not self._prepare():
            return
        settings = self.site.settings
        sender, reader = envelope(self.asked.email, settings.sender)
        with connect(mail_server(settings.smtp_url)) as connection:
            hand_in(connection, self._mail, sender=sender, reader=reader)
        log.info("a message to confirm was sent")

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
        if not site.cooldown.take(address_key(asked.email), now):
            log.info("a second sign-up within minutes was not written to")
            return False
        named = tuple(one.briefing for one in waiting)
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
    return letter(
        reader.email,
        words["mail_subject" if waiting else "mail_known_subject"].replace("{publisher}", site.name),
        site.fill("letter.txt.j2", language, **values),
        site.fill("letter.html.j2", language, **values),
        sender=site.settings.sender,
        now=now,
        token=secrets.token_hex(12),
    )
