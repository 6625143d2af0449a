"""The sockets. Whatever a name, a redirect or an odd number leads to, the address is checked as it is connected.

Checking a name first and fetching afterwards is no protection: the second look-up may answer differently (DNS
rebinding). Here each socket is opened for one numeric address, and that address is the one that is checked. Names keep
their place in the Host header, in SNI and in the check of the certificate.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from briefgen.fetch.addresses import is_public
from briefgen.fetch.faults import AddressRefusedError
from briefgen.fetch.limits import Limits

#: Tells whether an address, as a socket is given it, may be connected.
Permission = Callable[[str], bool]

#: An idle connection is kept for this many seconds past the spacing of its host; then it would only cost descriptors.
_KEPT = 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Network:
    """What lies between us and the publishers. Tests put names, addresses and authorities of their own here."""

    permits: Permission = is_public  #: for feeds without ``allow_private_network``; the others may go anywhere
    resolver: Callable[[], AbstractResolver] = ThreadedResolver  #: made inside the event loop
    tls: ssl.SSLContext | None = None  #: None for the authorities that the machine trusts

    def session(self, limits: Limits, *, anywhere: bool) -> aiohttp.ClientSession:
        """Open a session. ``anywhere`` is for feeds that may be at a private address; it shares no connection.

        No cookies, no proxy or password from the environment, nothing decompressed, no limit of aiohttp's own.
        """
        permits = _anywhere if anywhere else self.permits
        connector = aiohttp.TCPConnector(
            resolver=_CheckedResolver(self.resolver(), permits),
            socket_factory=_checked_sockets(permits),
            ssl=self.tls or True,
            limit=0,
            keepalive_timeout=limits.spacing * (1 + limits.jitter) + _KEPT,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            auto_decompress=False,
            trust_env=False,
        )


#: The internet as it is.
INTERNET = Network()


def _anywhere(_address: str) -> bool:
    return True


def _checked_sockets(permits: Permission) -> Callable[[aiohttp.AddrInfoType], socket.socket]:
    """Return what opens a socket for one address: the last gate, through which numeric hosts pass too."""

    def open_socket(info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, where = info
        if not permits(str(where[0])):
            raise AddressRefusedError(str(where[0]))
        return socket.socket(family, kind, protocol)

    return open_socket


class _CheckedResolver(AbstractResolver):
    """Leaves only the permitted addresses of a name, so that a host with both kinds is reached at the public one."""

    def __init__(self, resolver: AbstractResolver, permits: Permission) -> None:
        self._resolver = resolver
        self._permits = permits

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        permitted = [address for address in found if self._permits(address["host"])]
        if found and not permitted:
            raise AddressRefusedError(found[0]["host"])
        return permitted

    async def close(self) -> None:
        await self._resolver.close()
