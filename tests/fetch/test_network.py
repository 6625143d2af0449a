"""No request reaches an address that a public feed cannot have: by number, by name, by redirect, by rebinding."""

import json
import os
import re
import socket
import ssl
from pathlib import Path

import pytest
import trustme
from aiohttp.abc import ResolveResult

from briefgen.fetch import Network, fetch_all
from briefgen.fetch.addresses import is_public
from briefgen.model.feed import FetchedFeed, FetchError
from tests.factories import NOON, a_feed
from tests.fetch.asking import (
    NOWHERE,
    QUICK,
    AllHere,
    Names,
    a_state,
    an_intranet_feed,
    fetch_one,
    loopback_as_internet,
    reason,
)
from tests.fetch.conftest import Opening, reply

FEED = b"<rss/>"

HOSTILE = Path(os.environ.get("CORPORA_DIR", Path(__file__).parents[3] / "shared" / "corpora")) / "hostile"

LOOPBACK_SPELLINGS = [
    "127.0.0.1",
    "127.0.0.2",
    "0.0.0.0",  # noqa: S104  not bound, refused
    "localhost",
    "LOCALHOST.",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "①②⑦.⓪.⓪.①",
    "１２７.０.０.１",
    "127。0。0。1",
    "[::]",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "2130706433",
    "0x7f000001",
    "017700000001",
]


@pytest.mark.parametrize("host", LOOPBACK_SPELLINGS)
def test_no_spelling_of_loopback_is_connected(outlet: Opening, host: str) -> None:
    """Whatever the resolver makes of a host is checked; the server that listens there is never asked."""
    server = outlet(reply(body=FEED))
    told = reason(fetch_one(a_feed(url=server.url(host=host))))
    assert re.search(r"is not a public address|is not a valid (host|address)|host not found", told)
    assert not server.requests


def test_an_intranet_feed_may_be_private(outlet: Opening) -> None:
    """The exception is made per feed."""
    assert isinstance(fetch_one(an_intranet_feed(outlet(reply(body=FEED)).url())), FetchedFeed)


def test_the_exception_of_one_feed_is_not_another_ones(outlet: Opening) -> None:
    """Both kinds share no connection and no look-up, even for one host in one round."""
    server = outlet(reply(body=FEED))
    feeds = [an_intranet_feed(server.url(), id="inside"), a_feed(url=server.url(), id="outside")] * 2
    results = list(fetch_all([(f, a_state()) for f in feeds], documents=NOWHERE, now=NOON, limits=QUICK))
    assert [type(r) for r in results] == [FetchedFeed, FetchError] * 2
    assert len(server.requests) == 2


def test_a_redirect_from_a_public_to_a_private_address_is_refused(outlet: Opening) -> None:
    """Each hop is checked as it is connected."""
    private = outlet(reply(body=b"secret"), address="127.0.0.2")
    public = outlet(reply("302 Found", location=private.url(host="127.0.0.2")))
    told = reason(fetch_one(a_feed(url=public.url()), network=loopback_as_internet()))
    assert told == "127.0.0.2 is not a public address (allow_private_network is off)"
    assert (len(public.requests), len(private.requests)) == (1, 0)


def test_a_name_that_is_rebound_is_refused(outlet: Opening) -> None:
    """The name server says public first and private later: the later answer is checked like the first."""
    public = outlet(reply("302 Found", location="/again"))
    private = outlet(reply(body=b"secret"), address="127.0.0.2", port=public.port)
    network = Network(
        permits=lambda address: address == "127.0.0.1", resolver=lambda: Names(harbour=[["127.0.0.1"], ["127.0.0.2"]])
    )
    feed = a_feed(url=public.url(host="harbour.example"))
    rounds = [fetch_one(feed, network=network), fetch_one(feed, network=network)]
    assert {reason(result) for result in rounds} <= {
        "127.0.0.2 is not a public address (allow_private_network is off)",
        "redirects in a circle",
    }
    assert public.requests
    assert not private.requests


def test_a_name_with_public_and_private_addresses_is_reached_at_the_public_one(outlet: Opening) -> None:
    """The private one is left out, in whichever order they come."""
    public = outlet(reply(body=FEED))
    private = outlet(reply(body=b"secret"), address="127.0.0.2", port=public.port)
    network = Network(
        permits=lambda address: address == "127.0.0.1",
        resolver=lambda: Names(harbour=[["127.0.0.2", "127.0.0.1", "127.0.0.3"]]),
    )
    result = fetch_one(a_feed(url=public.url(host="harbour.example")), network=network)
    assert isinstance(result, FetchedFeed)
    assert not private.requests


def test_a_proxy_of_the_environment_is_not_used(outlet: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would connect in our place, past every check."""
    proxy, server = outlet(reply(body=b"proxy")), outlet(reply(body=FEED))
    monkeypatch.setenv("http_proxy", proxy.url("/"))
    monkeypatch.setenv("HTTP_PROXY", proxy.url("/"))
    fetch_one(an_intranet_feed(server.url()))
    assert (len(proxy.requests), len(server.requests)) == (0, 1)


class NumbersOnly(Names):
    """The machine's own resolver, for all that is a number to it and for localhost; no name server is asked."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Answer what needs no network."""
        flags = 0 if host.rstrip(".") == "localhost" else socket.AI_NUMERICHOST
        found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=flags)
        return [
            ResolveResult(hostname=host, host=str(where[0]), port=port, family=kind, proto=0, flags=int(flags))
            for kind, *_, where in found
        ]


