"""Which addresses a public feed may have."""

import pytest

from briefgen.fetch.addresses import is_public

PUBLIC = {
    "a public address": "93.184.216.34",
    "the neighbours of private networks": "172.32.0.1",
    "before carrier-grade NAT": "100.63.255.255",
    "after carrier-grade NAT": "100.128.0.0",
    "public IPv6": "2606:2800:220:1:248:1893:25c8:1946",
    "public IPv4 through NAT64": "64:ff9b::5db8:d822",
    "public IPv4 mapped into IPv6": "::ffff:93.184.216.34",
}

NOT_PUBLIC = {
    "loopback": "127.0.0.1",
    "any loopback": "127.255.255.254",
    "this machine": "0.0.0.0",  # noqa: S104  not bound, refused
    "this network": "0.1.2.3",
    "private, large": "10.1.2.3",
    "private, middle": "172.31.255.255",
    "private, small": "192.168.1.1",
    "carrier-grade NAT": "100.64.0.1",
    "metadata of clouds": "169.254.169.254",
    "protocol assignments": "192.0.0.9",
    "documentation": "203.0.113.7",
    "benchmarks": "198.19.0.1",
    "multicast": "224.0.0.251",
    "reserved": "250.1.2.3",
    "broadcast": "255.255.255.255",
    "loopback in IPv6": "::1",
    "unspecified in IPv6": "::",
    "unique local": "fd00::2",
    "link-local": "fe80::1",
    "link-local with its interface": "fe80::1%eth0",
    "multicast in IPv6": "ff02::1",
    "site-local, abolished": "fec0::1",
    "loopback mapped": "::ffff:127.0.0.1",
    "loopback mapped, in hexadecimal": "::ffff:7f00:1",
    "loopback compatible": "::127.0.0.1",
    "loopback translated": "::ffff:0:127.0.0.1",
    "private through NAT64": "64:ff9b::a00:1",
    "NAT64 for local use": "64:ff9b:1::5db8:d822",
    "loopback through 6to4": "2002:7f00:1::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "documentation in IPv6": "2001:db8::1",
    "newer documentation": "3fff::1",
    "discard only": "100::1",
    "segment routing": "5f00::1",
    "no address": "example.org",
    "a short form": "127.1",
    "a number": "2130706433",
    "nothing": "",
}


@pytest.mark.parametrize("address", PUBLIC.values(), ids=PUBLIC)
def test_a_public_address_is_permitted(address: str) -> None:
    """Hosts of the public internet may be asked, also where IPv6 carries IPv4."""
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_any_other_address_is_refused(address: str) -> None:
    """Special addresses are refused, also inside other addresses; what is no address is refused too."""
    assert not is_public(address)
