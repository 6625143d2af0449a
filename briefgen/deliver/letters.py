"""What goes over the wire for one reader: the envelope's two addresses, and the message."""

from dataclasses import dataclass, field

from briefgen.model.delivery import Claimed


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """One message, ready for ``carry``."""

    claimed: Claimed
    sender: str  #: of the envelope: the return path
    reader: str  #: of the envelope: the address as the server is told it
    #: In order, without the full stop at the end: CRLF only, dots stuffed. The signature's header, if any, is first.
    pieces: tuple[bytes, ...] = field(repr=False)
    size: int = 0  #: octets of them
    #: What a signer is to sign; empty: nothing. Its header then goes before the pieces.
    to_sign: bytes = field(default=b"", repr=False)
    wide: bool = False  #: the reader's address is not ASCII: only a server that offers SMTPUTF8 may have it
