"""A port of this machine, and a server on it that ends in good order. The only home of uvicorn."""

import asyncio
import contextlib
import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterator

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from briefgen.model.errors import UsageError

#: Seconds that the head of a request may take to arrive; without an end, some hundred idle clients lock all others out.
HEAD_WITHIN = 15.0


def listen(host: str, wanted: int, *, tried: int = 0) -> socket.socket:
    """Return a socket that is bound to the port; with ``tried``, to the first that is free of it and so many after it.

    Raises UsageError for a port that is taken or not allowed, and for an address that is not this machine's.
    """
    ports = [wanted, *(range(wanted + 1, wanted + tried)), *([0] if tried else [])]
    for number in ports:
        try:
            return _bound(host, number)
        except OSError as error:
            if tried and error.errno == errno.EADDRINUSE:
                continue
            raise UsageError(_reason(error, host, number)) from error
    raise AssertionError  # port 0 is always free


def address_of(bound: socket.socket) -> str:
    """Return the address that a browser on this machine can ask."""
    host, port = bound.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  read, not bound
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def answer(
    app: ASGIApp,
    bound: socket.socket,
    *,
    on_ready: Callable[[], None],
    on_end: Callable[[], None] = lambda: None,
    patience: int = 1,
) -> None:
    """Answer requests until Ctrl-C or SIGTERM; those in hand have ``patience`` seconds to end."""
    server = _Server(_configured(app, patience), on_ready, on_end)
    with bound, _as_ctrl_c(), contextlib.suppress(KeyboardInterrupt):  # uvicorn raises what ended it once more
        server.run(sockets=[bound])


@contextlib.contextmanager
def _as_ctrl_c() -> Iterator[None]:
    """Let SIGTERM, too, end the command in good order instead of killing it once the server has ended."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def answering(app: ASGIApp, bound: socket.socket, *, head_within: float = HEAD_WITHIN) -> Iterator[None]:
    """Answer requests on a thread of its own, beside what is done inside the block; end with it."""
    server = _Server(_configured(app, 1, head_within), lambda: None, lambda: None)
    thread = threading.Thread(target=lambda: server.run(sockets=[bound]), name="web", daemon=True)
    with bound:
        thread.start()
        try:
            yield
        finally:
            server.should_exit = True
            thread.join()


class _Server(uvicorn.Server):
    """A server that says when it is ready, and that ends what would keep it waiting."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None], on_end: Callable[[], None]) -> None:
        """Take what to call once it listens, and what before it ends."""
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


class _Hurried(H11Protocol):
    """A connection that is closed if the head of its request is not there in time; uvicorn waits for it for ever."""

    within = HEAD_WITHIN
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._deadline = self.loop.call_later(self.within, transport.close)

    def data_received(self, data: bytes) -> None:
        """Take some bytes; those after an answer begin another request."""
        if self._deadline is None and self._waits():
            self._deadline = self.loop.call_later(self.within, self.transport.close)
        super().data_received(data)
        if not self._waits():
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._stop()
        super().connection_lost(exc)

    def _waits(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def _configured(app: ASGIApp, patience: int, head_within: float = HEAD_WITHIN) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=type("_Hurried", (_Hurried,), {"within": head_within}),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=patience,
    )


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
        return f"port {port} is in use"
    if error.errno == errno.EACCES:
        return f"port {port} may not be used; take one from 1024 on"
    return f"cannot listen at {host}: {(error.strerror or str(error)).lower()}"
