"""What goes over the wire for one reader: the envelope's two addresses, and the message. Pure."""

from base64 import b64encode
from dataclasses import dataclass, field

from briefgen.model.delivery import Claimed

#: Characters of a signature in one line of its header.
_LINE = 72


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """One message, ready for ``carry``."""

    claimed: Claimed
    sender: str  #: of the envelope: the return path
    reader: str  #: of the envelope: the address as the server is told it
    #: In order, without the full stop at the end: CRLF only, dots stuffed.
    pieces: tuple[bytes, ...] = field(repr=False)
    wide: bool = False  #: the reader's address is not ASCII: only a server that offers SMTPUTF8 may have it
    to_sign: bytes = field(default=b"", repr=False)  #: the hash that a signer is to sign; empty: nothing
    stamp: bytes = field(default=b"", repr=False)  #: the signature's header, up to the signature

    @property
    def size(self) -> int:
        """Octets on the wire, nearly."""
        return sum(map(len, self.pieces))

    def body(self, signature: bytes = b"") -> bytes:
        """Return the message, under its signature if it is to have one. Raises ValueError if that is missing."""
        if bool(signature) != bool(self.to_sign):
            message = "a letter that is to be signed goes out with its signature, no other does"
            raise ValueError(message)
        return b"".join((self.stamp, _folded(signature), *self.pieces) if signature else self.pieces)


def _folded(signature: bytes) -> bytes:
    text = b64encode(signature)
    return b"\r\n ".join(text[at : at + _LINE] for at in range(0, len(text), _LINE)) + b"\r\n"
