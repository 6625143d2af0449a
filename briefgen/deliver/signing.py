"""Hashes → signatures, in processes of their own: RSA takes longer than all the rest of a message. Edge: processes.

Python holds its lock while it signs, so threads are no faster. A process reads hashes from its standard input and
writes signatures; it has the key from there too, so that no list of processes shows it, and ends when we do.
"""

import os
import struct
import subprocess
import sys
from collections.abc import Sequence
from typing import BinaryIO, Self

from briefgen.deliver.dkim import Key, read_key
from briefgen.model.errors import DeliveryError

_ASKED = struct.Struct(">Q32s")  # whose letter, and its hash
_TOLD = struct.Struct(">QH")  # whose, and how many octets follow
_LONG = struct.Struct(">I")
_READ = 65_536


class Signers:
    """Some processes that sign with one key. A context manager; what ``carry`` takes as ``signer``."""

    def __init__(self, key: Key, processes: int | None = None) -> None:
        """Start them, one for each core if not said."""
        self._key = key
        wanted = processes or os.cpu_count() or 1
        self._processes = [self._started() for _ in range(wanted)]
        self._rest = [b""] * wanted
        self._owed = [0] * wanted

    def __enter__(self) -> Self:
        """Lend them."""
        return self

    def __exit__(self, *_: object) -> None:
        """End them."""
        self.close()

    def sign(self, key: int, hashed: bytes) -> None:
        """Begin to sign; ``key`` is whose letter it is."""
        # Not in turn: on a busy machine one core may be slower than another.
        place = self._owed.index(min(self._owed))
        self._owed[place] += 1
        stream = self._processes[place].stdin
        try:
            if stream is not None:
                stream.write(_ASKED.pack(key, hashed))
                stream.flush()
        except OSError as error:
            raise _ended() from error

    def signed(self) -> Sequence[tuple[int, bytes]]:
        """Return the signatures that are there, without waiting. Raises DeliveryError if a process has ended."""
        found: list[tuple[int, bytes]] = []
        for place, fileno in enumerate(self.filenos()):
            try:
                data = os.read(fileno, _READ)
            except BlockingIOError:
                continue
            if not data:
                raise _ended()
            rest = self._rest[place] + data
            while len(rest) >= _TOLD.size:
                key, size = _TOLD.unpack_from(rest)
                if len(rest) < _TOLD.size + size:
                    break
                found.append((key, rest[_TOLD.size : _TOLD.size + size]))
                self._owed[place] -= 1
                rest = rest[_TOLD.size + size :]
            self._rest[place] = rest
        return found

    def filenos(self) -> Sequence[int]:
        """Return what can be read from when a signature is there."""
        return [process.stdout.fileno() for process in self._processes if process.stdout is not None]

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            if process.stdin is not None:
                process.stdin.close()
        for process in self._processes:
            process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "briefgen.deliver.signing"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  ourselves
        if process.stdin is not None and process.stdout is not None:
            for word in (self._key.domain, self._key.selector, self._key.pem):
                process.stdin.write(_LONG.pack(len(word.encode())) + word.encode())
            process.stdin.flush()
            os.set_blocking(process.stdout.fileno(), False)
        return process


def serve(asked: BinaryIO, told: BinaryIO) -> None:
    """Sign until nothing more is asked: first domain, selector and key, then hashes."""
    domain, selector, pem = (asked.read(_LONG.unpack(asked.read(_LONG.size))[0]).decode() for _ in range(3))
    key = read_key(pem, domain=domain, selector=selector)
    while len(question := asked.read(_ASKED.size)) == _ASKED.size:
        whose, hashed = _ASKED.unpack(question)
        signature = key.sign(hashed)
        told.write(_TOLD.pack(whose, len(signature)) + signature)
        told.flush()


def _ended() -> DeliveryError:
    return DeliveryError("a process that signs letters has ended")


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
