"""Whom a bounce is about, written into the address that it comes back to (VERP), so that nobody can invent one. Pure.

``bounces+SUBSCRIBER.MAILING.CODE@domain``: numbers of the ledger in decimal, 64 bits of HMAC in hexadecimal. All in
lower case, for servers on the way may fold that of a local part, and at most its 64 characters.
"""

import re
from dataclasses import dataclass
from hmac import compare_digest

from briefgen.deliver.tokens import Tokens

#: What stands before the plus, when nothing else is wished.
MAILBOX = "bounces"
_CODE = 16  # hexadecimal digits
_RETURNED = re.compile(r"[^+@\s]{1,64}\+([0-9]{1,19})\.([0-9]{1,19})\.([0-9a-f]{16})@[^@\s]{1,255}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Returned:
    """Whose delivery of which mailing came back. Mailing 0: a test copy, which is in no ledger."""

    subscriber: int
    mailing: int


def return_path(tokens: Tokens, subscriber: int, mailing: int, *, domain: str, mailbox: str = MAILBOX) -> str:
    """Return the envelope's sender for one delivery."""
    said = f"{subscriber}.{mailing}"
    return f"{mailbox}+{said}.{_code(tokens, said)}@{domain}"


def read_return_path(tokens: Tokens, address: str) -> Returned | None:
    """Return whom an address that a bounce came to is about; None if it is none that we made."""
    found = _RETURNED.fullmatch(address.strip().strip("<>"))
    if found is None or not compare_digest(_code(tokens, f"{found[1]}.{found[2]}").encode(), found[3].lower().encode()):
        return None
    return Returned(subscriber=int(found[1]), mailing=int(found[2]))


def _code(tokens: Tokens, said: str) -> str:
    return tokens.mac("return-path", said.encode()).hex()[:_CODE]
