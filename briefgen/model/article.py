"""One news item, normalised."""

from dataclasses import dataclass
from datetime import datetime

from briefgen.model.moment import utc


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One news item of one feed, as plain text. Paragraphs are separated by an empty line."""

    id: str  #: ``a-`` and 16 hex digits of its identity: guid, else link, else text
    feed: str
    url: str  #: http or https; for an item without a link, the outlet's homepage with ``#item-…``
    title: str
    text: str  #: without markup and promotion; may be empty
    language: str  #: primary subtag of BCP 47
    published: datetime  #: UTC; of an undated item, what its page says or when it was first seen
    dated: bool = True  #: False where neither feed nor page gave a usable date
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()  #: what the outlet files it under, as written
    guid: str | None = None
    content_hash: str = ""  #: of title and text: changes when the outlet changes the item
    canonical: str = ""  #: the address that its own page wants to be known by; empty where the page was not read
    is_copy: bool = False  #: its page names another outlet's as the original: ``canonical``

    def __post_init__(self) -> None:
        """Refuse a naive date."""
        utc(self.published)
