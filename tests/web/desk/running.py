"""The desk on loopback, with an edition under review."""

import http.client
import re
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import uvicorn

from briefgen.config import load
from briefgen.config.settings import read_settings
from briefgen.deliver.tokens import Tokens
from briefgen.draft_mail import desk_link
from briefgen.model.editing import Review
from briefgen.model.edition import Edition
from briefgen.reviewing import Reviewing
from briefgen.store import Store
from briefgen.web.counting import counting_routes
from briefgen.web.desk import desk_routes
from briefgen.web.readers import open_site
from briefgen.web.readers.application import application
from tests.newsroom import a_newsroom
from tests.render.rich import a_rich_edition

SECRET = "a secret of more than thirty-two characters"  # noqa: S105  no secret but a test's
DANA = "Dana Lev <dana@example.org>"


@dataclass
class RunningDesk:
    """A newsroom whose desk can be asked."""

    store: Store
    reviewing: Reviewing
    edition: Edition
    address: str
    link: str
    clock: list[datetime]
    editors: list[str]

    def ask(self, form: Sequence[tuple[str, str]] | None = None, *, link: str = "", **headers: str) -> tuple[int, str]:
        """Ask the link, or send a form to it; return status and body."""
        parts = urlsplit(link or self.link)
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            body = None if form is None else urlencode(form).encode()
            connection.request("GET" if form is None else "POST", parts.path, body=body, headers=sent)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def published(self) -> None:
        """Return when what was released is what readers see; an editor does not wait for it."""
        pause = threading.Event()
        while not self.reviewing.draft(self.edition.id).review.published:
            pause.wait(0.02)

    def form_token(self) -> str:
        """Return the token of the page's forms."""
        found = re.search(r'name="form" value="([^"]+)"', self.ask()[1])
        assert found is not None
        return found[1]

    def do(self, act: str, story: str = "", **fields: str) -> int:
        """Press a button; return the status."""
        form = [("form", self.form_token()), ("act", act), ("story", story), *fields.items()]
        return self.ask(form)[0]


@contextmanager
def a_desk(folder: Path) -> Iterator[RunningDesk]:
    """Run the pages in a thread, with a draft that goes out in 24 minutes."""
    workspace = a_newsroom(folder).resolve()
    edition = a_rich_edition()
    edition = replace(edition, briefing=replace(edition.briefing, counts=True))
    now = edition.period.end
    clock, editors = [now], [DANA]
    bound = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{bound.getsockname()[1]}"
    environ = {"BRIEFGEN_PUBLIC_URL": url, "BRIEFGEN_SECRET": SECRET, "BRIEFGEN_SMTP_URL": "smtp://127.0.0.1:9"}
    settings = read_settings(workspace, environ | {"BRIEFGEN_SENDER": "desk@example.org"})
    config = load(workspace)
    with Store.open(settings.database_url) as store:
        store.save_edition(edition, now)
        reviewing = Reviewing(lambda: config, lambda: settings, store, formats=("json",))
        moment = now + timedelta(minutes=24)
        review = Review(edition=edition.id, briefing=edition.briefing.id, state="open", opened=now, releases=moment)
        store.reviews.open(review, edition)
        site = open_site(config, settings, store, lambda: clock[0])
        routes = [
            *desk_routes(reviewing, site.tokens, site.engine, lambda: clock[0], url, lambda _: editors),
            *counting_routes(store),
        ]
        app = application(site, routes)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, server_header=False, ws="none", http="h11"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            link = desk_link(url, Tokens(SECRET), edition.id, DANA, now)
            yield RunningDesk(store, reviewing, edition, url, link, clock, editors)
        finally:
            server.should_exit = True
            thread.join()
            bound.close()
