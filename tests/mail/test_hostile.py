"""Texts of attackers, sent to the most careless of servers: it ends lines and messages wherever any server does."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from briefgen.model.edition import Edition, Sentence
from briefgen.sending import send
from briefgen.store import Store
from tests.deliver.test_encoding import HEADERS
from tests.factories import NOON, a_report, an_edition, an_edition_story
from tests.mail.newsstand import DOMAIN, its_briefing, subscribe, the_settings
from tests.render.test_message import INJECTIONS

_ENDS = [end + b"." + end for end in (b"\r\n", b"\n", b"\r", b"\0")]
#: What ends a message for one server and not for another, and what would follow.
SMUGGLED = tuple(
    f"Calm{end.decode()}MAIL FROM:<eve@evil.example>\r\nRCPT TO:<all@{DOMAIN}>\r\nDATA\r\nSubject: mine\r\n\r\nmine"
    for end in (*_ENDS, b"\r\n.\n", b"\n.\r\n", b"\r.\r\n", b"\r\n.\r", b"\r\n\0.\r\n")
)
TEXTS = (*INJECTIONS, *SMUGGLED, "\x00\x07\x1b[2J\x7f\x9f", "\u202e\u2066desrever\u2069", ".", "..", "x" * 70_000)


@dataclass
class Careless:
    """What a server that takes CR, LF and CRLF for the end of a line was told."""

    port: int = 0
    commands: list[str] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)


@contextmanager
def a_careless_server() -> Iterator[Careless]:
    """Run one on loopback."""
    heard = Careless()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        heard.port = listening.getsockname()[1]

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    threading.Thread(target=_session, args=(connection, heard), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield heard
        listening.shutdown(socket.SHUT_RDWR)


def _session(connection: socket.socket, heard: Careless) -> None:
    with connection, suppress(OSError):
        connection.sendall(b"220 careless\r\n")
        rest, within = b"", False
        while data := connection.recv(65_536):
            rest += data
            while found := re.search(rb"(?:\r\n|[\r\n])\.(?:\r\n|[\r\n])" if within else rb"\r\n|[\r\n]", rest):
                said, rest = rest[: found.start()], rest[found.end() :]
                if within:
                    heard.messages.append(said)
                    within = False
                    connection.sendall(b"250 taken\r\n")
                    continue
                heard.commands.append(said.decode())
                within = said.upper() == b"DATA"
                connection.sendall(_ANSWERS.get(said[:4].upper(), b"250 ok\r\n"))


_ANSWERS = {b"EHLO": b"250-careless\r\n250-PIPELINING\r\n250 SIZE 99999999\r\n", b"DATA": b"354 go\r\n"}


def a_hostile_edition() -> Edition:
    """Return one with a hostile text wherever a feed's or an editor's stands."""
    made = an_edition()
    stories = [
        an_edition_story(
            rank,
            headline=text or "-",
            summary=(Sentence(text=text or "-", cites=(1,)),),
            articles=(a_report(1, title=text, publisher=text, url=f"https://evil.example/{text[:500]}"),),
        )
        for rank, text in enumerate(TEXTS, start=1)
    ]
    title = "".join(TEXTS[:12])
    return replace(
        made,
        title=title,
        briefing=replace(made.briefing, title=title, tagline=title),
        names={"lavrov": title},
        sections=(replace(made.sections[0], title=title, stories=tuple(stories)),),
    )


def test_no_text_ends_a_message_or_makes_a_header_of_its_own(tmp_path: Path) -> None:
    """As many messages as readers, each with our headers, told in our commands."""
    edition = a_hostile_edition()
    settings = the_settings(tmp_path, 9, smtp_connections=2)
    with a_careless_server() as server, Store.open(settings.database_url) as store:
        readers = [f"r{number}@{DOMAIN}" for number in range(len(TEXTS))]
        for number, (email, name) in enumerate(zip(readers, TEXTS, strict=True)):
            subscribe(store, edition, email, name=name, format="html" if number % 2 else "text")
        there = replace(settings, smtp_url=f"smtp://127.0.0.1:{server.port}")
        report = send(edition, its_briefing(edition), store, there, clock=lambda: NOON)
    assert report.counts["sent"] == len(readers)
    told = [command for command in server.commands if not re.fullmatch(r"(?:ehlo|QUIT|DATA)\b.*", command)]
    envelope = rf"MAIL FROM:<bounces\+[0-9]+\.1\.[0-9a-f]{{16}}@news\.example>( SIZE=\d+)?|RCPT TO:<r\d+@{DOMAIN}>"
    assert [command for command in told if not re.fullmatch(envelope, command)] == []
    assert len(server.messages) == len(readers)
    for raw in server.messages:
        assert raw.isascii()
        assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)", raw) is None
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        message = message_from_bytes(raw, policy=default)
        assert sorted({*message.keys()} - {"Content-Transfer-Encoding"}) == sorted(HEADERS)
        assert len(message.keys()) == len({*message.keys()})
    reached = {message_from_bytes(raw, policy=default)["To"].addresses[0].addr_spec for raw in server.messages}
    assert reached == {*readers}
