"""A mailbox's address: how it is read, and what makes two of them one. Pure."""

import re
import unicodedata

import idna

#: RFC 5321, 4.5.3.1: a path of 256 octets with its two angle brackets; a local part of 64.
MOST_OCTETS, MOST_LOCAL_OCTETS = 254, 64

#: What no address of ours holds: spaces, controls, and what would end it inside a header or an SMTP command.
_FORBIDDEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\"(),:;<>\[\\\]]")
#: Labels of letters, digits and inner hyphens, two at least; RFC 1035, 2.3.1.
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+")


def split_address(email: str) -> tuple[str, str]:
    """Return the local part as given and the domain in ASCII, in lower case (IDNA 2008, UTS 46).

    Raises ValueError, which says what is wrong, for what is not one plain address ``local@domain``. Quoted local parts
    and address literals (``"a b"@example.org``, ``a@[192.0.2.1]``) are refused: no reader has one, attackers do.
    """
    local, at, host = email.rpartition("@")
    if not at or not local or not host or "@" in local:
        message = f"{email!r} is not an address like name@example.org"
        raise ValueError(message)
    if _unprintable(email) or _FORBIDDEN.search(email) or local.startswith(".") or local.endswith(".") or ".." in local:
        message = f"{email!r} holds characters that no address has"
        raise ValueError(message)
    domain = _ascii(host)
    if _HOST.fullmatch(domain) is None or domain.rpartition(".")[2].isdigit():
        message = f"{email!r} names no domain: {host!r}"
        raise ValueError(message)
    if len(local.encode()) > MOST_LOCAL_OCTETS or len(local.encode()) + 1 + len(domain) > MOST_OCTETS:
        message = f"{email!r} is longer than an address may be"
        raise ValueError(message)
    return local, domain


def _unprintable(email: str) -> bool:
    # Of ASCII the pattern knows all of them, and a million addresses are read on a morning.
    kinds = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}
    return not email.isascii() and any(unicodedata.category(sign) in kinds for sign in email)


def address_key(email: str) -> str:
    """Return what addresses of one mailbox have in common: ``Jane@Example.ORG`` → ``jane@example.org``.

    The domain in ASCII and lower case, the local part in NFC and lower case: servers may tell cases apart (RFC 5321,
    2.4), none that people use does, and a reader who types his address differently is still one reader. For comparing
    only: mail goes to the address as it was given. Raises ValueError as ``split_address`` does.
    """
    local, domain = split_address(email.strip())
    return f"{_folded(local)}@{domain}"


def address_domain(email: str) -> str:
    """Return the domain that mail for the address goes to, in ASCII and lower case; ValueError if it has none."""
    return split_address(email.strip())[1]


def _ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return ""


def _folded(local: str) -> str:
    # Lower-casing may open a composed letter, and composing may make one that has a lower case.
    while (folded := unicodedata.normalize("NFC", local.lower())) != local:
        local = folded
    return local
