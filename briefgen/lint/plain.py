"""Plain text: width, links, what templates left. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.lint.leftovers import plain_signs
from briefgen.lint.rules import Rule, Spot

#: Columns of a line of text at most; a link may not be broken and may be longer.
COLUMNS = 76

_LINK = re.compile(r"(?:https?|mailto):\S+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plain:
    """A text file, or the text part of a message."""

    lines: tuple[str, ...]
    encoded: bool = True  #: False if it is no UTF-8
    first: int = 1  #: in the file, the number of the first line; 0 if they cannot be told from it


def columns_of(line: str) -> int:
    """Return the columns that a line takes: none for a mark over a letter, two for a wide one."""
    if line.isascii():
        return len(line)
    return sum(
        0
        if unicodedata.combining(one) or unicodedata.category(one) in {"Cf", "Me"}
        else 2
        if unicodedata.east_asian_width(one) in "WF"
        else 1
        for one in line
    )


def text_columns(plain: Plain) -> Iterator[Spot]:
    """At most 76 columns, apart from an address that cannot be broken."""
    for number, line in enumerate(plain.lines, plain.first):
        wide = columns_of(line)
        if wide > COLUMNS and not any(columns_of(link) + 8 > COLUMNS for link in _LINK.findall(line)):
            yield Spot(
                line=number if plain.first else 0,
                column=COLUMNS + 1 if plain.first else 0,
                message=f"a line of {wide} columns",
            )


def text_leftover(plain: Plain) -> Iterator[Spot]:
    """No ``{{`` and its like."""
    for spot in plain_signs(plain.lines):
        yield Spot(
            line=spot.line + plain.first - 1 if plain.first else 0,
            column=spot.column if plain.first else 0,
            message=spot.message,
        )


def text_encoding(plain: Plain) -> Iterator[Spot]:
    """UTF-8, without control characters."""
    if not plain.encoded:
        yield Spot(message="the file is not UTF-8")
    for number, line in enumerate(plain.lines, plain.first):
        if found := next(
            (place for place, letter in enumerate(line) if unicodedata.category(letter) == "Cc" and letter != "\t"),
            None,
        ):
            yield Spot(
                line=number if plain.first else 0, column=found + 1 if plain.first else 0, message="a control character"
            )


LEFTOVER_RULE: Rule[Plain] = Rule(
    id="text-leftover",
    level="error",
    what="a template's own signs are left in a text: {{ }}, {% %}, merge tags",
    help="fill or remove it; look for a template that was not rendered",
    look=text_leftover,
)

RULES: tuple[Rule[Plain], ...] = (
    Rule(
        id="text-columns",
        level="warning",
        what=f"a line of plain text has more than {COLUMNS} columns",
        help=f"break lines at {COLUMNS} columns: readers of plain text see no more, and replies add two",
        look=text_columns,
    ),
    LEFTOVER_RULE,
    Rule(
        id="text-encoding",
        level="error",
        what="a text is not UTF-8, or holds control characters",
        help="write UTF-8 and strip control characters from what feeds bring",
        look=text_encoding,
    ),
)

#: Of Markdown: a paragraph is one line there.
MARKDOWN_RULES = tuple(rule for rule in RULES if rule.id != "text-columns")
