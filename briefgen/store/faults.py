"""Database errors → one line for people."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, StatementError

from briefgen.model.errors import StoreError

#: What SQLite says → what we say, after the name of the file.
_WORDS = {
    "file is not a database": "is not a database",
    "unable to open database file": "cannot be opened or made: look at the folder and its permissions",
    "database is locked": "is locked by another program",
    "readonly database": "cannot be written: look at its permissions and those of its folder",
    "disk is full": "cannot be written: the disk is full",
    "malformed": "is damaged",
    "disk I/O error": "cannot be read or written: the disk reports an error",
}

#: SQLSTATE of what passes by itself: serialization failure, deadlock, a server that is stopping or starting.
_PASSING = {"40001", "40P01", "57P01", "57P02", "57P03"}


@contextmanager
def told(name: str) -> Iterator[None]:
    """Raise StoreError, naming the database, for any error of SQLAlchemy inside the block.

    A value that cannot be written, such as a naive datetime, is the caller's fault and stays the ValueError it was.
    """
    try:
        yield
    except DBAPIError as error:
        message = f"{name} {_in_words(error)}"
        raise StoreError(message) from error
    except StatementError as error:
        raise error.orig or error from error
    except SQLAlchemyError as error:
        message = f"{name}: {_first_line(error)}"
        raise StoreError(message) from error


def is_passing(error: DBAPIError) -> bool:
    """Tell whether the same transaction may succeed a moment later.

    Never for SQLite, which has waited for its busy timeout already.
    """
    if getattr(error.orig, "sqlstate", None) in _PASSING:
        return True
    return error.connection_invalidated


def _in_words(error: DBAPIError) -> str:
    said = _first_line(error.orig or error)
    for theirs, ours in _WORDS.items():
        if theirs in said:
            return ours
    trouble = "cannot be used" if isinstance(error, OperationalError) else "refuses a statement"
    return f"{trouble}: {said}"


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
