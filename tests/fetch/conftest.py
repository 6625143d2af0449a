"""Real servers on loopback, answering byte for byte what a test says."""

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

#: What a server does with a request: bytes to send, or pieces as they come. Afterwards it closes the connection.
Answer = bytes | AsyncIterator[bytes]


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived."""

    path: str
    headers: dict[str, bytes]  #: names in lower case
    at: float  #: seconds of the server's clock
    present: int  #: requests in the server at that moment, this one included


@dataclass(slots=True)
class Outlet:
    """A publisher's server: its address, and what it was asked."""

    answer: Callable[[Request], Answer]
    loop: asyncio.AbstractEventLoop
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    present: int = 0

    def url(self, path: str = "/rss.xml", host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Return the address of a document here, under whichever name."""
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The documents that were asked for, in order."""
        return [request.path for request in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request, as far as the client listens."""
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
                head = await reader.readexactly(1)
                if head == b"\x16":  # a TLS greeting, to a server that speaks none
                    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    return
                head += await reader.readuntil(b"\r\n\r\n")
                self.present += 1
                try:
                    await self._send(self._request(head), writer)
                finally:
                    self.present -= 1
                writer.close()
                await writer.wait_closed()
        finally:
            writer.transport.abort()

    def _request(self, head: bytes) -> Request:
        first, *rest = head.split(b"\r\n")
        pairs = (line.split(b": ", 1) for line in rest if line)
        request = Request(
            path=first.split()[1].decode(),
            headers={name.decode().lower(): value for name, value in pairs},
            at=self.loop.time(),
            present=self.present,
        )
        self.requests.append(request)
        return request

    async def _send(self, request: Request, writer: asyncio.StreamWriter) -> None:
        answer = self.answer(request)
        if isinstance(answer, bytes):
            writer.write(answer)
            await writer.drain()
            return
        async for piece in answer:
            writer.write(piece)
            await writer.drain()


def reply(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """Return an answer as bytes; ``last_modified="…"`` becomes a header of that name."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in {"content-length": str(len(body)), **named}.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "connection: close", "", ""]).encode() + body


Opening = Callable[..., Outlet]


@pytest.fixture(scope="session")
def servers_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Run one event loop in a thread, for all servers of the tests."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="servers")
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def outlet(servers_loop: asyncio.AbstractEventLoop) -> Iterator[Opening]:
    """Open servers: ``outlet(answer)`` listens on 127.0.0.1, or on ``address``, with TLS where a context is given."""
    opened: list[asyncio.Server] = []

    def on_loop(work: Coroutine[None, None, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, servers_loop).result(timeout=10)

    def open_outlet(
        answer: Answer | Callable[[Request], Answer],
        *,
        address: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> Outlet:
        made = Outlet(answer if callable(answer) else lambda _: answer, servers_loop)

        async def listen() -> None:
            server = await asyncio.start_server(made.serve, address, port, ssl=tls, backlog=512)
            made.port = server.sockets[0].getsockname()[1]
            opened.append(server)

        on_loop(listen())
        return made

    yield open_outlet

    async def close() -> None:
        for server in opened:
            server.close()
        current = asyncio.current_task()
        serving = [task for task in asyncio.all_tasks() if task is not current]
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    on_loop(close())
