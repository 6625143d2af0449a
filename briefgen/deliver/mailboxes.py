"""Where returned mail waits → messages: a pipe, one file, an mbox, a Maildir, an IMAP mailbox. Edge: files, IMAP."""

import contextlib
import imaplib
import mailbox
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from briefgen.deliver.reports import MOST
from briefgen.model.errors import DeliveryError, UsageError

#: Seconds that an IMAP server may take for an answer.
PATIENCE = 30.0

_PORT = 993


def from_pipe(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the one message of a pipe. It is read to its end, or whoever writes it would take us for broken."""
    message = stream.read(MOST)
    while stream.read(1 << 16):
        pass
    if message.strip():
        yield message


def from_path(path: Path, *, most: int | None = None) -> Iterator[bytes]:
    """Yield the messages of a Maildir, of an mbox, or of a file that is one message.

    What was yielded of a Maildir's ``new``, ``most`` messages of it, and is done with is moved to ``cur`` as seen. An
    mbox and a file stay as they are and are read whole: what is read twice counts once. Raises UsageError for what is
    none of these.
    """
    try:
        if path.is_dir():
            yield from _from_maildir(path, most)
            return
        with path.open("rb") as file:
            is_mbox = file.read(5) == b"From "
        if not is_mbox:
            with path.open("rb") as file:
                yield from from_pipe(file)
            return
        box = mailbox.mbox(path, create=False)
        with contextlib.closing(box):
            for key in box.iterkeys():
                yield box.get_bytes(key)[:MOST]
    except (OSError, mailbox.Error) as error:
        message = f"{path} cannot be read: {(getattr(error, 'strerror', None) or str(error)).lower()}"
        raise UsageError(message) from error


def _from_maildir(path: Path, most: int | None) -> Iterator[bytes]:
    """Only ``new`` is looked at: what was seen may be years of it."""
    if not (path / "new").is_dir():
        message = f"{path} is a folder, but no Maildir: it has no folder new"
        raise UsageError(message)
    files = sorted(file for file in path.joinpath("new").iterdir() if not file.name.startswith("."))
    for file in files[:most]:
        try:
            with file.open("rb") as opened:
                raw = opened.read(MOST)
        except FileNotFoundError:  # another program took it
            continue
        yield raw
        with contextlib.suppress(FileNotFoundError):
            file.rename(path / "cur" / f"{file.name.partition(':')[0]}:2,S")


def from_place(
    where: str,
    *,
    base: Path,
    most: int | None = None,
    trust: ssl.SSLContext | None = None,
    patience: float = PATIENCE,
) -> Iterator[bytes]:
    """Yield the messages of an IMAP address or a path, which is one from here if that is there, else from ``base``."""
    if "://" in where:
        return from_imap(where, most=most, trust=trust, patience=patience)
    here = Path(where).expanduser()
    return from_path(here if here.exists() else base / here, most=most)


def from_imap(
    url: str, *, most: int | None = None, trust: ssl.SSLContext | None = None, patience: float = PATIENCE
) -> Iterator[bytes]:
    """Yield the unseen messages of ``imaps://USER:PASSWORD@HOST/MAILBOX`` (INBOX without one), encrypted and verified.

    Each is marked as seen when the next one is asked for: what was not done with is there again. Raises UsageError
    for a wrong address, DeliveryError for a server that is away or refuses; neither holds the password.
    """
    host, port, user, password, name = _imap_address(url)
    try:
        with imaplib.IMAP4_SSL(
            host, port, ssl_context=trust or ssl.create_default_context(), timeout=patience
        ) as server:
            server.login(user, password)
            _asked(server.select(f'"{name}"'), f"has no mailbox {name!r}")
            (numbers,) = _asked(server.uid("SEARCH", "UNSEEN"), "does not search")[:1] or (b"",)
            for number in (numbers or b"").decode("ascii", "replace").split()[:most]:
                parts = _asked(server.uid("FETCH", number, f"(BODY.PEEK[]<0.{MOST}>)"), "does not give a message")
                for part in parts:
                    if isinstance(part, tuple):
                        yield part[1]
                server.uid("STORE", number, "+FLAGS", r"(\Seen)")
    except (imaplib.IMAP4.error, OSError) as error:
        words = " ".join(str(getattr(error, "strerror", None) or error).split())[:200].replace(password or "\0", "…")
        message = f"{host}:{port}: the mailbox of bounces: {words or 'does not answer'}"
        raise DeliveryError(message) from None


def _asked(answer: tuple[str, list[Any]], problem: str) -> list[Any]:
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(problem)
    return answer[1]


def _imap_address(url: str) -> tuple[str, int, str, str, str]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORT
    except ValueError:
        host, port, parts = "", 0, urlsplit("")
    name = unquote(parts.path.strip("/")) or "INBOX"
    if parts.scheme != "imaps" or not host or not parts.username or '"' in name or not name.isprintable():
        message = "BRIEFGEN_BOUNCES must be imaps://USER:PASSWORD@HOST/MAILBOX, or the path of an mbox or a Maildir"
        raise UsageError(message)
    return host, port, unquote(parts.username), unquote(parts.password or ""), name
