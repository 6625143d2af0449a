"""A list of readers as CSV ↔ lines. Contract: ``contracts/workspace.md``. Pure; errors are told by line."""

import codecs
import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from briefgen.config.values import did_you_mean
from briefgen.model.briefing import Tier, Weekday
from briefgen.model.errors import UsageError
from briefgen.model.reader import MAIL_FORMATS, ReaderLine, Subscriber, Subscription

#: The columns, in the order of an export.
COLUMNS = ("email", "name", "briefing", "format", "timezone", "tier", "confirmed", "days", "hour")
NEEDED = ("email", "briefing")

_YES, _NO = {"yes", "true", "1"}, {"", "no", "false", "0"}

#: What a spreadsheet takes for a formula; an apostrophe before it makes it text again.
_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, kw_only=True, slots=True)
class WrongLine:
    """A line that is not stored."""

    line: int  #: counted from 1, the head included
    problem: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReaderList:
    """What a file holds."""

    lines: tuple[ReaderLine, ...]
    wrong: tuple[WrongLine, ...]
    ignored: tuple[str, ...]  #: columns that mean nothing to us


def read_list(document: bytes, name: str, briefings: Collection[str]) -> ReaderList:
    """Read a list, with commas, semicolons or tabs between its cells.

    UsageError, with the file's ``name``, for what is no list at all: no Unicode, no head, a needed column missing.
    """
    text = _text(document, name)
    head = text.partition("\n")[0]
    between = max(",;\t", key=head.count)
    rows = _rows(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True), name)
    columns = [cell.strip().lower() for cell in next(rows, (1, []))[1]]
    if twice := sorted({column for column in columns if column in COLUMNS and columns.count(column) > 1}):
        message = f"{name}:1: names {' and '.join(twice)} twice"
        raise UsageError(message)
    lacking = [column for column in NEEDED if column not in columns]
    if lacking:
        near = next(
            (f"{hint[:-1]} by {column!r}?" for column in columns if (hint := did_you_mean(column, lacking))), ""
        )
        message = f"{name}:1: the first line must name the columns; {' and '.join(lacking)} not among them{near}"
        raise UsageError(message)
    read = [_line(number, row, columns, briefings) for number, row in rows if any(cell.strip() for cell in row)]
    return ReaderList(
        lines=tuple(one for one in read if isinstance(one, ReaderLine)),
        wrong=tuple(one for one in read if isinstance(one, WrongLine)),
        ignored=tuple(column for column in columns if column and column not in COLUMNS),
    )


def _text(document: bytes, name: str) -> str:
    """Decode UTF-8, and UTF-16 that says it is: spreadsheets call it "Unicode text"."""
    wide = document.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return document.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        message = f"{name}:{line}: must be saved as UTF-8"
        raise UsageError(message) from None


def line_of(given: Mapping[str, str], briefings: Collection[str], number: int) -> ReaderLine:
    """Return the line of cells by column. UsageError for what is wrong with it."""
    made = _reader_line({column: _cell(cell) for column, cell in given.items()}, briefings, number)
    if isinstance(made, WrongLine):
        raise UsageError(made.problem)
    return made


def write_list(readers: Iterable[tuple[Subscriber, Subscription]]) -> str:
    """Return the list that ``read_list`` reads: who is subscribed or was asked. What was ended is not in it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for reader, one in readers:
        if one.status != "ended":
            confirmed = "yes" if one.status == "confirmed" else "no"
            first = (reader.email, reader.name, one.briefing, one.format, reader.timezone, reader.tier, confirmed)
            cells = (*first, " ".join(one.days), "" if one.hour is None else str(one.hour))
            writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return file.getvalue()


def _rows(reader: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a csv reader, whose type has no name, each with the line that it begins at."""
    while True:
        first = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            message = f"{name}:{first}: is no CSV from here on: {error}"
            raise UsageError(message) from None
        if row is None:
            return
        yield first, row


def _line(number: int, row: list[str], columns: list[str], briefings: Collection[str]) -> ReaderLine | WrongLine:
    if len(row) > len(columns):
        return WrongLine(line=number, problem=f"has {len(row)} cells, the first line {len(columns)}")
    given = {column: _cell(cell) for column, cell in zip(columns, row, strict=False) if column in COLUMNS}
    return _reader_line(given, briefings, number)


def _reader_line(given: dict[str, str], briefings: Collection[str], number: int) -> ReaderLine | WrongLine:
    for column, allowed in (("format", MAIL_FORMATS), ("tier", get_args(Tier))):
        word = given.get(column, "").lower()
        if word and word not in allowed:
            return WrongLine(line=number, problem=f"{column} must be {' or '.join(allowed)}, not {given[column]!r}")
        given[column] = word
    confirmed, briefing = given.get("confirmed", "").lower(), given.get("briefing", "")
    if confirmed not in _YES | _NO:
        return WrongLine(line=number, problem=f"confirmed must be yes or no, not {given['confirmed']!r}")
    if briefing not in briefings:
        problem = f"there is no briefing {briefing!r}{did_you_mean(briefing, briefings)}" if briefing else "no briefing"
        return WrongLine(line=number, problem=problem)
    try:
        return ReaderLine(
            line=number,
            email=given.get("email", ""),
            briefing=briefing,
            name=given.get("name", ""),
            format=given.get("format") or None,  # type: ignore[arg-type]
            timezone=given.get("timezone", ""),
            days=_days(given.get("days", "")),
            hour=_hour(given.get("hour", "")),
            tier=given.get("tier") or None,  # type: ignore[arg-type]
            confirmed=confirmed in _YES,
        )
    except ValueError as error:
        return WrongLine(line=number, problem=str(error))


def _days(cell: str) -> tuple[Weekday, ...]:
    named = cell.lower().split()
    if not set(named) <= {*get_args(Weekday)}:
        message = f"days must be some of {' '.join(get_args(Weekday))}, not {cell!r}"
        raise ValueError(message)
    return tuple(day for day in get_args(Weekday) if day in named)


def _hour(cell: str) -> int | None:
    if cell and not (cell.isascii() and cell.isdigit()):
        message = f"hour must be a number from 0 to 23, not {cell!r}"
        raise ValueError(message)
    return int(cell) if cell else None


def _cell(text: str) -> str:
    text = text.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
