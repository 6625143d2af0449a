"""Why a feed could not be read → one line for people. The only place that knows the exceptions of aiohttp."""

import os
import socket
from http import HTTPStatus

import aiohttp

from briefgen.fetch.decoding import BodyTooLargeError, BrokenBodyError

#: What aiohttp, the operating system and our own limits raise while a feed is asked. Anything else is a fault of ours.
EXPECTED = (aiohttp.ClientError, OSError, TimeoutError, ValueError, BodyTooLargeError, BrokenBodyError)


class AddressRefusedError(OSError):
    """The host is at an address that a public feed cannot have; nothing was sent there."""

    def __init__(self, address: str) -> None:
        """Keep the address; the message is one line for people."""
        self.address = address
        super().__init__(f"{address} is not a public address (allow_private_network is off)")


def too_large(ceiling: int) -> str:
    """Return the line for a body of more than ``ceiling`` bytes."""
    return f"body larger than {ceiling / 1_000_000:.3g} MB"


def http_status(status: int) -> str:
    """Return the line for an answer without a document."""
    if status == HTTPStatus.GONE:
        return "gone for good (HTTP 410)"
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase.lower()}"
    except ValueError:
        return f"HTTP {status}"


#: What needs no more than its class to be told.
_TELLING: dict[type[BaseException], str] = {
    aiohttp.ClientPayloadError: "the connection broke off in the middle of the body",
    aiohttp.ServerDisconnectedError: "the server closed the connection without an answer",
    aiohttp.ClientResponseError: "the answer is not valid HTTP",
}


def explain(error: BaseException, *, host: str, deadline: float, max_body: int) -> str:
    """Return what ``error`` means, in one line, for a feed at ``host`` under the given limits (seconds, bytes)."""
    match error:
        case BodyTooLargeError():
            return too_large(max_body)
        case aiohttp.ClientConnectorError():
            return _unconnected(error, host)
        case TimeoutError():
            return f"timed out after {deadline:g} s"
        case aiohttp.InvalidURL() | UnicodeError():  # the latter from encoding a name for the name server
            return f"{host[:100]!r} is not a valid host"
        case OSError():
            return _system(error)
    return next((text for kind, text in _TELLING.items() if isinstance(error, kind)), _first_line(error))


def _unconnected(error: aiohttp.ClientConnectorError, host: str) -> str:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        cause = error.certificate_error
        return f"certificate not valid for {host}: {getattr(cause, 'verify_message', '') or _first_line(cause)}"
    if isinstance(error, aiohttp.ClientConnectorSSLError):
        return f"no secure connection with {host}: {getattr(error.os_error, 'reason', None) or 'TLS failed'}"
    return _system(error.os_error)


def _system(error: OSError) -> str:
    if isinstance(error, AddressRefusedError):
        return str(error)
    if isinstance(error, socket.gaierror):
        return "the name server does not answer" if error.errno == socket.EAI_AGAIN else "host not found"
    if error.errno is not None and error.errno > 0:
        return os.strerror(error.errno).lower()
    return _first_line(error)


def _first_line(error: BaseException) -> str:
    """Return the first line of the message, shortened: servers have a say in it."""
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
