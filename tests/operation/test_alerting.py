"""The operator hears of each trouble once, by mail or webhook, and when it is over. Real servers on loopback."""

import email
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from briefgen.config.settings import Settings
from briefgen.operation.alerting import Alerts
from tests.newsroom import PRESENT


@dataclass(slots=True)
class Received:
    """What a server of a test was given."""

    port: int = 0
    answer: int = 200
    bodies: list[bytes] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        """Take a message."""
        assert isinstance(envelope.content, bytes)
        self.bodies.append(envelope.content)
        self.readers += envelope.rcpt_tos
        return "250 taken"


@contextmanager
def a_mail_server() -> Iterator[Received]:
    """Take mail on loopback."""
    received = Received()
    with socket.create_server(("127.0.0.1", 0)) as free:
        received.port = free.getsockname()[1]
    controller = Controller(received, hostname="127.0.0.1", port=received.port)
    controller.start()
    try:
        yield received
    finally:
        controller.stop()


@contextmanager
def a_webhook() -> Iterator[Received]:
    """Take posts on loopback."""
    received = Received()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(received.answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    received.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def settings(**given: Any) -> Settings:
    """Return settings with nothing but what is given."""
    return Settings(workspace=Path("/nowhere"), database_url="sqlite://", **given)


def test_a_trouble_is_told_once_until_it_is_over() -> None:
    """And again if it comes back."""
    alerts = Alerts(lambda: settings(operator="desk@example.org"))
    for _ in range(3):
        alerts.begin("disk", "The disk is full", "0 MB are left", PRESENT)
    alerts.over("disk", "There is room again", PRESENT)
    alerts.over("disk", "There is room again", PRESENT)
    alerts.begin("disk", "The disk is full", "0 MB are left", PRESENT)
    subjects = [alert.subject for alert in alerts.waiting()]
    assert subjects == ["The disk is full", "There is room again", "The disk is full"]


def test_mail_says_what_and_where_and_that_no_automaton_may_answer() -> None:
    """A title that holds line breaks adds no header; half a letter keeps no message back."""
    with a_mail_server() as server:
        url = f"smtp://127.0.0.1:{server.port}"
        alerts = Alerts(lambda: settings(operator="desk@example.org", smtp_url=url, sender="News <news@example.org>"))
        alerts.tell("Morning Briefing\r\nBcc: all@example.org failed", "no room\nat all, in caf\udce9.html", PRESENT)
        assert alerts.deliver() == 1
        assert alerts.waiting() == []
    mail = email.message_from_bytes(server.bodies[0], policy=default)
    assert mail["Subject"] == "briefgen: Morning Briefing Bcc: all@example.org failed"
    assert (mail["To"], mail["Bcc"], mail["Auto-Submitted"]) == ("desk@example.org", None, "auto-generated")
    assert server.readers == ["desk@example.org"]
    assert "no room\nat all" in mail.get_content().replace("\r\n", "\n")


def test_a_webhook_gets_one_document() -> None:
    """With the text that chat programs show."""
    with a_webhook() as hook:
        alerts = Alerts(lambda: settings(operator=f"http://127.0.0.1:{hook.port}/secret-path"))
        alerts.tell("4 missed and skipped", "Week in Review, 2026-03-27", datetime(2026, 3, 27, 5, tzinfo=UTC))
        assert alerts.deliver() == 1
    document = json.loads(hook.bodies[0])
    assert document["text"].endswith(": 4 missed and skipped\nWeek in Review, 2026-03-27")
    assert (document["subject"], document["at"]) == ("4 missed and skipped", "2026-03-27T05:00:00Z")


def test_what_cannot_be_delivered_waits_and_no_log_repeats_the_secret(caplog: pytest.LogCaptureFixture) -> None:
    """A webhook that answers with an error, then is gone, then is back; told in the order in which it happened."""
    with a_webhook() as hook:
        address = f"http://127.0.0.1:{hook.port}/secret-path"
        alerts = Alerts(lambda: settings(operator=address))
        alerts.tell("first", "one", PRESENT)
        alerts.tell("second", "two", PRESENT)
        hook.answer = 500
        assert alerts.deliver() == 0
        hook.answer = 204
        assert alerts.deliver() == 2
        assert [json.loads(body)["subject"] for body in hook.bodies] == ["first", "first", "second"]
    alerts.tell("third", "three", PRESENT)
    assert alerts.deliver() == 0
    assert [alert.subject for alert in alerts.waiting()] == ["third"]
    assert "answers 500" in caplog.text
    assert "secret-path" not in caplog.text


def test_without_an_operator_the_log_is_all(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is kept for nobody."""
    alerts = Alerts(settings)
    alerts.tell("The disk is full", "0 MB are left", PRESENT)
    assert alerts.deliver() == 0
    assert alerts.waiting() == []
    assert "The disk is full: 0 MB are left" in caplog.text
