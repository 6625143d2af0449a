"""TOML text → the line of every key.

tomllib keeps no positions, so this reads the text a second time, only when a mistake is to be reported and only
after tomllib accepted it: it walks over the values without understanding them (TOML 1.0).
"""

import re
import tomllib
from bisect import bisect_left
from typing import NoReturn

#: From the top of the document: names of keys, and 0-based numbers of tables and of members of arrays.
KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")
_STRING = re.compile(
    r'''"""(?:\\.|[^\\])*?""""{0,2}'''  # two quotes may stand before the closing three
    r"""|'''.*?''''{0,2}"""
    r'''|"(?:\\.|[^"\\])*"'''
    r"""|'[^']*'""",
    re.DOTALL,
)
_BARE = re.compile(r"[^\s,\]}#]+(?: \d[^\s,\]}#]*)?")  # a date and its time may be apart by a space


def find_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of every key, table and array member in ``text``. Pure.

    A table that is only implied (``a`` in ``[a.b]``) has the line where it is first implied. Raises ValueError
    for some of the texts that are not TOML and gives unusable lines for others.
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


class _Scanner:
    """A position in a text, moving forward, and the lines found so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.lines: dict[KeyPath, int] = {}
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._tables: dict[KeyPath, int] = {}  # how many [[tables]] an array has so far

    def document(self) -> None:
        """Walk over the whole text."""
        table: KeyPath = ()
        while self._next(_BLANK):
            if self._next() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        """Walk over ``[a.b]`` or ``[[a.b]]``; return the path of the table that begins there."""
        line, array = self._line(), self.text.startswith("[[", self.position)
        self.position += 2 if array else 1
        self._next(_SPACE)
        *parents, last = self._key()
        self.position += 2 if array else 1
        path: KeyPath = ()
        for name in parents:
            path = self._imply((*path, name), line)
            if path in self._tables:
                path = (*path, self._tables[path] - 1)
        path = (*path, last)
        if array:
            self._imply(path, line)
            self._tables[path] = self._tables.get(path, 0) + 1
            path = (*path, self._tables[path] - 1)
        self.lines[path] = line
        return path

    def _pair(self, table: KeyPath) -> None:
        """Walk over ``key = value``."""
        line = self._line()
        *parents, last = self._key()
        path = table
        for name in parents:
            path = self._imply((*path, name), line)
        path = (*path, last)
        self.lines[path] = line
        if self._next(_SPACE) != "=":
            self._refuse()
        self.position += 1
        self._next(_SPACE)
        self._value(path)

    def _key(self) -> list[str]:
        """Walk over a dotted key and the space after it; return its names."""
        names = []
        while True:
            raw = self._take(_KEY)
            names.append(str(tomllib.loads(f"key = {raw}")["key"]) if raw[0] in "\"'" else raw)
            if self._next(_SPACE) != ".":
                return names
            self.position += 1
            self._next(_SPACE)

    def _value(self, path: KeyPath) -> None:
        """Walk over one value of any type."""
        opening = self._next()
        if opening == "[":
            self._members(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            self._take(_STRING if opening in {'"', "'"} else _BARE)

    def _members(self, path: KeyPath) -> None:
        self.position += 1
        number = 0
        while (following := self._next(_BLANK)) != "]":
            if following == ",":
                self.position += 1
                continue
            self.lines[*path, number] = self._line()
            self._value((*path, number))
            number += 1
        self.position += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.position += 1
        while (following := self._next(_BLANK)) != "}":
            if following == ",":
                self.position += 1
                continue
            self._pair(path)
        self.position += 1

    def _imply(self, path: KeyPath, line: int) -> KeyPath:
        """Record the line of a table that has none yet; return its path."""
        self.lines.setdefault(path, line)
        return path

    def _line(self) -> int:
        return bisect_left(self._breaks, self.position) + 1

    def _next(self, skipping: re.Pattern[str] | None = None) -> str:
        """Return the next character after what is to be skipped; empty at the end."""
        if skipping and (found := skipping.match(self.text, self.position)):
            self.position = found.end()
        return self.text[self.position : self.position + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.position)
        if found is None:
            self._refuse()
        self.position = found.end()
        return found[0]

    def _refuse(self) -> NoReturn:
        message = f"line {self._line()} is not TOML"
        raise ValueError(message)
