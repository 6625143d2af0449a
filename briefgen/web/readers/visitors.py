"""Who asks: the address of a connection and what proxies say of it → whom a limit is for. Pure."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network

#: What one household or office has of IPv6.
_SITE = 64


def networks(listed: str) -> tuple[Network, ...]:
    """Read ``127.0.0.1, 10.0.0.0/8``, as the settings have checked it."""
    return tuple(ip_network(one.strip(), strict=False) for one in listed.split(","))


def visitor(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """Return the address of whoever asks; of IPv6 its network of 64 bits, since one visitor has all of that.

    ``forwarded`` is X-Forwarded-For. Each proxy adds the address that it was asked from at the end, so what stands
    before the last address that is no proxy of ours may be made up, and is not looked at.
    """
    found = peer
    for one in reversed(forwarded.split(",")):
        if not _is_in(found, trusted) or not one.strip():
            break
        found = one.strip()
    try:
        address = ip_address(found.strip("[]"))
    except ValueError:
        return peer if found != peer else "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, _SITE), strict=False))
    return str(address)


def _is_in(address: str, trusted: Sequence[Network]) -> bool:
    try:
        here = ip_address(address.strip("[]"))
    except ValueError:
        return False
    return any(here in network for network in trusted if network.version == here.version)
