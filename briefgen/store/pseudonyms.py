"""Address → its mark, a keyed hash, which says whether two addresses are one without saying which.

The key is the store's own, made with its tables and kept among them: were it the workspace's secret, whoever renewed
that would let every suppressed address get mail again. So a mark hides an address from tables made beforehand and from
other stores; from somebody who holds this store it hides one only as far as it cannot be guessed.
"""

from hashlib import blake2b

from sqlalchemy import Connection, select

from briefgen.model.address import address_key
from briefgen.model.errors import StoreError
from briefgen.store import tables

_OCTETS = 16


def secret(connection: Connection) -> bytes:
    """Return the key that this store's addresses are hashed with."""
    c = tables.store_key.c
    found = connection.scalar(select(c.secret).where(c.name == "addresses"))
    if found is None:
        message = "the store has lost the key that it knows suppressed addresses by: restore its table store_key"
        raise StoreError(message)
    return bytes(found)


def mark(email: str, key: bytes) -> bytes:
    """Return the mark of an address under a key; ValueError for what is no address. Pure."""
    return blake2b(address_key(email).encode(), key=key, digest_size=_OCTETS).digest()
