"""Handing in mail: a real server on loopback, with TLS, passwords and a will of its own."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from briefgen.deliver.smtp import MailServer, connect, hand_in, mail_server
from briefgen.model.errors import DeliveryError, UsageError
from tests.deliver.mail_servers import Script, a_mail_server

MESSAGE = b"From: desk@example.org\r\nSubject: Test\r\n\r\nTalks resume.\r\n"
PASSWORD = "correct horse"  # noqa: S105  of a server that lives for one test

AUTHORITY = trustme.CA()


@dataclass
class Inbox:
    """What a server took, and where it is."""

    port: int = 0
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's
        """Take a message; refuse the one reader that nobody has."""
        self.taken.append((envelope.mail_from or "", list(envelope.rcpt_tos), envelope.original_content or b""))
        return "250 taken"

    async def handle_RCPT(  # noqa: N802  aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take any reader but one."""
        if address.startswith("nobody@"):
            return "550 there is no such reader here"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@contextmanager
def a_server(*, starttls: bool = True, implicit: bool = False, password: str = "") -> Iterator[Inbox]:
    """Run a mail server on loopback."""
    inbox = Inbox()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("localhost", "127.0.0.1").configure_cert(context)

    def authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: LoginPassword) -> AuthResult:
        return AuthResult(success=given.password == password.encode(), handled=False)

    options: dict[str, Any] = {"hostname": "127.0.0.1", "port": 0}
    if starttls and not implicit:
        options |= {"tls_context": context}
    if implicit:
        options |= {"ssl_context": context}
    if password:
        options |= {"authenticator": authenticate, "auth_required": True, "auth_exclude_mechanism": ["LOGIN"]}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        options["port"] = inbox.port = free.getsockname()[1]
    controller = Controller(inbox, **options)
    controller.start()
    try:
        yield inbox
    finally:
        controller.stop()


def trusting() -> ssl.SSLContext:
    """Return a context that believes the authority of these tests."""
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def send(server: MailServer, reader: str = "reader@example.org") -> None:
    """Hand in the message."""
    with connect(server, trust=trusting()) as connection:
        hand_in(connection, MESSAGE, sender="desk@example.org", reader=reader)


def test_an_address_is_read_with_its_user_and_port() -> None:
    """Signs in a password are percent-encoded, as in every URL."""
    server = mail_server("smtp://desk%40example.org:p%2Fw@mail.example.org:2525")
    assert (server.host, server.port, server.user, server.password) == (
        "mail.example.org",
        2525,
        "desk@example.org",
        "p/w",
    )
    assert not server.encrypted


@pytest.mark.parametrize(("scheme", "port"), [("smtp", 587), ("smtps", 465)])
def test_the_port_of_a_scheme_is_the_usual_one(scheme: str, port: int) -> None:
    """Submission, with STARTTLS or with TLS at once."""
    assert mail_server(f"{scheme}://mail.example.org").port == port


@pytest.mark.parametrize("url", ["http://mail.example.org", "smtp://", "mail.example.org", "smtp://u:secret@h:port"])
def test_what_is_no_address_is_refused_without_its_password(url: str) -> None:
    """The message goes to a terminal or a browser."""
    with pytest.raises(UsageError) as refused:
        mail_server(url)
    assert "secret" not in str(refused.value)


def test_no_repr_shows_the_password() -> None:
    """Nor a traceback that prints its variables."""
    assert "pw" not in repr(mail_server("smtp://user:pw@mail.example.org"))


def test_mail_goes_over_starttls_to_a_server_whose_certificate_is_trusted() -> None:
    """With user and password, when the address has them."""
    with a_server(password=PASSWORD) as inbox:
        send(MailServer(host="localhost", port=inbox.port, user="desk", password=PASSWORD))
    assert inbox.taken == [("desk@example.org", ["reader@example.org"], MESSAGE)]


def test_mail_goes_over_tls_from_the_first_byte() -> None:
    """The scheme smtps."""
    with a_server(implicit=True) as inbox:
        send(MailServer(host="localhost", port=inbox.port, encrypted=True))
    assert len(inbox.taken) == 1


def test_this_machine_itself_may_lack_starttls() -> None:
    """A relay on loopback: nobody can listen in."""
    with a_server(starttls=False) as inbox:
        send(MailServer(host="127.0.0.1", port=inbox.port))
    assert len(inbox.taken) == 1


