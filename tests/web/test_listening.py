"""A server that waits for nobody for ever."""

import http.client
import socket

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from briefgen.web.listening import answering, listen

APP = Starlette(routes=[Route("/", lambda _: PlainTextResponse("here"))])


def test_a_client_that_never_ends_its_request_is_sent_away() -> None:
    """Whether it says nothing or half a head; others keep their connection meanwhile."""
    bound = listen("127.0.0.1", 0)
    host, port = bound.getsockname()
    with answering(APP, bound, head_within=0.3):
        other = http.client.HTTPConnection(host, port)
        other.request("GET", "/")
        assert other.getresponse().read() == b"here"
        for said in (b"", b"GET / HTTP/1.1\r\nHost:"):
            with socket.create_connection((host, port), timeout=30) as slow:
                slow.sendall(said)
                assert slow.recv(4_096) == b""  # the server ends it
        other.request("GET", "/")
        assert other.getresponse().read() == b"here"
        other.close()
