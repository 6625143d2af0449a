"""A body as sent → the body as meant: gzip, deflate and br, decoded in small pieces under a ceiling. Pure.

A bomb of 300 KB may hold gigabytes, so no decoder is ever asked for more than ``PIECE`` bytes at a time and the sum is
checked after each; what was sent is held to the same ceiling, for a stream that decodes to nothing has no end either.
"""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # it has no types; wrapped here

#: The most that one step of a decoder may give out, in bytes.
PIECE = 65_536

#: gzip files may stand one after the other (RFC 1952, 2.2); more of them than this are an attack on our time.
MAX_MEMBERS = 64

#: What we tell servers that we understand.
ACCEPTED = "gzip, deflate, br"

_GZIP_WBITS = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


class BrokenBodyError(Exception):
    """The body is not what the server says it is; the message is one line for people."""


class BodyTooLargeError(Exception):
    """There is more than the ceiling allows."""


class _Decoder(Protocol):
    def decode(self, sent: bytes) -> Iterator[bytes]: ...

    def complete(self) -> bool: ...


class Body:
    """A body that arrives in chunks.

    Raises BodyTooLargeError as soon as it is larger than ``ceiling`` bytes, sent or decoded, and BrokenBodyError for a
    content encoding that is unknown, damaged or cut off.
    """

    def __init__(self, content_encoding: str, ceiling: int) -> None:
        """Begin a body; ``content_encoding`` is the header's value, empty if there is none."""
        self._decoder = _decoder(content_encoding)
        self._ceiling = ceiling
        self._sent = 0
        self._pieces: list[bytes] = []
        self._size = 0

    def add(self, chunk: bytes) -> None:
        """Take the next chunk as sent."""
        self._sent += len(chunk)
        if self._sent > self._ceiling:
            raise BodyTooLargeError
        for piece in self._decoder.decode(chunk):
            self._size += len(piece)
            if self._size > self._ceiling:
                raise BodyTooLargeError
            self._pieces.append(piece)

    def whole(self) -> bytes:
        """Return the decoded body once everything was added."""
        if self._sent and not self._decoder.complete():
            message = "the compressed body is cut off"
            raise BrokenBodyError(message)
        return b"".join(self._pieces)


def _decoder(content_encoding: str) -> _Decoder:
    """Return the decoder for one coding. Names that mean none, also wrong ones seen in the wild, are plain."""
    codings = [c for c in content_encoding.lower().replace(" ", "").split(",") if c not in _MEANS_NOTHING]
    match codings:
        case []:
            return _Plain()
        case ["gzip" | "x-gzip"]:
            return _Gzip()
        case ["deflate"]:
            return _Deflate()
        case ["br"]:
            return _Brotli()
        case _:
            message = f"content encoding {content_encoding[:40]!r} is not understood"
            raise BrokenBodyError(message)


_MEANS_NOTHING = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit"})


class _Plain:
    def decode(self, sent: bytes) -> Iterator[bytes]:
        yield sent

    def complete(self) -> bool:
        return True


class _Gzip:
    """One gzip file or several in a row. What follows and is none is padding and ignored, as gzip itself does."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_GZIP_WBITS)
        self._members = 1
        self._between = b""  # the first bytes after a member: a magic number may arrive in two chunks

    def decode(self, sent: bytes) -> Iterator[bytes]:
        while True:
            if self._stream.eof:
                sent = self._between + sent
                if not self._next_member(sent):
                    return
            yield from _inflate(self._stream, sent)
            if not self._stream.eof:
                return
            sent = self._stream.unused_data

    def _next_member(self, after: bytes) -> bool:
        """Begin the next member where one follows."""
        if not after.startswith(_GZIP_MAGIC):
            self._between = after[:2]
            return False
        self._between = b""
        self._members += 1
        if self._members > MAX_MEMBERS:
            message = f"the compressed body has more than {MAX_MEMBERS} parts"
            raise BrokenBodyError(message)
        self._stream = zlib.decompressobj(_GZIP_WBITS)
        return True

    def complete(self) -> bool:
        return self._stream.eof


class _Deflate:
    """Deflate with the wrapper of zlib, as RFC 9110 has it, or without, as some servers send it."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None

    def decode(self, sent: bytes) -> Iterator[bytes]:
        if self._stream is None:
            wrapped = sent[0] & 0x0F == zlib.DEFLATED
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        yield from _inflate(self._stream, sent)

    def complete(self) -> bool:
        return self._stream is not None and self._stream.eof


def _inflate(stream: "zlib._Decompress", sent: bytes) -> Iterator[bytes]:
    """Give out all that ``sent`` holds. A full piece may hide more inside the decoder, also without further input."""
    full = False
    while (sent or full) and not stream.eof:
        try:
            piece = stream.decompress(sent, PIECE)
        except zlib.error as error:
            message = "the compressed body is damaged"
            raise BrokenBodyError(message) from error
        yield piece
        full = len(piece) == PIECE
        sent = stream.unconsumed_tail


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def decode(self, sent: bytes) -> Iterator[bytes]:
        piece = self._step(sent)
        yield piece
        while len(piece) >= PIECE or not self._stream.can_accept_more_data():
            piece = self._step(b"")
            yield piece

    def _step(self, sent: bytes) -> bytes:
        try:
            piece: bytes = self._stream.process(sent, output_buffer_limit=PIECE)
        except brotli.error as error:
            message = "the compressed body is damaged"
            raise BrokenBodyError(message) from error
        return piece

    def complete(self) -> bool:
        return bool(self._stream.is_finished())
