"""A tiny IMAP server over TLS on loopback: LOGIN, SELECT, UID SEARCH, UID FETCH, UID STORE, LOGOUT."""

import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Talk(socketserver.StreamRequestHandler):
    server: "ImapServer"

    def handle(self) -> None:
        """Answer one client until it leaves."""
        self._say("* OK ready")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            self._answer(tag, command)
            if command == "LOGOUT":
                return

    def _answer(self, tag: str, command: str) -> None:
        server = self.server
        if command == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1")
        elif command.startswith("LOGIN") and '"wrong"' in command:
            self._say(f"{tag} NO [AUTHENTICATIONFAILED] not you")
            return
        elif command.startswith("SELECT"):
            self._say(f"* {len(server.messages)} EXISTS")
        elif command.startswith("UID SEARCH"):
            unseen = [str(n) for n in range(1, len(server.messages) + 1) if n not in server.seen]
            self._say(f"* SEARCH {' '.join(unseen)}".strip())
        elif found := re.match(r"UID FETCH (\d+)", command):
            content = server.messages[int(found[1]) - 1]
            self.wfile.write(f"* {found[1]} FETCH (UID {found[1]} BODY[]<0> {{{len(content)}}}\r\n".encode())
            self.wfile.write(content + b")\r\n")
        elif found := re.match(r"UID STORE (\d+)", command):
            server.seen.add(int(found[1]))
        elif command == "LOGOUT":
            self._say("* BYE")
        self._say(f"{tag} OK done")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class ImapServer(socketserver.ThreadingTCPServer):
    """One mailbox."""

    daemon_threads = True

    def __init__(self, messages: list[bytes], certificate: str) -> None:
        """Take the messages, and the file of a certificate and its key."""
        self.messages, self.seen = messages, set[int]()
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate)
        super().__init__(("127.0.0.1", 0), _Talk)

    def get_request(self) -> tuple[socket.socket, object]:
        """Encrypt from the first byte."""
        connection, address = super().get_request()
        return self._tls.wrap_socket(connection, server_side=True), address

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a client that refuses our certificate go."""


@contextmanager
def serving(messages: list[bytes], certificate: str) -> Iterator[ImapServer]:
    """Serve messages until the block ends."""
    with ImapServer(messages, certificate) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
