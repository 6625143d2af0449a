"""A secret and a payload → a token that only we can have made, for one purpose; and back. Pure.

``payload.stamp.mac``: the payload in the clear (base64url), seconds since 1970 in hexadecimal or nothing, and 168 bits
of HMAC-SHA-256 under a key of the purpose. So a token for one purpose is none for another. ASCII letters, digits,
``-``, ``_`` and ``.`` only: it stands in a URL, a header and a mail program's line as it is.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal, get_args

from briefgen.model.errors import UsageError
from briefgen.model.moment import utc

#: What a token allows. ``unsubscribe``: end one subscription, for ever valid (the mail may be years old).
Purpose = Literal["unsubscribe", "preferences", "confirm", "sign-in", "form", "review", "return-path", "archive"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

#: Characters that a secret has at least; ``openssl rand -hex 32`` gives 64.
LEAST_SECRET = 32
_MAC = 21  # bytes: 168 bits, which base64 writes without a rest
_MOST = 2_000  # characters that are looked at
_LATER = timedelta(minutes=5)  # how far clocks of two machines may be apart


class Tokens:
    """Makes and reads tokens with one secret."""

    def __init__(self, secret: str) -> None:
        """Derive a key for each purpose. Raises UsageError for a secret that could be guessed."""
        if len(secret) < LEAST_SECRET:
            message = f"BRIEFGEN_SECRET signs every link: give it at least {LEAST_SECRET} random characters"
            raise UsageError(message)
        root = sha256(secret.encode(errors="surrogateescape")).digest()
        self._keys = {
            purpose: hmac.digest(root, f"briefgen token: {purpose}".encode(), "sha256") for purpose in PURPOSES
        }

    def sign(self, purpose: Purpose, payload: str, *, at: datetime | None = None, bound: str = "") -> str:
        """Return a token that carries ``payload``, which anybody can read.

        ``at`` is when it was made, for those that end. ``bound`` is what it depends on and does not carry, such as the
        status of what it changes: once that is another, the token is worth nothing, so none is used twice.
        """
        said = urlsafe_b64encode(payload.encode()).rstrip(b"=")
        stamp = b"" if at is None else b"%x" % int(utc(at).timestamp())
        return b".".join((said, stamp, self._mac(purpose, said, stamp, bound))).decode("ascii")

    def read(
        self,
        purpose: Purpose,
        token: str,
        *,
        now: datetime | None = None,
        lasts: timedelta | None = None,
        bound: str = "",
    ) -> str | None:
        """Return the payload of a token of ours; None for anything else, in the same time whatever is wrong with it.

        With ``lasts``, None too for a token without a date, one older at ``now``, and one of the future.
        """
        parts = token.encode(errors="replace").split(b".") if len(token) <= _MOST else []
        if len(parts) != len(("said", "stamp", "mac")):
            return None
        said, stamp, mac = parts
        if not hmac.compare_digest(mac, self._mac(purpose, said, stamp, bound)):
            return None
        if lasts is not None and (now is None or not stamp or not _fresh(int(stamp, 16), now, lasts)):
            return None
        try:
            return urlsafe_b64decode(said + b"=" * (-len(said) % 4)).decode()
        except (Base64Error, UnicodeDecodeError):  # pragma: no cover  only ``sign`` makes a mac that is right
            return None

    def mac(self, purpose: Purpose, said: bytes) -> bytes:
        """Return the 32 bytes of a code for what is no token: a return path has its own form."""
        return hmac.digest(self._keys[purpose], said, "sha256")

    def _mac(self, purpose: Purpose, said: bytes, stamp: bytes, bound: str) -> bytes:
        # Neither base64url nor hexadecimal has a full stop, so no two different triples give one text.
        code = self.mac(purpose, b".".join((said, stamp, bound.encode(errors="surrogateescape"))))
        return urlsafe_b64encode(code[:_MAC]).rstrip(b"=")


def _fresh(made: int, now: datetime, lasts: timedelta) -> bool:
    age = timedelta(seconds=utc(now).timestamp() - made)
    return -_LATER <= age <= lasts
