"""What came of asking whether a link leads anywhere."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkAnswer:
    """The answer at an address; nothing of it is read but its status."""

    url: str
    status: int | None = None
    leads_to: str = ""  #: where redirects end; empty if nowhere else
    moved: bool = False  #: all of these redirects are meant for good
    reason: str = ""  #: why there is nothing; empty if there is something
    asked: bool = True  #: False where it was not asked: its host rests, or robots.txt forbids it
