"""One line for people, whatever went wrong."""

import errno
import socket

import pytest

from briefgen.fetch import Network
from briefgen.fetch.decoding import BodyTooLargeError, BrokenBodyError
from briefgen.fetch.faults import explain
from tests.factories import a_feed
from tests.fetch.asking import Names, an_intranet_feed, fetch_one, reason

TOLD: dict[str, tuple[BaseException, str]] = {
    "system": (OSError(errno.ENETUNREACH, "x"), "network is unreachable"),
    "no number": (OSError("first\nsecond"), "first"),
    "long": (OSError("y" * 500), "y" * 120),
    "silent": (ValueError(), "ValueError"),
    "late": (TimeoutError(), "timed out after 20 s"),
    "name server": (socket.gaierror(socket.EAI_AGAIN, "x"), "the name server does not answer"),
    "large": (BodyTooLargeError(), "body larger than 2.5 MB"),
    "broken": (BrokenBodyError("the compressed body is cut off"), "the compressed body is cut off"),
}


@pytest.mark.parametrize(("error", "told"), TOLD.values(), ids=TOLD)
def test_an_exception_becomes_one_line(error: BaseException, told: str) -> None:
    """Each kind has its words, short and on one line."""
    assert explain(error, host="a.example", deadline=20.0, max_body=2_500_000) == told


def test_a_refused_connection_is_told() -> None:
    """Nobody listens there: the port was ours a moment ago."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert reason(fetch_one(an_intranet_feed(f"http://127.0.0.1:{port}/"))) == "connection refused"


def test_a_host_that_does_not_exist_is_told() -> None:
    """The name server knows nothing of it."""
    assert reason(fetch_one(a_feed(), network=Network(resolver=Names))) == "host not found"


@pytest.mark.parametrize(
    "url", ["", "feed.xml", "file:///etc/passwd", "http://", "http://a b/", "http://[::1/", "http://a:0"]
)
def test_an_address_that_cannot_be_asked_is_told(url: str) -> None:
    """Configuration refuses them too; here they are one more feed that fails."""
    assert "address" in reason(fetch_one(a_feed(url=url))) or "host" in reason(fetch_one(a_feed(url=url)))


def test_a_password_is_not_told() -> None:
    """An address in a message has lost it."""
    assert "secret" not in reason(fetch_one(a_feed(url="ftp://reader:secret@harbour-post.example/")))