def hostile_addresses() -> list[str]:
    """Return every address of the corpora that must not be reached; empty where there are none."""
    lines, document = HOSTILE / "ssrf-ip_py_127.0.0.1.txt", HOSTILE / "ssrf-ssrfcheck_should-not-pass.json"
    if not (lines.exists() and document.exists()):
        return []
    return [*lines.read_text().splitlines(), *json.loads(document.read_text())]


def test_no_address_of_the_corpora_is_reached() -> None:
    """Hundreds of ways to write a private address: each is refused before anything is sent."""
    hostile = hostile_addresses()
    if not hostile:
        pytest.skip("the corpora are not on this machine")
    feeds = [(a_feed(url=url, id=f"f{n}"), a_state()) for n, url in enumerate(hostile)]
    network = Network(resolver=NumbersOnly)
    results = list(fetch_all(feeds, documents=NOWHERE, now=NOON, limits=QUICK, network=network))
    refused = re.compile(r"is not a (public|valid|n http or https)|is not an http or https address|host not found")
    assert len(results) == len(feeds) > 400
    assert [r for r in results if not (isinstance(r, FetchError) and refused.search(r.reason))] == []


#: Taken for public there, since their last 32 bits are. But these prefixes belong to a translator's own network (RFC
#: 7915, RFC 8215), which may read the IPv4 address from other bits.
TRANSLATORS_ONLY = {"[::ffff:0:808:808]", "[64:ff9b:1::808:808]"}


def test_the_numbers_of_the_corpora_that_may_be_reached_are_permitted() -> None:
    """Protection is no use if it stops the public internet."""
    document = HOSTILE / "ssrf-ssrfcheck_should-pass.json"
    if not document.exists():
        pytest.skip("the corpora are not on this machine")
    hosts = re.findall(r"https?://(?:[^/@ ]*@)?(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\])", document.read_text())
    refused = {host for host in hosts if not is_public(host.strip("[]"))}
    assert refused == TRANSLATORS_ONLY
    assert len(set(hosts)) > len(refused)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Return a certificate authority of our own."""
    return trustme.CA()


def trusting(authority: trustme.CA) -> Network:
    """Return a network that trusts ``authority``, with every name on loopback."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return Network(permits=lambda _: True, resolver=AllHere, tls=context)


def certified(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """Return the server side of a certificate for ``name``."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_the_certificate_is_checked_against_the_name(outlet: Opening, authority: trustme.CA) -> None:
    """Connecting to a checked address keeps SNI, Host and the certificate's name."""
    server = outlet(reply(body=FEED), tls=certified(authority, "harbour.example"))
    network = trusting(authority)
    right = fetch_one(a_feed(url=server.url(host="harbour.example", scheme="https")), network=network)
    assert isinstance(right, FetchedFeed)
    assert server.requests[0].headers["host"] == f"harbour.example:{server.port}".encode()
    wrong = fetch_one(a_feed(url=server.url(host="levant.example", scheme="https")), network=network)
    assert reason(wrong).startswith("certificate not valid for levant.example: Hostname mismatch")


def test_an_unknown_authority_is_refused(outlet: Opening, authority: trustme.CA) -> None:
    """Without trust there is no document."""
    server = outlet(reply(body=FEED), tls=certified(authority, "harbour.example"))
    feed = a_feed(url=server.url(host="harbour.example", scheme="https"))
    told = reason(fetch_one(feed, network=loopback_as_internet()))
    assert told.startswith("certificate not valid for harbour.example: ")


def test_a_server_without_tls_is_told(outlet: Opening) -> None:
    """A secure address where only http is spoken."""
    feed = an_intranet_feed(outlet(reply(body=FEED)).url(scheme="https"))
    assert reason(fetch_one(feed)).startswith("no secure connection with 127.0.0.1: ")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_rule_7_no_permanent_redirect_gives_up_tls(outlet: Opening, authority: trustme.CA, scheme: str) -> None:
    """It is followed, but never adopted; one from http to https may be."""
    plain = outlet(lambda _: answer("http"))
    secure = outlet(lambda _: answer("https"), tls=certified(authority, "harbour.example"))

    def answer(here: str) -> bytes:
        there = secure if here == "http" else plain
        target = there.url("/new", host="harbour.example", scheme="https" if here == "http" else "http")
        return reply("301 Moved", location=target) if here == scheme else reply(body=FEED)

    first = plain if scheme == "http" else secure
    result = fetch_one(a_feed(url=first.url(host="harbour.example", scheme=scheme)), network=trusting(authority))
    assert isinstance(result, FetchedFeed)
    assert (result.moved_to == result.url) == (scheme == "http")
