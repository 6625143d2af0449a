"""An application → a server on this machine, until Ctrl-C. The only home of uvicorn."""

import contextlib
import errno
import socket
from collections.abc import Callable, Iterator

import uvicorn

from briefgen.model.errors import UsageError
from briefgen.web.preview.application import application
from briefgen.web.preview.running import Desk, Preview

#: Where the preview is if nobody says otherwise, and how many ports after it are tried.
PORT, TRIED = 8642, 50


def listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that is bound: to the port, or without one to the first that is free from ``PORT`` on.

    Raises UsageError for a port that is taken or not allowed, and for an address that is not this machine's.
    """
    wanted = [port] if port is not None else [*range(PORT, PORT + TRIED), 0]
    for number in wanted:
        try:
            return _bound(host, number)
        except OSError as error:
            if port is None and error.errno == errno.EADDRINUSE:
                continue
            raise UsageError(_reason(error, host, number)) from error
    raise AssertionError  # port 0 is always free


def address_of(bound: socket.socket) -> str:
    """Return the address that a browser on this machine can ask."""
    host, port = bound.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  read, not bound
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(desk: Desk, bound: socket.socket, *, on_ready: Callable[[], None]) -> None:
    """Answer requests until Ctrl-C or SIGTERM; open streams and PDFs in the making are ended at once."""
    preview = Preview(desk)
    config = uvicorn.Config(
        application(preview),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=1,
    )
    server = _Server(config, on_ready, preview.end)
    with bound, contextlib.suppress(KeyboardInterrupt):  # uvicorn raises what ended it once more
        server.run(sockets=[bound])


class _Server(uvicorn.Server):
    """A server that says when it is ready, and that ends what would keep it waiting."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None], on_end: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready, self._on_end = on_ready, on_end

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets=sockets)
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End."""
        self._on_end()
        await super().shutdown(sockets=sockets)


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    sock = socket.socket(family, kind, protocol)
    with _closed_on_error(sock):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(address)
        sock.listen()
    return sock


@contextlib.contextmanager
def _closed_on_error(sock: socket.socket) -> Iterator[None]:
    try:
        yield
    except BaseException:
        sock.close()
        raise


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use; without --port the next free one is taken"
    if error.errno == errno.EACCES:
        return f"port {port} may not be used; take one from 1024 on"
    return f"cannot listen at {host}: {(error.strerror or str(error)).lower()}"