def test_any_other_server_without_starttls_gets_nothing() -> None:
    """Somebody on the way may have taken the offer away."""
    with a_server(starttls=False) as inbox:
        server = MailServer(host="127.1", port=inbox.port)  # resolves to loopback, and does not say so
        with pytest.raises(DeliveryError, match="offers no STARTTLS"):
            send(server)
    assert inbox.taken == []


def test_a_certificate_of_nobody_we_know_is_refused() -> None:
    """Before the password is said; and anywhere but on this machine before anything is."""
    with a_server(password=PASSWORD) as inbox:
        server = MailServer(host="localhost", port=inbox.port, user="desk", password=PASSWORD)
        elsewhere = MailServer(host="127.1", port=inbox.port)  # resolves to loopback, and does not say so
        for one, trust in ((server, None), (elsewhere, None), (elsewhere, trusting())):
            with pytest.raises(DeliveryError, match="certificate is not trusted"), connect(one, trust=trust):
                pass
    assert inbox.taken == []


def test_this_machine_itself_may_have_made_its_certificate() -> None:
    """Debian's Postfix has one that nobody signed, and offers STARTTLS: without a password nothing is at stake."""
    with a_server() as inbox, connect(MailServer(host="localhost", port=inbox.port)) as connection:
        hand_in(connection, MESSAGE, sender="desk@example.org", reader="reader@example.org")
        assert isinstance(connection.sock, ssl.SSLSocket)
    assert len(inbox.taken) == 1


def test_a_server_that_takes_the_offer_back_gets_nothing() -> None:
    """It refuses STARTTLS once it is asked for: somebody on the way would do so."""
    with a_mail_server(Script(offers=("STARTTLS",), first={"STARTTLS": "454 4.7.0 not now"})) as server:
        there = MailServer(host="127.0.0.1", port=server.port)
        with pytest.raises(DeliveryError, match=r"454 4\.7\.0 not now"):
            send(there)
    assert server.taken == []


def test_a_wrong_password_is_told_in_one_line_without_it() -> None:
    """The line may be shown to anybody."""
    with a_server(password=PASSWORD) as inbox:
        server = MailServer(host="localhost", port=inbox.port, user="desk", password="wrong one")  # noqa: S106
        with pytest.raises(DeliveryError, match=r"localhost:\d+: does not accept user and password \(535\)") as refused:
            send(server)
    assert "wrong one" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_no_line_ends_but_as_lines_of_mail_do() -> None:
    """SMTP smuggling lives on a bare CR or LF, and on NUL."""
    raw = b"Subject: Test\n\nTalks\r.\rMAIL FROM:<eve@evil.example>\n.\n\0.\r\nresume.\r\n"
    with a_server(starttls=False) as inbox, connect(MailServer(host="127.0.0.1", port=inbox.port)) as connection:
        hand_in(connection, raw, sender="desk@example.org", reader="reader@example.org")
    ((_, _, taken),) = inbox.taken
    assert taken == (b"Subject: Test\r\n\r\nTalks\r\n.\r\nMAIL FROM:<eve@evil.example>\r\n.\r\n.\r\nresume.\r\n")


def test_a_refused_reader_is_told_in_the_servers_words() -> None:
    """What the server says is what helps."""
    with a_server() as inbox, pytest.raises(DeliveryError, match="refuses the reader: 550 there is no such reader"):
        send(MailServer(host="localhost", port=inbox.port), reader="nobody@example.org")


def test_a_server_that_is_not_there_is_told() -> None:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(DeliveryError, match="refused"):
            send(MailServer(host="127.0.0.1", port=free.getsockname()[1]))


def test_a_server_that_says_nothing_is_given_up() -> None:
    """It took the connection, and that was all."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = MailServer(host="127.0.0.1", port=silent.getsockname()[1])
        with pytest.raises(DeliveryError, match="does not answer"), connect(server, patience=0.1):
            pass


def test_a_connection_is_smtplibs() -> None:
    """So whoever sends many messages can speak with the server."""
    with a_server() as inbox, connect(MailServer(host="localhost", port=inbox.port), trust=trusting()) as connection:
        assert isinstance(connection, smtplib.SMTP)
        assert connection.noop()[0] == 250
