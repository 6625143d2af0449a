"""An edition in one format."""

from dataclasses import dataclass
from typing import Literal, get_args

Format = Literal["html", "email", "pdf", "text", "markdown", "json"]

FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendition:
    """One file of an edition, complete.

    ``email`` gives two, the HTML alone and the whole message; ``html`` the page and its picture for social networks.
    """

    format: Format
    name: str  #: file name inside ``out/BRIEFING/DATE/``
    content: bytes
