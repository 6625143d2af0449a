"""The head of a Markdown file → its keys and the text below. Pure.

Between two lines ``---`` stand lines ``key: value``, as editors know them from YAML, and nothing of YAML that
surprises: every value is text, or a list of texts in brackets or in lines that begin with ``-``. Quotation marks may
stand around a text. Further lines of a text are indented. A line that begins with ``#`` is a comment.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_FENCE = re.compile(r"---[ \t]*")
_KEY = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)[ \t]*:(?:[ \t]+(.*))?")
_MEMBER = re.compile(r"[ \t]*-(?:[ \t]+(.*))?")
#: A member of a list in brackets: quoted, or up to the next comma.
_IN_BRACKETS = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,"'][^,]*)\s*(?:,|$)""")


class FrontMatterError(ValueError):
    """A head that cannot be read: ``line``, from 1, and ``problem``, in words."""

    def __init__(self, line: int, problem: str) -> None:
        """Keep the place apart from the words."""
        self.line, self.problem = line, problem
        super().__init__(f"{line}: {problem}")


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind a key."""

    line: int  #: of the key, from 1
    text: str = ""
    members: tuple[tuple[str, int], ...] | None = None  #: of a list: each text with its line; None for a text


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file's keys, and its text."""

    values: Mapping[str, Value]
    body: str
    end: int = 1  #: the line of the second ``---``


@dataclass(slots=True)
class _Reading:
    """A key whose lines are being read."""

    line: int
    texts: list[str] = field(default_factory=list)
    members: list[tuple[str, int]] | None = None


def split(text: str) -> FrontMatter:
    """Read a file's head. Raises FrontMatterError."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not _FENCE.fullmatch(lines[0]):
        raise FrontMatterError(1, "the file must begin with a line ---, then lines such as title: Two readouts")
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        raise FrontMatterError(1, "the head has no end: a second line --- must stand below it")
    body = "\n".join(lines[end + 1 :]).strip("\n")
    return FrontMatter(values=_values(lines[1:end]), body=body, end=end + 1)


def _values(lines: Sequence[str]) -> dict[str, Value]:
    read: dict[str, _Reading] = {}
    last: _Reading | None = None
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, member = _KEY.fullmatch(line), _MEMBER.fullmatch(line)
        if key:
            if key[1] in read:
                raise FrontMatterError(number, f"{key[1]} stands twice, first in line {read[key[1]].line}")
            last = read[key[1]] = _Reading(number, [key[2].strip()] if key[2] else [])
        elif last and member and not last.texts:
            last.members = [*(last.members or ()), (_text((member[1] or "").strip(), number), number)]
        elif last and line[0] in " \t" and last.members is None:
            last.texts.append(line.strip())
        else:
            raise FrontMatterError(number, f"is no line of the form key: value: {line.strip()[:40]!r}")
    return {name: _value(reading) for name, reading in read.items()}


def _value(reading: _Reading) -> Value:
    if reading.members is not None:
        return Value(reading.line, members=tuple(reading.members))
    written = reading.texts[1:] if reading.texts[:1] in (["|"], [">"], [">-"], ["|-"]) else reading.texts
    text = " ".join(written)
    if text.startswith("["):
        return Value(reading.line, members=tuple((one, reading.line) for one in _members(text, reading.line)))
    return Value(reading.line, text=_text(text, reading.line))


def _members(text: str, line: int) -> list[str]:
    if not text.endswith("]"):
        raise FrontMatterError(line, "a list that begins with [ must end with ]")
    inside, found, place = text[1:-1].strip(), [], 0
    while place < len(inside):
        member = _IN_BRACKETS.match(inside, place)
        if member is None:
            raise FrontMatterError(line, f"is no list of texts: {text[:40]!r}")
        found.append(_text(member[1].strip(), line))
        place = member.end()
    return found


def _text(written: str, line: int) -> str:
    """Return a text without the quotation marks around it."""
    mark = written[:1]
    if mark not in ('"', "'"):
        return written
    if len(written) == 1 or not written.endswith(mark):
        raise FrontMatterError(line, f"the quotation mark has no second one: {written[:40]!r}")
    inside = written[1:-1]
    return re.sub(r"\\(.)", r"\1", inside) if mark == '"' else inside.replace("''", "'")
