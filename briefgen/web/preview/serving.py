"""The preview on a port of this machine, until Ctrl-C."""

import socket
from collections.abc import Callable

from briefgen.web import listening
from briefgen.web.listening import address_of
from briefgen.web.preview.application import application
from briefgen.web.preview.running import Desk, Preview

__all__ = ["PORT", "TRIED", "address_of", "listen", "serve"]

#: Where the preview is if nobody says otherwise, and how many ports after it are tried.
PORT, TRIED = 8642, 50


def listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that is bound: to the port, or without one to the first that is free from ``PORT`` on.

    Raises UsageError for a port that is taken or not allowed, and for an address that is not this machine's.
    """
    return listening.listen(host, PORT, tried=TRIED) if port is None else listening.listen(host, port)


def serve(desk: Desk, bound: socket.socket, *, on_ready: Callable[[], None]) -> None:
    """Answer requests until Ctrl-C or SIGTERM; open streams and PDFs in the making are ended at once."""
    preview = Preview(desk)
    listening.answer(application(preview), bound, on_ready=on_ready, on_end=preview.end)
