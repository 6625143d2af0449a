"""A language model's service on loopback: it speaks the format of chat completions and answers what a test says."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from briefgen.config.settings import Settings
from briefgen.language_model import Bounds

#: Quick ends for tests; a service that answers well takes some milliseconds.
QUICK = Bounds(deadline=20.0, timeout=10.0, retries=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What is sent back. ``text`` is the model's; ``body`` replaces the whole document."""

    text: Any = ""
    status: int = 200
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    held: bool = False  #: until the test is over
    dripping: bool = False  #: byte by byte, likewise

    def document(self) -> bytes:
        """Return the body as sent."""
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.text}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        completion = {"id": "c-1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        return json.dumps(completion if self.status == 200 else {"error": {"message": self.text}}).encode()


@dataclass(slots=True)
class Service:
    """The service: what it answers to each request, and the requests it was sent."""

    address: str = ""
    answer: Callable[[dict[str, Any]], Reply] = lambda _: Reply()
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    busy: int = 0
    busiest: int = 0  #: how many requests were open at once

    def settings(self, workspace: Path = Path("/nowhere"), **given: str) -> Settings:
        """Return settings that name this service."""
        ours = {"llm_url": f"{self.address}/v1", "llm_model": "small", "llm_key": "sk-hunter2"}
        named: dict[str, Any] = {**ours, **given}
        return Settings(workspace=workspace, database_url="sqlite://", **named)

    def environ(self) -> dict[str, str]:
        """Return the variables of the environment that do."""
        settings = self.settings()
        return {
            "BRIEFGEN_LLM_URL": settings.llm_url,
            "BRIEFGEN_LLM_MODEL": settings.llm_model,
            "BRIEFGEN_LLM_KEY": settings.llm_key,
        }


def offered(request: dict[str, Any]) -> list[str]:
    """Return the sentences that a request offers; the first has the number 1."""
    told = json.loads(request["messages"][1]["content"])
    return [sentence["text"] for sentence in told["sentences"]]


def number_of(request: dict[str, Any], words: str) -> int:
    """Return the number of the first offered sentence that holds these words."""
    return next(n for n, text in enumerate(offered(request), 1) if words in text)


@contextmanager
def a_service() -> Iterator[Service]:
    """Serve on a free port of 127.0.0.1."""
    service, lock = Service(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer as the test says."""
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                service.asked.append(request)
                service.headers.append(dict(self.headers.items()))
                service.busy += 1
                service.busiest = max(service.busiest, service.busy)
            try:
                self._reply(service.answer(request))
            except (BrokenPipeError, ConnectionResetError):
                pass
            finally:
                with lock:
                    service.busy -= 1

        def _reply(self, reply: Reply) -> None:
            if reply.held:
                service.over.wait(30)
            body = reply.document()
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in reply.headers:
                self.send_header(name, value)
            self.end_headers()
            if reply.dripping:
                for byte in body:
                    self.wfile.write(bytes((byte,)))
                    if service.over.wait(0.05):
                        return
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield service
        finally:
            service.over.set()
            server.shutdown()
            thread.join()
