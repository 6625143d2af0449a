"""A process of its own that asks for addresses, and tells what it connected and how large it grew.

``asked`` starts it. Run as a module: one JSON object on standard input (``kind``: feeds or pages, ``urls``,
``private``), one on standard output. A process of its own, because what it has been told to watch cannot be
unlearned, and because the memory of a test run is no measure.
"""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver

from briefgen.fetch import Limits, Network, fetch_all, fetch_pages
from briefgen.model.feed import FeedState, FetchError
from briefgen.model.page import PageError, RobotsRules, WantedPage
from tests.factories import NOON, a_feed

QUICK = Limits(spacing=0.0, deadline=10.0, seed=1)


class NumbersOnly(ThreadedResolver):
    """The machine's own look-up, for all that is a number to it and for localhost; no name server is asked."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Answer what needs no network."""
        flags = 0 if host.rstrip(".").lower() == "localhost" else socket.AI_NUMERICHOST
        found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=flags)
        return [
            ResolveResult(hostname=host, host=str(where[0]), port=port, family=kind, proto=0, flags=int(flags))
            for kind, *_, where in found
        ]


def asked(kind: str, urls: list[str], *, private: bool = False) -> dict[str, Any]:
    """Ask for the addresses in a process of its own; return ``reasons``, ``connected`` and ``grown`` (KiB)."""
    job = json.dumps({"kind": kind, "urls": urls, "private": private}) + "\n"
    command = (sys.executable, "-P", "-m", "tests.hostile.asking_alone")
    paths = os.pathsep.join((str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(  # noqa: S603  our own module
        command, input=job, check=True, capture_output=True, text=True, timeout=100,
        env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> None:
    """Ask, and tell."""
    job = json.loads(sys.stdin.readline())
    connected: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect" and isinstance(arguments[1], tuple):
            connected.append(str(arguments[1][0]))

    sys.addaudithook(watch)
    before = resident()
    reasons = ask(job["kind"], job["urls"], private=job["private"])
    json.dump({"reasons": reasons, "connected": connected, "grown": resident() - before}, sys.stdout)


def ask(kind: str, urls: list[str], *, private: bool) -> list[str]:
    """Return for each address why it gave nothing, or nothing where it gave something."""
    feeds = [a_feed(id=f"f{n}", url=url, allow_private_network=private) for n, url in enumerate(urls)]
    network = Network(resolver=NumbersOnly)
    if kind == "feeds":
        states = [(feed, FeedState(feed=feed.id)) for feed in feeds]
        found = fetch_all(states, documents=Path("nowhere"), now=NOON, limits=QUICK, network=network)
        return [one.reason if isinstance(one, FetchError) else "" for one in found]
    wanted = [WantedPage(article=feed.id, url=feed.address, feed=feed) for feed in feeds]
    answers = fetch_pages(wanted, now=NOON, limits=QUICK, network=network)
    pages = [one for one in answers if not isinstance(one, RobotsRules)]
    return [one.reason if isinstance(one, PageError) else "" for one in pages]


def resident() -> int:
    """Return the most memory that this process ever held, in KiB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
