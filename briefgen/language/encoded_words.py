"""Text → encoded words of RFC 2047, for headers of mail that hold more than ASCII. Pure.

Python's own folding (3.11, ``email.policy``) loses a space wherever it breaks an encoded text in two: "after the" was
"afterthe" in the subject.
"""

import base64
from collections.abc import Iterator

#: A line that holds an encoded word has 76 characters at most, the blank that continues a header among them (RFC 2047
#: §2); 12 of the word's are around its text, of which base64 makes four characters of three bytes.
_LINE = 76
_BYTES = (_LINE - len(" ") - len("=?utf-8?b??=")) // 4 * 3
#: The bytes of one character.
_LEAST = 4


def header_value(text: str, after: int = 0) -> str:
    """Return the text as it may stand in a header: as it is if it is ASCII, else encoded words, a line each.

    ``after`` are the characters that stand before it on its line, such as ``Subject:`` and a blank. Each further line
    begins with a blank, which is none of the text (RFC 2047 §6.2); every word holds whole characters. The text must be
    one line.
    """
    if text.isascii():
        return text
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(part).decode()}?=" for part in _parts(text, after))


def _parts(text: str, after: int) -> Iterator[bytes]:
    part = b""
    room = max(_LEAST, (_LINE - after - len("=?utf-8?b??=")) // 4 * 3)
    for character in text:
        encoded = character.encode(errors="replace")
        if len(part) + len(encoded) > room:
            yield part
            part, room = b"", _BYTES
        part += encoded
    if part:
        yield part
