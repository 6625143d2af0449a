"""Which Host headers are ours: no web page of strangers may ask us in its own name (DNS rebinding). Pure."""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Tell whether a name or address is this machine itself."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def is_known_host(header: str, bound: str, names: Collection[str] = ()) -> bool:
    """Tell whether a Host header is one of ours; ``bound`` is the address that is listened at.

    Listening on loopback: loopback only. Listening elsewhere: also ``bound``, the machine's ``names``, and addresses in
    digits, which no name of a stranger's can be made to stand for.
    """
    try:
        host = urlsplit(f"//{header}").hostname or ""
        _ = urlsplit(f"//{header}").port
    except ValueError:
        return False
    if is_loopback(host):
        return True
    if is_loopback(bound):
        return False
    try:
        ip_address(host)
    except ValueError:
        return host in {bound.lower(), *(name.lower() for name in names)}
    return True
