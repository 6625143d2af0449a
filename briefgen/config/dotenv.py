"""The text of a ``.env`` file → its variables, with their lines. Pure; nothing is expanded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_ENTRY = re.compile(
    r"""[ \t]*(?:export[ \t]+)?(?P<key>[A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*
        (?: "(?P<double>(?:\\.|[^"\\])*)"      # may span lines, as a private key does
          | '(?P<single>[^']*)'
          | (?P<bare>(?!["'])[^\n]*?) )
        [ \t]*(?:(?<=[ \t"'=])\#[^\n]*)?(?:\n|\Z)""",
    re.VERBOSE | re.DOTALL,
)
_IGNORED = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Variable:
    """One variable. The value may be a secret, so no repr shows it."""

    line: int  #: counted from 1
    key: str  #: empty for a line that is none
    value: str = field(default="", repr=False)


def parse_dotenv(text: str) -> Iterator[Variable]:
    r"""Give every ``KEY=value`` of a ``.env`` text, and for a line that is none a variable without a key.

    Values may be bare (up to ``#`` after a space), in single quotes (as they stand) or in double quotes
    (``\n``, ``\"`` and ``\\`` are escapes). Single and double quotes may span lines.
    """
    text = text.replace("\r\n", "\n")
    position = 0
    while position < len(text):
        line = text.count("\n", 0, position) + 1
        if found := _IGNORED.match(text, position):
            position = found.end()
        elif found := _ENTRY.match(text, position):
            position = found.end()
            yield Variable(line=line, key=found["key"], value=_value(found))
        else:
            yield Variable(line=line, key="")
            position = text.find("\n", position) + 1 or len(text)


def _value(found: re.Match[str]) -> str:
    if found["double"] is not None:
        return re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[1]), found["double"], flags=re.DOTALL)
    return found["single"] if found["single"] is not None else found["bare"]
