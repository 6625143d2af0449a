"""What stands in the headers that a reader has of his own, safe whatever names and addresses hold. Pure."""

import re
from base64 import b64encode
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache

from briefgen.model.address import split_address
from briefgen.model.reader import MailFormat

#: Octets of UTF-8 in one encoded word: 60 characters of base64, 72 with what is around it (RFC 2047, 2: at most 75).
_WORD = 45
_NAME = 80  # characters of a name
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .'-]*")
#: Controls, halves of characters, and what shows text in another order than it stands.
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)
_SLUG = re.compile(r"[^A-Za-z0-9-]+")


def phrase(text: str, most: int = _NAME) -> str:
    """Return a name as it may stand before an address: plain, quoted, or as encoded words; empty for nothing visible.

    Whatever is more than letters, digits, blanks and ``.'-`` is base64 inside: nothing in it can be read as a header,
    an address or another encoded word.
    """
    line = " ".join(_HIDDEN.sub(" ", text).split())[:most].strip().replace("=?", "= ?")
    if not line:
        return ""
    if _PLAIN.fullmatch(line):
        return f'"{line}"'
    words, start, octets = [], 0, 0
    for place, sign in enumerate(line):
        size = len(sign.encode())
        if octets + size > _WORD:
            words.append(line[start:place])
            start, octets = place, 0
        octets += size
    words.append(line[start:])
    return "\r\n ".join(f"=?utf-8?b?{b64encode(word.encode()).decode('ascii')}?=" for word in words)


def to_header(name: str, address: str) -> bytes:
    """Return ``To:`` for one reader; his address as ``envelope_address`` gives it."""
    shown = phrase(name)
    gap = "\r\n " if "\r\n" in shown or len(shown) + len(address) > _NAME - len("To: <> ") else " "
    return f"To: {shown}{gap}<{address}>\r\n".encode() if shown else f"To: {address}\r\n".encode()


def envelope_address(email: str) -> tuple[str, bool]:
    """Return an address as servers are told it, its domain in ASCII, and whether it needs SMTPUTF8.

    Raises ValueError for what is no address.
    """
    local, domain = split_address(email)
    return f"{local}@{domain}", not local.isascii()


def message_id(edition: str, subscriber: int, form: MailFormat, domain: str) -> str:
    """Return ``<EDITION.SUBSCRIBER.FORMAT@DOMAIN>``: the same for every try, so a mail server's log tells of it."""
    return f"<{slug(edition)}.{subscriber}.{form}@{domain}>"


def slug(identity: str) -> str:
    """Return an id as it may stand left of an ``@``."""
    return _SLUG.sub(".", identity).strip(".") or "edition"


@lru_cache(maxsize=4)
def date_header(second: int) -> bytes:
    """Return ``Date:`` for a second since 1970, in UTC."""
    return f"Date: {format_datetime(datetime.fromtimestamp(second, UTC))}\r\n".encode("ascii")
