"""What `briefgen lint` has to say about a file that a build wrote."""

from dataclasses import dataclass
from typing import Literal

#: How grave a finding is. An error breaks something for some readers; a note is only to be known.
Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One fault, at its place."""

    file: str  #: as the caller named it
    line: int = 0  #: counted from 1; 0 where the whole file is meant
    column: int = 0  #: of the character, counted from 1; 0 where the whole line or file is meant
    rule: str  #: id of the rule, for instance ``alt-missing``
    level: Level
    message: str  #: what is wrong, in one line
    help: str  #: what would be right, in one line

    @property
    def place(self) -> str:
        """``email.html:12:5``, as editors and terminals know it."""
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])
