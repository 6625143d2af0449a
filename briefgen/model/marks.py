"""What stands in a message where a reader's own things belong, until the letter of each reader is made."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """What a template writes for them. Nobody who does not know the secret can write it into a feed."""

    address: str
    unsubscribe: str  #: a URL
    preferences: str  #: a URL


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkedParts:
    """The marks of an edition's HTML and of its text: in one of them ``&`` is written in another way."""

    html: Marks
    text: Marks
    pro: str  #: in the query of links to a page that is pro: what says that its reader has pro; the same in both
