"""Short ways to ask the servers of these tests."""

import socket
from pathlib import Path
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from briefgen.fetch import Limits, Network, fetch_all
from briefgen.model.feed import Feed, FeedState, FetchError, FetchResult
from tests.factories import NOON, a_feed

#: As in production, but in a hurry.
QUICK = Limits(spacing=0, deadline=5, seed=1)

NOWHERE = Path("/nonexistent")


def an_intranet_feed(url: str, **given: Any) -> Feed:
    """Return a feed that may be on loopback, where these tests live."""
    return a_feed(url=url, allow_private_network=True, **given)


def a_state(**given: Any) -> FeedState:
    """Return what is known of a feed that was never asked, or what is given."""
    return FeedState(**{"feed": "harbour-post", **given})


def fetch_one(feed: Feed, state: FeedState | None = None, **given: Any) -> FetchResult:
    """Ask for one feed."""
    settings: dict[str, Any] = {"documents": NOWHERE, "now": NOON, "limits": QUICK, **given}
    (result,) = fetch_all([(feed, state or a_state())], **settings)
    return result


def reason(result: FetchResult) -> str:
    """Return why a feed gave nothing; fails for one that gave something."""
    assert isinstance(result, FetchError), result
    assert "\n" not in result.reason
    return result.reason


class Names(AbstractResolver):
    """A name server: what is asked, each time, is answered with the next list of addresses, the last one for ever."""

    def __init__(self, **answers: list[list[str]]) -> None:
        """Know names without their ``.example``."""
        self._answers = {f"{name.replace('_', '-')}.example": answer for name, answer in answers.items()}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Answer as a name server would."""
        if host not in self._answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        answers = self._answers[host]
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        flags = int(socket.AI_NUMERICHOST)
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=flags)
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


class AllHere(Names):
    """Every name there is leads to 127.0.0.1."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Answer with loopback."""
        self._answers[host] = [["127.0.0.1"]]
        return await super().resolve(host, port, family)


def loopback_as_internet() -> Network:
    """Return a network in which every name is at 127.0.0.1, which counts as public; every other address is private."""
    return Network(permits=lambda address: address == "127.0.0.1", resolver=AllHere)
