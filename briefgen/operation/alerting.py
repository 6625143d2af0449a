"""What fails while nobody looks → one message to the operator, by mail or webhook; and one when it is over. Edge.

A trouble has a name. It is told when it begins, not again while it lasts, and once more when it is over. What cannot be
delivered is kept and tried again: the mail server may be the very trouble.
"""

import logging
import platform
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from briefgen.config.settings import Settings
from briefgen.deliver.smtp import connect, hand_in, mail_server
from briefgen.fetch import post_json
from briefgen.model.errors import BriefgenError
from briefgen.model.moment import utc

log = logging.getLogger(__name__)

#: So many messages wait at most; the oldest give way. An operator who has not been reached for so long knows.
_WAITING = 50

#: Letters of a message at most.
_LONGEST = 4_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """One message to the operator."""

    subject: str  #: one line
    words: str
    at: datetime


class Alerts:
    """Tells the operator, in the order in which things happened; safe to share between threads."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        """Take where the settings are found, which may change."""
        self._settings = settings
        self._lock = threading.Lock()
        self._open: set[str] = set()
        self._waiting: deque[Alert] = deque(maxlen=_WAITING)
        self._complained = False

    def begin(self, trouble: str, subject: str, words: str, now: datetime) -> None:
        """Tell of a trouble, unless it has been told and is not over."""
        with self._lock:
            new = trouble not in self._open
            self._open.add(trouble)
        if new:
            self.tell(subject, words, now)

    def over(self, trouble: str, subject: str, now: datetime) -> None:
        """Tell that a trouble is over, if it was told."""
        with self._lock:
            told = trouble in self._open
            self._open.discard(trouble)
        if told:
            self.tell(subject, subject, now)

    def know(self, trouble: str) -> None:
        """Begin a trouble that was told before this process began."""
        with self._lock:
            self._open.add(trouble)

    def forget(self, trouble: str) -> None:
        """End a trouble without a word: it was given up, and that was told."""
        with self._lock:
            self._open.discard(trouble)

    def tell(self, subject: str, words: str, now: datetime) -> None:
        """Keep a message for the operator, and write it into the log."""
        line, words = (text.encode(errors="replace").decode() for text in (" ".join(subject.split()), words))
        log.warning("%s%s", line, "" if words == subject else f": {' '.join(words.split())[:500]}")
        with self._lock:
            self._waiting.append(Alert(subject=line[:200], words=words[:_LONGEST], at=utc(now)))

    def waiting(self) -> list[Alert]:
        """Return what has not been delivered yet, the oldest first."""
        with self._lock:
            return [*self._waiting]

    def deliver(self) -> int:
        """Send what waits; return how many messages went out. What fails waits for the next time."""
        settings = self._settings()
        sent = 0
        while True:
            with self._lock:
                alert = self._waiting[0] if self._waiting else None
                if alert and not settings.operator:
                    self._waiting.clear()  # nobody wants to know: the log has it
                    alert = None
            if alert is None:
                return sent
            if problem := _sent(alert, settings):
                if not self._complained:
                    log.error("the operator could not be told, which is tried again: %s", problem)
                self._complained = True
                return sent
            self._complained = False
            sent += 1
            with self._lock:
                if self._waiting and self._waiting[0] is alert:
                    self._waiting.popleft()


def _sent(alert: Alert, settings: Settings) -> str:
    """Send one message; return why that failed, or nothing."""
    if "://" in settings.operator:
        return post_json(settings.operator, as_document(alert))
    if not (settings.smtp_url and settings.sender):
        return "BRIEFGEN_OPERATOR is an address, but BRIEFGEN_SMTP_URL and BRIEFGEN_SENDER are not both set"
    try:
        mail = as_mail(alert, sender=settings.sender, operator=settings.operator)
        with connect(mail_server(settings.smtp_url)) as connection:
            hand_in(connection, mail.as_bytes(), sender=parseaddr(settings.sender)[1], reader=settings.operator)
    except BriefgenError as error:
        return str(error)
    return ""


def as_document(alert: Alert) -> dict[str, str]:
    """Return what a webhook gets; ``text`` is what Slack, Mattermost and their like show."""
    told = alert.subject if alert.words == alert.subject else f"{alert.subject}\n{alert.words}"
    return {
        "text": f"briefgen on {platform.node()}: {told}",
        "subject": alert.subject,
        "words": alert.words,
        "at": alert.at.isoformat().replace("+00:00", "Z"),
        "host": platform.node(),
    }


def as_mail(alert: Alert, *, sender: str, operator: str) -> EmailMessage:
    """Return the message of an alert. No automaton answers to it (RFC 3834)."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, operator, f"briefgen: {alert.subject}"
    mail["Date"] = format_datetime(alert.at)
    mail["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    foot = f"\n\n-- \n{platform.node()}, {alert.at:%Y-%m-%d %H:%M} UTC. `briefgen status` shows how things stand.\n"
    mail.set_content(alert.words + foot)
    return mail
