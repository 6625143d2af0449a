"""An IP address → whether a public feed may be there. Pure.

``ipaddress`` alone does not answer this: its ``is_global`` is true for multicast, NAT64, 6to4 and ``::127.0.0.1``, and
differs between releases of Python. So the special-purpose registries of IANA (RFC 6890 and its updates) stand here.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

#: IPv4 that is not one host of the public internet.
_SPECIAL_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # "this network"; 0.0.0.0 reaches the machine itself
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # carrier-grade NAT
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local, the clouds' metadata among it
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # IETF protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays, abolished
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)

#: The only part of IPv6 that is given out as public unicast (RFC 4291, 2.4). All outside it is refused: loopback,
#: link-local, unique local, multicast, IPv4-compatible, NAT64 for local use (64:ff9b:1::/48), discard-only, …
_UNICAST_6 = IPv6Network("2000::/3")

#: What is special inside it.
_SPECIAL_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # IETF protocol assignments: Teredo, benchmarks, ORCHID
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: any IPv4 address inside, the relays are abolished
            "3fff::/20",  # documentation
        ),
    )
)

#: Networks that reach IPv4 by its number in the last 32 bits. On a network without IPv4 every public host has such an
#: address (RFC 6052), so these are judged by the address inside.
_HOLDING_4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))

_LAST_32_BITS = 0xFFFFFFFF


def is_public(address: str) -> bool:
    """Tell whether ``address``, as a socket would be given it, is one host of the public internet.

    False for whatever is not an address at all.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        if any(parsed in network for network in _HOLDING_4):
            return _public_4(IPv4Address(int(parsed) & _LAST_32_BITS))
        return parsed in _UNICAST_6 and not any(parsed in network for network in _SPECIAL_6)
    return _public_4(parsed)


def _public_4(address: IPv4Address) -> bool:
    return not any(address in network for network in _SPECIAL_4)
