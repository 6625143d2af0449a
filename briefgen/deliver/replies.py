"""Bytes from a mail server → its replies (RFC 5321, 4.2). Pure."""

import re
from dataclasses import dataclass

from briefgen.model.errors import DeliveryError

#: Octets of one line, and lines of one reply: RFC 5321 allows 512 of the former. More is no mail server's.
_LONGEST, _MOST_LINES = 4_096, 200
_LINE = re.compile(rb"([2-5][0-9]{2})(?:([ -])(.*))?", re.DOTALL)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_WORDS = 300

#: "The service closes": whatever it answers, the connection ends (RFC 5321, 3.8).
CLOSING = 421


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What the server said to one command."""

    code: int
    words: str = ""  #: code and text on one line: ``550 5.1.1 there is no such reader``

    @property
    def good(self) -> bool:
        """Done."""
        return 200 <= self.code < 300  # noqa: PLR2004  RFC 5321's first digit

    @property
    def lasting(self) -> bool:
        """Refused for good; else, if not good, for now."""
        return self.code >= 500  # noqa: PLR2004  RFC 5321's first digit


class Replies:
    """Collects bytes, however they were cut, and gives the replies that are complete."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rest = b""
        self._lines: list[tuple[int, str]] = []

    def feed(self, data: bytes) -> list[Reply]:
        """Return what is complete now. Raises DeliveryError for what no mail server says."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > _LONGEST:
            raise _strange(self._rest)
        return [reply for line in lines if (reply := self._line(line.removesuffix(b"\r"))) is not None]

    def _line(self, line: bytes) -> Reply | None:
        found = _LINE.fullmatch(line)
        if found is None or len(line) > _LONGEST or len(self._lines) >= _MOST_LINES:
            raise _strange(line)
        code = int(found[1])
        if self._lines and self._lines[0][0] != code:
            raise _strange(line)
        self._lines.append((code, (found[3] or b"").decode(errors="replace")))
        if found[2] == b"-":
            return None
        texts = [text for _, text in self._lines]
        self._lines = []
        return Reply(code=code, words=_told(f"{code} {' '.join(texts)}"))


def _told(text: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", text).split())[:_WORDS]


def _strange(line: bytes) -> DeliveryError:
    message = f"says what no mail server says: {_told(line[:80].decode(errors='replace'))!r}"
    return DeliveryError(message)
