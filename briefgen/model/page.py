"""The page of an article as its outlet shows it, and what came of asking for it."""

from dataclasses import dataclass
from datetime import datetime

from briefgen.model.feed import Feed
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


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedPage:
    """An article whose page is to be asked for."""

    article: str  #: its id
    url: str
    feed: Feed  #: that brought it; says whether the page may be at a private address
    content_hash: str = ""  #: of the article as the feed has it now
    tries: int = 0  #: in vain, so far


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchedPage:
    """A page as served."""

    wanted: WantedPage
    body: bytes
    content_type: str  #: empty if the server named none
    url: str  #: where it was found in the end


@dataclass(frozen=True, kw_only=True, slots=True)
class PageError:
    """Why a page gave no text. One line for people."""

    wanted: WantedPage
    reason: str
    status: int | None = None  #: of HTTP, where there was an answer
    retry_after: int | None = None  #: seconds that the server asked us to wait
    asked: bool = True  #: False where no request was made for it
    hopeless: bool = False  #: asking again would not help: it is gone, or no page at all
    sent_away_by: str | None = None  #: the host that answered HTTP 429 or 503


@dataclass(frozen=True, kw_only=True, slots=True)
class RobotsRules:
    """What a site's robots.txt asks of us (RFC 9309)."""

    site: str  #: scheme, host and port, as ``https://outlet.example``
    text: str  #: the rules; empty where everything is allowed
    expires: datetime  #: until when they need not be asked for again

    def __post_init__(self) -> None:
        """Refuse a naive date."""
        utc(self.expires)


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredPage:
    """What asking for an article's page has come to."""

    article: str  #: its id
    url: str  #: asked
    asked: datetime  #: the last time
    content_hash: str = ""  #: of the article as the feed had it then
    tries: int = 0  #: in vain, since the last text
    problem: str | None = None  #: why the last try was in vain
    again: datetime | None = None  #: from when it may be asked once more; None: never, unless the outlet changes it
    sent_away_by: str | None = None  #: the host that wants to be left alone until ``again``
    page: Page | None = None  #: the last text, without the lines of ``recurring``
    host: str = ""  #: where the page was found
    recurring: tuple[str, ...] = ()  #: lines that the outlet shows on every page
    is_copy: bool = False  #: the page names another outlet's as the original

    def __post_init__(self) -> None:
        """Refuse naive dates."""
        utc(self.asked)
        if self.again is not None:
            utc(self.again)
