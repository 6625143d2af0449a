"""A look and the file it is at → the document in the frame. Pure."""

import email
import json
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

from briefgen.web.preview.looking import Look
from briefgen.web.preview.pages import fill
from briefgen.web.preview.schemes import Scheme, in_scheme
from briefgen.web.preview.sheets import sheets
from briefgen.web.preview.source import Part, html_lines, message_lines, plain_lines

#: How the lines of a file are coloured, by the end of its name.
_LINES: Mapping[str, Callable[[str], list[list[Part]]]] = {"html": html_lines, "eml": message_lines}


def content_of(file: str, files: Mapping[str, bytes]) -> bytes:
    """Return a file, empty where it is not there; the email's text part, no file of its own, out of the message."""
    if file != "email.txt" or "email.eml" not in files:
        return files.get(file, b"")
    message = email.message_from_bytes(files["email.eml"], policy=SMTP)
    body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    return str(body.get_content()).replace("\r\n", "\n").encode() if body else b""


def document(look: Look, files: Mapping[str, bytes], version: str) -> bytes:
    """Return what stands in the frame."""
    content = content_of(look.part.file, files)
    if look.device:
        return in_scheme(content, cast("Scheme", look.scheme))
    return _FILLED.get(look.tab.id, _text)(look, content, version).encode()


def _text(look: Look, content: bytes, _: str) -> str:
    text = content.decode(errors="replace")
    lines = _LINES.get(look.part.file.rpartition(".")[2], plain_lines)(text)
    return fill("lines.html.j2", title=look.part.title, kind=look.tab.id, lines=lines)


def _edition(look: Look, content: bytes, _: str) -> str:
    return fill("edition.html.j2", title=look.part.title, edition=json.loads(content))


def _pdf(look: Look, content: bytes, version: str) -> str:
    return fill("pdf.html.j2", title=look.part.title, look=look, sheets=sheets(content), version=version)


def _picture(look: Look, _: bytes, version: str) -> str:
    return fill("picture.html.j2", title=look.part.title, look=look, version=version)


_FILLED: Mapping[str, Callable[[Look, bytes, str], str]] = {"edition": _edition, "page": _picture, "pdf": _pdf}
