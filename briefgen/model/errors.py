"""The one error tree. A fault that somebody can mend has a class and carries its data.

::

    BriefgenError                what the command line prints in one line
    ├── UsageError               the call is wrong                          exit status 2
    ├── ConfigError              the workspace's files are wrong, all at once           2
    ├── NativeLibraryError       a library of the machine is missing                    1
    ├── StoreError               the database cannot be used                            1
    │   └── RunOverError         this process was taken for dead, another goes on           1
    ├── TemplateError            a template failed: file and line                       1
    ├── PdfError                 a PDF took too long, too much memory, or failed     1
    ├── OutputError              a file cannot be written                               1
    ├── DeliveryError            a mail server cannot be reached, or refuses            1
    └── NothingReadError         no feed at all could be read                           1

A feed that fails is expected and therefore a value, ``model.feed.FetchError``, not an exception.
"""

from dataclasses import dataclass


class BriefgenError(Exception):
    """Any fault that is told to a person in one line. ``exit_status`` is the command's."""

    exit_status = 1


class UsageError(BriefgenError):
    """The command was called with something that does not exist or cannot be read."""

    exit_status = 2


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Mistake:
    """One mistake in a configuration file."""

    file: str  #: relative to the workspace
    line: int  #: counted from 1
    key: str  #: dotted, for instance ``feed[3].url``; empty where the whole file is meant
    problem: str  #: what is wrong and what would be right

    def __str__(self) -> str:
        """Return ``file:line: key: what is wrong``, as the contract has it."""
        key = f"{self.key}: " if self.key else ""
        return f"{self.file}:{self.line}: {key}{self.problem}"


class ConfigError(BriefgenError):
    """The workspace's files hold mistakes; ``mistakes`` lists all of them, in order of place."""

    exit_status = 2

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        """Keep every mistake; the message is one line for each."""
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))


class NativeLibraryError(BriefgenError):
    """A native library that WeasyPrint needs is missing; the message says what to install."""


class StoreError(BriefgenError):
    """The database is unreachable, locked, from a newer version or damaged."""


class RunOverError(StoreError):
    """Others took this run for dead and go on in its place: it must not send another message."""


class TemplateError(BriefgenError):
    """A template failed. The message is ``file:line: what is wrong``."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        """Keep the place apart from the text, so that preview can show an excerpt."""
        self.file, self.line, self.problem = file, line, problem
        super().__init__(f"{file}:{line}: {problem}")


class PdfError(BriefgenError):
    """A PDF was given up: too slow, too large, or its worker process died."""


class OutputError(BriefgenError):
    """A file could not be written; nothing half-written is left behind."""


class DeliveryError(BriefgenError):
    """A mail server cannot be reached, is not to be trusted, or refuses a message; the message holds no secret."""


class NothingReadError(BriefgenError):
    """Not one of the feeds that were asked could be read."""
