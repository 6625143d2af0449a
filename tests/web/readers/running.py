"""The readers' pages on loopback, with a clock that tests set and a mail server that takes what they send."""

import http.client
import re
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import uvicorn

from briefgen.config import load
from briefgen.config.settings import read_settings
from briefgen.model.edition import Edition
from briefgen.store import Store
from briefgen.web.readers import Site, open_site
from briefgen.web.readers.application import application
from tests.deliver.test_smtp import Inbox, a_server
from tests.factories import an_edition
from tests.newsroom import DAILY, a_newsroom

SECRET = "a secret of more than thirty-two characters"  # noqa: S105  no secret but a test's

#: When the tests begin: a Tuesday, two hours before the Morning Briefing.
PRESENT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def title(self) -> str:
        """Its first heading."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.text, re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


@dataclass
class Running:
    """A newsroom whose pages can be asked."""

    site: Site
    inbox: Inbox
    clock: list[datetime]

    @property
    def address(self) -> str:
        """Where it is."""
        return self.site.settings.public_url

    @property
    def store(self) -> Store:
        """Its store."""
        return self.site.store

    def later(self, passed: timedelta) -> None:
        """Let time pass."""
        self.clock[0] += passed

    def ask(
        self,
        path: str,
        method: str = "GET",
        form: Sequence[tuple[str, str]] | None = None,
        *,
        body: bytes | None = None,
        **headers: str,
    ) -> Answer:
        """Ask an address, or a whole link; fields of ``headers`` are written with ``_`` for the hyphen."""
        parts = urlsplit(path)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if form is not None:
            body, method = urlencode(form).encode(), "POST"
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        try:
            connection.request(method, target, body=body, headers=sent)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            content = answer.read()
        finally:
            connection.close()
        if (
            form is not None and answer.status == 303 and named["location"].startswith("?")
        ):  # as a browser goes on after a form
            return self.ask(f"{parts.path}{named['location']}", "GET", None, body=None, **headers)
        return Answer(answer.status, named, content)

    def sign_up(self, email: str, *briefings: str, more: Sequence[tuple[str, str]] = (), **headers: str) -> Answer:
        """Fetch the form and send it, as a browser does."""
        found = re.search(r'name="token" value="([^"]+)"', self.ask("/").text)
        assert found is not None
        ticked = [("briefing", name) for name in briefings]
        form = [("token", found[1]), ("email", email), *ticked, *more]
        return self.ask("/subscribe", form=form, body=None, **headers)

    def mails(self) -> list[EmailMessage]:
        """Return the messages that were sent so far, parsed."""
        self.site.outbox.wait()
        return [message_from_bytes(taken, policy=default) for _, _, taken in self.inbox.taken]

    def link(self, kind: str = "confirm") -> str:
        """Return the link of a kind in the latest message."""
        part = self.mails()[-1].get_body(("plain",))
        assert part is not None
        found = re.search(rf"{re.escape(self.address)}/{kind}/\S+", part.get_content())
        assert found is not None
        return found[0]

    def rows(self) -> object:
        """Return all that the store holds of readers, to compare."""
        readers = self.store.readers.page()
        return [
            (reader, self.store.subscriptions.of(reader.id), self.store.consents.of(reader.id)) for reader in readers
        ]


def the_edition(briefing: str = "morning", day: date = date(2026, 11, 23)) -> Edition:
    """Return an edition of a briefing."""
    made = an_edition()
    masthead = replace(made.briefing, id=briefing, title=briefing.title())
    return replace(made, id=f"{briefing}/{day}", date=day, briefing=masthead)


def a_workspace(folder: Path) -> Path:
    """Lay out a newsroom with a free daily, a free weekly and a pro daily."""
    workspace = a_newsroom(folder, daily="reader_hours = true\n" + DAILY).resolve()
    pro = 'tier = "pro"\n' + DAILY.replace('id = "morning"', 'id = "inside"').replace("Morning", "Inside")
    (workspace / "feeds" / "briefings" / "inside.toml").write_text(pro, encoding="utf-8")
    return workspace


@contextmanager
def a_site(folder: Path, *, path: str = "", **settings: str) -> Iterator[Running]:
    """Run the pages of a newsroom in a thread; the mail server is one of our own."""
    workspace = a_workspace(folder)
    clock = [PRESENT]
    bound = socket.create_server(("127.0.0.1", 0))
    with a_server(starttls=False) as inbox:
        environ = {
            "BRIEFGEN_PUBLIC_URL": f"http://127.0.0.1:{bound.getsockname()[1]}{path}",
            "BRIEFGEN_SECRET": SECRET,
            "BRIEFGEN_SMTP_URL": f"smtp://127.0.0.1:{inbox.port}",
            "BRIEFGEN_SENDER": "The Desk <desk@example.org>",
            **settings,
        }
        read = read_settings(workspace, environ)
        with Store.open(read.database_url) as store:
            for briefing in ("morning", "inside"):
                for day in (date(2026, 11, 20), date(2026, 11, 23)):
                    store.save_edition(the_edition(briefing, day), PRESENT)
            site = open_site(load(workspace), read, store, lambda: clock[0])
            config = uvicorn.Config(application(site), log_config=None, server_header=False, ws="none", http="h11")
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
            thread.start()
            try:
                yield Running(site=site, inbox=inbox, clock=clock)
            finally:
                server.should_exit = True
                thread.join()
                bound.close()
