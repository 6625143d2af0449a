"""A mail server's log, and the one that was rotated away before it → the lines from a moment on. Edge: disk."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import BinaryIO

from briefgen.deliver.postfix_log import moment_of
from briefgen.model.errors import DeliveryError

#: Where the search for a moment ends: what is left is read line by line.
_NEAR = 1 << 16
#: Sessions that were open at a moment may have begun before.
_BEFORE = timedelta(minutes=10)


def lines_since(path: Path, moment: datetime, *, zone: tzinfo, now: datetime) -> Iterator[str]:
    """Yield the lines from a little before ``moment`` on, without reading what is older.

    What logrotate has moved away (``mail.log.1``) comes first where the log begins too late. Raises DeliveryError for
    a log that cannot be read.
    """
    moment -= _BEFORE
    try:
        with path.open("rb") as file:
            first = moment_of(_text(file.readline()), zone=zone, now=now)
            older = path.with_name(f"{path.name}.1")
            if (first is None or first > moment) and older.is_file():
                with older.open("rb") as before:
                    yield from _from(before, moment, zone, now)
            file.seek(0)
            yield from _from(file, moment, zone, now)
    except OSError as error:
        message = f"BRIEFGEN_MAIL_LOG: {path} cannot be read: {(error.strerror or str(error)).lower()}"
        raise DeliveryError(message) from error


def _from(file: BinaryIO, moment: datetime, zone: tzinfo, now: datetime) -> Iterator[str]:
    low, high = 0, os.fstat(file.fileno()).st_size
    while high - low > _NEAR:
        middle = (low + high) // 2
        file.seek(middle)
        file.readline()
        at = moment_of(_text(file.readline()), zone=zone, now=now)
        low, high = (low, middle) if at is None or at >= moment else (middle, high)
    file.seek(low)
    if low:
        file.readline()
    for line in file:
        if line.endswith(b"\n"):  # else it is being written
            yield _text(line)


def _text(line: bytes) -> str:
    return line.decode(errors="replace").rstrip("\r\n")
