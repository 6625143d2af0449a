"""Web address of a feed → one that may stand in any format, or ``#``. Pure."""

import re
from urllib.parse import quote, urlsplit

#: What stands for an address that must not be followed.
NOWHERE = "#"

_SCHEMES = re.compile(r"(https?)://|(mailto):", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]", re.IGNORECASE)

#: Reserved and unreserved characters of RFC 3986 and the percent sign: they stay as they are.
_LEGAL = ":/?#[]@!$&'()*+,;=-._~%"


def safe_url(address: object) -> str:
    """Return an http, https or mailto address in ASCII, anything else as ``#``.

    Control and direction characters condemn an address; whatever RFC 3986 forbids is percent-encoded, a host in
    another script becomes IDNA. Applying it twice changes nothing.
    """
    text = str(address).strip()
    if _CONTROL.search(text):
        return NOWHERE
    scheme = _SCHEMES.match(text)
    if scheme is None:
        return NOWHERE
    if scheme[2]:
        return quote(text, safe=_LEGAL)
    return _web(text)


def _web(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port is not None else ""
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:  # a port that is no number, a broken bracket, a label that IDNA refuses
        return NOWHERE
    if ":" in host:
        host = f"[{host}]"
    if "\\" in parts.netloc or _HOST.fullmatch(host) is None:
        return NOWHERE
    user, at, _ = parts.netloc.rpartition("@")
    start = f"{parts.scheme}://{quote(user, safe=_LEGAL)}{at}{host}{port}"
    rest = text.index("//") + 2 + len(parts.netloc)
    return start + quote(text[rest:], safe=_LEGAL)
