"""A connection that smtplib has set up → bytes in and out without waiting. Edge: sockets, TLS."""

import smtplib
import socket
import ssl
from contextlib import suppress

#: Octets that are read at once; replies are short.
_READ = 65_536
_DONE = 0


class Wire:
    """A socket that never waits."""

    def __init__(self, connection: smtplib.SMTP) -> None:
        """Take over the socket of a connection that is greeted, encrypted and signed in."""
        if not isinstance(connection.sock, socket.socket):
            message = "the connection is closed"
            raise OSError(message)
        self._connection, self._socket = connection, connection.sock
        self._socket.setblocking(False)
        with suppress(OSError):
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.grouped = connection.has_extn("pipelining")
        self.wide = connection.has_extn("smtputf8")
        self.sized = connection.has_extn("size")

    def fileno(self) -> int:
        """Return what a selector asks for."""
        return self._socket.fileno()

    def send(self, data: bytes) -> int:
        """Send what can be sent now; return how many octets that was. Raises OSError once the connection is lost."""
        try:
            return self._socket.send(data)
        except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
            return _DONE

    def receive(self) -> bytes | None:
        """Return what is there, ``b""`` at the end, None if nothing is there yet. A lost connection is at its end."""
        got = []
        try:
            while data := self._socket.recv(_READ):
                got.append(data)
                if not isinstance(self._socket, ssl.SSLSocket):  # TLS may hold more than the selector knows of
                    break
            else:
                return b"".join(got)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return b"".join(got) or None
        except OSError:
            return b"".join(got)
        return b"".join(got)

    def close(self) -> None:
        """Close at once."""
        with suppress(OSError):
            self._connection.close()
