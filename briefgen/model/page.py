"""The page of an article, as its outlet shows it."""

from dataclasses import dataclass
from datetime import datetime

from briefgen.model.moment import utc


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What an article's own page says: the full text, and what its head declares. Nothing of it is markup."""

    url: str  #: canonical, http or https; another host than the one asked tells where a copy comes from
    title: str  #: may be empty
    paragraphs: tuple[str, ...]  #: without promotion; each is one line and none is empty
    language: str  #: primary subtag of BCP 47; may be empty
    site: str = ""  #: what the outlet calls itself
    authors: tuple[str, ...] = ()
    published: datetime | None = None  #: UTC; None unless the page gives the hour and its time zone

    def __post_init__(self) -> None:
        """Refuse a naive date."""
        if self.published is not None:
            utc(self.published)

    @property
    def text(self) -> str:
        """The paragraphs as ``Article.text`` has them, separated by an empty line."""
        return "\n\n".join(self.paragraphs)
