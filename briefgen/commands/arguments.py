"""What stands on the command line → times and formats. Raises UsageError, in one line, for what cannot be read."""

from datetime import UTC, datetime

from briefgen.model.errors import UsageError
from briefgen.model.rendition import FORMATS, Format

#: Between these lies every ``--at``: nothing on the web is older, and date arithmetic stays far from its limits.
EARLIEST, LATEST_YEAR = datetime(1990, 1, 1, tzinfo=UTC), 3000


def moment(text: str) -> datetime:
    """A time in ISO 8601, with its zone → the instant in UTC."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a time in ISO 8601, such as 2021-12-28T06:00+02:00"
        raise UsageError(message) from error
    if read.tzinfo is None:
        message = f"{text!r} has no time zone: add Z for UTC, or an offset such as +02:00"
        raise UsageError(message)
    if not EARLIEST.year < read.year < LATEST_YEAR:
        message = f"{text!r} is no time of this work: the year must lie between {EARLIEST.year} and {LATEST_YEAR}"
        raise UsageError(message)
    return read.astimezone(UTC)


def formats_of(given: list[str] | None) -> tuple[Format, ...]:
    """Names of formats → the formats, each once, in their own order; all of them if none is given."""
    unknown = [name for name in given or () if name not in FORMATS]
    if unknown:
        message = f"there is no format {unknown[0]!r}; there are {', '.join(FORMATS)}"
        raise UsageError(message)
    return tuple(f for f in FORMATS if not given or f in given)


def general_first(arguments: list[str]) -> list[str]:
    """Move ``--workspace``, ``--verbose`` and ``--debug`` to the front, wherever they stand."""
    general, rest = [], []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            rest.extend([argument, *remaining])
        elif argument in {"--verbose", "-v", "--debug"} or argument.startswith("--workspace="):
            general.append(argument)
        elif argument == "--workspace":
            general.extend([argument, *([value] if (value := next(remaining, None)) is not None else [])])
        else:
            rest.append(argument)
    return [*general, *rest]
