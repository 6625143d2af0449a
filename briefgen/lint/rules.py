"""What a rule is: an id, a level, words for people, and one small function that finds the places. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefgen.lint.looks import Scenery
from briefgen.lint.markup import Element, Markup
from briefgen.model.finding import Finding, Level

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A place where a rule is broken."""

    line: int = 0
    column: int = 0
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule(Generic[T]):
    """One thing that is looked at. ``look`` yields a Spot for each place where it is wrong."""

    id: str
    level: Level
    what: str  #: what is found, for the table of all rules
    help: str  #: what would be right, in one line
    look: Callable[[T], Iterable[Spot]]

    def findings(self, file: str, subject: T) -> Iterator[Finding]:
        """Yield what the rule has to say of ``subject``, which stands in ``file``."""
        for spot in self.look(subject):
            yield Finding(
                file=file,
                line=spot.line,
                column=spot.column,
                rule=self.id,
                level=self.level,
                message=spot.message,
                help=self.help,
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """An HTML file, read: the email's or the page's."""

    size: int  #: bytes
    markup: Markup
    scenery: Scenery
    clients: tuple[str, ...] = ()  #: of email, that matter
    subject: str = ""  #: of the message that carries it, if that is known


def at(element: Element, message: str) -> Spot:
    """Return the Spot of an element."""
    return Spot(line=element.line, column=element.column, message=message)


def shown(text: str, most: int = 60) -> str:
    """Return a text for a message: one line, shortened, in quotes."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= most else line[: most - 1] + '…'}”"
