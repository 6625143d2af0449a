"""Column types: what a value of ours becomes in the database, and back."""

import functools
import json
from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from briefgen.model.moment import utc


def storable(text: str) -> str:
    """Return the text with what no database takes replaced by U+FFFD; pure.

    That is NUL, which PostgreSQL refuses, and lone surrogates, which UTF-8 cannot express. A pair of surrogates
    becomes the character it means.
    """
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


class PlainText(TypeDecorator[str]):
    """Text of any length, compared by code point on every database."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """PostgreSQL would sort by the rules of its locale."""
        # Not through dialect.type_descriptor, which makes the column VARCHAR.
        return Text(collation="C" if dialect.name == "postgresql" else None)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  given by SQLAlchemy
        """Str → storable text."""
        return None if value is None else storable(value)


class Strings(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002  given by SQLAlchemy
        """Tuple → JSON."""
        return json.dumps([storable(x) for x in value], ensure_ascii=False) if value else "[]"

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002  given by SQLAlchemy
        """JSON → tuple."""
        return _strings(value or "[]")


@functools.lru_cache(maxsize=4_096)
def _strings(document: str) -> tuple[str, ...]:
    # The same names return again and again: remembering them saves a tenth of reading articles.
    return tuple(json.loads(document))


class Numbers(TypeDecorator[tuple[int, ...]]):
    """A tuple of small numbers, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002  given by SQLAlchemy
        """Tuple → JSON."""
        return json.dumps(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[int, ...]:  # noqa: ARG002  given by SQLAlchemy
        """JSON → tuple."""
        return tuple(json.loads(value or "[]"))


class Seconds(TypeDecorator[int]):
    """A number of seconds as a feed states it, cut to what 64 bits hold: feeds state anything."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002  given by SQLAlchemy
        """Int of any size → 64 bits."""
        return None if value is None else max(-(2**63), min(value, 2**63 - 1))


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC to the microsecond.

    ISO text without a zone in SQLite, ``timestamptz`` in PostgreSQL: both sort by time and read well in their shells.
    Writing a naive one raises ValueError.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware → UTC."""
        if value is None:
            return None
        moment = utc(value)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What the driver gives → aware, UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)
