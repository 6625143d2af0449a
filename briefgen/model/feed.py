"""A feed, what we remember of polling it, and what came back."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Literal

Ownership = Literal["independent", "state", "party", "wire"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A web feed that we poll, as configured. Exactly one of ``url`` and ``path`` is set."""

    id: str
    title: str
    url: str | None = None
    path: PurePath | None = None  #: a saved document inside the workspace's ``feeds/``
    homepage: str = ""
    language: str = "en"  #: BCP 47
    country: str = ""  #: ISO 3166-1 alpha-2, empty if unknown
    ownership: Ownership = "independent"
    weight: float = 1.0  #: editorial trust, 0 to 2
    full_text: bool = False
    poll_minutes: int = 30
    allow_private_network: bool = False

    def __post_init__(self) -> None:
        """A feed comes from exactly one place."""
        if (self.url is None) == (self.path is None):
            message = f"feed {self.id!r} needs either a url or a path"
            raise ValueError(message)

    @property
    def address(self) -> str:
        """Where it is read from, for messages."""
        return self.url or f"feeds/{self.path}"


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedState:
    """What polling a feed has taught us. Not part of the feed, which is configuration."""

    feed: str
    etag: str | None = None  #: echoed byte for byte, never parsed
    last_modified: str | None = None  #: likewise
    body_hash: str | None = None
    checked: datetime | None = None
    succeeded: datetime | None = None
    failing_since: datetime | None = None
    failures: int = 0  #: in a row
    error: str | None = None  #: of the last failure, while it lasts
    next_check: datetime | None = None
    ttl: int | None = None  #: seconds the document itself asks for, kept for the 304s that carry none
    skip_hours: tuple[int, ...] = ()  #: of GMT, in which the document asks not to be polled; 0 to 23
    skip_days: tuple[int, ...] = ()  #: of GMT, likewise; 0 is Monday
    configured: str | None = None  #: the ``Feed.address`` of which all this was learned
    moved_to: str | None = None  #: where the last poll was sent for good, not adopted yet
    moved_seen: int = 0  #: polls in a row that were sent there and found a feed
    adopted: str | None = None  #: asked in place of ``Feed.url``, since it was sent there for good often enough
    retired: datetime | None = None  #: since when it is gone for good (HTTP 410) and asked no more
    sent_away_by: str | None = None  #: the host that wanted no more requests (HTTP 429, 503), this feed's or another
    sent_away_until: datetime | None = None  #: for how long none of that host's feeds may be asked
    sent_away_times: int = 0  #: in a row that the host did so, over all its feeds


@dataclass(frozen=True, kw_only=True, slots=True)
class Hints:
    """What a document says about polling it."""

    ttl: int | None = None  #: seconds for which it asks to be left alone
    skip_hours: tuple[int, ...] = ()  #: of GMT, 0 to 23, ascending
    skip_days: tuple[int, ...] = ()  #: of GMT, 0 is Monday, ascending


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchedFeed:
    """A feed's document as served."""

    feed: Feed
    body: bytes
    content_type: str  #: empty if the server named none
    url: str  #: where it was found in the end, the base of relative links
    etag: str | None = None
    last_modified: str | None = None
    max_age: int | None = None  #: seconds for which the publisher says not to ask again
    moved_to: str | None = None  #: where the address that was asked has moved for good (HTTP 301, 308), if it has


@dataclass(frozen=True, kw_only=True, slots=True)
class Unchanged:
    """The server answered 304, or the same bytes as before."""

    feed: Feed
    etag: str | None = None
    last_modified: str | None = None
    max_age: int | None = None
    moved_to: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchError:
    """Why a feed gave nothing this time. One line for people."""

    feed: Feed
    reason: str
    retry_after: int | None = None  #: seconds that the server asked us to wait
    status: int | None = None  #: of HTTP, where there was an answer
    asked: bool = True  #: False where it was left alone because its host had sent another feed away
    gone: bool = False  #: the feed's own address, or where that has moved for good, answered HTTP 410
    sent_away_by: str | None = None  #: the host that answered HTTP 429 or 503
    sent_away_times: int = 0  #: in a row that it did so, this time included, over all its feeds


FetchResult = FetchedFeed | Unchanged | FetchError
