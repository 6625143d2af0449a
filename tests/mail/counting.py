"""Where Postfix delivers to: a server that counts what it is given, by Message-ID."""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.mail.postfix import a_free_port

_IDENTITY = re.compile(rb"^Message-ID:\s*<([^>]+)>", re.IGNORECASE | re.MULTILINE)


class Mailboxes:
    """What came, and for whom."""

    def __init__(self) -> None:
        self.port = a_free_port()
        self.messages: Counter[str] = Counter()
        self.changed = threading.Condition()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's
        """Count a message."""
        found = _IDENTITY.search(envelope.original_content or b"")
        with self.changed:
            self.messages[found[1].decode() if found else ""] += len(envelope.rcpt_tos)
            self.changed.notify_all()
        return "\r\n".join("250 kept" for _ in envelope.rcpt_tos)

    def holds(self, count: int, seconds: float) -> bool:
        """Wait until so many different messages are there; False if that takes too long."""
        with self.changed:
            return self.changed.wait_for(lambda: len(self.messages) >= count, seconds)


class _Server(Controller):
    def factory(self) -> Any:
        return LMTP(self.handler, hostname="mailboxes.news.example", enable_SMTPUTF8=True)


@contextmanager
def counting_mailboxes(server_of: type[Controller] = _Server) -> Iterator[Mailboxes]:
    """Lend a server that speaks LMTP, as Postfix wants; with ``Controller`` one that speaks SMTP, as we do."""
    mailboxes = Mailboxes()
    server = server_of(mailboxes, hostname="127.0.0.1", port=mailboxes.port)
    server.start()
    try:
        yield mailboxes
    finally:
        server.stop()
