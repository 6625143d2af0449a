"""A file of the workspace → its TOML table, with the line of every key; or the mistake that hinders reading it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from briefgen.config.lines import KeyPath, find_lines
from briefgen.model.errors import Mistake

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")

#: What tomllib says, and what a person can do about it.
_SYNTAX = {
    "Cannot overwrite a value": "this key is there twice",
    "Cannot declare": "this table is there twice",
    "Illegal character '\\n'": "a text is not closed on its line: a quote is missing",
    "Unterminated string": "a text is not closed: a quote is missing",
    "Expected \"'": "a text is not closed: a quote is missing",
    "Unclosed array": "a list is not closed: a comma or ] is missing",
    "Unclosed inline table": "a table is not closed: a comma or } is missing",
    "Invalid value": "there is no value: a text stands in quotes, a list in square brackets",
    "Expected '=' after a key": "after a key comes =, then its value",
    "Invalid statement": "a line is a key and its value, a [table] or a # comment",
    "Expected newline or end of document": "nothing may follow the value on its line; texts and times stand in quotes",
    "Invalid date or datetime": "there is no such date",
    "Unescaped '\\'": "in a text in double quotes a backslash is written twice",
    "Exceeds the limit": "a number is too long",
}


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file of the workspace, as TOML. No slots: its lines are found when first asked for."""

    file: str  #: relative to the workspace
    text: str
    table: dict[str, Any]

    @cached_property
    def lines(self) -> dict[KeyPath, int]:
        """The line of every key; empty for a text too deeply nested to be walked over."""
        try:
            return find_lines(self.text)
        except RecursionError:
            return {}

    def line(self, path: KeyPath) -> int:
        """Return the line of a key or, where it is missing, of the table that should hold it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1

    def mistake(self, path: KeyPath, problem: str) -> Mistake:
        """Return the mistake at ``path``."""
        return Mistake(file=self.file, line=self.line(path), key=key_name(path), problem=problem)


def key_name(path: KeyPath) -> str:
    """Return a path as people read it: ``("feed", 2, "url")`` is ``feed[3].url``, counted from 1."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        else:
            name += ("." if name else "") + part
    return name


def read_document(workspace: Path, file: str) -> Document | Mistake:
    """Read ``file``, relative to ``workspace``, as UTF-8 TOML. A byte order mark is allowed."""
    try:
        raw = (workspace / file).read_bytes()
    except FileNotFoundError:
        return Mistake(file=file, line=1, key="", problem="this file is missing")
    except OSError as error:
        return Mistake(file=file, line=1, key="", problem=f"this file cannot be read: {error.strerror}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = f"must be saved as UTF-8; here stands the byte 0x{error.object[error.start]:02x}"
        return Mistake(file=file, line=line, key="", problem=problem)
    try:
        return Document(file=file, text=text, table=tomllib.loads(text))
    except ValueError as error:  # TOMLDecodeError, and numbers of thousands of digits
        return _syntax_mistake(file, text, str(error))
    except RecursionError:
        return Mistake(file=file, line=1, key="", problem="lists or tables are nested too deeply")


def _syntax_mistake(file: str, text: str, message: str) -> Mistake:
    """Put what tomllib says into words that help."""
    place = _PLACE.search(message)
    said = message[: place.start()] if place else message
    line, column = text.rstrip().count("\n") + 1, ""
    if place and place["line"]:
        line, column = int(place["line"]), f" (column {place['column']})"
    hint = next((hint for start, hint in _SYNTAX.items() if said.startswith(start)), said)
    return Mistake(file=file, line=line, key="", problem=f"not valid TOML: {hint}{column}")
